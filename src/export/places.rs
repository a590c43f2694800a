//! Places as exports state them: code points, never through the middle of a character.

use unicode_segmentation::GraphemeCursor;

use crate::text::{CodePoints, Span};

/// Turns spans of one text into what exports state.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    text: &'a str,
    points: CodePoints<'a>,
}

impl<'a> Places<'a> {
    /// Prepares the places of `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            points: CodePoints::new(text),
        }
    }

    /// The text itself.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The smallest span around `span` that splits no grapheme cluster; an
    /// emoji keeps its skin tone and a letter its accent.
    ///
    /// A span past the end is cut there.
    #[must_use]
    pub fn whole(&self, span: Span) -> Span {
        let start = self.boundary(span.start(), false);
        let end = self.boundary(span.end(), true);
        Span::new(start, end.max(start))
    }

    /// Start and end in code points, end excluded, and the words there.
    pub fn of(&self, span: Span) -> (usize, usize, &'a str) {
        let whole = self.whole(span);
        let (start, end) = self.points.of(whole);
        (start, end, whole.of(self.text))
    }

    fn boundary(&self, offset: usize, onward: bool) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        // The whole text is one chunk from 0, so the cursor can always answer.
        if cursor.is_boundary(self.text, 0).unwrap_or(true) {
            return at;
        }
        let found = if onward {
            cursor.next_boundary(self.text, 0)
        } else {
            cursor.prev_boundary(self.text, 0)
        };
        found.ok().flatten().unwrap_or(at)
    }
}

/// Whether it is a web address: only such a one may become a link, as `javascript:` would be a
/// program.
pub fn is_web(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// The last words of a text, at most `most` characters, cut at white space.
pub fn last_words(text: &str, most: usize) -> &str {
    let from = text
        .char_indices()
        .rev()
        .nth(most.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    let cut = &text[from..];
    match cut.find(char::is_whitespace) {
        Some(space) if from > 0 => cut[space..].trim_start(),
        _ => cut,
    }
}

/// The first words of a text, at most `most` characters, cut at white space.
pub fn first_words(text: &str, most: usize) -> &str {
    let to = text
        .char_indices()
        .nth(most)
        .map_or(text.len(), |(at, _)| at);
    let cut = &text[..to];
    match cut.rfind(char::is_whitespace) {
        Some(space) if to < text.len() => cut[..space].trim_end(),
        _ => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_grows_around_a_split_character() {
        let text = "e\u{301}t\u{e9} 👍🏽 ok";
        let places = Places::new(text);
        // Ends between the letter and its accent.
        assert_eq!(places.of(Span::new(0, 1)), (0, 2, "e\u{301}"));
        // Begins between the thumb and its skin tone.
        let thumb = text.find('👍').map_or(0, |at| at + '👍'.len_utf8());
        let (start, end, words) = places.of(Span::new(thumb, text.len()));
        assert_eq!((words, start, end), ("👍🏽 ok", 5, 10));
    }

    #[test]
    fn a_span_past_the_end_is_cut() {
        assert_eq!(Places::new("ab").of(Span::new(1, 99)), (1, 2, "b"));
        assert_eq!(Places::new("é").of(Span::new(1, 1)), (0, 0, ""));
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(is_web("HTTPS://example.org/a"));
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            " java\nscript:x",
        ] {
            assert!(!is_web(url), "{url}");
        }
    }

    #[test]
    fn context_is_cut_between_words() {
        let long = "word ".repeat(40);
        assert!(last_words(&long, 60).len() <= 60 && last_words(&long, 60).starts_with("word"));
        assert!(first_words(&long, 60).ends_with("word"));
        assert_eq!(last_words("short ", 60), "short ");
        assert_eq!(first_words("", 60), "");
    }
}
