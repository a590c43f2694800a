//! What can go wrong with a project file: each message says what happened and what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::limits;

/// Why a project could not be opened or saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// It is not there.
    #[error(
        "This project is no longer there. It may have been moved or renamed, or its drive is not connected; open it again from its new place."
    )]
    NotFound,
    /// A folder or a device.
    #[error("This is not a file. Choose a file that ends in .slantwise.")]
    NotAFile,
    /// Some other kind of file.
    #[error("This is not a Slantwise project. Choose a file that ends in .slantwise.")]
    NotAProject,
    /// Larger than any project.
    #[error(
        "This project holds {bytes} bytes and the limit is {}. It was not opened.",
        limits::FILE_BYTES
    )]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// More of something than any project has.
    #[error("This project holds more than {limit} {what}, which is the limit. It was not opened.")]
    TooMany {
        /// Of what, in the plural.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// Written by a newer version of the program.
    #[error(
        "This project was written by a newer version of Slantwise (file version {version}; this program knows up to {known}). Install the newer version to open it; the file was not changed."
    )]
    Newer {
        /// The file's version.
        version: u32,
        /// The newest version that is known here.
        known: u32,
    },
    /// Holds parts that were not written by this program.
    #[error(
        "This project holds a part that Slantwise did not write ({part}), so it was not opened. Take a backup, or run “slantwise project repair” to copy what can be read into a new file."
    )]
    Foreign {
        /// Which.
        part: String,
    },
    /// The file is damaged.
    #[error(
        "This project file is damaged ({detail}). {} The damaged file was not changed.",
        remedy(.backup.as_deref())
    )]
    Damaged {
        /// What was found.
        detail: String,
        /// The newest backup that opens.
        backup: Option<PathBuf>,
    },
    /// No writing there.
    #[error(
        "The project could not be saved: you may not write there. Your work is kept in the window; save it under another name or in another folder."
    )]
    ReadOnly,
    /// It cannot be read, and why, as a sentence.
    #[error("The project could not be read: {0}")]
    Unreadable(String),
    /// Something lies beside the place that would be played into the project.
    #[error(
        "No project can be saved here: {} lies beside it, which Slantwise did not write and which would be taken for a part of it. Move it away, or choose another name.",
        .0.display()
    )]
    Stray(PathBuf),
    /// It would go over an article's file.
    #[error(
        "This is the file of an article in the project, which would be lost. Nothing was saved; choose another name."
    )]
    Article,
    /// Opened for reading only, and why.
    #[error("This project is open for reading only: {0} Save it under another name to change it.")]
    OpenedReadOnly(String),
    /// No room.
    #[error(
        "The project could not be saved: the disk is full. Your work is kept in the window and is saved as soon as there is room; free some space or save it in another place."
    )]
    Full,
    /// The file or its drive is gone.
    #[error(
        "The project could not be saved: its file is no longer there, so the drive may have been removed or the folder moved. Your work is kept in the window; bring the drive back, or save it under another name."
    )]
    Gone,
    /// Somebody else has it.
    #[error("This project is already open: {0} Close it there first.")]
    Taken(String),
    /// Another program holds the file.
    #[error(
        "The project is being used by another program, perhaps one that synchronises or backs up files. Nothing was changed; it is tried again."
    )]
    Busy,
    /// A file of this name is there.
    #[error("A file of this name is already there.")]
    Exists,
    /// Anything else that the system says.
    #[error(
        "The project file could not be used ({0}). Check that its disk is there and try again; your work is kept in the window."
    )]
    Io(String),
}

fn remedy(backup: Option<&Path>) -> String {
    match backup {
        Some(path) => format!(
            "Open its newest backup, {}, or copy what can be read into a new file with “slantwise project repair”.",
            path.display()
        ),
        None => "Copy what can be read into a new file with “slantwise project repair”.".to_owned(),
    }
}

impl StoreError {
    /// The error for what the system said.
    pub(super) fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::NotAFile,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::AlreadyExists => Self::Exists,
            _ => Self::Io(error.to_string()),
        }
    }

    /// The error for what the system said while reading: nothing was to be saved.
    pub(super) fn from_read(error: &io::Error) -> Self {
        Self::from_io(error).of_reading()
    }

    /// The same, where nothing was to be saved.
    pub(super) fn of_reading(self) -> Self {
        let why = match self {
            Self::ReadOnly => "you may not read it. Change its permissions, or copy it to a place of your own.".to_owned(),
            Self::Gone => return Self::NotFound,
            Self::Full => "there is no room on the disk. Free some space and try again.".to_owned(),
            Self::Io(words) => format!("{words}. Check that its disk is there and try again."),
            Self::Busy => "another program holds it, perhaps one that synchronises or backs up files. Try again in a moment.".to_owned(),
            other => return other,
        };
        Self::Unreadable(why)
    }

    /// The message as it is said on the command line, where there is no window that keeps work.
    pub fn on_command_line(&self) -> String {
        let words = match self {
            Self::NotFound => {
                "This project is not there. Check its name, and that its drive is connected."
            }
            Self::NotAFile => "This is not a file. Name a file that ends in .slantwise.",
            Self::NotAProject => {
                "This is not a Slantwise project. Name a file that ends in .slantwise."
            }
            Self::ReadOnly => {
                "The project could not be written: you may not write there. Choose another place with --output."
            }
            Self::Full => {
                "The project could not be written: there is no space left. Free some space, or choose another place with --output."
            }
            Self::Gone => {
                "The project could not be written: the folder does not exist, or its drive was removed. Choose another place with --output."
            }
            Self::Busy => {
                "The project is being used by another program, perhaps one that synchronises or backs up files. Nothing was changed; try again in a moment."
            }
            Self::Exists => {
                "A file of this name is already there, and nothing is replaced. Choose another name with --output."
            }
            Self::Io(words) => {
                return format!(
                    "The project file could not be used ({words}). Check that its disk is there and try again."
                );
            }
            other => return other.to_string(),
        };
        words.to_owned()
    }

    /// The error for what the system said while writing: a folder that is not there is a
    /// place that vanished.
    pub(super) fn from_write(error: &io::Error) -> Self {
        match Self::from_io(error) {
            Self::NotFound => Self::Gone,
            other => other,
        }
    }

    /// Whether trying again later may help, without anything else being done.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy | Self::Full | Self::Gone | Self::Io(_))
    }
}

/// `SQLITE_READONLY_DBMOVED`: the file was moved or deleted while it was open.
const MOVED: i32 = 1032;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let words = error.to_string();
        match error.sqlite_error_code() {
            _ if error
                .sqlite_error()
                .is_some_and(|inner| inner.extended_code == MOVED) =>
            {
                Self::Gone
            }
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::CannotOpen) => Self::Gone,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::NotADatabase) => Self::NotAProject,
            Some(ErrorCode::DatabaseCorrupt) => Self::damaged(&words),
            _ => Self::Io(words),
        }
    }
}

impl StoreError {
    /// A damaged file, before anybody has looked for a backup.
    pub(super) fn damaged(detail: &str) -> Self {
        Self::Damaged {
            detail: crate::store::shown(detail),
            backup: None,
        }
    }

    /// The same with the backup that can be opened instead.
    pub(super) fn with_backup(self, newest: impl FnOnce() -> Option<PathBuf>) -> Self {
        match self {
            Self::Damaged { detail, .. } => Self::Damaged {
                detail,
                backup: newest(),
            },
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_a_sentence_and_says_what_to_do() {
        let errors = [
            StoreError::NotFound,
            StoreError::NotAFile,
            StoreError::NotAProject,
            StoreError::TooLarge { bytes: 9 },
            StoreError::TooMany {
                what: "articles",
                limit: 3,
            },
            StoreError::Newer {
                version: 9,
                known: 1,
            },
            StoreError::Foreign {
                part: "a trigger".to_owned(),
            },
            StoreError::damaged("page 3"),
            StoreError::ReadOnly,
            StoreError::Full,
            StoreError::Gone,
            StoreError::Busy,
            StoreError::Io("torn".to_owned()),
            StoreError::Stray(PathBuf::from("/a/tram.slantwise-wal")),
            StoreError::Article,
            StoreError::Exists,
        ];
        for error in errors {
            let words = error.to_string();
            assert!(words.ends_with('.'), "{words}");
            if error != StoreError::Exists {
                assert!(words.matches(['.', ';']).count() >= 2, "{words}");
            }
            for words in [
                error.on_command_line(),
                error.clone().of_reading().to_string(),
            ] {
                assert!(words.ends_with('.'), "{words}");
            }
            let words = error.on_command_line();
            assert!(
                !words.contains("window") && !words.contains("Open"),
                "{words}"
            );
            let words = error.of_reading().to_string();
            assert!(!words.contains("could not be saved"), "{words}");
        }
    }

    #[test]
    fn a_damaged_file_names_the_backup_to_open() {
        let backup = PathBuf::from("/backups/one.slantwise");
        let error = StoreError::damaged("page 3").with_backup(|| Some(backup));
        assert!(error.to_string().contains("/backups/one.slantwise"));
    }
}
