//! A bar between two things one above the other, moved with the pointer or the arrow keys.

use egui::{
    CursorIcon, EventFilter, Id, Key, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use crate::ui::theme::Theme;
use crate::ui::widgets::controls::real;

/// How far one press of an arrow key moves it.
const STEP: f32 = 24.0;

/// What was done to a divider in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Divided {
    /// How far it was moved down, in points.
    pub by: f32,
    /// Whether it is to go back where it was to begin with: a double click, or Home.
    pub is_reset: bool,
}

/// Draws the bar; `name` says what it parts.
pub fn divider_ui(ui: &Ui, theme: &Theme, rect: Rect, id: Id, name: &str) -> Divided {
    let response = ui
        .interact(rect, id, Sense::click_and_drag())
        .on_hover_and_drag_cursor(CursorIcon::ResizeVertical);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, ui.is_enabled(), name));
    let is_lit = response.hovered() || response.dragged() || response.has_focus();
    let (edge, grip) = if is_lit {
        (theme.action, theme.action)
    } else {
        (theme.hairline, theme.ink_third)
    };
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, theme.panel);
    for y in [rect.top() + 0.5, rect.bottom() - 0.5] {
        painter.hline(rect.x_range(), y, Stroke::new(1.0, edge));
    }
    painter.rect_filled(
        Rect::from_center_size(rect.center(), vec2(40.0, 3.0)),
        1.5,
        grip,
    );
    divided(ui, &response)
}

fn divided(ui: &Ui, response: &Response) -> Divided {
    let mut divided = Divided {
        by: response.drag_delta().y,
        is_reset: response.double_clicked(),
    };
    if response.has_focus() {
        // The arrows move the divider, not the focus.
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let presses = |key| ui.input(|input| real(input.num_presses(key)));
        divided.by += (presses(Key::ArrowDown) - presses(Key::ArrowUp)) * STEP;
        divided.is_reset |= presses(Key::Home) > 0.0;
    }
    divided
}
