//! Who and what is named.

use super::Parsed;
use super::attribution::Attributed;
use crate::model::{Entity, Sentiment};

/// Finds the people, organisations, places and groups of an article.
///
/// `sentiments`: one score a sentence, for the tone toward each.
pub fn entities(
    parsed: &Parsed<'_>,
    attributed: &Attributed,
    sentiments: &[Sentiment],
) -> Vec<Entity> {
    let _ = (parsed, attributed, sentiments);
    Vec::new()
}
