//! What headings, the sentences around and the piece as a whole add to a sentence: framing
//! comes in runs, under headings that announce it, and in pieces that judge throughout.

use std::sync::LazyLock;

use super::features::{Feature as F, Row};
use super::look::{Look, OWN_WORDS};
use crate::analysis::attribution::lists::Sections;
use crate::analysis::detector::Context;
use crate::analysis::features as counted;
use crate::model::{Role, Voice};
use crate::text::TokenKind;

/// Words by which a piece says what it is.
const WORDS: &str = include_str!("../../../assets/structure/registers.txt");

/// How far the sentences around reach, on either side.
pub(super) const REACH: usize = 3;
/// Among this many first sentences a piece says what it is.
const LABELS_WITHIN: usize = 6;
/// Fewest sentences with an "I" that tell a piece.
const TOLD_BY_I: usize = 3;
/// So many sentences around are trusted by half.
const HALF_AROUND: f64 = 1.5;
/// So many sentences of a piece are trusted by half.
const HALF_PIECE: f64 = 5.0;

/// What the whole piece shows.
#[derive(Debug)]
pub(super) struct Register {
    /// For each feature of the piece, the sum over its sentences.
    sums: Vec<(F, f64)>,
    /// Text sentences.
    count: f64,
    /// Those in which the outlet says something of its own.
    own: f64,
    opinion: bool,
    /// For each sentence, the strength of the marks in the heading above.
    subheadings: Vec<f64>,
}

impl Register {
    pub fn of(context: &Context<'_>, looks: &[Look]) -> Self {
        let mut register = Self {
            sums: Vec::new(),
            count: 0.0,
            own: 0.0,
            opinion: calls_itself_opinion(context) || is_told_by_an_i(context),
            subheadings: Vec::with_capacity(looks.len()),
        };
        let asks = context.parsed.asks_in_headings();
        let mut subheading = 0.0;
        let mut text: Vec<(usize, &Look)> = Vec::new();
        for (index, (sentence, look)) in context.parsed.sentences.iter().zip(looks).enumerate() {
            let question = asks && look.question;
            let marks = if question { 0.0 } else { look.marks.all() };
            match sentence.role {
                Role::Subheading => subheading = marks,
                Role::Headline | Role::Byline => {}
                _ => text.push((index, look)),
            }
            register.subheadings.push(subheading);
        }
        register.add_up(context, &text);
        register
    }

    #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
    fn add_up(&mut self, context: &Context<'_>, text: &[(usize, &Look)]) {
        let own = || text.iter().filter(|(_, look)| look.own_words >= OWN_WORDS);
        self.count = text.len() as f64;
        self.own = own().count() as f64;
        let share = |holds: &dyn Fn(usize, &Look) -> f64| -> f64 {
            text.iter().map(|(index, look)| holds(*index, look)).sum()
        };
        let counted = |name: &str| {
            let at = counted::names().iter().position(|known| known == name);
            share(&|_, look| {
                let count = at.and_then(|at| look.counted.get(at));
                f64::from(u8::from(count.is_some_and(|count| *count > 0.0)))
            })
        };
        let voices = &context.attributed.sentences;
        let flag = |holds: bool| f64::from(u8::from(holds));
        self.sums = vec![
            (
                F::piece_evaluative,
                own().map(|(_, look)| look.judges()).sum(),
            ),
            (
                F::piece_marks,
                own().map(|(_, look)| look.marks.all()).sum(),
            ),
            (
                F::piece_attributed,
                share(&|index, _| flag(!voices[index].attributions.is_empty())),
            ),
            (F::piece_first, counted("cues.first")),
            (F::piece_obligation, counted("cues.obligation")),
        ];
    }

    /// Sets what stands around a sentence and in the piece.
    pub fn fill(&self, row: &mut Row, context: &Context<'_>, index: usize, looks: &[Look]) {
        for (feature, sum) in &self.sums {
            let of_own = matches!(feature, F::piece_evaluative | F::piece_marks);
            let count = if of_own { self.own } else { self.count };
            row.mean(*feature, *sum, count, HALF_PIECE);
        }
        row.flag(F::piece_opinion, self.opinion);
        row.set(F::subheading_marks, self.subheadings[index]);
        let (mut judging, mut marked, mut own) = (0.0, 0.0, 0.0);
        for other in around(context, index) {
            // Somebody else's words say nothing about the outlet's register.
            if looks[other].own_words >= OWN_WORDS {
                own += 1.0;
                judging += looks[other].judges();
                marked += looks[other].marks.all();
            }
        }
        row.mean(F::around_evaluative, judging, own, HALF_AROUND);
        row.mean(F::around_marks, marked, own, HALF_AROUND);
        let running = |other: &usize| {
            context.parsed.sentences[*other].role.is_text() && looks[*other].own_words >= OWN_WORDS
        };
        let beside = |other: Option<usize>| other.filter(|at| *at < looks.len()).filter(running);
        for (feature, other) in [
            (F::before_evaluative, beside(index.checked_sub(1))),
            (F::after_evaluative, beside(Some(index + 1))),
        ] {
            let judges = other.map(|other| looks[other].judges());
            row.mean(
                feature,
                judges.unwrap_or(0.0),
                f64::from(u8::from(judges.is_some())),
                0.0,
            );
        }
    }
}

/// The sentences around, nearest first on either side: nothing across a heading or byline.
fn around(context: &Context<'_>, index: usize) -> impl Iterator<Item = usize> {
    let sentences = &context.parsed.sentences;
    let running = |other: &usize| sentences[*other].role.is_text();
    let before = (0..index).rev().take_while(running).take(REACH);
    let after = (index + 1..sentences.len()).take_while(running).take(REACH);
    before.chain(after)
}

/// Whether the piece calls itself opinion, in a label before its headline or by what its
/// author is.
fn calls_itself_opinion(context: &Context<'_>) -> bool {
    let parsed = context.parsed;
    let labelled = parsed.article.set_aside.iter().any(|aside| {
        let label = aside.span.of(parsed.text()).trim_end_matches(':');
        aside.why == "section label" && is_in(&label.to_lowercase(), "label")
    });
    if labelled {
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
                is_in(first, "label") && words.next().is_none_or(|mark| matches!(mark, ":" | "|"))
            }
            Role::Byline => normals(index).any(|word| is_in(word, "author")),
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
            tokens[token].kind == TokenKind::Word
                && is_in(parsed.tokens.normal(token), "first")
                && context.voice_at(index, tokens[token].span) == Voice::Outlet
        });
        told += usize::from(says_i);
    }
    told >= TOLD_BY_I && told * 8 >= all
}

fn is_in(word: &str, section: &'static str) -> bool {
    static LIST: LazyLock<Sections> = LazyLock::new(|| Sections::of(WORDS));
    LIST.has(section, word)
}
