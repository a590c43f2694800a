//! The words of a sentence that say what it is about: its names, numbers and plain words,
//! without those that only hold a sentence together.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::stem::stem;
use super::{Span, TokenKind, Tokens};

/// Closed classes of words.
const LISTS: &str = include_str!("../../assets/lexicons/function_words.txt");
/// The class of them that does say something: months and days.
const KEPT: &str = "[month]";

/// Numbers that are as often written out; a stem knows those up to twelve.
const WRITTEN_OUT: [(&str, &str); 16] = [
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("dozen", "12"),
];

/// What a word is, as far as its letters tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentKind {
    /// A number, in digits or written out.
    Number,
    /// With a capital where a plain word has none.
    Name,
    /// With a capital where every word has one: a name or a plain word.
    First,
    /// In small letters.
    Plain,
}

/// A word that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentWord {
    /// Where it stands; the parts of a compound stand in one place.
    pub span: Span,
    /// Its stem, or the number in digits.
    pub stem: String,
    /// What it is.
    pub kind: ContentKind,
}

static STOP: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let mut stop = HashSet::new();
    let mut is_kept = false;
    for line in LISTS.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            is_kept = line == KEPT;
        } else if !is_kept {
            stop.extend(line.split(", ").map(str::trim));
        }
    }
    stop
});

/// The words of one sentence that say something, in reading order; the places count from the
/// start of `text`.
pub fn content_words(text: &str) -> Vec<ContentWord> {
    let tokens = Tokens::of(text, Span::new(0, text.len()));
    let mut words = Vec::new();
    // Whether every word has a capital here: at the start, and behind a quotation mark or colon.
    let mut is_first = true;
    for (index, token) in tokens.as_slice().iter().enumerate() {
        let normal = tokens.normal(index);
        if token.kind == TokenKind::Mark {
            is_first |= matches!(normal, "\"" | "“" | "„" | "«" | "'" | ":" | "—" | "–");
            continue;
        }
        let was_first = std::mem::replace(&mut is_first, false);
        for part in normal.split('-') {
            if let Some((stem, kind)) = content(part, token.capital, was_first) {
                words.push(ContentWord {
                    span: token.span,
                    stem,
                    kind,
                });
            }
        }
    }
    words
}

/// The stem of a word that says something, and what it is.
fn content(normal: &str, is_capital: bool, is_first: bool) -> Option<(String, ContentKind)> {
    if !normal.contains(char::is_alphanumeric) {
        return None;
    }
    if let Some((_, digits)) = WRITTEN_OUT.iter().find(|(name, _)| *name == normal) {
        return Some(((*digits).to_owned(), ContentKind::Number));
    }
    let stem = stem(normal);
    if stem.starts_with(|letter: char| letter.is_ascii_digit()) {
        // “One” is more often a pronoun or an article.
        return (normal != "one" && normal != "zero").then_some((stem, ContentKind::Number));
    }
    if STOP.contains(normal) || stem.is_empty() {
        return None;
    }
    let kind = match (is_capital, is_first) {
        (true, true) => ContentKind::First,
        (true, false) => ContentKind::Name,
        (false, _) => ContentKind::Plain,
    };
    Some((stem, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, ContentKind)> {
        content_words(text)
            .into_iter()
            .map(|word| (word.stem, word.kind))
            .collect()
    }

    #[test]
    fn names_numbers_and_plain_words_are_told_apart_and_small_words_left_out() {
        use ContentKind::{First, Name, Number, Plain};
        let expected = [
            ("council", First),
            ("norwick", Name),
            ("clos", Plain),
            ("3", Number),
            ("1200", Number),
            ("seat", Plain),
            ("rink", Plain),
            ("monday", Name),
        ];
        let found = words("Councils of Norwick closed three 1,200-seat rinks on Monday.");
        let found: Vec<_> = found
            .iter()
            .map(|(stem, kind)| (stem.as_str(), *kind))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_capital_behind_a_quotation_mark_is_no_sign_of_a_name() {
        let found = words("He said: “Rain fell on Norwick.”");
        assert!(
            found.contains(&("rain".to_owned(), ContentKind::First)),
            "{found:?}"
        );
        assert!(
            found.contains(&("norwick".to_owned(), ContentKind::Name)),
            "{found:?}"
        );
        assert!(words("It was so, and so is one.").is_empty());
    }
}
