//! Analyses and comparisons as files for other people and other programs.

use std::path::Path;

use chrono::NaiveDate;

use crate::model::{Analysis, Article, Comparison, VoiceFilter};

/// Formats that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExportFormat {
    /// One self-contained page.
    Html,
    /// Markdown.
    Markdown,
    /// One row a sentence.
    SentencesCsv,
    /// One row a finding.
    FindingsCsv,
    /// As the command line's JSON.
    Json,
    /// One article object a line.
    JsonLines,
}

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub struct ExportInput<'a> {
    /// Name of the project; may be empty.
    pub project: &'a str,
    /// Articles with their analyses, in order.
    pub articles: &'a [(&'a Article, &'a Analysis)],
    /// The comparison; `None` exports the articles by themselves.
    pub comparison: Option<&'a Comparison>,
    /// Voices that are counted.
    pub filter: VoiceFilter,
    /// Day written into the document.
    pub date: NaiveDate,
}

/// Why an export failed. Each message says what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The file is there and may not be replaced.
    #[error(
        "A file of this name is already there. Choose another name, or say that it may be replaced."
    )]
    Exists,
    /// The operating system refused.
    #[error(
        "The file could not be written: {0}. Nothing was changed; choose another place or free some space."
    )]
    Write(String),
    /// The document could not be made.
    #[error("The export could not be made: {0}")]
    Make(String),
}

/// Prints the document in one format.
///
/// # Errors
/// Where a template or serialiser fails, which would be a defect.
pub fn export(input: &ExportInput<'_>, format: ExportFormat) -> Result<Vec<u8>, ExportError> {
    let _ = (input, format);
    Ok(Vec::new())
}

/// Writes a file whole or not at all: temporary file, then rename.
///
/// # Errors
/// Where a file is there and `replace` is false, or the system refuses.
pub fn write_file(path: &Path, bytes: &[u8], replace: bool) -> Result<(), ExportError> {
    let _ = (path, bytes, replace);
    Ok(())
}
