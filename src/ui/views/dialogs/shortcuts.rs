//! All shortcuts on one sheet, from the table of actions.

use egui::{Grid, Ui};

use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use crate::ui::Screen;
use crate::ui::action::{ACTIONS, Action, ActionInfo, Group};
use crate::ui::widgets::controls::{
    TEXT, heading_ui, keycap_ui, keys_words, link_ui, note_ui, text_ui,
};

pub(super) fn shortcuts_ui(ui: &Ui, screen: &Screen<'_>, is_new: bool) {
    let shape = Shape {
        title: "Keyboard shortcuts",
        width: 700.0,
        hangs: false,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let is_wide = ui.available_width() >= 560.0;
        list_area(room_for_list(ui, 150.0))
            .show(ui, |ui| {
                if is_wide {
                    ui.columns(2, |columns| {
                        groups_ui(&mut columns[0], screen, &Group::ALL[..3]);
                        groups_ui(&mut columns[1], screen, &Group::ALL[3..]);
                    });
                } else {
                    groups_ui(ui, screen, &Group::ALL);
                }
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
        Grid::new(group.title())
            .num_columns(2)
            .min_col_width(76.0)
            .spacing([10.0, 5.0])
            .show(ui, |ui| {
                for info in ACTIONS.iter().filter(|info| info.action.group() == *group) {
                    row_ui(ui, screen, info);
                }
                if *group == Group::Marking {
                    codes_row_ui(ui, screen);
                }
            });
        ui.add_space(10.0);
    }
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
