//! Several articles side by side.

use egui::Ui;

use crate::ui::Screen;

/// What this view remembers by itself.
#[derive(Debug, Default)]
pub struct CompareMemory {}

/// Draws the view.
pub fn compare_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut CompareMemory) {
    let _ = (ui, screen, memory);
}
