//! Only two ways out.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Only two ways out.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("false_dilemma"),
        name: "False dilemma",
        device: Device::FalseDilemma,
        what_it_marks: "A wording that leaves only two ways, or one.",
        why_it_matters: "Other ways are shut out without being looked at.",
        not_if: "There are really only two, as in a vote between two candidates.",
        known_mistakes: "Ballots with two answers.",
        examples: &[
            "There is [[no choice but to]] close the school.",
            "[[The only way to]] save the club is to sell it.",
            "It is [[now or never]] for the valley.",
        ],
        silent_on: &[
            "The school will close in July.",
            "The club may be sold or let.",
            "Voters choose between four lists.",
        ],
    },
    book: Book::Closure,
    sections: &["dilemma"],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” leaves no other way.")
}
