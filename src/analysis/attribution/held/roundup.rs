//! Round-ups: what others wrote, paragraph by paragraph, with a line that says who below it
//! ("[ The Courier ]", "— Ida Roos, Varde") or above it ("Ida Roos, The Courier").

use std::ops::Range;

use super::{Finder, Holder};
use crate::analysis::attribution::words::Classes;
use crate::model::{Role, SourceKind};
use crate::text::Span;

/// From so many credits a text is a round-up.
const CREDITS: usize = 3;
/// Longest credit, in words.
const WORDS: usize = 6;
/// Words of credits that name a picture or a sound.
const NOT: [&str; 9] = [
    "photo", "image", "picture", "video", "getty", "credit", "applause", "laughter", "music",
];

impl Finder<'_, '_, '_> {
    /// Gives the paragraphs of a round-up to whom their credits name.
    pub(super) fn round_up(&mut self) {
        let below = self.credits(Self::credit_below);
        if self.is_round_up(&below) {
            for (credit, name) in &below {
                let block = self.block_above(*credit);
                self.give(*credit, *name, block);
            }
            return;
        }
        let above = self.credits(Self::credit_above);
        if self.is_round_up(&above) {
            for (nth, (credit, name)) in above.iter().enumerate() {
                let next = above
                    .get(nth + 1)
                    .map_or(self.paragraphs.len(), |next| next.0);
                let end = (credit + 1..next)
                    .find(|at| self.paragraphs[*at].role.is_heading())
                    .unwrap_or(next);
                self.give(*credit, *name, credit + 1..end);
            }
        }
    }

    fn give(&mut self, credit: usize, name: Span, block: Range<usize>) {
        let Some(naming) = self.named(name) else {
            return;
        };
        let holder = Holder::Named(naming);
        for paragraph in block {
            let span = self.paragraphs[paragraph].span;
            self.hold(paragraph, span, &holder);
        }
        let line = self.paragraphs[credit].span;
        self.silence(credit, line);
    }

    fn credits(&self, find: impl Fn(&Self, usize) -> Option<Span>) -> Vec<(usize, Span)> {
        (0..self.paragraphs.len())
            .filter_map(|paragraph| Some((paragraph, find(self, paragraph)?)))
            .collect()
    }

    /// Several credits of several names, for most of the text.
    fn is_round_up(&self, credits: &[(usize, Span)]) -> bool {
        let text = self.tagged.parsed.text();
        let first = credits.first().map(|(_, name)| name.of(text));
        let differ = credits.iter().any(|(_, name)| Some(name.of(text)) != first);
        let running = (0..self.paragraphs.len())
            .filter(|at| self.is_running(*at))
            .count();
        credits.len() >= CREDITS && differ && credits.len() * 4 >= running
    }

    fn is_running(&self, paragraph: usize) -> bool {
        let words = self.words(paragraph);
        self.paragraphs[paragraph].role.is_text()
            && words.split_whitespace().count() > WORDS
            && words.ends_with(['.', '!', '?', '…', '”', '"', ':', '’', ')'])
    }

    /// "[ The Courier ]" and "— Ida Roos, Varde": the name, where running text stands above.
    fn credit_below(&self, paragraph: usize) -> Option<Span> {
        let above = paragraph.checked_sub(1)?;
        let span = self.paragraphs[paragraph].span;
        let words = self.words(paragraph);
        let inner = words
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .or_else(|| {
                words
                    .strip_prefix('(')
                    .and_then(|rest| rest.strip_suffix(')'))
            });
        let name = match inner {
            Some(_) => {
                Span::new(span.start() + 1, span.end() - 1).trimmed(self.tagged.parsed.text())
            }
            None => {
                self.signature(paragraph)
                    .filter(|found| found.start == span.start())?
                    .name
            }
        };
        (self.is_running(above) && self.is_name(name)).then_some(name)
    }

    fn is_name(&self, name: Span) -> bool {
        let words = name.of(self.tagged.parsed.text());
        let lower = words.to_lowercase();
        words.starts_with(char::is_uppercase)
            && words.split_whitespace().count() <= WORDS
            && !words.contains(['.', ':', '?', '!'])
            && !lower
                .split_whitespace()
                .any(|word| NOT.contains(&word.trim_end_matches(':')))
    }

    /// "Ida Roos, The Courier": the name, where running text stands below.
    fn credit_above(&self, paragraph: usize) -> Option<Span> {
        let part = self.paragraphs.get(paragraph)?;
        let words = self.words(paragraph);
        let (name, outlet) = words.split_once(", ")?;
        let is_name = |part: &str| {
            part.split_whitespace().all(|word| {
                word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "de" | "van")
            })
        };
        let count = words.split_whitespace().count();
        let start = part.span.start();
        let outlet_span = Span::new(start + words.len() - outlet.len(), part.span.end());
        let range = self.tagged.parsed.tokens.inside(outlet_span);
        let is_outlet = self.tagged.kind_of_name(&range) == SourceKind::Outlet
            || range.clone().any(|at| {
                self.tagged
                    .at(at)
                    .classes
                    .any(Classes::OUTLET_WORD.with(Classes::OUTLET_KNOWN))
            });
        let fits = part.role != Role::Byline
            && (3..=8).contains(&count)
            && is_name(name)
            && is_name(outlet)
            && is_outlet
            && !range.is_empty()
            && paragraph + 1 < self.paragraphs.len()
            && self.is_running(paragraph + 1);
        fits.then(|| Span::new(start, start + name.len()))
    }

    /// The paragraphs above a credit, down from the heading or credit before.
    fn block_above(&self, credit: usize) -> Range<usize> {
        let mut start = credit;
        while start > 0 && self.is_running(start - 1) && self.is_free(start - 1) {
            // What introduces the reviews is no review.
            if start < credit && self.words(start - 1).ends_with(':') {
                return start..credit;
            }
            start -= 1;
        }
        if start == 0 && credit > 1 {
            // Nothing parts the opening from what others wrote.
            return credit - 1..credit;
        }
        start..credit
    }
}
