//! Assertions of cause, blame or merit that nobody is named for.

use super::phrases::{Phrases, has_figures};
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device, Voice};

/// Assertions of cause, blame or merit that nobody is named for.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("unsourced_claim"),
        name: "Unsourced claim",
        device: Device::UnsourcedClaim,
        what_it_marks: "A cause, blame or merit asserted without a source, a figure or a date.",
        why_it_matters: "It may be right; the reader is not told how to find out.",
        not_if: "The ground is given in a neighbouring sentence, or it is common knowledge.",
        known_mistakes: "Background that everybody knows; sources named one sentence earlier.",
        examples: &[
            "The old grievance [[fuels the]] movement.",
            "The ministry [[is to blame]].",
            "The vote [[was a defeat for]] the mayor.",
        ],
        silent_on: &[
            "According to the audit office, the ministry is to blame.",
            "The vote was 31 to 24.",
            "The leak led to the closure of two roads on Monday.",
        ],
    },
    book: Book::Claims,
    sections: &[],
    judge,
    reason,
};

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    let voice = &context.attributed.sentences[found.sentence];
    let sourced = voice.voice != Voice::Outlet
        || !voice.attributions.is_empty()
        || !voice.quoted.is_empty()
        || context.parsed.sentences[found.sentence].role.is_heading();
    if sourced || has_figures(context, found.sentence) || says_something(context, found.sentence) {
        0.0
    } else {
        worth
    }
}

/// Whether a verb of saying stands anywhere in the sentence.
fn says_something(context: &Context<'_>, sentence: usize) -> bool {
    context
        .matches
        .of_sentence(sentence)
        .iter()
        .any(|found| found.book == Book::Cues && found.entry().section == "saying")
}

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” asserts something, and the sentence names no source, figure or date for it.")
}
