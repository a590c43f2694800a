//! A file with a name of its own that lies beside its goal until it is finished.
//!
//! Whoever has one holds a lock on it, which the system takes away when the program ends,
//! however it ends. The next one that is made in the same folder takes away those that nobody
//! holds any more.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::{Identity, beside, folder_of, sync_folder};

const BEGIN: &str = ".slantwise-";
const END: &str = ".tmp";
/// Letters between the two.
const LETTERS: usize = 6;

/// An empty file in the folder of its goal, taken away again where it is not used.
#[derive(Debug)]
pub struct Temporary {
    file: NamedTempFile,
    journal: Journal,
}

/// What `SQLite` keeps beside a file while it writes it; it goes where the file goes.
#[derive(Debug)]
struct Journal(PathBuf);

impl Drop for Journal {
    fn drop(&mut self) {
        // Most often there is none.
        std::fs::remove_file(&self.0).ok();
    }
}

impl Temporary {
    /// A file beside `goal`. It is a file like any other, as far as the system's mask allows.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn beside(goal: &Path) -> io::Result<Self> {
        Self::with_rights(goal, 0o666)
    }

    /// The same for a file that nobody but its owner may read, on Unix.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn own_beside(goal: &Path) -> io::Result<Self> {
        Self::with_rights(goal, 0o600)
    }

    fn with_rights(goal: &Path, rights: u32) -> io::Result<Self> {
        let folder = folder_of(goal);
        sweep(folder);
        // One that was swept away by another program between making and holding is made again.
        loop {
            let file = builder(rights).tempfile_in(folder)?;
            hold(file.as_file());
            let there = Identity::of(file.path()).ok();
            let own = file.as_file().metadata()?;
            if there == Some(Identity::of_file(&own)) || cfg!(not(unix)) {
                let journal = Journal(beside(file.path(), "-journal"));
                return Ok(Self { file, journal });
            }
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The file itself.
    pub(super) fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Gives the finished file its name.
    ///
    /// # Errors
    /// Where a file of that name is there and may not be replaced, or the system refuses. It is
    /// then taken away.
    pub fn put(self, goal: &Path, replace: bool) -> io::Result<()> {
        let Self { file, journal } = self;
        let moved = if replace {
            file.persist(goal)
        } else {
            file.persist_noclobber(goal)
        };
        moved.map_err(|failed| failed.error)?;
        drop(journal);
        sync_folder(folder_of(goal));
        Ok(())
    }
}

/// Gives a finished file that has no name the name of its goal. `link` gives it any name.
#[cfg(target_os = "linux")]
pub(super) fn put_unnamed(
    goal: &Path,
    replace: bool,
    mut link: impl FnMut(&Path) -> io::Result<()>,
) -> io::Result<()> {
    if replace {
        let folder = folder_of(goal);
        sweep(folder);
        // No call gives a file the name of another one: for a moment it has a name of its own.
        let named = builder(0o666).make_in(folder, |name| link(name))?;
        named.persist(goal).map_err(|failed| failed.error)?;
    } else {
        link(goal)?;
    }
    sync_folder(folder_of(goal));
    Ok(())
}

/// Names of files on their way; with these rights on Unix, as far as the mask allows.
fn builder(rights: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(BEGIN).suffix(END).rand_bytes(LETTERS);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(rights));
    }
    #[cfg(not(unix))]
    let _: u32 = rights;
    builder
}

/// Says that a file is in use until it is closed. Only on Unix: elsewhere a lock would keep
/// `SQLite` from it.
pub(super) fn hold(file: &File) {
    #[cfg(unix)]
    // Where the place knows no locks, nothing is swept away either.
    file.try_lock().ok();
    #[cfg(not(unix))]
    let _unused = file;
}

/// Takes away what a program that was stopped has left in a folder.
fn sweep(folder: &Path) {
    if cfg!(not(unix)) {
        return;
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let is_own = entry.file_name().to_str().is_some_and(is_called_so);
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_own || !is_file {
            continue;
        }
        let path = entry.path();
        // Whoever still writes it holds it.
        if let Ok(file) = File::open(&path)
            && file.try_lock().is_ok()
        {
            drop(Journal(beside(&path, "-journal")));
            std::fs::remove_file(&path).ok();
        }
    }
}

fn is_called_so(name: &str) -> bool {
    let middle = name
        .strip_prefix(BEGIN)
        .and_then(|rest| rest.strip_suffix(END));
    middle.is_some_and(|letters| {
        letters.len() == LETTERS && letters.bytes().all(|letter| letter.is_ascii_alphanumeric())
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_a_stopped_program_left_is_taken_away_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("goal");
        let held = Temporary::beside(&goal).unwrap();
        let left = [".slantwise-aB3dE6.tmp", ".slantwise-aB3dE6.tmp-journal"];
        let of_others = [
            ".slantwise-backup",
            ".slantwise-aB3dE6.tmp.txt",
            "aB3dE6.tmp",
        ];
        for name in left.iter().chain(&of_others) {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let next = Temporary::beside(&goal).unwrap();
        for name in left {
            assert!(!folder.path().join(name).exists(), "{name}");
        }
        for name in of_others {
            assert!(folder.path().join(name).exists(), "{name}");
        }
        assert!(held.path().exists() && next.path().exists());
        drop((held, next));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
