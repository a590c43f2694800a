//! Words that judge or heat where a plainer one was at hand.

use super::phrases::{Phrases, unless_name};
use crate::analysis::detector::DetectorInfo;
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device};

/// Words that judge or heat where a plainer one was at hand.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("loaded_language"),
        name: "Loaded language",
        device: Device::LoadedLanguage,
        what_it_marks: "Words and phrases that carry a judgement or an emotion of their own.",
        why_it_matters: "A reader takes the judgement in with the fact and hardly notices that it was one.",
        not_if: "The word is the accurate or legal term for what happened, or it names a thing that is really called so.",
        known_mistakes: "Literal uses: a storm that is devastating, a killing that is brutal. Words of law such as “corrupt” in a court report.",
        examples: &[
            "The council pushed through its [[disastrous]] plan.",
            "Ministers [[squandered]] the fund within a year.",
            "The mayor's [[brazen]] move surprised nobody.",
            "It was a [[power grab]], the paper wrote in its own name.",
        ],
        silent_on: &[
            "The council adopted its plan by nine votes to four.",
            "Trains between the two cities were delayed by an hour.",
            "Mr Savage chaired the meeting.",
            "A virulent strain of bird flu was found on two farms.",
            "He was charged on Monday with conspiring to defraud the board.",
            "The fund made a hostile takeover bid and bought toxic assets.",
            "The pump has a kill switch, and a stress test found no faults.",
            "White’s attack on the king ended in a poisoned pawn.",
            "Pictures are here: pic.example.com/ShAmEfUl9Q",
        ],
    },
    book: Book::Loaded,
    sections: &[],
    judge: unless_name,
    reason,
};

fn reason(words: &str, note: Option<&str>) -> String {
    match note {
        Some(plain) => {
            format!("“{words}” judges as it tells; “{plain}” would say it without judging.")
        }
        None => format!("“{words}” carries a judgement of its own."),
    }
}
