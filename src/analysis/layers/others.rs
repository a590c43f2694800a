//! Whether what a source is said to have said judges.

use std::sync::LazyLock;

use super::look::{Shows, shows};
use crate::analysis::attribution::lists::Sections;
use crate::analysis::detector::Context;
use crate::model::{Attribution, Device, Finding, SourceKind, Voice};

const WORDS: &str = include_str!("../../../assets/lexicons/judging.txt");

/// Whether a source's words judge: a marked phrase in a quotation, a figure in a paraphrase, or a
/// verdict behind a form of "to be". Other marked words in a paraphrase do not: “besieged” in an
/// official's account is a circumstance.
pub(super) fn others_judge(context: &Context<'_>, index: usize, findings: &[Finding]) -> bool {
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
            .is_none_or(|source| !matches!(source.kind, SourceKind::Outlet | SourceKind::Document))
    });
    let marked = findings.iter().any(|finding| {
        let figure = finding.voice == Voice::Attributed && persons && is_figure(finding.device);
        (finding.quoted || figure)
            && matches!(shows(finding.device), Shows::Judgement | Shows::Wording)
            && finding.confidence.fraction() >= 0.5
    });
    // "labelled it “treason”": the name that is given is theirs.
    let names =
        !voice.quoted.is_empty() && cited().any(|attribution| is_in(&attribution.verb, "naming"));
    marked
        || names
        || persons && cited().any(|attribution| calls_it_bad_or_good(context, attribution))
}

fn is_in(word: &str, section: &'static str) -> bool {
    static LIST: LazyLock<Sections> = LazyLock::new(|| Sections::of(WORDS));
    LIST.has(section, word)
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
