//! The document that an export prints.

use egui::Ui;

use crate::ui::Screen;

/// Draws it.
pub fn report_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let _ = (ui, screen);
}
