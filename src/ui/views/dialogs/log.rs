//! What the project's file says was done, newest first.

use chrono::Local;
use egui::{Label, Ui, Vec2};

use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use crate::store::LogEntry;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{SMALL, TEXT, note_ui, text_ui};

/// Height of an entry: what, and below it who and when.
const ROW: f32 = 44.0;

pub(super) fn log_ui(ui: &Ui, screen: &Screen<'_>, is_new: bool) {
    let shape = Shape {
        title: "What was done",
        width: 620.0,
        hangs: true,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let theme = screen.theme;
        match &screen.state.session.log {
            None => {
                note_ui(ui, theme, "Reading…");
            }
            Some(Err(sentence)) => {
                text_ui(ui, theme, sentence);
            }
            Some(Ok(entries)) if entries.is_empty() => {
                text_ui(ui, theme, "Nothing has been done in this project yet.");
            }
            Some(Ok(entries)) => {
                note_ui(
                    ui,
                    theme,
                    "The newest is at the top. Undoing adds to this list; nothing is ever taken from it.",
                );
                ui.add_space(6.0);
                list_area(room_for_list(ui, 200.0)).show_rows(
                    ui,
                    ROW,
                    entries.len(),
                    |ui, range| {
                        for entry in &entries[range] {
                            entry_ui(ui, screen, entry);
                        }
                    },
                );
            }
        }
    });
}

fn entry_ui(ui: &mut Ui, screen: &Screen<'_>, entry: &LogEntry) {
    let theme = screen.theme;
    ui.allocate_ui(Vec2::new(ui.available_width(), ROW), |ui| {
        ui.set_min_height(ROW);
        ui.spacing_mut().item_spacing.y = 1.0;
        let what = theme.text(&entry.what, Face::Sans, TEXT, theme.ink);
        ui.add(Label::new(what).truncate());
        let job = theme.text(
            &circumstances(screen, entry),
            Face::Sans,
            SMALL,
            theme.ink_second,
        );
        ui.add(Label::new(job).truncate());
    });
}

/// When, who, and in which article.
fn circumstances(screen: &Screen<'_>, entry: &LogEntry) -> String {
    let time = entry.at.with_timezone(&Local);
    let mut words = vec![time.format("%-d %B %Y, %H:%M").to_string()];
    if !entry.by.is_empty() {
        words.push(entry.by.clone());
    }
    let project = screen.state.document.project();
    let known = entry.article.and_then(|id| {
        let mut all = project.articles.iter().chain(&project.bin);
        all.find(|article| article.id == id)
    });
    if let Some(article) = known
        && !entry.what.contains(&article.title.text)
    {
        words.push(article.title.text.clone());
    }
    words.join(" · ")
}
