//! What the stance model counts in a sentence.
//!
//! Most features are numbers of matches, one for each section of each word list;
//! the rest is what can be seen without a list: length, figures, capitals,
//! endings, marks, quotation, sentiment. Training reads exactly these numbers from
//! the program, so that fitting and use cannot differ.

use std::sync::LazyLock;

use super::attribution::Attributed;
use super::detector::Context;
use super::lexicon::{Book, Lexicons};
use super::sentiment;
use crate::model::{Finding, Voice};
use crate::text::{Span, TokenKind};

/// Which part of a sentence is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it, whoever speaks.
    Whole,
    /// Without direct quotations and what a nameable source is said to have said.
    Own,
}

macro_rules! shapes {
    ($($name:ident,)*) => {
        #[expect(non_camel_case_types, reason = "the names stand in the weights file as they are")]
        #[derive(Clone, Copy)]
        enum Shape { $($name,)* }
        const SHAPES: &[&str] = &[$(stringify!($name),)*];
    };
}

shapes! {
    words_log, short, long, quote_share, has_quote, scare_quote, exclamation, colon, dash,
    parenthesis, ellipsis, comma, figures, names_share, shouting, word_length, adverbs,
    adjectives, isms, superlatives, contractions, past_verbs, gerunds, compound_words,
    sentiment_strength, sentiment_negative, sentiment_positive, strongest, rated, rated_strong,
    attributed, vague, cues_of_speech, joined, pronoun_first, findings, evidence, clear_evidence,
}

/// First shape feature: those of the word lists come first.
static LISTS: LazyLock<Lists> = LazyLock::new(Lists::new);

/// The sections of all lists, numbered.
struct Lists {
    names: Vec<String>,
    /// For each entry of the lexicons, its feature.
    of_entry: Vec<u16>,
}

impl Lists {
    fn new() -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut of_entry = Vec::new();
        for entry in Lexicons::get().entries() {
            let file = entry.book.file().trim_end_matches(".txt");
            let name = format!("{file}.{}", entry.section);
            // Sections are read in order, so a name is either the last one or new.
            let feature = names
                .iter()
                .rposition(|known| *known == name)
                .unwrap_or_else(|| {
                    names.push(name);
                    names.len() - 1
                });
            of_entry.push(u16::try_from(feature).unwrap_or(u16::MAX));
        }
        Self { names, of_entry }
    }
}

/// Names of all features, in the order of the values.
pub fn names() -> Vec<String> {
    let mut names = LISTS.names.clone();
    names.extend(SHAPES.iter().map(|name| (*name).to_owned()));
    names
}

/// The features of one sentence.
#[derive(Clone, Debug)]
pub struct Features {
    /// One value a name.
    pub values: Vec<f32>,
    /// The tokens that were looked at, as indices.
    pub tokens: Vec<usize>,
}

impl Features {
    /// Looks at one sentence.
    pub fn of(context: &Context<'_>, sentence: usize, findings: &[Finding], part: Part) -> Self {
        let lists = &*LISTS;
        let mut values = vec![0.0_f32; lists.names.len() + SHAPES.len()];
        let hidden = match part {
            Part::Whole => Vec::new(),
            Part::Own => hidden(context.attributed, sentence),
        };
        let all = context.parsed.tokens.as_slice();
        let seen = |span: Span| !hidden.iter().any(|other| other.overlaps(span));
        let tokens: Vec<usize> = context.parsed.sentences[sentence]
            .tokens
            .clone()
            .filter(|token| seen(all[*token].span))
            .collect();
        for found in context.matches.of_sentence(sentence) {
            if found.book != Book::Cues && context.looks_like_name(found) {
                continue;
            }
            if seen(context.span(&found.tokens)) {
                values[lists.of_entry[found.entry as usize] as usize] += 1.0;
            }
        }
        for value in &mut values {
            *value = value.ln_1p();
        }
        let mut counted = Counted {
            values: &mut values[lists.names.len()..],
        };
        counted.tokens(context, &tokens);
        counted.sentence(context, sentence, &tokens, part);
        counted.evidence(findings.iter().filter(|finding| seen(finding.span)));
        Self { values, tokens }
    }
}

/// The stretches of a sentence that are not the outlet's own words: direct quotations,
/// and what a nameable source is said to have said.
pub(super) fn hidden(attributed: &Attributed, sentence: usize) -> Vec<Span> {
    let voice = &attributed.sentences[sentence];
    let mut hidden = voice.quoted.clone();
    for index in &voice.attributions {
        if let Some(attribution) = attributed.attributions.get(*index)
            && attribution.voice == Voice::Attributed
        {
            hidden.extend(&attribution.content);
        }
    }
    hidden
}

struct Counted<'v> {
    values: &'v mut [f32],
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts within a sentence are far below 2^23"
)]
impl Counted<'_> {
    fn set(&mut self, shape: Shape, value: f32) {
        self.values[shape as usize] = value;
    }

    fn add(&mut self, shape: Shape) {
        self.values[shape as usize] += 1.0;
    }

    /// What single words and marks show.
    fn tokens(&mut self, context: &Context<'_>, tokens: &[usize]) {
        let all = context.parsed.tokens.as_slice();
        let text = context.parsed.text();
        let (mut words, mut letters, mut names) = (0, 0, 0);
        let mut strongest = 0.0_f32;
        for (place, index) in tokens.iter().enumerate() {
            let (token, normal) = (all[*index], context.parsed.tokens.normal(*index));
            match token.kind {
                TokenKind::Mark => match normal {
                    "!" => self.add(Shape::exclamation),
                    ":" | ";" => self.add(Shape::colon),
                    "–" | "—" | "-" => self.add(Shape::dash),
                    "(" => self.add(Shape::parenthesis),
                    "…" | "..." => self.add(Shape::ellipsis),
                    "," => self.add(Shape::comma),
                    _ => {}
                },
                TokenKind::Number => self.add(Shape::figures),
                TokenKind::Word => {
                    words += 1;
                    letters += normal.len();
                    names += usize::from(token.capital && place > 0);
                    self.word(normal, token.span.of(text));
                    if let Some(valence) = sentiment::valence_of(normal) {
                        self.add(Shape::rated);
                        strongest = strongest.max(valence.abs());
                        if valence.abs() >= 2.0 {
                            self.add(Shape::rated_strong);
                        }
                    }
                }
            }
        }
        for value in self.values.iter_mut() {
            *value = value.ln_1p();
        }
        let words_or_one = words.max(1) as f32;
        self.set(Shape::words_log, words_or_one.ln());
        self.set(Shape::short, f32::from(u8::from(words < 10)));
        self.set(Shape::long, f32::from(u8::from(words > 35)));
        self.set(Shape::word_length, letters as f32 / words_or_one);
        self.set(Shape::names_share, names as f32 / words_or_one);
        self.set(Shape::strongest, strongest);
    }

    /// What the form of a word shows.
    fn word(&mut self, normal: &str, written: &str) {
        if normal.len() > 5 && normal.ends_with("ly") {
            self.add(Shape::adverbs);
        }
        let adjective = ["ous", "ful", "less", "ive", "able", "ible", "ish", "ical"];
        if normal.len() > 5 && adjective.iter().any(|ending| normal.ends_with(ending)) {
            self.add(Shape::adjectives);
        }
        if normal.len() > 5
            && ["ism", "ist", "ists", "isms"]
                .iter()
                .any(|ending| normal.ends_with(ending))
        {
            self.add(Shape::isms);
        }
        if normal.len() > 5 && normal.ends_with("est") {
            self.add(Shape::superlatives);
        }
        if ["n't", "'re", "'ve", "'ll", "'d", "'m"]
            .iter()
            .any(|ending| normal.ends_with(ending))
        {
            self.add(Shape::contractions);
        }
        if normal.len() > 4 && normal.ends_with("ed") {
            self.add(Shape::past_verbs);
        }
        if normal.len() > 5 && normal.ends_with("ing") {
            self.add(Shape::gerunds);
        }
        if normal.contains('-') {
            self.add(Shape::compound_words);
        }
        if written.len() > 3 && written.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.add(Shape::shouting);
        }
    }

    /// What only the whole sentence shows.
    fn sentence(&mut self, context: &Context<'_>, sentence: usize, tokens: &[usize], part: Part) {
        let parsed = &context.parsed.sentences[sentence];
        let voice = &context.attributed.sentences[sentence];
        let bytes: usize = voice.quoted.iter().map(|span| span.len()).sum();
        let share = bytes as f32 / parsed.span.len().max(1) as f32;
        self.set(Shape::quote_share, share.min(1.0));
        self.set(
            Shape::has_quote,
            f32::from(u8::from(!voice.quoted.is_empty())),
        );
        let held_off = context
            .attributed
            .scare_quotes
            .iter()
            .filter(|span| parsed.span.contains(**span))
            .count();
        self.set(Shape::scare_quote, (held_off as f32).ln_1p());
        self.set(
            Shape::attributed,
            f32::from(u8::from(voice.voice == Voice::Attributed)),
        );
        self.set(
            Shape::vague,
            f32::from(u8::from(voice.voice == Voice::Vague)),
        );
        self.set(
            Shape::cues_of_speech,
            (voice.attributions.len() as f32).ln_1p(),
        );
        let first = tokens.iter().find_map(|token| {
            let normal = context.parsed.tokens.normal(*token);
            normal.starts_with(char::is_alphabetic).then_some(normal)
        });
        if let Some(first) = first {
            if matches!(first, "but" | "and" | "so" | "yet" | "or" | "because") {
                self.set(Shape::joined, 1.0);
            }
            if matches!(
                first,
                "it" | "this" | "that" | "they" | "he" | "she" | "we" | "i" | "these" | "there"
            ) {
                self.set(Shape::pronoun_first, 1.0);
            }
        }
        self.sentiment(context, sentence, tokens, part);
    }

    #[expect(clippy::cast_possible_truncation, reason = "three decimals fit an f32")]
    fn sentiment(&mut self, context: &Context<'_>, sentence: usize, tokens: &[usize], part: Part) {
        let span = context.parsed.sentences[sentence].span;
        let whole = context.matches.without_terms(context.parsed, span);
        let polarity = if part == Part::Whole
            || tokens.len() == context.parsed.sentences[sentence].tokens.len()
        {
            sentiment::vader::polarity(&sentiment::plain_marks(&whole))
        } else {
            let mut own = String::new();
            for token in tokens {
                if context.matches.is_plain(*token) {
                    continue;
                }
                own.push_str(context.parsed.tokens.normal(*token));
                own.push(' ');
            }
            sentiment::vader::polarity(&own)
        };
        self.set(Shape::sentiment_strength, polarity.compound.abs() as f32);
        self.set(Shape::sentiment_negative, polarity.negative as f32);
        self.set(Shape::sentiment_positive, polarity.positive as f32);
    }

    /// What the detectors marked.
    #[expect(clippy::cast_possible_truncation, reason = "four decimals fit an f32")]
    fn evidence<'f>(&mut self, findings: impl Iterator<Item = &'f Finding>) {
        let (mut count, mut doubt, mut strongest) = (0.0_f32, 1.0_f64, 0.0_f64);
        for finding in findings {
            count += 1.0;
            let confidence = finding.confidence.fraction();
            doubt *= 1.0 - confidence;
            strongest = strongest.max(confidence);
        }
        self.set(Shape::findings, count.ln_1p());
        self.set(Shape::evidence, (1.0 - doubt) as f32);
        self.set(Shape::clear_evidence, strongest as f32);
    }
}
