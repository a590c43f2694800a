//! The project file: everything a reader has done, in one file that survives what can happen
//! to a file.
//!
//! # Why `SQLite`
//!
//! A project changes one judgement at a time, and each change must be on the disk before it
//! counts, also when the power fails in the middle of it. `SQLite` does exactly that, in a
//! format that is documented, that other programs can read and that is to be supported until
//! 2050. A zip of documents would have to be written whole for every change, and one lost
//! byte would cost all of it, where here it costs a page. The library comes with its source
//! (`rusqlite`, MIT, with `SQLite`, public domain), needs a C compiler and nothing that is
//! installed, takes about half a minute to build and adds about 1.5 MB to the program.
//!
//! The journal is a rollback journal and not a write-ahead log, so that a project at rest is
//! one file, also on a network drive. Every change is synchronised to the disk.
//!
//! # What is where
//!
//! [`ProjectFile`] opens, saves, copies and backs up. `schema` holds the tables of every
//! version, `rows` the types of their columns, which are not those in memory; `read` and
//! `write` go between the two; `write` writes only what differs. `connection` is where the
//! file is treated as something that nobody vouches for, `reading` where it is only read, `sums`
//! what tells a changed row, `tally` a missing one, and `loss` says so; `opening` is what happens
//! on the way in. `lock` sees to it that there is one writer, [`backup`] keeps copies that are
//! known to open, [`own`] keeps the program's own folders to their owner, [`repair()`] copies what can be
//! read out of a damaged file, and [`cloud`] knows folders that others synchronise.

pub mod backup;
pub mod cloud;
mod connection;
mod error;
mod file;
mod limits;
mod lock;
mod loss;
mod opening;
pub mod own;
mod place;
mod read;
mod reading;
mod repair;
mod rows;
mod schema;
mod sums;
mod tally;
mod write;

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::model::ArticleId;

pub use error::StoreError;
pub use file::{Access, Opened, ProjectFile};
pub use lock::{Holder, RENEW};
pub use repair::{Examined, Repaired, examine, repair};

/// How a project file's name ends.
pub const ENDING: &str = "slantwise";

/// Who opens a project, and where copies of it are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeper {
    /// Name of the person on this computer.
    pub user: String,
    /// Name of this computer.
    pub host: String,
    /// Number of this process.
    pub process: u32,
    /// Folder for backups; none are made where there is no such folder.
    pub backups: Option<PathBuf>,
}

impl Keeper {
    fn holder(&self, now: DateTime<Utc>) -> Holder {
        Holder {
            user: self.user.clone(),
            host: self.host.clone(),
            process: self.process,
            since: now,
            renewed: now,
        }
    }
}

/// Something that the reader did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// When, to the millisecond.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What, as undo would name it.
    pub what: String,
    /// The article it was done to.
    pub article: Option<ArticleId>,
}

/// An engine that a project was worked on with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Engine {
    /// Version of the program.
    pub version: String,
    /// The embedded model; empty where none is used.
    pub model: String,
    /// The engine's fingerprint; earlier versions of the program kept a hash over some lists
    /// here, and the file's column is still called `rules` after that.
    pub fingerprint: String,
}

/// Words from a file or from the system, as they can be shown on one line.
fn shown(words: &str) -> String {
    const MOST: usize = 200;
    words
        .chars()
        .take(MOST)
        .map(|letter| match letter {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                '\u{fffd}'
            }
            letter if letter.is_control() => '\u{fffd}',
            letter => letter,
        })
        .collect()
}
