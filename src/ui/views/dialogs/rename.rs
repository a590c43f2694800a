//! Another title for an article.

use egui::{Key, TextEdit, Ui, Vec2};

use super::frame::{Shape, dialog_ui, pressed};
use crate::model::ArticleId;
use crate::state::Command;
use crate::ui::Screen;
use crate::ui::widgets::controls::{accent_button, note_ui, plain_button};

/// What it remembers while it is open.
#[derive(Debug, Default)]
pub(super) struct RenameMemory {
    title: String,
}

pub(super) fn rename_ui(
    ui: &Ui,
    screen: &Screen<'_>,
    memory: &mut RenameMemory,
    id: ArticleId,
    is_new: bool,
) {
    let Some(article) = screen.state.document.project().article(id) else {
        screen.send(Command::CloseDialog);
        return;
    };
    if is_new {
        memory.title.clone_from(&article.title.text);
    }
    let shape = Shape {
        title: "Rename article",
        width: 460.0,
        hangs: false,
        takes_focus: false,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let confirmed = pressed(ui, Key::Enter);
        let field = ui
            .add(
                TextEdit::singleline(&mut memory.title)
                    .desired_width(f32::INFINITY)
                    .margin(Vec2::new(8.0, 6.0)),
            )
            .accessible_name("Title");
        if is_new {
            field.request_focus();
        }
        note_ui(
            ui,
            screen.theme,
            "The article’s text and file stay as they are.",
        );
        ui.add_space(8.0);
        let is_sound = !memory.title.trim().is_empty();
        ui.horizontal(|ui| {
            let rename = ui.add_enabled(is_sound, accent_button(screen.theme, "Rename"));
            let cancel = ui.add(plain_button(screen.theme, "Cancel"));
            if cancel.clicked() || confirmed && cancel.has_focus() {
                screen.send(Command::CloseDialog);
            } else if is_sound && (rename.clicked() || confirmed) {
                screen.send(Command::Rename(id, memory.title.trim().to_owned()));
                screen.send(Command::CloseDialog);
            }
        });
    });
}
