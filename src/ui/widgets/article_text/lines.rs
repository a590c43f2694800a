//! Places of the text on a galley's lines.

use egui::{Galley, Rect, pos2};

use crate::text::Span;

use super::marks::{Mark, MarkKind};

/// A stretch of text on one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub rect: Rect,
    /// Where the letters stand.
    pub baseline: f32,
}

impl Part {
    pub(super) fn mark(self, kind: MarkKind) -> Mark {
        Mark {
            kind,
            finding: None,
            rect: self.rect,
            baseline: self.baseline,
        }
    }
}

/// Finds places of the text on a galley's lines.
pub(super) struct Lines<'a> {
    galley: &'a Galley,
    /// The galley's text in the article.
    span: Span,
    /// Letters before every line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(galley: &'a Galley, span: Span) -> Self {
        let mut starts = Vec::with_capacity(galley.rows.len());
        let mut count = 0;
        for row in &galley.rows {
            starts.push(count);
            count += row.char_count_including_newline().0;
        }
        Self {
            galley,
            span,
            starts,
        }
    }

    pub(super) fn first_center(&self) -> f32 {
        self.galley
            .rows
            .first()
            .map_or(0.0, |row| row.rect().center().y)
    }

    /// Letters before a byte of the galley's text.
    pub(super) fn letters_before(&self, byte: usize) -> usize {
        let text = self.galley.text();
        text.get(..byte).map_or(byte, |before| {
            if before.is_ascii() {
                byte
            } else {
                before.chars().count()
            }
        })
    }

    /// The stretch on every line that it touches, without the space at a line's end.
    pub(super) fn parts(&self, span: Span) -> Vec<Part> {
        let Some(inside) = span.intersection(self.span) else {
            return Vec::new();
        };
        let from = self.letters_before(inside.start() - self.span.start());
        let to = self.letters_before(inside.end() - self.span.start());
        let first = self.starts.partition_point(|start| *start <= from).max(1) - 1;
        let mut parts = Vec::new();
        for (row, start) in self.galley.rows.iter().zip(&self.starts).skip(first) {
            if *start >= to {
                break;
            }
            let glyphs = &row.row.glyphs;
            let begin = from.saturating_sub(*start);
            let mut end = (to - start).min(glyphs.len());
            while end > begin && glyphs[end - 1].chr.is_whitespace() {
                end -= 1;
            }
            if begin >= end {
                continue;
            }
            let (left, right) = (glyphs[begin].pos.x, glyphs[end - 1].max_x());
            let at = row.pos;
            parts.push(Part {
                rect: Rect::from_min_max(
                    pos2(at.x + left, at.y),
                    pos2(at.x + right, at.y + row.row.size.y),
                ),
                baseline: at.y + glyphs[begin].pos.y,
            });
        }
        parts
    }
}
