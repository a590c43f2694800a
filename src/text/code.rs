//! Links, addresses and codes: letters that are no words of any language.

use super::Span;
use super::segment::is_domain;

/// Shorter strings of letters and figures can be names: `B2B`, `iPad`.
const SHORTEST: usize = 8;
/// So many changes of case and between letters and figures no name has.
const CHANGES: usize = 3;
/// So many are enough where figures stand among the letters.
const CHANGES_WITH_FIGURES: usize = 2;

/// Where links, addresses of mail and web, names of files and random strings stand in a text,
/// in order.
pub fn codes(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let word = chunk.trim_matches(|letter: char| {
            letter.is_whitespace() || !letter.is_alphanumeric() && letter != '/'
        });
        if word.len() >= SHORTEST && (is_address(word) || is_random(word)) {
            let start = at + (word.as_ptr() as usize - chunk.as_ptr() as usize);
            found.push(Span::new(start, start + word.len()));
        }
        at += chunk.len();
    }
    found
}

/// `https://…`, `www.…`, `name@place.org`, `pic.example.com/…`.
fn is_address(word: &str) -> bool {
    if word.contains("://") || word.starts_with("www.") {
        return true;
    }
    let host = word.split('/').next().unwrap_or(word);
    let host = host.rsplit('@').next().unwrap_or(host);
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let mut before = labels.peekable();
    before.peek().is_some()
        && is_domain(last)
        && before.all(|label| {
            !label.is_empty()
                && label
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || letter == '-')
        })
}

/// `QX7TRASH9KZ`, `XPxUJuyIAC`: letters and figures as no word has them.
fn is_random(word: &str) -> bool {
    if !word.bytes().all(|letter| letter.is_ascii_alphanumeric()) {
        return false;
    }
    let (mut changes, mut capitals) = (0, 0);
    for pair in word.as_bytes().windows(2) {
        let (one, next) = (pair[0], pair[1]);
        capitals = if one.is_ascii_uppercase() {
            capitals + 1
        } else {
            0
        };
        let odd = one.is_ascii_digit() != next.is_ascii_digit()
            || one.is_ascii_lowercase() && next.is_ascii_uppercase()
            || capitals > 1 && next.is_ascii_lowercase();
        changes += usize::from(odd);
    }
    let figures = word.bytes().any(|letter| letter.is_ascii_digit())
        && word.bytes().any(|letter| letter.is_ascii_alphabetic());
    changes >= CHANGES || figures && changes >= CHANGES_WITH_FIGURES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_addresses_and_random_strings_are_no_words() {
        let text = "See https://t.co/EviLd1eR3x, (pic.example.com/ShAmEfUl9Q) or clerk@harbour.org. \
                    Crate QX7TRASH9KZ, build a8F3kKillZ2qP; XPxUJuyIAC and ferrywatch.example.com.";
        let found: Vec<_> = codes(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(
            found,
            [
                "https://t.co/EviLd1eR3x",
                "pic.example.com/ShAmEfUl9Q",
                "clerk@harbour.org",
                "QX7TRASH9KZ",
                "a8F3kKillZ2qP",
                "XPxUJuyIAC",
                "ferrywatch.example.com"
            ]
        );
    }

    #[test]
    fn names_figures_and_compounds_are_words() {
        let text = "The McDonald’s in COVID-19 times sold 1,200,000 iPhones, and/or WhatsApp-like \
                    YouTubers; the U.S. Navy’s far-right 14th-century 1960s SHAMEFUL e.g. ended.The";
        assert!(codes(text).is_empty(), "{:?}", codes(text));
    }
}
