//! A checksum on every row, so that a change that nobody made does not go unseen.
//!
//! `SQLite` holds its pages together but not what stands on them: a bent letter in a note, or
//! a bent number in a judgement, is a good page with another value. Each row carries the sum
//! (CRC-32, which finds every single bit) of its table's name and of all its values with their
//! types. `SQLite` works it out itself where it writes and migrates, with a
//! function that is offered to it.

use crc32fast::Hasher;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::StoreError;

/// The column that holds it, as it stands in a table.
const COLUMN: &str = "sum INTEGER";

/// Tables and what of each row the sum is of: every other column, in order.
pub(super) const COLUMNS: [(&str, &str); 12] = [
    ("project", "key, value"),
    (
        "article",
        "id, revision, title, title_origin, outlet, author, published, url, language, path, format, sha256, encoding, text, paragraphs, set_aside",
    ),
    ("placement", "article, revision, place, position"),
    ("original", "sha256, bytes"),
    (
        "judgement",
        "article, key, kind, finding, answer, quote, before, after, decision, note, by, at",
    ),
    (
        "mark",
        "id, article, in_bin, start, length, code, quote, before, after, note, by, at",
    ),
    ("note", "article, text, by, at"),
    ("coded", "article, by, at, hidden_from"),
    ("comparison", "position, name, columns, filter"),
    ("silenced", "device, words"),
    ("engine", "version, model, rules, first_used"),
    ("log", "serial, at, by, what, article"),
];

/// The columns of a table, without the sum.
pub(super) fn columns(table: &str) -> &'static str {
    let known = COLUMNS.iter().find(|(known, _)| *known == table);
    known.map_or("", |(_, columns)| columns)
}

/// What makes a table, with the column of sums behind all others.
pub(super) fn with_column(sql: &str) -> String {
    let constraints = [", PRIMARY KEY (", ", FOREIGN KEY ("].iter();
    let end = constraints
        .filter_map(|constraint| sql.find(constraint))
        .min()
        .or_else(|| sql.rfind(')'))
        .unwrap_or(sql.len());
    let (columns, rest) = sql.split_at(end);
    format!("{columns}, {COLUMN}{rest}")
}

/// Teaches a connection the function.
pub(super) fn offer(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("row_sum", -1, flags, |values| {
        Ok(sum((0..values.len()).map(|at| values.get_raw(at))))
    })
}

/// Whether a row that was read, with its sum behind its `count` columns, is as it was written.
pub(super) fn is_row_whole(table: &str, row: &Row<'_>, count: usize) -> rusqlite::Result<bool> {
    let columns = (0..count).map(|at| row.get_ref(at));
    let values = std::iter::once(Ok(ValueRef::Text(table.as_bytes()))).chain(columns);
    let values: Vec<_> = values.collect::<rusqlite::Result<_>>()?;
    Ok(row.get_ref(count)? == ValueRef::Integer(sum(values.into_iter())))
}

fn sum<'v>(values: impl Iterator<Item = ValueRef<'v>>) -> i64 {
    let mut hasher = Hasher::new();
    let mut put = |kind: u8, bytes: &[u8]| {
        hasher.update(&[kind]);
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    for value in values {
        match value {
            ValueRef::Null => put(0, &[]),
            ValueRef::Integer(number) => put(1, &number.to_le_bytes()),
            ValueRef::Real(number) => put(2, &number.to_le_bytes()),
            ValueRef::Text(text) => put(3, text),
            ValueRef::Blob(bytes) => put(4, bytes),
        }
    }
    i64::from(hasher.finalize())
}

/// Gives every table the column and every row its sum: the step from version 2 to 3.
pub(super) fn introduce(connection: &Connection) -> rusqlite::Result<()> {
    COLUMNS.iter().try_for_each(|(table, columns)| {
        connection.execute_batch(&format!(
            "ALTER TABLE {table} ADD COLUMN {COLUMN}; UPDATE {table} SET sum = row_sum('{table}', {columns});"
        ))
    })
}

/// What to do where a row with the same key is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum There {
    /// It takes the new values, in its place.
    Update,
    /// It stays as it is.
    Keep,
}

/// The statement that puts a row into a table, its values in order.
pub(super) fn put(table: &str, there: There) -> String {
    let columns = columns(table);
    let names: Vec<&str> = columns.split(", ").collect();
    let values: Vec<_> = (1..=names.len()).map(|at| format!("?{at}")).collect();
    let values = values.join(", ");
    let conflict = match there {
        There::Keep => "NOTHING".to_owned(),
        There::Update => {
            let names = names.iter().chain(&["sum"]);
            let sets: Vec<_> = names
                .map(|name| format!("{name} = excluded.{name}"))
                .collect();
            format!("UPDATE SET {}", sets.join(", "))
        }
    };
    format!(
        "INSERT INTO {table} ({columns}, sum) VALUES ({values}, row_sum('{table}', {values})) ON CONFLICT DO {conflict}"
    )
}

/// Whether the rows of a table have sums: not in files that are older than they.
pub(super) fn are_in(connection: &Connection, table: &str) -> rusqlite::Result<bool> {
    let query = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND instr(sql, ?2) > 0";
    let found: i64 = connection.query_row(query, [table, COLUMN], |row| row.get(0))?;
    Ok(found > 0)
}

/// How many rows of a table are not as they were written.
pub(super) fn changed(connection: &Connection, table: &str) -> Result<usize, StoreError> {
    if !are_in(connection, table)? {
        return Ok(0);
    }
    let columns = columns(table);
    let query =
        format!("SELECT count(*) FROM {table} WHERE sum IS NOT row_sum('{table}', {columns})");
    let count: i64 = connection.query_row(&query, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema;

    #[test]
    fn a_sum_is_of_every_column_but_itself() {
        let connection = Connection::open_in_memory().unwrap();
        offer(&connection).unwrap();
        schema::create(&connection).unwrap();
        let query =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        let mut tables = connection.prepare(query).unwrap();
        let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let tables: Vec<_> = tables.map(Result::unwrap).collect();
        assert_eq!(tables.len(), COLUMNS.len());
        for table in tables {
            let query =
                format!("SELECT group_concat(name, ', ') FROM pragma_table_info('{table}')");
            let names: String = connection.query_row(&query, [], |row| row.get(0)).unwrap();
            assert_eq!(names, format!("{}, sum", columns(&table)), "{table}");
        }
    }

    #[test]
    fn a_value_in_another_column_or_of_another_type_has_another_sum() {
        let connection = Connection::open_in_memory().unwrap();
        offer(&connection).unwrap();
        let sums = [
            "'a', 'b'", "'b', 'a'", "'ab', ''", "'', 'ab'", "1, '1'", "'1', 1", "NULL, ''",
        ];
        let sums = sums.map(|values| {
            let query = format!("SELECT row_sum({values})");
            connection
                .query_row(&query, [], |row| row.get::<_, i64>(0))
                .unwrap()
        });
        let different: std::collections::BTreeSet<_> = sums.iter().collect();
        assert_eq!(different.len(), sums.len());
    }
}
