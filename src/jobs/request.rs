//! What can be asked of the workers, and what they answer.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::export::document::ReportDocument;
use crate::export::{ExportError, ExportFormat};
use crate::import::FailedImport;
use crate::model::{Analysis, Article, ArticleId, Comparison, Revision, Settings, VoiceFilter};

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportSource {
    /// A file.
    File(PathBuf),
    /// Text from the clipboard.
    Pasted(String),
    /// Bytes that came without a path, with the name they carried.
    Bytes(String, Arc<[u8]>),
}

/// Work for a worker; everything in it is shared, nothing copied.
#[derive(Clone, Debug)]
pub enum Request {
    /// Read and import one source.
    Import(ImportSource),
    /// Analyse an article.
    Analyse {
        /// The article.
        article: Arc<Article>,
        /// Settings in force, as far as the analysis depends on them.
        settings: Settings,
    },
    /// Compare articles.
    Compare {
        /// The columns, in order.
        articles: Vec<(Arc<Article>, Arc<Analysis>)>,
        /// Voices counted.
        filter: VoiceFilter,
    },
    /// Make the document of the Report view.
    Report(ReportJob),
    /// Write an export.
    Export(ExportJob),
    /// List what a half-typed path could become.
    Complete(String),
}

/// A document to be made for the screen.
#[derive(Clone, Debug)]
pub struct ReportJob {
    /// Tells this document from earlier ones.
    pub serial: u64,
    /// Name of the project.
    pub project: String,
    /// Articles, in order.
    pub articles: Vec<(Arc<Article>, Arc<Analysis>)>,
    /// Whether the comparison is part of it.
    pub compare: bool,
    /// Voices counted.
    pub filter: VoiceFilter,
}

/// An export to be written.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// Name of the project.
    pub project: String,
    /// Articles, in order.
    pub articles: Vec<(Arc<Article>, Arc<Analysis>)>,
    /// Whether the comparison is part of it.
    pub compare: bool,
    /// Voices counted.
    pub filter: VoiceFilter,
    /// Format.
    pub format: ExportFormat,
    /// Where to.
    pub path: PathBuf,
    /// Whether a file there may be replaced.
    pub replace: bool,
}

/// What a request is about: a later request with the same key supersedes an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Import of a file; every import is of its own.
    Import(u64),
    /// Analysis of one article.
    Analyse(ArticleId),
    /// The comparison on the screen.
    Compare,
    /// The document of the Report view.
    Report,
    /// An export; every export is of its own.
    Export(u64),
    /// The completions of the path field.
    Complete,
}

/// What a worker answers.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// An import is over.
    Imported(Result<Arc<Article>, FailedImport>),
    /// The rules' analysis is done; the language model's is on its way.
    AnalysedByRules {
        /// Which article.
        article: ArticleId,
        /// Which revision.
        revision: Revision,
        /// With which settings, as far as the analysis depends on them.
        settings: Settings,
        /// The analysis.
        analysis: Arc<Analysis>,
    },
    /// An analysis is done.
    Analysed {
        /// Which article.
        article: ArticleId,
        /// Which revision.
        revision: Revision,
        /// With which settings, as far as the analysis depends on them.
        settings: Settings,
        /// The analysis, or what went wrong.
        result: Result<Arc<Analysis>, String>,
    },
    /// A comparison is done.
    Compared(Result<Arc<Comparison>, String>),
    /// A document for the screen is made.
    Reported {
        /// Which.
        serial: u64,
        /// The document, or what went wrong.
        result: Result<Arc<ReportDocument>, String>,
    },
    /// An export is over.
    Exported {
        /// What was asked.
        job: ExportJob,
        /// Written, or why not.
        result: Result<(), ExportError>,
    },
    /// A dialog was answered.
    Answered(Answer),
    /// A folder was listed.
    Completed(Completions),
}

/// What the folder of a half-typed path holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The path that was completed.
    pub typed: String,
    /// Whole paths that begin so, folders first and with a slash at the end.
    pub paths: Vec<String>,
}

/// A question that only a person can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which files to open.
    OpenFiles,
    /// Where to save an export.
    SaveExport {
        /// Proposed file name.
        name: String,
        /// Format.
        format: ExportFormat,
    },
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Files to open; empty where the person cancelled.
    Files(Vec<PathBuf>),
    /// Where to save; `None` where the person cancelled. The dialog has asked before replacing.
    SavePath(Option<PathBuf>),
    /// No dialog can be shown on this computer: ask inside the window.
    Unavailable(Question),
}

/// Tells a running job that nobody waits for it any more.
#[derive(Clone, Debug, Default)]
pub struct Canceller(Arc<AtomicBool>);

impl Canceller {
    /// Gives the job up.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the job was given up.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
