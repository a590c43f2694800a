//! What a pair of quotation marks does in its sentence: cites, sets a word off, or names a work.

use super::Speakers;
use crate::analysis::parsed::LONGEST;
use crate::text::quotation::Quotation;
use crate::text::{Span, TokenKind};

/// Longest scare quote, in words.
const SCARE_WORDS: usize = 3;
/// Longest idiom or fragment that a sentence without a speaker may set in marks, in words.
const FRAGMENT_WORDS: usize = 9;

/// What a pair of marks does in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// Cites somebody.
    Direct,
    /// Sets off a word or idiom.
    Scare,
    /// Title of a work.
    Title,
}

impl Speakers<'_, '_, '_> {
    /// What a pair of marks does.
    pub(super) fn marks(
        &self,
        quotation: &Quotation,
        part: Span,
        sentence: Span,
        cited: bool,
    ) -> Marks {
        let tagged = self.tagged;
        let range = tagged.parsed.tokens.inside(quotation.inner);
        let tokens = &tagged.parsed.tokens.as_slice()[range.clone()];
        // Counted no further than it matters: a long quotation is looked at from each of its
        // sentences.
        let words = tokens
            .iter()
            .take(LONGEST)
            .filter(|token| token.kind != TokenKind::Mark)
            .take(FRAGMENT_WORDS + 1)
            .count();
        let whole = part == quotation.outer && quotation.closed;
        if !whole || words == 0 {
            return if words == 0 {
                Marks::Title
            } else {
                Marks::Direct
            };
        }
        // A mark that only closes ends what somebody said in the sentences before.
        let carried = quotation.inner.start() == quotation.outer.start();
        if tagged.is_nickname(quotation) {
            return Marks::Title;
        }
        if cited || carried {
            return Marks::Direct;
        }
        let alone = part.len() * 10 >= sentence.len() * 7;
        let ends = range
            .clone()
            .next_back()
            .is_some_and(|last| matches!(tagged.normal(last), "." | "!" | "?"));
        if alone && ends && sentence.len() <= part.len() + 1 {
            // “Yes.” “Never again!” A sentence of its own, however short, is said by somebody.
            return Marks::Direct;
        }
        let long_lower = tokens
            .iter()
            .any(|token| token.kind == TokenKind::Word && !token.capital && token.span.len() > 3);
        let stops = range
            .clone()
            .next_back()
            .is_some_and(|last| matches!(tagged.normal(last), "." | "," | "!" | "?" | "…"));
        if !long_lower && words <= FRAGMENT_WORDS && !stops {
            return if words <= SCARE_WORDS && !tokens[0].capital {
                Marks::Scare
            } else {
                Marks::Title
            };
        }
        if words <= SCARE_WORDS {
            return Marks::Scare;
        }
        let starts = tokens[0].capital;
        if words <= FRAGMENT_WORDS && !alone && !(starts && stops) {
            return Marks::Scare;
        }
        Marks::Direct
    }
}
