//! VADER: sentiment by lexicon and rules (Hutto and Gilbert 2014), a port of vaderSentiment 3.3.2.

use crate::model::Sentiment;

/// VADER's compound score of a text.
pub fn score(text: &str) -> Sentiment {
    let _ = text;
    Sentiment::default()
}
