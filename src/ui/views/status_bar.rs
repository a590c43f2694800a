//! The line at the foot of the window.

use egui::Ui;

use crate::ui::Screen;

/// Draws it.
pub fn status_bar_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let _ = (ui, screen);
}
