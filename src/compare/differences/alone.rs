//! What one article alone tells.

use super::Found;
use super::weights::weight;
use super::wording::quoted;
use crate::compare::shortened;
use crate::model::{Analysis, Article, DifferenceKind, Side, ToldOnce};

/// Letters of the beginning that is quoted.
const BEGINNING: usize = 90;

/// A stretch that is long enough to be told at length.
pub(super) fn alone(
    names: &[String],
    articles: &[(&Article, &Analysis)],
    once: &ToldOnce,
) -> Option<Found> {
    #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
    let length = once.sentences.len() as f64;
    if length < weight("place", "at_length") {
        return None;
    }
    let (article, analysis) = articles[once.article];
    let first = analysis.sentences.get(*once.sentences.first()?)?;
    let words: Vec<&str> = first.span.of(&article.text).split_whitespace().collect();
    let text = format!(
        "Only {} tells, in {} sentences: {}.",
        names[once.article],
        once.sentences.len(),
        quoted(&shortened(&words.join(" "), BEGINNING))
    );
    #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
    let share = length / analysis.summary.sentences.max(1) as f64;
    Some(Found {
        strength: (0.25 + share).min(1.0),
        kind: DifferenceKind::Prominence,
        text,
        evidence: vec![Side {
            article: once.article,
            sentences: once.sentences.clone(),
        }],
    })
}
