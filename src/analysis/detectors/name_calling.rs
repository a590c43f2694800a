//! Insults, and contemptuous names for what people make.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Insults, and contemptuous names for what people make.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("name_calling"),
        name: "Name calling",
        device: Device::NameCalling,
        what_it_marks: "An insulting word for a person or for what they made.",
        why_it_matters: "It attacks the person instead of what they did or said.",
        not_if: "The word is quoted as an example, or used in its literal sense.",
        known_mistakes: "Literal uses: a clown at a circus, rats in a cellar, a joker in a pack.",
        examples: &[
            "Only a [[buffoon]] would sign such a paper.",
            "The budget is a [[dumpster fire]].",
            "These [[parasites]] live off the city.",
        ],
        silent_on: &[
            "The circus opened on Friday.",
            "The budget shows a deficit of two million crowns.",
            "A dog was found near the river.",
        ],
    },
    book: Book::Insults,
    sections: &[],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” is an insult, not a description.")
}
