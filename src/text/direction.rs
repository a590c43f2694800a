//! Signs that turn the direction of writing and are not seen: with them a text can read otherwise
//! on a screen than it was written.

use std::borrow::Cow;

/// What stands in their place where a person reads.
pub const MARK: char = '\u{fffd}';

/// Whether this sign sets the direction of what follows, whatever its letters are: an embedding,
/// an override, an isolate, or the end of one.
pub fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with a visible mark in the place of each such sign. The mark is as long, in bytes
/// too, so that places stay the same.
pub fn shown(text: &str) -> Cow<'_, str> {
    // Nearly every text has none, and all of them begin with the same byte.
    if !text.as_bytes().contains(&0xe2) || !text.contains(turns) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(turns, "\u{fffd}"))
}

/// The text for a terminal: such signs, and those that act on a terminal, are written out.
/// Words become one line; a whole document keeps its lines and tabs, and is escaped so that JSON
/// stays JSON.
pub fn escaped(text: &str, is_document: bool) -> Cow<'_, str> {
    let acts = |letter: char| {
        let is_kept = is_document && matches!(letter, '\n' | '\t');
        turns(letter) || letter.is_control() && !is_kept
    };
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let ends_line = is_document && letter == '\r' && letters.peek() == Some(&'\n');
        if !acts(letter) || ends_line {
            plain.push(letter);
        } else if is_document {
            let code = format!("{:04x}", u32::from(letter));
            plain.extend(["\\u", &code]);
        } else {
            plain.extend(letter.escape_default());
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_that_turns_is_seen_at_its_place() {
        let text = "a\u{202e}b\u{2066}c\u{2069}é\u{202a}–";
        let seen = shown(text);
        assert_eq!(seen, "a\u{fffd}b\u{fffd}c\u{fffd}é\u{fffd}–");
        assert_eq!(seen.len(), text.len());
        for turning in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
            assert_eq!(turning.len_utf8(), MARK.len_utf8());
            assert_eq!(shown(&turning.to_string()), "\u{fffd}");
        }
        // Right-to-left writing itself, and the signs that belong into it, stay.
        let hebrew = "\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{200f}.";
        assert_eq!(shown(hebrew), hebrew);
    }

    #[test]
    fn nothing_of_a_text_acts_on_a_terminal() {
        let text = "a\u{1b}[31m\u{9b}2J\u{7f}\u{202e}é\t\n";
        assert_eq!(
            escaped(text, false),
            "a\\u{1b}[31m\\u{9b}2J\\u{7f}\\u{202e}é\\t\\n"
        );
        assert!(escaped(text, true).ends_with("é\t\n"));
        assert_eq!(escaped("Zoë 🚋", false), "Zoë 🚋");
    }
}
