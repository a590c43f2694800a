//! A word on a rounded ground.

use std::sync::Arc;

use egui::{Color32, Galley, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::icon::Icon;
use crate::ui::theme::{Face, Theme};

/// Room at either end.
const END: f32 = 8.0;
/// Room for a sign, and what parts it from the word.
const SIGN: f32 = 12.0;
const AFTER_SIGN: f32 = 3.0;

/// A pill of this text colour on this ground.
pub fn pill_ui(
    ui: &mut Ui,
    theme: &Theme,
    text: &str,
    colour: Color32,
    ground: Color32,
) -> Response {
    pill(ui, theme, None, text, colour, ground)
}

/// A pill with a sign before its word; without a word the sign stands alone.
pub fn signed_pill_ui(
    ui: &mut Ui,
    theme: &Theme,
    sign: Icon,
    text: &str,
    colour: Color32,
    ground: Color32,
) -> Response {
    pill(ui, theme, Some(sign), text, colour, ground)
}

/// How wide the pill of a word is, without a sign.
pub fn pill_width(ui: &Ui, theme: &Theme, text: &str) -> f32 {
    laid_out(ui, theme, text, theme.ink).size().x + 2.0 * END
}

/// How wide it is with a sign before the word.
pub fn signed_pill_width(ui: &Ui, theme: &Theme, text: &str) -> f32 {
    pill_width(ui, theme, text) + SIGN + AFTER_SIGN
}

fn laid_out(ui: &Ui, theme: &Theme, text: &str, colour: Color32) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout_job(theme.text(text, Face::SansStrong, 11.0, colour)))
}

fn pill(
    ui: &mut Ui,
    theme: &Theme,
    sign: Option<Icon>,
    text: &str,
    colour: Color32,
    ground: Color32,
) -> Response {
    let galley = laid_out(ui, theme, text, colour);
    let before = match (sign, text) {
        (None, _) => 0.0,
        (Some(_), "") => SIGN - END / 2.0,
        (Some(_), _) => SIGN + AFTER_SIGN,
    };
    let size = galley.size() + vec2(2.0 * END + before, 5.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, size.y / 2.0, ground);
    let left = rect.left() + END + before;
    if let Some(sign) = sign {
        let middle = if text.is_empty() {
            rect.center()
        } else {
            pos2(left - AFTER_SIGN - SIGN / 2.0, rect.center().y)
        };
        let place = Rect::from_center_size(middle, vec2(SIGN, SIGN));
        sign.paint(ui.painter(), place, colour);
    }
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    response
}
