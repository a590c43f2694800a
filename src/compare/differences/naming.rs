//! Another word for the same person, body, group or thing.

use super::Found;
use super::wording::{list, quoted};
use crate::model::{Analysis, Article, DifferenceKind, NameRow, Side, Wording};

/// So many wordings of an article are named.
const MOST_WORDINGS: usize = 2;
/// So many passages of an article are evidence.
const MOST_PASSAGES: usize = 2;

/// A row in which one article judges by its naming and another names without judging.
pub(super) fn naming(
    names: &[String],
    articles: &[(&Article, &Analysis)],
    row: &NameRow,
) -> Option<Found> {
    let judged: Vec<usize> = columns(row, |wording| wording.judges && wording.by_outlet > 0);
    let plain: Vec<usize> = columns(row, |wording| !wording.judges && wording.by_outlet > 0)
        .into_iter()
        .filter(|column| !judged.contains(column))
        .collect();
    if judged.is_empty() || plain.is_empty() {
        return None;
    }
    let mut says = Vec::new();
    let (mut is_sure, mut is_listed) = (true, false);
    let mut evidence = Vec::new();
    for column in judged.iter().chain(&plain) {
        let wordings: Vec<&Wording> = row.cells[*column]
            .iter()
            .filter(|wording| wording.by_outlet > 0)
            .filter(|wording| wording.judges == judged.contains(column))
            .take(MOST_WORDINGS)
            .collect();
        is_sure &= wordings.iter().all(|wording| wording.join.sure);
        is_listed |= wordings.iter().any(|wording| wording.text == row.entity);
        let words: Vec<String> = wordings
            .iter()
            .map(|wording| quoted(&wording.text))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        says.push(format!("{} in {}", list(&words), names[*column]));
        evidence.push(side(articles[*column].1, *column, &wordings));
    }
    evidence.sort_by_key(|side| side.article);
    #[expect(clippy::cast_precision_loss, reason = "articles")]
    let strength = (judged.len() + plain.len()) as f64 / names.len() as f64;
    Some(Found {
        strength,
        kind: DifferenceKind::Naming,
        text: text(row, &says.join(", "), is_sure, is_listed),
        evidence,
    })
}

/// Who is called what; where that they are one is not sure, it says so.
fn text(row: &NameRow, says: &str, is_sure: bool, is_listed: bool) -> String {
    match (is_sure, is_listed) {
        (true, false) => format!("{} is {says}.", row.entity),
        (true, true) => format!("The same is {says}."),
        (false, _) => format!("What may be the same is {says}."),
    }
}

fn columns(row: &NameRow, has: impl Fn(&Wording) -> bool) -> Vec<usize> {
    let cells = row.cells.iter().enumerate();
    let with = cells.filter(|(_, cell)| cell.iter().any(&has));
    with.map(|(column, _)| column).collect()
}

fn side(analysis: &Analysis, article: usize, wordings: &[&Wording]) -> Side {
    let passages = wordings.iter().flat_map(|wording| &wording.passages);
    let mut sentences: Vec<usize> = passages
        .filter_map(|passage| analysis.sentence_at(passage.span.start()))
        .collect();
    sentences.sort_unstable();
    sentences.dedup();
    sentences.truncate(MOST_PASSAGES);
    Side { article, sentences }
}
