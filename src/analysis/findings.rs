//! From the detectors' marks to findings: one a place, with whose words they are.

use std::collections::BTreeMap;

use super::detector::{self, Context, Mark, Sink};
use crate::model::{Device, Evidence, Finding, FindingKey, Reason, Role, Settings, Voice};

/// Runs all detectors that the settings leave on. Findings are ordered by place.
pub fn findings(context: &Context<'_>, settings: &Settings) -> Vec<Finding> {
    let mut marks: Vec<(usize, Mark)> = Vec::new();
    for (rank, detector) in detector::all().iter().enumerate() {
        if settings.devices_off.contains(&detector.info().device) {
            continue;
        }
        let mut sink = Sink::default();
        detector.scan(context, &mut sink);
        marks.extend(sink.marks.into_iter().map(|mark| (rank, mark)));
    }
    marks.retain(|(_, mark)| {
        mark.confidence >= settings.minimum_confidence
            && context.parsed.sentences[mark.sentence].role != Role::Byline
            && !mark.span.is_empty()
    });
    marks.sort_by_key(|(rank, mark)| {
        (
            mark.sentence,
            mark.span.start(),
            std::cmp::Reverse(mark.span.len()),
            *rank,
        )
    });
    let mut seen = BTreeMap::new();
    (0..marks.len())
        .filter(|index| !yields(&marks, *index))
        .map(|index| {
            let (rank, mark) = &marks[index];
            finding(context, *rank, mark, &mut seen)
        })
        .collect()
}

/// How much a device says of its own: a general one gives way where another marks the same words.
fn generality(device: Device) -> u8 {
    match device {
        Device::LoadedLanguage => 3,
        Device::UnsourcedClaim => 2,
        Device::Exaggeration => 1,
        _ => 0,
    }
}

fn yields(marks: &[(usize, Mark)], index: usize) -> bool {
    let device = |rank: usize| detector::all()[rank].info().device;
    let (rank, mark) = &marks[index];
    let own = generality(device(*rank));
    let same_sentence = |other: &&(usize, Mark)| other.1.sentence == mark.sentence;
    let overlapping = |other: &&(usize, Mark)| other.1.span.overlaps(mark.span);
    let before = marks[..index].iter().rev().take_while(same_sentence);
    let after = marks[index + 1..].iter().take_while(same_sentence);
    before
        .filter(overlapping)
        .any(|other| generality(device(other.0)) < own || other.0 == *rank)
        || after
            .filter(overlapping)
            .any(|other| generality(device(other.0)) < own)
}

fn finding(
    context: &Context<'_>,
    rank: usize,
    mark: &Mark,
    seen: &mut BTreeMap<FindingKey, usize>,
) -> Finding {
    let info = detector::all()[rank].info();
    let tokens = &context.parsed.tokens;
    let range = tokens.inside(mark.span);
    let before = context.normal_in(mark.sentence, range.start.checked_sub(1));
    let after = context.normal_in(mark.sentence, Some(range.end));
    let words = normals(context, range);
    let mut key = FindingKey::new(info.id, before, &words, after);
    let times = seen.entry(key).or_insert(0);
    *times += 1;
    if *times > 1 {
        // The same words between the same words, once more.
        key = FindingKey::new(info.id, before, &words, &format!("{after}\u{1f}{times}"));
    }
    let quoted = context.in_quotation(mark.sentence, mark.span);
    let voice = context.voice_at(mark.sentence, mark.span);
    Finding {
        key,
        detector: info.id,
        device: info.device,
        span: mark.span,
        sentence: mark.sentence,
        voice,
        quoted,
        reason: Reason {
            detail: format!("{} {}", mark.reason.detail, whose_words(voice, quoted)),
            ..mark.reason.clone()
        },
        evidence: mark
            .evidence
            .iter()
            .map(|(span, why)| Evidence {
                span: *span,
                why: why.clone(),
            })
            .collect(),
        confidence: mark.confidence,
    }
}

fn normals(context: &Context<'_>, range: std::ops::Range<usize>) -> String {
    let mut words = String::new();
    for token in range {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(context.parsed.tokens.normal(token));
    }
    words
}

fn whose_words(voice: Voice, quoted: bool) -> &'static str {
    match (voice, quoted) {
        (_, true) => "The words stand in a quotation: they are the speaker’s, not the outlet’s.",
        (Voice::Outlet, false) => "The outlet says this in its own words.",
        (Voice::Attributed, false) => {
            "The words are in what a named source is said to have said; whose choice they were is not shown."
        }
        (Voice::Vague, false) => "The words are laid on a source that nobody could ask.",
    }
}
