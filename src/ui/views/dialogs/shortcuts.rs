//! All shortcuts on one sheet, from the table of actions.

use egui::{Grid, Ui};

use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use crate::ui::Screen;
use crate::ui::action::{ACTIONS, Action, ActionInfo, Group};
use crate::ui::widgets::controls::{
    TEXT, heading_ui, keycap_ui, keys_words, link_ui, note_ui, text_ui,
};

/// Room for the keys, the longest of which is Alt Shift Right.
const KEYS: f32 = 88.0;

pub(super) fn shortcuts_ui(ui: &Ui, screen: &Screen<'_>, is_new: bool) {
    let shape = Shape {
        title: "Keyboard shortcuts",
        width: 1000.0,
        hangs: false,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let parts: &[&[Group]] = match ui.available_width() {
            width if width >= 900.0 => &[&Group::ALL[..2], &Group::ALL[2..4], &Group::ALL[4..]],
            width if width >= 560.0 => &[&Group::ALL[..3], &Group::ALL[3..]],
            _ => &[&Group::ALL],
        };
        list_area(room_for_list(ui, 150.0))
            .show(ui, |ui| {
                ui.columns(parts.len(), |columns| {
                    for (column, groups) in columns.iter_mut().zip(parts) {
                        groups_ui(column, screen, groups);
                    }
                });
                ui.add_space(6.0);
                note_ui(
                    ui,
                    screen.theme,
                    "Tab goes from one control to the next, Space or Enter presses it, Escape closes what is in front. Everything else is under All commands.",
                );
            });
        if link_ui(ui, screen.theme, "All commands…", TEXT).clicked()
            && let Some(command) = Action::Palette.command(screen)
        {
            screen.send(command);
        }
    });
}

fn groups_ui(ui: &mut Ui, screen: &Screen<'_>, groups: &[Group]) {
    ui.spacing_mut().interact_size.y = 20.0;
    for group in groups {
        heading_ui(ui, screen.theme, group.title());
        grid_ui(ui, group.title(), |ui| {
            if *group == Group::Marking {
                codes_row_ui(ui, screen);
            }
            for info in ACTIONS.iter().filter(|info| info.action.group() == *group) {
                row_ui(ui, screen, info);
            }
        });
        ui.add_space(10.0);
        if *group == Group::Reviewing {
            coding_ui(ui, screen);
        }
    }
}

/// Keys at the left, as wide in every group, what they do at the right.
fn grid_ui(ui: &mut Ui, name: &str, rows: impl FnOnce(&mut Ui)) {
    Grid::new(name)
        .num_columns(2)
        .min_col_width(KEYS)
        .spacing([10.0, 5.0])
        .show(ui, rows);
}

/// The keys that code, while the marks of an article are hidden.
fn coding_ui(ui: &mut Ui, screen: &Screen<'_>) {
    heading_ui(ui, screen.theme, "Coding first");
    grid_ui(ui, "coding", |ui| {
        for (keys, words) in [
            ("1 – 3", "Code the sentence"),
            ("0", "Take its code back"),
            ("Up Down", "Previous and next sentence"),
        ] {
            keycap_ui(ui, screen.theme, keys);
            text_ui(ui, screen.theme, words).on_hover_text(
                "While the marks of an article are hidden; 1 to 3 also where codings are compared",
            );
            ui.end_row();
        }
    });
    ui.add_space(10.0);
}

/// The number keys, which the codes share among themselves.
fn codes_row_ui(ui: &mut Ui, screen: &Screen<'_>) {
    keycap_ui(ui, screen.theme, "1 – 9");
    text_ui(ui, screen.theme, "Mark the selected words").on_hover_text(
        "1 to 3 are the layers; 4 to 9 the devices you have marked most in this project, set anew when another article is opened",
    );
    ui.end_row();
}

fn row_ui(ui: &mut Ui, screen: &Screen<'_>, info: &ActionInfo) {
    let Some(shortcut) = &info.shortcut else {
        return;
    };
    keycap_ui(ui, screen.theme, &keys_words(ui.ctx(), shortcut));
    text_ui(ui, screen.theme, info.name.trim_end_matches('…')).on_hover_text(info.tooltip);
    ui.end_row();
}
