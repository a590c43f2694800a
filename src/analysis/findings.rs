//! From the detectors' marks to findings: one a place, with whose words they are.

use std::collections::BTreeMap;

use super::detector::{self, Context, Mark, Sink};
use super::wording;
use crate::model::{Device, Evidence, Finding, FindingKey, Outdone, Reason, Role, Voice};

/// How often the same words between the same words were marked, so that every finding has a key
/// of its own.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeMap<FindingKey, usize>);

/// Runs all detectors. Findings are ordered by place; those that give way to others
/// over the same words come apart, in the same order.
pub(super) fn findings(context: &Context<'_>) -> (Vec<Finding>, Vec<Outdone>, Seen) {
    let mut marks: Vec<(usize, Mark)> = Vec::new();
    for (rank, detector) in detector::all().iter().enumerate() {
        if context.parsed.given_up.is_cancelled() {
            break;
        }
        let mut sink = Sink::default();
        detector.scan(context, &mut sink);
        marks.extend(sink.marks.into_iter().map(|mark| (rank, mark)));
    }
    wording::weigh(context, &mut marks);
    let explains = context.parsed.asks_in_headings();
    marks.retain(|(rank, mark)| {
        let sentence = &context.parsed.sentences[mark.sentence];
        // "What do critics say?" as a heading of an explainer lays nothing on them.
        let asked = explains && sentence.role.is_heading() && context.parsed.is_question(sentence);
        let open = matches!(
            detector::all()[*rank].info().device,
            Device::VagueAttribution
                | Device::Speculation
                | Device::RhetoricalQuestion
                | Device::Evaluation
        );
        sentence.role != Role::Byline && !mark.span.is_empty() && !(asked && open)
    });
    marks.sort_by_key(|(rank, mark)| {
        (
            mark.sentence,
            mark.span.start(),
            std::cmp::Reverse(mark.span.len()),
            *rank,
        )
    });
    let rivals: Vec<Vec<usize>> = (0..marks.len()).map(|at| rivals(&marks, at)).collect();
    let (stay, give_way): (Vec<usize>, Vec<usize>) =
        (0..marks.len()).partition(|at| rivals[*at].is_empty());
    let mut seen = Seen::default();
    let mut make = |at: &usize| finding(context, marks[*at].0, &marks[*at].1, &mut seen);
    // Those that stay come first, so that the others have no part in their keys.
    let findings: Vec<Finding> = stay.iter().map(&mut make).collect();
    let outdone: Vec<Finding> = give_way.iter().map(&mut make).collect();
    let keys: BTreeMap<usize, FindingKey> = stay
        .into_iter()
        .chain(give_way.iter().copied())
        .zip(findings.iter().chain(&outdone).map(|finding| finding.key))
        .collect();
    let outdone = give_way
        .iter()
        .zip(outdone)
        .map(|(at, finding)| Outdone {
            finding,
            by: rivals[*at].iter().map(|rival| keys[rival]).collect(),
        })
        .collect();
    (findings, outdone, seen)
}

/// Adds marks, each with its detector's place in the registry; the order by place is kept.
pub(super) fn add(
    context: &Context<'_>,
    marks: Vec<(usize, Mark)>,
    findings: &mut Vec<Finding>,
    seen: &mut Seen,
) {
    let new = marks.into_iter();
    findings.extend(new.map(|(rank, mark)| finding(context, rank, &mark, seen)));
    findings.sort_by_key(|finding| {
        let span = finding.span;
        (
            finding.sentence,
            span.start(),
            std::cmp::Reverse(span.len()),
        )
    });
}

/// How much a device says of its own: a general one gives way where another marks the same words.
fn generality(device: Device) -> u8 {
    match device {
        Device::Evaluation => 4,
        Device::LoadedLanguage => 3,
        Device::UnsourcedClaim => 2,
        Device::Exaggeration => 1,
        _ => 0,
    }
}

/// Those that a mark gives way to.
fn rivals(marks: &[(usize, Mark)], index: usize) -> Vec<usize> {
    let device = |rank: usize| detector::all()[rank].info().device;
    let (rank, mark) = &marks[index];
    let own = generality(device(*rank));
    let from = marks.partition_point(|other| other.1.sentence < mark.sentence);
    let to = marks.partition_point(|other| other.1.sentence <= mark.sentence);
    (from..to)
        .filter(|at| *at != index && marks[*at].1.span.overlaps(mark.span))
        .filter(|at| {
            let other = marks[*at].0;
            generality(device(other)) < own || (other == *rank && *at < index)
        })
        .collect()
}

fn finding(context: &Context<'_>, rank: usize, mark: &Mark, Seen(seen): &mut Seen) -> Finding {
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
        made_by: mark.made_by,
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
