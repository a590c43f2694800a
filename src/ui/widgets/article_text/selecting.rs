//! Selecting words with the pointer: over any number of paragraphs, by whole words, and kept
//! by its place in the text, so that it outlives scrolling and a new layout.

use egui::{Pos2, Rect, Response, Ui, vec2};

use crate::text::{Span, select};

use super::blocks::Block;
use super::layout::{Laid, text_of};
use super::lines::Lines;
use super::{ArticleText, TextAction, TextInput};

/// Points a frame that the page moves by while the pointer is held beyond its edge.
const PULL: f32 = 14.0;

/// What was done on the words of one block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gesture {
    /// A drag began here.
    pub began: Option<Pos2>,
    /// A click, here.
    pub clicked: Option<Pos2>,
    /// How often it was clicked in a row.
    pub clicks: u8,
    /// The pointer was pressed on it.
    pub is_pressed: bool,
}

impl Gesture {
    pub(super) fn of(ui: &Ui, response: &Response) -> Self {
        let origin = || ui.input(|input| input.pointer.press_origin());
        let clicks = if response.triple_clicked() {
            3
        } else if response.double_clicked() {
            2
        } else {
            u8::from(response.clicked())
        };
        Self {
            began: origin().filter(|_| response.drag_started()),
            clicked: response.interact_pointer_pos().filter(|_| clicks > 0),
            clicks,
            is_pressed: response.is_pointer_button_down_on(),
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.began = self.began.or(other.began);
        self.clicked = self.clicked.or(other.clicked);
        self.clicks = self.clicks.max(other.clicks);
        self.is_pressed |= other.is_pressed;
    }
}

impl ArticleText {
    /// Takes in what the pointer did; says what is selected now, where that has changed.
    pub(super) fn follow_pointer(
        &mut self,
        ui: &Ui,
        input: &TextInput<'_>,
        origin: Pos2,
        gesture: Gesture,
        action: &mut TextAction,
    ) {
        let text = &input.article.text;
        let (pointer, is_down, is_pressed, has_shift) = ui.input(|input| {
            let pointer = &input.pointer;
            (
                pointer.interact_pos(),
                pointer.primary_down(),
                pointer.primary_pressed(),
                input.modifiers.shift,
            )
        });
        if is_pressed && gesture.is_pressed {
            // A field that somebody was writing in lets go of the keyboard.
            let focused = ui.memory(egui::Memory::focused);
            if let Some(focused) = focused {
                ui.memory_mut(|memory| memory.surrender_focus(focused));
            }
        }
        if let Some(place) = gesture.began {
            self.held = self.unit_at(origin, place);
        }
        if !is_down {
            self.held = None;
        }
        action.is_selecting = self.held.is_some();
        if let (Some(held), Some(pointer)) = (self.held, pointer) {
            let view = ui.clip_rect();
            pull(ui, view, pointer);
            let pointer = pos_within(view, pointer);
            if let Some(other) = self.unit_at(origin, pointer) {
                action.select(input, self.by_words(text, held.cover(other)));
            }
        } else if let Some(place) = gesture.clicked {
            let unit = self.unit_at(origin, place);
            match (unit, gesture.clicks, input.words) {
                (Some(unit), 1, Some(words)) if has_shift => {
                    action.select(input, self.by_words(text, words.cover(unit)));
                    action.clicked = None;
                }
                (Some(unit), 2, _) => action.select(input, self.word_at(text, unit)),
                (Some(unit), 3, _) => action.select(input, sentence_at(input, unit)),
                _ => action.select(input, Span::default()),
            }
        } else if is_pressed && !gesture.is_pressed && ui.rect_contains_pointer(ui.clip_rect()) {
            // Pressed beside the words: that lets go of them.
            action.select(input, Span::default());
        }
    }

    /// The place in the text under the pointer: an empty stretch between two letters, or the
    /// whole block where its letters cannot be told apart.
    fn unit_at(&self, origin: Pos2, pointer: Pos2) -> Option<Span> {
        let y = (pointer.y - origin.y).max(0.0);
        let at = self.heights.between(y, y + 1.0).start;
        let at = at.min(self.blocks.len().checked_sub(1)?);
        if !self.blocks[at].is_text() {
            // A title or the turn: what comes next in the text.
            let next = self.blocks[at..].iter().find(|block| block.is_text());
            let before = || self.blocks[..at].iter().rfind(|block| block.is_text());
            return next
                .map(|block| empty(block.span.start()))
                .or_else(|| before().map(|block| empty(block.span.end())));
        }
        let block = &self.blocks[at];
        let Some(laid) = self.laid.get(&at) else {
            return Some(empty(block.span.start()));
        };
        if laid.is_plain {
            return Some(block.span);
        }
        let corner = origin + vec2(laid.indent, self.heights.top(at) + laid.pad);
        let cursor = laid.galley.cursor_from_pos(pointer - corner);
        let text = laid.galley.text();
        let letters = text.char_indices().nth(cursor.index.0);
        let byte = letters.map_or(text.len(), |(byte, _)| byte);
        Some(empty(block.span.start() + byte))
    }

    /// Widened to the words that it begins and ends in.
    fn by_words(&self, text: &str, span: Span) -> Span {
        if span.is_empty() {
            return span;
        }
        let start = self.word_at(text, empty(span.start())).start();
        let end = self.word_at(text, empty(span.end())).end();
        Span::new(start.min(span.start()), end.max(span.end())).trimmed(text)
    }

    /// The word around a place; the place itself where it lies between words.
    fn word_at(&self, text: &str, unit: Span) -> Span {
        let at = unit.start();
        let inside = |block: &&Block| block.is_text() && block.span.contains_offset(at);
        let block = self.blocks.iter().find(inside);
        block
            .filter(|_| unit.is_empty())
            .and_then(|block| select::word_around(text, block.span, at))
            .unwrap_or(unit)
    }

    /// The selected words as they are copied: an empty line between paragraphs.
    pub(super) fn words_to_copy(&self, input: &TextInput<'_>, words: Span) -> String {
        let parts = self.blocks.iter().filter(|block| block.is_text());
        let parts: Vec<String> = parts
            .filter_map(|block| {
                let part = words.intersection(block.span)?;
                let from = part.start() - block.span.start();
                let text = text_of(block, input);
                text.get(from..from + part.len()).map(str::to_owned)
            })
            .collect();
        parts.join("\n\n")
    }
}

/// Where the selected words lie on a block's lines.
pub(super) fn rects(laid: &Laid, block: &Block, words: Span) -> Vec<Rect> {
    if !block.is_text() || !words.overlaps(block.span) {
        return Vec::new();
    }
    if laid.is_plain {
        return vec![Rect::from_min_size(Pos2::ZERO, laid.galley.size())];
    }
    let parts = Lines::new(&laid.galley, block.span).parts(words);
    parts.into_iter().map(|part| part.rect).collect()
}

fn empty(at: usize) -> Span {
    Span::new(at, at)
}

fn sentence_at(input: &TextInput<'_>, unit: Span) -> Span {
    let sentences = input
        .analysis
        .map_or(&[][..], |analysis| &analysis.sentences);
    sentences
        .iter()
        .map(|sentence| sentence.span)
        .find(|span| span.contains_offset(unit.start()) || span.end() == unit.start())
        .unwrap_or(unit)
}

fn pos_within(view: Rect, pointer: Pos2) -> Pos2 {
    pointer.clamp(view.min + vec2(0.0, 1.0), view.max - vec2(0.0, 1.0))
}

/// Moves the page while the pointer is held above or below it.
fn pull(ui: &Ui, view: Rect, pointer: Pos2) {
    let delta = if pointer.y > view.bottom() {
        -PULL
    } else if pointer.y < view.top() {
        PULL
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, delta));
    ui.ctx().request_repaint();
}
