//! Which language a stretch of text is in, and whether it reads as prose at all.
//!
//! A script other than Latin decides at once. In Latin script the small words decide: the
//! ones that only English has against the ones that only another language has. A dozen
//! words are enough for that, where letter statistics still guess; those are asked only for
//! languages whose small words are not listed. Nothing is guessed from a word or two.

mod evidence;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Serialize;
use whatlang::{Lang, Script};

pub use evidence::Evidence;

/// The small words and the names of languages.
const WORDS: &str = include_str!("../../assets/structure/languages.txt");

/// A language by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Language {
    /// ISO 639-1, `und` where it is not known which one it is.
    pub code: &'static str,
    /// In English: `German`.
    pub name: &'static str,
}

/// What a text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Prose in this language.
    Language(Language),
    /// Program source, keyboard noise and the like.
    NoProse,
    /// Too little to tell.
    Unclear,
}

impl Language {
    /// English.
    pub const ENGLISH: Self = Self {
        code: "en",
        name: "English",
    };

    /// Some other language than English; which one is not known.
    pub const OTHER: Self = Self {
        code: "und",
        name: "another language",
    };

    /// The language of a tag such as `de`, `de-AT`, `deu` or `German`; [`Language::OTHER`]
    /// where the tag is none that is known, and `None` where it is empty.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_lowercase();
        let first = tag
            .split(['-', '_'])
            .next()
            .filter(|part| !part.is_empty())?;
        let three = Lang::from_code(first).map(code);
        Some(
            BOOK.language(three.unwrap_or(first))
                .or_else(|| BOOK.named(&tag))
                .unwrap_or(Self::OTHER),
        )
    }

    /// Whether it is English.
    pub fn is_english(self) -> bool {
        self == Self::ENGLISH
    }

    fn of(lang: Lang) -> Self {
        BOOK.language(code(lang)).unwrap_or(Self::OTHER)
    }
}

/// What a text looks like.
pub fn guess(text: &str) -> Guess {
    Evidence::of(text).guess()
}

/// What the asset says, parsed once.
#[derive(Debug, Default)]
struct Book {
    /// In the order of the asset.
    languages: Vec<Language>,
    /// For each small word the languages that have it, as bits in that order.
    words: HashMap<&'static str, u64>,
    /// Small words that stand inside names.
    particles: Vec<&'static str>,
    /// The bit of English.
    english: u64,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::read(WORDS));

impl Book {
    fn read(source: &'static str) -> Self {
        let mut book = Self::default();
        let mut is_particles = false;
        for line in source.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(head) = line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'))
            {
                is_particles = head == "particles";
                if let Some((code, name)) = head.split_once(' ') {
                    book.languages.push(Language { code, name });
                }
            } else if is_particles {
                book.particles.extend(line.split_whitespace());
            } else if let Some(bit) = book.languages.len().checked_sub(1) {
                for word in line.split_whitespace() {
                    *book.words.entry(word).or_default() |= 1 << bit;
                }
            }
        }
        let english = book
            .languages
            .iter()
            .position(|language| language.is_english());
        book.english = english.map_or(0, |bit| 1 << bit);
        book
    }

    fn language(&self, code: &str) -> Option<Language> {
        let mut all = self.languages.iter();
        all.find(|language| language.code == code).copied()
    }

    fn named(&self, name: &str) -> Option<Language> {
        let mut all = self.languages.iter();
        all.find(|language| language.name.eq_ignore_ascii_case(name))
            .copied()
    }

    fn has_words(&self, language: Language) -> bool {
        let bit = self.languages.iter().position(|known| *known == language);
        let bit = bit.and_then(|bit| 1_u64.checked_shl(u32::try_from(bit).ok()?));
        bit.is_some_and(|bit| self.words.values().any(|bits| bits & bit != 0))
    }

    /// The languages that have a small word, as bits.
    fn having(&self, word: &str) -> u64 {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// The same of a word with an apostrophe: `l'été` begins as French words do, `it's`
    /// ends as English ones.
    fn having_parts(&self, word: &str) -> u64 {
        let whole = self.having(word);
        match word.find('\'') {
            Some(at) if whole == 0 => {
                self.having(&word[..=at]) | self.having(&word[at..]) | self.having(&word[..at])
            }
            _ => whole,
        }
    }
}

/// The language of a script other than Latin, from some text in it.
fn of_script(text: &str) -> Language {
    whatlang::detect(text)
        .filter(|info| info.script() != Script::Latin)
        .map_or(Language::OTHER, |info| Language::of(info.lang()))
}

/// The most likely language by the statistics of its letters, however little that says.
fn most_likely(text: &str) -> Option<Language> {
    whatlang::detect(text).map(|info| Language::of(info.lang()))
}

/// A language by the statistics of its letters, where they leave no doubt.
fn by_letters(text: &str) -> Option<Language> {
    let info = whatlang::detect(text)?;
    info.is_reliable().then(|| Language::of(info.lang()))
}

/// whatlang names languages by three letters; the two-letter codes are ISO 639-1.
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests;
