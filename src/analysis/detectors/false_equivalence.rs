//! Two different things declared the same, or compared to condemn.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Two different things declared the same, or compared to condemn.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("false_equivalence"),
        name: "False equivalence",
        device: Device::FalseEquivalence,
        what_it_marks: "A comparison that makes two different things the same, usually to condemn one by the other.",
        why_it_matters: "The likeness is asserted, and where the two differ is left out.",
        not_if: "The article shows in what the two are alike, with sources.",
        known_mistakes: "Comparisons of numbers, and of things that are in fact alike.",
        examples: &[
            "The rule [[is no better than]] the one it replaced.",
            "The fee [[is tantamount to]] theft.",
            "The two valleys' grievances are the same, one [[mirroring]] the other.",
        ],
        silent_on: &[
            "The fee rose by three per cent.",
            "The rule replaces one from 1998.",
            "The two valleys share a railway.",
        ],
    },
    book: Book::Equivalence,
    sections: &[],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” declares two things alike without showing it.")
}
