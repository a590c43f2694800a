//! A half's list: only what is in sight is drawn, and what is selected comes into sight.

use egui::{NumExt as _, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::ui::widgets::heights::Heights;

use super::model::Item;

/// Room between cards.
const GAP: f32 = 7.0;
/// Room left and right of the cards.
const SIDE: f32 = 12.0;
/// Room above the first card and below the last.
const ENDS: f32 = 8.0;

/// What a list remembers.
#[derive(Debug, Default)]
pub(super) struct ListMemory {
    heights: Heights,
    width: f32,
    /// The item to bring into sight.
    pub goal: Option<usize>,
    set_to: Option<f32>,
}

impl ListMemory {
    /// Begins anew where the list or its width is another one; `estimate` guesses the height of
    /// an item that is so wide.
    pub(super) fn prepare(
        &mut self,
        room: f32,
        items: &[Item],
        is_new: bool,
        estimate: impl Fn(&Item, f32) -> f32,
    ) {
        let width = (room - 2.0 * SIDE).at_least(60.0);
        if !is_new && (self.width - width).abs() <= 0.5 && self.heights.len() == items.len() {
            return;
        }
        self.width = width;
        let heights = items.iter().map(|item| estimate(item, width) + GAP);
        self.heights = Heights::estimated(heights);
    }

    /// Believes the heights no longer, as after another selection.
    pub(super) fn doubt(&mut self) {
        self.heights.doubt();
    }

    /// How high the whole list is.
    pub(super) fn height(&self) -> f32 {
        self.heights.total() - GAP + 2.0 * ENDS
    }

    /// Draws what is in sight; `draw` draws one item.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        salt: impl egui::AsIdSalt + Copy,
        items: &[Item],
        mut draw: impl FnMut(&mut Ui, usize, &Item),
    ) {
        let id = ui.make_persistent_id(egui::IdSalt::new(salt));
        let known = egui::scroll_area::State::load(ui.ctx(), id)
            .map_or(0.0, |state| state.unclamped_offset().y);
        let mut area = ScrollArea::vertical()
            .id_salt(salt)
            .auto_shrink([false, false]);
        let wanted = self.wanted_offset(ui, known, ui.available_height());
        if (wanted - known).abs() > 0.01 {
            area = area.vertical_scroll_offset(wanted);
        }
        area.show_viewport(ui, |ui, view| {
            let view = (view.min.y - ENDS, view.max.y - ENDS);
            let top = ui.max_rect().min + vec2(SIDE, ENDS);
            ui.set_min_height(self.height());
            ui.set_min_width(self.width + 2.0 * SIDE);
            let first = self.heights.between(view.0, view.1).start;
            let mut y = self.heights.top(first);
            let mut measured = Vec::new();
            for (index, item) in items.iter().enumerate().skip(first) {
                if y > view.1 {
                    break;
                }
                let rect = Rect::from_min_size(
                    pos2(top.x, top.y + y),
                    vec2(self.width, self.heights.height(index)),
                );
                let builder = UiBuilder::new().max_rect(rect).id_salt(("item", index));
                let drawn = ui.scope_builder(builder, |ui| draw(ui, index, item));
                let height = drawn.response.rect.height() + GAP;
                measured.push((index, height));
                y += height;
            }
            self.believe(ui, first, &measured, view.0);
        });
    }

    /// Takes in measured heights. The first item is cut by the top edge: where its height was
    /// only guessed, the ones below moved, and the next pass scrolls by as much.
    fn believe(&mut self, ui: &Ui, first: usize, measured: &[(usize, f32)], top: f32) {
        let was_guessed = !self.heights.is_measured(first) && self.heights.top(first) < top;
        let guess = self.heights.height(first);
        let before = self.heights.total();
        self.heights.correct(measured, top);
        let error = self.heights.height(first) - guess;
        if was_guessed && error.abs() > 0.5 {
            self.set_to = Some(top + ENDS + error);
            ui.ctx().request_discard("a card of the panel was measured");
        }
        if (self.heights.total() - before).abs() > 0.5 {
            ui.ctx().request_repaint();
        }
    }

    /// Where to scroll in this frame: toward the goal, smoothly.
    fn wanted_offset(&mut self, ui: &Ui, known: f32, room: f32) -> f32 {
        let offset = self.set_to.take().unwrap_or(known);
        let Some(goal) = self.goal else {
            return offset;
        };
        let by_hand = ui.rect_contains_pointer(ui.available_rect_before_wrap())
            && ui.input(|input| {
                input.smooth_scroll_delta().y.abs() > 0.0 || input.pointer.any_pressed()
            });
        let (top, height) = (self.heights.top(goal) + ENDS, self.heights.height(goal));
        let is_in_sight = top >= offset && top + height <= offset + room;
        if by_hand || is_in_sight && self.heights.is_measured(goal) {
            self.goal = None;
            return offset;
        }
        let reach = (self.height() - room).at_least(0.0);
        let wanted = if top < offset {
            top - ENDS
        } else {
            (top + height - room + ENDS).min(top - ENDS)
        }
        .clamp(0.0, reach);
        let offset = offset.clamp(wanted - room, wanted + room);
        let left = wanted - offset;
        ui.ctx().request_repaint();
        if left.abs() < 1.0 || ui.style().animation_time <= 0.0 {
            if self.heights.is_measured(goal) {
                self.goal = None;
            }
            wanted
        } else {
            let step = ui.input(|input| input.stable_dt.at_most(0.1));
            offset + left * (1.0 - (-14.0 * step).exp())
        }
    }
}
