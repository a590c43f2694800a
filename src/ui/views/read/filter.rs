//! Which marks the panel lists: one button, what it leaves out, and the way back.

use std::collections::BTreeMap;

use egui::{Button, Frame, Margin, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui};

use crate::model::{Article, Device, Level, MarkFilter, MarkStatus, Voice};
use crate::state::Command;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{SMALL, TEXT, clear_lines, overline_ui};
use crate::ui::widgets::link::{LinkLook, link_ui};

use super::model::Model;

/// The button at the head of the panel; it says how much is asked for.
pub(super) fn button_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article) {
    let theme = screen.theme;
    let filter = screen.state.session.marks;
    let words = match filter.parts() {
        0 => "Filter…".to_owned(),
        parts => format!("Filter ({parts})…"),
    };
    let (face, colour, ground) = if filter.parts() == 0 {
        (Face::Sans, theme.ink, theme.card)
    } else {
        (Face::SansStrong, theme.action, theme.action_tint)
    };
    let button = Button::new(theme.text(&words, face, TEXT, colour)).fill(ground);
    let response = ui.add(button);
    let name = format!("{words} marks of the list");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &name));
    let response = response.on_hover_text(
        "Which marks are listed and shown in the text: by status, confidence, voice or device",
    );
    let room = (ui.ctx().content_rect().height() - 80.0).max(60.0);
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ScrollArea::vertical()
                .max_height(room)
                .min_scrolled_height(room.min(420.0))
                .show(ui, |ui| {
                    clear_lines(ui, theme);
                    Frame::NONE
                        .inner_margin(Margin::symmetric(8, 6))
                        .show(ui, |ui| choices_ui(ui, screen, article, filter));
                });
        });
}

fn choices_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article, filter: MarkFilter) {
    ui.spacing_mut().interact_size.y = 22.0;
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(170.0);
            let status = MarkStatus::ALL.map(|status| (status, status.title().to_owned()));
            if let Some(status) = group_ui(ui, screen, "Status", filter.status, &status) {
                send(screen, MarkFilter { status, ..filter });
            }
            let levels = [
                (Level::High, "Sure ●●●".to_owned()),
                (Level::Medium, "Medium ●●○".to_owned()),
                (Level::Low, "Hint ●○○".to_owned()),
            ];
            if let Some(level) = group_ui(ui, screen, "Confidence", filter.level, &levels) {
                send(screen, MarkFilter { level, ..filter });
            }
            let voices = [Voice::Outlet, Voice::Attributed, Voice::Vague]
                .map(|voice| (voice, voice_title(voice).to_owned()));
            if let Some(voice) = group_ui(ui, screen, "Voice", filter.voice, &voices) {
                send(screen, MarkFilter { voice, ..filter });
            }
        });
        ui.vertical(|ui| {
            ui.set_width(210.0);
            let devices = devices(screen, article, filter.device);
            if let Some(device) = group_ui(ui, screen, "Device", filter.device, &devices) {
                send(screen, MarkFilter { device, ..filter });
            }
        });
    });
}

fn send(screen: &Screen<'_>, filter: MarkFilter) {
    screen.send(Command::FilterMarks(filter));
}

fn voice_title(voice: Voice) -> &'static str {
    match voice {
        Voice::Outlet => "The outlet",
        Voice::Attributed => "A named source",
        Voice::Vague => "Nobody in particular",
    }
}

/// The devices of the article with how often each is marked, and the one asked for.
fn devices(screen: &Screen<'_>, article: &Article, asked: Option<Device>) -> Vec<(Device, String)> {
    let session = &screen.state.session;
    let mut counts: BTreeMap<&str, (Device, usize)> = BTreeMap::new();
    if let Some(device) = asked {
        counts.insert(device.name(), (device, 0));
    }
    if let Some(analysis) = screen.state.analyses.get(article.id) {
        let findings = analysis.findings.iter();
        for finding in findings.filter(|finding| session.filter.takes_in(finding)) {
            let device = finding.device;
            counts.entry(device.name()).or_insert((device, 0)).1 += 1;
        }
    }
    counts
        .into_iter()
        .map(|(name, (device, count))| (device, format!("{name} · {count}")))
        .collect()
}

/// One of several, or any; says what was chosen now.
#[expect(
    clippy::option_option,
    reason = "the outer one is whether something was chosen, the inner one what, or any"
)]
fn group_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    screen: &Screen<'_>,
    title: &str,
    current: Option<T>,
    choices: &[(T, String)],
) -> Option<Option<T>> {
    let mut chosen = None;
    overline_ui(ui, screen.theme, title);
    let name = format!("Any {}", title.to_lowercase());
    if ui.radio(current.is_none(), name).clicked() {
        chosen = Some(None);
    }
    for (value, name) in choices {
        let is_on = current == Some(*value);
        if ui.radio(is_on, RichText::new(name)).clicked() {
            chosen = Some(Some(*value));
        }
    }
    ui.add_space(8.0);
    chosen
}

/// What the filter leaves out, and the way back.
pub(super) fn left_out_ui(ui: &mut Ui, screen: &Screen<'_>, model: &Model) {
    let filter = screen.state.session.marks;
    if filter.parts() == 0 {
        return;
    }
    let theme = screen.theme;
    let words = format!(
        "{} of {} marks listed: {}",
        model.listed,
        model.marks,
        filter_words(filter)
    );
    Frame::NONE
        .inner_margin(Margin::symmetric(14, 4))
        .show(ui, |ui| {
            // Rows as high as their words: the link stands on the line of the text.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal_wrapped(|ui| {
                ui.set_width(ui.available_width());
                ui.add(
                    egui::Label::new(theme.text(&words, Face::Sans, SMALL, theme.ink_second))
                        .wrap(),
                );
                let look = LinkLook {
                    size: SMALL,
                    colour: theme.action,
                    is_underlined: true,
                };
                if link_ui(ui, theme, "List all", "List all marks", look).clicked() {
                    send(screen, MarkFilter::default());
                }
            });
        });
}

/// `unreviewed, sure, loaded language`.
fn filter_words(filter: MarkFilter) -> String {
    let status = filter.status.map(|status| status.title().to_lowercase());
    let level = filter.level.map(|level| match level {
        Level::High => "sure".to_owned(),
        Level::Medium => "medium".to_owned(),
        Level::Low => "hints".to_owned(),
    });
    let voice = filter.voice.map(|voice| voice_title(voice).to_lowercase());
    let device = filter.device.map(|device| device.name().to_lowercase());
    let parts = [status, level, voice, device];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
