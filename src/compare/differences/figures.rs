//! The numbers of a sentence with what they count: “12 votes”, “3 March”.

use crate::text::Span;
use crate::text::content::{ContentKind, ContentWord, content_words};

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// The number in digits.
    pub(super) value: String,
    /// Stem of the word behind it.
    pub(super) counts: String,
    /// The words, in the text of the sentence.
    pub(super) span: Span,
}

/// The figures of a sentence, in reading order. A number without a word behind it is none:
/// nothing says what it counts.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let words = content_words(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word.kind != ContentKind::Number {
            continue;
        }
        let Some(counted) = following(text, &words, at) else {
            continue;
        };
        // “2.4 million crowns”: the word behind the next one belongs to it.
        let last = following(text, &words, at + 1).unwrap_or(counted);
        found.push(Figure {
            value: word.stem.clone(),
            counts: counted.stem.clone(),
            span: word.span.cover(last.span),
        });
    }
    found
}

/// The plain word that stands directly behind another, with nothing but a space or hyphen
/// between.
fn following<'a>(text: &str, words: &'a [ContentWord], at: usize) -> Option<&'a ContentWord> {
    let (word, next) = (words.get(at)?, words.get(at + 1)?);
    if next.kind == ContentKind::Number || next.span.start() < word.span.end() {
        return None;
    }
    let between = Span::new(word.span.end(), next.span.start()).of(text);
    matches!(between, " " | "-" | "\u{a0}" | "").then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let found = figures(text).into_iter();
        found
            .map(|one| format!("{}={} {}", one.value, one.counts, one.span.of(text)))
            .collect()
    }

    #[test]
    fn a_number_is_read_with_what_it_counts() {
        assert_eq!(
            read("The motion fell by 12 votes to nine, at 2.4 million crowns."),
            ["12=vot 12 votes", "2.4=million 2.4 million crowns"]
        );
        assert_eq!(read("It was in 1987."), Vec::<String>::new());
    }
}
