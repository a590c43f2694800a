//! The window without any article: what to do first.

use egui::{CentralPanel, Frame, Ui, Vec2};

use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{TEXT, accent_button, note_ui, plain_button, tooltip};

/// Draws it.
pub fn empty_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    CentralPanel::default()
        .frame(Frame::new().fill(theme.paper).inner_margin(16))
        .show(ui, |ui| {
            ui.vertical_centered(|ui| {
                ui.add_space((ui.available_height() * 0.28).max(0.0));
                let title = if screen.state.analyses.importing > 0 {
                    "Opening…"
                } else {
                    "Open an article to begin"
                };
                ui.label(theme.text(title, Face::SerifStrong, 26.0, theme.ink));
                ui.add_space(6.0);
                let text = "Slantwise shows what an article reports, who else speaks in it, and where the outlet’s own framing sits. Several articles on one event can be set side by side.";
                ui.scope(|ui| {
                    ui.set_max_width(460.0);
                    ui.add(egui::Label::new(theme.text(text, Face::Sans, TEXT, theme.ink_second)).wrap());
                });
                ui.add_space(14.0);
                let button = accent_button(theme, "Open…").min_size(Vec2::new(190.0, 34.0));
                act(ui, screen, button, Action::Open);
                for action in [Action::Paste, Action::OpenSamples] {
                    let button = plain_button(theme, action.info().name);
                    act(ui, screen, button.min_size(Vec2::new(190.0, 32.0)), action);
                }
                if !screen.state.document.project().bin.is_empty() {
                    let button = plain_button(theme, Action::Bin.info().name);
                    act(ui, screen, button.min_size(Vec2::new(190.0, 32.0)), Action::Bin);
                }
                ui.add_space(10.0);
                note_ui(ui, theme, "Text, Markdown and saved web pages can also be dropped into the window.");
            });
        });
}

fn act(ui: &mut Ui, screen: &Screen<'_>, button: egui::Button<'_>, action: Action) {
    let response = ui.add(button).on_hover_text(tooltip(ui.ctx(), action));
    if response.clicked()
        && let Some(command) = action.command(screen)
    {
        screen.send(command);
    }
}
