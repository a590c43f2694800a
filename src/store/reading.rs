//! Opening a project to read it, whatever lies beside it: nothing is written there.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::connection::{Check, Leftover, Mode, check, connect};
use super::{StoreError, schema};
use crate::files::beside;

/// A project that is only read.
#[derive(Debug)]
pub(super) struct Reading {
    pub connection: Connection,
    /// What lies beside it and was left alone, as a sentence.
    pub stray: Option<String>,
    /// Where its copy is, where it was not taken away yet.
    pub copy: Option<Copy>,
}

impl Reading {
    /// Opens a project that [`super::connection::look`] has let pass. While somebody on this
    /// computer writes it (`is_at_work`), what lies beside it is theirs.
    ///
    /// # Errors
    /// Where it cannot be read, or a broken-off change can be taken back nowhere.
    pub fn open(path: &Path, leftover: &Leftover, is_at_work: bool) -> Result<Self, StoreError> {
        let opened = match leftover {
            Leftover::Unfinished if !is_at_work => Self::with_change_taken_back(path),
            Leftover::None | Leftover::Unfinished => Self::of(path, Mode::Read, None),
            Leftover::Logged => Self::of(path, Mode::Alone, None),
            Leftover::Foreign(stray) => Self::of(path, Mode::Alone, Some(left_alone(stray))),
        };
        opened.map_err(StoreError::of_reading)
    }

    fn of(path: &Path, mode: Mode, stray: Option<String>) -> Result<Self, StoreError> {
        Ok(Self {
            connection: connect(path, mode)?,
            stray,
            copy: None,
        })
    }

    /// Takes a broken-off change back in a copy, which goes as soon as it is open.
    fn with_change_taken_back(path: &Path) -> Result<Self, StoreError> {
        let copy = Copy::of(path)?;
        match copy.project() {
            Ok(connection) => Ok(Self {
                connection,
                stray: None,
                // An open file stays until it is closed, also where its name is gone.
                copy: (!cfg!(unix)).then_some(copy),
            }),
            Err(_) if is_whole_alone(path) => {
                let stray = left_alone(&beside(path, "-journal"));
                Self::of(path, Mode::Alone, Some(stray))
            }
            Err(error) => Err(error),
        }
    }
}

/// Whether the journal beside a project is that of another file: with it there is no project,
/// and without it there is a whole one.
pub(super) fn is_of_another(path: &Path) -> bool {
    // Where no copy can be made, it is what it looks like.
    Copy::of(path).is_ok_and(|copy| copy.project().is_err()) && is_whole_alone(path)
}

fn is_whole_alone(path: &Path) -> bool {
    connect(path, Mode::Alone).is_ok_and(|connection| is_project(&connection).is_ok())
}

fn is_project(connection: &Connection) -> Result<(), StoreError> {
    schema::version_of(connection)?;
    check(connection, Check::Whole)
}

/// What is said of a file beside a project that is not this program's.
pub(super) fn left_alone(stray: &Path) -> String {
    let name = stray.file_name().unwrap_or(stray.as_os_str());
    format!(
        "{} lies beside it and was not written by Slantwise for it. It was left as it is, and the project was read without it.",
        super::shown(&name.to_string_lossy())
    )
}

/// A copy of a project with its journal, in a folder of its own that only this person can
/// read. Dropping it takes it away.
#[derive(Debug)]
pub(super) struct Copy(TempDir);

impl Copy {
    /// Copies a project and its journal.
    ///
    /// # Errors
    /// Where no folder for temporary files can be used, or there is no room.
    pub fn of(path: &Path) -> Result<Self, StoreError> {
        let mut first = None;
        for place in places() {
            match copied(path, &place) {
                Ok(folder) => return Ok(Self(folder)),
                Err(error) => first = first.or(Some(error)),
            }
        }
        let words = first.map_or_else(String::new, |error| format!(" ({error})"));
        Err(StoreError::Unreadable(format!(
            "it is to be read from a copy, and no folder for temporary files can be used{words}. Set TMPDIR to a folder that can be written and has room."
        )))
    }

    /// Opens it, which takes a broken-off change back.
    pub fn connection(&self) -> Result<Connection, StoreError> {
        connect(&self.0.path().join("copy"), Mode::Write)
    }

    /// The same, where it is a project then.
    fn project(&self) -> Result<Connection, StoreError> {
        let connection = self.connection()?;
        is_project(&connection)?;
        Ok(connection)
    }
}

/// Folders for temporary files: the one that is set, and those that there usually are.
fn places() -> Vec<PathBuf> {
    let usual: &[&str] = if cfg!(unix) {
        &["/tmp", "/var/tmp", "/dev/shm"]
    } else {
        &[]
    };
    let usual = usual.iter().map(PathBuf::from);
    std::iter::once(std::env::temp_dir()).chain(usual).collect()
}

fn copied(path: &Path, place: &Path) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new()
        .prefix(".slantwise-")
        .tempdir_in(place)?;
    let copy = folder.path().join("copy");
    // With rights of its own: what may only be read is copied to be changed.
    let put = |from: &Path, to: &Path| io::copy(&mut File::open(from)?, &mut File::create_new(to)?);
    put(path, &copy)?;
    let journal = beside(path, "-journal");
    if journal.is_file() {
        put(&journal, &beside(&copy, "-journal"))?;
    }
    Ok(folder)
}
