//! The earlier versions of a corrected article, each by what the next one changed.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Label, Stroke, Ui};

use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use crate::model::{Article, ArticleId};
use crate::state::Command;
use crate::text::changes::{Change, Paragraph, Run, changes};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{SMALL, counted, heading_ui, note_ui};

/// Size of the text that changed.
const TEXT: f32 = 15.0;

/// What is compared is worked out when the versions are others, not in every frame.
#[derive(Debug, Default)]
pub(super) struct VersionsMemory {
    of: Vec<Arc<Article>>,
    steps: Vec<Step>,
}

/// What one version changed.
#[derive(Debug)]
struct Step {
    title: String,
    file: String,
    paragraphs: Vec<Paragraph>,
}

pub(super) fn versions_ui(
    ui: &Ui,
    screen: &Screen<'_>,
    memory: &mut VersionsMemory,
    id: ArticleId,
    is_new: bool,
) {
    let versions = screen.state.document.project().versions(id);
    let Some(current) = versions.last() else {
        screen.send(Command::CloseDialog);
        return;
    };
    let title = current.title.text.clone();
    if versions != memory.of {
        memory.steps = versions
            .windows(2)
            .rev()
            .map(|pair| step(&pair[0], &pair[1]))
            .collect();
        memory.of = versions;
    }
    let shape = Shape {
        title: "Earlier versions",
        width: 660.0,
        hangs: true,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let theme = screen.theme;
        note_ui(ui, theme, &title);
        if memory.steps.is_empty() {
            note_ui(
                ui,
                theme,
                "Undo has taken the correction back: this is the only version.",
            );
        }
        list_area(room_for_list(ui, 170.0)).show(ui, |ui| {
            for step in &memory.steps {
                step_ui(ui, theme, step);
            }
        });
    });
}

fn step(before: &Article, after: &Article) -> Step {
    let paragraphs = |article: &Article| -> Vec<String> {
        let of_text =
            |paragraph: &crate::model::Paragraph| paragraph.span.of(&article.text).to_owned();
        article.paragraphs.iter().map(of_text).collect()
    };
    let (was, is) = (paragraphs(before), paragraphs(after));
    let was: Vec<&str> = was.iter().map(String::as_str).collect();
    let is: Vec<&str> = is.iter().map(String::as_str).collect();
    Step {
        title: format!("What version {} changed", after.revision.0 + 1),
        file: after.origin.file_name().unwrap_or("Pasted text").to_owned(),
        paragraphs: changes(&was, &is),
    }
}

fn step_ui(ui: &mut Ui, theme: &Theme, step: &Step) {
    ui.add_space(8.0);
    heading_ui(ui, theme, &step.title);
    note_ui(ui, theme, &step.file);
    ui.add_space(4.0);
    for paragraph in &step.paragraphs {
        match paragraph {
            Paragraph::Kept(count) => {
                let words = counted(*count, "paragraph", "paragraphs");
                ui.label(theme.text(
                    &format!("{words} as before"),
                    Face::Sans,
                    SMALL,
                    theme.ink_second,
                ));
            }
            Paragraph::Changed(runs) => {
                let label = ui.add(Label::new(job(theme, runs)).wrap());
                label.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Label, true, spoken(runs))
                });
            }
        }
        ui.add_space(6.0);
    }
}

/// Removed words are struck out and added ones underlined, as editors do.
fn job(theme: &Theme, runs: &[Run]) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (change, words) in runs {
        let mut format = theme.format(Face::Serif, TEXT, theme.ink);
        match change {
            Change::Kept => {}
            Change::Removed => {
                format = theme.format(Face::Serif, TEXT, theme.ink_second);
                format.strikethrough = Stroke::new(1.0, theme.ink_second);
            }
            Change::Added => {
                format = theme.format(Face::SerifStrong, TEXT, theme.ink);
                format.underline = Stroke::new(1.5, theme.action);
            }
        }
        // No line runs on below the space behind the words.
        let end = words.trim_end().len();
        job.append(&words[..end], 0.0, format);
        let plain = theme.format(Face::Serif, TEXT, theme.ink);
        job.append(&words[end..], 0.0, plain);
    }
    Theme::seen(job)
}

/// The changes in words, for those who do not see lines.
fn spoken(runs: &[Run]) -> String {
    let parts = runs.iter().map(|(change, words)| match change {
        Change::Kept => words.trim().to_owned(),
        Change::Removed => format!("[removed: {}]", words.trim()),
        Change::Added => format!("[added: {}]", words.trim()),
    });
    parts.collect::<Vec<_>>().join(" ")
}
