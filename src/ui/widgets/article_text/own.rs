//! The reader's own marks: a bracket above the words, so that the machine's line below them
//! stays to be seen.

use egui::{Mesh, Rect, Vec2, pos2, vec2};

use crate::model::{MarkId, OwnMark};
use crate::ui::theme::Theme;

use super::TextInput;
use super::blocks::Block;
use super::layout::Laid;
use super::lines::Lines;
use super::marks::{Phrase, PhraseOf};

/// Strength of the line.
const LINE: f32 = 1.5;
/// Length of the hooks at its ends.
const HOOK: f32 = 5.0;
/// Marks on the same words, one line above the other, before they coincide.
const LEVELS: usize = 2;

/// An own mark on one line of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnPart {
    pub id: MarkId,
    /// Its words.
    pub rect: Rect,
    /// Where its line runs; at the left of the whole block where words cannot be placed.
    pub line: Line,
}

/// How an own mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Line {
    /// Above the words, with a hook where the mark begins and where it ends.
    Above { y: f32, begins: bool, ends: bool },
    /// Beside the block, which holds words that run from right to left.
    Beside,
}

/// Finds the places of the own marks that touch a block.
pub(super) fn place(input: &TextInput<'_>, block: &Block, laid: &mut Laid) {
    let Some(coding) = input.coding.filter(|_| block.is_text()) else {
        return;
    };
    let mut here: Vec<&OwnMark> = coding
        .marks
        .values()
        .map(AsRef::as_ref)
        .filter(|mark| mark.span.is_some_and(|span| span.overlaps(block.span)))
        .collect();
    if here.is_empty() {
        return;
    }
    // The longer ones lie below, as brackets nest.
    here.sort_by_key(|mark| {
        mark.span
            .map(|span| (std::cmp::Reverse(span.len()), span.start()))
    });
    let galley = std::sync::Arc::clone(&laid.galley);
    let lines = Lines::new(&galley, block.span);
    let mut placed: Vec<(&OwnMark, usize)> = Vec::new();
    for mark in here {
        let Some(span) = mark.span else { continue };
        if laid.is_plain {
            let rect = Rect::from_min_size(egui::Pos2::ZERO, galley.size());
            push(laid, mark.id, rect, Line::Beside);
            continue;
        }
        let level = (0..LEVELS)
            .find(|level| {
                !placed.iter().any(|(other, taken)| {
                    taken == level && other.span.is_some_and(|other| other.overlaps(span))
                })
            })
            .unwrap_or(LEVELS - 1);
        placed.push((mark, level));
        let parts = lines.parts(span);
        let last = parts.len().saturating_sub(1);
        for (at, part) in parts.iter().enumerate() {
            let lift = 0.62 * part.rect.height() + crate::ui::widgets::controls::real(level) * 3.5;
            let line = Line::Above {
                y: part.baseline - lift,
                begins: at == 0 && span.start() >= block.span.start(),
                ends: at == last && span.end() <= block.span.end(),
            };
            push(laid, mark.id, part.rect, line);
        }
    }
}

fn push(laid: &mut Laid, id: MarkId, rect: Rect, line: Line) {
    laid.own.push(OwnPart { id, rect, line });
    laid.phrases.push(Phrase {
        of: PhraseOf::Own(id),
        rect,
    });
}

/// The own marks that get a label, each where it begins.
pub(super) fn labelled(laid: &Laid) -> Vec<(f32, PhraseOf)> {
    let begins = |part: &&OwnPart| match part.line {
        Line::Above { begins, .. } => begins,
        Line::Beside => true,
    };
    let parts = laid.own.iter().filter(begins);
    parts
        .map(|part| (part.rect.top(), PhraseOf::Own(part.id)))
        .collect()
}

/// What is said of a mark besides its code: the note, and who marked.
pub(super) fn words(mark: &OwnMark) -> String {
    let by = if mark.by.is_empty() {
        "Marked by hand".to_owned()
    } else {
        format!("Marked by {}", mark.by)
    };
    if mark.note.is_empty() {
        by
    } else {
        format!("{}\n{by}", mark.note)
    }
}

/// Draws the brackets.
pub(super) fn paint(mesh: &mut Mesh, theme: &Theme, laid: &Laid, shift: Vec2) {
    for part in &laid.own {
        let rect = part.rect.translate(shift);
        let mut fill = |from: egui::Pos2, size: Vec2| {
            mesh.add_colored_rect(Rect::from_min_size(from, size), theme.human);
        };
        match part.line {
            Line::Above { y, begins, ends } => {
                let y = (y + shift.y).round();
                fill(pos2(rect.left(), y), vec2(rect.width(), LINE));
                if begins {
                    fill(pos2(rect.left() - 1.0, y), vec2(LINE, HOOK));
                }
                if ends {
                    fill(pos2(rect.right() - LINE + 1.0, y), vec2(LINE, HOOK));
                }
            }
            Line::Beside => {
                let x = rect.left() - 8.0;
                fill(pos2(x, rect.top()), vec2(LINE, rect.height()));
                for y in [rect.top(), rect.bottom() - LINE] {
                    fill(pos2(x, y), vec2(HOOK, LINE));
                }
            }
        }
    }
}
