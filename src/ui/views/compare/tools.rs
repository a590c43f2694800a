//! The line above the table: what is shown, whose voices count, which articles are in.

use egui::{Button, Popup, PopupCloseBehavior, Ui};

use super::Mode;
use crate::model::VoiceFilter;
use crate::state::{Command, MAX_COLUMNS};
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::segmented_ui;

/// Draws the line.
pub fn tools_ui(ui: &mut Ui, screen: &Screen<'_>, mode: &mut Mode) {
    let theme = screen.theme;
    ui.horizontal_wrapped(|ui| {
        let wide = ui.available_width() > 1_000.0;
        if wide {
            ui.label(theme.text(
                "What each article says, and how",
                Face::SansStrong,
                15.0,
                theme.ink,
            ));
            ui.add_space(12.0);
        }
        let modes = Mode::ALL.map(|mode| (mode, mode.title(), mode.tip().to_owned()));
        if let Some(chosen) = segmented_ui(ui, theme, *mode, &modes) {
            *mode = chosen;
        }
        let filters = VoiceFilter::ALL.map(|filter| (filter, filter.title(), tip(filter)));
        if let Some(filter) = segmented_ui(ui, theme, screen.state.session.filter, &filters) {
            screen.send(Command::Filter(filter));
        }
        chooser_ui(ui, screen);
        if *mode != Mode::Table {
            let mut linked = screen.state.session.preferences.columns_linked;
            let toggle = ui
                .checkbox(&mut linked, "Scroll together")
                .on_hover_text("Columns scroll to the same part of each article");
            if toggle.changed() {
                screen.send(Command::LinkColumns(linked));
            }
        }
        if screen.state.analyses.comparison.is_running() {
            ui.label(theme.text("Comparing…", Face::Sans, 12.0, theme.ink_second));
        }
    });
}

fn tip(filter: VoiceFilter) -> String {
    match filter {
        VoiceFilter::All => "Count everything",
        VoiceFilter::Outlet => "Count only what the article says in its own words",
        VoiceFilter::Quoted => "Count only what stands in quotation marks",
    }
    .to_owned()
}

/// Which articles are in.
pub fn chooser_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let state = screen.state;
    let name = format!("Articles ({})…", state.session.columns.len());
    let button = ui
        .add(Button::new(name))
        .on_hover_text("Choose the articles to compare, up to six");
    Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Articles to compare")
        .show(|ui| {
            ui.set_min_width(260.0);
            ui.set_max_width(420.0);
            egui::ScrollArea::vertical()
                .max_height(360.0)
                .show(ui, |ui| choices_ui(ui, screen));
        });
}

/// A checkbox an article.
pub fn choices_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let columns = &screen.state.session.columns;
    let is_full = columns.len() >= MAX_COLUMNS;
    for article in &screen.state.document.project().articles {
        let was_in = columns.contains(&article.id);
        let mut is_in = was_in;
        let words = format!("{} · {}", article.label(), article.title.text);
        let job = theme.text(
            &crate::compare::shortened(&words, 70),
            Face::Sans,
            13.0,
            theme.ink,
        );
        let response = ui
            .push_id(article.id, |ui| {
                ui.add_enabled(was_in || !is_full, egui::Checkbox::new(&mut is_in, job))
            })
            .inner;
        if response.changed() {
            screen.send(Command::ToggleColumn(article.id));
        }
    }
    if is_full {
        let words =
            format!("{MAX_COLUMNS} articles fit side by side. Take one out to put another in.");
        ui.label(theme.text(&words, Face::Sans, 12.0, theme.ink_second));
    }
}
