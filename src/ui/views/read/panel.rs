//! The panel at the right: what was reported, by whom, and how it was framed.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{NumExt as _, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::model::{Analysis, Article, FindingKey};
use crate::state::{Command, Slot, Target};
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::heights::Heights;

use super::blind::BlindMemory;
use super::card::{self, Card};
use super::judging::NoteMemory;
use super::model::{Basis, Item, Model, ModelCache};
use super::sentence::{SentenceMemory, sentence_ui};
use super::{filter, frames, headline};

/// What the panel remembers.
#[derive(Debug, Default)]
pub(super) struct PanelMemory {
    model: ModelCache,
    heights: Heights,
    width: f32,
    /// Cards whose reasons are open.
    open: BTreeSet<FindingKey>,
    /// What is known of the selected sentence.
    sentence: SentenceMemory,
    /// The note that is being written.
    note: NoteMemory,
    /// What was selected when the heights were last believed.
    selected: Option<Target>,
    /// The selection the panel has last scrolled to.
    followed: Option<Target>,
    /// What a note was written on when it last scrolled.
    noting: Option<Target>,
    /// What a further reach was offered for.
    reaches: Option<Target>,
    /// The item to bring into sight.
    goal: Option<usize>,
    set_to: Option<f32>,
}

/// Room between cards.
const GAP: f32 = 8.0;
/// Room left and right of the cards.
const SIDE: f32 = 12.0;

/// Draws it; says what the pointer is over.
pub(super) fn panel_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut PanelMemory,
    article: &Arc<Article>,
) -> Option<Target> {
    let Some(analysis) = screen.state.analyses.get(article.id) else {
        waiting_ui(ui, screen, article);
        return None;
    };
    let (model, is_new) = memory.model.get(basis(screen, article, analysis));
    filter::left_out_ui(ui, screen, &model);
    let width = (ui.available_width() - 2.0 * SIDE).at_least(60.0);
    if is_new || (memory.width - width).abs() > 0.5 {
        memory.width = width;
        memory.heights = Heights::estimated(
            model
                .items
                .iter()
                .map(|item| estimate(item, &model, analysis, width)),
        );
    }
    memory.note.begin();
    let (sentence, note) = (&mut memory.sentence, &mut memory.note);
    sentence_ui(ui, screen, sentence, note, article, analysis, None);
    follow(screen, memory, &model, analysis);
    let hovered = list_ui(ui, screen, memory, &model, article, analysis);
    memory.note.end();
    hovered
}

/// What the list is made of now.
fn basis(screen: &Screen<'_>, article: &Arc<Article>, analysis: &Arc<Analysis>) -> Basis {
    let session = &screen.state.session;
    let kept = match session.selection {
        Some(Target::Finding(id, key)) if id == article.id && session.marks.parts() > 0 => {
            Some(key)
        }
        _ => None,
    };
    Basis {
        article: Arc::clone(article),
        analysis: Arc::clone(analysis),
        coding: screen.state.document.project().coding(article.id).cloned(),
        filter: session.filter,
        marks: session.marks,
        review: screen.state.review(article.id).cloned(),
        is_settled: !screen.state.analyses.slot(article.id).is_running(),
        kept,
    }
}

/// Draws the selected sentence alone, to be judged and coded, where something else stands in
/// the place of the list.
pub(super) fn selected_sentence_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut PanelMemory,
    coded: &mut BlindMemory,
    article: &Article,
) {
    let Some(analysis) = screen.state.analyses.get(article.id) else {
        return;
    };
    let unit = match screen.state.session.selection {
        Some(Target::Sentence(_, index)) => coded.unit(screen, article, index),
        _ => None,
    };
    memory.note.begin();
    let (sentence, note) = (&mut memory.sentence, &mut memory.note);
    sentence_ui(ui, screen, sentence, note, article, analysis, unit);
    memory.note.end();
}

fn waiting_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article) {
    let text = match screen.state.analyses.slot(article.id) {
        Slot::Failed(_) => "Without an analysis there is nothing to list here.",
        _ => "The article is being analysed. You can read it meanwhile.",
    };
    egui::Frame::NONE.inner_margin(SIDE).show(ui, |ui| {
        ui.add(
            egui::Label::new(
                screen
                    .theme
                    .text(text, Face::Sans, 13.0, screen.theme.ink_second),
            )
            .wrap(),
        );
    });
}

/// A new selection that did not come from here is brought into sight.
fn follow(screen: &Screen<'_>, memory: &mut PanelMemory, model: &Model, analysis: &Analysis) {
    let session = &screen.state.session;
    let begins_note = session.noting.is_some() && session.noting != memory.noting;
    let reaches = screen.state.reach().map(|reach| reach.target);
    let is_offered = reaches.is_some() && reaches != memory.reaches;
    memory.reaches = reaches;
    if memory.selected != session.selection || begins_note || is_offered {
        // The card that was selected becomes lower, the one that is now higher.
        memory.selected = session.selection;
        memory.heights.doubt();
    }
    memory.noting = session.noting;
    if session.selection == memory.followed && !begins_note && !is_offered {
        return;
    }
    memory.followed = session.selection;
    memory.goal = session
        .selection
        .and_then(|target| model.position(analysis, target));
}

fn estimate(item: &Item, model: &Model, analysis: &Analysis, width: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a guess about lines")]
    let lines = |letters: usize| (letters as f32 * 6.4 / (width - 26.0)).ceil() * 17.0;
    let height = match item {
        Item::Head { .. } => 40.0,
        Item::Result(text) => 20.0 + lines(text.len()),
        Item::Source(_) => 100.0,
        Item::Thin => 110.0,
        Item::Probable(_) => 80.0,
        Item::Headline => headline::estimate(analysis.headline.as_ref(), lines),
        Item::Frames => frames::estimate(&model.frames),
        Item::Own(_) => 96.0,
        Item::Finding(index) => analysis
            .findings
            .get(*index)
            .map_or(0.0, |finding| 70.0 + lines(finding.reason.summary.len())),
    };
    height + GAP
}

fn list_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut PanelMemory,
    model: &Model,
    article: &Arc<Article>,
    analysis: &Arc<Analysis>,
) -> Option<Target> {
    let salt = ("panel", article.id);
    let id = ui.make_persistent_id(egui::IdSalt::new(salt));
    let known = egui::scroll_area::State::load(ui.ctx(), id)
        .map_or(0.0, |state| state.unclamped_offset().y);
    let room = ui.available_height();
    let mut area = ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink([false, false]);
    let wanted = wanted_offset(ui, memory, known, room);
    if (wanted - known).abs() > 0.01 {
        area = area.vertical_scroll_offset(wanted);
    }
    let mut hovered = None;
    area.show_viewport(ui, |ui, view| {
        let top = ui.max_rect().min;
        ui.set_min_height(memory.heights.total() + 16.0);
        ui.set_min_width(memory.width + 2.0 * SIDE);
        let first = memory.heights.between(view.min.y, view.max.y).start;
        let mut y = memory.heights.top(first);
        let mut measured = Vec::new();
        for (index, item) in model.items.iter().enumerate().skip(first) {
            if y > view.max.y {
                break;
            }
            let rect = Rect::from_min_size(
                pos2(top.x + SIDE, top.y + y),
                vec2(memory.width, memory.heights.height(index)),
            );
            let builder = UiBuilder::new().max_rect(rect).id_salt(("item", index));
            let mut card = Card {
                screen,
                article,
                analysis,
                model,
                open: &mut memory.open,
                note: &mut memory.note,
                hovered: None,
                clicked: None,
            };
            let drawn = ui.scope_builder(builder, |ui| card::item_ui(ui, &mut card, item));
            let (is_over, clicked) = (card.hovered, card.clicked);
            hovered = hovered.or(is_over);
            if let Some(target) = clicked {
                memory.followed = Some(target);
                // Its buttons may come below the edge.
                memory.goal = Some(index);
                screen.send(Command::Reveal(target));
            }
            let height = drawn.response.rect.height() + GAP;
            measured.push((index, height));
            y += height;
        }
        // The first item is cut by the top edge. Where its height was only guessed,
        // the ones below moved: the next pass scrolls by as much.
        let was_guessed =
            !memory.heights.is_measured(first) && memory.heights.top(first) < view.min.y;
        let guess = memory.heights.height(first);
        let before = memory.heights.total();
        memory.heights.correct(&measured, view.min.y);
        let error = memory.heights.height(first) - guess;
        if was_guessed && error.abs() > 0.5 {
            memory.set_to = Some(view.min.y + error);
            ui.ctx().request_discard("a card of the panel was measured");
        }
        if (memory.heights.total() - before).abs() > 0.5 {
            ui.ctx().request_repaint();
        }
    });
    hovered
}

/// Where to scroll in this frame: toward the goal, smoothly.
fn wanted_offset(ui: &Ui, memory: &mut PanelMemory, known: f32, room: f32) -> f32 {
    let offset = memory.set_to.take().unwrap_or(known);
    let Some(goal) = memory.goal else {
        return offset;
    };
    let by_hand =
        ui.input(|input| input.smooth_scroll_delta().y.abs() > 0.0 || input.pointer.any_pressed());
    let (top, height) = (memory.heights.top(goal), memory.heights.height(goal));
    let is_in_sight = top >= offset && top + height <= offset + room;
    if by_hand || is_in_sight && memory.heights.is_measured(goal) {
        memory.goal = None;
        return offset;
    }
    let reach = (memory.heights.total() + 16.0 - room).at_least(0.0);
    let wanted = if top < offset {
        top - 10.0
    } else {
        (top + height - room + 10.0).min(top - 10.0)
    }
    .clamp(0.0, reach);
    let offset = offset.clamp(wanted - room, wanted + room);
    let left = wanted - offset;
    ui.ctx().request_repaint();
    if left.abs() < 1.0 || ui.style().animation_time <= 0.0 {
        if memory.heights.is_measured(goal) {
            memory.goal = None;
        }
        wanted
    } else {
        let step = ui.input(|input| input.stable_dt.at_most(0.1));
        offset + left * (1.0 - (-14.0 * step).exp())
    }
}
