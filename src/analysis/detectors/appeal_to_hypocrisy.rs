//! The charge that somebody does what they blame in others.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// The charge that somebody does what they blame in others.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("appeal_to_hypocrisy"),
        name: "Appeal to hypocrisy",
        device: Device::AppealToHypocrisy,
        what_it_marks: "A charge of hypocrisy: somebody who criticises a thing is said to do it too.",
        why_it_matters: "It moves the talk from the act to the person, and leaves open whether the act was right.",
        not_if: "A source makes the charge and is named, or both acts are shown with their sources.",
        known_mistakes: "Reports about hypocrisy as a topic; the word in a title.",
        examples: &[
            "It shows the council's [[hypocrisy]].",
            "The club now gets [[a taste of its own medicine]].",
            "They demand thrift and [[have it both ways]].",
            "The ministry [[conveniently forgets]] its own record.",
        ],
        silent_on: &[
            "The council published its own record.",
            "The club lost its case in the second instance.",
            "Both parties published their accounts.",
        ],
    },
    book: Book::Hypocrisy,
    sections: &["hypocrisy"],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” charges somebody with doing what they blame in others.")
}
