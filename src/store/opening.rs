//! What happens on the way to an open project: its lock, its version, what it says of last time.

use std::path::Path;

use rusqlite::Connection;

use super::lock::{Asked, Holder, Lock};
use super::place::{Readers, put_in_place, temporary_beside};
use super::{Access, StoreError, lock, schema};
use crate::files::beside;

/// What came of asking for a lock.
pub(super) struct Locked {
    pub lock: Option<Lock>,
    /// Who went away without closing.
    pub gone: Option<Holder>,
    pub access: Access,
    /// Whether somebody on this computer is writing it.
    pub is_at_work: bool,
}

/// Asks for the lock of a project that is to be opened.
pub(super) fn locked(path: &Path, me: &Holder, takes_over: bool) -> Locked {
    let only_read = |access, is_at_work| Locked {
        lock: None,
        gone: None,
        access,
        is_at_work,
    };
    match lock::ask(path, me, takes_over) {
        Asked::Held(lock, gone) => Locked {
            lock: Some(lock),
            gone,
            access: Access::Write,
            is_at_work: false,
        },
        Asked::Taken(holder) => only_read(Access::Read(holder.sentence(me.renewed)), true),
        Asked::Claimed(holder) => only_read(Access::Claimed(holder.sentence(me.renewed)), false),
        Asked::Impossible(error) => {
            let why = match StoreError::from_io(&error) {
                StoreError::ReadOnly => "its folder may not be written.".to_owned(),
                _ => format!("no lock can be placed beside it ({error})."),
            };
            only_read(Access::Read(why), false)
        }
    }
}

/// Brings an older file to this version, after a copy of it was put beside. Whoever only reads
/// reads it as it is.
pub(super) fn upgrade(
    connection: &Connection,
    path: &Path,
    version: u32,
) -> Result<(), StoreError> {
    let copy = beside(path, &format!(".v{version}.bak"));
    // The copy has the rights of what it is a copy of.
    let temporary = temporary_beside(&copy, Readers::Owner)?;
    std::fs::copy(path, temporary.path()).map_err(|error| StoreError::from_write(&error))?;
    put_in_place(temporary, &copy, true)?;
    schema::migrate(connection, version, schema::STEPS)
}

/// What was taken back, and what is there.
pub(super) fn taken_back(connection: &Connection) -> Result<String, StoreError> {
    let last: Option<(i64, String)> = connection
        .query_row(
            "SELECT at, what FROM log ORDER BY serial DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .map(Some)
        .or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(None),
            other => Err(other),
        })?;
    let rest = match last {
        Some((at, what)) => {
            let at = super::rows::instant(at).unwrap_or_default();
            format!(
                "Everything before it is there; the last is “{}” of {} (UTC).",
                super::shown(&what),
                at.format("%-d %B %Y, %H:%M")
            )
        }
        None => "Everything before it is there.".to_owned(),
    };
    Ok(format!(
        "The program or the computer stopped in the middle of a change, which was taken back. {rest}"
    ))
}

/// Who had it open and did not close it.
pub(super) fn not_closed(holder: &Holder) -> String {
    let words = if holder.host.is_empty() {
        String::new()
    } else {
        format!(
            " It was opened by {} on {}, {} (UTC).",
            super::shown(&holder.user),
            super::shown(&holder.host),
            holder.since.format("%-d %B %Y, %H:%M")
        )
    };
    format!("The project was not closed last time. It was checked and is whole.{words}")
}
