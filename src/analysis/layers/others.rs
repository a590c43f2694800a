//! Whether what a source is said to have said judges.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::look::{Shows, shows};
use crate::analysis::attribution::lists::entries;
use crate::analysis::detector::Context;
use crate::analysis::sentiment;
use crate::model::{Attribution, Device, Finding, SourceKind, Voice};

/// The words, for the engine's stamp.
pub(in crate::analysis) const WORDS: &str = include_str!("../../../assets/lexicons/judging.txt");

/// What judges in what a source says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Others {
    /// A marked phrase in a quotation, or one that judges wherever it stands.
    pub marks: bool,
    /// A marked word in a paraphrase: “besieged” in an official's account may be a circumstance.
    pub paraphrased_marks: bool,
    /// A verb by which the source judges: accused, called it.
    pub verb: bool,
    /// A verdict behind a form of "to be".
    pub verdict: bool,
    /// How strongly the strongest quoted word is rated, 0 to 4.
    pub strongest_word: f64,
}

impl Others {
    /// Whether any of it judges.
    pub fn judge(&self) -> bool {
        self.marks || self.paraphrased_marks || self.verb || self.verdict
    }

    pub fn of(context: &Context<'_>, index: usize, findings: &[Finding]) -> Self {
        let voice = &context.attributed.sentences[index];
        let cited = || {
            voice
                .attributions
                .iter()
                .filter_map(|attribution| context.attributed.attributions.get(*attribution))
                .filter(|attribution| attribution.voice == Voice::Attributed)
        };
        // What another outlet or a document reports is no opinion because of its wording.
        let persons = cited().all(|attribution| {
            attribution
                .source
                .and_then(|source| context.attributed.sources.get(source))
                .is_none_or(|source| {
                    !matches!(source.kind, SourceKind::Outlet | SourceKind::Document)
                })
        });
        let judging = |finding: &&Finding| {
            matches!(shows(finding.device), Shows::Judgement | Shows::Wording)
                && finding.confidence.fraction() >= 0.5
        };
        let spoken = |finding: &Finding| finding.voice == Voice::Attributed && persons;
        Self {
            marks: findings
                .iter()
                .filter(judging)
                .any(|finding| finding.quoted || spoken(finding) && is_figure(finding.device)),
            paraphrased_marks: findings
                .iter()
                .filter(judging)
                .any(|finding| !finding.quoted && spoken(finding)),
            verb: cited().any(|attribution| {
                is_in(&attribution.verb, "verb")
                    || (attribution.verb == "call" && calls_something(context, attribution))
            }),
            verdict: persons
                && cited().any(|attribution| calls_it_bad_or_good(context, attribution)),
            strongest_word: voice
                .quoted
                .iter()
                .flat_map(|quoted| context.parsed.tokens.inside(*quoted))
                .filter_map(|token| sentiment::valence_of(context.parsed.tokens.normal(token)))
                .map(|valence| f64::from(valence.abs()))
                .fold(0.0, f64::max),
        }
    }
}

fn is_in(word: &str, section: &'static str) -> bool {
    static WORDS_BY_SECTION: LazyLock<HashSet<(&'static str, &'static str)>> =
        LazyLock::new(|| {
            entries(WORDS)
                .map(|entry| (entry.section, entry.text))
                .collect()
        });
    WORDS_BY_SECTION.contains(&(section, word))
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
            stated |= is_in(normal, "state");
            stated && is_in(normal, "verdict")
        })
    })
}

/// Whether "called" gives a name to something: "called the plan a joke", but not "called for talks".
fn calls_something(context: &Context<'_>, attribution: &Attribution) -> bool {
    let tokens = &context.parsed.tokens;
    attribution.cue.is_some_and(|cue| {
        let after = tokens.inside(cue).end;
        after >= tokens.as_slice().len() || !is_in(tokens.normal(after), "bare call")
    })
}
