//! Motives, feelings and plans stated as facts.

use super::phrases::{Phrases, less_where_attributed};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Motives, feelings and plans stated as facts.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("mind_reading"),
        name: "Mind reading",
        device: Device::MindReading,
        what_it_marks: "A motive, wish or feeling of somebody, stated as if it could be seen.",
        why_it_matters: "Nobody can check what somebody wanted; a source, or the person’s own words, could be given.",
        not_if: "The person said so, or a document shows the aim.",
        known_mistakes: "Stated aims: “in an effort to cut waiting times, the clinic will …”.",
        examples: &[
            "The firm published the figures [[to distract from]] the strike.",
            "He [[is desperate to]] stay in office.",
            "The party [[would have us believe]] that it never knew.",
            "The law was passed [[under the guise of]] safety.",
            "[[They know that]] doing so would turn the town against them.",
            "The chairman [[sees it as]] a test of his authority.",
            "The minister [[has no appetite for]] a fight.",
        ],
        silent_on: &[
            "The firm published the figures on Monday.",
            "He said he wanted to stay in office.",
            "The law was passed by 61 votes.",
            "The envoy secretly met the minister in May.",
            "The valley has long sought a second bridge.",
            "Many see the move as a gamble.",
            "Voters have come to treat every promise as a joke.",
        ],
    },
    book: Book::Motives,
    sections: &[],
    judge: less_where_attributed,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” states a motive or feeling as a fact.")
}
