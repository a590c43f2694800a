//! Questions that the writer does not want answered.

use crate::analysis::detector::{Context, Detector, DetectorInfo, Sink};
use crate::model::{DetectorId, Device};
use crate::text::TokenKind;

/// Questions that the writer does not want answered.
pub struct RhetoricalQuestion;

static INFO: DetectorInfo = DetectorInfo {
    id: DetectorId("rhetorical_question"),
    name: "Rhetorical question",
    device: Device::RhetoricalQuestion,
    what_it_marks: "A question in the outlet’s own voice that answers itself.",
    why_it_matters: "It asserts without asserting: the reader supplies the verdict.",
    not_if: "The article goes on to answer it with facts, or somebody is really asked.",
    known_mistakes: "A lone question as a heading, and questions in interviews.",
    examples: &[
        "[[Why should anyone believe the board now?]]",
        "[[Isn’t it time that the ministry told the truth?]]",
        "[[Who would have thought it?]]",
    ],
    silent_on: &[
        "“Why should we pay?” asked tenant Ola Brandt.",
        "The committee asked why the bridge had been closed.",
    ],
};

/// Openings that expect a no, or a yes.
const LEADING: [&str; 22] = [
    "why",
    "isn't",
    "aren't",
    "wasn't",
    "don't",
    "doesn't",
    "didn't",
    "shouldn't",
    "wouldn't",
    "couldn't",
    "can't",
    "hasn't",
    "haven't",
    "and",
    "but",
    "so",
    "or",
    "really",
    "since",
    "is",
    "who",
    "should",
];

impl Detector for RhetoricalQuestion {
    fn info(&self) -> &DetectorInfo {
        &INFO
    }

    fn scan(&self, context: &Context<'_>, sink: &mut Sink) {
        let tokens = context.parsed.tokens.as_slice();
        for (index, sentence) in context.parsed.sentences.iter().enumerate() {
            let Some(mark) = sentence
                .tokens
                .clone()
                .rev()
                .take(3)
                .find(|token| context.parsed.tokens.normal(*token) == "?")
            else {
                continue;
            };
            if context.in_quotation(index, tokens[mark].span) {
                continue;
            }
            let first = sentence
                .tokens
                .clone()
                .find(|token| tokens[*token].kind != TokenKind::Mark)
                .unwrap_or(mark);
            let opening = context.parsed.tokens.normal(first);
            let worth = if sentence.role.is_heading() {
                0.45
            } else if LEADING.contains(&opening) {
                0.7
            } else {
                0.58
            };
            let summary = if sentence.role.is_heading() {
                "The heading asks instead of telling."
            } else {
                "The outlet asks, and nobody is there to answer."
            };
            let span = tokens[first].span.cover(tokens[mark].span);
            sink.mark(&INFO, index, span, summary.to_owned(), worth);
        }
    }
}
