//! The line at the foot of the window: where the work is done, by what, and how far it is.

use egui::{Align, Frame, Label, Layout, Margin, Panel, ProgressBar, Ui};

use crate::state::{Command, Dialog, Side, View};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{SMALL, counted, link_ui, note_ui, real, tooltip};

/// Draws it.
pub fn status_bar_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let frame = Frame::new()
        .fill(screen.theme.panel)
        .inner_margin(Margin::symmetric(14, 3));
    Panel::bottom("status bar").frame(frame).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.spacing_mut().button_padding = egui::vec2(4.0, 1.0);
        ui.spacing_mut().item_spacing.x = 14.0;
        ui.horizontal(|ui| {
            ui.set_min_height(20.0);
            let width = ui.available_width();
            // The right end first: what is at the left then knows how much room is left.
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                right_ui(ui, screen, width);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    left_ui(ui, screen, width);
                });
            });
        });
    });
}

/// `width` is that of the whole line.
fn left_ui(ui: &mut Ui, screen: &Screen<'_>, width: f32) {
    let theme = screen.theme;
    let working = screen.state.analyses.importing + screen.state.analyses.running();
    let is_roomy = width >= 820.0;
    if working == 0 || is_roomy {
        let sentence = if width >= 400.0 {
            "Analysed on this computer; nothing is sent"
        } else {
            "On this computer only"
        };
        note_ui(ui, theme, sentence).on_hover_text(
            "Slantwise makes no connection to anything: articles stay where they are",
        );
    }
    if width >= 560.0
        && link_ui(ui, theme, "Accuracy", SMALL)
            .on_hover_text(tooltip(ui.ctx(), Action::Accuracy))
            .clicked()
    {
        screen.send(Command::OpenDialog(Dialog::Accuracy));
    }
    if working > 0 {
        work_ui(ui, screen);
    }
    if let Some(sentence) = refined_words(screen) {
        note_ui(ui, theme, &sentence)
            .on_hover_text("The rules answer first; what the language model changes is shown at once when it has read the whole article");
    }
    if is_roomy {
        let words = engine_words(screen);
        let job = theme.text(&words, Face::Sans, SMALL, theme.ink_second);
        // Its own tooltip has the whole of it.
        let label = Label::new(job).truncate().show_tooltip_when_elided(false);
        ui.add(label).on_hover_text(format!(
            "What judged the open article: {words}. The language model is switched on and off in Settings"
        ));
    }
}

/// What the language model changed in the article that is read, or is about to change.
fn refined_words(screen: &Screen<'_>) -> Option<String> {
    let state = screen.state;
    let open = state
        .session
        .article
        .filter(|_| state.session.view == View::Read)?;
    if state.analyses.is_held(open) {
        return Some("The language model changes marks here once you move on".to_owned());
    }
    state.analyses.refined(open)?.sentence()
}

/// What judges: the engine, and the model where the open article was read by it.
pub(super) fn engine_words(screen: &Screen<'_>) -> String {
    let state = screen.state;
    let open = state.session.article;
    let analysis = open.and_then(|id| state.analyses.get(id));
    let version = env!("CARGO_PKG_VERSION");
    match analysis.map(|analysis| &analysis.engine.model) {
        Some(Some(model)) => format!("engine {version} · model {model}"),
        None if state.session.preferences.settings.model => format!("engine {version}"),
        Some(None) | None => format!("engine {version} · rules only"),
    }
}

/// What is under way, how far it is, and the way out.
fn work_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let analyses = &screen.state.analyses;
    if analyses.importing == 0 && analyses.running() == analyses.refining() {
        note_ui(ui, screen.theme, "Refining…")
            .on_hover_text("What the rules found is shown; the language model is still reading");
        cancel_ui(ui, screen);
        return;
    }
    let total = screen.state.document.project().articles.len() + analyses.importing;
    let waiting = analyses.importing + analyses.running();
    let what = if analyses.importing > 0 {
        format!("Opening {}", counted(analyses.importing, "file", "files"))
    } else {
        format!(
            "Reading {}",
            counted(analyses.running(), "article", "articles")
        )
    };
    note_ui(ui, screen.theme, &what);
    let done = real(total.saturating_sub(waiting)) / real(total.max(1));
    ui.add(
        ProgressBar::new(done)
            .desired_width(80.0)
            .desired_height(8.0),
    );
    cancel_ui(ui, screen);
}

fn cancel_ui(ui: &mut Ui, screen: &Screen<'_>) {
    if link_ui(ui, screen.theme, "Cancel", SMALL)
        .on_hover_text(tooltip(ui.ctx(), Action::CancelJobs))
        .clicked()
    {
        screen.send(Command::CancelJobs);
    }
}

fn right_ui(ui: &mut Ui, screen: &Screen<'_>, width: f32) {
    let theme = screen.theme;
    let session = &screen.state.session;
    match session.view {
        View::Read
            if session
                .article
                .is_some_and(|id| screen.state.analyses.hides(id)) =>
        {
            if width >= 560.0 {
                note_ui(ui, theme, "J / K next, previous sentence");
            }
            note_ui(ui, theme, "Marks hidden");
        }
        View::Read => {
            let Some(analysis) = session.article.and_then(|id| screen.state.analyses.get(id))
            else {
                return;
            };
            if width >= 760.0 {
                let (keys, tip) = match session.side {
                    Side::Marks => (
                        "J / K next, previous",
                        "To the marks nobody has decided on; with Shift to every mark",
                    ),
                    Side::Agreement => (
                        "J / K next, previous difference",
                        "To the sentences that you and the marks code differently",
                    ),
                };
                note_ui(ui, theme, keys).on_hover_text(tip);
            }
            let progress = session.article.and_then(|id| screen.state.progress(id));
            let progress = progress.unwrap_or_default();
            let mut text = counted(progress.marks, "mark", "marks");
            if progress.marks < analysis.findings.len() {
                text = format!("{text} of {}", analysis.findings.len());
            }
            if progress.marks > 0 {
                text = format!("{text} · {} reviewed", progress.reviewed);
            }
            note_ui(ui, theme, &text).on_hover_text(
                "Marked phrases in this article, suggestions all, and how many you have decided on",
            );
        }
        View::Compare if width >= 700.0 => {
            note_ui(
                ui,
                theme,
                "An omission is only a question: check day and length first",
            );
        }
        View::Report if width >= 560.0 => {
            note_ui(ui, theme, "This is what an export prints");
        }
        View::Compare | View::Report => {}
    }
}
