//! The words of a noun phrase, as joins look at them.

use super::book::{Book, Country, words_of};
use crate::model::{Phrase, Sort};
use crate::text::Span;
use crate::text::noun::singular;

/// With what a phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compare) enum Opening {
    /// The, this, those.
    Definite,
    /// A, an.
    Indefinite,
    /// His, their.
    Pronoun,
    /// Nothing of the kind.
    Bare,
}

/// A noun phrase with its words.
#[derive(Clone, Debug)]
pub(in crate::compare) struct Read {
    pub phrase: Phrase,
    pub opening: Opening,
    /// Whether a number in digits stands in front.
    pub counted: bool,
    /// The words of the core in small letters, without its article; before a name only those
    /// that say who that is.
    pub words: Vec<String>,
    /// The noun at its end in the singular; empty where only a name is there.
    pub head: String,
    /// The states that these words name.
    pub countries: Vec<Country>,
}

const DEFINITE: [&str; 6] = ["the", "this", "that", "these", "those", "such"];
const PRONOUNS: [&str; 9] = [
    "his", "her", "its", "their", "our", "my", "your", "whose", "own",
];
/// Words in front that say how many, how much or which, and nothing of the one meant.
const COUNTING: [&str; 40] = [
    "some",
    "many",
    "several",
    "few",
    "most",
    "all",
    "both",
    "other",
    "another",
    "every",
    "each",
    "any",
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "dozen",
    "dozens",
    "hundreds",
    "thousands",
    "hundred",
    "thousand",
    "more",
    "various",
    "such",
    "first",
    "second",
    "same",
    "only",
    "about",
    "nearly",
    "almost",
    "roughly",
];
/// Titles of courtesy, which say nothing of who it is.
const COURTESY: [&str; 10] = [
    "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof",
];

impl Read {
    pub fn of(phrase: &Phrase, text: &str) -> Self {
        let span = match phrase.known {
            Some(_) => Span::new(
                phrase.core.start(),
                phrase.head.start().max(phrase.core.start()),
            ),
            None => phrase.core,
        };
        let written = span.of(text);
        let mut words = words_of(written);
        let mut opening = Opening::Bare;
        let mut counted = false;
        while let Some(first) = words.first().map(String::as_str) {
            let next = match first {
                _ if DEFINITE.contains(&first) => Opening::Definite,
                "a" | "an" => Opening::Indefinite,
                _ if PRONOUNS.contains(&first) => Opening::Pronoun,
                _ if first.starts_with(|it: char| it.is_ascii_digit()) => {
                    counted = true;
                    opening
                }
                _ if COUNTING.contains(&first) => opening,
                _ => break,
            };
            if opening == Opening::Bare {
                opening = next;
            }
            words.remove(0);
        }
        if phrase.known.is_some() {
            words.retain(|word| !COURTESY.contains(&&**word));
        }
        let book = Book::get();
        let capital = |country: &str| {
            written.split_whitespace().any(|word| {
                word.starts_with(char::is_uppercase) && word.to_lowercase().starts_with(country)
            })
        };
        let countries = book
            .countries(&words)
            .into_iter()
            .filter(|(at, _)| capital(&words[*at]))
            .map(|(_, country)| country)
            .collect();
        Self {
            phrase: *phrase,
            opening,
            counted,
            head: words.last().map(|word| singular(word)).unwrap_or_default(),
            words,
            countries,
        }
    }

    /// Whether it is a description: no name at its end, and words of its own.
    pub fn describes(&self) -> bool {
        self.phrase.known.is_none() && !self.words.is_empty()
    }

    /// Whether a single person is described.
    pub fn is_one_person(&self) -> bool {
        self.describes() && self.phrase.sort == Sort::Person && !self.phrase.plural
    }

    /// The words as one text.
    pub fn text(&self) -> String {
        self.words.join(" ")
    }
}
