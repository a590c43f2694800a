//! Words that end the talk.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Words that end the talk.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("conversation_killer"),
        name: "Conversation killer",
        device: Device::ConversationKiller,
        what_it_marks: "A phrase that declares the matter closed.",
        why_it_matters: "It stands where an argument would have to stand.",
        not_if: "A source says it, or a matter is in fact closed by rule.",
        known_mistakes: "Court cases and debates that are formally closed.",
        examples: &[
            "[[Enough is enough]].",
            "The valley needs the road, [[plain and simple]].",
            "[[We all know]] how this ends.",
        ],
        silent_on: &[
            "The debate was closed at nine.",
            "The valley gets a road in 2027.",
            "The case was closed by the court.",
        ],
    },
    book: Book::Closure,
    sections: &["killer"],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” closes the matter instead of arguing it.")
}
