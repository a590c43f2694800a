//! What can be asked of the workers, and what they answer.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::compare;
use crate::compare::reliability::Reliability;
use crate::compare::units::Codings;
use crate::export::document::ReportDocument;
use crate::export::{ExportError, ExportFormat, ExportInput};
use crate::import::FailedImport;
use crate::model::{
    Analysis, Article, ArticleId, Canceller, Coding, Comparison, Note, Project, Revision, Settings,
    VoiceFilter,
};
use crate::store::{Engine, LogEntry, Opened, StoreError};

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportSource {
    /// A file.
    File(PathBuf),
    /// Text from the clipboard.
    Pasted(String),
    /// Bytes that came without a path, with the name they carried where they did.
    Bytes(Option<String>, Arc<[u8]>),
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
    /// Work out how far a person and the engine agree.
    Agree(AgreementJob),
    /// Write an export.
    Export(ExportJob),
    /// List what a half-typed path could become.
    Complete(String),
    /// Open, save or close a project file; in order, and never given up.
    Project(ProjectRequest),
}

/// Tells the project on the screen from those before it, also before it has a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u64);

/// Where projects live that the reader has given no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// For projects without a name.
    pub untitled: PathBuf,
    /// For backups of all projects.
    pub backups: PathBuf,
}

/// Work on project files.
#[derive(Clone, Debug)]
pub enum ProjectRequest {
    /// Open a file as a new document; the one that is open stays open.
    Open {
        /// The new document.
        document: DocumentId,
        /// The file.
        path: PathBuf,
    },
    /// Open a file as a new document for writing, also where a lock file says that somebody
    /// else has it.
    TakeOver {
        /// The new document.
        document: DocumentId,
        /// The file.
        path: PathBuf,
    },
    /// Open what was worked on last: the project that has a name, where one is given and free,
    /// or the untitled one.
    Resume {
        /// The new document.
        document: DocumentId,
        /// The project with a name that was open last.
        last: Option<PathBuf>,
    },
    /// Save the project as it is now. One without a file gets one among the untitled.
    Save(SaveJob),
    /// Copy the file to another place and go on there. Where there is no file to copy, the
    /// project as it is now is written.
    SaveAs {
        /// The project.
        job: SaveJob,
        /// Where to.
        path: PathBuf,
        /// Whether a file there may be replaced.
        replace: bool,
    },
    /// Read the end of what its log holds.
    Log(DocumentId),
    /// Close its file.
    Close(DocumentId),
}

/// A state of a project to be saved.
#[derive(Clone, Debug)]
pub struct SaveJob {
    /// Which project.
    pub document: DocumentId,
    /// Grows with every state that is to be saved.
    pub serial: u64,
    /// The project.
    pub project: Arc<Project>,
    /// What was done since the last state that was sent.
    pub entries: Vec<LogEntry>,
    /// The engine in use, where an analysis has told.
    pub engine: Option<Engine>,
}

/// What came of work on project files.
#[derive(Clone, Debug)]
pub enum ProjectOutcome {
    /// A file was opened, or not.
    Opened {
        /// The document it was opened as.
        document: DocumentId,
        /// The path as it was asked for.
        path: PathBuf,
        /// The project, or why not.
        result: Result<Opened, StoreError>,
    },
    /// What was worked on last was looked for.
    Resumed {
        /// The document it was opened as.
        document: DocumentId,
        /// Where it is and what is in it.
        found: Option<(PathBuf, Opened)>,
        /// Why the project with a name was not opened, where it was not.
        missed: Option<(PathBuf, StoreError)>,
    },
    /// The log was read.
    Logged {
        /// Which project.
        document: DocumentId,
        /// Its last entries, newest first, or what went wrong.
        result: Result<Vec<LogEntry>, StoreError>,
    },
    /// A state was saved, or not yet.
    Saved {
        /// Which project.
        document: DocumentId,
        /// Which state, and all before it.
        serial: u64,
        /// Where; `None` where there is no file.
        path: Option<PathBuf>,
        /// A sentence where it was not saved, or not as it should be.
        result: Result<(), String>,
    },
    /// A file was copied to another place, or not.
    SavedAs {
        /// Which project.
        document: DocumentId,
        /// Where to.
        path: PathBuf,
        /// The project there, or why not.
        result: Result<Opened, StoreError>,
    },
}

/// What reports and exports are made of.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Name of the project.
    pub project: String,
    /// A note on the whole project.
    pub note: Option<Arc<Note>>,
    /// Articles, in order.
    pub articles: Vec<(Arc<Article>, Arc<Analysis>)>,
    /// What people say of each of them, in the same order.
    pub codings: Vec<Option<Arc<Coding>>>,
    /// Whether the comparison is part of it.
    pub compare: bool,
    /// Voices counted.
    pub filter: VoiceFilter,
}

impl Material {
    /// Its articles, in order.
    pub fn ids(&self) -> Vec<ArticleId> {
        self.articles
            .iter()
            .map(|(article, _)| article.id)
            .collect()
    }

    /// Whether both are made of the very same parts.
    pub fn is(&self, other: &Self) -> bool {
        let same = |one: &Option<Arc<Coding>>, two: &Option<Arc<Coding>>| match (one, two) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        self.project == other.project
            && self.note == other.note
            && self.compare == other.compare
            && self.filter == other.filter
            && self.articles.len() == other.articles.len()
            && self.codings.len() == other.codings.len()
            && self
                .articles
                .iter()
                .zip(&other.articles)
                .all(|(one, two)| Arc::ptr_eq(&one.0, &two.0) && Arc::ptr_eq(&one.1, &two.1))
            && self
                .codings
                .iter()
                .zip(&other.codings)
                .all(|(one, two)| same(one, two))
    }

    /// Compares where that is asked for, and hands everything on.
    pub fn exported<T>(&self, date: NaiveDate, make: impl FnOnce(&ExportInput<'_>) -> T) -> T {
        let articles = self.articles.iter();
        let pairs: Vec<_> = articles
            .map(|(article, analysis)| (&**article, &**analysis))
            .collect();
        let codings: Vec<_> = self.codings.iter().map(Option::as_deref).collect();
        let never = Canceller::default();
        let comparison = self
            .compare
            .then(|| compare::compare_unless(&pairs, self.filter, &never))
            .flatten();
        make(&ExportInput {
            project: &self.project,
            note: self.note.as_deref(),
            articles: &pairs,
            codings: &codings,
            comparison: comparison.as_ref(),
            filter: self.filter,
            date,
        })
    }
}

/// A document to be made for the screen.
#[derive(Clone, Debug)]
pub struct ReportJob {
    /// Tells this document from earlier ones.
    pub serial: u64,
    /// What it is made of.
    pub material: Material,
}

/// Agreement to be worked out.
#[derive(Clone, Debug)]
pub struct AgreementJob {
    /// Tells these figures from earlier ones.
    pub serial: u64,
    /// Articles, in order.
    pub articles: Vec<CodedArticle>,
}

/// An article with what the engine and what a person says of it.
#[derive(Clone, Debug)]
pub struct CodedArticle {
    /// The article.
    pub article: Arc<Article>,
    /// The engine's answers, as they are shown.
    pub analysis: Arc<Analysis>,
    /// What a person says.
    pub coding: Arc<Coding>,
}

impl CodedArticle {
    /// Whether this is made of the very same parts.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.article, &other.article)
            && Arc::ptr_eq(&self.analysis, &other.analysis)
            && Arc::ptr_eq(&self.coding, &other.coding)
    }

    /// Both codings.
    pub fn codings(&self) -> Codings<'_> {
        Codings {
            article: &self.article,
            analysis: &self.analysis,
            coding: &self.coding,
        }
    }
}

/// An export to be written.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// What it is made of.
    pub material: Material,
    /// Format.
    pub format: ExportFormat,
    /// Whether a table begins with a byte order mark.
    pub byte_order_mark: bool,
    /// Where to.
    pub path: PathBuf,
    /// Whether a file there may be replaced.
    pub replace: bool,
    /// The files that the project and its articles lie in: nothing is written over them.
    pub sources: Vec<PathBuf>,
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
    /// How far a person and the engine agree.
    Agree,
    /// An export; every export is of its own.
    Export(u64),
    /// The completions of the path field.
    Complete,
    /// Work on project files; nothing supersedes it.
    Project(u64),
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
    /// It was worked out how far a person and the engine agree.
    Agreed {
        /// Which figures.
        serial: u64,
        /// The figures, or what went wrong.
        result: Result<Arc<Reliability>, String>,
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
    /// Work on a project file is over.
    Project(ProjectOutcome),
}

/// What the folder of a half-typed path holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The path that was completed.
    pub typed: String,
    /// Whole paths that begin so, folders first and with a slash at the end.
    pub paths: Vec<String>,
}

/// Tells one question from another: its answer may come when the world has moved on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub u64);

/// A question that only a person can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which files to open: articles, or a project.
    OpenFiles,
    /// Where to save the project.
    SaveProject {
        /// Which question this is.
        id: QuestionId,
        /// Proposed file name.
        name: String,
    },
    /// Where to save an export.
    SaveExport {
        /// Which question this is.
        id: QuestionId,
        /// Proposed file name.
        name: String,
        /// Format.
        format: ExportFormat,
    },
}

/// The answer to a [`Question`], or what came of a wish that the system was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Files to open; empty where the person cancelled.
    Files(Vec<PathBuf>),
    /// Where to save the project; `None` where the person cancelled. The dialog has asked
    /// before replacing.
    ProjectPath(QuestionId, Option<PathBuf>),
    /// Where to save; `None` where the person cancelled. The dialog has asked before replacing.
    SavePath(QuestionId, Option<PathBuf>),
    /// No dialog can be shown on this computer: ask inside the window.
    Unavailable(Question),
    /// A file that was to be shown in its folder could not be: which, and why, in a sentence.
    NotShown(PathBuf, &'static str),
    /// Nothing is to be said or done.
    Nothing,
}
