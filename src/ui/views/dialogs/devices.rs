//! The kinds of marks: which are shown, what they mean, and what is known to go wrong.

use std::collections::BTreeSet;

use egui::text::LayoutJob;
use egui::{Checkbox, CollapsingHeader, Ui};

use crate::analysis::detector::{self, DetectorInfo};
use crate::model::{Device, DeviceGroup, Settings};
use crate::state::Command;
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{SMALL, TEXT, counted, heading_ui, note_ui, plain_button};

/// All kinds by group, each to be switched on and off.
pub(super) fn devices_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let off = &screen.state.session.preferences.settings.devices_off;
    let all: BTreeSet<Device> = kinds().map(|info| info.device).collect();
    heading_ui(ui, theme, "What is marked");
    ui.horizontal(|ui| {
        let kinds = counted(all.len(), "kind", "kinds");
        let text = match all.intersection(off).count() {
            0 => format!("All {kinds} are on."),
            off => format!("{off} of {kinds} are off."),
        };
        note_ui(ui, theme, &text);
        let button = |ui: &mut Ui, name, is_of_use| {
            ui.add_enabled(is_of_use, plain_button(theme, name))
                .clicked()
        };
        if button(ui, "All on", !off.is_empty()) {
            send(screen, BTreeSet::new());
        }
        if button(ui, "All off", !all.is_subset(off)) {
            send(screen, all);
        }
    });
    for group in DeviceGroup::ALL {
        let kinds: Vec<_> = kinds()
            .filter(|info| info.device.group() == group)
            .collect();
        if !kinds.is_empty() {
            ui.add_space(8.0);
            group_ui(ui, screen, group, &kinds);
        }
    }
}

fn kinds() -> impl Iterator<Item = &'static DetectorInfo> {
    detector::all().iter().map(|detector| detector.info())
}

fn send(screen: &Screen<'_>, devices_off: BTreeSet<Device>) {
    screen.send(Command::Settings(Settings {
        devices_off,
        ..screen.state.session.preferences.settings.clone()
    }));
}

/// One box for the whole group, and one for each kind in it.
fn group_ui(ui: &mut Ui, screen: &Screen<'_>, group: DeviceGroup, kinds: &[&'static DetectorInfo]) {
    let off = &screen.state.session.preferences.settings.devices_off;
    let are_off = kinds
        .iter()
        .filter(|info| off.contains(&info.device))
        .count();
    let mut on = are_off == 0;
    let title = screen
        .theme
        .text(group.title(), Face::SansStrong, TEXT, screen.theme.ink);
    let check = Checkbox::new(&mut on, title).indeterminate(are_off > 0 && are_off < kinds.len());
    let hint = format!(
        "All {} of this group",
        counted(kinds.len(), "kind", "kinds")
    );
    if ui.add(check).on_hover_text(hint).changed() {
        let mut changed = off.clone();
        for info in kinds {
            if on {
                changed.remove(&info.device);
            } else {
                changed.insert(info.device);
            }
        }
        send(screen, changed);
    }
    ui.indent(group.title(), |ui| {
        for info in kinds {
            device_ui(ui, screen, info);
        }
    });
}

fn device_ui(ui: &mut Ui, screen: &Screen<'_>, info: &'static DetectorInfo) {
    let theme = screen.theme;
    let off = &screen.state.session.preferences.settings.devices_off;
    let mut on = !off.contains(&info.device);
    if ui.checkbox(&mut on, info.name).changed() {
        let mut changed = off.clone();
        if on {
            changed.remove(&info.device);
        } else {
            changed.insert(info.device);
        }
        send(screen, changed);
    }
    ui.indent(info.id.0, |ui| {
        note_ui(ui, theme, info.what_it_marks);
        titled_ui(ui, theme, "Known mistakes", info.known_mistakes);
        let more = format!("More on {}", info.name.to_lowercase());
        CollapsingHeader::new(theme.text(&more, Face::Sans, SMALL, theme.ink_second))
            .id_salt(info.id.0)
            .show(ui, |ui| reasons_ui(ui, theme, info));
    });
}

/// What a reader should know of a detector.
pub(super) fn details_ui(ui: &mut Ui, theme: &Theme, info: &DetectorInfo) {
    titled_ui(ui, theme, "Known mistakes", info.known_mistakes);
    reasons_ui(ui, theme, info);
}

fn reasons_ui(ui: &mut Ui, theme: &Theme, info: &DetectorInfo) {
    titled_ui(ui, theme, "Why it matters", info.why_it_matters);
    titled_ui(ui, theme, "Would not count", info.not_if);
    for text in info.examples.iter().take(2) {
        ui.label(example(theme, text));
    }
}

fn titled_ui(ui: &mut Ui, theme: &Theme, title: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let mut job = theme.text(title, Face::SansStrong, SMALL, theme.ink_second);
    job.append(
        &format!("  {text}"),
        0.0,
        theme.format(Face::Sans, SMALL, theme.ink_second),
    );
    ui.label(job);
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
