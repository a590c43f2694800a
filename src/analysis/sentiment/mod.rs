//! VADER: sentiment by lexicon and rules (Hutto and Gilbert 2014), a port of vaderSentiment 3.3.2.
//!
//! [`vader`] is the algorithm, equal to the Python package to the last of its four
//! decimals; `lexicon` parses its word lists. [`score`] is what the analysis uses.

mod lexicon;
pub mod vader;

use std::borrow::Cow;

use crate::model::Sentiment;
use crate::text::plain::plain;

/// VADER's compound score of a text, after [`plain_marks`].
pub fn score(text: &str) -> Sentiment {
    Sentiment::from_compound(vader::compound(&plain_marks(text)))
}

/// Mean rating of a word from −4 to 4 in VADER's lexicon, by its raters, without context.
///
/// The word is given in lower case with straight apostrophes.
pub fn valence_of(word: &str) -> Option<f32> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "ratings have one decimal and lie between −4 and 4"
    )]
    lexicon::lexicon()
        .entry(word)
        .and_then(|entry| entry.valence)
        .map(|valence| valence as f32)
}

/// The text as it is matched, its typographic marks in the way VADER's word lists know them.
///
/// VADER comes from social media: it takes `don’t` with a curly apostrophe for no
/// negation and does not find the word in `“good”` or in `good—bad`. Printed news
/// is full of these, so they become straight quotes, plain hyphens and spaces.
pub fn plain_marks(text: &str) -> Cow<'_, str> {
    let text = plain(text);
    if text.is_ascii() {
        return text;
    }
    Cow::Owned(
        text.chars()
            .map(|letter| match letter {
                '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
                '\u{201C}' | '\u{201D}' | '\u{201E}' | '«' | '»' => '"',
                '\u{2010}' | '\u{2011}' => '-',
                '\u{2013}' | '\u{2014}' | '\u{2026}' => ' ',
                letter => letter,
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curly_apostrophe_negates_in_an_article() {
        assert!(score("The plan isn’t good.").is_negative());
        assert!(vader::compound("The plan isn’t good.") > 0.0);
    }

    #[test]
    fn words_in_curly_quotes_and_between_dashes_count() {
        assert_eq!(score("A “good” plan."), score("A \"good\" plan."));
        assert!(score("It was good—splendid, even.") > score("It was good."));
    }

    #[test]
    fn single_words_have_their_rating() {
        assert_eq!(valence_of("good"), Some(1.9));
        assert_eq!(valence_of("table"), None);
        assert_eq!(valence_of("very"), None);
    }
}
