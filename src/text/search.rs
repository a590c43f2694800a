//! Plain search as readers mean it: neither case nor the shape of quotation marks,
//! hyphens and spaces matters. And search for a [`Pattern`], for those who ask for one.

use regex::{Regex, RegexBuilder};

use super::Span;

/// Every place of `wanted` in `text`, from left to right, without overlaps.
///
/// With `whole_words`, only where no letter or digit touches either end.
pub fn find_all(text: &str, wanted: &str, whole_words: bool) -> Vec<Span> {
    let wanted: String = wanted.trim().chars().flat_map(folded).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut plain = String::with_capacity(text.len());
    // For every byte of `plain`, where the character that it came from begins.
    let mut origins: Vec<usize> = Vec::with_capacity(text.len() + 1);
    for (at, letter) in text.char_indices() {
        for letter in folded(letter) {
            plain.push(letter);
            origins.resize(plain.len(), at);
        }
    }
    origins.push(text.len());
    plain
        .match_indices(&wanted)
        .filter(|(at, found)| !whole_words || stands_alone(&plain, *at, at + found.len()))
        .map(|(at, found)| Span::new(origins[at], end_of(text, &origins, at + found.len())))
        .collect()
}

/// Most places of a pattern in one text; a pattern can stand at every letter.
const MOST: usize = 10_000;
/// Most bytes that a pattern may take once it is understood.
const SIZE: usize = 1 << 20;

/// A regular expression; case does not matter, all else is taken as it is written.
#[derive(Debug)]
pub struct Pattern(Regex);

/// Why a pattern cannot be searched for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It cannot be understood.
    #[error("This is no regular expression yet: {0}.")]
    Syntax(String),
    /// It would take too much memory.
    #[error("This regular expression is too large. Repeat less in it.")]
    TooLarge,
}

impl Pattern {
    /// Understands a pattern.
    ///
    /// # Errors
    /// Where it is none, or too large a one.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        RegexBuilder::new(pattern)
            .case_insensitive(true)
            .multi_line(true)
            .size_limit(SIZE)
            .dfa_size_limit(SIZE)
            .build()
            .map(Self)
            .map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
                other => PatternError::Syntax(last_line(&other.to_string())),
            })
    }

    /// Every place in `text` that is not empty, as [`find_all`] gives them.
    pub fn find_all(&self, text: &str, whole_words: bool) -> Vec<Span> {
        self.0
            .find_iter(text)
            .filter(|found| !found.is_empty())
            .filter(|found| !whole_words || stands_alone(text, found.start(), found.end()))
            .take(MOST)
            .map(|found| Span::new(found.start(), found.end()))
            .collect()
    }
}

/// What is wrong with a pattern, without the drawing of it that comes before.
fn last_line(message: &str) -> String {
    let last = message.lines().last().unwrap_or_default().trim();
    let words = last.strip_prefix("error: ").unwrap_or(last);
    words.trim_end_matches('.').to_owned()
}

/// The end of a match: a character that folds into two is taken whole.
fn end_of(text: &str, origins: &[usize], after: usize) -> usize {
    let last = origins[after - 1];
    text[last..]
        .chars()
        .next()
        .map_or(last, |letter| last + letter.len_utf8())
}

fn stands_alone(plain: &str, start: usize, end: usize) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric();
    let inside = &plain[start..end];
    let open = inside.starts_with(is_word) && plain[..start].ends_with(is_word);
    let close = inside.ends_with(is_word) && plain[end..].starts_with(is_word);
    !open && !close
}

/// Whether two characters differ only in what does not matter.
pub(super) fn same(one: char, other: char) -> bool {
    one == other || folded(one).eq(folded(other))
}

/// A character without what does not matter.
fn folded(letter: char) -> impl Iterator<Item = char> {
    let letter = match letter {
        '‘' | '’' | '‚' | '‛' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other if other.is_whitespace() => ' ',
        other => other,
    };
    letter.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, wanted: &str, whole: bool) -> Vec<&'a str> {
        find_all(text, wanted, whole)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn case_quotes_hyphens_and_line_breaks_do_not_matter() {
        let text = "The far\u{2011}right’s “plan”.\nFAR-RIGHT";
        assert_eq!(
            found(text, "far-right", false),
            ["far\u{2011}right", "FAR-RIGHT"]
        );
        assert_eq!(
            found(text, "right's \"plan\". far", false),
            ["right’s “plan”.\nFAR"]
        );
    }

    #[test]
    fn whole_words_are_not_parts_of_others() {
        assert_eq!(found("tax, taxes, Tax", "tax", true), ["tax", "Tax"]);
        assert_eq!(found("tax, taxes, Tax", "tax", false).len(), 3);
    }

    #[test]
    fn nothing_is_found_for_nothing_and_letters_that_grow_are_whole() {
        assert!(find_all("text", "  ", false).is_empty());
        assert_eq!(found("in İzmir", "i", false), ["i", "İ", "i"]);
        assert_eq!(found("été", "ÉTÉ", true), ["été"]);
    }

    fn matched<'a>(text: &'a str, pattern: &str, whole: bool) -> Vec<&'a str> {
        let spans = Pattern::new(pattern).unwrap().find_all(text, whole);
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_pattern_finds_what_it_describes() {
        let text = "Cost: 480 million.\nIt cost 31 crowns; costs rise.";
        assert_eq!(matched(text, r"\d+", false), ["480", "31"]);
        assert_eq!(matched(text, "^(cost|it)", false), ["Cost", "It"]);
        assert_eq!(matched(text, "cost", true), ["Cost", "cost"]);
        assert!(matched(text, "z*", false).is_empty());
    }

    #[test]
    fn a_bad_pattern_is_a_sentence_of_one_line() {
        for pattern in ["(cost", "[a", "*", r"\q", "a{2,1}"] {
            let said = Pattern::new(pattern).unwrap_err().to_string();
            assert!(said.ends_with('.') && !said.contains('\n'), "{said}");
            assert!(said.len() < 160, "{said}");
        }
        let huge = Pattern::new(r"((\w{100}){100}){100}").unwrap_err();
        assert_eq!(huge, PatternError::TooLarge);
    }
}
