//! Wordings that undermine the credit of a claim or a person.

use super::phrases::Phrases;
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device};

/// Wordings that undermine the credit of a claim or a person.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("casting_doubt"),
        name: "Casting doubt",
        device: Device::CastingDoubt,
        what_it_marks: "A word that makes a claim or person look less credible.",
        why_it_matters: "Doubt is spread without saying what speaks against it.",
        not_if: "It is the careful term for an accusation not yet proven, as in court reports, or the evidence against is given.",
        known_mistakes: "“Alleged” before a crime is good practice and is marked low.",
        examples: &[
            "The [[so-called]] reform failed.",
            "His explanation [[rings hollow]].",
            "The [[supposed]] saving never came.",
            "The figures are, [[at least on paper]], sound.",
        ],
        silent_on: &[
            "The reform failed in the second reading.",
            "He explained the figures to the committee.",
            "The saving was 2 million crowns.",
            "The talks are supposed to begin in May, and the board is suspicious of delays.",
            "Police were called to a suspicious package.",
        ],
    },
    book: Book::Doubt,
    sections: &[],
    judge,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” takes away credit without saying what speaks against it.")
}

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    // Before an accusation this is what the law asks of a reporter.
    if context
        .words(found)
        .to_ascii_lowercase()
        .starts_with("alleged")
    {
        return worth - 0.25;
    }
    if context.looks_like_name(found) {
        0.0
    } else {
        worth
    }
}
