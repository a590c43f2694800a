//! The views, one file or folder each.

pub mod compare;
pub mod dialogs;
pub mod drop;
pub mod empty;
pub mod marking;
pub mod notices;
pub mod passages;
pub mod rail;
pub mod read;
pub mod report;
pub mod status_bar;
pub mod top_bar;
