//! The tables of a project file, version by version.
//!
//! A file may hold exactly these tables and nothing else: a trigger, a view or a further
//! table was not written by this program, and such a file is refused rather than trusted.

use std::borrow::Cow;

use rusqlite::Connection;

use super::{StoreError, sums, tally};
use crate::files;

/// Marks a file as a Slantwise project.
pub(super) const APPLICATION: i32 = i32::from_be_bytes(files::PROJECT);

/// The version that is written.
pub(super) const VERSION: u32 = 3;

/// The first version in which every row carries a checksum.
const SUMS: u32 = 3;

/// A table and what makes it.
type Table = (&'static str, &'static str);

/// The tables that each version ever released has added; none was taken away. From version 3
/// on each has one more column.
const ADDED: [&[Table]; VERSION as usize] = [V1, V2, &[]];

/// Changes a file of one version into the next; the first one takes version 1 to 2.
pub(super) type Step = fn(&Connection) -> rusqlite::Result<()>;

/// One step for each version but the last.
pub(super) const STEPS: &[Step] = &[|connection| add(connection, V2), sums::introduce];

/// An article is written once for each revision and renamed seldom; where it stands changes
/// often, so that is a table of its own.
const V1: &[Table] = &[
    (
        "project",
        "CREATE TABLE project (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ),
    (
        "article",
        "CREATE TABLE article (id TEXT NOT NULL, revision INTEGER NOT NULL, title TEXT NOT NULL, title_origin TEXT NOT NULL, outlet TEXT, author TEXT, published TEXT, url TEXT, language TEXT, path TEXT, format TEXT NOT NULL, sha256 TEXT NOT NULL, encoding TEXT NOT NULL, text TEXT NOT NULL, paragraphs TEXT NOT NULL, set_aside TEXT NOT NULL, PRIMARY KEY (id, revision)) STRICT",
    ),
    (
        "placement",
        "CREATE TABLE placement (article TEXT NOT NULL, revision INTEGER NOT NULL, place TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (article, revision), FOREIGN KEY (article, revision) REFERENCES article (id, revision)) STRICT, WITHOUT ROWID",
    ),
    (
        "original",
        "CREATE TABLE original (sha256 TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL) STRICT",
    ),
    (
        "judgement",
        "CREATE TABLE judgement (article TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, finding TEXT, answer TEXT NOT NULL, quote TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, decision TEXT, note TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (article, key)) STRICT",
    ),
    (
        "mark",
        "CREATE TABLE mark (id INTEGER PRIMARY KEY NOT NULL, article TEXT NOT NULL, in_bin INTEGER NOT NULL, start INTEGER, length INTEGER, code TEXT NOT NULL, quote TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL) STRICT",
    ),
    (
        "note",
        "CREATE TABLE note (article TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    ),
    (
        "comparison",
        "CREATE TABLE comparison (position INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, columns TEXT NOT NULL, filter TEXT NOT NULL) STRICT",
    ),
    (
        "silenced",
        "CREATE TABLE silenced (device TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (device, words)) STRICT, WITHOUT ROWID",
    ),
    (
        "engine",
        "CREATE TABLE engine (version TEXT NOT NULL, model TEXT NOT NULL, rules TEXT NOT NULL, first_used INTEGER NOT NULL, PRIMARY KEY (version, model, rules)) STRICT, WITHOUT ROWID",
    ),
    (
        "log",
        "CREATE TABLE log (serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, article TEXT) STRICT",
    ),
];

/// Which articles are coded to the end. The table `project` may hold since when they are to be.
const V2: &[Table] = &[(
    "coded",
    "CREATE TABLE coded (article TEXT PRIMARY KEY NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, hidden_from INTEGER NOT NULL) STRICT, WITHOUT ROWID",
)];

fn add(connection: &Connection, tables: &[(&str, impl AsRef<str>)]) -> rusqlite::Result<()> {
    tables
        .iter()
        .try_for_each(|(_, sql)| connection.execute_batch(sql.as_ref()))
}

/// Makes the tables of the current version in an empty file.
pub(super) fn create(connection: &Connection) -> Result<(), StoreError> {
    create_version(connection, VERSION)
}

fn create_version(connection: &Connection, version: u32) -> Result<(), StoreError> {
    let transaction = connection.unchecked_transaction()?;
    add(&transaction, &tables(version))?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()?;
    Ok(())
}

/// The tables of a version, as `sqlite_schema` holds them; none of one that was never released.
fn tables(version: u32) -> Vec<(&'static str, Cow<'static, str>)> {
    let added = ADDED.get(..version as usize).unwrap_or_default();
    let tables = added.iter().copied().flatten();
    tables
        .map(|(name, sql)| {
            let sql = if version < SUMS {
                Cow::from(*sql)
            } else {
                Cow::from(sums::with_column(sql))
            };
            (*name, sql)
        })
        .collect()
}

/// Whether a file is of a version that has this table.
pub(super) fn knows(connection: &Connection, table: &str) -> rusqlite::Result<bool> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(tables(version).iter().any(|(name, _)| *name == table))
}

/// The version of a file, once it is certain that it is a project and holds nothing foreign.
///
/// # Errors
/// Where it is none, where a newer program wrote it, or where it holds other things.
pub(super) fn version_of(connection: &Connection) -> Result<u32, StoreError> {
    is_project(connection)?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let version = u32::try_from(version).map_err(|_negative| StoreError::NotAProject)?;
    if version > VERSION {
        return Err(StoreError::Newer {
            version,
            known: VERSION,
        });
    }
    let expected = tables(version);
    if expected.is_empty() {
        return Err(StoreError::NotAProject);
    }
    check_parts(connection, &expected)?;
    Ok(version)
}

/// Whether a file says of itself that it is a project.
pub(super) fn is_project(connection: &Connection) -> Result<(), StoreError> {
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application == APPLICATION {
        Ok(())
    } else {
        Err(StoreError::NotAProject)
    }
}

/// Whether any version of this program made a table like this.
pub(super) fn is_own(name: &str, sql: &str) -> bool {
    (1..=VERSION).any(|version| is_among(&tables(version), name, sql))
}

fn is_among(tables: &[(&str, Cow<'_, str>)], name: &str, sql: &str) -> bool {
    tables.iter().any(|(own, text)| *own == name && text == sql)
}

/// Holds what is in the file against what may be.
fn check_parts(
    connection: &Connection,
    expected: &[(&str, Cow<'_, str>)],
) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_schema")?;
    let mut rows = statement.query([])?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        let name: String = row.get(1)?;
        let sql: Option<String> = row.get(2)?;
        let is_own = match (kind.as_str(), sql.as_deref()) {
            // Kept by SQLite itself for primary keys and counters.
            ("index", None) => name.starts_with("sqlite_autoindex_"),
            ("table", Some("CREATE TABLE sqlite_sequence(name,seq)")) => true,
            ("table", Some(sql)) => is_among(expected, &name, sql),
            _ => false,
        };
        if !is_own {
            return Err(StoreError::Foreign {
                part: super::shown(&format!("{kind} “{name}”")),
            });
        }
        found += usize::from(expected.iter().any(|(own, _)| *own == name));
    }
    if found != expected.len() {
        return Err(StoreError::damaged("a table is missing"));
    }
    Ok(())
}

/// Brings a file to the newest version, in one transaction.
pub(super) fn migrate(
    connection: &Connection,
    from: u32,
    steps: &[Step],
) -> Result<(), StoreError> {
    let transaction = connection.unchecked_transaction()?;
    let done = from.saturating_sub(1) as usize;
    let mut version = from;
    for step in steps.iter().skip(done) {
        step(&transaction)?;
        version += 1;
    }
    tally::note(&transaction)?;
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> Connection {
        let connection = empty();
        create(&connection).unwrap();
        connection
    }

    fn empty() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        sums::offer(&connection).unwrap();
        connection
    }

    #[test]
    fn a_new_file_has_the_current_version_and_nothing_foreign() {
        assert_eq!(version_of(&project()), Ok(VERSION));
    }

    #[test]
    fn an_older_file_becomes_one_of_this_version_and_no_other() {
        for version in 1..VERSION {
            let connection = empty();
            create_version(&connection, version).unwrap();
            assert_eq!(version_of(&connection), Ok(version));
            assert_eq!(knows(&connection, "coded"), Ok(version > 1));
            migrate(&connection, version, STEPS).unwrap();
            assert_eq!(version_of(&connection), Ok(VERSION));
            assert_eq!(knows(&connection, "coded"), Ok(true));
        }
    }

    #[test]
    fn anything_this_program_did_not_write_is_refused() {
        for sql in [
            "CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM log; END",
            "CREATE VIEW v AS SELECT * FROM log",
            "CREATE TABLE more (x)",
            "CREATE INDEX i ON log (at)",
            "ALTER TABLE log ADD COLUMN more TEXT",
        ] {
            let connection = project();
            connection.execute_batch(sql).unwrap();
            let refused = version_of(&connection);
            assert!(matches!(refused, Err(StoreError::Foreign { .. })), "{sql}");
        }
        let connection = project();
        connection.execute_batch("DROP TABLE log").unwrap();
        let refused = version_of(&connection);
        assert!(matches!(refused, Err(StoreError::Damaged { .. })));
    }

    #[test]
    fn a_newer_file_is_refused_with_both_versions() {
        let connection = project();
        connection.pragma_update(None, "user_version", 7).unwrap();
        assert_eq!(
            version_of(&connection),
            Err(StoreError::Newer {
                version: 7,
                known: VERSION
            })
        );
        connection.pragma_update(None, "application_id", 3).unwrap();
        assert_eq!(version_of(&connection), Err(StoreError::NotAProject));
    }

    #[test]
    fn migration_takes_every_step_that_is_missing_or_none_at_all() {
        let first: Step = |connection| connection.execute_batch("CREATE TABLE one (x)");
        let second: Step = |connection| connection.execute_batch("CREATE TABLE two (x)");
        let fails: Step = |connection| connection.execute_batch("no such thing");
        let version = |connection: &Connection| -> u32 {
            connection
                .pragma_query_value(None, "user_version", |row| row.get(0))
                .unwrap()
        };
        let connection = project();
        migrate(&connection, 2, &[first, second]).unwrap();
        assert_eq!(version(&connection), 3);
        assert!(connection.prepare("SELECT * FROM one").is_err());
        assert!(connection.prepare("SELECT * FROM two").is_ok());
        let connection = empty();
        create_version(&connection, 1).unwrap();
        migrate(&connection, 1, &[first, fails]).unwrap_err();
        assert_eq!(version(&connection), 1);
        assert!(connection.prepare("SELECT * FROM one").is_err());
    }
}
