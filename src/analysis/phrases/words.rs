//! The commonest part of speech of words that no list of the project has.

use std::sync::LazyLock;

use crate::analysis::attribution::lists::Sections;

/// A part of speech, as far as noun phrases need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Common {
    Noun,
    Adjective,
    Verb,
    Adverb,
}

static TABLE: LazyLock<Sections> =
    LazyLock::new(|| Sections::of(include_str!("../../../assets/tagger/words.txt")));

static NAMINGS: LazyLock<Sections> =
    LazyLock::new(|| Sections::of(include_str!("../../../assets/lexicons/namings.txt")));

/// Endings of adjectives; `ORIGIN.md` of the table names them.
const ADJECTIVE: [&str; 16] = [
    "ous", "ful", "less", "able", "ible", "ical", "ic", "ish", "ive", "al", "ary", "ory", "ese",
    "ian", "est", "-old",
];
const VERB: [&str; 8] = ["ed", "ing", "ize", "ise", "ify", "izes", "ises", "ifies"];

/// What a word in normal form most often is.
pub(super) fn common(word: &str) -> Common {
    let sections = [
        ("noun", Common::Noun),
        ("adjective", Common::Adjective),
        ("verb", Common::Verb),
        ("adverb", Common::Adverb),
    ];
    let listed = sections.into_iter().find(|(name, _)| TABLE.has(name, word));
    if let Some((_, part)) = listed {
        return part;
    }
    let ends = |ending: &&str| word.ends_with(*ending);
    if word.ends_with("ly") {
        Common::Adverb
    } else if ADJECTIVE.iter().any(ends) {
        Common::Adjective
    } else if VERB.iter().any(ends) {
        Common::Verb
    } else {
        Common::Noun
    }
}

/// Whether a word stands in a section of the list of namings.
pub(super) fn is_listed(section: &'static str, word: &str) -> bool {
    NAMINGS.has(section, word)
}
