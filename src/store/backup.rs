//! Copies of a project that are known to open.
//!
//! They lie in a folder of their own and not beside the project, so that they are there when
//! its folder is gone. An older one goes only after a newer one was opened and held against
//! the project.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::connection::{Check, Mode, check, connect, look};
use super::place::{Readers, put_in_place, temporary_beside};
use super::{ENDING, ProjectFile, StoreError, own, read, schema};
use crate::model::id::sha256_hex;

/// Backups that are kept of one project.
pub const KEPT: usize = 5;

/// The folder with the backups of one project.
pub fn folder_of(folder: &Path, project: &Path) -> PathBuf {
    let name = project
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name: String = name
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .take(40)
        .collect();
    let hash = sha256_hex(project.to_string_lossy().as_bytes());
    folder.join(format!("{name}-{}", &hash[..12]))
}

/// Backups of a project, newest first.
pub fn list(folder: &Path, project: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder_of(folder, project));
    let mut found: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .collect();
    // Names are times, so that their order is that of their making.
    found.sort();
    found.reverse();
    found
}

/// The newest backup that opens.
pub fn newest(folder: &Path, project: &Path) -> Option<PathBuf> {
    list(folder, project)
        .into_iter()
        .find(|path| verify(path, None).is_ok())
}

/// Makes a backup, opens it, and takes away what is older than the last few.
pub(super) fn make(
    file: &ProjectFile,
    folder: &Path,
    now: DateTime<Utc>,
) -> Result<PathBuf, StoreError> {
    let io = |error: std::io::Error| StoreError::from_write(&error);
    let folder_here = folder_of(folder, file.path());
    own::make_folder(&folder_here).map_err(io)?;
    let temporary = temporary_beside(&folder_here.join("backup"), Readers::Owner)?;
    file.copy_into(temporary.path())?;
    verify(temporary.path(), Some(file))?;
    let name = format!("{}.{ENDING}", now.format("%Y-%m-%d %H-%M-%S%.3f"));
    let path = folder_here.join(name);
    put_in_place(temporary, &path, true)?;
    for old in list(folder, file.path()).into_iter().skip(KEPT) {
        // One too many does no harm.
        std::fs::remove_file(old).ok();
    }
    Ok(path)
}

/// Opens a backup as a project would be opened, and holds it against what it is a copy of.
fn verify(path: &Path, original: Option<&ProjectFile>) -> Result<(), StoreError> {
    look(path)?;
    let connection = connect(path, Mode::Read)?;
    schema::version_of(&connection)?;
    check(&connection, Check::Whole)?;
    let loaded = read::load(&connection)?;
    match original {
        Some(original) if loaded.project != **original.saved() => {
            Err(StoreError::damaged("the backup differs from the project"))
        }
        _ => Ok(()),
    }
}
