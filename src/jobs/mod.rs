//! The only threads: a few workers, a queue, and outcomes sent back before the screen is woken.
//!
//! A request may supersede an earlier one (same [`Key`]): the earlier result is
//! then never delivered. Work on project
//! files goes to one writer, in order, and is never given up. A panic in a job becomes an [`Outcome`] that says so, and so
//! does an import or an analysis that takes longer than `deadline::LIMIT`; while one takes its
//! time, another worker stands in, so that nothing waits behind it. [`import_now`] and
//! [`analyse_now`] do the same for the command line.

mod deadline;
mod folder;
mod request;
mod timed;
mod workers;
mod writer;

pub use request::{
    AgreementJob, Answer, CodedArticle, Completions, DocumentId, ExportJob, Folders, ImportSource,
    Key, Material, Outcome, ProjectOutcome, ProjectRequest, Question, QuestionId, ReportJob,
    Request, SaveJob,
};
pub use timed::{analyse_now, import_now};
pub use workers::Jobs;
