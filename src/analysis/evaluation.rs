//! The words by which a framing sentence judges, and the kind of judgement.
//!
//! Most judgements of leading articles and reviews stand in plain words, of which none is
//! loaded. What the network's answer on the whole sentence rests on says where they stand, and
//! the list `verdicts.txt` knows phrases. Where a sentence frames, what a detector has marked
//! there grows surer, and the rest becomes an evaluation. How sure, `training/evaluation.py`
//! fits on articles in which people marked such words.

mod kind;
mod weights;

use std::collections::BTreeSet;
use std::ops::Range;

pub use self::kind::Kind;
use self::weights::Weights;
use super::attribution::words::{Classes, words};
use super::detector::{Context, Mark};
use super::detectors;
use super::findings::{Seen, add};
use super::layers::Judged;
use super::neural::Word;
use crate::model::{Confidence, Device, Finding, Layer, MadeBy, Reason, Role, Voice};
use crate::text::{Span, TokenKind};

/// Log-odds from which a word begins a phrase beside another: three in five would mark it.
const BEGINS: f64 = 0.4;
/// Share of the surest word's probability from which its neighbours join.
const JOINS: f64 = 0.6;
/// What a phrase rests on that no list has.
const HEARD: &str = "What the model says of the whole sentence rests most on these words.";
/// Most words of a phrase.
const LONGEST: usize = 8;

/// Sets the words that judge beside the findings of framing sentences; `findings` are ordered
/// by place and stay so.
pub(super) fn settle(
    context: &Context<'_>,
    judged: &[Judged],
    findings: &mut Vec<Finding>,
    seen: &mut Seen,
) {
    let mut marks = Vec::new();
    let mut hints = BTreeSet::new();
    let explains = context.parsed.asks_in_headings();
    for (index, judged) in judged.iter().enumerate() {
        let sentence = &context.parsed.sentences[index];
        // An explainer answers what its headings ask.
        let asked = explains && sentence.role.is_heading() && context.parsed.is_question(sentence);
        if judged.layer != Layer::Framing || sentence.role == Role::Byline || asked {
            continue;
        }
        // What is fitted for framing sentences holds as far as this is one.
        let frames = judged.probabilities.framing.fraction();
        let from = findings.partition_point(|finding| finding.sentence < index);
        let to = findings.partition_point(|finding| finding.sentence <= index);
        let known = &mut findings[from..to];
        let Some(reading) = context.readings.and_then(|all| all.whole(index)) else {
            listed_alone(known, frames);
            continue;
        };
        let said = carriers(context, index, &reading.words, known);
        for finding in known.iter_mut() {
            confirm(finding, &said, frames);
        }
        for phrase in phrases(context, &said, known, frames) {
            let start = sentence.span.start();
            let heard = reading
                .words
                .iter()
                .filter(|word| word.span.shifted(start).overlaps(phrase.span));
            let kind = Kind::heard(heard);
            // A word that might be loaded says less than the phrase around it that judges.
            let inside = known.iter().filter(|finding| is_hint(finding, phrase.span));
            hints.extend(inside.map(|finding| finding.key));
            if let Some(finding) = covering(known, phrase.span) {
                finding.confidence = finding.confidence.max(phrase.confidence);
                finding.made_by = MadeBy::Both;
            } else {
                marks.push((detectors::EVALUATION, phrase.mark(context, index, kind)));
            }
        }
    }
    findings.retain(|finding| !hints.contains(&finding.key));
    add(context, marks, findings, seen);
}

/// By rules alone all listed phrases of a framing sentence are as sure.
fn listed_alone(known: &mut [Finding], frames: f64) {
    for finding in known.iter_mut().filter(|finding| is_own(finding)) {
        if finding.device == Device::Evaluation {
            finding.confidence = Confidence::from_fraction(Weights::get().listed() * frames);
        }
    }
}

fn is_own(finding: &Finding) -> bool {
    finding.voice != Voice::Attributed
}

/// A word of the outlet's own in a framing sentence.
struct Carrier {
    token: usize,
    span: Span,
    /// Log-odds that people would mark it as one that judges.
    odds: f64,
    is_content: bool,
}

impl Carrier {
    fn p(&self) -> f64 {
        1.0 / (1.0 + (-self.odds).exp())
    }
}

fn carriers(context: &Context<'_>, index: usize, said: &[Word], known: &[Finding]) -> Vec<Carrier> {
    let sentence = &context.parsed.sentences[index];
    let place = |word: &Word| word.span.shifted(sentence.span.start());
    let listed: Vec<bool> = said
        .iter()
        .map(|word| {
            known
                .iter()
                .any(|finding| finding.span.overlaps(place(word)))
        })
        .collect();
    let mut odds = said
        .iter()
        .zip(Weights::get().words(said, &listed))
        .peekable();
    let mut carriers = Vec::new();
    for token in sentence.tokens.clone() {
        let of = &context.parsed.tokens.as_slice()[token];
        while odds
            .next_if(|(word, _)| place(word).end() <= of.span.start())
            .is_some()
        {}
        let Some((word, odds)) = odds.peek() else {
            break;
        };
        let is_read = place(word).overlaps(of.span) && of.kind != TokenKind::Mark;
        if is_read && context.voice_at(index, of.span) != Voice::Attributed {
            let normal = context.parsed.tokens.normal(token);
            carriers.push(Carrier {
                token,
                span: of.span,
                odds: *odds,
                is_content: of.kind == TokenKind::Word
                    && !words().of(normal).classes.any(Classes::FUNCTION),
            });
        }
    }
    carriers
}

/// A listed phrase in a framing sentence is as sure as its surest word.
fn confirm(finding: &mut Finding, said: &[Carrier], frames: f64) {
    if finding.device != Device::Evaluation || !is_own(finding) {
        return;
    }
    let inside = said.iter().filter(|word| finding.span.overlaps(word.span));
    if let Some(surest) = inside.map(|word| word.odds).reduce(f64::max) {
        finding.confidence = Confidence::from_fraction(Weights::get().phrase(surest) * frames);
        finding.made_by = MadeBy::Both;
    }
}

/// Words side by side that carry a judgement together.
struct Phrase {
    span: Span,
    confidence: Confidence,
}

/// The phrases that begin with a likely word, and the likeliest where nothing else is known
/// for sure.
fn phrases(context: &Context<'_>, said: &[Carrier], known: &[Finding], frames: f64) -> Vec<Phrase> {
    let mut order: Vec<usize> = (0..said.len()).filter(|at| said[*at].is_content).collect();
    order.sort_by(|a, b| said[*b].odds.total_cmp(&said[*a].odds).then(a.cmp(b)));
    let shown = known
        .iter()
        .any(|finding| is_own(finding) && finding.confidence.fraction() >= 0.5);
    let mut used = vec![false; said.len()];
    let mut found = Vec::new();
    for seed in order {
        let is_needed = found.is_empty() && !shown;
        if used[seed] || said[seed].odds < BEGINS && !is_needed {
            continue;
        }
        let run = around(context, said, &used, seed);
        used[run.clone()].fill(true);
        let run = trimmed(context, said, run);
        found.push(Phrase {
            span: said[run.start].span.cover(said[run.end - 1].span),
            confidence: Confidence::from_fraction(Weights::get().phrase(said[seed].odds) * frames),
        });
    }
    found
}

/// The neighbours of a word that are nearly as likely to judge, the likelier side first.
fn around(context: &Context<'_>, said: &[Carrier], used: &[bool], seed: usize) -> Range<usize> {
    let joins = |at: usize, next: usize| {
        let (left, right) = (&said[at.min(next)], &said[at.max(next)]);
        let adjoin = (left.token + 1..right.token)
            .all(|token| matches!(context.parsed.tokens.normal(token), "," | "and"));
        let p = said[next].p();
        (adjoin && !used[next] && p >= said[seed].p() * JOINS).then_some(p)
    };
    let mut run = seed..seed + 1;
    while run.len() < LONGEST {
        let before = run
            .start
            .checked_sub(1)
            .and_then(|next| joins(run.start, next));
        let after = (run.end < said.len())
            .then(|| joins(run.end - 1, run.end))
            .flatten();
        match (before, after) {
            (None, None) => break,
            (Some(left), right) if right.is_none_or(|right| left >= right) => run.start -= 1,
            _ => run.end += 1,
        }
    }
    run
}

/// A run without the small words at its ends; its surest word stays.
fn trimmed(context: &Context<'_>, said: &[Carrier], mut run: Range<usize>) -> Range<usize> {
    let is_in =
        |at: usize, section| kind::is_in(section, context.parsed.tokens.normal(said[at].token));
    while run.len() > 1 && is_in(run.start, "open") {
        run.start += 1;
    }
    while run.len() > 1 && is_in(run.end - 1, "close") {
        run.end -= 1;
    }
    run
}

/// Whether a finding is no more than the model's hint at a word of a phrase.
fn is_hint(finding: &Finding, span: Span) -> bool {
    finding.device == Device::LoadedLanguage
        && finding.made_by == MadeBy::Model
        && finding.confidence.fraction() < 0.5
        && is_own(finding)
        && finding.span.overlaps(span)
}

/// The outlet's own finding that shares words with a phrase, hints apart, the surest first.
fn covering(findings: &mut [Finding], span: Span) -> Option<&mut Finding> {
    findings
        .iter_mut()
        .filter(|finding| is_own(finding) && finding.span.overlaps(span))
        .filter(|finding| !is_hint(finding, span))
        .max_by_key(|finding| finding.confidence)
}

impl Phrase {
    /// The mark, with the kind that the model hears, or else that its words name.
    fn mark(&self, context: &Context<'_>, sentence: usize, heard: Option<Kind>) -> Mark {
        let tokens = &context.parsed.tokens;
        let words = tokens.inside(self.span).map(|token| tokens.normal(token));
        let kind = heard.or_else(|| Kind::of_words(&words.collect::<Vec<_>>()));
        let spoken = self.span.of(context.parsed.text());
        Mark {
            span: self.span,
            sentence,
            reason: match kind {
                Some(kind) => Reason {
                    detail: HEARD.to_owned(),
                    ..kind.reason(spoken)
                },
                None => Reason {
                    summary: format!("The model hears the outlet’s judgement in “{spoken}”."),
                    detail: HEARD.to_owned(),
                    not_if: "The words tell what happened, or a source says them.".to_owned(),
                },
            },
            evidence: Vec::new(),
            confidence: self.confidence,
            made_by: MadeBy::Model,
        }
    }
}
