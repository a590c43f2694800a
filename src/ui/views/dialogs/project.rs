//! The project's name, whose name its judgements carry, and what its file holds: a part of
//! the settings.

use egui::{TextEdit, Ui, Vec2};

use crate::state::Command;
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::widgets::controls::{TEXT, heading_ui, link_ui, note_ui, text_ui};

/// What is typed while the settings are open.
#[derive(Debug, Default)]
pub(super) struct ProjectMemory {
    name: String,
    reader: String,
}

impl ProjectMemory {
    pub fn new(screen: &Screen<'_>) -> Self {
        let state = screen.state;
        Self {
            name: state.document.project().name.clone(),
            reader: state.session.preferences.reader.clone(),
        }
    }
}

pub(super) fn project_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ProjectMemory) {
    let theme = screen.theme;
    let session = &screen.state.session;
    heading_ui(ui, theme, "This project");
    if field_ui(
        ui,
        screen,
        "Name of the project",
        &mut memory.name,
        "No name",
    ) {
        screen.send(Command::NameProject(memory.name.clone()));
    }
    if field_ui(
        ui,
        screen,
        "Your name",
        &mut memory.reader,
        &session.account,
    ) {
        screen.send(Command::NameReader(memory.reader.clone()));
    }
    note_ui(
        ui,
        theme,
        "Judgements, notes and marks carry your name from now on; those that are there keep the name they have.",
    );
    let mut codes_first = screen
        .state
        .document
        .project()
        .settings
        .codes_first
        .is_some();
    let name = Action::CodeFirst.info().name;
    if ui.checkbox(&mut codes_first, name).changed() {
        screen.send(Command::CodeFirst(codes_first));
    }
    note_ui(
        ui,
        theme,
        "Marks of an article stay hidden until you say that you have coded it; then both codings are compared. Articles that you have coded already are not hidden again.",
    );
    let mut keeps = screen.state.document.project().settings.keeps_originals;
    if ui
        .checkbox(&mut keeps, "Keep the original files in the project")
        .changed()
    {
        screen.send(Command::KeepOriginals(keeps));
    }
    note_ui(
        ui,
        theme,
        "Without this the project holds the articles’ text and a fingerprint of the file each came from. News is under copyright: think of whom you give the project to.",
    );
    if let Some(path) = &screen.state.document.place.path {
        let place = if screen.state.document.place.is_untitled {
            "It has no place of its own yet; the program keeps it until “Save project as…” gives it one.".to_owned()
        } else {
            format!("Every change is saved in {}.", path.display())
        };
        note_ui(ui, theme, &place);
    }
    if link_ui(ui, theme, "What was done…", TEXT)
        .on_hover_text("The project’s log, newest first")
        .clicked()
    {
        screen.send(Command::ShowLog);
    }
}

/// A field behind its label; whether it was changed.
fn field_ui(ui: &mut Ui, screen: &Screen<'_>, name: &str, text: &mut String, hint: &str) -> bool {
    ui.horizontal(|ui| {
        ui.scope(|ui| {
            ui.set_min_width(130.0);
            text_ui(ui, screen.theme, name);
        });
        let room = (ui.available_width() - 16.0).clamp(40.0, 320.0);
        ui.add(
            TextEdit::singleline(text)
                .hint_text(hint)
                .desired_width(room)
                .margin(Vec2::new(8.0, 5.0)),
        )
        .accessible_name(name)
        .changed()
    })
    .inner
}
