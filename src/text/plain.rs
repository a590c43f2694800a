//! The form in which a text is matched: the one place that sees through how it was set.
//!
//! Invisible signs, ligatures, no-break spaces, decomposed accents, full-width letters and
//! words divided at line ends come from pages and typesetting, not from the writer. Word
//! lists, names, verbs, the sentiment lexicon and the model read a text without them; places
//! are led back, so that a mark covers the word as it stands.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_compatible, is_combining_mark,
};

use super::Span;

/// Which halves of divided words keep their hyphen.
const LISTS: &str = include_str!("../../assets/structure/divided.txt");

/// English words in small letters, one a line, among pieces that begin with `##`: what tells
/// `repu-tation` from `well-known`. They are the word pieces that the model reads: those of
/// BERT, uncased (Apache-2.0).
pub const VOCABULARY: &str = include_str!("../../assets/model/vocabulary.txt");

/// More letters are no half of a word.
const LONGEST: usize = 30;
/// Shorter halves are no words of their own.
const SHORTEST: usize = 3;

/// A text as it is matched, and where its letters stand in the text as it is read.
#[derive(Clone, Debug)]
pub struct Plain<'t> {
    text: Cow<'t, str>,
    /// Of each character its place here and in the source; empty where both are the same.
    units: Vec<Unit>,
}

#[derive(Clone, Copy, Debug)]
struct Unit {
    at: usize,
    source: Span,
}

impl<'t> Plain<'t> {
    /// The form of `text` that is matched; borrowed where it is the text itself.
    pub fn of(text: &'t str) -> Self {
        if is_plain(text) {
            return Self {
                text: Cow::Borrowed(text),
                units: Vec::new(),
            };
        }
        let mut making = Making {
            source: text,
            text: String::with_capacity(text.len()),
            units: Vec::with_capacity(text.len()),
        };
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            at = making.take(at, letter);
        }
        Self {
            text: Cow::Owned(making.text),
            units: making.units,
        }
    }

    /// The text that is matched.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text that is matched, given away.
    pub fn into_text(self) -> Cow<'t, str> {
        self.text
    }

    /// Where a stretch of [`Self::text`] stands in the source, without invisible signs at its
    /// ends. Both count bytes.
    pub fn source(&self, span: Span) -> Span {
        if self.units.is_empty() {
            return span;
        }
        let unit = |at: usize| {
            let next = self.units.partition_point(|unit| unit.at <= at);
            next.checked_sub(1).map(|index| self.units[index].source)
        };
        let first = unit(span.start()).unwrap_or_default();
        if span.is_empty() {
            return Span::new(first.start(), first.start());
        }
        first.cover(unit(span.end() - 1).unwrap_or(first))
    }
}

/// Names and words for people to read, without what typesetting left in them.
pub fn plain(text: &str) -> Cow<'_, str> {
    Plain::of(text).into_text()
}

/// Whether a character has no width and says nothing: nobody can see it.
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// Whether nothing has to be done.
fn is_plain(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let divides = matches!(letter, '-' | '\u{2010}')
            && letters.peek().is_some_and(|next| next.is_whitespace());
        if divides || !letter.is_ascii() && is_set(letter) {
            return false;
        }
    }
    true
}

/// Whether a character is the work of a typesetter or a web page.
fn is_set(letter: char) -> bool {
    is_invisible(letter) || is_space(letter) || is_form(letter) || is_combining_mark(letter)
}

/// Spaces of other widths than the usual one.
fn is_space(letter: char) -> bool {
    matches!(
        letter,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// Ligatures, full-width letters and letters from the mathematical alphabets.
fn is_form(letter: char) -> bool {
    matches!(letter, '\u{FB00}'..='\u{FB06}' | '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}')
}

struct Making<'t> {
    source: &'t str,
    text: String,
    units: Vec<Unit>,
}

impl Making<'_> {
    /// Takes one character and says where the next one stands.
    fn take(&mut self, at: usize, letter: char) -> usize {
        let end = at + letter.len_utf8();
        let source = Span::new(at, end);
        if matches!(letter, '-' | '\u{2010}' | '\u{AD}')
            && let Some((next, joined)) = self.divided(letter, end)
        {
            if joined == Joined::WithHyphen {
                self.push('-', Span::new(at, next));
            }
            return next;
        }
        if is_invisible(letter) && !self.joins_signs(letter) {
            return end;
        }
        if is_space(letter) {
            self.push(' ', source);
        } else if is_form(letter) {
            decompose_compatible(letter, |part| self.push(part, source));
        } else if !letter.is_ascii() && canonical_combining_class(letter) != 0 {
            self.combine(letter, source);
        } else {
            self.push(letter, source);
        }
        end
    }

    fn push(&mut self, letter: char, source: Span) {
        self.units.push(Unit {
            at: self.text.len(),
            source,
        });
        self.text.push(letter);
    }

    /// Puts an accent on the letter before it, where there is one letter for both.
    fn combine(&mut self, accent: char, source: Span) {
        let whole = self.text.chars().next_back();
        let Some((whole, last)) = whole
            .and_then(|letter| compose(letter, accent))
            .zip(self.units.last_mut())
        else {
            return self.push(accent, source);
        };
        last.source = last.source.cover(source);
        self.text.truncate(last.at);
        self.text.push(whole);
    }

    /// Whether a joiner holds signs together that are one picture, or letters of a script that
    /// is written with it.
    fn joins_signs(&self, letter: char) -> bool {
        let joiner = matches!(letter, '\u{200C}' | '\u{200D}');
        let before = self.text.chars().next_back().unwrap_or(' ');
        let writes_joined = ('\u{600}'..'\u{1E00}').contains(&before) || before >= '\u{2600}';
        joiner && writes_joined
    }

    /// Where a word goes on that is divided by a hyphen that ends before `after`, and how the
    /// halves are joined.
    fn divided(&self, hyphen: char, after: usize) -> Option<(usize, Joined)> {
        let rest = &self.source[after..];
        let gap = rest.len()
            - rest
                .trim_start_matches(|letter: char| letter.is_whitespace() || is_invisible(letter))
                .len();
        let between = &rest[..gap];
        let breaks = between.matches('\n').count() + usize::from(between == "\r");
        if breaks > 1 || !between.contains(char::is_whitespace) {
            return None;
        }
        if breaks == 0
            && between
                .chars()
                .filter(|letter| letter.is_whitespace())
                .count()
                > 1
        {
            return None;
        }
        let first = last_letters(&self.text);
        let last = first_letters(&rest[gap..]);
        if first.is_empty() || !last.starts_with(char::is_lowercase) {
            return None;
        }
        let joined = match hyphen {
            '\u{AD}' => Joined::Whole,
            _ => joined(&first, &last, breaks > 0)?,
        };
        Some((after + gap, joined))
    }
}

/// How the halves of a divided word are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joined {
    /// `repu-tation`: one word.
    Whole,
    /// `well-known`: a compound.
    WithHyphen,
}

/// How two halves are joined, if they are halves of one word. Without a line break between
/// them a hyphen can be a careless dash, so that more has to speak for it.
fn joined(first: &str, last: &str, broken: bool) -> Option<Joined> {
    let lists = &*WORDS;
    let known = lists.known.contains([first, last].concat().as_str());
    if lists.suspended.contains(last) && !(known && broken) {
        return None;
    }
    if known {
        return Some(Joined::Whole);
    }
    if lists.first.contains(first) || lists.last.contains(last) {
        return Some(Joined::WithHyphen);
    }
    let is_word = |half: &str| half.len() >= SHORTEST && lists.known.contains(half);
    match (is_word(first) && is_word(last), broken) {
        (true, true) => Some(Joined::WithHyphen),
        (true, false) => None,
        (false, _) => Some(Joined::Whole),
    }
}

struct Words {
    first: HashSet<&'static str>,
    last: HashSet<&'static str>,
    suspended: HashSet<&'static str>,
    known: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let list = |name: &str| {
        LISTS
            .lines()
            .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .flat_map(str::split_whitespace)
            .collect()
    };
    Words {
        first: list("first"),
        last: list("last"),
        suspended: list("suspended"),
        known: VOCABULARY
            .lines()
            .filter(|word| word.len() > 1 && word.bytes().all(|letter| letter.is_ascii_lowercase()))
            .collect(),
    }
});

/// A letter of a script with capitals, in which words are divided with hyphens.
fn is_cased(letter: char) -> bool {
    letter.is_lowercase() || letter.is_uppercase()
}

/// The letters at the end, in small letters; none where they are too many for half a word.
fn last_letters(text: &str) -> String {
    let letters = text.chars().rev().take_while(|letter| is_cased(*letter));
    let length: usize = letters.take(LONGEST + 1).map(char::len_utf8).sum();
    half(&text[text.len() - length..]).to_lowercase()
}

/// The letters at the beginning, as they are matched; none where they are too many.
fn first_letters(text: &str) -> String {
    let mut letters = String::new();
    for letter in text.chars().filter(|letter| !is_invisible(*letter)) {
        if is_form(letter) {
            decompose_compatible(letter, |part| letters.push(part));
        } else if is_cased(letter) {
            letters.push(letter);
        } else {
            break;
        }
        if letters.len() > LONGEST {
            return String::new();
        }
    }
    letters
}

fn half(letters: &str) -> &str {
    if letters.chars().count() > LONGEST {
        ""
    } else {
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_signs_ligatures_and_spaces_are_seen_through() {
        for (text, wanted) in [
            ("cata\u{200B}strophic", "catastrophic"),
            ("cata\u{AD}strophic", "catastrophic"),
            ("\u{FEFF}shame\u{2060}ful", "shameful"),
            ("be\u{200D}trayal", "betrayal"),
            ("the o\u{FB03}ce \u{FB01}gures", "the office figures"),
            ("according\u{A0}to\u{202F}her", "according to her"),
            ("cliche\u{301}", "cliché"),
            ("\u{FF33}hame", "Shame"),
            ("far\u{2011}right", "far\u{2011}right"),
        ] {
            assert_eq!(plain(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn words_divided_at_line_ends_are_whole_and_compounds_keep_their_hyphen() {
        for (text, wanted) in [
            ("catas-\ntrophic", "catastrophic"),
            ("repu- tation", "reputation"),
            ("accord-\r\ning to", "according to"),
            ("shame\u{AD}\nful", "shameful"),
            ("de-\n\u{FB01}ned", "defined"),
            ("a well-\nknown face", "a well-known face"),
            ("a well- known face", "a well-known face"),
            ("a river-\nborn mist", "a river-born mist"),
            ("London-\nbased", "London-based"),
            ("state-of-the-\nart", "state-of-the-art"),
            ("pre- and post-war", "pre- and post-war"),
            ("two- to three-year", "two- to three-year"),
            ("first-\nor second-rate", "first-\nor second-rate"),
            ("she left early- nobody saw", "she left early- nobody saw"),
            ("sovereignty - i am", "sovereignty - i am"),
            ("North-\nSouth", "North-\nSouth"),
            ("one-\n\ntwo", "one-\n\ntwo"),
            ("in 2019-\n20", "in 2019-\n20"),
        ] {
            assert_eq!(plain(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn places_are_led_back_to_the_words_as_they_stand() {
        let text = "The ca\u{200B}tas-\ntrophic \u{FB03}x of e\u{301}lan.";
        let found = Plain::of(text);
        let source = |word: &str| {
            let at = found.text().find(word).unwrap();
            found.source(Span::new(at, at + word.len())).of(text)
        };
        assert_eq!(source("catastrophic"), "ca\u{200B}tas-\ntrophic");
        assert_eq!(source("ffix"), "\u{FB03}x");
        assert_eq!(source("f"), "\u{FB03}");
        assert_eq!(source("élan"), "e\u{301}lan");
        assert_eq!(source("The"), "The");
    }

    #[test]
    fn pictures_of_several_signs_and_other_scripts_keep_their_joiners() {
        for text in ["👩\u{200D}🚒", "می\u{200C}خواهم"] {
            assert_eq!(plain(text), text);
        }
    }
}
