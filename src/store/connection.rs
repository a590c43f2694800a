//! A connection to a file that nobody vouches for.
//!
//! Before `SQLite` sees the file its head is looked at; then everything in it that could act
//! by itself is switched off, and every write goes to the disk before it counts.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::{StoreError, limits};

/// How long another program may hold the file before that is said.
const PATIENCE: Duration = Duration::from_secs(4);

/// What a journal of `SQLite` begins with, and ends with where it names another file.
const JOURNAL: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// What may be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is only looked at.
    Read,
    /// It is changed.
    Write,
    /// It is made, where nothing is yet.
    Create,
}

/// What lies beside a file because a write was broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leftover {
    /// Nothing.
    None,
    /// A change that was not completed; opening takes it back.
    Unfinished,
}

/// Looks at a file before it is opened.
///
/// # Errors
/// Where it is not there, is no project, is too large, or has a journal that this program
/// did not write.
pub(super) fn look(path: &Path) -> Result<Leftover, StoreError> {
    let io = |error: std::io::Error| StoreError::from_io(&error);
    let about = std::fs::metadata(path).map_err(io)?;
    if !about.is_file() {
        return Err(StoreError::NotAFile);
    }
    if about.len() > limits::FILE_BYTES {
        return Err(StoreError::TooLarge { bytes: about.len() });
    }
    let mut head = [0; 18];
    match File::open(path).and_then(|mut file| file.read_exact(&mut head)) {
        Ok(()) if head.starts_with(b"SQLite format 3\0") => {}
        Ok(()) => return Err(StoreError::NotAProject),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            return Err(StoreError::NotAProject);
        }
        Err(error) => return Err(io(error)),
    }
    // The size of a page; 1 stands for 65,536. On pages smaller than this program's, a damaged
    // value has SQLite make lists that are larger than the file a thousand times.
    let page = u16::from_be_bytes([head[16], head[17]]);
    if page != 1 && page < limits::PAGE_BYTES {
        return Err(StoreError::Foreign {
            part: format!("pages of {page} bytes"),
        });
    }
    look_at_journal(&beside(path, "-journal"))
}

/// A journal may name a second file that is deleted with it. This program writes none such.
fn look_at_journal(path: &Path) -> Result<Leftover, StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Leftover::None),
        Err(error) => return Err(StoreError::from_io(&error)),
    };
    let mut mark = [0; 8];
    let begins = file.read_exact(&mut mark).is_ok() && mark == JOURNAL;
    if !begins {
        return Ok(Leftover::None);
    }
    let end = file.seek(SeekFrom::End(-8)).and_then(|at| {
        file.read_exact(&mut mark)?;
        Ok(at)
    });
    match end {
        Ok(at) if at > 0 && mark == JOURNAL => Err(StoreError::Foreign {
            part: "a journal that names another file".to_owned(),
        }),
        Ok(_) => Ok(Leftover::Unfinished),
        Err(error) => Err(StoreError::from_io(&error)),
    }
}

/// The path with something added to its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Opens a file that [`look`] has let pass.
pub(super) fn connect(path: &Path, mode: Mode) -> Result<Connection, StoreError> {
    let access = match mode {
        Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    // Without SQLITE_OPEN_URI a path is a path, whatever it looks like.
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    harden(&connection)?;
    if mode != Mode::Create {
        believe_no_size(&connection, path)?;
    }
    if mode != Mode::Read {
        keep_safe(&connection)?;
    }
    Ok(connection)
}

/// A value that claims to be larger than its file is not given the memory it asks for.
fn believe_no_size(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    const LEAST: u64 = 100_000;
    // The first look into the file: a broken-off change is taken back, and its size is right.
    connection.pragma_query_value(None, "schema_version", |_| Ok(()))?;
    let size = std::fs::metadata(path).map_err(|error| StoreError::from_io(&error))?;
    // Twice, because another window may be writing into it.
    let most = i32::try_from(size.len().max(LEAST) * 2).unwrap_or(i32::MAX);
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, most.min(limits::VALUE_BYTES))?;
    Ok(())
}

/// Once everything is read, larger values than there are may be written.
pub(super) fn allow_growth(connection: &Connection) -> Result<(), StoreError> {
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, limits::VALUE_BYTES)?;
    Ok(())
}

fn harden(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, limits::VALUE_BYTES)?;
    connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000)?;
    connection.set_limit(Limit::SQLITE_LIMIT_EXPR_DEPTH, 50)?;
    // Nothing of a project is left in folders for temporary files, and a file that shrinks
    // under the program cannot stop it.
    connection.execute_batch(
        "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;",
    )?;
    Ok(())
}

/// A change counts when it is on the disk.
///
/// The journal stays between changes, its head made void, because that takes the fewest waits
/// for the disk and none for its folder; [`tidy`] takes it away at the end.
fn keep_safe(connection: &Connection) -> Result<(), StoreError> {
    journal(connection, "PERSIST")?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 1000000; PRAGMA secure_delete = FAST;",
    )?;
    Ok(())
}

fn journal(connection: &Connection, mode: &str) -> Result<(), StoreError> {
    let query = format!("PRAGMA journal_mode = {mode}");
    let said: String = connection.query_row(&query, [], |row| row.get(0))?;
    if said.eq_ignore_ascii_case(mode) {
        Ok(())
    } else {
        // It was left in another mode by a program that has it open.
        Err(StoreError::Busy)
    }
}

/// Takes the journal away, so that a project at rest is one file.
pub(super) fn tidy(connection: &Connection) {
    // A journal that stays is void and does no harm.
    journal(connection, "DELETE").ok();
}

/// How thoroughly a file is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// As at every opening: every page, without holding indices against their tables.
    Quick,
    /// Everything.
    Whole,
}

/// Checks the structure of a file.
///
/// # Errors
/// Says the first thing that is wrong.
pub(super) fn check(connection: &Connection, how: Check) -> Result<(), StoreError> {
    let pragma = match how {
        Check::Quick => "PRAGMA quick_check(1)",
        Check::Whole => "PRAGMA integrity_check(1)",
    };
    let said: String = connection.query_row(pragma, [], |row| row.get(0))?;
    if said != "ok" {
        return Err(StoreError::damaged(&said));
    }
    if how == Check::Whole {
        let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
        if statement.exists([])? {
            return Err(StoreError::damaged(
                "an article has a place and is not there",
            ));
        }
    }
    Ok(())
}

/// How many rows a table has.
pub(super) fn count(connection: &Connection, table: &str) -> Result<u64, StoreError> {
    let query = format!("SELECT count(*) FROM {table}");
    let count: i64 = connection.query_row(&query, [], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_project_is_refused_before_it_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.slantwise");
        assert_eq!(look(&path), Err(StoreError::NotFound));
        assert_eq!(look(folder.path()), Err(StoreError::NotAFile));
        for bytes in [&b""[..], b"short", b"An article about a tram line."] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(look(&path), Err(StoreError::NotAProject));
        }
    }

    #[test]
    fn a_journal_that_names_another_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.slantwise");
        std::fs::write(&path, b"SQLite format 3\0\x02\0and more").unwrap();
        assert!(matches!(look(&path), Err(StoreError::Foreign { .. })));
        std::fs::write(&path, b"SQLite format 3\0\x10\0and more").unwrap();
        let journal = beside(&path, "-journal");
        std::fs::write(&journal, [&JOURNAL[..], &[0; 40]].concat()).unwrap();
        assert_eq!(look(&path), Ok(Leftover::Unfinished));
        std::fs::write(&journal, [&JOURNAL[..], &[0; 40], &JOURNAL[..]].concat()).unwrap();
        assert!(matches!(look(&path), Err(StoreError::Foreign { .. })));
        std::fs::write(&journal, b"").unwrap();
        assert_eq!(look(&path), Ok(Leftover::None));
    }

    #[test]
    fn a_path_is_a_path_whatever_it_looks_like() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file:x?mode=memory");
        drop(connect(&path, Mode::Create).unwrap());
        assert!(path.is_file());
    }
}
