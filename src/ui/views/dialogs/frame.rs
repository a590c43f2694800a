//! The frame that all dialogs share, and the keys that act in them.

use egui::{
    Align, Align2, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Stroke, TextEdit,
    Ui, Vec2,
};

use crate::state::Command;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::clear_lines;
use crate::ui::widgets::icon::{Icon, icon_button};

/// A dialog's looks.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui::views) struct Shape<'a> {
    /// What it is called.
    pub title: &'a str,
    /// How wide it would like to be.
    pub width: f32,
    /// Whether it hangs from the top, so that it does not jump while its list grows.
    pub hangs: bool,
    /// Whether it has just been opened and has no field that takes the keyboard.
    pub takes_focus: bool,
}

/// Draws a dialog around `add`; closes it where a person asks for that.
pub(in crate::ui::views) fn dialog_ui(
    ui: &Ui,
    screen: &Screen<'_>,
    shape: Shape<'_>,
    add: impl FnOnce(&mut Ui),
) {
    let theme = screen.theme;
    let window = ui.ctx().content_rect();
    let width = shape.width.min(window.width() - 24.0).max(40.0);
    let frame = Frame::new()
        .fill(theme.card)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(12)
        .inner_margin(Margin {
            left: 18,
            right: 12,
            top: 10,
            bottom: 16,
        })
        .shadow(egui::Shadow {
            offset: [0, 8],
            blur: 30,
            spread: 0,
            color: theme.shadow,
        });
    let id = Id::unique(("dialog", shape.title));
    // Without a size of its own an area makes lists smaller than the window allows.
    let room = Vec2::new(width, (window.height() - 40.0).max(40.0));
    let mut area = Modal::default_area(id).default_size(room);
    if shape.hangs {
        let down = (window.height() * 0.1).min(90.0);
        area = area.anchor(Align2::CENTER_TOP, Vec2::new(0.0, down));
    }
    let response = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width((width - 30.0).max(10.0));
        describe(ui, shape.title);
        clear_lines(ui, theme);
        ui.horizontal(|ui| {
            let room = (ui.available_width() - 40.0).max(10.0);
            let job = theme.text(shape.title, Face::SansStrong, 15.0, theme.ink);
            ui.allocate_ui_with_layout(
                Vec2::new(room, 28.0),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_width(room);
                    ui.add(egui::Label::new(job).truncate());
                },
            );
            let close = icon_button(ui, theme, Icon::Close, "Close").on_hover_text("Close (Esc)");
            if shape.takes_focus {
                close.request_focus();
            }
            // Enter would otherwise confirm the dialog that this button leaves.
            let entered = close.has_focus() && pressed(ui, Key::Enter);
            if close.clicked() || entered {
                screen.send(Command::CloseDialog);
            }
        });
        ui.add_space(4.0);
        add(ui);
    });
    if response.should_close() {
        screen.send(Command::CloseDialog);
    }
}

/// Tells screen readers that this is a dialog and what it is called.
fn describe(ui: &Ui, title: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(egui::accesskit::Role::Dialog);
        node.set_label(title);
        node.set_modal();
    });
}

/// The field above a list that is searched: it has the focus while nothing else has. Says
/// whether the words in it have changed.
pub(super) fn query_ui(
    ui: &mut Ui,
    query: &mut String,
    hint: &str,
    name: &str,
    is_new: bool,
) -> bool {
    let before = query.clone();
    let field = ui
        .add(
            TextEdit::singleline(query)
                .hint_text(hint)
                .desired_width(f32::INFINITY)
                .margin(Vec2::new(8.0, 6.0)),
        )
        .accessible_name(name);
    if is_new || !field.has_focus() && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    *query != before
}

/// The height a dialog's list may take.
pub(in crate::ui::views) fn room_for_list(ui: &Ui, besides: f32) -> f32 {
    (ui.ctx().content_rect().height() - besides).clamp(30.0, 640.0)
}

/// A list of a dialog: as wide as the dialog, as tall as it needs up to `height`. What it
/// shows leaves room for the bar at its right.
pub(super) fn list_area(height: f32) -> ScrollArea {
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .content_margin(Margin {
            right: 10,
            ..Margin::ZERO
        })
}

/// Whether this key was pressed; nothing else gets to see it.
pub(super) fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// Moves a choice among `count` rows with the arrow keys.
pub(super) fn move_choice(ui: &Ui, chosen: &mut usize, count: usize) -> bool {
    let before = *chosen;
    let last = count.saturating_sub(1);
    if pressed(ui, Key::ArrowDown) {
        *chosen = if *chosen >= last { 0 } else { *chosen + 1 };
    }
    if pressed(ui, Key::ArrowUp) {
        *chosen = if *chosen == 0 { last } else { *chosen - 1 };
    }
    if pressed(ui, Key::PageDown) {
        *chosen += 10;
    }
    if pressed(ui, Key::PageUp) {
        *chosen = chosen.saturating_sub(10);
    }
    *chosen = (*chosen).min(last);
    *chosen != before
}
