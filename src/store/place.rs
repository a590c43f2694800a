//! The place of a project file: whether it may be taken, and what lies beside it.

use std::io::ErrorKind;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::connection::{Leftover, leftover};
use super::{StoreError, lock};
use crate::files::{Temporary, beside};

/// Whether a project may be put where `path`, which is no link, leads.
///
/// # Errors
/// Where something is already there and may not be replaced, is no file, or somebody has it
/// open.
pub(super) fn may_take(
    path: &Path,
    replace: bool,
    host: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Ok(about) = path.symlink_metadata() else {
        return Ok(());
    };
    if !replace {
        return Err(StoreError::Exists);
    }
    if !about.is_file() {
        return Err(StoreError::NotAFile);
    }
    match lock::holder_of(path, now, host) {
        Some((holder, _)) => Err(StoreError::Taken(holder.sentence(now))),
        None => Ok(()),
    }
}

/// Who may read a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Whom the system's mask lets: it is a file like any other.
    Usual,
    /// Nobody but its owner.
    Owner,
}

/// An empty file in the folder of `path`, taken away again where it is not used.
pub(super) fn temporary_beside(path: &Path, readers: Readers) -> Result<Temporary, StoreError> {
    let made = match readers {
        Readers::Usual => Temporary::beside(path),
        Readers::Owner => Temporary::own_beside(path),
    };
    made.map_err(|error| StoreError::from_write(&error))
}

/// Gives a finished file its name and brings that to the disk.
///
/// # Errors
/// Where a file of that name may not be replaced, or where something lies beside it that would
/// be played into the project and is not this program's to take away.
pub(super) fn put_in_place(
    temporary: Temporary,
    path: &Path,
    replace: bool,
) -> Result<(), StoreError> {
    if !replace && path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists);
    }
    if let Leftover::Foreign(stray) = leftover(path)? {
        return Err(StoreError::Stray(stray));
    }
    // What belonged to an earlier project of this name would be played into the new one.
    match std::fs::remove_file(beside(path, "-journal")) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(StoreError::from_write(&error));
        }
        _ => {}
    }
    temporary
        .put(path, replace)
        .map_err(|error| StoreError::from_write(&error))
}
