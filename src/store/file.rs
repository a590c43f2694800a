//! An open project file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

use super::connection::{
    Check, Leftover, Mode, allow_growth, beside, check, connect, count, look, tidy,
};
use super::lock::{Asked, Holder, Lock};
use super::place::{Identity, Readers, may_take, put_in_place, temporary_beside};
use super::{Engine, Keeper, LogEntry, StoreError, backup, cloud, lock, read, schema, write};
use crate::model::Project;

/// What may be done with an open project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is read and saved.
    Write,
    /// It is only read, and why, as a sentence.
    Read(String),
}

/// A project as it was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The project.
    pub project: Arc<Project>,
    /// What may be done with it.
    pub access: Access,
    /// What was put right on the way, in sentences.
    pub recovered: Vec<String>,
    /// What could not be read, in sentences.
    pub left_out: Vec<String>,
    /// What the reader should know of the place, in sentences.
    pub warnings: Vec<String>,
}

/// A project file that is open. Dropping it closes it and gives it free.
#[derive(Debug)]
pub struct ProjectFile {
    // In this order: the file is closed before its lock is given free.
    connection: Connection,
    lock: Option<Lock>,
    path: PathBuf,
    identity: Identity,
    saved: Arc<Project>,
    access: Access,
    keeper: Keeper,
}

impl ProjectFile {
    /// Opens a project.
    ///
    /// Where somebody else has it or the place cannot be written, it is opened for reading.
    ///
    /// # Errors
    /// Where it is not there, is no project, is newer than this program, or is damaged.
    pub fn open(
        path: &Path,
        keeper: &Keeper,
        now: DateTime<Utc>,
    ) -> Result<(Self, Opened), StoreError> {
        let path = std::fs::canonicalize(path).map_err(|error| StoreError::from_io(&error))?;
        let newest = || backup::newest(keeper.backups.as_deref()?, &path);
        Self::open_at(&path, keeper, now).map_err(|error| error.with_backup(newest))
    }

    fn open_at(
        path: &Path,
        keeper: &Keeper,
        now: DateTime<Utc>,
    ) -> Result<(Self, Opened), StoreError> {
        let leftover = look(path)?;
        let (lock, gone, mut access) = locked(path, &keeper.holder(now));
        let mode = if lock.is_some() {
            Mode::Write
        } else {
            Mode::Read
        };
        let connection = connect(path, mode).map_err(|error| unfinished(error, mode, leftover))?;
        if access == Access::Write && connection.is_readonly("main")? {
            access = Access::Read("the file may not be written.".to_owned());
        }
        let version =
            schema::version_of(&connection).map_err(|error| unfinished(error, mode, leftover))?;
        check(&connection, Check::Quick)?;
        if version < schema::VERSION
            && access == Access::Write
            && let Err(error) = upgrade(&connection, path, version)
        {
            access = Access::Read(format!(
                "an earlier version of Slantwise wrote it, and it could not be brought to this one. {error}"
            ));
        }
        let loaded = read::load(&connection)?;
        allow_growth(&connection)?;
        if loaded.is_reordered
            && access == Access::Write
            && let Err(error) = bring_in_order(&connection, &loaded.project, now)
        {
            access = Access::Read(format!(
                "its articles were not in order and could not be put in order. {error}"
            ));
        }
        let mut recovered = Vec::new();
        if leftover == Leftover::Unfinished && mode == Mode::Write {
            recovered.push(taken_back(&connection)?);
        }
        if let Some(holder) = gone {
            recovered.push(not_closed(&holder));
        }
        let project = Arc::new(loaded.project);
        let opened = Opened {
            project: Arc::clone(&project),
            access: access.clone(),
            recovered,
            left_out: loaded.left_out,
            warnings: cloud::warning(path).into_iter().collect(),
        };
        let file = Self {
            connection,
            lock,
            path: path.to_owned(),
            identity: Identity::of(path)?,
            saved: project,
            access,
            keeper: keeper.clone(),
        };
        Ok((file, opened))
    }

    /// Makes a new project file with this content, whole or not at all.
    ///
    /// # Errors
    /// Where a file is already there, or the place cannot be written.
    pub fn create(
        path: &Path,
        project: &Arc<Project>,
        keeper: &Keeper,
        entries: &[LogEntry],
        now: DateTime<Utc>,
    ) -> Result<(Self, Opened), StoreError> {
        Self::make(path, false, project, keeper, entries, now)
    }

    /// The same in a folder of the program's own: nobody but its owner may read the file.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub fn create_own(
        path: &Path,
        project: &Arc<Project>,
        keeper: &Keeper,
        entries: &[LogEntry],
        now: DateTime<Utc>,
    ) -> Result<(Self, Opened), StoreError> {
        may_take(path, false, &keeper.host, now)?;
        let temporary = temporary_beside(path, Readers::Owner)?;
        fill(&temporary, project, entries, now)?;
        put_in_place(temporary, path, false)?;
        Self::open(path, keeper, now)
    }

    /// The same in the place of a file that is there, where it may be replaced.
    ///
    /// # Errors
    /// Where it may not be replaced, somebody has it open, or the place cannot be written.
    pub fn make(
        path: &Path,
        replace: bool,
        project: &Arc<Project>,
        keeper: &Keeper,
        entries: &[LogEntry],
        now: DateTime<Utc>,
    ) -> Result<(Self, Opened), StoreError> {
        may_take(path, replace, &keeper.host, now)?;
        let temporary = temporary_beside(path, Readers::Usual)?;
        fill(&temporary, project, entries, now)?;
        put_in_place(temporary, path, replace)?;
        Self::open(path, keeper, now)
    }

    /// Saves what differs from what was saved last, and adds to the log. All of it is on the
    /// disk when this returns, or nothing is.
    ///
    /// # Errors
    /// Says why it could not be saved; the file is then as it was before.
    pub fn save(
        &mut self,
        project: &Arc<Project>,
        entries: &[LogEntry],
        engine: Option<&Engine>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        if let Access::Read(why) = &self.access {
            return Err(StoreError::OpenedReadOnly(why.clone()));
        }
        if Identity::of(&self.path).ok() != Some(self.identity) {
            return Err(StoreError::Gone);
        }
        bring(&self.connection, &self.saved, project, entries, engine, now)?;
        self.saved = Arc::clone(project);
        self.renew(now);
        Ok(())
    }

    /// Says that the project is still open, to computers that share its folder.
    pub fn renew(&mut self, now: DateTime<Utc>) {
        if let Some(lock) = &mut self.lock {
            // Where this fails the next save fails too, and says so.
            lock.renew(now).ok();
        }
    }

    /// Copies everything, the log too, to another file and goes on there.
    ///
    /// # Errors
    /// Where a file is already there and may not be replaced, or somebody has it open, or the
    /// place cannot be written. The project then stays where it is.
    pub fn save_as(
        &mut self,
        path: &Path,
        replace: bool,
        now: DateTime<Utc>,
    ) -> Result<Opened, StoreError> {
        if Identity::of(path).ok() == Some(self.identity) {
            return Err(StoreError::Exists);
        }
        may_take(path, replace, &self.keeper.host, now)?;
        let temporary = temporary_beside(path, Readers::Usual)?;
        self.copy_into(&temporary)?;
        put_in_place(temporary, path, replace)?;
        let (file, opened) = Self::open(path, &self.keeper, now)?;
        *self = file;
        Ok(opened)
    }

    /// A backup of what is saved, in the keeper's folder; `None` where there is none.
    ///
    /// # Errors
    /// Where it could not be made, or does not open; older ones then stay.
    pub fn back_up(&self, now: DateTime<Utc>) -> Result<Option<PathBuf>, StoreError> {
        let Some(folder) = &self.keeper.backups else {
            return Ok(None);
        };
        backup::make(self, folder, now).map(Some)
    }

    /// Writes a compact copy into an empty file and brings it to the disk.
    pub(super) fn copy_into(&self, target: &Path) -> Result<(), StoreError> {
        let name = target
            .to_str()
            .ok_or_else(|| StoreError::Io("the name of the folder is no Unicode".to_owned()))?;
        self.connection.execute("VACUUM INTO ?1", [name])?;
        std::fs::File::open(target)
            .and_then(|file| file.sync_all())
            .map_err(|error| StoreError::from_write(&error))
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What may be done with it.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// The project as it was saved last.
    pub fn saved(&self) -> &Arc<Project> {
        &self.saved
    }

    /// The last things in the log, newest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn log(&self, most: usize) -> Result<Vec<LogEntry>, StoreError> {
        read::log(&self.connection, most)
    }

    /// How many things the log holds.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn logged(&self) -> Result<u64, StoreError> {
        count(&self.connection, "log")
    }

    /// Lets the file grow to no more than it holds now: a full disk, for tests.
    ///
    /// # Errors
    /// Where the file cannot be used.
    #[doc(hidden)]
    pub fn fill_disk(&self) -> Result<(), StoreError> {
        let pages: i64 = self
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))?;
        self.connection
            .query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
        Ok(())
    }
}

impl Drop for ProjectFile {
    fn drop(&mut self) {
        if self.access == Access::Write && Identity::of(&self.path).ok() == Some(self.identity) {
            tidy(&self.connection);
        }
    }
}

/// Writes a whole project into an empty file.
fn fill(
    path: &Path,
    project: &Project,
    entries: &[LogEntry],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let connection = connect(path, Mode::Create)?;
    schema::create(&connection)?;
    bring(
        &connection,
        &Project::default(),
        project,
        entries,
        None,
        now,
    )?;
    tidy(&connection);
    Ok(())
}

/// One change of the file, in one transaction.
fn bring(
    connection: &Connection,
    before: &Project,
    now: &Project,
    entries: &[LogEntry],
    engine: Option<&Engine>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let transaction =
        rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    write::difference(&transaction, before, now)?;
    write::log(&transaction, entries)?;
    if let Some(engine) = engine {
        write::engine(&transaction, engine, at.timestamp_millis())?;
    }
    transaction.commit()?;
    Ok(())
}

/// Writes where each article stands, so that the file says what was made of it.
fn bring_in_order(
    connection: &Connection,
    project: &Project,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let homeless = Project {
        articles: Vec::new(),
        bin: Vec::new(),
        earlier: Vec::new(),
        ..project.clone()
    };
    bring(connection, &homeless, project, &[], None, at)
}

fn locked(path: &Path, me: &Holder) -> (Option<Lock>, Option<Holder>, Access) {
    match lock::ask(path, me) {
        Asked::Held(lock, gone) => (Some(lock), gone, Access::Write),
        Asked::Taken(holder) => (None, None, Access::Read(holder.sentence())),
        Asked::Impossible(error) => {
            let why = match StoreError::from_io(&error) {
                StoreError::ReadOnly => "its folder may not be written.".to_owned(),
                _ => format!("no lock can be placed beside it ({error})."),
            };
            (None, None, Access::Read(why))
        }
    }
}

/// A broken-off change cannot be taken back by somebody who only reads.
fn unfinished(error: StoreError, mode: Mode, leftover: Leftover) -> StoreError {
    if mode == Mode::Read && leftover == Leftover::Unfinished {
        return StoreError::damaged(
            "its last change was broken off, and the folder may not be written to take it back",
        );
    }
    match error {
        // While opening, nothing is being saved.
        StoreError::ReadOnly => StoreError::Io("it may not be read".to_owned()),
        StoreError::Gone => StoreError::NotFound,
        other => other,
    }
}

/// Brings an older file to this version, after a copy of it was put beside. Whoever only reads
/// reads it as it is.
fn upgrade(connection: &Connection, path: &Path, version: u32) -> Result<(), StoreError> {
    let copy = beside(path, &format!(".v{version}.bak"));
    // The copy has the rights of what it is a copy of.
    let temporary = temporary_beside(&copy, Readers::Owner)?;
    std::fs::copy(path, &temporary).map_err(|error| StoreError::from_write(&error))?;
    put_in_place(temporary, &copy, true)?;
    schema::migrate(connection, version, schema::STEPS)
}

fn taken_back(connection: &Connection) -> Result<String, StoreError> {
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

fn not_closed(holder: &Holder) -> String {
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
