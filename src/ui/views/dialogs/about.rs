//! What the program is, and what its words mean.

use egui::{CollapsingHeader, Grid, Ui};

use super::devices::details_ui;
use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use crate::analysis::{detector, fingerprint};
use crate::state::{Command, Dialog};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::{Face, Theme};
use crate::ui::views::status_bar::engine_words;
use crate::ui::widgets::controls::{TEXT, heading_ui, link_ui, note_ui, text_ui, tooltip};

const WORDS: [(&str, &str); 6] = [
    (
        "Voice",
        "Who is speaking. The outlet itself, somebody one could ask, or somebody vague such as “critics” whom nobody could ask.",
    ),
    (
        "Stance",
        "What kind of statement it is. Factual: it could in principle be checked. Evaluative: it judges, mocks, guesses or draws a moral.",
    ),
    ("Reported", "Factual statements, whoever makes them."),
    (
        "Somebody else’s voice",
        "Quotations, and judgements of people who are named. They belong to their speakers, not to the outlet.",
    ),
    (
        "Editorial framing",
        "Judgements in the outlet’s own voice, or passed off as those of nobody in particular.",
    ),
    (
        "Turn",
        "The place where an article changes from reporting to commenting. Many articles have none.",
    ),
];

const LICENCES: [(&str, &str); 4] = [
    ("Slantwise", "AGPL-3.0-or-later"),
    ("Inter and Source Serif 4", "SIL Open Font Licence 1.1"),
    ("VADER sentiment lexicon", "MIT, C.J. Hutto"),
    (
        "egui, sentencex, trafilatura, dom_smoothie and others",
        "MIT, Apache-2.0 and similar; see Cargo.lock",
    ),
];

pub(super) fn about_ui(ui: &Ui, screen: &Screen<'_>, is_new: bool) {
    let shape = Shape {
        title: "About Slantwise",
        width: 660.0,
        hangs: false,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        list_area(room_for_list(ui, 110.0))
            .show(ui, |ui| {
                let theme = screen.theme;
                let version = format!("Slantwise, {}", engine_words(screen));
                note_ui(ui, theme, &version);
                note_ui(ui, theme, &format!("Fingerprint of the engine: {}", fingerprint::fingerprint()))
                    .on_hover_text("One name for its lists, weights, network and answers; every export and project names it");
                text_ui(ui, theme, "Slantwise sets news articles on one event side by side and shows, phrase by phrase, what was reported, whose voice is heard, and where the outlet’s own framing sits.");
                text_ui(ui, theme, "Everything is worked out on this computer. Nothing you open is sent anywhere, and the program makes no connection.");
                text_ui(ui, theme, "Marks are suggestions. They say how something is worded, never whether it is true or whether an outlet is good.");
                if link_ui(ui, theme, "How often they are right", TEXT)
                    .on_hover_text(tooltip(ui.ctx(), Action::Accuracy))
                    .clicked()
                {
                    screen.send(Command::OpenDialog(Dialog::Accuracy));
                }
                ui.add_space(10.0);
                words_ui(ui, theme);
                ui.add_space(10.0);
                detectors_ui(ui, theme);
                ui.add_space(10.0);
                heading_ui(ui, theme, "Licences");
                pairs_ui(ui, theme, "licences", &LICENCES);
            });
    });
}

fn words_ui(ui: &mut Ui, theme: &Theme) {
    heading_ui(ui, theme, "The words");
    for (word, meaning) in WORDS {
        let mut job = theme.text(word, Face::SansStrong, 13.0, theme.ink);
        job.append(
            &format!("  {meaning}"),
            0.0,
            theme.format(Face::Sans, 13.0, theme.ink_second),
        );
        ui.label(job);
    }
}

fn detectors_ui(ui: &mut Ui, theme: &Theme) {
    let all = detector::all();
    heading_ui(ui, theme, &format!("What is marked · {}", all.len()));
    for detector in all {
        let info = detector.info();
        CollapsingHeader::new(info.name)
            .id_salt(("about", info.id.0))
            .show(ui, |ui| {
                text_ui(ui, theme, info.what_it_marks);
                details_ui(ui, theme, info);
            });
    }
}

fn pairs_ui(ui: &mut Ui, theme: &Theme, id: &str, pairs: &[(&str, &str)]) {
    Grid::new(id)
        .num_columns(2)
        .spacing([16.0, 3.0])
        .show(ui, |ui| {
            for (name, value) in pairs {
                text_ui(ui, theme, name);
                note_ui(ui, theme, value);
                ui.end_row();
            }
        });
}
