//! Sentences.
//!
//! Every place where a sentence could end is a `Seam`. The `rules` have the first
//! word; where they are silent the `sentencex` crate decides, which knows many
//! abbreviations. It is asked about a copy without quotation marks, because it
//! never ends a sentence inside a quotation, and quotations of several sentences
//! are the daily bread of news.

mod rules;
mod seam;
mod words;

use std::cell::OnceCell;

use unicode_segmentation::GraphemeCursor;

use super::plain::is_invisible;
use super::{Plain, Span};
use seam::{Seam, Seams, leading};

/// Splits one paragraph into sentences.
///
/// `within` is the paragraph in `text`. The spans returned are trimmed, in order,
/// do not overlap, and leave out only white space, invisible signs and the bullets of lists. No span begins or ends inside
/// a grapheme cluster of the paragraph.
///
/// A quoted question stays with the clause that reports it (“Why now?” he asked.);
/// of a quotation of several sentences each is one, the last with its reporting clause.
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let whole = within.trimmed(text);
    let mut found = Vec::new();
    if whole.is_empty() {
        return found;
    }
    let source = whole.of(text);
    let plain = Plain::of(source);
    let part = plain.text();
    let opinion = Opinion::new(part);
    let mut seams = Seams::new(part);
    let mut start = 0;
    while let Some(seam) = seams.next_seam() {
        let ends = rules::ends_sentence(&seam).unwrap_or_else(|| opinion.ends_sentence(&seam));
        let end = plain.source(Span::new(seam.start, seam.end)).end();
        let end = end + leading(&source[end..], is_invisible);
        let next = end + leading(&source[end..], |c| c.is_whitespace() || is_invisible(c));
        let goes_on = next < source.len();
        if ends && goes_on && is_cluster_edge(source, end) && is_cluster_edge(source, next) {
            found.push(Span::new(start, end).shifted(whole.start()));
            start = next;
            let next = seam.next;
            seams.begin_sentence(next);
        }
    }
    found.push(Span::new(start, source.len()).shifted(whole.start()));
    for sentence in &mut found {
        *sentence = without_bullet(text, *sentence);
    }
    found
}

/// The sentence without the sign before an item of a list, which says nothing.
fn without_bullet(text: &str, sentence: Span) -> Span {
    let words = sentence.of(text);
    let signs = leading(words, is_bullet);
    let after = signs + leading(&words[signs..], char::is_whitespace);
    let (alone, one) = (after == words.len(), words[..signs].chars().count() == 1);
    if !one || after == signs || alone || !is_cluster_edge(words, after) {
        return sentence;
    }
    Span::new(sentence.start() + after, sentence.end())
}

/// A sign before an item of a list. A long dash can begin a line that somebody says.
pub(super) fn is_bullet(letter: char) -> bool {
    matches!(
        letter,
        '•' | '‣' | '◦' | '▪' | '▸' | '●' | '■' | '·' | '*' | '-'
    )
}

/// Whether a word ends addresses or names of files: `com`, `pdf`.
pub(super) fn is_domain(word: &str) -> bool {
    words::Kinds::of(word).has(words::Kind::Domain)
}

fn is_cluster_edge(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true)
        .is_boundary(text, 0)
        .unwrap_or(false)
}

/// What `sentencex` thinks, asked at most once a paragraph and only if needed.
struct Opinion<'t> {
    text: &'t str,
    ends: OnceCell<Vec<usize>>,
}

impl<'t> Opinion<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            ends: OnceCell::new(),
        }
    }

    fn ends_sentence(&self, seam: &Seam<'_>) -> bool {
        let ends = self.ends.get_or_init(|| {
            sentencex::get_sentence_boundaries("en", &without_quotation_marks(self.text))
                .iter()
                .map(|boundary| boundary.end_byte)
                .collect()
        });
        let first = ends.partition_point(|&end| end < seam.run_end);
        ends.get(first).is_some_and(|&end| end <= seam.word_start)
    }
}

/// The text with spaces in the place of quotation marks, byte for byte.
fn without_quotation_marks(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let hidden = match letter {
            // With thousands of marks it would take time by their square.
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '‚' | '`' | '´' => {
                true
            }
            // Apostrophes stay.
            '\'' | '’' => {
                !next.is_alphanumeric() && !previous.is_alphanumeric()
                    || (letter == '\'' && !previous.is_alphanumeric() && next.is_alphanumeric())
            }
            _ => false,
        };
        if hidden {
            masked.extend(std::iter::repeat_n(' ', letter.len_utf8()));
        } else {
            masked.push(letter);
        }
        previous = letter;
    }
    masked
}

#[cfg(test)]
mod tests;
