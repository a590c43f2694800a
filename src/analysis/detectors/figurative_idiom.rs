//! Idioms and images, as news writing uses them to judge.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Idioms and images, as news writing uses them to judge.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("figurative_idiom"),
        name: "Figurative idiom",
        device: Device::FigurativeIdiom,
        what_it_marks: "A figure of speech that carries a verdict: a proverb, an idiom, an image.",
        why_it_matters: "An idiom brings its moral with it, and no fact has to be given for it.",
        not_if: "The image is the ordinary word for the thing, or a source uses it.",
        known_mistakes: "Dead metaphors such as “the tip of the iceberg” in a report on icebergs.",
        examples: &[
            "Harvel gets [[a taste of its own medicine]]",
            "The board [[kicked the can down the road]].",
            "Ministers [[buried their heads in the sand]] for years.",
            "It was [[the last straw]] for the tenants.",
        ],
        silent_on: &[
            "The pharmacy sells its own brand of cough medicine.",
            "The board put off its decision until May.",
            "The straw was stacked in the barn.",
        ],
    },
    book: Book::Idioms,
    sections: &[],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” is a figure of speech with a moral in it.")
}
