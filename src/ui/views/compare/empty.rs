//! What stands in place of the table while there is none: what is missing, on its way, or failed.

use egui::{Button, Ui, vec2};

use super::tools::choices_ui;
use crate::model::Article;
use crate::state::{Command, Slot};
use crate::ui::Screen;
use crate::ui::theme::Face;

/// Fewer than two articles are in.
pub fn too_few_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let open = screen.state.document.project().articles.len();
    middle_ui(ui, |ui| {
        let heading = match open {
            0 => "Nothing to compare yet",
            1 => "One article is open",
            _ => "Choose at least two articles",
        };
        ui.label(theme.text(heading, Face::SerifStrong, 22.0, theme.ink));
        ui.add_space(6.0);
        let words = match open {
            0 => {
                "Open two or more articles on one event to see what each says, leaves out and adds."
            }
            1 => {
                "Open another article to compare it with: how much each reports, who gets to speak, and where it frames."
            }
            _ => "Tick the articles to set side by side, up to six.",
        };
        ui.label(theme.text(words, Face::Sans, 14.0, theme.ink_second));
        ui.add_space(12.0);
        if open > 1 {
            choices_ui(ui, screen);
            return;
        }
        ui.horizontal(|ui| {
            let label = theme.text("Open…", Face::SansStrong, 13.0, theme.on_action);
            if ui.add(Button::new(label).fill(theme.action)).clicked() {
                screen.send(Command::Open);
            }
            if ui.button("Open the samples").clicked() {
                screen.send(Command::OpenSamples);
            }
        });
    });
}

/// The articles are still being analysed, or the comparison is on its way.
pub fn on_its_way_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    middle_ui(ui, |ui| {
        ui.label(theme.text("Reading the articles…", Face::SerifStrong, 22.0, theme.ink));
        ui.add_space(10.0);
        for article in column_articles(screen) {
            let slot = screen.state.analyses.slot(article.id);
            let words = crate::compare::shortened(&article.title.text, 60);
            ui.label(theme.text(&words, Face::Sans, 13.0, theme.ink));
            match slot {
                Slot::Ready(_) => bar_ui(ui, screen, 1.0, "Read"),
                Slot::Failed(_) => bar_ui(ui, screen, 0.0, "Failed"),
                _ => bar_ui(ui, screen, 0.35, "Being read"),
            }
            ui.add_space(6.0);
        }
    });
}

/// Some articles are still to be coded, and their marks are hidden until then.
pub fn uncoded_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let columns = &screen.state.session.columns;
    let uncoded = screen.state.uncoded(columns);
    middle_ui(ui, |ui| {
        let heading = "Code first, then compare";
        ui.label(theme.text(heading, Face::SerifStrong, 22.0, theme.ink));
        ui.add_space(6.0);
        let words = format!(
            "{} of {} articles here {} not coded yet. A comparison would show their marks, so it waits until you have coded them, or take them out of Compare.",
            uncoded.len(),
            columns.len(),
            if uncoded.len() == 1 { "is" } else { "are" }
        );
        ui.label(theme.text(&words, Face::Sans, 14.0, theme.ink_second));
        ui.add_space(12.0);
        for article in uncoded {
            let title = crate::compare::shortened(&article.title.text, 60);
            ui.horizontal_wrapped(|ui| {
                if ui.button(format!("Code “{title}”")).clicked() {
                    screen.send(Command::ShowArticle(article.id));
                }
                let name = format!("Leave “{title}” out of Compare");
                let link = crate::ui::widgets::controls::link_ui(ui, theme, "Leave out", 13.0);
                link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if link.clicked() {
                    screen.send(Command::ToggleColumn(article.id));
                }
            });
        }
    });
}

/// The comparison failed.
pub fn failed_ui(ui: &mut Ui, screen: &Screen<'_>, text: &str) {
    let theme = screen.theme;
    middle_ui(ui, |ui| {
        ui.label(theme.text(
            "The comparison could not be made",
            Face::SerifStrong,
            22.0,
            theme.ink,
        ));
        ui.add_space(6.0);
        ui.label(theme.text(text, Face::Sans, 14.0, theme.ink_second));
        ui.add_space(12.0);
        if ui.button("Compare again").clicked() {
            screen.send(Command::CompareAgain);
        }
    });
}

/// A line for every article that could not be analysed, with a way to try again.
pub fn failures_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    for article in column_articles(screen) {
        let Slot::Failed(text) = screen.state.analyses.slot(article.id) else {
            continue;
        };
        ui.horizontal_wrapped(|ui| {
            let title = crate::compare::shortened(&article.title.text, 50);
            let words = format!("“{title}” is not in the comparison. {text}");
            ui.label(theme.text(&words, Face::Sans, 13.0, theme.negative));
            if ui.button("Analyse again").clicked() {
                screen.send(Command::Retry(article.id));
            }
        });
    }
}

fn column_articles<'a>(screen: &'a Screen<'_>) -> impl Iterator<Item = &'a Article> {
    let project = screen.state.document.project();
    screen
        .state
        .session
        .columns
        .iter()
        .filter_map(|id| project.article(*id))
        .map(|article| &**article)
}

fn bar_ui(ui: &mut Ui, screen: &Screen<'_>, part: f32, state: &str) {
    let theme = screen.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(320.0, 4.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 2.0, theme.hover);
    let mut filled = rect;
    filled.set_width(rect.width() * part);
    ui.painter().rect_filled(filled, 2.0, theme.action);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, state));
}

fn middle_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let space = (ui.available_height() * 0.25).min(180.0);
    ui.add_space(space);
    let width = ui.available_width().min(560.0);
    let left = ui.max_rect().left() + (ui.available_width() - width) / 2.0;
    let rect = egui::Rect::from_min_size(
        egui::pos2(left, ui.cursor().top()),
        vec2(width, ui.available_height().max(1.0)),
    );
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), contents);
}
