//! All commands, the open articles and the recent files, found by a few letters.

use egui::{Button, Key, Ui, Vec2};

use super::frame::{Shape, dialog_ui, list_area, move_choice, pressed, query_ui, room_for_list};
use crate::import::shown_name;
use crate::jobs::ImportSource;
use crate::state::Command;
use crate::ui::Screen;
use crate::ui::action::{ACTIONS, Action};
use crate::ui::theme::Face;
use crate::ui::views::rail::origin_line;
use crate::ui::widgets::controls::{SMALL, TEXT, keys_words, note_ui};

/// What it remembers while it is open.
#[derive(Debug, Default)]
pub(super) struct PaletteMemory {
    query: String,
    chosen: usize,
}

struct Entry {
    name: String,
    note: String,
    tip: String,
    /// `None` where it makes no sense now.
    command: Option<Command>,
}

pub(super) fn palette_ui(ui: &Ui, screen: &Screen<'_>, memory: &mut PaletteMemory, is_new: bool) {
    if is_new {
        *memory = PaletteMemory::default();
    }
    let shape = Shape {
        title: "All commands",
        width: 560.0,
        hangs: true,
        takes_focus: false,
    };
    dialog_ui(ui, screen, shape, |ui| {
        // Matched before the keys act, so that Enter means the row that is seen.
        let found = matches(entries(ui, screen), &memory.query);
        let moved = move_choice(ui, &mut memory.chosen, found.len());
        let confirmed = pressed(ui, Key::Enter);
        let query = &mut memory.query;
        if query_ui(
            ui,
            query,
            "Command, article or recent file",
            "Find a command",
            is_new,
        ) {
            memory.chosen = 0;
        }
        if confirmed && let Some(entry) = found.get(memory.chosen) {
            act(screen, entry);
        }
        ui.add_space(4.0);
        if found.is_empty() {
            note_ui(ui, screen.theme, "Nothing is called that.");
        }
        let height = room_for_list(ui, 260.0).min(420.0);
        list_area(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (index, entry) in found.iter().enumerate() {
                let response = entry_ui(ui, screen, entry, index == memory.chosen);
                if moved && index == memory.chosen {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    act(screen, entry);
                }
            }
        });
    });
}

fn act(screen: &Screen<'_>, entry: &Entry) {
    if let Some(command) = &entry.command {
        // First away with the palette: the command may open a dialog of its own.
        screen.send(Command::CloseDialog);
        screen.send(command.clone());
    }
}

fn entry_ui(ui: &mut Ui, screen: &Screen<'_>, entry: &Entry, is_chosen: bool) -> egui::Response {
    let theme = screen.theme;
    let color = if entry.command.is_some() {
        theme.ink
    } else {
        theme.ink_second
    };
    let face = if is_chosen {
        Face::SansStrong
    } else {
        Face::Sans
    };
    let button = Button::selectable(is_chosen, theme.text(&entry.name, face, TEXT, color))
        .right_text(theme.text(&entry.note, Face::Sans, SMALL, theme.ink_second))
        .truncate()
        .min_size(Vec2::new(ui.available_width(), 28.0));
    ui.add_enabled(entry.command.is_some(), button)
        .on_hover_text(&entry.tip)
        .on_disabled_hover_text("This makes no sense just now")
}

/// Everything that can be chosen, in the order of the table.
fn entries(ui: &Ui, screen: &Screen<'_>) -> Vec<Entry> {
    let actions = ACTIONS
        .iter()
        .filter(|info| info.action != Action::Palette)
        .map(|info| Entry {
            name: info.name.to_owned(),
            note: info
                .shortcut
                .map_or_else(String::new, |keys| keys_words(ui.ctx(), &keys)),
            tip: info.tooltip.to_owned(),
            command: info.action.command(screen),
        });
    let articles = screen
        .state
        .document
        .project()
        .articles
        .iter()
        .map(|article| Entry {
            name: article.title.text.clone(),
            note: origin_line(article),
            tip: "Open this article in Read".to_owned(),
            command: Some(Command::ShowArticle(article.id)),
        });
    let recent = &screen.state.session.preferences.recent;
    let files = recent.iter().map(|path| Entry {
        name: shown_name(path),
        note: "Recent file".to_owned(),
        tip: path.display().to_string(),
        command: Some(Command::Import(vec![ImportSource::File(path.clone())])),
    });
    actions.chain(articles).chain(files).collect()
}

/// The entries that match, the best first; what makes no sense now comes last.
fn matches(entries: Vec<Entry>, query: &str) -> Vec<Entry> {
    let mut scored: Vec<(bool, i32, Entry)> = entries
        .into_iter()
        .filter_map(|entry| {
            let score =
                fuzzy(&entry.name, query).or_else(|| Some(fuzzy(&entry.tip, query)? - 40))?;
            Some((entry.command.is_none(), -score, entry))
        })
        .collect();
    scored.sort_by_key(|(is_idle, score, _)| (*is_idle, *score));
    scored.into_iter().map(|(_, _, entry)| entry).collect()
}

/// How well the letters of `query` occur in `name` in this order; `None` where they do not.
///
/// Letters at the beginnings of words and letters in a row count more.
pub(super) fn fuzzy(name: &str, query: &str) -> Option<i32> {
    let mut wanted = query
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .peekable();
    let (mut score, mut in_row, mut at_start) = (0, false, true);
    for letter in name.chars().flat_map(char::to_lowercase) {
        let Some(next) = wanted.peek() else { break };
        if *next == letter {
            wanted.next();
            score += 1 + i32::from(at_start) * 8 + i32::from(in_row) * 5;
            in_row = true;
        } else {
            in_row = false;
        }
        at_start = !letter.is_alphanumeric();
    }
    wanted.peek().is_none().then_some(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_must_occur_in_their_order() {
        assert!(fuzzy("Close article", "clart").is_some());
        assert!(fuzzy("Close article", "tra").is_none());
        assert_eq!(fuzzy("Undo", ""), Some(0));
    }

    #[test]
    fn beginnings_of_words_count_more() {
        assert!(fuzzy("Dark colours", "dc") > fuzzy("Redo changes", "dc"));
        assert!(fuzzy("Export…", "exp") > fuzzy("Next sample", "exp"));
    }
}
