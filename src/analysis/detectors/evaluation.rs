//! Judgement in plain words, as leading articles, columns and reviews have it.
//!
//! Such words stand in reports as well ("must file by May"), so a mark is unsure until
//! [`evaluation`](crate::analysis::evaluation) knows that its sentence frames.

use crate::analysis::detector::{Context, Detector, DetectorInfo, Mark, Sink};
use crate::analysis::evaluation::Kind;
use crate::analysis::lexicon::Book;
use crate::model::{Confidence, DetectorId, Device, MadeBy};

/// Judgement in plain words.
pub struct Evaluation;

impl Detector for Evaluation {
    fn info(&self) -> &DetectorInfo {
        &INFO
    }

    fn scan(&self, context: &Context<'_>, sink: &mut Sink) {
        for found in context.matches.of_book(Book::Verdicts) {
            let Some(kind) = Kind::of_section(found.entry().section) else {
                continue;
            };
            if !context.looks_like_name(found) {
                sink.marks.push(Mark {
                    span: context.span(&found.tokens),
                    sentence: found.sentence,
                    reason: kind.reason(context.words(found)),
                    evidence: Vec::new(),
                    confidence: Confidence::from_fraction(found.entry().worth.fraction()),
                    made_by: MadeBy::Rule,
                });
            }
        }
    }
}

static INFO: DetectorInfo = DetectorInfo {
    id: DetectorId("evaluation"),
    name: "Evaluation",
    device: Device::Evaluation,
    what_it_marks: "A judgement in plain words: a verdict, what ought to be done, what will come of it.",
    why_it_matters: "No single word is loaded, and yet the sentence says what to think.",
    not_if: "The sentence only tells what was decided, or a rule, a plan or a source says it.",
    known_mistakes: "Rules (“must file by May”) and forecasts by officials.",
    examples: &[
        "A winter without a boat [[is unacceptable]].",
        "The council [[has a duty to]] the people on the quay.",
        "The board [[must think again]].",
        "The plan [[makes no sense]].",
    ],
    silent_on: &[
        "The board published the price of the crossing.",
        "A duty of 4 per cent is paid on timber.",
        "The board will meet again on Tuesday.",
    ],
};
