//! What a person can ask for, and what the window must carry out.

use std::path::PathBuf;

use super::{
    AgreementScope, Dialog, NoteOn, SelectedWords, Side, StepId, Target, ThemeChoice, View,
};
use crate::export::ExportFormat;
use crate::jobs::{ImportSource, Question, Request};
use crate::model::{
    ArticleId, Code, Decision, Device, Expression, JudgementKey, Layer, MarkFilter, MarkId,
    Settings, Subject, VoiceFilter,
};
use crate::text::Span;

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
    /// Whether a table begins with a byte order mark, which some spreadsheets need.
    pub byte_order_mark: bool,
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
    /// Select words, to copy or mark them.
    SelectWords(Option<SelectedWords>),
    /// Select something in Read and bring it into sight.
    Reveal(Target),
    /// Select the next or previous finding of the open article.
    StepFinding(Step),
    /// Select the next or previous finding of the open article that nobody has decided on.
    StepUnreviewed(Step),
    /// List these marks in the panel.
    FilterMarks(MarkFilter),
    /// Open an article at its first finding that nobody has decided on.
    ReviewArticle(ArticleId),
    /// Open the field for a note on what is selected, or close it.
    WriteNote(bool),
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
    /// Take this change back, where it is the last one still.
    UndoStep(StepId),
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
    /// At the start: go on with the last untitled project, or show the samples.
    Resume,
    /// Begin a new project; the one that is open is saved.
    NewProject,
    /// Open a project.
    OpenProject(PathBuf),
    /// Open the project that is read only for writing, though a lock says that somebody else
    /// has it.
    TakeOver(PathBuf),
    /// Ask where to, then save the project there and go on there.
    SaveProjectAs,
    /// Save the project to this path and go on there.
    SaveProjectTo {
        /// Where to.
        path: PathBuf,
        /// Whether a file there may be replaced.
        replace: bool,
    },
    /// Give the project a name.
    NameProject(String),
    /// Hide the marks of every article until it is coded, or show them from the start.
    CodeFirst(bool),
    /// Say which layer a sentence belongs to, by its index; `None` takes that back.
    CodeSentence(ArticleId, usize, Option<Layer>),
    /// Say that an article is coded: its marks are shown.
    FinishCoding(ArticleId),
    /// What stands beside the text in Read.
    ShowSide(Side),
    /// What agreement is asked of.
    AgreementScope(AgreementScope),
    /// The name that judgements, notes and marks carry; empty for the name on this computer.
    NameReader(String),
    /// Show what the project's file says was done.
    ShowLog,
    /// Keep the original bytes of the articles in the project file, or only their hash.
    KeepOriginals(bool),
    /// Decide on one of the engine's answers; `None` takes the decision back.
    Judge {
        /// The article.
        article: ArticleId,
        /// The answer.
        subject: Subject,
        /// The decision.
        decision: Option<Decision>,
    },
    /// Write a note; an empty one is taken away.
    Note(NoteOn, String),
    /// Mark a stretch of an article.
    AddMark {
        /// The article.
        article: ArticleId,
        /// The stretch, in bytes.
        span: Span,
        /// What it is.
        code: Code,
    },
    /// Put an own mark into the bin.
    RemoveMark(ArticleId, MarkId),
    /// Take an own mark out of the bin.
    RestoreMark(ArticleId, MarkId),
    /// Give an own mark another code.
    Recode(ArticleId, MarkId, Code),
    /// Give an own mark whose words are gone another place.
    PlaceMark {
        /// The article.
        article: ArticleId,
        /// The mark.
        mark: MarkId,
        /// The new place, in bytes.
        span: Span,
    },
    /// Take a judgement back, with its note.
    ForgetJudgement(ArticleId, JudgementKey),
    /// Take an article out of the bin.
    RestoreArticle(ArticleId),
    /// Remove an article from the bin for good, with all that is said of it.
    DiscardArticle(ArticleId),
    /// Ask for the file that holds the corrected text of an article.
    AskCorrected(ArticleId),
    /// Replace an article's text by that of another one, as a correction.
    Revise {
        /// The article.
        article: ArticleId,
        /// The open article that holds the corrected text; it goes into the bin.
        corrected: ArticleId,
    },
    /// Mark an expression in this project no more, or again.
    Silence(Expression, bool),
    /// Mark a device no more, in any article.
    TurnOff(Device),
    /// Keep the articles that are compared now under a name.
    KeepComparison(String),
    /// Show a comparison that was kept.
    ShowComparison(String),
    /// Forget a comparison that was kept.
    ForgetComparison(String),
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
