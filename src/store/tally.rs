//! How many rows each table has, so that a row that is gone does not go unseen.
//!
//! The numbers stand in the table `project`, which like every other has sums. The log is not
//! counted: it is long and only ever grows.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::StoreError;
use super::sums::{COLUMNS, There, put};

/// The first version of files that has the numbers.
const FIRST: u32 = 3;
/// What the keys of the numbers begin with.
const KEY: &str = "rows:";

/// Notes how many rows there are now; only what differs is written.
pub(super) fn note(connection: &Connection) -> Result<(), StoreError> {
    for table in counted() {
        let count = count(connection, table)?;
        if noted(connection, table)? != Some(count) {
            let mut statement = connection.prepare_cached(&put("project", There::Update))?;
            statement.execute(params![format!("{KEY}{table}"), count.to_string()])?;
        }
    }
    Ok(())
}

/// Tables that have fewer rows than were noted, and how many fewer; none in files that are
/// older than the numbers. A number that is itself gone is a row of `project`.
pub(super) fn missing(connection: &Connection) -> Result<Vec<(&'static str, i64)>, StoreError> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut all = Vec::new();
    let mut gone = 0;
    for table in counted() {
        match noted(connection, table)? {
            Some(noted) => all.push((table, noted - count(connection, table)?)),
            None => gone += i64::from(version >= FIRST),
        }
    }
    all.push(("project", gone));
    all.retain(|(_, fewer)| *fewer > 0);
    Ok(all)
}

fn counted() -> impl Iterator<Item = &'static str> {
    let tables = COLUMNS.iter().map(|(table, _)| *table);
    tables.filter(|table| *table != "log")
}

fn count(connection: &Connection, table: &str) -> Result<i64, StoreError> {
    let query = format!("SELECT count(*) FROM {table}");
    let mut count: i64 = connection
        .prepare_cached(&query)?
        .query_row([], |row| row.get(0))?;
    if table == "project" {
        // The numbers themselves are no part of it.
        let query = "SELECT count(*) FROM project WHERE instr(key, ?1) = 1";
        let own: i64 = connection.query_row(query, [KEY], |row| row.get(0))?;
        count -= own;
    }
    Ok(count)
}

fn noted(connection: &Connection, table: &str) -> Result<Option<i64>, StoreError> {
    let mut query = connection.prepare_cached("SELECT value FROM project WHERE key = ?1")?;
    let noted: Option<String> = query
        .query_row([format!("{KEY}{table}")], |row| row.get(0))
        .optional()?;
    Ok(noted.and_then(|number| number.parse().ok()))
}
