//! One article beside its panel.

use egui::Ui;

use crate::ui::Screen;

/// What this view remembers by itself.
#[derive(Debug, Default)]
pub struct ReadMemory {}

/// Draws the view.
pub fn read_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ReadMemory) {
    let _ = (ui, screen, memory);
}
