//! Analyses and comparisons as files for other people and other programs.
//!
//! JSON, the tables and the annotations are for programs and print the analyses themselves, with
//! what people say of them as `segments` has it one by one; the
//! other formats print one format-free [`document::ReportDocument`].

pub mod document;
pub mod json;
pub mod places;
pub mod project;
pub mod report;

mod annotations;
mod headline;
mod html;
mod markdown;
mod segments;
mod tables;
mod write;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use annotations::Words;
use report::Report;

use crate::model::{Analysis, Article, Coding, Comparison, Note, VoiceFilter};

/// Formats that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExportFormat {
    /// One self-contained page.
    Html,
    /// Markdown.
    Markdown,
    /// One row a coding: marks of the engine with what people say of them, and own marks.
    SegmentsCsv,
    /// One row a sentence.
    SentencesCsv,
    /// One row a finding.
    FindingsCsv,
    /// One row a code: how far people and the engine agree.
    ReliabilityCsv,
    /// W3C Web Annotations with the words.
    Annotations,
    /// W3C Web Annotations by position only, without a word of the articles.
    AnnotationPositions,
    /// As the command line's JSON.
    Json,
    /// One article object a line.
    JsonLines,
}

impl ExportFormat {
    /// All formats in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Html,
        Self::Markdown,
        Self::SegmentsCsv,
        Self::SentencesCsv,
        Self::FindingsCsv,
        Self::ReliabilityCsv,
        Self::Annotations,
        Self::AnnotationPositions,
        Self::Json,
        Self::JsonLines,
    ];

    /// Extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::SegmentsCsv | Self::SentencesCsv | Self::FindingsCsv | Self::ReliabilityCsv => {
                "csv"
            }
            Self::Annotations | Self::AnnotationPositions => "jsonld",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
        }
    }

    /// Whether it is a table for spreadsheets.
    pub fn is_table(self) -> bool {
        self.extension() == "csv"
    }

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::Html => "Web page (HTML)",
            Self::Markdown => "Markdown",
            Self::SegmentsCsv => "Coded segments (CSV)",
            Self::SentencesCsv => "Sentences (CSV)",
            Self::FindingsCsv => "Findings (CSV)",
            Self::ReliabilityCsv => "Agreement (CSV)",
            Self::Annotations => "Web Annotations (JSON-LD)",
            Self::AnnotationPositions => "Web Annotations, positions only (JSON-LD)",
            Self::Json => "JSON",
            Self::JsonLines => "JSON, one article a line",
        }
    }
}

/// Endings of kinds of files that other programs know and that nothing here writes.
const NOT_WRITTEN: [&str; 12] = [
    "doc", "docx", "epub", "ods", "odt", "pdf", "pptx", "qdpx", "rtf", "xls", "xlsx", "zip",
];

/// The ending of a path in small letters, where it promises a kind of file that nothing here
/// writes: whatever was written under such a name, no program could open it.
pub fn promises_too_much(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    NOT_WRITTEN.contains(&ending.as_str()).then_some(ending)
}

/// What is exported.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExportInput<'a> {
    /// Name of the project; may be empty.
    pub project: &'a str,
    /// A note on the whole project.
    pub note: Option<&'a Note>,
    /// Articles with their analyses, in order.
    pub articles: &'a [(&'a Article, &'a Analysis)],
    /// What people say of each of the articles, in the same order; may be shorter.
    pub codings: &'a [Option<&'a Coding>],
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
    /// It would go over a file that it is made from.
    #[error(
        "This is one of the files that it is made from, and would be lost. Nothing was written; choose another name."
    )]
    Source,
    /// It would go over a project, or over what lies beside one.
    #[error(
        "This is a Slantwise project or belongs to one, and an export never replaces it. Nothing was written; choose another name."
    )]
    Project,
    /// A device or a stream took a part, or none.
    #[error("The output could not be written to its end: {0}.")]
    BrokenOff(String),
    /// Nobody reads the stream any more.
    #[error("Nobody reads the output any more.")]
    Closed,
    /// Agreement was asked of articles of which nobody has said anything.
    #[error(
        "Nobody has coded any of these articles yet, so there is no agreement to write. Judge their marks and sentences in a project, or mark words there, and export that."
    )]
    NotCoded,
    /// The document could not be made.
    #[error("The export could not be made: {0}")]
    Make(String),
}

impl From<io::Error> for ExportError {
    /// What stopped [`print()`]: the system, or an error of ours that travelled in the same way.
    fn from(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(ours) => ours,
            Err(system) => write::refused(&system),
        }
    }
}

/// Prints in one format, piece by piece; `mark` puts a byte order mark before a table, which
/// some spreadsheets need.
///
/// # Errors
/// What `out` says, and an [`ExportError`] inside where there is nothing to print or a
/// template or serialiser fails, which would be a defect; `ExportError::from` tells them apart.
pub fn print(
    input: &ExportInput<'_>,
    format: ExportFormat,
    mark: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mark: &[u8] = if mark { b"\xEF\xBB\xBF" } else { b"" };
    match format {
        ExportFormat::Json => print_json(input, out),
        ExportFormat::JsonLines => print_json_lines(input, out),
        ExportFormat::Html => html::print(&Report::new(input), out),
        ExportFormat::Markdown => markdown::print(&Report::new(input), out),
        ExportFormat::SegmentsCsv => tables::segments(input, mark, out),
        ExportFormat::SentencesCsv => tables::sentences(input, mark, out),
        ExportFormat::FindingsCsv => tables::findings(input, mark, out),
        ExportFormat::ReliabilityCsv => tables::reliability(input, mark, out),
        ExportFormat::Annotations => annotations::print(input, Words::Kept, out),
        ExportFormat::AnnotationPositions => annotations::print(input, Words::LeftOut, out),
    }
}

/// What [`print()`] prints, as bytes and without a mark.
///
/// # Errors
/// As for [`print()`].
pub fn export(input: &ExportInput<'_>, format: ExportFormat) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::new();
    print(input, format, false, &mut bytes)?;
    Ok(bytes)
}

fn print_json(input: &ExportInput<'_>, out: &mut dyn Write) -> io::Result<()> {
    let engine = input.engine();
    match input.comparison {
        Some(comparison) => serde_json::to_writer_pretty(
            &mut *out,
            &json::ComparisonJson::new(input, comparison, &engine),
        ),
        None => serde_json::to_writer_pretty(&mut *out, &json::AnalysesJson::new(input, &engine)),
    }?;
    out.write_all(b"\n")
}

fn print_json_lines(input: &ExportInput<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, (article, analysis)) in input.articles.iter().enumerate() {
        let line = json::AnalysisLine::new(article, analysis, input.coding(index), input.filter);
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Whether an export may go there, before there is one. Symbolic links are followed; `sources`
/// are the files that it is made from, and a `-` among them is standard input.
///
/// # Errors
/// Where a file is there and `replace` is false; always where it is a source or a project.
pub fn check_place(path: &Path, replace: bool, sources: &[PathBuf]) -> Result<(), ExportError> {
    write::check(path, replace, sources).map(drop)
}

/// Writes a regular file whole or not at all; into a device, a FIFO or the file that standard
/// output goes to, it is written as it is. What [`check_place`] says holds here too.
///
/// # Errors
/// As for [`check_place`], and where the system refuses.
pub fn write_file(
    path: &Path,
    bytes: &[u8],
    replace: bool,
    sources: &[PathBuf],
) -> Result<(), ExportError> {
    write_file_with(path, replace, sources, |out| out.write_all(bytes))
}

/// The same for what is made while it is written: `fill` writes it, piece by piece.
///
/// # Errors
/// As for [`write_file`], and what `fill` says.
pub fn write_file_with(
    path: &Path,
    replace: bool,
    sources: &[PathBuf],
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), ExportError> {
    write::write_file(path, replace, sources, fill)
}

impl<'a> ExportInput<'a> {
    /// What people say of an article, by its place in the order.
    pub fn coding(&self, index: usize) -> Option<&'a Coding> {
        self.codings.get(index).copied().flatten()
    }

    /// The engine that made the analyses; the present one where there is none.
    fn engine(&self) -> crate::model::EngineStamp {
        self.articles.first().map_or_else(
            || crate::analysis::engine_stamp(&crate::model::Settings::default()),
            |(_, analysis)| analysis.engine.clone(),
        )
    }
}
