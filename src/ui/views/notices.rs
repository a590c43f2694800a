//! Messages to the reader.

use egui::Ui;

use crate::ui::Screen;

/// Draws it.
pub fn notices_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let _ = (ui, screen);
}
