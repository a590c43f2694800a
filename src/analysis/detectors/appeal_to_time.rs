//! Calls to act at once.

use super::phrases::{Phrases, less_where_attributed};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Calls to act at once.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("appeal_to_time"),
        name: "Appeal to time",
        device: Device::AppealToTime,
        what_it_marks: "A call to act, now or in general, in the outlet’s own voice.",
        why_it_matters: "Reporting tells; a call asks the reader to take a side.",
        not_if: "A source makes the call and is named.",
        known_mistakes: "Deadlines that are on record.",
        examples: &[
            "[[It is time to]] end this.",
            "[[We must act]] before spring.",
            "The mayor [[should resign]].",
        ],
        silent_on: &[
            "The deadline is 4 May.",
            "The mayor resigned on Friday.",
            "The union said the rules must change by spring.",
        ],
    },
    book: Book::Closure,
    sections: &["time"],
    judge: less_where_attributed,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” calls for something instead of reporting it.")
}
