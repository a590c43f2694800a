//! The project, what is marked, and how the window looks.

use egui::{DragValue, Slider, Ui};

use super::devices::devices_ui;
use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use super::project::{ProjectMemory, project_ui};
use super::silenced::silenced_ui;
use crate::model::{Confidence, Settings};
use crate::state::{Command, ThemeChoice};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::widgets::controls::{
    SWITCH, counted, heading_ui, note_ui, plain_button, segmented_ui, text_ui,
};

/// What it remembers while it is open.
#[derive(Debug, Default)]
pub(super) struct SettingsMemory {
    /// The text size while the slider is being dragged.
    percent: Option<u16>,
    project: ProjectMemory,
}

pub(super) fn settings_ui(ui: &Ui, screen: &Screen<'_>, memory: &mut SettingsMemory, is_new: bool) {
    if is_new {
        *memory = SettingsMemory {
            percent: None,
            project: ProjectMemory::new(screen),
        };
    }
    let shape = Shape {
        title: "Settings",
        width: 640.0,
        hangs: false,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        list_area(room_for_list(ui, 110.0)).show(ui, |ui| {
            project_ui(ui, screen, &mut memory.project);
            ui.add_space(12.0);
            model_ui(ui, screen);
            ui.add_space(12.0);
            confidence_ui(ui, screen);
            ui.add_space(12.0);
            devices_ui(ui, screen);
            ui.add_space(12.0);
            silenced_ui(ui, screen);
            ui.add_space(12.0);
            look_ui(ui, screen, memory);
        });
    });
}

fn look_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut SettingsMemory) {
    let theme = screen.theme;
    let preferences = &screen.state.session.preferences;
    heading_ui(ui, theme, "Looks");
    ui.horizontal(|ui| {
        ui.set_min_height(SWITCH);
        text_ui(ui, theme, "Colours");
        let choices = [
            (ThemeChoice::System, "System", Action::ThemeSystem),
            (ThemeChoice::Light, "Light", Action::ThemeLight),
            (ThemeChoice::Dark, "Dark", Action::ThemeDark),
        ]
        .map(|(choice, name, action)| (choice, name, action.info().tooltip.to_owned()));
        if let Some(choice) = segmented_ui(ui, theme, preferences.theme, &choices) {
            screen.send(Command::Theme(choice));
        }
    });
    ui.horizontal(|ui| {
        let label = text_ui(ui, theme, "Text size");
        let mut percent = memory.percent.unwrap_or(preferences.text_percent);
        let slider = ui
            .scope(|ui| {
                // Its rail is a ground without an edge.
                ui.visuals_mut().widgets.inactive.bg_fill = theme.hairline;
                ui.add(
                    Slider::new(&mut percent, 70..=200)
                        .step_by(10.0)
                        .suffix(" %"),
                )
            })
            .inner
            .labelled_by(label.id);
        // While it is dragged the window must not change under the pointer.
        if slider.dragged() {
            memory.percent = Some(percent);
        } else {
            memory.percent = None;
            if percent != preferences.text_percent {
                screen.send(Command::TextPercent(percent));
            }
        }
        if ui.add(plain_button(theme, "Normal")).clicked() {
            screen.send(Command::TextPercent(100));
        }
    });
    let mut shown = preferences.shows_set_aside;
    let info = Action::ShowSetAside.info();
    if ui
        .checkbox(&mut shown, info.name)
        .on_hover_text(info.tooltip)
        .changed()
    {
        screen.send(Command::ShowSetAside(shown));
    }
    let mut linked = preferences.columns_linked;
    let info = Action::LinkColumns.info();
    if ui
        .checkbox(&mut linked, info.name)
        .on_hover_text(info.tooltip)
        .changed()
    {
        screen.send(Command::LinkColumns(linked));
    }
}

fn model_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let settings = &screen.state.session.preferences.settings;
    heading_ui(ui, theme, "Who judges");
    let mut model = settings.model;
    if ui.checkbox(&mut model, "Ask the language model").changed() {
        screen.send(Command::Settings(Settings {
            model,
            ..settings.clone()
        }));
    }
    note_ui(
        ui,
        theme,
        "A small model inside the program reads every sentence and finds wordings that no list knows; without it rules judge alone. A change reads all open articles again, by itself.",
    );
    let open = screen.state.session.article;
    let analysis = open.and_then(|id| screen.state.analyses.get(id));
    if let Some(sentence) = analysis.and_then(|analysis| analysis.engine.without_model.as_ref()) {
        note_ui(ui, theme, sentence);
    }
}

fn confidence_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let settings = &screen.state.session.preferences.settings;
    heading_ui(ui, theme, "How sure a mark must be");
    note_ui(
        ui,
        theme,
        "Fewer marks miss more; more marks are wrong more often. ●●● is sure, ●○○ a hint.",
    );
    let now = settings.minimum_confidence;
    let set = |fraction: f64| {
        screen.send(Command::Settings(Settings {
            minimum_confidence: Confidence::from_fraction(fraction),
            ..settings.clone()
        }));
    };
    ui.horizontal(|ui| {
        let step = match now.basis_points() {
            0 => Some(0),
            5_000 => Some(1),
            7_500 => Some(2),
            _ => None,
        };
        let choices = [
            (Some(0), "All marks", "From 0, hints too"),
            (Some(1), "Medium and sure", "From 0.50"),
            (Some(2), "Sure only", "From 0.75"),
        ]
        .map(|(value, name, tip)| (value, name, tip.to_owned()));
        if let Some(chosen) = segmented_ui(ui, theme, step, &choices) {
            set(match chosen {
                Some(1) => 0.5,
                Some(2) => 0.75,
                _ => 0.0,
            });
        }
    });
    ui.horizontal(|ui| {
        let label = text_ui(ui, theme, "Marks from a confidence of");
        let mut value = now.fraction();
        let number = ui
            .add(
                DragValue::new(&mut value)
                    .range(0.0..=1.0)
                    .speed(0.01)
                    .fixed_decimals(2)
                    .update_while_editing(false),
            )
            .labelled_by(label.id)
            .on_hover_text("Drag, or click and type");
        if number.changed() {
            set(value);
        }
    });
    if let Some(words) = left_out(screen) {
        note_ui(ui, theme, &words);
    }
}

/// What the settings leave out of the open article.
fn left_out(screen: &Screen<'_>) -> Option<String> {
    let open = screen.state.session.article?;
    let analyses = &screen.state.analyses;
    let all = analyses.complete(open)?.findings.len();
    let shown = analyses.get(open)?.findings.len();
    Some(format!(
        "The open article shows {}, of {all}.",
        counted(shown, "mark", "marks")
    ))
}
