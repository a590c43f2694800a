//! Bytes in, an article out, or a sentence that says what is wrong and what to do.

use std::path::{Path, PathBuf};

use crate::model::Article;

/// Why a file could not be imported. Each message says what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing in it.
    #[error("This file is empty. Save the article again and open the new file.")]
    Empty,
    /// A defect in the program; the text says so.
    #[error("{0}")]
    Internal(String),
}

/// An import that failed, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedImport {
    /// The file; `None` for pasted text and standard input.
    pub path: Option<PathBuf>,
    /// Why.
    pub error: ImportError,
}

/// Reads and imports one file.
///
/// # Errors
/// Says what is wrong with this file; nothing else is touched.
pub fn read_file(path: &Path) -> Result<Article, ImportError> {
    let _ = path;
    Err(ImportError::Empty)
}

/// Imports bytes; `name` is a file name or path where one is known.
///
/// The format is sniffed from the content; the name only breaks ties.
///
/// # Errors
/// Says what is wrong with these bytes.
pub fn from_bytes(bytes: &[u8], name: Option<&str>) -> Result<Article, ImportError> {
    let _ = (bytes, name);
    Err(ImportError::Empty)
}

/// Imports text that was pasted or typed.
///
/// # Errors
/// Where there is no text.
pub fn from_pasted(text: &str) -> Result<Article, ImportError> {
    let _ = text;
    Err(ImportError::Empty)
}

/// A path as it may be shown: its last part, control characters replaced.
pub fn shown_name(path: &Path) -> String {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    name.chars()
        .map(|letter| {
            if letter.is_control() {
                '\u{FFFD}'
            } else {
                letter
            }
        })
        .collect()
}

/// The articles of the first start, in order.
pub fn samples() -> Vec<Article> {
    Vec::new()
}
