//! Looking into a project without changing it, and copying what can be read out of a damaged one.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::connection::{Check, Leftover, check, count, look};
use super::reading::{Copy, Reading};
use super::{
    Engine, Holder, Keeper, LogEntry, ProjectFile, StoreError, limits, lock, loss, read, schema,
};
use crate::model::{ArticleId, Project};

/// What a look into a project found.
#[derive(Clone, Debug)]
pub struct Examined {
    /// The project, as far as it can be read.
    pub project: Arc<Project>,
    /// The version of its file.
    pub version: u32,
    /// What could not be read, in sentences.
    pub left_out: Vec<String>,
    /// Engines that it was worked on with, oldest first.
    pub engines: Vec<(Engine, DateTime<Utc>)>,
    /// How many things were done.
    pub logged: u64,
    /// The last of them, oldest first.
    pub log: Vec<LogEntry>,
    /// Originals that are kept in it.
    pub originals: u64,
    /// Who has it open.
    pub holder: Option<Holder>,
    /// What lies beside it and was left alone, as a sentence.
    pub stray: Option<String>,
}

/// Reads a project, nothing more: no lock is taken and nothing is written beside it.
///
/// # Errors
/// Where it is no project, is newer than this program, or is damaged. With `whole`, every
/// index is held against its table, every reference followed, and every row against its sum.
pub fn examine(
    path: &Path,
    whole: bool,
    host: &str,
    now: DateTime<Utc>,
) -> Result<Examined, StoreError> {
    let leftover = look(path)?;
    let holder = lock::holder_of(path, now, host);
    let is_at_work = holder.as_ref().is_some_and(|(_, is_certain)| *is_certain);
    let reading = Reading::open(path, &leftover, is_at_work)?;
    let connection = &reading.connection;
    let found = examined(connection, whole).map_err(StoreError::of_reading)?;
    Ok(Examined {
        holder: holder.map(|(holder, _)| holder),
        stray: reading.stray,
        ..found
    })
}

fn examined(connection: &Connection, whole: bool) -> Result<Examined, StoreError> {
    let version = schema::version_of(connection)?;
    check(connection, if whole { Check::Whole } else { Check::Quick })?;
    let mut loaded = read::load(connection)?;
    if whole {
        loaded
            .left_out
            .extend(loss::apart_from_project(connection)?);
    }
    let mut log = read::log(connection, limits::SHOWN_LOG)?;
    log.reverse();
    Ok(Examined {
        project: Arc::new(loaded.project),
        version,
        left_out: loaded.left_out,
        engines: read::engines(connection)?,
        logged: count(connection, "log")?,
        log,
        originals: count(connection, "original")?,
        holder: None,
        stray: None,
    })
}

/// What could be copied out of a damaged project.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The project in the new file.
    pub project: Arc<Project>,
    /// What could not be read, in sentences; empty where nothing is lost.
    pub left_out: Vec<String>,
}

/// Copies what can be read into a new file; the damaged one is not touched.
///
/// # Errors
/// Where the new file is already there, or nothing at all can be read.
pub fn repair(
    damaged: &Path,
    target: &Path,
    keeper: &Keeper,
    now: DateTime<Utc>,
) -> Result<Repaired, StoreError> {
    if target.symlink_metadata().is_ok() {
        return Err(StoreError::Exists);
    }
    let leftover = look(damaged)?;
    let copy;
    let reading;
    let connection = if leftover == Leftover::Unfinished {
        copy = Copy::of(damaged)?;
        &copy.connection().map_err(StoreError::of_reading)?
    } else {
        reading = Reading::open(damaged, &leftover, false)?;
        &reading.connection
    };
    schema::is_project(connection)?;
    let mut salvaged = read::salvage(connection)?;
    let project = Arc::new(salvaged.project);
    let (mut file, opened) = ProjectFile::create(target, &project, keeper, &[], now)?;
    if !copy_log(connection, &mut file, keeper, now)? {
        let sentence = "The log could not be read to its end.";
        salvaged.left_out.push(sentence.to_owned());
    }
    drop(file);
    for sentence in opened.left_out {
        // What is still missing in the new file was missing in the old one.
        if !salvaged.left_out.contains(&sentence) {
            salvaged.left_out.push(sentence);
        }
    }
    Ok(Repaired {
        project: opened.project,
        left_out: salvaged.left_out,
    })
}

/// Copies the log, a few things at a time, and adds the repair to it; false where it could not
/// be read to its end.
fn copy_log(
    from: &Connection,
    file: &mut ProjectFile,
    keeper: &Keeper,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const AT_ONCE: usize = 1_000;
    let project = Arc::clone(file.saved());
    let mut entries = Vec::with_capacity(AT_ONCE);
    let mut written = Ok(());
    let is_whole = read::each_log_entry(from, |entry| {
        entries.push(entry);
        if entries.len() == AT_ONCE && written.is_ok() {
            written = file.save(&project, &entries, None, now);
            entries.clear();
        }
    });
    written?;
    entries.push(LogEntry {
        at: now,
        by: keeper.user.clone(),
        what: "Repair".to_owned(),
        article: None::<ArticleId>,
    });
    file.save(&project, &entries, None, now)?;
    Ok(is_whole)
}

/// Whether a table is one that this program made; anything else is not read.
pub(super) fn is_own_table(connection: &Connection, table: &str) -> bool {
    let query = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    connection
        .query_row(query, [table], |row| row.get::<_, String>(0))
        .is_ok_and(|sql| schema::is_own(table, &sql))
}
