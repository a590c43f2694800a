//! The parts of a report on topic frames.

use super::super::document::{Block, Column, Section, Table, TableCell, TableRow};
use super::super::places::Places;
use super::tables::{cells, columns, turned_if_wide};
use super::{MOST_COLUMNS, per_cent, section};
use crate::compare::Counted;
use crate::compare::frames::stated;
use crate::model::{Comparison, FrameMention, FrameRow, TopicFrame};

/// So many different words are cited for a frame.
const WORDS: usize = 8;

/// The topic frames of one article with their words; `None` where it takes up none.
pub(super) fn of_article(seen: &Counted<'_>, id: &str) -> Option<Section> {
    let frames = stated(seen);
    if frames.is_empty() {
        return None;
    }
    let column = |title: &str, is_numeric| Column {
        title: title.to_owned(),
        is_numeric,
    };
    let table = Table {
        caption: "Dimensions of the issue that are taken up, by share of sentences".to_owned(),
        corner: "Topic frame".to_owned(),
        columns: vec![
            column("Share", true),
            column("Words", false),
            column("Sentences", false),
        ],
        rows: frames.iter().map(|frame| row(seen, frame)).collect(),
    };
    Some(section(
        format!("{id}-frames"),
        3,
        "Topic frames",
        vec![Block::Table(table)],
    ))
}

fn row(seen: &Counted<'_>, frame: &TopicFrame) -> TableRow {
    let numbers = |sentences: &mut dyn Iterator<Item = usize>| -> String {
        let numbers: Vec<String> = sentences
            .filter_map(|index| seen.analysis.sentences.get(index)?.number)
            .map(|number| number.to_string())
            .collect();
        numbers.join(", ")
    };
    let mut sentences = vec![numbers(&mut frame.by_words().into_iter())];
    let by_meaning = numbers(&mut frame.by_meaning().map(|(index, _)| index));
    if !by_meaning.is_empty() {
        sentences.push(format!("by meaning {by_meaning}"));
    }
    sentences.retain(|part| !part.is_empty());
    TableRow {
        title: frame.name.clone(),
        note: frame.about.clone(),
        is_group: false,
        cells: vec![
            TableCell::words(per_cent(frame.score.basis_points())),
            TableCell::words(words(seen, frame)),
            TableCell::words(sentences.join("; ")),
        ],
    }
}

/// The first words that carry a frame, each once; a dash where it is carried by meaning alone.
fn words(seen: &Counted<'_>, frame: &TopicFrame) -> String {
    let places = Places::new(&seen.article.text);
    let mut known: Vec<String> = Vec::new();
    let found_by_words = |mention: &&FrameMention| mention.meaning.is_none();
    for mention in frame.mentions.iter().filter(found_by_words) {
        let words = places.of(mention.span).2.to_lowercase();
        if !known.contains(&words) {
            known.push(words);
        }
    }
    let rest = known.len().saturating_sub(WORDS);
    known.truncate(WORDS);
    if known.is_empty() {
        return "–".to_owned();
    }
    let mut listed = known.join(", ");
    if rest > 0 {
        listed.push_str(", …");
    }
    listed
}

/// The topic frames of several articles, with one column an article.
pub(super) fn side_by_side(comparison: &Comparison, names: &[String]) -> Section {
    const CAPTION: &str = "Share of sentences that take up each dimension of the issue";
    let table = if names.len() <= MOST_COLUMNS {
        let rows = comparison
            .frames
            .iter()
            .map(|row| {
                let cells = cells(comparison, &row.cells, |cell| {
                    TableCell::words(
                        cell.share
                            .map_or_else(|| "–".to_owned(), |share| per_cent(share.basis_points())),
                    )
                });
                ((row.frame.clone(), String::new()), cells)
            })
            .collect();
        turned_if_wide(CAPTION, "Topic frame", names, rows)
    } else {
        summed(&comparison.frames)
    };
    section("frames", 2, "Topic frames", vec![Block::Table(table)])
}

fn summed(rows: &[FrameRow]) -> Table {
    Table {
        caption: "Topic frames, by number of articles that take them up".to_owned(),
        corner: "Topic frame".to_owned(),
        columns: columns(&["Articles", "Passages"].map(ToOwned::to_owned)),
        rows: rows
            .iter()
            .map(|row| {
                let passages: Vec<usize> =
                    row.cells.iter().map(|cell| cell.passages.len()).collect();
                let articles = passages.iter().filter(|count| **count > 0).count();
                TableRow {
                    title: row.frame.clone(),
                    cells: [articles, passages.iter().sum()]
                        .map(|count| TableCell::words(count.to_string()))
                        .to_vec(),
                    ..TableRow::default()
                }
            })
            .collect(),
    }
}
