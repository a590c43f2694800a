//! Places in a text.

use serde::{Deserialize, Serialize};

/// A stretch of a text, in bytes of its UTF-8 form.
///
/// Holding a start and a length makes a reversed span impossible. Texts are
/// limited to 4 GiB, which import enforces long before.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    start: u32,
    len: u32,
}

impl Span {
    /// The span from `start` to `end` in bytes, end excluded; empty where `end` lies before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self {
            start,
            len: end.saturating_sub(start),
        }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.start as usize + self.len as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// The span as a byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }

    /// The text in this span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start() <= other.start() && other.end() <= self.end()
    }

    /// Whether the byte at `offset` lies inside.
    pub fn contains_offset(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start() < other.end() && other.start() < self.end()
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start().min(other.start()), self.end().max(other.end()))
    }

    /// The part that both share, if any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other)
            .then(|| Self::new(self.start().max(other.start()), self.end().min(other.end())))
    }

    /// The same stretch, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.of(text);
        let left = inside.len() - inside.trim_start().len();
        let start = self.start() + left;
        Self::new(start, start + inside.trim().len())
    }
}

/// Turns byte offsets of one text into Unicode code points.
///
/// Inside the program places are bytes; exports count code points, because
/// that is what other programs for text analysis agree on. ASCII texts need
/// no table at all; others hold one entry every 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `64 * i`; empty for ASCII texts.
    marks: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    const STEP: usize = 64;

    /// Prepares the table for `text`.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at % Self::STEP == 0 {
                    marks.push(count);
                }
                // Continuation bytes are 10xxxxxx; every other byte begins a code point.
                count += u32::from(byte & 0b1100_0000 != 0b1000_0000);
            }
        }
        Self { text, marks }
    }

    /// Code points before byte `offset`; an offset past the end counts as the end.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if self.marks.is_empty() {
            return offset;
        }
        let mark = (offset / Self::STEP).min(self.marks.len() - 1);
        let rest = &self.text.as_bytes()[mark * Self::STEP..offset];
        self.marks[mark] as usize
            + rest
                .iter()
                .filter(|byte| **byte & 0b1100_0000 != 0b1000_0000)
                .count()
    }

    /// Start and end of a span in code points, end excluded.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start()), self.at(span.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reversed_span_is_empty() {
        assert!(Span::new(9, 3).is_empty());
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "  two words \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "two words");
    }

    #[test]
    fn code_points_are_counted_across_table_marks() {
        let text = "a\u{2011}é😀".repeat(100);
        let points = CodePoints::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at), count);
        }
        assert_eq!(points.at(text.len() + 5), text.chars().count());
    }
}
