//! Quotation marks that keep a word at arm's length.

use crate::analysis::detector::{Context, Detector, DetectorInfo, Sink};
use crate::model::{DetectorId, Device};

/// Quotation marks that keep a word at arm's length.
pub struct ScareQuotes;

static INFO: DetectorInfo = DetectorInfo {
    id: DetectorId("scare_quotes"),
    name: "Scare quotes",
    device: Device::ScareQuotes,
    what_it_marks: "Quotation marks around a word or idiom that nobody is named for.",
    why_it_matters: "The marks say “not really” without giving a reason.",
    not_if: "A speaker is named nearby, or the marks give a title, a term or a nickname.",
    known_mistakes: "Titles of works; terms put in quotation marks because they are new.",
    examples: &["The [[“reform”]] changed nothing for the tenants."],
    silent_on: &[
        "The reform changed nothing for the tenants.",
        "“The reform changes nothing for us,” said tenant Ola Brandt.",
    ],
};

impl Detector for ScareQuotes {
    fn info(&self) -> &DetectorInfo {
        &INFO
    }

    fn scan(&self, context: &Context<'_>, sink: &mut Sink) {
        for span in &context.attributed.scare_quotes {
            let sentences = &context.parsed.sentences;
            let index = sentences.partition_point(|part| part.span.end() <= span.start());
            if index >= sentences.len() {
                continue;
            }
            let words = span
                .of(context.parsed.text())
                .trim_matches(|letter: char| !letter.is_alphanumeric());
            let summary = format!(
                "The quotation marks keep “{words}” at arm’s length, and nobody is named for the word."
            );
            sink.mark(&INFO, index, *span, summary, 0.6);
        }
    }
}
