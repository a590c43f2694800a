//! What stands in front of the view.

use egui::Ui;

use crate::ui::Screen;

/// What the dialogs remember by themselves.
#[derive(Debug, Default)]
pub struct DialogMemory {}

/// Draws the open dialog, if any.
pub fn dialogs_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut DialogMemory) {
    let _ = (ui, screen, memory);
}
