//! One project, one writer.
//!
//! Beside an open project lies a lock file that says who has it. On one computer the system
//! itself holds the lock and lets go when the program ends, however it ends, so a lock file
//! that is merely left behind stops nobody. Between computers that share a folder, the time
//! in the file tells a writer from a leftover.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{limits, shown};
use crate::files::beside;

/// A lock of another computer that was not renewed for so long is a leftover.
const STALE: TimeDelta = TimeDelta::minutes(10);

/// How often a lock is to be renewed by whoever holds it.
pub const RENEW: TimeDelta = TimeDelta::minutes(2);

/// Somebody who has a project open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// Name of the person on that computer.
    pub user: String,
    /// Name of the computer.
    pub host: String,
    /// Number of the process.
    pub process: u32,
    /// When it was opened.
    pub since: DateTime<Utc>,
    /// When the lock was last renewed.
    pub renewed: DateTime<Utc>,
}

impl Holder {
    /// Who has it, as a sentence for a person.
    pub fn sentence(&self, now: DateTime<Utc>) -> String {
        if self.host.is_empty() {
            return "another window on this computer has it open.".to_owned();
        }
        let ahead = if self.renewed.signed_duration_since(now) > RENEW {
            ", by a clock that is ahead of this one"
        } else {
            ""
        };
        format!(
            "{} has it open on {} since {} (UTC){ahead}.",
            shown(&self.user),
            shown(&self.host),
            self.since.format("%-d %B %Y, %H:%M")
        )
    }

    /// Whether a lock is of the same opening: what is renewed apart.
    fn is_same_as(&self, other: &Self) -> bool {
        (&self.host, self.process, self.since) == (&other.host, other.process, other.since)
    }
}

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Asked {
    /// It is held now; the holder that went away without closing, where one did.
    Held(Lock, Option<Holder>),
    /// Somebody else has it, and the system knows that they do.
    Taken(Holder),
    /// By its file somebody else has it, which may be a leftover: it can be taken over.
    Claimed(Holder),
    /// No lock can be placed here: the folder cannot be written.
    Impossible(io::Error),
}

/// A lock that is held. Dropping it gives the project free.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
    holder: Holder,
}

/// The lock file of a project.
pub(super) fn path_of(project: &Path) -> PathBuf {
    beside(project, ".lock")
}

/// Asks for the lock of a project. With `takes_over`, a lock that is only claimed stops nobody.
pub(super) fn ask(project: &Path, me: &Holder, takes_over: bool) -> Asked {
    let path = path_of(project);
    // Whoever closes takes the file away. One that went between opening and locking was
    // theirs; the next one is ours.
    for _ in 0..5 {
        match attempt(project, &path, me, takes_over) {
            Ok(Some(asked)) => return asked,
            Ok(None) => {}
            Err(error) => return Asked::Impossible(error),
        }
    }
    Asked::Taken(Holder::default())
}

fn attempt(
    project: &Path,
    path: &Path,
    me: &Holder,
    takes_over: bool,
) -> io::Result<Option<Asked>> {
    if let Ok(about) = std::fs::symlink_metadata(path)
        && !about.is_file()
    {
        // A link in its place would have another file overwritten.
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    let file = opening(project).open(path)?;
    let found = read(&file);
    let is_locked = match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => {
            return Ok(Some(Asked::Taken(found.unwrap_or_default())));
        }
        // Some network drives know no locks: there the time in the file decides alone.
        Err(TryLockError::Error(_)) => false,
    };
    if !is_same(&file, path) {
        return Ok(None);
    }
    if let Some(other) = &found {
        let elsewhere = other.host != me.host || !is_locked && other.process != me.process;
        let is_fresh = me.renewed.signed_duration_since(other.renewed) < STALE;
        if elsewhere && is_fresh && !takes_over {
            return Ok(Some(Asked::Claimed(other.clone())));
        }
    }
    let mut lock = Lock {
        file,
        path: path.to_owned(),
        holder: me.clone(),
    };
    lock.write()?;
    Ok(Some(Asked::Held(lock, found)))
}

/// How a lock file is opened, and made where it is not there: as open to others as its project.
fn opening(project: &Path) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, super::own::rights_beside(project));
    #[cfg(not(unix))]
    let _: &Path = project;
    options
}

/// Who has a project open, where somebody has, and whether the system knows that they do;
/// nothing is locked or changed.
pub(super) fn holder_of(project: &Path, now: DateTime<Utc>, host: &str) -> Option<(Holder, bool)> {
    let path = path_of(project);
    // Opening anything else might wait for ever.
    path.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let file = File::open(path).ok()?;
    let found = read(&file);
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Some((found.unwrap_or_default(), true)),
        Ok(()) | Err(TryLockError::Error(_)) => found
            .filter(|other| other.host != host && now.signed_duration_since(other.renewed) < STALE)
            .map(|other| (other, false)),
    }
}

fn read(mut file: &File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(limits::LOCK_BYTES)
        .read_to_string(&mut text)
        .ok()?;
    serde_json::from_str(&text).ok()
}

/// Whether the path still leads to this very file.
#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(one), Ok(other)) = (file.metadata(), std::fs::metadata(path)) else {
        return false;
    };
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_file: &File, path: &Path) -> bool {
    path.exists()
}

impl Lock {
    /// Says that it is still held, where the last time was long ago.
    pub fn renew(&mut self, now: DateTime<Utc>) -> io::Result<()> {
        if now.signed_duration_since(self.holder.renewed) < RENEW {
            return Ok(());
        }
        if self.lost_to().is_some() {
            return Ok(());
        }
        self.holder.renewed = now;
        self.write()
    }

    /// Who has taken it over, where somebody has.
    pub fn lost_to(&self) -> Option<Holder> {
        read(&self.file).filter(|other| !other.is_same_as(&self.holder))
    }

    fn write(&mut self) -> io::Result<()> {
        let text = serde_json::to_string(&self.holder)?;
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(text.as_bytes())?;
        self.file.sync_all()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Taken away while it is still locked, so that nobody can lock a file that is about
        // to go. Where that fails a leftover stays, which stops nobody.
        if is_same(&self.file, &self.path) && self.lost_to().is_none() {
            std::fs::remove_file(&self.path).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn me(process: u32, host: &str) -> Holder {
        Holder {
            user: "ada".to_owned(),
            host: host.to_owned(),
            process,
            ..Holder::default()
        }
    }

    fn project() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tram.slantwise");
        (folder, path)
    }

    #[test]
    fn the_second_is_told_who_the_first_is() {
        let (_folder, path) = project();
        let Asked::Held(lock, None) = ask(&path, &me(1, "north"), false) else {
            panic!("nobody has it");
        };
        let Asked::Taken(holder) = ask(&path, &me(2, "north"), false) else {
            panic!("it was given twice");
        };
        assert_eq!(holder, me(1, "north"));
        assert!(
            holder
                .sentence(DateTime::default())
                .contains("ada has it open on north")
        );
        assert_eq!(
            holder_of(&path, DateTime::default(), "north"),
            Some((me(1, "north"), true))
        );
        drop(lock);
        assert!(!path_of(&path).exists());
        assert!(matches!(
            ask(&path, &me(2, "north"), false),
            Asked::Held(_, None)
        ));
    }

    #[test]
    fn a_leftover_of_this_computer_stops_nobody_and_is_said() {
        let (_folder, path) = project();
        let leftover = serde_json::to_string(&me(1, "north")).unwrap();
        std::fs::write(path_of(&path), leftover).unwrap();
        let asked = ask(&path, &me(2, "north"), false);
        assert!(matches!(asked, Asked::Held(_, Some(gone)) if gone == me(1, "north")));
    }

    #[test]
    fn another_computer_has_it_until_its_lock_is_old() {
        let (_folder, path) = project();
        let other = serde_json::to_string(&me(1, "south")).unwrap();
        std::fs::write(path_of(&path), other).unwrap();
        assert!(matches!(
            ask(&path, &me(2, "north"), false),
            Asked::Claimed(_)
        ));
        let later = Holder {
            renewed: DateTime::default() + STALE,
            ..me(2, "north")
        };
        let Asked::Held(mut lock, Some(_)) = ask(&path, &later, false) else {
            panic!("an old lock stops somebody");
        };
        let now = later.renewed + RENEW;
        lock.renew(now).unwrap();
        let file = File::open(path_of(&path)).unwrap();
        assert_eq!(read(&file).unwrap().renewed, now);
    }

    #[test]
    fn a_lock_of_another_computer_or_of_a_clock_that_is_ahead_can_be_taken_over() {
        let then = DateTime::<Utc>::default();
        for renewed in [then, then + TimeDelta::days(400)] {
            let (_folder, path) = project();
            let other = Holder {
                renewed,
                ..me(1, "south")
            };
            std::fs::write(path_of(&path), serde_json::to_string(&other).unwrap()).unwrap();
            let Asked::Claimed(holder) = ask(&path, &me(2, "north"), false) else {
                panic!("it was taken without a word");
            };
            assert_eq!(holder, other);
            let sentence = holder.sentence(then);
            assert!(
                sentence.contains("on south since 1 January 1970"),
                "{sentence}"
            );
            assert_eq!(sentence.contains("ahead"), renewed > then);
            let Asked::Held(mut lock, Some(_)) = ask(&path, &me(2, "north"), true) else {
                panic!("it could not be taken over");
            };
            assert_eq!(lock.lost_to(), None);
            // The other one is at work after all, and takes it back.
            std::fs::write(path_of(&path), serde_json::to_string(&other).unwrap()).unwrap();
            assert_eq!(lock.lost_to(), Some(other));
            lock.renew(then + TimeDelta::days(1)).unwrap();
            drop(lock);
            assert!(path_of(&path).exists(), "it is not ours any more");
        }
    }

    #[test]
    fn a_lock_that_the_system_knows_of_is_never_taken_over() {
        let (_folder, path) = project();
        let Asked::Held(_lock, None) = ask(&path, &me(1, "north"), false) else {
            panic!("nobody has it");
        };
        assert!(matches!(ask(&path, &me(2, "south"), true), Asked::Taken(_)));
    }

    #[test]
    fn what_lies_in_its_place_is_never_overwritten() {
        let (folder, path) = project();
        std::fs::create_dir(path_of(&path)).unwrap();
        assert!(matches!(
            ask(&path, &me(1, "north"), false),
            Asked::Impossible(_)
        ));
        #[cfg(unix)]
        {
            let diary = folder.path().join("diary");
            std::fs::write(&diary, "dear diary").unwrap();
            std::fs::remove_dir(path_of(&path)).unwrap();
            std::os::unix::fs::symlink(&diary, path_of(&path)).unwrap();
            assert!(matches!(
                ask(&path, &me(1, "north"), false),
                Asked::Impossible(_)
            ));
            assert_eq!(std::fs::read_to_string(&diary).unwrap(), "dear diary");
        }
        drop(folder);
    }

    #[test]
    fn nonsense_in_a_lock_file_is_a_leftover() {
        let (_folder, path) = project();
        std::fs::write(path_of(&path), vec![0xff; 100_000]).unwrap();
        assert!(matches!(
            ask(&path, &me(1, "north"), false),
            Asked::Held(_, None)
        ));
    }
}
