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

use super::{StoreError, limits, sums};
use crate::files::beside;

/// How long another program may hold the file before that is said.
const PATIENCE: Duration = Duration::from_secs(4);

/// What a journal of `SQLite` begins with, and ends with where it names another file.
const JOURNAL: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// What may be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is only looked at.
    Read,
    /// It is only looked at, as if nothing lay beside it. Nobody may be writing it.
    Alone,
    /// It is changed.
    Write,
    /// It is made, where nothing is yet.
    Create,
}

/// What lies beside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leftover {
    /// Nothing that matters.
    None,
    /// A change that was not completed; opening takes it back.
    Unfinished,
    /// Nothing yet, but another program has it keep a log of changes from the next opening on.
    Logged,
    /// A file of this name, which `SQLite` would play into the project and this program did
    /// not write.
    Foreign(PathBuf),
}

/// Looks at a file before it is opened.
///
/// # Errors
/// Where it is not there, is no project, or is too large.
pub(super) fn look(path: &Path) -> Result<Leftover, StoreError> {
    let io = |error: std::io::Error| StoreError::from_read(&error);
    let about = std::fs::metadata(path).map_err(io)?;
    if !about.is_file() {
        return Err(StoreError::NotAFile);
    }
    if about.len() > limits::FILE_BYTES {
        return Err(StoreError::TooLarge { bytes: about.len() });
    }
    let mut head = [0; 20];
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
    Ok(match leftover(path)? {
        Leftover::None if head[19] == 2 => Leftover::Logged,
        found => found,
    })
}

/// What lies beside a file.
pub(super) fn leftover(path: &Path) -> Result<Leftover, StoreError> {
    let log = beside(path, "-wal");
    if log.symlink_metadata().is_ok() {
        return Ok(Leftover::Foreign(log));
    }
    let journal = beside(path, "-journal");
    match look_at_journal(&journal) {
        // Whoever writes has taken it away meanwhile.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Leftover::None),
        found => found.map_err(|error| StoreError::from_read(&error)),
    }
}

fn look_at_journal(path: &Path) -> std::io::Result<Leftover> {
    let foreign = || Ok(Leftover::Foreign(path.to_owned()));
    if !path.symlink_metadata()?.is_file() {
        return foreign();
    }
    let mut file = File::open(path)?;
    let mut mark = Vec::new();
    file.by_ref().take(8).read_to_end(&mut mark)?;
    if mark.first().is_none_or(|first| *first == 0) {
        // Empty, or its head was made void: the change is complete.
        return Ok(Leftover::None);
    }
    if !JOURNAL.starts_with(&mark) {
        return foreign();
    }
    // A journal may name a second file that is deleted with it. This program writes none such.
    let names_another = file.seek(SeekFrom::End(0))? > 8 && {
        file.seek(SeekFrom::End(-8))?;
        mark.clear();
        file.read_to_end(&mut mark)?;
        mark == JOURNAL
    };
    if names_another {
        return foreign();
    }
    Ok(Leftover::Unfinished)
}

/// Opens a file that [`look`] has let pass.
pub(super) fn connect(path: &Path, mode: Mode) -> Result<Connection, StoreError> {
    let access = match mode {
        Mode::Read | Mode::Alone => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    // Without SQLITE_OPEN_URI a path is a path, whatever it looks like.
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if mode == Mode::Alone {
        Connection::open_with_flags(alone(path)?, flags | OpenFlags::SQLITE_OPEN_URI)?
    } else {
        Connection::open_with_flags(path, flags)?
    };
    harden(&connection)?;
    if mode != Mode::Create {
        believe_no_size(&connection, path)?;
    }
    if matches!(mode, Mode::Write | Mode::Create) {
        keep_safe(&connection)?;
    }
    Ok(connection)
}

/// The address by which `SQLite` opens a file as one that nothing changes: whatever lies
/// beside it is not looked at, and nothing is locked or made.
fn alone(path: &Path) -> Result<String, StoreError> {
    use std::fmt::Write as _;
    let path = std::path::absolute(path).map_err(|error| StoreError::from_read(&error))?;
    let mut address = "file:".to_owned();
    if cfg!(not(unix)) {
        address.push('/');
    }
    for byte in path.as_os_str().as_encoded_bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"/-_.:".contains(byte);
        match byte {
            b'\\' if cfg!(not(unix)) => address.push('/'),
            byte if is_plain => address.push(char::from(*byte)),
            byte => write!(address, "%{byte:02X}").unwrap_or_default(),
        }
    }
    address.push_str("?immutable=1");
    Ok(address)
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
    sums::offer(connection)?;
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
    fn a_journal_that_this_program_did_not_write_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.slantwise");
        std::fs::write(&path, b"SQLite format 3\0\x02\0and more").unwrap();
        assert!(matches!(look(&path), Err(StoreError::Foreign { .. })));
        std::fs::write(&path, b"SQLite format 3\0\x10\0\x01\x01and more").unwrap();
        let journal = beside(&path, "-journal");
        let foreign = Ok(Leftover::Foreign(journal.clone()));
        std::fs::write(&journal, [&JOURNAL[..], &[0; 40]].concat()).unwrap();
        assert_eq!(look(&path), Ok(Leftover::Unfinished));
        // One that names another file would have that file deleted.
        std::fs::write(&journal, [&JOURNAL[..], &[0; 40], &JOURNAL[..]].concat()).unwrap();
        assert_eq!(look(&path), foreign);
        std::fs::write(&journal, b"Dear diary").unwrap();
        assert_eq!(look(&path), foreign);
        std::fs::write(&journal, b"me").unwrap();
        assert_eq!(look(&path), foreign);
        for void in [&b""[..], &[0; 600]] {
            std::fs::write(&journal, void).unwrap();
            assert_eq!(look(&path), Ok(Leftover::None));
        }
        let log = beside(&path, "-wal");
        std::fs::write(&log, b"").unwrap();
        assert_eq!(look(&path), Ok(Leftover::Foreign(log.clone())));
        std::fs::remove_file(&log).unwrap();
        std::fs::write(&path, b"SQLite format 3\0\x10\0\x02\x02and more").unwrap();
        assert_eq!(look(&path), Ok(Leftover::Logged));
    }

    #[test]
    fn a_path_is_a_path_whatever_it_looks_like() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file:x?mode=memory");
        let made = connect(&path, Mode::Create).unwrap();
        made.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (7)")
            .unwrap();
        drop(made);
        assert!(path.is_file());
        let read = connect(&path, Mode::Alone).unwrap();
        let seven: i64 = read
            .query_row("SELECT x FROM t", [], |row| row.get(0))
            .unwrap();
        assert_eq!(seven, 7);
    }
}
