//! What shows while files hover over the window.

use egui::{Align2, Area, Id, Order, Stroke, StrokeKind, Ui, Vec2};

use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::counted;

/// Draws it.
pub fn drop_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let count = ui.input(|input| input.raw.hovered_files.len());
    if count == 0 {
        return;
    }
    let theme = screen.theme;
    let window = ui.ctx().content_rect();
    Area::new(Id::unique("drop"))
        .order(Order::Tooltip)
        .anchor(Align2::LEFT_TOP, Vec2::ZERO)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            let painter = ui.painter();
            painter.rect_filled(window, 0.0, theme.paper.gamma_multiply(0.85));
            let inside = window.shrink(14.0);
            if inside.is_positive() {
                let stroke = Stroke::new(2.0, theme.action);
                painter.rect_stroke(inside, 12.0, stroke, StrokeKind::Inside);
            }
            ui.set_min_size(window.size());
            ui.vertical_centered(|ui| {
                ui.add_space((window.height() * 0.44).max(0.0));
                ui.label(theme.text("Drop to open", Face::SerifStrong, 28.0, theme.ink));
                let what = counted(count, "file", "files");
                ui.label(theme.text(&what, Face::Sans, 13.0, theme.ink_second));
            });
        });
}
