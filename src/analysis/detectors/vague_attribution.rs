//! Attributions that nobody could follow up.

use crate::analysis::attribution::nouns::is_bare_noun;
use crate::analysis::attribution::words::{Cells, words};
use crate::analysis::detector::{Context, Detector, DetectorInfo, Sink};
use crate::analysis::lexicon::Book;
use crate::model::{DetectorId, Device, Voice};
use crate::text::Span;

/// Attributions that nobody could follow up.
pub struct VagueAttribution;

static INFO: DetectorInfo = DetectorInfo {
    id: DetectorId("vague_attribution"),
    name: "Vague attribution",
    device: Device::VagueAttribution,
    what_it_marks: "A source that nobody could ask: “critics say”, “is widely seen as”.",
    why_it_matters: "An opinion looks like a report, but nobody stands behind it.",
    not_if: "The article names them elsewhere, or they cannot be named for their safety and it says so.",
    known_mistakes: "Groups that are named in the next sentence.",
    examples: &[
        "[[Critics say]] the plan is a waste.",
        "The remark [[was widely seen]] as a threat.",
        "The decision drew a laugh from [[netizens]].",
        "[[There are fears]] that the mill will close.",
    ],
    silent_on: &[
        "Mayor Ola Brandt said the plan was a waste.",
        "According to the audit office, the plan costs 4 million crowns.",
        "The mill will close in June.",
    ],
};

impl Detector for VagueAttribution {
    fn info(&self) -> &DetectorInfo {
        &INFO
    }

    fn scan(&self, context: &Context<'_>, sink: &mut Sink) {
        let mut marked: Vec<(usize, Span)> = Vec::new();
        for found in context.matches.of_book(Book::Vague) {
            let span = context.span(&found.tokens);
            if context.voice_at(found.sentence, span) == Voice::Attributed
                && context.in_quotation(found.sentence, span)
            {
                continue;
            }
            let summary = format!(
                "“{}” names nobody who could be asked.",
                context.words(found)
            );
            marked.push((found.sentence, span));
            sink.mark(
                &INFO,
                found.sentence,
                span,
                summary,
                found.worth().fraction(),
            );
        }
        for attribution in &context.attributed.attributions {
            // "Amid fears that" leaves open who fears, but lends no opinion a crowd; nor
            // does "residents were told to".
            let thin = attribution.voice == Voice::Vague
                && !is_bare_noun(attribution, context.parsed.text())
                && (attribution.source_span.is_some()
                    || !words().frame(&attribution.verb).has(Cells::TOLD));
            if !thin {
                continue;
            }
            let Some(span) = attribution
                .source_span
                .into_iter()
                .chain(attribution.cue)
                .reduce(Span::cover)
            else {
                continue;
            };
            let known = marked
                .iter()
                .any(|(sentence, other)| *sentence == attribution.sentence && other.overlaps(span));
            if !known {
                let summary = format!(
                    "“{}” names nobody who could be asked.",
                    span.of(context.parsed.text())
                );
                marked.push((attribution.sentence, span));
                sink.mark(&INFO, attribution.sentence, span, summary, 0.68);
            }
        }
    }
}
