//! What is marked, and how the window looks.

use egui::text::LayoutJob;
use egui::{CollapsingHeader, DragValue, Slider, Ui};

use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use crate::analysis::detector::{self, DetectorInfo};
use crate::model::{Confidence, Settings};
use crate::state::{Command, ThemeChoice};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{
    SMALL, counted, heading_ui, note_ui, plain_button, segmented_ui, text_ui,
};

/// What it remembers while it is open.
#[derive(Debug, Default)]
pub(super) struct SettingsMemory {
    /// The text size while the slider is being dragged.
    percent: Option<u16>,
}

pub(super) fn settings_ui(ui: &Ui, screen: &Screen<'_>, memory: &mut SettingsMemory, is_new: bool) {
    if is_new {
        *memory = SettingsMemory::default();
    }
    let shape = Shape {
        title: "Settings",
        width: 640.0,
        hangs: false,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        list_area(room_for_list(ui, 110.0)).show(ui, |ui| {
            look_ui(ui, screen, memory);
            ui.add_space(12.0);
            confidence_ui(ui, screen);
            ui.add_space(12.0);
            devices_ui(ui, screen);
        });
    });
}

fn look_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut SettingsMemory) {
    let theme = screen.theme;
    let preferences = &screen.state.session.preferences;
    heading_ui(ui, theme, "Looks");
    ui.horizontal(|ui| {
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
            .add(
                Slider::new(&mut percent, 70..=200)
                    .step_by(10.0)
                    .suffix(" %"),
            )
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
}

fn devices_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let settings = &screen.state.session.preferences.settings;
    let all = detector::all();
    heading_ui(ui, theme, "What is marked");
    let off = all
        .iter()
        .filter(|detector| settings.devices_off.contains(&detector.info().device))
        .count();
    ui.horizontal(|ui| {
        let text = match off {
            0 => format!("All {} are on.", counted(all.len(), "kind", "kinds")),
            off => format!("{off} of {} are off.", counted(all.len(), "kind", "kinds")),
        };
        note_ui(ui, theme, &text);
        if ui
            .add_enabled(off > 0, plain_button(theme, "All on"))
            .clicked()
        {
            screen.send(Command::Settings(Settings {
                devices_off: std::collections::BTreeSet::new(),
                ..settings.clone()
            }));
        }
        if ui
            .add_enabled(off < all.len(), plain_button(theme, "All off"))
            .clicked()
        {
            screen.send(Command::Settings(Settings {
                devices_off: all.iter().map(|detector| detector.info().device).collect(),
                ..settings.clone()
            }));
        }
    });
    for detector in all {
        device_ui(ui, screen, detector.info());
    }
}

fn device_ui(ui: &mut Ui, screen: &Screen<'_>, info: &'static DetectorInfo) {
    let settings = &screen.state.session.preferences.settings;
    let mut on = !settings.devices_off.contains(&info.device);
    if ui
        .checkbox(&mut on, info.name)
        .on_hover_text(info.what_it_marks)
        .changed()
    {
        let mut changed = settings.clone();
        if on {
            changed.devices_off.remove(&info.device);
        } else {
            changed.devices_off.insert(info.device);
        }
        screen.send(Command::Settings(changed));
    }
    ui.indent(info.id.0, |ui| {
        note_ui(ui, screen.theme, info.what_it_marks);
        let more = format!("More on {}", info.name.to_lowercase());
        CollapsingHeader::new(
            screen
                .theme
                .text(&more, Face::Sans, SMALL, screen.theme.ink_second),
        )
        .id_salt(info.id.0)
        .show(ui, |ui| details_ui(ui, screen.theme, info));
    });
}

/// What a reader should know of a detector.
pub(super) fn details_ui(ui: &mut Ui, theme: &Theme, info: &DetectorInfo) {
    for (title, text) in [
        ("Why it matters", info.why_it_matters),
        ("Would not count", info.not_if),
        ("Known mistakes", info.known_mistakes),
    ] {
        if text.is_empty() {
            continue;
        }
        let mut job = theme.text(title, Face::SansStrong, SMALL, theme.ink);
        job.append(
            &format!("  {text}"),
            0.0,
            theme.format(Face::Sans, SMALL, theme.ink_second),
        );
        ui.label(job);
    }
    for text in info.examples.iter().take(2) {
        ui.label(example(theme, text));
    }
}

/// An example with the words in `[[double brackets]]` marked.
fn example(theme: &Theme, text: &str) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = theme.format(Face::Serif, 14.0, theme.ink);
    let mut marked = theme.format(Face::SerifStrong, 14.0, theme.framing);
    marked.underline = egui::Stroke::new(1.5, theme.framing);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let (inside, after) = after.split_once("]]").unwrap_or((after, ""));
        job.append(before, 0.0, plain.clone());
        job.append(inside, 0.0, marked.clone());
        rest = after;
    }
    job.append(rest, 0.0, plain);
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_examples_become_marks() {
        let job = example(&Theme::light(), "A [[blow]] to the [[plan]].");
        assert_eq!(job.text, "A blow to the plan.");
        assert_eq!(job.sections.len(), 5);
        assert_eq!(
            example(&Theme::light(), "An [[open end").text,
            "An open end"
        );
    }
}
