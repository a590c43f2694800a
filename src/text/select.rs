//! Stretches as people select them: whole letters and whole words.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use super::Span;

/// The stretch widened to whole letters as people see them (extended grapheme clusters): no
/// accent is torn from its letter, no emoji cut in two. What lies past the text is cut off.
pub fn whole_letters(text: &str, span: Span) -> Span {
    let start = text.floor_char_boundary(span.start());
    let end = text.ceil_char_boundary(span.end()).max(start);
    let at_boundary = |at: usize| {
        GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true)
    };
    let start = if at_boundary(start) {
        start
    } else {
        let mut cursor = GraphemeCursor::new(start, text.len(), true);
        cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
    };
    let end = if at_boundary(end) {
        end
    } else {
        let mut cursor = GraphemeCursor::new(end, text.len(), true);
        let next = cursor.next_boundary(text, 0).ok().flatten();
        next.unwrap_or(text.len())
    };
    Span::new(start, end)
}

/// The place of the word that has `at` inside it, neither at its start nor at its end; words
/// are looked for `within` one paragraph.
pub fn word_around(text: &str, within: Span, at: usize) -> Option<Span> {
    let pieces = within.of(text).split_word_bound_indices();
    pieces
        .map_while(|(from, piece)| {
            let start = within.start() + from;
            (start < at).then(|| Span::new(start, start + piece.len()))
        })
        .find(|piece| at < piece.end())
}

/// The stretch with its last word left out, or one more; words and single signs count. The
/// same stretch where nothing would be left, or where the text ends.
pub fn move_end(text: &str, span: Span, longer: bool) -> Span {
    if longer {
        let rest = text.get(span.end()..).unwrap_or_default();
        let next = rest
            .split_word_bound_indices()
            .find(|(_, piece)| !piece.trim().is_empty());
        return next.map_or(span, |(at, piece)| {
            Span::new(span.start(), span.end() + at + piece.len())
        });
    }
    let last = span
        .of(text)
        .split_word_bound_indices()
        .rfind(|(_, piece)| !piece.trim().is_empty());
    let shorter = last.map(|(at, _)| Span::new(span.start(), span.start() + at).trimmed(text));
    shorter.filter(|span| !span.is_empty()).unwrap_or(span)
}

/// The stretch with its first word left out, or one more; as [`move_end`].
pub fn move_start(text: &str, span: Span, longer: bool) -> Span {
    if longer {
        let head = text.get(..span.start()).unwrap_or_default();
        let before = head
            .split_word_bound_indices()
            .rfind(|(_, piece)| !piece.trim().is_empty());
        return before.map_or(span, |(at, _)| Span::new(at, span.end()));
    }
    let mut pieces = span
        .of(text)
        .split_word_bound_indices()
        .filter(|(_, piece)| !piece.trim().is_empty());
    let second = pieces.nth(1);
    second.map_or(span, |(at, _)| Span::new(span.start() + at, span.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_never_cut() {
        let text = "Zoe\u{308} 👩\u{200d}🔧 🇨🇦 said";
        for start in 0..=text.len() {
            for end in start..=text.len() + 2 {
                let span = whole_letters(text, Span::new(start, end));
                let letters: String = text
                    .grapheme_indices(true)
                    .filter(|(at, _)| span.contains_offset(*at))
                    .map(|(_, letter)| letter)
                    .collect();
                assert_eq!(letters, span.of(text), "{start}..{end}");
            }
        }
    }

    #[test]
    fn a_word_is_found_from_inside_it_and_not_from_its_edges() {
        let text = "The far\u{2011}right vote.";
        let all = Span::new(0, text.len());
        let word = |at| word_around(text, all, at).map(|span| span.of(text));
        assert_eq!(word(0), None);
        assert_eq!(word(1), Some("The"));
        assert_eq!(word(3), None);
        assert_eq!(word(5), Some("far"));
        assert_eq!(word(text.len()), None);
    }

    #[test]
    fn a_stretch_grows_and_shrinks_by_words() {
        let text = "One two, three.";
        let two = Span::new(4, 7);
        let words = |span: Span| span.of(text);
        assert_eq!(words(move_end(text, two, true)), "two,");
        assert_eq!(words(move_start(text, two, true)), "One two");
        let long = Span::new(0, text.len());
        assert_eq!(words(move_end(text, long, true)), text);
        assert_eq!(words(move_end(text, long, false)), "One two, three");
        assert_eq!(words(move_start(text, long, false)), "two, three.");
        assert_eq!(words(move_end(text, two, false)), "two");
        assert_eq!(words(move_start(text, two, false)), "two");
    }
}
