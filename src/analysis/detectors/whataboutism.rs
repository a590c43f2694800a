//! A charge answered by pointing elsewhere.

use super::phrases::Phrases;
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device};

/// A charge answered by pointing elsewhere.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("whataboutism"),
        name: "Whataboutism",
        device: Device::Whataboutism,
        what_it_marks: "A turn to somebody else’s fault in place of an answer.",
        why_it_matters: "The question that was asked stays unanswered.",
        not_if: "The comparison is what the article is about, and both sides are sourced.",
        known_mistakes: "Honest questions about equal treatment.",
        examples: &[
            "[[But what about]] the other ministry's debts?",
            "[[Where was the outrage]] when the bank failed?",
            "[[Nobody complained when]] the last mayor did it.",
        ],
        silent_on: &[
            "The auditors asked about the ministry's debts.",
            "The bank failed in 2012.",
            "Residents complained about the noise.",
        ],
    },
    book: Book::Hypocrisy,
    sections: &["pointing"],
    judge,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” points elsewhere instead of answering.")
}

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    // “Where were they when the alarm went?” is what a reporter may ask a witness.
    let question = context.parsed.sentences[found.sentence]
        .span
        .of(context.parsed.text())
        .ends_with('?');
    if question { worth + 0.05 } else { worth }
}
