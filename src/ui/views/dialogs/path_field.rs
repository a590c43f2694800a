//! Asks for a path where the system can show no dialog.

use egui::{Button, Event, Key, TextEdit, Ui, Vec2};

use super::frame::{Shape, dialog_ui, list_area, move_choice, pressed, room_for_list};
use crate::jobs::{ImportSource, Question};
use crate::state::Command;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{TEXT, accent_button, counted, note_ui, plain_button};
use crate::ui::widgets::icon::Icon;

/// What it remembers while it is open.
#[derive(Debug, Default)]
pub(super) struct PathMemory {
    typed: String,
    /// The path whose completions were asked for last.
    asked: Option<String>,
    /// Files taken already.
    taken: Vec<String>,
    /// Row that the arrow keys reached; `None` while the field itself counts.
    chosen: Option<usize>,
}

pub(super) fn path_field_ui(
    ui: &Ui,
    screen: &Screen<'_>,
    memory: &mut PathMemory,
    question: &Question,
    is_new: bool,
) {
    if is_new {
        begin(screen, memory, question);
    }
    if memory.asked.as_ref() != Some(&memory.typed) {
        memory.asked = Some(memory.typed.clone());
        screen.send(Command::CompletePath(memory.typed.clone()));
    }
    let opens = *question == Question::OpenFiles;
    let (title, hint) = words(question);
    let shape = Shape {
        title,
        width: 620.0,
        hangs: true,
        takes_focus: false,
    };
    dialog_ui(ui, screen, shape, |ui| {
        note_ui(ui, screen.theme, hint);
        let confirmed = keys(ui, screen, memory);
        field_ui(ui, memory, is_new, opens);
        taken_ui(ui, screen, memory);
        completions_ui(ui, screen, memory, opens);
        ui.add_space(8.0);
        buttons_ui(ui, screen, memory, question, confirmed);
    });
}

/// Title and hint.
fn words(question: &Question) -> (&'static str, &'static str) {
    match question {
        Question::OpenFiles => (
            "Open articles",
            "This computer shows no file dialog to programs. Type a path here, or drop files into the window.",
        ),
        Question::SaveProject { .. } => (
            "Save the project",
            "This computer shows no file dialog to programs. Type where the project shall be saved; every change is saved there from then on.",
        ),
        Question::SaveExport { .. } => (
            "Export to a file",
            "This computer shows no file dialog to programs. Type where the file shall be saved.",
        ),
    }
}

fn begin(screen: &Screen<'_>, memory: &mut PathMemory, question: &Question) {
    let mut folder = screen.state.session.folder.display().to_string();
    if !folder.is_empty() && !folder.ends_with(['/', '\\']) {
        folder.push(std::path::MAIN_SEPARATOR);
    }
    let name = match question {
        Question::OpenFiles => "",
        Question::SaveExport { name, .. } | Question::SaveProject { name, .. } => name,
    };
    *memory = PathMemory {
        typed: format!("{folder}{name}"),
        ..PathMemory::default()
    };
}

/// Arrow keys walk the list, Tab completes, Enter confirms: whether it did.
fn keys(ui: &Ui, screen: &Screen<'_>, memory: &mut PathMemory) -> bool {
    let paths = completions(screen);
    if !paths.is_empty() {
        let mut row = memory.chosen.map_or(0, |row| row + 1);
        // Row 0 is the field itself.
        if move_choice(ui, &mut row, paths.len() + 1) {
            memory.chosen = row.checked_sub(1);
        }
    }
    let longer = common_start(paths).filter(|start| start.len() > memory.typed.len());
    if let Some(start) = longer
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Tab))
    {
        memory.typed = start;
        // The cursor goes to the end, as after typing.
        ui.input_mut(|input| {
            input.events.push(Event::Key {
                key: Key::End,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: egui::Modifiers::NONE,
            });
        });
    }
    pressed(ui, Key::Enter)
}

fn completions<'a>(screen: &'a Screen<'_>) -> &'a [String] {
    screen
        .state
        .session
        .completions
        .as_ref()
        .map_or(&[], |completions| &completions.paths)
}

/// What all paths begin with.
fn common_start(paths: &[String]) -> Option<String> {
    let (first, rest) = paths.split_first()?;
    let mut end = first.len();
    for path in rest {
        let same = first
            .char_indices()
            .zip(path.chars())
            .find(|((_, one), other)| one != other)
            .map_or(first.len().min(path.len()), |((at, _), _)| at);
        end = end.min(same);
    }
    Some(first.get(..end)?.to_owned())
}

fn field_ui(ui: &mut Ui, memory: &mut PathMemory, is_new: bool, opens: bool) {
    let name = if opens {
        "Path of an article"
    } else {
        "Path of the new file"
    };
    let field = ui
        .add(
            TextEdit::singleline(&mut memory.typed)
                .hint_text("/home/you/articles/…")
                .desired_width(f32::INFINITY)
                .lock_focus(true)
                .margin(Vec2::new(8.0, 6.0)),
        )
        .accessible_name(name);
    if is_new {
        field.request_focus();
    }
    if field.changed() {
        // A second root begins anew: nobody need delete the proposed folder first.
        if let Some(at) = memory
            .typed
            .rfind("//")
            .or_else(|| memory.typed.rfind("/~/"))
        {
            memory.typed.drain(..=at);
        }
        memory.chosen = None;
    }
}

fn taken_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut PathMemory) {
    let mut dropped = None;
    for (index, path) in memory.taken.iter().enumerate() {
        let tip = "Click to leave it out again";
        let job = screen
            .theme
            .text(path, Face::SansStrong, TEXT, screen.theme.action);
        if ui
            .add(Button::new(job).truncate())
            .on_hover_text(tip)
            .clicked()
        {
            dropped = Some(index);
        }
    }
    if let Some(index) = dropped {
        memory.taken.remove(index);
    }
}

fn completions_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut PathMemory, opens: bool) {
    let theme = screen.theme;
    let paths = completions(screen);
    let height = room_for_list(ui, 330.0).min(260.0);
    let mut clicked = None;
    ui.add_space(4.0);
    if paths.is_empty() && opens {
        note_ui(ui, theme, "Nothing here begins like this.");
    }
    list_area(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (index, path) in paths.iter().enumerate() {
            let is_folder = path.ends_with('/');
            let icon = if is_folder { Icon::Folder } else { Icon::Page };
            let sign = egui::Atom::paint(Vec2::splat(16.0), move |ui, args| {
                icon.paint(ui.painter(), args.rect, theme.ink_second);
            });
            let name = path
                .trim_end_matches('/')
                .rsplit('/')
                .next()
                .unwrap_or(path);
            let is_chosen = memory.chosen == Some(index);
            let job = theme.text(name, Face::Sans, TEXT, theme.ink);
            let button = Button::selectable(is_chosen, (sign, job))
                .truncate()
                .min_size(Vec2::new(ui.available_width(), 26.0));
            let response = ui.add(button).on_hover_text(path);
            if is_chosen {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(path.clone());
            }
        }
    });
    if let Some(path) = clicked {
        take(memory, path, opens);
    }
}

/// Goes into a folder; takes a file.
fn take(memory: &mut PathMemory, path: String, opens: bool) {
    memory.chosen = None;
    if path.ends_with('/') || !opens {
        memory.typed = path;
    } else if let Some(at) = memory.taken.iter().position(|taken| *taken == path) {
        memory.taken.remove(at);
    } else {
        memory.taken.push(path);
    }
}

fn buttons_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut PathMemory,
    question: &Question,
    confirmed: bool,
) {
    let opens = *question == Question::OpenFiles;
    let paths = chosen_paths(memory);
    let name = match (opens, memory.taken.len()) {
        (true, 0 | 1) => "Open".to_owned(),
        (true, count) => format!("Open {}", counted(count, "file", "files")),
        (false, _) if matches!(question, Question::SaveProject { .. }) => "Save".to_owned(),
        (false, _) => "Export".to_owned(),
    };
    ui.horizontal(|ui| {
        let can = !paths.is_empty();
        let go = ui.add_enabled(can, accent_button(screen.theme, &name));
        let cancel = ui.add(plain_button(screen.theme, "Cancel"));
        if cancel.clicked() || confirmed && cancel.has_focus() {
            screen.send(Command::CloseDialog);
        } else if confirmed
            && let Some(path) = memory.chosen.and_then(|row| completions(screen).get(row))
            && (path.ends_with('/') || !opens)
        {
            take(memory, path.clone(), opens);
        } else if confirmed
            && let Some(path) = memory.chosen.and_then(|row| completions(screen).get(row))
        {
            let mut paths = memory.taken.clone();
            paths.retain(|taken| taken != path);
            paths.push(path.clone());
            open(screen, paths);
        } else if can && (go.clicked() || confirmed) {
            let path = memory.typed.trim().into();
            match (question, screen.state.session.pending_export.clone()) {
                (Question::OpenFiles, _) => open(screen, paths),
                (Question::SaveProject { .. }, _) => screen.send(Command::SaveProjectTo {
                    path,
                    replace: false,
                }),
                (Question::SaveExport { .. }, Some(request)) => screen.send(Command::ExportTo {
                    request,
                    path,
                    replace: false,
                }),
                // The export it was asked for is gone.
                (Question::SaveExport { .. }, None) => screen.send(Command::CloseDialog),
            }
        }
    });
}

/// The files taken, and the path in the field where it names one.
fn chosen_paths(memory: &PathMemory) -> Vec<String> {
    let mut paths = memory.taken.clone();
    let typed = memory.typed.trim();
    let names_file = !typed.is_empty() && !typed.ends_with(['/', '\\']);
    if names_file && !paths.iter().any(|path| path == typed) {
        paths.push(typed.to_owned());
    }
    paths
}

fn open(screen: &Screen<'_>, paths: Vec<String>) {
    let sources = paths
        .into_iter()
        .map(|path| ImportSource::File(path.into()))
        .collect();
    screen.send(Command::Import(sources));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_completes_as_far_as_all_agree() {
        let paths = ["/a/árbol.txt", "/a/ártico.txt"].map(str::to_owned);
        assert_eq!(common_start(&paths).as_deref(), Some("/a/ár"));
        assert_eq!(common_start(&paths[..1]).as_deref(), Some("/a/árbol.txt"));
        assert_eq!(common_start(&[]), None);
    }

    #[test]
    fn a_folder_in_the_field_is_no_file_to_open() {
        let mut memory = PathMemory {
            typed: "/a/".to_owned(),
            ..PathMemory::default()
        };
        assert!(chosen_paths(&memory).is_empty());
        take(&mut memory, "/a/b.txt".to_owned(), true);
        assert_eq!(chosen_paths(&memory), ["/a/b.txt"]);
        take(&mut memory, "/a/b.txt".to_owned(), true);
        assert!(chosen_paths(&memory).is_empty());
    }
}
