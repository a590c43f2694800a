//! Wordings that take something for granted.

use super::phrases::{Phrases, has_figures};
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device};

/// Wordings that take something for granted.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("presupposition"),
        name: "Presupposition",
        device: Device::Presupposition,
        what_it_marks: "A wording that treats a contested thing as settled: “exposed how”, “yet again”, “still refuses”.",
        why_it_matters: "What is taken for granted is not argued, so it is easily swallowed.",
        not_if: "What is presupposed was shown earlier in the article, with a source.",
        known_mistakes: "Reports where the earlier event is on record: “was elected once again”.",
        examples: &[
            "[[It shows]] the party's contempt for voters.",
            "The ministry has [[yet again]] missed its target.",
            "The board [[still refuses]] to talk.",
            "The town [[has long ignored]] its river.",
        ],
        silent_on: &[
            "The table shows the results by district.",
            "The ministry missed its target by two points.",
            "The board will talk to the union on Friday.",
            "Eleven workers were exposed to dust for nine years.",
            "The wall has exposed bricks.",
            "The nominee is still waiting for a vote.",
        ],
    },
    book: Book::Presupposition,
    sections: &[],
    judge,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” takes for granted what would have to be shown.")
}

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    // “It shows” a figure is a report; “it shows” with nothing to count is a verdict.
    if found.entry().section == "factive" && has_figures(context, found.sentence) {
        worth - 0.2
    } else {
        worth
    }
}
