//! Threats and dangers invoked.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Threats and dangers invoked.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("appeal_to_fear"),
        name: "Appeal to fear",
        device: Device::AppealToFear,
        what_it_marks: "Words that invoke a danger in order to persuade.",
        why_it_matters: "Fear decides before the size of the danger is known.",
        not_if: "The danger is described with its source and size, as in a warning by an authority.",
        known_mistakes: "Wars, storms and epidemics that are really reported on.",
        examples: &[
            "The bill is an [[existential threat]] to the town.",
            "Our streets are [[overrun by]] strangers.",
            "This is a [[recipe for disaster]].",
        ],
        silent_on: &[
            "The bill passed by two votes.",
            "The river rose by 40 centimetres.",
            "The office warned of ice on the roads.",
        ],
    },
    book: Book::Fear,
    sections: &[],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” works by alarm.")
}
