//! Everything that changes, without a screen: [`AppState::update`] and
//! [`AppState::apply`] are the only places that change it.
//!
//! Views send [`Command`]s; jobs and dialogs answer with outcomes; both may ask
//! for [`Effect`]s, which the window carries out. That way whole sessions can be
//! played in a test.

mod agreement;
mod analyses;
mod apply;
mod articles;
mod background;
mod blind;
mod coding;
mod columns;
mod command;
mod corrections;
mod document;
mod exporting;
mod files;
mod history;
mod judging;
mod navigation;
mod notice;
mod passages;
mod reach;
mod refined;
mod report;
mod review;
mod session;
mod stale;
mod update;

pub use agreement::{Agreed, AgreementScope};
pub use analyses::{Analyses, Slot};
pub use coding::CodeKeys;
pub use command::{Command, Effect, ExportRequest, Step};
pub use corrections::{Correction, Corrections};
pub use document::{Document, Place};
pub use history::{History, StepId};
pub use judging::{Clock, LONGEST_NOTE, NoteOn};
pub use notice::{Notice, NoticeAction, NoticeKind, Notices};
pub use passages::{MarkedPassage, marked_passages};
pub use reach::{Count, Reach};
pub use refined::Refined;
pub use report::{Report, ReportScope};
pub use session::{
    Dialog, MAX_COLUMNS, Preferences, Reveal, SelectedWords, Session, Side, Target, ThemeChoice,
    View,
};

/// The whole state of the program, in four named parts.
#[derive(Clone, Debug, Default)]
pub struct AppState {
    /// The reader's material, and how to take changes back.
    pub document: Document,
    /// What follows from it: analyses and the comparison.
    pub analyses: Analyses,
    /// What is on the screen: view, selection, filter, dialogs.
    pub session: Session,
    /// Messages to the reader.
    pub notices: Notices,
    /// Where the time comes from.
    pub clock: Clock,
    /// The document that was asked for last.
    newest_document: crate::jobs::DocumentId,
}
