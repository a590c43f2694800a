//! The parts of a report that set articles side by side.

use super::super::document::{Bar, Block, Column, Section, Sign, Table, TableCell, TableRow};
use super::{MOST_COLUMNS, frames, per_cent, section, signed};
use crate::compare::caveats::day;
use crate::model::{
    Cell, Comparison, Layer, Metric, NameRow, Row, Sentiment, ToneRow, Value, VoiceCell,
    VoiceFilter, VoiceRow, Wording,
};
use crate::text::token::capitalised;

/// Rows of those named most.
const MOST_NAMED: usize = 20;

/// Summary, caveats, voices, tone, names and frames.
pub(super) fn sections(comparison: &Comparison, names: &[String]) -> Vec<Section> {
    let mut sections = Vec::new();
    let (fixed, devices): (Vec<&Row>, Vec<&Row>) = comparison
        .rows
        .iter()
        .partition(|row| !matches!(row.metric, Metric::Device(_)));
    let mut blocks = vec![Block::Table(numbers(&fixed, names))];
    if !devices.is_empty() {
        blocks.push(Block::Table(found(&devices, names)));
    }
    sections.push(section("side-by-side", 2, "Side by side", blocks));
    if !comparison.caveats.is_empty() {
        let items = comparison.caveats.clone();
        sections.push(section(
            "read-with-care",
            2,
            "Before you conclude",
            vec![Block::List { items }],
        ));
    }
    let is_shared = comparison.names.iter().any(NameRow::is_shared);
    if is_shared && names.len() <= MOST_COLUMNS {
        sections.push(called(comparison, names));
    }
    if !comparison.voices.is_empty() {
        sections.push(voices(comparison, names));
    }
    // A row of dashes would say nothing.
    let stated: Vec<&ToneRow> = comparison
        .tone
        .iter()
        .filter(|row| row.cells.iter().any(Option::is_some))
        .collect();
    if !stated.is_empty() {
        sections.push(tone(comparison, &stated, names));
    }
    if !comparison.frames.is_empty() {
        sections.push(frames::side_by_side(comparison, names));
    }
    sections
}

pub(super) fn columns(titles: &[String]) -> Vec<Column> {
    titles
        .iter()
        .map(|title| Column {
            title: title.clone(),
            is_numeric: true,
        })
        .collect()
}

fn numbers(rows: &[&Row], names: &[String]) -> Table {
    turned_if_wide(
        "Length, date and shares of words",
        "Measure",
        names,
        rows.iter().map(|row| table_row(row)).collect(),
    )
}

fn found(rows: &[&Row], names: &[String]) -> Table {
    let caption = "Devices found, by number of marks";
    if names.len() <= MOST_COLUMNS {
        let rows = rows.iter().map(|row| table_row(row)).collect();
        return turned_if_wide(caption, "Device", names, rows);
    }
    Table {
        caption: caption.to_owned(),
        corner: "Device".to_owned(),
        columns: columns(&["Articles", "Marks"].map(ToOwned::to_owned)),
        rows: rows
            .iter()
            .map(|row| {
                let marks: Vec<usize> = row.cells.iter().map(|cell| cell.passages.len()).collect();
                let articles = marks.iter().filter(|count| **count > 0).count();
                TableRow {
                    title: row_title(row.metric).0,
                    cells: [articles, marks.iter().sum()]
                        .map(|count| TableCell::words(count.to_string()))
                        .to_vec(),
                    ..TableRow::default()
                }
            })
            .collect(),
    }
}

fn table_row(row: &Row) -> ((String, String), Vec<TableCell>) {
    let cells = row.cells.iter().map(|of| cell(row.metric, of)).collect();
    (row_title(row.metric), cells)
}

/// A table with one column an article, or with one row an article where there are many.
pub(super) fn turned_if_wide(
    caption: &str,
    corner: &str,
    names: &[String],
    rows: Vec<((String, String), Vec<TableCell>)>,
) -> Table {
    let (corner, titles, rows) = if names.len() <= MOST_COLUMNS {
        let rows = rows
            .into_iter()
            .map(|((title, note), cells)| TableRow {
                title,
                note,
                is_group: false,
                cells,
            })
            .collect();
        (corner, names.to_vec(), rows)
    } else {
        let titles = rows.iter().map(|((title, _), _)| title.clone()).collect();
        let turned = names
            .iter()
            .enumerate()
            .map(|(index, name)| TableRow {
                title: name.clone(),
                cells: rows
                    .iter()
                    .filter_map(|(_, cells)| cells.get(index).cloned())
                    .collect(),
                ..TableRow::default()
            })
            .collect();
        ("Article", titles, turned)
    };
    Table {
        caption: caption.to_owned(),
        corner: corner.to_owned(),
        columns: columns(&titles),
        rows,
    }
}

fn row_title(metric: Metric) -> (String, String) {
    let (title, note) = match metric {
        Metric::Length => ("Length", "words"),
        Metric::Date => ("Published", ""),
        Metric::Reported => ("Reported", "share of words"),
        Metric::Voices => ("Others’ voices", "share of words"),
        Metric::Framing => ("Editorial framing", "share of words"),
        Metric::Sources => ("Sources named", ""),
        Metric::Quoted => ("Words quoted", ""),
        Metric::Tone => ("Tone", "mean, −1 to 1"),
        Metric::Device(device) => (device.name(), ""),
    };
    (title.to_owned(), note.to_owned())
}

fn layer_of(metric: Metric) -> Option<Layer> {
    match metric {
        Metric::Reported => Some(Layer::Reported),
        Metric::Voices => Some(Layer::Voices),
        Metric::Framing => Some(Layer::Framing),
        _ => None,
    }
}

fn cell(metric: Metric, cell: &Cell) -> TableCell {
    match cell.value {
        Value::Missing => TableCell::words("–"),
        Value::NotAnalysed(why) => TableCell::words(why.words()),
        Value::Count(count) => TableCell::words(count.to_string()),
        Value::Share(share) => TableCell {
            text: per_cent(share.basis_points()),
            sign: None,
            bar: layer_of(metric).map(|layer| Bar {
                layer,
                share: share.basis_points(),
            }),
        },
        Value::Date(date) => TableCell::words(day(date)),
        Value::Tone(tone) => TableCell {
            text: signed(tone),
            sign: Some(Sign::of(tone)),
            bar: None,
        },
    }
}

fn voices(comparison: &Comparison, names: &[String]) -> Section {
    let table = if names.len() <= MOST_COLUMNS {
        Table {
            caption: "Words given to each source: quoted + paraphrased".to_owned(),
            corner: "Source".to_owned(),
            columns: columns(names),
            rows: comparison
                .voices
                .iter()
                .map(|row| TableRow {
                    title: capitalised(&row.source),
                    note: row.kind.name().to_owned(),
                    is_group: false,
                    cells: cells(comparison, &row.cells, |cell| {
                        TableCell::words(voice_words(cell.as_ref(), comparison.filter))
                    }),
                })
                .collect(),
        }
    } else {
        summed_voices(&comparison.voices)
    };
    section("voices", 2, "Who gets to speak", vec![Block::Table(table)])
}

/// The cells of a row; in the columns of articles that were not analysed it says so.
pub(super) fn cells<C>(
    comparison: &Comparison,
    row: &[C],
    cell: impl Fn(&C) -> TableCell,
) -> Vec<TableCell> {
    let apart = |column: usize| comparison.not_analysed.get(column).copied().flatten();
    row.iter()
        .enumerate()
        .map(|(column, of)| match apart(column) {
            Some(why) => TableCell::words(why.words()),
            None => cell(of),
        })
        .collect()
}

fn voice_words(cell: Option<&VoiceCell>, filter: VoiceFilter) -> String {
    match (cell, filter) {
        (None, _) => "–".to_owned(),
        (Some(cell), VoiceFilter::All) => {
            format!("{} + {}", cell.words_quoted, cell.words_paraphrased)
        }
        (Some(cell), VoiceFilter::Outlet) => cell.words_paraphrased.to_string(),
        (Some(cell), VoiceFilter::Quoted) => cell.words_quoted.to_string(),
    }
}

fn summed_voices(rows: &[VoiceRow]) -> Table {
    let sum = |row: &VoiceRow, of: fn(&VoiceCell) -> usize| {
        let total: usize = row.cells.iter().flatten().map(of).sum();
        TableCell::words(total.to_string())
    };
    Table {
        caption: "Sources over all articles".to_owned(),
        corner: "Source".to_owned(),
        columns: columns(&["Articles", "Words quoted", "Words paraphrased"].map(ToOwned::to_owned)),
        rows: rows
            .iter()
            .map(|row| TableRow {
                title: capitalised(&row.source),
                note: row.kind.name().to_owned(),
                is_group: false,
                cells: vec![
                    TableCell::words(row.cells.iter().flatten().count().to_string()),
                    sum(row, |cell| cell.words_quoted),
                    sum(row, |cell| cell.words_paraphrased),
                ],
            })
            .collect(),
    }
}

fn tone(comparison: &Comparison, stated: &[&ToneRow], names: &[String]) -> Section {
    let caption = "Mean sentiment of the sentences that name them";
    let table = if names.len() <= MOST_COLUMNS {
        let rows = stated
            .iter()
            .map(|row| {
                let cells = cells(comparison, &row.cells, |cell| tone_cell(*cell));
                ((row.entity.clone(), String::new()), cells)
            })
            .collect();
        turned_if_wide(caption, "Named", names, rows)
    } else {
        summed_tone(caption, stated)
    };
    let note = Block::Note {
        text: "A dash means that an article names them too seldom for a statement.".to_owned(),
    };
    section(
        "tone",
        2,
        "Tone toward those named",
        vec![Block::Table(table), note],
    )
}

/// Who is called what.
fn called(comparison: &Comparison, names: &[String]) -> Section {
    let shared = || comparison.names.iter().filter(|row| row.is_shared());
    let rows = shared().take(MOST_NAMED).map(|row| {
        (
            (row.entity.clone(), row.kind.name().to_owned()),
            cells(comparison, &row.cells, |cell| {
                TableCell::words(wordings(cell))
            }),
        )
    });
    let caption = "How each article words it, and how often";
    let mut table = turned_if_wide(caption, "Named", names, rows.collect());
    for column in &mut table.columns {
        column.is_numeric = false;
    }
    let mut blocks = vec![Block::Table(table)];
    if shared().count() > MOST_NAMED {
        let text = format!(
            "The {MOST_NAMED} named most of {} that at least two articles name.",
            shared().count()
        );
        blocks.push(Block::Note { text });
    }
    if !comparison.suggestions.is_empty() {
        let called = |row: usize| comparison.names.get(row).map_or("", |row| &row.entity);
        let pairs = comparison.suggestions.iter().map(|one| {
            let [one, other] = one.rows.map(called);
            format!("“{one}” and “{other}”")
        });
        let pairs: Vec<String> = pairs.collect();
        let text = format!(
            "Perhaps the same, to be judged by you: {}.",
            pairs.join("; ")
        );
        blocks.push(Block::Note { text });
    }
    section("names", 2, "Who is called what", blocks)
}

fn wordings(cell: &[Wording]) -> String {
    if cell.is_empty() {
        return "–".to_owned();
    }
    // The words before a name are shown with it.
    let whole = cell.iter().filter(|wording| !wording.within);
    let each = whole.map(|wording| {
        let judges = if wording.judges { " (judges)" } else { "" };
        format!("{} ×{}{judges}", wording.text, wording.passages.len())
    });
    each.collect::<Vec<_>>().join(", ")
}

fn tone_cell(cell: Option<Sentiment>) -> TableCell {
    cell.map_or_else(
        || TableCell::words("–"),
        |tone| TableCell {
            text: signed(tone),
            sign: Some(Sign::of(tone)),
            bar: None,
        },
    )
}

fn summed_tone(caption: &str, rows: &[&ToneRow]) -> Table {
    Table {
        caption: format!("{caption}, by number of articles"),
        corner: "Named".to_owned(),
        columns: columns(&["Negative", "Neutral", "Positive"].map(ToOwned::to_owned)),
        rows: rows
            .iter()
            .map(|row| {
                let count = |sign: Sign| {
                    let cells = row.cells.iter().flatten();
                    let count = cells.filter(|tone| Sign::of(**tone) == sign).count();
                    TableCell::words(count.to_string())
                };
                TableRow {
                    title: row.entity.clone(),
                    cells: [Sign::Negative, Sign::Neutral, Sign::Positive]
                        .map(count)
                        .to_vec(),
                    ..TableRow::default()
                }
            })
            .collect(),
    }
}
