//! A word on a rounded ground.

use egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::{Face, Theme};

/// A pill of this text colour on this ground.
pub fn pill_ui(
    ui: &mut Ui,
    theme: &Theme,
    text: &str,
    colour: Color32,
    ground: Color32,
) -> Response {
    let galley =
        ui.fonts_mut(|fonts| fonts.layout_job(theme.text(text, Face::SansStrong, 11.0, colour)));
    let size = galley.size() + vec2(16.0, 5.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, size.y / 2.0, ground);
    let at = pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    response
}
