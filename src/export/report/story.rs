//! What differs most, what each article tells, and what one tells alone.

use super::super::document::{Block, Section, Table, TableCell, TableRow};
use super::tables::columns;
use super::{MOST_COLUMNS, section};
use crate::compare::shortened;
use crate::export::ExportInput;
use crate::model::{Analysis, Comparison, PointCell, Side};

/// So many differences are listed, the most telling first.
const MOST_DIFFERENCES: usize = 10;
/// So many stretches of one article are listed.
const MOST_ALONE: usize = 30;
/// Letters of their beginning.
const BEGINNING: usize = 90;

/// The sections; none where there is nothing to say.
pub(super) fn sections(
    input: &ExportInput<'_>,
    comparison: &Comparison,
    names: &[String],
) -> Vec<Section> {
    [
        differences(input, comparison, names),
        points(input, comparison, names),
        alone(input, comparison, names),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn differences(
    input: &ExportInput<'_>,
    comparison: &Comparison,
    names: &[String],
) -> Option<Section> {
    let all = comparison.differences.iter().take(MOST_DIFFERENCES);
    let items: Vec<String> = all
        .map(|one| {
            let sides: Vec<String> = one
                .evidence
                .iter()
                .map(|side| place(input, side, names))
                .collect();
            format!("{}: {} ({})", one.kind.title(), one.text, sides.join("; "))
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let shown = items.len();
    let mut blocks = vec![Block::List { items }];
    blocks.push(Block::Note {
        text: format!(
            "{shown} of {}, the most telling first, each with its sentences. They say what stands in the passages, not why, and not who is right.",
            comparison.differences.len()
        ),
    });
    Some(section("what-differs", 2, "What differs most", blocks))
}

/// `Harbour Post, sentences 3, 4`.
fn place(input: &ExportInput<'_>, side: &Side, names: &[String]) -> String {
    let numbers = input
        .articles
        .get(side.article)
        .map_or_else(Vec::new, |(_, analysis)| numbers(analysis, &side.sentences));
    let name = names.get(side.article).map_or("", String::as_str);
    format!("{name}, {}", sentences(&numbers))
}

fn numbers(analysis: &Analysis, sentences: &[usize]) -> Vec<String> {
    let all = sentences.iter();
    all.filter_map(|index| analysis.sentences.get(*index)?.number)
        .map(|number| number.to_string())
        .collect()
}

/// `sentence 3`, `sentences 3, 4`; a heading has no number.
fn sentences(numbers: &[String]) -> String {
    match numbers {
        [] => "heading".to_owned(),
        [one] => format!("sentence {one}"),
        many => format!("sentences {}", many.join(", ")),
    }
}

fn points(input: &ExportInput<'_>, comparison: &Comparison, names: &[String]) -> Option<Section> {
    let points = &comparison.story.points;
    if points.is_empty() {
        return None;
    }
    let is_wide = names.len() > MOST_COLUMNS;
    let rows = points.iter().map(|point| {
        let cells = point.cells.iter().enumerate();
        let cells = if is_wide {
            counts(&point.cells)
        } else {
            cells
                .map(|(article, cell)| told(input, article, cell))
                .collect()
        };
        TableRow {
            title: point.label.clone(),
            note: format!("told by {} of {}", point.told_by, names.len()),
            cells: cells.into_iter().map(TableCell::words).collect(),
            ..TableRow::default()
        }
    });
    let titles = if is_wide {
        ["Told", "Perhaps", "Nothing like it found"]
            .map(ToOwned::to_owned)
            .to_vec()
    } else {
        names.to_vec()
    };
    let mut table = Table {
        caption: "Story points, in the order of the story".to_owned(),
        corner: "Point".to_owned(),
        columns: columns(&titles),
        rows: rows.collect(),
    };
    table
        .columns
        .iter_mut()
        .for_each(|column| column.is_numeric = false);
    let note = "The wording of a point is that of the plainest sentence. An empty place is a question, not a charge: the program found nothing like it there.";
    let blocks = vec![
        Block::Table(table),
        Block::Note {
            text: note.to_owned(),
        },
    ];
    Some(section(
        "what-is-told",
        2,
        "What each article tells",
        blocks,
    ))
}

fn told(input: &ExportInput<'_>, article: usize, cell: &PointCell) -> String {
    let of = |indices: &[usize]| {
        let analysis = input.articles.get(article).map(|(_, analysis)| *analysis);
        sentences(&analysis.map_or_else(Vec::new, |analysis| numbers(analysis, indices)))
    };
    match cell {
        PointCell::Told(indices) => of(indices),
        PointCell::Perhaps(indices) => format!("perhaps {}", of(indices)),
        PointCell::Nothing => "nothing like it found".to_owned(),
        PointCell::NotCompared => "not analysed".to_owned(),
    }
}

/// Of many articles only how many tell it, may tell it, and have nothing like it.
fn counts(cells: &[PointCell]) -> Vec<String> {
    let count =
        |is: fn(&PointCell) -> bool| cells.iter().filter(|cell| is(cell)).count().to_string();
    vec![
        count(|cell| matches!(cell, PointCell::Told(_))),
        count(|cell| matches!(cell, PointCell::Perhaps(_))),
        count(|cell| matches!(cell, PointCell::Nothing)),
    ]
}

fn alone(input: &ExportInput<'_>, comparison: &Comparison, names: &[String]) -> Option<Section> {
    let once = &comparison.story.once;
    let items = once.iter().take(MOST_ALONE).filter_map(|stretch| {
        let (article, analysis) = input.articles.get(stretch.article)?;
        let first = analysis.sentences.get(*stretch.sentences.first()?)?;
        let words: Vec<&str> = first.span.of(&article.text).split_whitespace().collect();
        let side = Side {
            article: stretch.article,
            sentences: stretch.sentences.clone(),
        };
        let beginning = shortened(&words.join(" "), BEGINNING);
        Some(format!("{}: {beginning}", place(input, &side, names)))
    });
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::List { items }];
    if once.len() > MOST_ALONE {
        let text = format!("The first {MOST_ALONE} of {} such stretches.", once.len());
        blocks.push(Block::Note { text });
    }
    Some(section(
        "told-by-one",
        2,
        "Told by one article alone",
        blocks,
    ))
}
