//! Phrases that the model's words point at, set beside the marks of the rules.
//!
//! The model says of every word whether experts would mark it. Strong words and their
//! neighbours become phrases; a rule's mark on the same words is confirmed or weakened.

use std::ops::Range;

use super::attribution::words::{Classes, words};
use super::detector::{Context, Mark};
use super::detectors;
use super::neural::Word;
use super::weighing::Weighing;
use crate::model::{Confidence, Device, MadeBy, Reason, Role};
use crate::text::{Span, TokenKind};

/// Below this probability a word makes no mark, not even a hint.
const HINT: f64 = 0.07;
/// From this probability the model confirms a rule's mark.
const CONFIRMS: f64 = 0.25;
/// How much of the model's log-odds for the sentence counts for a mark in it.
const SENTENCE: f64 = 0.5;
/// Beyond these log-odds a sentence is no plainer and no more loaded.
const MOST_SENTENCE: f64 = 2.0;
/// How much the model takes away at most from a name that judges.
const MOST_TAKEN: f64 = 0.1;
/// Share of its neighbour's probability from which a word joins a phrase.
const JOINS: f64 = 0.4;
/// Most words of a phrase.
const LONGEST: usize = 5;

/// Marks of the whole article: the rules' in `marks`, each with its detector's place in
/// the registry, are weighed, and phrases that only the model finds are added.
pub(super) fn weigh(context: &Context<'_>, marks: &mut Vec<(usize, Mark)>) {
    let Some(readings) = context.readings else {
        return;
    };
    let mut of_sentence: Vec<Vec<usize>> = vec![Vec::new(); context.parsed.sentences.len()];
    for (at, (_, mark)) in marks.iter().enumerate() {
        if let Some(list) = of_sentence.get_mut(mark.sentence) {
            list.push(at);
        }
    }
    let mut added = Vec::new();
    for (index, theirs) in of_sentence.iter().enumerate() {
        let sentence = &context.parsed.sentences[index];
        let Some(reading) = readings.whole(index) else {
            continue;
        };
        if sentence.role == Role::Byline {
            continue;
        }
        let strengths = strengths(context, index, &reading.words);
        let loaded = Weighing::get().odds(reading).loaded;
        for at in theirs {
            let (rank, mark) = &mut marks[*at];
            confirm(context, *rank, mark, &strengths, loaded);
        }
        let taken: Vec<Span> = theirs.iter().map(|at| marks[*at].1.span).collect();
        added.extend(
            phrases(context, &strengths, &taken)
                .into_iter()
                .map(|(span, p)| {
                    (
                        detectors::LOADED_LANGUAGE,
                        model_mark(context, index, span, p),
                    )
                }),
        );
    }
    marks.append(&mut added);
}

/// A word of a sentence that could carry a judgement, and what the model says of it.
struct Strength {
    token: usize,
    span: Span,
    logit: f32,
    /// Probability that experts would mark it, by the model alone.
    alone: f64,
}

fn strengths(context: &Context<'_>, index: usize, words: &[Word]) -> Vec<Strength> {
    let sentence = &context.parsed.sentences[index];
    let start = sentence.span.start();
    let all = context.parsed.tokens.as_slice();
    let mut words = words.iter().peekable();
    let mut strengths = Vec::new();
    for token in sentence.tokens.clone() {
        let span = all[token].span;
        while words
            .next_if(|word| start + word.span.end() <= span.start())
            .is_some()
        {}
        let Some(word) = words.peek() else {
            break;
        };
        if start + word.span.start() >= span.end() || !carries(context, index, token) {
            continue;
        }
        strengths.push(Strength {
            token,
            span,
            logit: word.loaded,
            alone: Weighing::get().word(word.loaded, 0.0),
        });
    }
    strengths
}

/// Whether a word can carry a judgement: no function word, no figure, no name,
/// no term of a field.
fn carries(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let of = &context.parsed.tokens.as_slice()[token];
    let normal = context.parsed.tokens.normal(token);
    let is_first = token == context.parsed.sentences[sentence].tokens.start;
    let is_heading = context.parsed.sentences[sentence].role.is_heading();
    of.kind == TokenKind::Word
        && !context.matches.is_plain(token)
        && normal.chars().count() > 2
        && !words().of(normal).classes.any(Classes::FUNCTION)
        && (!of.capital || is_first || is_heading || is_shouted(of.span.of(context.parsed.text())))
}

fn is_shouted(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).count() > 3
}

/// Sets the model's word beside a rule's.
///
/// Where a device lies in the choice of single words, the model is asked about these
/// words. Of a rhetorical question or a charge of hypocrisy it knows nothing, but in a
/// sentence that it finds plain (`loaded`: log-odds that it is not) both are less sure.
fn confirm(
    context: &Context<'_>,
    rank: usize,
    mark: &mut Mark,
    strengths: &[Strength],
    loaded: f64,
) {
    let is_heading = context.parsed.sentences[mark.sentence].role.is_heading();
    let device = super::detector::all()[rank].info().device;
    let is_word = is_choice_of_words(device);
    if !is_word && !is_heading {
        let rule = mark.confidence.fraction();
        let odds = (rule / (1.0 - rule).max(0.001)).ln()
            + SENTENCE * loaded.clamp(-MOST_SENTENCE, MOST_SENTENCE);
        mark.confidence = Confidence::from_fraction(1.0 / (1.0 + (-odds).exp()));
    }
    let inside = strengths
        .iter()
        .filter(|word| mark.span.overlaps(word.span))
        .max_by(|a, b| a.logit.total_cmp(&b.logit));
    let Some(strongest) = inside else {
        return;
    };
    if strongest.alone >= CONFIRMS {
        mark.made_by = MadeBy::Both;
    }
    if is_word {
        let rule = mark.confidence.fraction();
        let both = Weighing::get().word(strongest.logit, rule);
        // In a heading the model is not at home. And what it was shown are words that heat: a
        // name that judges in passing, "far-right separatists", it hardly hears.
        let least = match device {
            _ if is_heading => rule,
            Device::Label => rule - MOST_TAKEN,
            _ => 0.0,
        };
        mark.confidence = Confidence::from_fraction(both.max(least));
    }
}

/// Whether a device is a choice of single words.
fn is_choice_of_words(device: Device) -> bool {
    matches!(
        device,
        Device::LoadedLanguage | Device::NameCalling | Device::Label | Device::Exaggeration
    )
}

/// Runs of strong words that no rule has marked, each with its strongest word's probability.
fn phrases(context: &Context<'_>, strengths: &[Strength], taken: &[Span]) -> Vec<(Span, f64)> {
    let free = |word: &Strength| !taken.iter().any(|span| span.overlaps(word.span));
    let mut order: Vec<usize> = (0..strengths.len())
        .filter(|at| strengths[*at].alone >= HINT && free(&strengths[*at]))
        .collect();
    order.sort_by(|a, b| {
        let (a, b) = (&strengths[*a], &strengths[*b]);
        b.logit.total_cmp(&a.logit).then(a.token.cmp(&b.token))
    });
    let mut used = vec![false; strengths.len()];
    let mut found = Vec::new();
    for seed in order {
        if used[seed] {
            continue;
        }
        let least = (strengths[seed].alone * JOINS).max(HINT);
        let joins = |at: usize, next: usize| {
            !used[next]
                && strengths[next].alone >= least
                && free(&strengths[next])
                && adjoin(context, &strengths[at.min(next)], &strengths[at.max(next)])
        };
        let mut run = Range {
            start: seed,
            end: seed + 1,
        };
        while run.len() < LONGEST && run.start > 0 && joins(run.start, run.start - 1) {
            run.start -= 1;
        }
        while run.len() < LONGEST && run.end < strengths.len() && joins(run.end - 1, run.end) {
            run.end += 1;
        }
        used[run.clone()].fill(true);
        let span = strengths[run.start].span.cover(strengths[run.end - 1].span);
        found.push((span, strengths[seed].alone));
    }
    found
}

/// Whether two words stand side by side, but for a comma or “and” between them.
fn adjoin(context: &Context<'_>, left: &Strength, right: &Strength) -> bool {
    (left.token + 1..right.token)
        .all(|token| matches!(context.parsed.tokens.normal(token), "," | "and" | "or"))
}

fn model_mark(context: &Context<'_>, sentence: usize, span: Span, p: f64) -> Mark {
    let words = span.of(context.parsed.text());
    let often = in_ten(p);
    Mark {
        span,
        sentence,
        reason: Reason {
            summary: format!("The model takes “{words}” for loaded wording here."),
            detail: format!(
                "No word list has it. Of ten words to which the model gives as much, experts marked about {often}."
            ),
            not_if: "It is the usual or accurate word for what happened.".to_owned(),
        },
        evidence: Vec::new(),
        confidence: Confidence::from_fraction(p),
        made_by: MadeBy::Model,
    }
}

/// A probability as a number out of ten, in words.
fn in_ten(p: f64) -> &'static str {
    const NUMBERS: [&str; 11] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "all",
    ];
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 10 after clamping"
    )]
    let tenths = (p.clamp(0.0, 1.0) * 10.0).round() as usize;
    NUMBERS[tenths]
}
