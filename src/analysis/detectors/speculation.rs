//! Guesses at what will come or what lies behind.

use super::phrases::{Phrases, has_figures};
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device};

/// Guesses at what will come or what lies behind.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("speculation"),
        name: "Speculation",
        device: Device::Speculation,
        what_it_marks: "A guess about the future or about causes, in the outlet’s own voice.",
        why_it_matters: "It cannot be checked, and no source stands behind it.",
        not_if: "A source is named for it, or it follows from a published plan or figure.",
        known_mistakes: "Weather, timetables and other plain forecasts.",
        examples: &[
            "The decision [[could spell]] the end of the club.",
            "[[It is only a matter of time]] before the next one falls.",
            "[[Perhaps]] the board never meant to answer.",
        ],
        silent_on: &[
            "The decision takes effect in May.",
            "The office said the road could reopen on Friday.",
            "The club was founded in 1911.",
        ],
    },
    book: Book::Speculation,
    sections: &[],
    judge,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” guesses; nobody is named for it.")
}

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    use crate::model::Voice;
    let span = context.span(&found.tokens);
    // A forecast with somebody to answer for it is reporting.
    if context.voice_at(found.sentence, span) == Voice::Attributed {
        return 0.0;
    }
    if has_figures(context, found.sentence) {
        worth - 0.15
    } else {
        worth
    }
}
