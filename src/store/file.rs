//! An open project file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

use super::connection::{Check, Leftover, Mode, allow_growth, check, connect, count, look, tidy};
use super::lock::Lock;
use super::opening::{Locked, locked, not_closed, taken_back, upgrade};
use super::place::{Readers, may_take, put_in_place, temporary_beside};
use super::reading::{Copy, Reading, is_of_another, left_alone};
use super::{Engine, Keeper, LogEntry, StoreError, backup, cloud, read, schema, tally, write};
use crate::files::{Destination, Identity, beside};
use crate::model::Project;

/// What may be done with an open project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is read and saved.
    Write,
    /// It is only read, and why, as a sentence.
    Read(String),
    /// It is only read, because by a lock file that may be a leftover somebody has it; who, as a
    /// sentence. [`ProjectFile::take_over`] opens it all the same.
    Claimed(String),
}

impl Access {
    /// Why it is only read, where it is.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Write => None,
            Self::Read(why) | Self::Claimed(why) => Some(why),
        }
    }
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
    // In this order: the file is closed before its copy goes and its lock is given free.
    connection: Connection,
    _copy: Option<Copy>,
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
        Self::open_or_take(path, keeper, now, false)
    }

    /// The same, also where a lock file says that somebody else has it: for a reader who was
    /// told who, and since when.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub fn take_over(
        path: &Path,
        keeper: &Keeper,
        now: DateTime<Utc>,
    ) -> Result<(Self, Opened), StoreError> {
        Self::open_or_take(path, keeper, now, true)
    }

    fn open_or_take(
        path: &Path,
        keeper: &Keeper,
        now: DateTime<Utc>,
        takes_over: bool,
    ) -> Result<(Self, Opened), StoreError> {
        let path = std::fs::canonicalize(path).map_err(|error| StoreError::from_read(&error))?;
        let newest = || backup::newest(keeper.backups.as_deref()?, &path);
        Self::open_at(&path, keeper, now, takes_over)
            .map_err(|error| error.of_reading().with_backup(newest))
    }

    fn open_at(
        path: &Path,
        keeper: &Keeper,
        now: DateTime<Utc>,
        takes_over: bool,
    ) -> Result<(Self, Opened), StoreError> {
        let mut leftover = look(path)?;
        let Locked {
            mut lock,
            gone,
            mut access,
            is_at_work,
        } = locked(path, &keeper.holder(now), takes_over);
        if lock.is_some() && leftover == Leftover::Unfinished && is_of_another(path) {
            leftover = Leftover::Foreign(beside(path, "-journal"));
        }
        if let Leftover::Foreign(stray) = &leftover
            && lock.take().is_some()
        {
            let why = format!("{} Move it away to change the project.", left_alone(stray));
            access = Access::Read(why);
        }
        let (connection, copy) = if lock.is_some() {
            (connect(path, Mode::Write)?, None)
        } else {
            let reading = Reading::open(path, &leftover, is_at_work)?;
            (reading.connection, reading.copy)
        };
        if access == Access::Write && connection.is_readonly("main")? {
            access = Access::Read("the file may not be written.".to_owned());
        }
        let version = schema::version_of(&connection)?;
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
        if leftover == Leftover::Unfinished && lock.is_some() {
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
            _copy: copy,
            lock,
            path: path.to_owned(),
            identity: Identity::of(path).map_err(|error| StoreError::from_read(&error))?,
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
        fill(temporary.path(), project, entries, now)?;
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
        let path = &followed(path)?;
        may_take(path, replace, &keeper.host, now)?;
        let temporary = temporary_beside(path, Readers::Usual)?;
        fill(temporary.path(), project, entries, now)?;
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
        if let Some(holder) = self.lock.as_ref().and_then(Lock::lost_to) {
            self.access = Access::Claimed(holder.sentence(now));
            self.lock = None;
        }
        if let Some(why) = self.access.reason() {
            return Err(StoreError::OpenedReadOnly(why.to_owned()));
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
        let path = &followed(path)?;
        may_take(path, replace, &self.keeper.host, now)?;
        let temporary = temporary_beside(path, Readers::Usual)?;
        self.copy_into(temporary.path())?;
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
    tally::note(&transaction)?;
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

/// The file at the end of all symbolic links: they are followed and stay.
fn followed(path: &Path) -> Result<PathBuf, StoreError> {
    Destination::followed(path).map_err(|error| StoreError::from_write(&error))
}
