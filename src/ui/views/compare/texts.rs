//! The marked texts side by side, scrolling together or apart.

use std::collections::BTreeMap;

use egui::{Id, Rangef, Rect, ScrollArea, Sense, Stroke, Ui, vec2};

use super::laid_out::Widths;
use super::sheet::Sheet;
use crate::model::ArticleId;
use crate::state::{Command, Target};
use crate::ui::Screen;
use crate::ui::views::marking::marking_ui;
use crate::ui::views::rail::legend::legend_ui;
use crate::ui::widgets::article_scroll::ArticleScroll;
use crate::ui::widgets::article_text::{TextInput, TextLook};
use crate::ui::widgets::divider;

/// Room for sentence numbers and sentiment.
const GUTTER: f32 = 50.0;
/// Room right of a text, where its scroll bar runs.
const RIGHT: f32 = 18.0;
/// Height of the bar between table and texts.
pub const DIVIDER: f32 = 9.0;

/// Scroll positions and layouts of the texts.
#[derive(Debug, Default)]
pub struct TextsMemory {
    columns: BTreeMap<ArticleId, ArticleScroll>,
    /// Offsets of the last frame: the column that a person moved leads the others.
    offsets: BTreeMap<ArticleId, f32>,
    leader: Option<ArticleId>,
}

/// Draws the texts in the room that is left; `offset` is how far the columns are
/// scrolled sideways.
pub fn texts_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut TextsMemory,
    sheet: &Sheet,
    widths: Widths,
    offset: &mut f32,
) {
    memory
        .columns
        .retain(|id, _| sheet.headers.iter().any(|header| header.article == *id));
    let height = ui.available_height().max(0.0);
    #[expect(clippy::cast_precision_loss, reason = "at most six columns")]
    let whole = widths.label + widths.column * sheet.headers.len() as f32;
    let output = ScrollArea::horizontal()
        .id_salt("comparison texts")
        .auto_shrink([false, false])
        .horizontal_scroll_offset(*offset)
        .show_viewport(ui, |ui, viewport| {
            ui.set_min_size(vec2(whole, height));
            let origin = ui.min_rect().min;
            let seen = viewport.translate(origin.to_vec2());
            let mut hovered = None;
            let mut left = origin.x + widths.label;
            for header in &sheet.headers {
                let rect = Rect::from_x_y_ranges(
                    left..=left + widths.column,
                    Rangef::new(origin.y, origin.y + height),
                );
                left = rect.right();
                if rect.right() < seen.left() || rect.left() > seen.right() {
                    continue;
                }
                hovered = hovered.or(memory.column_ui(ui, screen, rect, header.article));
            }
            if widths.label > 0.0 {
                let label = Rect::from_min_size(
                    egui::pos2(seen.left(), origin.y),
                    vec2(widths.label, height),
                );
                beside_ui(ui, screen, label);
            }
            hovered
        });
    *offset = output.state.clamped_offset().x;
    if output.inner != screen.state.session.hovered {
        screen.send(Command::Hover(output.inner));
    }
    memory.link(ui, screen);
}

impl TextsMemory {
    fn column_ui(
        &mut self,
        ui: &mut Ui,
        screen: &Screen<'_>,
        rect: Rect,
        id: ArticleId,
    ) -> Option<Target> {
        let state = screen.state;
        let article = state.document.project().article(id)?;
        let session = &state.session;
        let input = TextInput {
            article,
            analysis: state.analyses.get(id),
            coding: state.document.project().coding(id),
            review: state.review(id),
            filter: session.filter,
            marks: crate::model::MarkFilter::default(),
            selection: session.selection,
            words: session.words_in(id),
            hovered: session.hovered,
            look: TextLook {
                size: 15.0,
                gutter: GUTTER,
                labels: 0.0,
                shows_headline: false,
                shows_set_aside: session.preferences.shows_set_aside,
                says_layers: true,
            },
        };
        let mut column = ui.new_child(
            egui::UiBuilder::new()
                .id_salt(("comparison text", id))
                .max_rect(rect.shrink2(vec2(1.0, 0.0))),
        );
        column.set_clip_rect(ui.clip_rect().intersect(rect));
        let scroll = self.columns.entry(id).or_default();
        let output = scroll.show(
            &mut column,
            screen.theme,
            &input,
            |width| Rangef::new(GUTTER, (width - RIGHT).max(GUTTER + 80.0)),
            |ui| {
                ui.add_space(10.0);
            },
        );
        marking_ui(&column, screen, id, &output.action);
        if let Some(target) = output.action.clicked {
            let is_selected = session.selection == Some(target);
            screen.send(Command::Select((!is_selected).then_some(target)));
        }
        let offset = scroll.offset();
        let was_moved = self
            .offsets
            .insert(id, offset)
            .is_some_and(|before| (before - offset).abs() > 0.5);
        let is_held = ui.input(|input| input.pointer.any_down());
        let may_lead = if is_held {
            self.leader.is_none()
        } else {
            ui.rect_contains_pointer(rect)
        };
        if was_moved && may_lead {
            self.leader = Some(id);
        }
        ui.painter().vline(
            rect.right() - 0.5,
            rect.y_range(),
            Stroke::new(1.0, screen.theme.hairline),
        );
        output.action.hovered
    }

    /// Scrolls the other columns to where the leading one stands.
    fn link(&mut self, ui: &Ui, screen: &Screen<'_>) {
        let is_held = ui.input(|input| input.pointer.any_down());
        let leader = if is_held {
            self.leader
        } else {
            self.leader.take()
        };
        if !screen.state.session.preferences.columns_linked {
            return;
        }
        let Some(share) = leader
            .and_then(|id| self.columns.get(&id))
            .map(ArticleScroll::share)
        else {
            return;
        };
        for (id, column) in &mut self.columns {
            if Some(*id) != leader && (column.share() - share).abs() > 0.001 {
                column.set_share(share);
                ui.ctx().request_repaint();
            }
        }
    }
}

/// What stands left of the texts, under the labels of the table.
fn beside_ui(ui: &mut Ui, screen: &Screen<'_>, rect: Rect) {
    const ROOM: egui::Vec2 = vec2(170.0, 176.0);
    let theme = screen.theme;
    ui.painter().rect_filled(rect, 0.0, theme.paper);
    ui.painter().vline(
        rect.right() - 0.5,
        rect.y_range(),
        Stroke::new(1.0, theme.hairline),
    );
    if rect.width() < ROOM.x || rect.height() < ROOM.y {
        return;
    }
    let mut beside = ui.new_child(
        egui::UiBuilder::new()
            .id_salt("beside the texts")
            .max_rect(rect.shrink2(vec2(12.0, 12.0))),
    );
    beside.set_clip_rect(rect.intersect(ui.clip_rect()));
    beside.spacing_mut().item_spacing.y = 4.0;
    legend_ui(&mut beside, screen, &screen.state.session.columns);
}

/// The bar between table and texts; returns how far it was moved.
pub fn divider_ui(ui: &mut Ui, screen: &Screen<'_>) -> f32 {
    let theme = screen.theme;
    let size = vec2(ui.available_width(), DIVIDER);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let id = Id::unique("comparison divider");
    divider::divider_ui(ui, theme, rect, id, "Between table and texts").by
}
