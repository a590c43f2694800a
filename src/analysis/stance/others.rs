//! Whether what a source is said to have said judges.

use super::weight;
use crate::analysis::detector::Context;
use crate::analysis::sentiment;
use crate::model::{Attribution, Device, Finding, SourceKind, Voice};

/// From this rating (of 4) a quoted word judges by itself.
const STRONG_WORD: f32 = 1.8;

/// Verbs by which a source judges, whatever words follow.
const JUDGING_VERBS: [&str; 25] = [
    "accuse",
    "applaud",
    "berate",
    "blame",
    "blast",
    "brand",
    "chide",
    "condemn",
    "criticise",
    "criticize",
    "decry",
    "denounce",
    "deplore",
    "deride",
    "dub",
    "hail",
    "lambast",
    "lambaste",
    "lament",
    "laud",
    "mock",
    "praise",
    "rebuke",
    "ridicule",
    "slam",
];

/// Adjectives and nouns that are a verdict when they stand behind "is", ordered.
const VERDICTS: [&str; 60] = [
    "absurd",
    "appalling",
    "arrogant",
    "betrayal",
    "brilliant",
    "cowardly",
    "cruel",
    "cynical",
    "deplorable",
    "despicable",
    "disappointing",
    "disastrous",
    "disgrace",
    "disgraceful",
    "dishonest",
    "disrespectful",
    "excellent",
    "fantastic",
    "farce",
    "foolish",
    "heartless",
    "hypocritical",
    "immoral",
    "incompetent",
    "indefensible",
    "inhumane",
    "insane",
    "insult",
    "insulting",
    "irresponsible",
    "laughable",
    "ludicrous",
    "misguided",
    "naive",
    "nonsense",
    "outrage",
    "outrageous",
    "pathetic",
    "pointless",
    "reckless",
    "ridiculous",
    "scandal",
    "scandalous",
    "selfish",
    "sham",
    "shambles",
    "shameful",
    "shocking",
    "short-sighted",
    "shortsighted",
    "stupid",
    "unacceptable",
    "unfair",
    "unforgivable",
    "unjust",
    "unjustified",
    "unreasonable",
    "unworkable",
    "wonderful",
    "wrongheaded",
];

/// Whether a source's words judge: a marked phrase, or a strong word in a quotation.
/// Single marked words in a paraphrase count only where the sentence as a whole is
/// `opinionated`: “besieged” in an official's account is a circumstance.
pub(super) fn others_judge(
    context: &Context<'_>,
    index: usize,
    findings: &[Finding],
    opinionated: bool,
) -> bool {
    let voice = &context.attributed.sentences[index];
    let cited = || {
        voice
            .attributions
            .iter()
            .filter_map(|attribution| context.attributed.attributions.get(*attribution))
            .filter(|attribution| attribution.voice == Voice::Attributed)
    };
    // What another outlet or a document reports is not an opinion because of its wording.
    let persons = cited().all(|attribution| {
        attribution
            .source
            .and_then(|source| context.attributed.sources.get(source))
            .is_none_or(|source| !matches!(source.kind, SourceKind::Outlet | SourceKind::Document))
    });
    let marked = findings.iter().any(|finding| {
        let spoken = finding.voice == Voice::Attributed
            && persons
            && (opinionated || is_figure(finding.device));
        (finding.quoted || spoken)
            && weight(finding.device) >= 0.4
            && finding.confidence.fraction() >= 0.5
    });
    let accuses = cited().any(|attribution| {
        JUDGING_VERBS.contains(&attribution.verb.as_str())
            || (attribution.verb == "call" && calls_something(context, attribution))
    });
    marked
        || accuses
        || persons && cited().any(|attribution| calls_it_bad_or_good(context, attribution))
        || voice.quoted.iter().any(|quoted| {
            context.parsed.tokens.inside(*quoted).any(|token| {
                sentiment::valence_of(context.parsed.tokens.normal(token))
                    .is_some_and(|valence| valence.abs() >= STRONG_WORD)
            })
        })
}

/// Devices that judge whatever stands around them.
fn is_figure(device: Device) -> bool {
    matches!(
        device,
        Device::FigurativeIdiom
            | Device::NameCalling
            | Device::AppealToHypocrisy
            | Device::Whataboutism
    )
}

/// "said the strike was irresponsible", "a scandal": a verdict behind a form of "to be",
/// or behind the noun that a second clause leaves it out before.
fn calls_it_bad_or_good(context: &Context<'_>, attribution: &Attribution) -> bool {
    let tokens = &context.parsed.tokens;
    attribution.content.iter().any(|part| {
        let mut stated = false;
        tokens.inside(*part).any(|token| {
            let normal = tokens.normal(token);
            stated |= matches!(
                normal,
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "isn't" | "wasn't"
            );
            stated && VERDICTS.binary_search(&normal).is_ok()
        })
    })
}

/// Whether "called" gives a name to something: "called the plan a joke", but not "called for talks".
fn calls_something(context: &Context<'_>, attribution: &Attribution) -> bool {
    let tokens = &context.parsed.tokens;
    attribution.cue.is_some_and(|cue| {
        let after = tokens.inside(cue).end;
        let bare = after < tokens.as_slice().len()
            && matches!(
                tokens.normal(after),
                "for"
                    | "on"
                    | "off"
                    | "in"
                    | "at"
                    | "to"
                    | "up"
                    | "police"
                    | "him"
                    | "her"
                    | "them"
            );
        !bare
    })
}
