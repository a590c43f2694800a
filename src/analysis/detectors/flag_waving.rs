//! Nation, group, tradition or shared goods invoked.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Nation, group, tradition or shared goods invoked.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("flag_waving"),
        name: "Flag waving",
        device: Device::FlagWaving,
        what_it_marks: "An appeal to nation, group or shared values in place of an argument.",
        why_it_matters: "Whoever disagrees seems to stand against the group.",
        not_if: "The group or value is itself what the article reports on.",
        known_mistakes: "Names of organisations and of laws.",
        examples: &[
            "[[Hardworking families]] deserve better.",
            "It is an insult to [[our great nation]].",
            "This is about [[common decency]].",
        ],
        silent_on: &[
            "The families moved in 2019.",
            "The nation's parliament sits in the capital.",
            "The committee discussed the bill.",
        ],
    },
    book: Book::Flag,
    sections: &[],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” appeals to belonging or shared values instead of giving a ground.")
}
