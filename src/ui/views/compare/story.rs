//! The lines of the comparison that say what differs most and what each article tells.

use super::sheet::{Entry, Line, Opens, absent, passages, spoken};
use crate::compare::shortened;
use crate::model::{Analysis, Article, Comparison, Passage, PointCell, StoryPoint};

/// Differences shown; the exports have more.
const SHOWN: usize = 10;
/// Letters of a point's name.
const LABEL: usize = 60;

/// A sentence for each of the differences, the most telling first.
pub(super) fn differences(
    comparison: &Comparison,
    articles: &[(&Article, &Analysis)],
) -> Vec<Line> {
    let shown = comparison.differences.iter().take(SHOWN);
    shown
        .map(|one| {
            let all: Vec<Passage> = one
                .evidence
                .iter()
                .flat_map(|side| behind(articles, side.article, &side.sentences))
                .collect();
            let opens = Opens::Passages {
                title: one.text.clone(),
                passages: all,
            };
            Line {
                label: one.kind.title().to_owned(),
                note: "".into(),
                meaning: "What kind of difference it is".into(),
                entries: vec![Entry {
                    spoken: spoken(one.kind.title(), "all articles", &one.text, &opens),
                    detail: one.text.clone(),
                    opens,
                    ..Entry::default()
                }],
                is_wide: true,
            }
        })
        .collect()
}

/// One for each story point, in the order of the story.
pub(super) fn lines(
    comparison: &Comparison,
    articles: &[(&Article, &Analysis)],
    names: &[String],
) -> Vec<Line> {
    let points = comparison.story.points.iter();
    points
        .map(|point| Line {
            label: shortened(&point.label, LABEL),
            note: format!("told by {} of {}", point.told_by, names.len()).into(),
            meaning: point.label.clone().into(),
            entries: point
                .cells
                .iter()
                .enumerate()
                .map(|(article, cell)| entry(point, cell, article, articles, &names[article]))
                .collect(),
            is_wide: false,
        })
        .collect()
}

fn entry(
    point: &StoryPoint,
    cell: &PointCell,
    article: usize,
    articles: &[(&Article, &Analysis)],
    name: &str,
) -> Entry {
    let (indices, is_told) = match cell {
        PointCell::Told(indices) => (indices, true),
        PointCell::Perhaps(indices) => (indices, false),
        PointCell::Nothing => return absent(&point.label, name, "nothing like it found"),
        PointCell::NotCompared => return absent(&point.label, name, "not analysed"),
    };
    let behind: Vec<Passage> = behind(articles, article, indices);
    let (of, analysis) = articles[article];
    let numbers: Vec<String> = indices
        .iter()
        .filter_map(|index| analysis.sentences.get(*index)?.number)
        .map(|number| number.to_string())
        .collect();
    let opens = passages(&point.label, name, &behind);
    if !is_told {
        let value = format!("perhaps in {}", numbers.join(", "));
        return Entry {
            spoken: spoken(&point.label, name, &value, &opens),
            value,
            is_nothing: true,
            opens,
            ..Entry::default()
        };
    }
    let words: Vec<&str> = behind
        .iter()
        .flat_map(|passage| passage.span.of(&of.text).split_whitespace())
        .collect();
    let (value, detail) = (numbers.join(", "), words.join(" "));
    Entry {
        spoken: spoken(&point.label, name, &detail, &opens),
        value,
        detail,
        is_cited: true,
        opens,
        ..Entry::default()
    }
}

/// The sentences as passages.
fn behind(articles: &[(&Article, &Analysis)], article: usize, sentences: &[usize]) -> Vec<Passage> {
    let Some((of, analysis)) = articles.get(article) else {
        return Vec::new();
    };
    let sentences = sentences.iter();
    sentences
        .filter_map(|index| analysis.sentences.get(*index))
        .map(|sentence| Passage {
            article: of.id,
            span: sentence.span,
        })
        .collect()
}
