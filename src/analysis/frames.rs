//! Topic frames: which dimensions of an issue an article takes up, and where.
//!
//! 1. [`FrameBook`] is the codebook: names, and the phrases that speak for each.
//! 2. [`mentions`] finds the phrases. Another reader of sentences can add mentions of
//!    its own here: a sentence that carries a frame by its meaning is a mention as long
//!    as the sentence.
//! 3. [`gathered`] says which sentences carry a frame, and whether they are enough to speak of it.

use std::sync::LazyLock;

use super::Parsed;
use super::lexicon::trie::{Trie, Vocabulary, WordId};
use super::lexicon::{list, pattern};
use crate::model::id::sha256_hex;
use crate::model::{FrameMention, Share, TopicFrame};
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
    hash: String,
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
        let mut book = Self {
            hash: sha256_hex(source.as_bytes()),
            ..Self::default()
        };
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

    /// SHA-256 of the codebook, hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// The frames that at least one sentence carries, those with the largest share first.
pub fn frames(parsed: &Parsed<'_>, book: &FrameBook) -> Vec<TopicFrame> {
    let all = parsed
        .sentences
        .iter()
        .filter(|sentence| sentence.role.is_text())
        .count();
    let mut frames: Vec<TopicFrame> = book
        .frames
        .iter()
        .zip(mentions(parsed, book))
        .filter_map(|(frame, mentions)| gathered(&frame.name, &frame.about, &mentions, all))
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
        let weight: u16 = group
            .iter()
            .fold(0, |sum, mention| sum.saturating_add(mention.weight));
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
                    }),
                }
            }
            start = end;
        }
    }
    by_frame
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::model::Settings;
    use crate::model::testing::titled as article;

    fn names(paragraphs: &[&str]) -> Vec<String> {
        let article = article("Report", paragraphs);
        let analysis = analyse(&article, &Settings::default());
        analysis
            .frames
            .into_iter()
            .filter(|frame| frame.is_stated)
            .map(|frame| frame.name)
            .collect()
    }

    #[test]
    fn the_codebook_has_the_fourteen_named_dimensions_each_with_a_gloss() {
        let book = FrameBook::get();
        assert_eq!(book.frames().len(), 14);
        for frame in book.frames() {
            assert!(!frame.about.is_empty(), "{} has no gloss", frame.name);
            let index = book.frames().iter().position(|other| other == frame);
            let phrases = book
                .entries
                .iter()
                .filter(|entry| entry.frame == index)
                .count();
            assert!(phrases >= 60, "{} has {phrases} phrases", frame.name);
        }
    }

    #[test]
    fn a_report_on_a_budget_is_economic_and_one_on_a_trial_is_about_crime() {
        let budget = [
            "The company will cut 400 jobs, and its shareholders will get no dividend.",
            "Unemployment in the valley is already above the national average.",
            "The wind was light.",
        ];
        assert_eq!(names(&budget), ["Economic"]);
        let trial = [
            "The defendant pleaded guilty to two robberies.",
            "The prosecutor asked for six years in prison.",
            "It rained all day.",
        ];
        assert_eq!(names(&trial), ["Crime and punishment"]);
    }

    #[test]
    fn a_word_in_passing_makes_no_frame_and_neither_do_two_meanings_of_one_word() {
        let flat = [
            "The ferry leaves at nine.",
            "It stops at the pool on the way.",
            "A nurse was on board.",
        ];
        assert_eq!(names(&flat), [""; 0]);
        let sports = [
            "The visitors had a penalty shoot-out to thank.",
            "Their defender blocked a second free kick, and the tennis court next door was loud.",
        ];
        assert_eq!(names(&sports), [""; 0]);
    }

    #[test]
    fn one_sentence_is_enough_where_two_phrases_leave_no_doubt() {
        let strong = ["The hospital said the epidemic was over.", "It rained."];
        assert_eq!(names(&strong), ["Health and safety"]);
        let single = ["The hospital has a red roof.", "It rained."];
        assert_eq!(names(&single), [""; 0]);
    }

    #[test]
    fn the_passages_are_the_words_that_carry_the_frame() {
        let article = article(
            "Report",
            &[
                "Voters elect a parliament in May.",
                "The vaccine protects patients against the disease.",
            ],
        );
        let analysis = analyse(&article, &Settings::default());
        let health = analysis
            .frames
            .iter()
            .find(|frame| frame.is_stated)
            .unwrap();
        let words: Vec<&str> = health
            .mentions
            .iter()
            .map(|mention| mention.span.of(&article.text))
            .collect();
        assert_eq!(words, ["vaccine", "patients", "disease"]);
        assert_eq!(health.sentences, [2]);
        assert_eq!(health.score, Share::from_fraction(0.5));
    }

    #[test]
    fn another_codebook_gives_its_own_frames() {
        let book = FrameBook::read(
            "# Weather: rain and shine\n[Weather 100]\nrain~\nsunshine\n[-]\nrain forest+\n",
        );
        assert_eq!(book.frames()[0].about, "rain and shine");
        let article = article(
            "Report",
            &[
                "It rained. Sunshine followed.",
                "The rain forest is far away.",
            ],
        );
        let found = frames(&Parsed::of(&article), &book);
        assert_eq!(found[0].name, "Weather");
        assert_eq!(found[0].sentences, [1, 2]);
    }
}
