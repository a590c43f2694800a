//! What stands above the article: where the text comes from, how its title was found,
//! what was set aside, and how far the analysis is.

use std::sync::Arc;

use egui::{ProgressBar, Ui};

use crate::model::{Article, TitleOrigin};
use crate::state::{Command, Dialog, Slot};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{accent_button, counted};
use crate::ui::widgets::link::{LinkLook, link_ui};

use super::reader::gap;

/// Draws it.
pub(super) fn header_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Arc<Article>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    gap(ui, 10.0);
    state_ui(ui, screen, article);
    gap(ui, 6.0);
    meta_ui(ui, screen, article);
    gap(ui, 15.0);
}

fn meta_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Arc<Article>) {
    let theme = screen.theme;
    // Words and links are equally high, so that they stand on one line.
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let text = meta_words(screen, article);
        ui.add(egui::Label::new(theme.text(&text, Face::Sans, 12.0, theme.ink_second)).wrap());
        corrected_ui(ui, screen, article);
        let lines = article.set_aside.len();
        if lines == 0 {
            return;
        }
        ui.add_space(8.0);
        let shows = screen.state.session.preferences.shows_set_aside;
        let text = format!(
            "{} {}",
            counted(lines, "line", "lines"),
            if shows { "shown dimmed" } else { "set aside" }
        );
        let name = if shows {
            "Hide set-aside lines"
        } else {
            "Show set-aside lines"
        };
        if link_ui(ui, theme, &text, name, quiet(theme))
            .on_hover_text("Date lines, share bars and the like: kept, but not analysed")
            .clicked()
        {
            screen.send(Command::ShowSetAside(!shows));
        }
    });
}

fn quiet(theme: &Theme) -> LinkLook {
    LinkLook {
        size: 12.0,
        colour: theme.ink_second,
        is_underlined: true,
    }
}

/// That the text was corrected, with the way to what was changed.
fn corrected_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article) {
    if article.revision.0 == 0 {
        return;
    }
    ui.add_space(8.0);
    let text = format!("version {}", article.revision.0 + 1);
    let name = "Earlier versions";
    if link_ui(ui, screen.theme, &text, name, quiet(screen.theme))
        .on_hover_text("Corrected: see what was changed")
        .clicked()
    {
        screen.send(Command::OpenDialog(Dialog::Versions(article.id)));
    }
}

/// Outlet, date, author, sentences, and how the title was found.
fn meta_words(screen: &Screen<'_>, article: &Article) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.push(
        article
            .metadata
            .outlet
            .as_deref()
            .or_else(|| article.origin.file_name())
            .unwrap_or("Pasted text")
            .to_owned(),
    );
    if let Some(day) = article.metadata.published {
        parts.push(day.format("%-d %B %Y").to_string());
    }
    if let Some(analysis) = screen.state.analyses.places(article.id) {
        parts.push(counted(analysis.summary.sentences, "sentence", "sentences"));
        parts.extend(analysis.summary.left_out_words());
    }
    parts.extend(title_words(article.title.origin).map(str::to_owned));
    parts.join(" · ")
}

fn title_words(origin: TitleOrigin) -> Option<&'static str> {
    match origin {
        TitleOrigin::File => None,
        TitleOrigin::Metadata => Some("headline from the page’s own description"),
        TitleOrigin::FirstWords => Some("no headline in the file, so its first words stand in"),
        TitleOrigin::FileName => Some("no headline in the file, so its name stands in"),
        TitleOrigin::User => Some("headline given by you"),
    }
}

/// A slim line while the analysis runs; the reason and a way on where it failed.
fn state_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article) {
    let theme = screen.theme;
    match screen.state.analyses.slot(article.id) {
        Slot::Ready(_) | Slot::Hidden => {}
        Slot::Waiting | Slot::Running(_) => {
            // It takes no room of its own: the text below stands still when it goes.
            let place = ui.available_rect_before_wrap();
            let mut line = ui.new_child(egui::UiBuilder::new().max_rect(place));
            line.add(ProgressBar::new(0.0).animate(true).desired_height(3.0))
                .widget_info(|| {
                    egui::WidgetInfo::labeled(
                        egui::Role::ProgressIndicator,
                        true,
                        "The article is being analysed",
                    )
                });
        }
        Slot::Failed(text) => {
            ui.add(egui::Label::new(theme.text(text, Face::Sans, 13.0, theme.negative)).wrap());
            gap(ui, 6.0);
            if ui.add(accent_button(theme, "Analyse again")).clicked() {
                screen.send(Command::Retry(article.id));
            }
            gap(ui, 10.0);
        }
    }
}
