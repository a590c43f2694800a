//! What a person can ask for, and what the window must carry out.

use std::path::PathBuf;

use super::{Dialog, Target, ThemeChoice, View};
use crate::export::ExportFormat;
use crate::jobs::{ImportSource, Question, Request};
use crate::model::{ArticleId, Settings, VoiceFilter};

/// A step forward or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next.
    Next,
    /// To the previous.
    Previous,
}

/// An export that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// Articles, in order.
    pub articles: Vec<ArticleId>,
    /// Whether the comparison is part of it.
    pub compare: bool,
    /// Format.
    pub format: ExportFormat,
}

/// Everything that changes the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Ask for files to open.
    Open,
    /// Import these.
    Import(Vec<ImportSource>),
    /// Ask the clipboard for text.
    Paste,
    /// Open the sample articles.
    OpenSamples,
    /// Take an article out of the project.
    CloseArticle(ArticleId),
    /// Take all articles out of the project.
    CloseAll,
    /// Move an article up or down in the rail.
    MoveArticle(ArticleId, Step),
    /// Give an article another title.
    Rename(ArticleId, String),
    /// Show a view.
    Show(View),
    /// Open an article in Read.
    ShowArticle(ArticleId),
    /// Open the next or previous article.
    StepArticle(Step),
    /// Select something, without moving the page.
    Select(Option<Target>),
    /// Select something in Read and bring it into sight.
    Reveal(Target),
    /// Select the next or previous finding of the open article.
    StepFinding(Step),
    /// The pointer is over something.
    Hover(Option<Target>),
    /// Count and colour these voices.
    Filter(VoiceFilter),
    /// Put an article into Compare or take it out.
    ToggleColumn(ArticleId),
    /// What the Report view is about.
    ReportScope(super::ReportScope),
    /// Columns scroll together or apart.
    LinkColumns(bool),
    /// Show or hide set-aside lines.
    ShowSetAside(bool),
    /// Choose the colours.
    Theme(ThemeChoice),
    /// Text size in percent.
    TextPercent(u16),
    /// Settings of the engine.
    Settings(Settings),
    /// Show something in front of the view.
    OpenDialog(Dialog),
    /// Close it.
    CloseDialog,
    /// Ask where to, then export.
    Export(ExportRequest),
    /// Export to this path.
    ExportTo {
        /// What.
        request: ExportRequest,
        /// Where to.
        path: PathBuf,
        /// Whether a file there may be replaced.
        replace: bool,
    },
    /// Analyse an article again after a failure.
    Retry(ArticleId),
    /// Compare the columns again after a failure.
    CompareAgain,
    /// Give up everything in the background.
    CancelJobs,
    /// Take the last change back.
    Undo,
    /// Repeat it.
    Redo,
    /// Dismiss a message.
    Dismiss(u64),
    /// Show a file in its folder.
    ShowInFolder(PathBuf),
    /// Copy text to the clipboard.
    Copy(String),
    /// Show or hide the list of articles.
    ToggleRail,
    /// List what the folder of a half-typed path holds, to complete it.
    CompletePath(String),
    /// Forget the recently opened files.
    ForgetRecent,
    /// Leave.
    Quit,
}

/// What the window must carry out.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Hand a request to the workers.
    Submit(Request),
    /// Give up everything in the background.
    CancelJobs,
    /// Ask a person.
    Ask(Question),
    /// Ask the clipboard for text; it arrives as a paste.
    RequestPaste,
    /// Put text on the clipboard.
    Copy(String),
    /// Show a file in its folder.
    ShowInFolder(PathBuf),
    /// Close the window.
    Quit,
}
