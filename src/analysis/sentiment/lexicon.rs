//! VADER's word lists, parsed once from `assets/lexicons/vader`.

use std::collections::HashMap;
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../../assets/lexicons/vader/vader_lexicon.txt");
const EMOJI: &str = include_str!("../../../assets/lexicons/vader/emoji_utf8_lexicon.txt");
const MODIFIERS: &str = include_str!("../../../assets/lexicons/vader/modifiers.txt");

/// Mean rise in intensity that raters saw in a booster word (Hutto and Gilbert 2014).
const BOOST: f64 = 0.293;

/// What the lists say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// Mean rating, −4 to 4, of a sentiment word.
    pub(super) valence: Option<f64>,
    /// Rise of a booster, fall of a dampener.
    pub(super) boost: Option<f64>,
    /// Whether it negates what follows.
    pub(super) negates: bool,
}

/// A phrase of several words and its number.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    words: Vec<&'static str>,
    value: f64,
}

/// All of VADER's lists.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: HashMap<&'static str, Entry>,
    emoji: HashMap<char, &'static str>,
    /// Phrases that replace a valence: `kiss of death`.
    fixed: Vec<Phrase>,
    /// Boosters of several words: `kind of`.
    boosting: Vec<Phrase>,
}

/// The lists, parsed at first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::parse);
    &LEXICON
}

impl Lexicon {
    fn parse() -> Self {
        let mut lists = Self::default();
        for line in WORDS.lines() {
            let mut columns = line.trim().split('\t');
            if let (Some(word), Some(Ok(mean))) = (columns.next(), columns.next().map(str::parse)) {
                lists.entries.entry(word).or_default().valence = Some(mean);
            }
        }
        for line in EMOJI.lines() {
            if let Some((emoji, description)) = line.trim().split_once('\t') {
                // VADER looks up single code points; longer sequences in its list are never found.
                let mut letters = emoji.chars();
                if let (Some(letter), None) = (letters.next(), letters.next()) {
                    lists.emoji.insert(letter, description);
                }
            }
        }
        for line in MODIFIERS.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            if let (Some(kind), Some(phrase)) = (columns.next(), columns.next()) {
                lists.modifier(kind, phrase, columns.next());
            }
        }
        lists
    }

    fn modifier(&mut self, kind: &str, phrase: &'static str, value: Option<&str>) {
        let boost = if kind == "dampener" { -BOOST } else { BOOST };
        let several = phrase.contains(' ');
        match kind {
            "booster" | "dampener" if several => self.boosting.push(Phrase::new(phrase, boost)),
            "booster" | "dampener" => {
                self.entries.entry(phrase).or_default().boost = Some(boost);
            }
            "negation" => self.entries.entry(phrase).or_default().negates = true,
            _ => {
                if let Some(Ok(value)) = value.map(str::parse) {
                    self.fixed.push(Phrase::new(phrase, value));
                }
            }
        }
    }

    /// What is known of a word in lower case.
    pub(super) fn entry(&self, word: &str) -> Option<Entry> {
        self.entries.get(word).copied()
    }

    /// The description of an emoji.
    pub(super) fn emoji(&self, letter: char) -> Option<&'static str> {
        self.emoji.get(&letter).copied()
    }

    /// The valence that these words have as a fixed phrase.
    pub(super) fn fixed<W: AsRef<str>>(&self, words: &[W]) -> Option<f64> {
        value_of(&self.fixed, words)
    }

    /// The boost that these words have together.
    pub(super) fn boosting<W: AsRef<str>>(&self, words: &[W]) -> Option<f64> {
        value_of(&self.boosting, words)
    }
}

impl Phrase {
    fn new(phrase: &'static str, value: f64) -> Self {
        Self {
            words: phrase.split(' ').collect(),
            value,
        }
    }
}

fn value_of<W: AsRef<str>>(phrases: &[Phrase], words: &[W]) -> Option<f64> {
    let words = || words.iter().map(AsRef::as_ref);
    phrases
        .iter()
        .find(|phrase| phrase.words.iter().copied().eq(words()))
        .map(|phrase| phrase.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read_whole() {
        let lists = lexicon();
        let rated = lists
            .entries
            .values()
            .filter(|entry| entry.valence.is_some());
        assert_eq!(rated.count(), 7506);
        assert_eq!(lists.emoji.len(), 1212);
        let negations = lists.entries.values().filter(|entry| entry.negates);
        assert_eq!(negations.count(), 59);
        assert_eq!(lists.boosting.len(), 3);
        assert_eq!(lists.fixed.len(), 9);
    }
}
