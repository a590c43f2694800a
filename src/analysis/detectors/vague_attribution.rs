//! Attributions that nobody could follow up.

use crate::analysis::attribution::nouns::is_bare_noun;
use crate::analysis::detector::{Context, Detector, DetectorInfo, Sink};
use crate::analysis::lexicon::{Book, Match};
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
        "Canada, long accused by India of sheltering exiles, replied on Friday.",
        "The plan was widely criticised by Mayor Ola Brandt and the union.",
        "The ferry is expected to sail on Monday, and five routes are being considered.",
        "The captain is accused of fraud and was charged on Tuesday.",
        "The match might be called off.",
        "Rice is widely used in the valley.",
        "The most anticipated match of the season is on Saturday.",
    ],
};

/// Verbs in the passive that lend an opinion a crowd where nobody is named: "is seen as", unlike
/// "is expected to arrive", "was charged", "is being considered".
const OPINION: [&str; 25] = [
    "consider",
    "see",
    "regard",
    "view",
    "describe",
    "believe",
    "think",
    "say",
    "rumour",
    "rumor",
    "fear",
    "hail",
    "praise",
    "criticise",
    "criticize",
    "condemn",
    "mock",
    "ridicule",
    "interpret",
    "perceive",
    "claim",
    "suggest",
    "argue",
    "understand",
    "report",
];

fn lends_an_opinion(verb: &str) -> bool {
    // The list of phrases has "is considered" and "rumour has it" as they stand.
    OPINION.contains(&verb) || verb.ends_with("ly") || verb.contains(' ')
}

/// Words after "by" that name nobody.
const NOBODY: [&str; 16] = [
    "critics",
    "experts",
    "observers",
    "analysts",
    "many",
    "some",
    "most",
    "all",
    "commentators",
    "others",
    "supporters",
    "opponents",
    "people",
    "pundits",
    "insiders",
    "everyone",
];

/// Whether the words after a passive say whose opinion it is: "long accused by India".
fn names_who(context: &Context<'_>, found: &Match) -> bool {
    let passive = found.entry().section == "passive";
    let after = |place: usize| context.normal_in(found.sentence, Some(found.tokens.end + place));
    let by = |place: &usize| after(*place) == "by";
    let Some(by) = (0..2).find(by).filter(|_| passive) else {
        return false;
    };
    let next = after(by + 1);
    !next.is_empty() && !NOBODY.contains(&next)
}

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
            if names_who(context, found) {
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
            // "Amid fears that" leaves open who fears, but lends no opinion a crowd.
            let thin = attribution.voice == Voice::Vague
                && !is_bare_noun(attribution, context.parsed.text())
                && (attribution.source_span.is_some() || lends_an_opinion(&attribution.verb));
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
            // "The most anticipated match", "is accused of": terms, and nobody's opinion.
            let tokens = context.parsed.tokens.inside(span);
            if tokens.clone().all(|token| context.matches.is_plain(token)) {
                continue;
            }
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
