//! Wordings that make things larger or smaller than shown.

use super::phrases::{Phrases, has_figures};
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device};

/// Wordings that make things larger or smaller than shown.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("exaggeration"),
        name: "Exaggeration or minimisation",
        device: Device::Exaggeration,
        what_it_marks: "A word that makes something larger, rarer or smaller than the facts given.",
        why_it_matters: "The size is felt instead of stated, and a figure could be given.",
        not_if: "A figure or record in the article bears it out.",
        known_mistakes: "Superlatives that are simply true: the highest mountain, the first woman.",
        examples: &[
            "The plan would [[utterly]] change the town.",
            "There are [[countless]] cases like this.",
            "The offer was [[a mere]] gesture.",
        ],
        silent_on: &[
            "The plan would change the bus routes.",
            "There are 14 cases like this.",
            "The offer was for 40 crowns an hour.",
        ],
    },
    book: Book::Exaggeration,
    sections: &[],
    judge,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” makes it larger or smaller than the facts given show.")
}

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    if context.looks_like_name(found) {
        0.0
    } else if has_figures(context, found.sentence) {
        worth - 0.12
    } else {
        worth
    }
}
