//! Text that does something when clicked.

use egui::text::LayoutJob;
use egui::{Color32, CursorIcon, Response, Role, Sense, Stroke, Ui, WidgetInfo};

use crate::ui::theme::{Face, Theme};

/// How a link looks.
#[derive(Clone, Copy, Debug)]
pub struct LinkLook {
    /// Size in points.
    pub size: f32,
    /// Text colour.
    pub colour: Color32,
    /// Whether it is underlined also while nobody points at it.
    pub is_underlined: bool,
}

/// A link with this text, named `name` for those who do not see it.
pub fn link_ui(ui: &mut Ui, theme: &Theme, text: &str, name: &str, look: LinkLook) -> Response {
    let job = theme.text(text, Face::Sans, look.size, look.colour);
    job_ui(ui, theme, job, name, look)
}

/// A link that takes as many lines as it needs.
pub fn wrapped_link_ui(
    ui: &mut Ui,
    theme: &Theme,
    text: &str,
    name: &str,
    look: LinkLook,
) -> Response {
    let mut job = theme.text(text, Face::Sans, look.size, look.colour);
    job.wrap.max_width = ui.available_width();
    job_ui(ui, theme, job, name, look)
}

fn job_ui(ui: &mut Ui, theme: &Theme, job: LayoutJob, name: &str, look: LinkLook) -> Response {
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let is_lit = response.hovered() || response.has_focus();
        if look.is_underlined || is_lit {
            let y = rect.bottom() - 1.5;
            let width = if is_lit { 1.5 } else { 1.0 };
            ui.painter()
                .hline(rect.x_range(), y, Stroke::new(width, look.colour));
        }
        if response.has_focus() {
            ui.painter().rect_stroke(
                rect.expand(2.0),
                3.0,
                Stroke::new(1.5, theme.action),
                egui::StrokeKind::Outside,
            );
        }
        ui.painter().galley(rect.min, galley, look.colour);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
