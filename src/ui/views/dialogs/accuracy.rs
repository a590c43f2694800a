//! How often the engine is right, in plain words and in figures, and what it is made of.

use egui::Ui;

use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use crate::analysis::accuracy::{self, Accuracy, Figure};
use crate::analysis::fingerprint::fingerprint;
use crate::state::{Command, Dialog};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{SMALL, TEXT, heading_ui, link_ui, note_ui, text_ui};

pub(super) fn accuracy_ui(ui: &Ui, screen: &Screen<'_>, is_new: bool) {
    let shape = Shape {
        title: "Accuracy",
        width: 680.0,
        hangs: false,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let (theme, accuracy) = (screen.theme, accuracy::figures());
        list_area(room_for_list(ui, 150.0)).show(ui, |ui| {
            plainly_ui(ui, theme, accuracy);
            ui.add_space(12.0);
            figures_ui(ui, theme, accuracy);
            ui.add_space(12.0);
            sentences_ui(ui, theme, "What it is made of", &accuracy.made_of);
            ui.add_space(12.0);
            sentences_ui(ui, theme, "Known weaknesses", &accuracy.weaknesses);
        });
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            for (name, dialog) in [
                ("Kinds of marks and their known mistakes", Dialog::Settings),
                ("What the words mean", Dialog::About),
            ] {
                if link_ui(ui, theme, name, TEXT).clicked() {
                    screen.send(Command::OpenDialog(dialog));
                }
            }
        });
    });
}

/// The sentences, each above the figure that it rests on.
fn plainly_ui(ui: &mut Ui, theme: &Theme, accuracy: &Accuracy) {
    heading_ui(ui, theme, "How often it is right");
    let lead = match accuracy.day() {
        Some(day) => format!(
            "Measured on {day}, on sentences and articles that people had labelled. Every mark is a question to the text, and some are mistaken."
        ),
        None => accuracy::NOT_MEASURED.to_owned(),
    };
    note_ui(ui, theme, &lead);
    let engine = format!("Engine of this program: {}.", fingerprint());
    note_ui(ui, theme, &engine);
    if let Some(caveat) = accuracy.caveat() {
        text_ui(ui, theme, &caveat);
    }
    for row in &accuracy.rows {
        if let (Some(sentence), Some(figure)) = (row.in_plain_words(), row.printed()) {
            ui.add_space(5.0);
            text_ui(ui, theme, &sentence);
            let on = row.circumstances();
            let basis = format!("{} {figure}, on {on}", row.measure);
            note_ui(ui, theme, &basis);
        }
    }
}

fn figures_ui(ui: &mut Ui, theme: &Theme, accuracy: &Accuracy) {
    heading_ui(ui, theme, "All figures");
    note_ui(ui, theme, "From 0 to 1, and 1 would be never wrong.");
    for row in &accuracy.rows {
        figure_ui(ui, theme, row);
    }
    ui.add_space(6.0);
    for (name, meaning) in accuracy.measures_used() {
        let mut job = theme.text(name, Face::SansStrong, SMALL, theme.ink_second);
        let rest = theme.format(Face::Sans, SMALL, theme.ink_second);
        job.append(&format!("  {meaning}"), 0.0, rest);
        ui.label(job);
    }
}

fn figure_ui(ui: &mut Ui, theme: &Theme, row: &Figure) {
    let figure = row
        .printed()
        .unwrap_or_else(|| "not measured yet".to_owned());
    let mut job = theme.text(&row.what, Face::Sans, TEXT, theme.ink);
    let strong = theme.format(Face::SansStrong, TEXT, theme.ink);
    job.append(&format!("  {figure}"), 0.0, strong);
    let rest = theme.format(Face::Sans, SMALL, theme.ink_second);
    job.append(
        &format!("  {}, on {}", row.measure, row.all_circumstances()),
        0.0,
        rest,
    );
    let label = ui.label(job);
    if let Some(origin) = row.origin() {
        label.on_hover_text(origin);
    }
}

fn sentences_ui(ui: &mut Ui, theme: &Theme, title: &str, sentences: &[String]) {
    heading_ui(ui, theme, title);
    for sentence in sentences {
        text_ui(ui, theme, sentence);
    }
}
