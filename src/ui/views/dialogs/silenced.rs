//! Expressions that a project does not want marked: the list, and the way back.

use egui::{Align, Label, Layout, Ui};

use crate::state::Command;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{TEXT, heading_ui, note_ui};
use crate::ui::widgets::link::{LinkLook, link_ui};

/// Lists them; each can be marked again.
pub(super) fn silenced_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    heading_ui(ui, theme, "Not marked in this project");
    let silenced = &screen.state.document.project().silenced;
    if silenced.is_empty() {
        note_ui(
            ui,
            theme,
            "Every expression is marked. Disagreeing with a mark offers to leave its words out everywhere.",
        );
        return;
    }
    let look = LinkLook {
        size: TEXT,
        colour: theme.action,
        is_underlined: true,
    };
    for expression in silenced {
        let device = expression.device.name();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.set_height(24.0);
            let name = format!("Mark “{}” as {device} again", expression.words);
            if link_ui(ui, theme, "Mark again", &name, look).clicked() {
                screen.send(Command::Silence(expression.clone(), false));
            }
            ui.add_space(8.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let mut job = theme.text(
                    &format!("“{}”", expression.words),
                    Face::SansStrong,
                    TEXT,
                    theme.ink,
                );
                let as_what = format!("as {}", device.to_lowercase());
                job.append(
                    &as_what,
                    6.0,
                    theme.format(Face::Sans, TEXT, theme.ink_second),
                );
                ui.add(Label::new(job).truncate());
            });
        });
    }
}
