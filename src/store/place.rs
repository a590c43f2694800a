//! The place of a project file: giving a finished file its name, and telling one file from
//! another that has taken its name.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::connection::beside;
use super::{StoreError, lock};

/// Whether a project may be put where `path` leads.
///
/// # Errors
/// Where something is already there and may not be replaced, or somebody has it open.
pub(super) fn may_take(
    path: &Path,
    replace: bool,
    host: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    if !replace {
        return Err(StoreError::Exists);
    }
    match lock::holder_of(path, now, host) {
        Some(holder) => Err(StoreError::Taken(holder.sentence())),
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
pub(super) fn temporary_beside(
    path: &Path,
    readers: Readers,
) -> Result<tempfile::TempPath, StoreError> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".slantwise-");
    #[cfg(unix)]
    if readers == Readers::Usual {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _: Readers = readers;
    builder
        .tempfile_in(folder)
        .map(tempfile::NamedTempFile::into_temp_path)
        .map_err(|error| StoreError::from_write(&error))
}

/// Gives a finished file its name and brings that to the disk.
pub(super) fn put_in_place(
    temporary: tempfile::TempPath,
    path: &Path,
    replace: bool,
) -> Result<(), StoreError> {
    if !replace && path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists);
    }
    for ending in ["-journal", "-wal", "-shm"] {
        // What belonged to an earlier file of this name would be played into the new one.
        match std::fs::remove_file(beside(path, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::from_write(&error));
            }
            _ => {}
        }
    }
    let moved = if replace {
        temporary.persist(path)
    } else {
        temporary.persist_noclobber(path)
    };
    moved.map_err(|error| StoreError::from_write(&error.error))?;
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        // Some systems cannot open folders; there the name is safe without this.
        std::fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .ok();
    }
    Ok(())
}

/// Tells a file from another one that has taken its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl Identity {
    #[cfg(unix)]
    pub fn of(path: &Path) -> Result<Self, StoreError> {
        use std::os::unix::fs::MetadataExt as _;
        let about = std::fs::metadata(path).map_err(|error| StoreError::from_io(&error))?;
        Ok(Self(about.dev(), about.ino()))
    }

    /// Elsewhere an open file cannot be taken away; only that there is one can be told.
    #[cfg(not(unix))]
    pub fn of(path: &Path) -> Result<Self, StoreError> {
        std::fs::metadata(path)
            .map(|about| {
                let made = about.created().ok();
                let since = made.and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
                Self(
                    since.map_or(0, |since| since.as_secs()),
                    since.map_or(0, |since| u64::from(since.subsec_nanos())),
                )
            })
            .map_err(|error| StoreError::from_io(&error))
    }
}
