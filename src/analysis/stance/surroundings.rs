//! What headings, the sentences around and the piece as a whole add to a sentence:
//! framing comes in runs, and under headings that announce it.

use super::{Judged, Look, OWN_WORDS, PLAIN, SHOWN};
use crate::analysis::detector::Context;
use crate::model::{Layer, Role, Voice};
use crate::text::TokenKind;

/// What an opinionated heading right above adds at most.
const SUBHEADING: f64 = 1.6;
/// What an opinionated headline adds at most.
const HEADLINE: f64 = 0.6;
/// What the sentences around add or take away at most.
const NEIGHBOURS: f64 = 3.0;
/// What a run of framing adds at most to a sentence inside it.
const RUN: f64 = 2.0;
/// What a stretch adds that cites nobody, gives no figure and reads like judgement.
const UNSOURCED: f64 = 1.6;
/// From this mean probability of being evaluative a stretch reads like judgement.
const STRETCH: f64 = 0.55;
/// Fewest sentences around that make a stretch.
const STRETCH_LENGTH: usize = 3;
/// How far the sentences around reach, on either side.
pub(super) const REACH: usize = 3;
/// Mean probability of being evaluative, among the sentences around, that neither adds nor takes.
const USUAL: f64 = 0.42;

/// What a piece's own label as opinion adds to the outlet's sentences.
const OPINION: f64 = 1.4;
/// Fewest sentences with an "I" that tell a piece.
const TOLD_BY_I: usize = 3;
/// Among this many first sentences a piece says what it is.
const LABELS_WITHIN: usize = 6;
/// Labels of opinion before a headline.
const OPINION_LABELS: [&str; 9] = [
    "opinion",
    "comment",
    "commentary",
    "editorial",
    "column",
    "leader",
    "viewpoint",
    "op-ed",
    "perspective",
];
/// Words in a byline that say the piece is opinion.
const OPINION_AUTHORS: [&str; 5] = [
    "columnist",
    "opinion",
    "editorial",
    "comment",
    "commentator",
];

/// What headings add, sentence by sentence.
pub(super) fn suspicions(context: &Context<'_>, looks: &[Look], opinion: bool) -> Vec<f64> {
    let (mut headline, mut subheading) = (0.0, 0.0);
    let piece = if opinion { OPINION } else { 0.0 };
    let asks = context.parsed.asks_in_headings();
    context
        .parsed
        .sentences
        .iter()
        .zip(looks)
        .map(|(sentence, look)| {
            let question = asks && context.parsed.is_question(sentence);
            let opinionated = if question { 0.0 } else { opinionated(look) };
            match sentence.role {
                Role::Headline => headline = HEADLINE * opinionated,
                Role::Subheading => subheading = SUBHEADING * opinionated,
                Role::Byline => {}
                _ => return headline + subheading + piece,
            }
            0.0
        })
        .collect()
}

/// Whether the piece calls itself opinion, in a label before its headline or by what its
/// author is, or is told by an "I".
pub(super) fn is_opinion(context: &Context<'_>) -> bool {
    let parsed = context.parsed;
    let labelled = parsed.article.set_aside.iter().any(|aside| {
        let label = aside.span.of(parsed.text()).trim_end_matches(':');
        aside.why == "section label" && OPINION_LABELS.contains(&label.to_lowercase().as_str())
    });
    if labelled || is_told_by_an_i(context) {
        return true;
    }
    let normals = |index: usize| {
        parsed.sentences[index]
            .tokens
            .clone()
            .map(|token| parsed.tokens.normal(token))
    };
    (0..parsed.sentences.len())
        .take(LABELS_WITHIN)
        .any(|index| match parsed.sentences[index].role {
            Role::Headline | Role::Subheading => {
                let mut words = normals(index);
                let first = words.next().unwrap_or_default();
                OPINION_LABELS.contains(&first)
                    && words.next().is_none_or(|mark| matches!(mark, ":" | "|"))
            }
            Role::Byline => normals(index).any(|word| OPINION_AUTHORS.contains(&word)),
            _ => false,
        })
}

/// Whether somebody says "I", and nobody is quoted there, throughout the piece.
fn is_told_by_an_i(context: &Context<'_>) -> bool {
    let parsed = context.parsed;
    let tokens = parsed.tokens.as_slice();
    let (mut told, mut all) = (0, 0);
    for (index, sentence) in parsed.sentences.iter().enumerate() {
        if !sentence.role.is_text() {
            continue;
        }
        all += 1;
        let says_i = sentence.tokens.clone().any(|token| {
            matches!(
                parsed.tokens.normal(token),
                "i" | "i'm" | "i've" | "i'd" | "i'll" | "my" | "me" | "myself"
            ) && tokens[token].kind == TokenKind::Word
                && !context.in_quotation(index, tokens[token].span)
        });
        told += usize::from(says_i);
    }
    told >= TOLD_BY_I && told * 8 >= all
}

/// How opinionated a heading is, 0 to 1: by its marked words, since the models know no headings.
fn opinionated(look: &Look) -> f64 {
    (look.evidence * 1.8).min(1.0)
}

/// The sentences around, nearest first on either side: nothing across a heading or byline.
fn around(context: &Context<'_>, index: usize) -> impl Iterator<Item = usize> {
    let sentences = &context.parsed.sentences;
    let running = |other: &usize| sentences[*other].role.is_text();
    let before = (0..index).rev().take_while(running).take(REACH);
    let after = (index + 1..sentences.len()).take_while(running).take(REACH);
    before.chain(after)
}

/// What the sentences around add.
pub(super) fn neighbours(
    context: &Context<'_>,
    looks: &[Look],
    alone: &[f64],
    index: usize,
) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for other in around(context, index) {
        // Somebody else's words say nothing about the outlet's register.
        if looks[other].own_words >= OWN_WORDS {
            sum += alone[other];
            count += 1.0;
        }
    }
    if count == 0.0 {
        0.0
    } else {
        // One neighbour tells less than six.
        let trust: f64 = count / (count + 1.5);
        NEIGHBOURS * trust * (sum / count - USUAL)
    }
}

/// What it adds that nobody is cited here or around, no figure is given, and the
/// stretch reads like judgement: irony and argument need no loaded word.
pub(super) fn unsourced(context: &Context<'_>, alone: &[f64], index: usize) -> f64 {
    let sentence = &context.parsed.sentences[index];
    let tokens = &context.parsed.tokens.as_slice()[sentence.tokens.clone()];
    let states_facts = tokens.iter().any(|token| token.kind == TokenKind::Number);
    let cites = |other: usize| !context.attributed.sentences[other].attributions.is_empty();
    if states_facts || cites(index) || alone[index] < PLAIN || !sentence.role.is_text() {
        return 0.0;
    }
    let (mut sum, mut count, mut sourced) = (0.0, 0_usize, 0_usize);
    for other in around(context, index) {
        sum += alone[other];
        count += 1;
        sourced += usize::from(cites(other));
    }
    #[expect(clippy::cast_precision_loss, reason = "at most twice REACH")]
    let judges = sum >= STRETCH * count as f64;
    if count >= STRETCH_LENGTH && sourced * 3 <= count && judges {
        UNSOURCED
    } else {
        0.0
    }
}

/// Whether a sentence of the outlet's own gives no figure: in a column such a plain sentence
/// may still mock, as "children learn to swim in it" does of a pothole.
pub(super) fn states_no_figure(context: &Context<'_>, index: usize) -> bool {
    let tokens = context.parsed.sentences[index].tokens.clone();
    context.attributed.sentences[index].voice == Voice::Outlet
        && context.parsed.tokens.as_slice()[tokens]
            .iter()
            .all(|token| token.kind != TokenKind::Number)
}

/// Whether marked words show framing in a sentence or in one of those around it.
pub(super) fn shown(context: &Context<'_>, looks: &[Look], first: &[Judged], index: usize) -> bool {
    let marked = |other: usize| looks[other].evidence >= SHOWN;
    marked(index)
        || around(context, index).any(|other| first[other].layer == Layer::Framing && marked(other))
}

/// What a run of framing adds to a sentence inside it: where at least two of the
/// sentences around, and more than half of them, are framing already.
pub(super) fn runs(context: &Context<'_>, looks: &[Look], first: &[Judged], index: usize) -> f64 {
    let own = |other: &usize| looks[*other].own_words >= OWN_WORDS;
    let (mut framing, mut count) = (0.0, 0.0);
    for other in around(context, index).filter(own) {
        framing += f64::from(u8::from(first[other].layer == Layer::Framing));
        count += 1.0;
    }
    if framing >= 2.0 && framing > 0.5 * count {
        RUN * (framing / count - 0.25)
    } else {
        0.0
    }
}
