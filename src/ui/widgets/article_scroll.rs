//! An article's text in a scroll area: stands still while heights are corrected,
//! glides to what is asked for, and can be scrolled by others.

use egui::scroll_area::ScrollBarVisibility;
use egui::{Key, NumExt as _, Pos2, Rangef, Rect, ScrollArea, Ui, vec2};

use crate::ui::theme::Theme;

use super::article_text::{ArticleText, TextAction, TextInput};

/// One article's text and its scroll position.
#[derive(Debug, Default)]
pub struct ArticleScroll {
    text: ArticleText,
    offset: f32,
    /// Height of the window on the text in the last frame.
    height: f32,
    header: f32,
    set_to: Option<f32>,
    glide_to: Option<usize>,
    /// The sentence that was brought into sight last.
    sought: Option<usize>,
    held: Option<Held>,
    /// Whether something else than a scroll bar shows where one is.
    pub hides_bar: bool,
}

/// What stays where it is while the text is set anew in another width or size.
#[derive(Clone, Copy, Debug)]
struct Held {
    sentence: usize,
    /// How far below the top of the view it begins.
    below: f32,
}

/// What came of a frame.
#[derive(Clone, Copy, Debug)]
pub struct ScrollOutput {
    /// What the pointer did on the text.
    pub action: TextAction,
    /// Where the text is seen on the screen.
    pub rect: Rect,
    /// Which share of the whole is in view.
    pub in_view: Rangef,
    /// Left edge and width of the text column.
    pub column: Rangef,
}

impl ArticleScroll {
    /// The text's layout.
    pub fn text(&self) -> &ArticleText {
        &self.text
    }

    /// How far it is scrolled down, in points.
    pub fn offset(&self) -> f32 {
        self.offset
    }

    /// Scrolls to here in the next frame.
    pub fn set_offset(&mut self, offset: f32) {
        self.glide_to = None;
        self.set_to = Some(offset);
    }

    /// How far it is scrolled down, 0 at the top to 1 at the end.
    pub fn share(&self) -> f32 {
        let reach = self.reach();
        if reach > 0.0 {
            (self.offset / reach).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }

    /// Scrolls to this share of the way in the next frame.
    pub fn set_share(&mut self, share: f32) {
        let offset = share.clamp(0.0, 1.0) * self.reach();
        self.set_offset(offset);
    }

    /// Scrolls so that this share of the whole article stands in the middle.
    pub fn center_share(&mut self, share: f32) {
        let whole = self.header + self.text.height();
        self.set_offset(share * whole - self.height / 2.0);
    }

    /// Brings a sentence into sight, smoothly.
    pub fn glide_to(&mut self, sentence: usize) {
        self.glide_to = Some(sentence);
        self.sought = Some(sentence);
    }

    /// Scrolls as the keyboard says: pages, ends, and lines where nothing has the focus.
    pub fn follow_keys(&mut self, ui: &Ui) {
        if ui.ctx().egui_wants_keyboard_input() {
            return;
        }
        let is_free = ui.memory(|memory| memory.focused().is_none());
        let page = (self.height - 60.0).at_least(40.0);
        let end = self.reach();
        let wanted = ui.input(|input| {
            let pressed = |key| input.key_pressed(key) && input.modifiers.is_none();
            if pressed(Key::PageDown) || is_free && pressed(Key::Space) {
                Some(self.offset + page)
            } else if pressed(Key::PageUp) {
                Some(self.offset - page)
            } else if pressed(Key::Home) {
                Some(0.0)
            } else if pressed(Key::End) {
                Some(end)
            } else if is_free && pressed(Key::ArrowDown) {
                Some(self.offset + 60.0)
            } else if is_free && pressed(Key::ArrowUp) {
                Some(self.offset - 60.0)
            } else {
                None
            }
        });
        if let Some(offset) = wanted {
            self.set_offset(offset);
        }
    }

    /// To the top, for another article.
    pub fn rewind(&mut self) {
        self.sought = None;
        self.set_offset(0.0);
    }

    fn reach(&self) -> f32 {
        (self.header + self.text.height() - self.height).at_least(0.0)
    }

    /// Draws header and text. `column` says where the text column lies between
    /// the left and right edge of the room it is given.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        input: &TextInput<'_>,
        column: impl FnOnce(f32) -> Rangef,
        header: impl FnOnce(&mut Ui),
    ) -> ScrollOutput {
        let room = ui.available_rect_before_wrap();
        // A window may leave less than nothing.
        let room = Rect::from_min_max(room.min, room.max.max(room.min));
        let column = column(room.width());
        let column = Rangef::new(column.min, column.max.at_least(column.min));
        let reflows = self.text.reflows(input, column.span());
        if reflows && self.held.is_none() {
            self.held = self.what_to_hold();
        }
        self.text.prepare(ui, theme, input, column.span());
        self.height = room.height();
        let salt = ("article_scroll", input.article.id);
        let id = ui.make_persistent_id(egui::IdSalt::new(salt));
        let known = egui::scroll_area::State::load(ui.ctx(), id)
            .map_or(0.0, |state| state.unclamped_offset().y);
        if let Some(held) = self.held {
            self.set_to = self.offset_of(ui, theme, input, held);
        }
        let wanted = self.wanted_offset(ui, theme, input, known);
        let mut area = ScrollArea::vertical()
            .id_salt(salt)
            .auto_shrink([false, false])
            .scroll_bar_visibility(if self.hides_bar {
                ScrollBarVisibility::AlwaysHidden
            } else {
                ScrollBarVisibility::VisibleWhenNeeded
            });
        if (wanted - known).abs() > 0.01 {
            area = area.vertical_scroll_offset(wanted);
        }
        let output = area.show_viewport(ui, |ui, _viewport| {
            let top = ui.max_rect().min;
            let header_rect = Rect::from_min_size(
                Pos2::new(top.x + column.min, top.y),
                vec2(column.span(), 10.0),
            );
            let drawn = ui.scope_builder(egui::UiBuilder::new().max_rect(header_rect), header);
            // The headline is set anew too, and what is below it moves in the next frame.
            let header = drawn.response.rect.height();
            if !reflows && (header - self.header).abs() < 0.5 {
                self.held = None;
            }
            self.header = header;
            let origin = Pos2::new(top.x + column.min, top.y + self.header);
            ui.set_min_height(self.header + self.text.height() + 40.0);
            ui.set_min_width((room.width() - 1.0).at_least(0.0));
            self.text.show(ui, theme, input, origin)
        });
        self.offset = output.state.unclamped_offset().y;
        let whole = (self.header + self.text.height()).at_least(1.0);
        ScrollOutput {
            action: output.inner,
            rect: output.inner_rect,
            in_view: Rangef::new(self.offset / whole, (self.offset + self.height) / whole),
            column,
        }
    }

    /// The sentence that was brought into sight and is still there; else that at a third of
    /// the view, where the reader looks, and none at the very top.
    fn what_to_hold(&self) -> Option<Held> {
        let held = |sentence| {
            let below = self.text.sentence_range(sentence)?.min + self.header - self.offset;
            Some(Held { sentence, below })
        };
        let sought = self.sought.and_then(held);
        let sought = sought.filter(|held| (0.0..self.height).contains(&held.below));
        if sought.is_some() || self.offset < 1.0 {
            return sought;
        }
        let look = self.offset - self.header + self.height * 0.33;
        held(self.text.sentence_at(look)?)
    }

    /// Where to scroll so that what is held stands where it stood.
    fn offset_of(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        input: &TextInput<'_>,
        held: Held,
    ) -> Option<f32> {
        let rough = self.text.sentence_range(held.sentence)?;
        let around = Rangef::new(rough.min - self.height, rough.max + self.height);
        self.text.measure(ui, theme, input, around, around.min);
        let range = self.text.sentence_range(held.sentence)?;
        Some(range.min + self.header - held.below)
    }

    /// Where to scroll in this frame, after heights in sight were corrected.
    fn wanted_offset(&mut self, ui: &Ui, theme: &Theme, input: &TextInput<'_>, known: f32) -> f32 {
        let mut offset = self
            .set_to
            .take()
            .map_or(known, |offset| offset.clamp(0.0, self.reach()));
        let view = |offset: f32, this: &Self| {
            let top = offset - this.header;
            Rangef::new(top, top + this.height)
        };
        let seen = view(offset, self);
        offset += self.text.measure(ui, theme, input, seen, seen.min);
        let Some(sentence) = self.glide_to else {
            return offset;
        };
        let scrolls_by_hand = ui.input(|input| {
            input.smooth_scroll_delta().y.abs() > 0.0 || input.pointer.any_pressed()
        });
        let (goal, shift) = self.goal(ui, theme, input, sentence, offset);
        offset += shift;
        let Some(goal) = goal.filter(|_| !scrolls_by_hand) else {
            self.glide_to = None;
            return offset;
        };
        // From far away: jump near, glide the rest.
        let near = self.height * 1.2;
        offset = offset.clamp(goal - near, goal + near);
        let step = ui.input(|input| input.stable_dt.at_most(0.1));
        let left = goal - offset;
        if left.abs() < 1.0 || ui.style().animation_time <= 0.0 {
            self.glide_to = None;
            offset = goal;
        } else {
            offset += left * (1.0 - (-14.0 * step).exp());
            ui.ctx().request_repaint();
        }
        let seen = view(offset, self);
        offset + self.text.measure(ui, theme, input, seen, seen.min)
    }

    /// The offset at which a sentence stands comfortably, none where it already
    /// does; and how far what is in sight moved down while that was found out.
    fn goal(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        input: &TextInput<'_>,
        sentence: usize,
        offset: f32,
    ) -> (Option<f32>, f32) {
        let Some(rough) = self.text.sentence_range(sentence) else {
            return (None, 0.0);
        };
        // Its neighbourhood is laid out first, so that the goal does not move on the way.
        let around = Rangef::new(rough.min - self.height, rough.max + self.height);
        let shift = self
            .text
            .measure(ui, theme, input, around, offset - self.header);
        let Some(range) = self.text.sentence_range(sentence) else {
            return (None, shift);
        };
        let offset = offset + shift;
        let (top, bottom) = (range.min + self.header, range.max + self.header);
        let margin = self.height * 0.12;
        let is_comfortable = top >= offset + margin && bottom <= offset + self.height - margin;
        let goal = (top - self.height * 0.33).clamp(0.0, self.reach());
        ((!is_comfortable).then_some(goal), shift)
    }
}
