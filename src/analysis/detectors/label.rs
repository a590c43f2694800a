//! Namings of people, groups and ideas that carry a judgement.

use super::phrases::Phrases;
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device};

/// Namings of people, groups and ideas that carry a judgement.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("label"),
        name: "Label",
        device: Device::Label,
        what_it_marks: "A name for somebody that says what to think of them.",
        why_it_matters: "The label settles the question before any fact about the person is given.",
        not_if: "The group uses the name for itself, a court or an authority has found it so, or the article says who calls them that.",
        known_mistakes: "Names that are the ordinary term in one country and a judgement in another; self-descriptions.",
        examples: &[
            "The [[hardliners]] in the party refused the offer.",
            "The minister's [[cronies]] got the contracts.",
            "A [[self-proclaimed]] expert advised the board.",
            "The [[far-right party]] gained four seats.",
            "Envoys met [[far\u{2011}right separatists]] in the capital.",
            "Envoys met the [[far\u{2011}right]] Hill League in the capital.",
            "They belong to a [[fringe right-wing separatist group]].",
            "Officials held [[secret meetings]] with the owners.",
            "The [[regime]] closed two papers.",
        ],
        silent_on: &[
            "The party's members refused the offer.",
            "The agency's staff got new contracts.",
            "The court heard two expert witnesses.",
            "A secret ballot was held, and the secret service was present.",
            "The centre-right party and two left-wing parties formed a coalition.",
            "The tax regime changes in April.",
            "She began a new training regime.",
            "The hawkish tone of the central bank moved shares.",
        ],
    },
    book: Book::Labels,
    sections: &[],
    judge,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    match note {
        Some(plain) => {
            format!("“{words}” is a name with a verdict in it; “{plain}” would only name.")
        }
        None => format!("“{words}” names somebody and judges them at once."),
    }
}

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    // An epithet without a noun after it describes, it does not name.
    let bare = found.entry().section == "epithet"
        && !context
            .after(found)
            .starts_with(|letter: char| letter.is_alphabetic());
    if bare || context.looks_like_name(found) {
        0.0
    } else {
        worth
    }
}
