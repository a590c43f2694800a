//! The only threads: a few workers, a queue, and outcomes sent back before the screen is woken.
//!
//! A request may supersede an earlier one (same [`Key`]): the earlier result is
//! then never delivered. A panic in a job becomes an [`Outcome`] that says so, and so
//! does an import that takes longer than `deadline::IMPORT`.

mod deadline;
mod folder;
mod request;
mod workers;

pub use request::{
    Answer, Canceller, Completions, ExportJob, ImportSource, Key, Outcome, Question, ReportJob,
    Request,
};
pub use workers::Jobs;
