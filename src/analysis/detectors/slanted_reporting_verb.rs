//! Reporting verbs that take sides.

use super::phrases::Phrases;
use crate::analysis::attribution::nouns::is_bare_noun;
use crate::analysis::detector::{Context, DetectorInfo};
use crate::analysis::lexicon::{Book, Match};
use crate::model::{DetectorId, Device};

/// Reporting verbs that take sides.
pub static DETECTOR: Phrases = Phrases {
    info: DetectorInfo {
        id: DetectorId("slanted_reporting_verb"),
        name: "Slanted reporting verb",
        device: Device::SlantedReportingVerb,
        what_it_marks: "A verb of saying that doubts, blames, heats or praises what was said.",
        why_it_matters: "The verb tells the reader how to hear the words before they are read.",
        not_if: "The verb is exact: somebody did confess, or did shout.",
        known_mistakes: "“Claim” for money or insurance; “admit” to a hospital; verbs used of things.",
        examples: &[
            "The minister [[admitted]] that the figures were late.",
            "The union [[slammed]] the offer.",
            "Ms Ferro [[boasted]] that her list had won.",
            "The firm [[claims]] that the pipe was sound.",
        ],
        silent_on: &[
            "The minister said that the figures were late.",
            "Passengers can claim a refund, the operator said.",
            "Two people were admitted to hospital.",
            "The claims for damages were settled in May.",
            "The crash closed the road, and a car slammed into the barrier.",
        ],
    },
    book: Book::Verbs,
    sections: &[],
    judge,
    reason,
};

/// What follows a verb of saying, as opposed to the same word in another use.
const OPENS_CONTENT: [&str; 12] = [
    "that", "it", "he", "she", "they", "there", "\"", "“", "‘", "'", ":", ",",
];

fn judge(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    let span = context.span(&found.tokens);
    let cue = context.attributed.sentences[found.sentence]
        .attributions
        .iter()
        .filter_map(|index| context.attributed.attributions.get(*index))
        .filter(|attribution| !is_bare_noun(attribution, context.parsed.text()))
        .any(|attribution| attribution.cue.is_some_and(|cue| cue.overlaps(span)));
    let (before, after) = (context.before(found), context.after(found));
    // One claims damages, benefits, a refund: nothing is said there.
    if matches!(
        after,
        "a" | "an" | "for" | "to" | "on" | "benefits" | "damages" | "compensation"
    ) && found.entry().section == "doubt"
    {
        return 0.0;
    }
    if cue {
        return worth + 0.08;
    }
    let noun = matches!(
        before,
        "a" | "an"
            | "the"
            | "his"
            | "her"
            | "its"
            | "their"
            | "of"
            | "and"
            | "to"
            | "was"
            | "were"
            | "is"
            | "are"
            | "be"
            | "been"
            | "by"
            | "new"
            | "any"
            | "no"
            | "this"
            | "that"
            | "for"
    );
    match found.entry().section {
        "heat" if !noun && !matches!(after, "into" | "on" | "through" | "off" | "from" | "in") => {
            worth - 0.06
        }
        // Without a speaker found, the words after it must show that something is said.
        "doubt" | "guilt" | "praise" if !noun && OPENS_CONTENT.contains(&after) && after != "," => {
            worth
        }
        _ => 0.0,
    }
}

fn reason(words: &str, note: Option<&str>) -> String {
    match note {
        Some(plain) => format!("“{words}” colours what was said or done; “{plain}” would not."),
        None => format!("“{words}” colours what was said or done."),
    }
}
