//! The line at the head of the window.

use egui::Ui;

use crate::ui::Screen;

/// Draws it.
pub fn top_bar_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let _ = (ui, screen);
}
