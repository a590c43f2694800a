//! What can go wrong on the way in: each message says what happened and what to do.

use std::io;
use std::path::{Path, PathBuf};

use super::limits;

/// Why a file could not be imported. Each message says what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing in it.
    #[error("This file is empty. Save the article again and open the new file.")]
    Empty,
    /// Only white space and invisible characters.
    #[error("There are no words in this, only blank space. Copy the article's text again.")]
    OnlyWhiteSpace,
    /// A known kind of file that holds no plain text.
    #[error("{kind} cannot be opened yet. {remedy}")]
    Binary {
        /// What the first bytes say it is: `A PDF file`.
        kind: &'static str,
        /// What to do instead.
        remedy: &'static str,
    },
    /// No text, and no known kind.
    #[error(
        "This file does not hold text. Open the article in the program it came from, copy the text and paste it here."
    )]
    NotText,
    /// Larger than anything that is one article.
    #[error(
        "This file holds {} and the limit is {}. Cut out the article and save it by itself.",
        limits::megabytes(*.bytes),
        limits::megabytes(*.limit)
    )]
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The limit that was passed.
        limit: u64,
    },
    /// A stream that went on beyond anything that is one article.
    #[error(
        "More than {} came, which is the limit; the rest was not read. Cut out the article and give it by itself.",
        limits::megabytes(*.limit)
    )]
    TooLong {
        /// The limit that was passed.
        limit: u64,
    },
    /// A page with more tags than any article has.
    #[error(
        "This page has {tags} tags, more than the limit of {limit}; it is not one article. Copy the article's text in the browser and paste it here."
    )]
    TooManyTags {
        /// How many there are, at least.
        tags: usize,
        /// The limit that was passed.
        limit: usize,
    },
    /// A page without an article.
    #[error(
        "No article text was found in this page. Copy the text in the browser and paste it here."
    )]
    NoArticle,
    /// It keeps a worker busy longer than any article does.
    #[error(
        "This page takes too long to read: it was given up after {seconds} seconds. Open it in the browser, copy the article's text and paste it here."
    )]
    TooSlow {
        /// How long it was given.
        seconds: u64,
    },
    /// A folder.
    #[error("This is a folder. Open the files inside it instead.")]
    Directory,
    /// It is not there, or not there any more.
    #[error(
        "This file is no longer there. It may have been moved or renamed; open it again from its new place."
    )]
    NotFound,
    /// The system refuses.
    #[error(
        "This file may not be read. Change its permissions, or copy it to a place of your own."
    )]
    NoPermission,
    /// Anything else that the system says.
    #[error(
        "This file could not be read ({reason}). Check that the disk or the network drive is there and try again."
    )]
    Io {
        /// The system's own words.
        reason: String,
    },
    /// A defect in the program; the text says so.
    #[error("{0}")]
    Internal(String),
}

impl ImportError {
    /// The error for what the system said about a file.
    pub(super) fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::Directory,
            _ => Self::Io {
                reason: error.to_string(),
            },
        }
    }
}

/// An import that failed, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedImport {
    /// The file; `None` for pasted text and standard input.
    pub path: Option<PathBuf>,
    /// Why.
    pub error: ImportError,
}

/// A file's name as it can be shown on one line.
///
/// Line breaks, other control characters and marks that reverse the direction
/// of writing are replaced, so that a name can neither break a list nor pass
/// for another name.
pub fn shown_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    shown(&name.to_string_lossy())
}

/// Any words as they can be shown on one line.
pub(super) fn shown(words: &str) -> String {
    words
        .chars()
        .map(|letter| {
            if letter.is_control() || is_direction_mark(letter) {
                '\u{fffd}'
            } else {
                letter
            }
        })
        .collect()
}

fn is_direction_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_line_break_is_shown_on_one_line() {
        assert_eq!(
            shown_name(Path::new("/news/first\nsecond 🚋.txt")),
            "first\u{fffd}second 🚋.txt"
        );
    }

    #[test]
    fn a_name_cannot_be_turned_around() {
        assert!(!shown_name(Path::new("ab\u{202e}txt.exe")).contains('\u{202e}'));
    }

    #[test]
    fn every_message_is_a_sentence_and_says_what_to_do() {
        let errors = [
            ImportError::Empty,
            ImportError::OnlyWhiteSpace,
            ImportError::NotText,
            ImportError::TooLarge {
                bytes: 210_000_000,
                limit: 20_000_000,
            },
            ImportError::TooLong { limit: 20_000_000 },
            ImportError::TooManyTags { tags: 9, limit: 8 },
            ImportError::NoArticle,
            ImportError::Directory,
            ImportError::NotFound,
            ImportError::NoPermission,
            ImportError::from_io(&io::Error::other("the tape is torn")),
        ];
        for error in errors {
            let words = error.to_string();
            assert!(words.ends_with('.'), "{words}");
            assert!(words.matches(['.', ';']).count() >= 2, "{words}");
        }
    }
}
