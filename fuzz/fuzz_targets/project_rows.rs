//! Any values in the rows of a whole database give a project or a sentence.
#![no_main]

mod tried;

use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rusqlite::Connection;
use rusqlite::types::Value;

const FIXTURE: &[u8] = include_bytes!("../../tests/fixtures/projects/v2.slantwise");

/// Words that mean something in some column.
const WORDS: &[&str] = &[
    "",
    "open",
    "bin",
    "earlier",
    "finding",
    "sentence",
    "naming",
    "agree",
    "disagree",
    "unsure",
    "yes",
    "no",
    "framing",
    "reported",
    "voices",
    "loaded_language",
    "label",
    "all",
    "outlet",
    "quoted",
    "user",
    "file",
    "text",
    "html",
    "pasted",
    "body",
    "2026-02-30",
    "2026-02-03",
    "[]",
    "[[0,4,\"body\"]]",
    "[[4294967295,4294967295,\"body\"]]",
    "name",
    "note",
    "note_by",
    "note_at",
    "marks_made",
    "engine_settings",
    "keeps_originals",
    "is_sample",
    "0",
    "-1",
    "9223372036854775807",
    "18446744073709551615",
    "0000000000000000",
    "ffffffffffffffff",
    "{\"minimum_confidence\":65535,\"devices_off\":[\"label\",\"label\",\"x\"]}",
    "\0",
    "a\0b",
    "\u{202e}\u{5e9}\u{301}\r\n\u{2011}\u{1f3ca}\u{1f3fd}",
];

const NUMBERS: &[i64] = &[
    0,
    1,
    -1,
    2,
    7,
    255,
    65_536,
    4_294_967_295,
    4_294_967_296,
    i64::MAX,
    i64::MIN,
    8_210_266_876_799_999,
    8_210_266_876_800_000,
    -8_334_601_228_800_001,
];

struct Table {
    name: String,
    columns: usize,
    rows: Vec<Vec<Value>>,
}

/// The rows of the fixture.
static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let path = tried::place("template.slantwise");
    std::fs::write(&path, FIXTURE).expect("there is room");
    read(&path).expect("the fixture is whole")
});

fn read(path: &Path) -> rusqlite::Result<Vec<Table>> {
    let connection = Connection::open(path)?;
    let query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let names: Vec<String> = connection
        .prepare(query)?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    names
        .into_iter()
        .map(|name| {
            let mut statement = connection.prepare(&format!("SELECT * FROM {name}"))?;
            let columns = statement.column_count();
            let rows = statement
                .query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?
                .collect::<Result<_, _>>()?;
            Ok(Table {
                name,
                columns,
                rows,
            })
        })
        .collect()
}

/// Numbers from the input; 0 when it is used up.
struct Input<'b>(&'b [u8]);

impl<'b> Input<'b> {
    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first)
    }

    fn bytes(&mut self, most: usize) -> &'b [u8] {
        let (taken, rest) = self.0.split_at(most.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn value(&mut self, table: &Table) -> Value {
        match self.byte() % 8 {
            0 => Value::Null,
            1 => Value::Integer(NUMBERS[self.byte() % NUMBERS.len()]),
            2 => {
                let mut number = [0; 8];
                let bytes = self.bytes(8);
                number[..bytes.len()].copy_from_slice(bytes);
                Value::Integer(i64::from_le_bytes(number))
            }
            3 => Value::Text(WORDS[self.byte() % WORDS.len()].to_owned()),
            4 => {
                let length = self.byte();
                Value::Text(String::from_utf8_lossy(self.bytes(length)).into_owned())
            }
            5 => {
                let length = self.byte();
                Value::Blob(self.bytes(length).to_vec())
            }
            6 => Value::Text("word ".repeat(self.byte() * 64)),
            _ => {
                let row = table.rows.get(self.byte() % table.rows.len().max(1));
                let cell = row.and_then(|row| row.get(self.byte() % row.len().max(1)));
                cell.cloned().unwrap_or(Value::Real(0.5))
            }
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut input = Input(bytes);
    let path = tried::place("tried.slantwise");
    std::fs::write(&path, FIXTURE).expect("there is room");
    let is_loose = input.byte() % 4 == 1;
    // What a statement refuses is left as it was: the file that comes of it is what counts.
    write(&path, &mut input, is_loose).ok();
    tried::tried(&path);
});

/// Writes the tables with some values, rows and whole tables changed. `loose` columns take
/// values of any type, as a program that does not mean well could write them.
fn write(path: &Path, input: &mut Input<'_>, is_loose: bool) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;",
    )?;
    if is_loose {
        connection.execute_batch(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', ''); \
             UPDATE sqlite_schema SET sql = replace(sql, '),', ')') WHERE sql LIKE '%), WITHOUT ROWID';",
        )?;
        drop(connection);
        connection = Connection::open(path)?;
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    }
    let changes = 1 + input.byte() % 12;
    for _ in 0..changes {
        let table = &TABLES[input.byte() % TABLES.len()];
        let count = table.rows.len();
        let mut row = match input.byte() {
            0..200 if count > 0 => table.rows[input.byte() % count].clone(),
            _ => (0..table.columns).map(|_| input.value(table)).collect(),
        };
        let columns = 1 + input.byte() % 3;
        for _ in 0..columns {
            let at = input.byte() % table.columns;
            row[at] = input.value(table);
        }
        let action = match input.byte() % 8 {
            0 => "DELETE",
            1 | 2 => "INSERT OR IGNORE",
            _ => "INSERT OR REPLACE",
        };
        if action == "DELETE" {
            connection.execute_batch(&format!("DELETE FROM {} WHERE 1", table.name))?;
        }
        let places: Vec<_> = row
            .iter()
            .enumerate()
            .map(|(at, value)| match value {
                // Text that is no Unicode.
                Value::Blob(_) if table.name != "original" && !is_loose => {
                    format!("CAST(?{} AS TEXT)", at + 1)
                }
                _ => format!("?{}", at + 1),
            })
            .collect();
        let verb = if action == "DELETE" { "INSERT" } else { action };
        let sql = format!("{verb} INTO {} VALUES ({})", table.name, places.join(", "));
        // A type that the column does not take, or a row that is there: no change.
        connection
            .execute(&sql, rusqlite::params_from_iter(row))
            .ok();
    }
    if is_loose {
        connection.execute_batch("PRAGMA writable_schema = ON;")?;
        let tight = Connection::open_in_memory()?;
        let template = tried::place("tight.slantwise");
        std::fs::write(&template, FIXTURE).expect("there is room");
        tight.execute(
            "ATTACH ?1 AS tight",
            [template.to_str().unwrap_or_default()],
        )?;
        let mut statement = tight.prepare("SELECT name, sql FROM tight.sqlite_schema")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (name, sql): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            connection.execute(
                "UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1",
                (name, sql),
            )?;
        }
    }
    Ok(())
}
