//! Topic frames: which dimensions of an issue an article takes up, and where.
//!
//! 1. [`FrameBook`] is the codebook: names, and the phrases that speak for each.
//! 2. [`mentions`] finds the phrases.
//! 3. [`add_by_meaning`] adds the sentences that carry a frame by what they mean, where
//!    the language model has read them.
//! 4. [`gathered`] says which sentences carry a frame, and whether they are enough to speak of it.

use std::sync::LazyLock;

use super::Parsed;
use super::lexicon::trie::{Trie, Vocabulary, WordId};
use super::lexicon::{list, pattern};
use super::meaning::Meanings;
use super::readings::Readings;
use crate::model::{Confidence, FrameMention, Share, TopicFrame};
use crate::text::TokenKind;

/// From this weight a sentence carries a frame.
const CARRIES: u16 = 100;
/// From this weight one sentence is enough: two phrases that leave no doubt.
const STRONG: u16 = 200;
/// Fewest sentences where none is strong.
const SENTENCES: usize = 2;
/// Least share of the sentences: less is a mention in passing.
const SHARE: f64 = 0.05;
/// Section of phrases that mean something else.
const ELSE: &str = "-";

/// A codebook of topic frames.
#[derive(Debug, Default)]
pub struct FrameBook {
    frames: Vec<Frame>,
    entries: Vec<Entry>,
    vocabulary: Vocabulary,
    trie: Trie,
}

/// One frame of the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its name: `Economic`.
    pub name: String,
    /// What it is about, in a few words.
    pub about: String,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Index of the frame; `None` for a phrase that means something else.
    frame: Option<usize>,
    weight: u16,
}

static BOOK: LazyLock<FrameBook> =
    LazyLock::new(|| FrameBook::read(include_str!("../../assets/lexicons/frames.txt")));

impl FrameBook {
    /// The codebook built into the program.
    pub fn get() -> &'static Self {
        &BOOK
    }

    /// Reads a codebook; the notation is that of the word lists.
    pub fn read(source: &str) -> Self {
        let list = list::read(source);
        let mut book = Self::default();
        for line in &list.lines {
            let frame = (line.section != ELSE).then(|| book.frame(line.section, &list));
            let entry = u32::try_from(book.entries.len()).unwrap_or(u32::MAX);
            book.entries.push(Entry {
                frame,
                weight: line.worth.basis_points() / 100,
            });
            for path in pattern::expand(line.phrase) {
                book.trie.insert(&path, entry, &mut book.vocabulary);
            }
        }
        book.trie.finish(book.vocabulary.len());
        book
    }

    fn frame(&mut self, name: &str, list: &list::List<'_>) -> usize {
        let known = self.frames.iter().position(|frame| frame.name == name);
        known.unwrap_or_else(|| {
            self.frames.push(Frame {
                name: name.to_owned(),
                about: list.head(name).to_owned(),
            });
            self.frames.len() - 1
        })
    }

    /// The frames, in the order of the codebook.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }
}

/// The frames that at least one sentence carries, those with the largest share first;
/// by words alone where the language model has not read the sentences.
pub fn frames(
    parsed: &Parsed<'_>,
    book: &FrameBook,
    readings: Option<&Readings>,
) -> Vec<TopicFrame> {
    let all = parsed
        .sentences
        .iter()
        .filter(|sentence| sentence.role.is_text())
        .count();
    let mut mentions = mentions(parsed, book);
    if let Some(readings) = readings {
        add_by_meaning(&mut mentions, parsed, book, readings);
    }
    let mut frames: Vec<TopicFrame> = book
        .frames
        .iter()
        .zip(&mentions)
        .filter_map(|(frame, mentions)| gathered(&frame.name, &frame.about, mentions, all))
        .collect();
    frames.sort_by_key(|frame| std::cmp::Reverse(frame.score));
    frames
}

/// A frame with the sentences that carry it, of `all` that could; `None` where none does.
///
/// It is stated where two sentences carry it, or one that leaves no doubt, and where
/// these are no mere mention in passing. `mentions` are ordered by sentence.
pub fn gathered(
    name: &str,
    about: &str,
    mentions: &[FrameMention],
    all: usize,
) -> Option<TopicFrame> {
    let mut frame = TopicFrame {
        name: name.to_owned(),
        about: about.to_owned(),
        score: Share::default(),
        is_stated: false,
        sentences: Vec::new(),
        mentions: Vec::new(),
    };
    let mut is_strong = false;
    for group in mentions.chunk_by(|one, next| one.sentence == next.sentence) {
        let weight = weight(group);
        if weight >= CARRIES {
            frame.sentences.push(group[0].sentence);
            frame.mentions.extend_from_slice(group);
            is_strong |= weight >= STRONG;
        }
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "sentence counts are far below 2^52"
    )]
    let share = frame.sentences.len() as f64 / all.max(1) as f64;
    frame.score = Share::from_fraction(share);
    frame.is_stated = (frame.sentences.len() >= SENTENCES || is_strong) && share >= SHARE;
    (!frame.sentences.is_empty()).then_some(frame)
}

/// Adds to the phrases the sentences that carry a frame by their meaning, where their words
/// do not. Words too weak to carry it give way to the sentence that they stand in.
pub fn add_by_meaning(
    by_frame: &mut [Vec<FrameMention>],
    parsed: &Parsed<'_>,
    book: &FrameBook,
    readings: &Readings,
) {
    for (sentence, part) in parsed.sentences.iter().enumerate() {
        let reading = readings.whole(sentence).filter(|_| part.role.is_text());
        let Some((name, probability)) =
            reading.and_then(|reading| Meanings::get().of(&reading.meaning))
        else {
            continue;
        };
        let frame = book.frames.iter().position(|frame| frame.name == name);
        let Some(mentions) = frame.and_then(|frame| by_frame.get_mut(frame)) else {
            continue;
        };
        let from = mentions.partition_point(|mention| mention.sentence < sentence);
        let to = mentions.partition_point(|mention| mention.sentence <= sentence);
        if weight(&mentions[from..to]) < CARRIES {
            let mention = FrameMention {
                span: part.span,
                sentence,
                weight: CARRIES,
                meaning: Some(Confidence::from_fraction(probability)),
            };
            mentions.splice(from..to, [mention]);
        }
    }
}

/// How far a sentence's mentions go together.
fn weight(mentions: &[FrameMention]) -> u16 {
    mentions
        .iter()
        .fold(0, |sum, mention| sum.saturating_add(mention.weight))
}

/// Every phrase of the codebook in the sentences of an article, one list a frame in
/// the codebook's order, each phrase once a sentence.
///
/// The leftmost and longest phrase wins, so that a longer phrase can mean something else.
pub fn mentions(parsed: &Parsed<'_>, book: &FrameBook) -> Vec<Vec<FrameMention>> {
    let tokens = &parsed.tokens;
    let words: Vec<WordId> = (0..tokens.len())
        .map(|index| book.vocabulary.find(tokens.normal(index)))
        .collect();
    let marks: Vec<bool> = tokens
        .as_slice()
        .iter()
        .map(|token| token.kind == TokenKind::Mark)
        .collect();
    let mut by_frame: Vec<Vec<FrameMention>> = vec![Vec::new(); book.frames.len()];
    let mut found = Vec::new();
    for (sentence, part) in parsed.sentences.iter().enumerate() {
        if !part.role.is_text() {
            continue;
        }
        let mut known: Vec<u32> = Vec::new();
        let mut start = part.tokens.start;
        while start < part.tokens.end {
            found.clear();
            if words[start] != WordId::UNKNOWN {
                book.trie
                    .matches(&words, &marks, start, part.tokens.end, &mut found);
            }
            let Some(end) = found.iter().map(|(end, _)| *end).max() else {
                start += 1;
                continue;
            };
            let first = tokens.as_slice()[start];
            let last = tokens.as_slice()[end - 1];
            // One capitalised word is mostly part of a name: the Justice Department.
            let is_name = end == start + 1 && first.capital && start > part.tokens.start;
            let span = first.span.cover(last.span);
            for (_, entry) in found.iter().filter(|(until, _)| *until == end) {
                let Entry { frame, weight } = book.entries[*entry as usize];
                let Some(frame) = frame.filter(|_| !known.contains(entry)) else {
                    continue;
                };
                known.push(*entry);
                let weight = if is_name { weight / 2 } else { weight };
                let mentions = &mut by_frame[frame];
                match mentions.last_mut().filter(|last| last.span == span) {
                    Some(last) => last.weight = last.weight.max(weight),
                    None => mentions.push(FrameMention {
                        span,
                        sentence,
                        weight,
                        meaning: None,
                    }),
                }
            }
            start = end;
        }
    }
    by_frame
}

#[cfg(test)]
mod tests;
