//! Places that survive a changed text: the words themselves, and what stands around them.
//!
//! The quote and its context are those of the W3C's `TextQuoteSelector`. A place is found
//! again only where that is certain; a mark that would have to be guessed is lost, visibly,
//! and never moved.

use super::{Span, search};

/// Characters kept on each side of a quote, as many as annotation tools on the web keep.
pub const CONTEXT: usize = 32;
/// Characters around a quote that must agree, where neither side agrees as a whole.
const ENOUGH: usize = 12;
/// From this many characters on, words that stand in a text only once need no context.
const LONG: usize = 40;

/// Words of a text, with what stands before and after them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The words.
    pub quote: String,
    /// Up to [`CONTEXT`] characters before them; fewer at the start of the text.
    pub before: String,
    /// Up to [`CONTEXT`] characters after them; fewer at the end of the text.
    pub after: String,
}

impl Anchor {
    /// The anchor of a place. A span that does not fit the text gives an empty one.
    pub fn of(text: &str, span: Span) -> Self {
        let (Some(head), Some(quote), Some(tail)) = (
            text.get(..span.start()),
            text.get(span.range()),
            text.get(span.end()..),
        ) else {
            return Self::default();
        };
        let cut = head
            .char_indices()
            .rev()
            .nth(CONTEXT - 1)
            .map_or(0, |(at, _)| at);
        Self {
            quote: quote.to_owned(),
            before: head[cut..].to_owned(),
            after: tail.chars().take(CONTEXT).collect(),
        }
    }

    /// Where these words stand in a text; `None` where they are gone, or where more than
    /// one place could be meant.
    pub fn place(&self, text: &str) -> Option<Span> {
        let mut places: Vec<Span> = text
            .match_indices(&self.quote)
            .map(|(at, found)| Span::new(at, at + found.len()))
            .collect();
        if places.is_empty() {
            // Imported again, a text may have other quotation marks, hyphens and spaces.
            places = search::find_all(text, &self.quote, false);
        }
        self.choose(text, places.into_iter().map(|span| (span, span)))
    }

    /// The one candidate whose surroundings agree best; `None` where none agrees, or two do
    /// equally well. The candidates' words are taken to be those of the quote.
    pub fn choose<T>(
        &self,
        text: &str,
        candidates: impl IntoIterator<Item = (T, Span)>,
    ) -> Option<T> {
        if self.quote.trim().is_empty() {
            return None;
        }
        let mut scored: Vec<(usize, T)> = candidates
            .into_iter()
            .map(|(candidate, span)| (self.agreement(text, span), candidate))
            .collect();
        let only = scored.len() == 1 && self.quote.chars().count() >= LONG;
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let mut ranked = scored.into_iter();
        let (best, chosen) = ranked.next()?;
        let second = ranked.next().map_or(0, |(score, _)| score);
        (only || best > second).then_some(chosen)
    }

    /// How well the surroundings of a place agree; 0 where they do not.
    fn agreement(&self, text: &str, span: Span) -> usize {
        let head = text.get(..span.start()).unwrap_or_default();
        let tail = text.get(span.end()..).unwrap_or_default();
        let before = Side::new(self.before.chars().rev(), head.chars().rev());
        let after = Side::new(self.after.chars(), tail.chars());
        let counted = before.agreed + after.agreed;
        if before.is_whole || after.is_whole || counted >= ENOUGH {
            let whole = usize::from(before.is_whole) + usize::from(after.is_whole);
            1 + counted + whole * CONTEXT
        } else {
            0
        }
    }
}

/// What stands on one side of a place, read away from it.
struct Side {
    /// Characters that agree before the first difference; white space does not count.
    agreed: usize,
    /// Everything that was kept agrees, and the text ends where it ended.
    is_whole: bool,
}

impl Side {
    fn new(kept: impl Iterator<Item = char>, now: impl Iterator<Item = char>) -> Self {
        let mut length = 0;
        let mut kept = kept
            .inspect(|_| length += 1)
            .filter(|letter| !letter.is_whitespace());
        let mut now = now.filter(|letter| !letter.is_whitespace());
        let mut agreed = 0;
        let ends = loop {
            match (kept.next(), now.next()) {
                (Some(one), Some(other)) if search::same(one, other) => agreed += 1,
                (None, next) => break Some(next.is_none()),
                _ => break None,
            }
        };
        drop(kept);
        Self {
            agreed,
            is_whole: ends.is_some_and(|at_end| at_end || length >= CONTEXT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span_of(text: &str, words: &str) -> Span {
        let at = text.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    #[test]
    fn a_place_is_found_again_in_its_own_text() {
        let text = "Zoe\u{308} said the far\u{2011}flung towns 😀 lose. \u{5e9}\u{5dc}\u{5d5}\u{5dd} lose.";
        for (start, _) in text.char_indices() {
            for (end, _) in text.char_indices().filter(|(end, _)| *end > start) {
                let span = Span::new(start, end);
                let found = Anchor::of(text, span).place(text);
                // Blank space marks nothing.
                let expected = (!span.of(text).trim().is_empty()).then_some(span);
                assert_eq!(found, expected, "{:?}", span.of(text));
            }
        }
    }

    #[test]
    fn a_mark_follows_its_words_when_the_text_around_changes() {
        let before = "The council met on Monday. It was a shameless display. Nobody left.";
        let after = "Correction: the council met on Tuesday, not Monday.\n\nThe council met on Tuesday. It was a shameless display. Nobody left early.";
        let anchor = Anchor::of(before, span_of(before, "shameless"));
        assert_eq!(anchor.place(after), Some(span_of(after, "shameless")));
    }

    #[test]
    fn of_two_equal_places_the_one_with_the_same_surroundings_is_meant() {
        let before = "He said no to the plan. She said no to the offer.";
        let at = before.rfind("no").unwrap();
        let span = Span::new(at, at + 2);
        let after = format!("Yesterday: {before}");
        let found = Anchor::of(before, span).place(&after);
        assert_eq!(found, Some(span.shifted("Yesterday: ".len())));
    }

    #[test]
    fn a_mark_is_lost_rather_than_moved() {
        let before = "The mayor was wrong about the tram. Traffic grew.";
        let anchor = Anchor::of(before, span_of(before, "wrong"));
        assert_eq!(
            anchor.place("Traffic grew. Something else went wrong in Osterby."),
            None
        );
        assert_eq!(anchor.place("The mayor was right about the tram."), None);
        let twice = format!("{before} {before} {before}");
        assert_eq!(anchor.place(&twice), None, "three places are equally good");
    }

    #[test]
    fn other_quotation_marks_and_line_ends_do_not_matter() {
        let before = "The board called it “a far\u{2011}off\nplan” and left.";
        let after = "The board called it \"a far-off plan\" and left.";
        let anchor = Anchor::of(before, span_of(before, "“a far\u{2011}off\nplan”"));
        assert_eq!(
            anchor.place(after),
            Some(span_of(after, "\"a far-off plan\""))
        );
    }

    #[test]
    fn a_long_quote_that_stands_once_needs_no_context() {
        let sentence = "Nobody in the whole town had asked the council for this tram line.";
        let before = format!("First words. {sentence} Last words.");
        let anchor = Anchor::of(&before, span_of(&before, sentence));
        let after = format!("All of this is new and different. {sentence}\n\nSo is this.");
        assert_eq!(anchor.place(&after), Some(span_of(&after, sentence)));
    }

    #[test]
    fn a_span_that_does_not_fit_marks_nothing() {
        assert_eq!(Anchor::of("é", Span::new(1, 2)), Anchor::default());
        assert_eq!(Anchor::default().place("words"), None);
    }
}
