//! The lines of the table that say which topic frames each article takes up.

use super::sheet::{Entry, Line, passages, percent, phrases, spoken, whole_percent};
use crate::model::{Article, Comparison, FrameCell};

/// One line a frame, one entry an article.
pub(super) fn lines(comparison: &Comparison, articles: &[&Article], names: &[String]) -> Vec<Line> {
    comparison
        .frames
        .iter()
        .map(|row| Line {
            label: row.frame.clone(),
            note: "".into(),
            is_wide: false,
            meaning: row.about.clone().into(),
            entries: row
                .cells
                .iter()
                .zip(articles)
                .zip(names)
                .map(|((cell, article), name)| entry(&row.frame, cell, article, name))
                .collect(),
        })
        .collect()
}

fn entry(frame: &str, cell: &FrameCell, article: &Article, name: &str) -> Entry {
    let opens = passages(frame, name, &cell.passages);
    let (value, heard) = cell.share.map_or_else(
        || {
            (
                "no sentence counted".to_owned(),
                "no sentence counted".to_owned(),
            )
        },
        |share| {
            let heard = format!("{} percent of sentences", whole_percent(share));
            (percent(share), heard)
        },
    );
    Entry {
        spoken: spoken(frame, name, &heard, &opens),
        value,
        detail: phrases(&cell.passages, article),
        is_cited: true,
        is_nothing: cell.share.is_some() && cell.passages.is_empty(),
        is_missing: cell.share.is_none(),
        opens,
        ..Entry::default()
    }
}
