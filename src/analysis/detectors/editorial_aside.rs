//! Comments that the writer drops in passing.

use super::phrases::Phrases;
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device};

/// Comments that the writer drops in passing.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("editorial_aside"),
        name: "Editorial aside",
        device: Device::EditorialAside,
        what_it_marks: "A word or phrase by which the writer comments on the fact while telling it.",
        why_it_matters: "It tells the reader how to take the fact, and nobody can be asked for it.",
        not_if: "It is said by a source, or it reports how an event was met by people who are named.",
        known_mistakes: "“Indeed” and “naturally” in their plain senses; “even” in comparisons of numbers.",
        examples: &[
            "[[Predictably]], the board did nothing.",
            "The ministry, [[of course]], knew better.",
            "The party had, [[tellingly]], no answer.",
            "Some members [[have even]] called it a betrayal.",
            "[[Make no mistake]], this was planned.",
        ],
        silent_on: &[
            "The number of even days was fixed by law.",
            "The board met on Tuesday and decided nothing.",
            "The plant grows naturally in the north.",
        ],
    },
    book: Book::Asides,
    sections: &[],
    judge,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    let _ = note;
    format!("“{words}” is the writer’s own comment on what is told.")
}

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    let (before, after) = (context.before(found), context.after(found));
    let set_off = |word: &str| matches!(word, "," | "–" | "—" | "-" | "(" | ")" | ";" | ":");
    match found.entry().section {
        // In the middle of a clause most of these are plain adverbs of manner.
        "adverb" if context.opens_sentence(found) && set_off(after) => worth + 0.1,
        "adverb" if context.opens_sentence(found) => worth,
        "adverb" if set_off(before) && set_off(after) => worth + 0.1,
        "adverb" if JUDGING.contains(&context.words(found)) => worth - 0.08,
        "adverb" => 0.0,
        _ => worth,
    }
}

/// Adverbs that comment wherever they stand.
const JUDGING: [&str; 20] = [
    "absurdly",
    "alarmingly",
    "appallingly",
    "bafflingly",
    "conveniently",
    "cynically",
    "disgracefully",
    "disturbingly",
    "hypocritically",
    "inexplicably",
    "laughably",
    "ludicrously",
    "outrageously",
    "pathetically",
    "predictably",
    "ridiculously",
    "shamefully",
    "shamelessly",
    "suspiciously",
    "tellingly",
];
