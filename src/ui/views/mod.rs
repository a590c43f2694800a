//! The views, one file or folder each.

pub mod compare;
pub mod dialogs;
pub mod notices;
pub mod read;
pub mod report;
pub mod status_bar;
pub mod top_bar;
