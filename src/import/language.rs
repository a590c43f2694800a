//! Which language a text is in, where it is long enough to tell.

use crate::text::language::{Evidence, Guess, Language};

/// Fewer words than this tell a language only by luck, unless they are in a script of their own.
const FEWEST_WORDS: usize = 40;

/// Reading more than this makes no language clearer.
const ENOUGH_BYTES: usize = 20_000;

/// ISO 639-1 code of the text's language; `None` where it is short or unclear, or no prose.
pub(super) fn detect(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(ENOUGH_BYTES)];
    let evidence = Evidence::of(head);
    match evidence.guess() {
        Guess::Language(language) if language != Language::OTHER => {
            let is_long = text.split_whitespace().take(FEWEST_WORDS).count() >= FEWEST_WORDS;
            (is_long || !evidence.is_in_latin_script()).then(|| language.code.to_owned())
        }
        _ => None,
    }
}

/// The two-letter code that a page declares: `en` for `en-GB`.
pub(super) fn declared(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?;
    (first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| first.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The town council voted on Tuesday evening to sell the old harbour crane \
        to a museum in the next valley, after a debate that lasted for more than three hours and \
        drew so many residents that the doors of the hall had to be left open to the street.";

    #[test]
    fn an_english_report_is_english() {
        assert_eq!(detect(REPORT).as_deref(), Some("en"));
    }

    #[test]
    fn a_german_report_is_german() {
        let words = "Der Gemeinderat hat am Dienstagabend beschlossen, den alten Hafenkran an ein \
            Museum im Nachbartal zu verkaufen, nachdem mehr als drei Stunden lang debattiert worden \
            war und so viele Bürger gekommen waren, dass die Türen des Saales zur Straße hin offen \
            bleiben mussten.";
        assert_eq!(detect(words).as_deref(), Some("de"));
    }

    #[test]
    fn a_short_text_has_no_language() {
        assert_eq!(detect("The council voted on Tuesday."), None);
    }

    #[test]
    fn a_declared_language_loses_its_region() {
        assert_eq!(declared("en-GB").as_deref(), Some("en"));
        assert_eq!(declared(""), None);
    }
}
