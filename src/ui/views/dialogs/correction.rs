//! An article that looks like the corrected version of another one: what to do with it.

use std::collections::BTreeSet;

use egui::{Label, Ui};

use super::frame::{Shape, dialog_ui};
use crate::model::{Article, Carried, Paragraph};
use crate::state::{Command, Correction};
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::controls::{SMALL, TEXT, accent_button, counted, plain_button};

pub(super) fn correction_ui(ui: &Ui, screen: &Screen<'_>, correction: Correction, is_new: bool) {
    let project = screen.state.document.project();
    let (Some(old), Some(new)) = (
        project.article(correction.article),
        project.article(correction.corrected),
    ) else {
        screen.send(Command::CloseDialog);
        return;
    };
    let shape = Shape {
        title: "Corrected version",
        width: 520.0,
        hangs: false,
        takes_focus: false,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let theme = screen.theme;
        let mut say = |text: &str| {
            ui.add(Label::new(theme.text(text, Face::Sans, TEXT, theme.ink)).wrap());
        };
        say(&question(old, new));
        say(&difference(old, new));
        ui.add_space(6.0);
        let consequence = consequence(project.carried(old.id, new));
        ui.add(Label::new(theme.text(&consequence, Face::Sans, TEXT, theme.ink)).wrap());
        let note = "The earlier version stays in the project and can be read there. Undo takes the correction back.";
        ui.add(Label::new(theme.text(note, Face::Sans, SMALL, theme.ink_second)).wrap());
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let take = ui.add(accent_button(theme, "Take it as the correction"));
            let keep = ui.add(plain_button(theme, "Keep both"));
            if is_new {
                take.request_focus();
            }
            if take.clicked() {
                screen.send(Command::Revise {
                    article: correction.article,
                    corrected: correction.corrected,
                });
            } else if keep.clicked() {
                screen.send(Command::CloseDialog);
            }
        });
    });
}

fn question(old: &Article, new: &Article) -> String {
    let file = new.origin.file_name().unwrap_or("The pasted text");
    let (title, was) = (&new.title.text, &old.title.text);
    if title == was {
        format!("{file} holds another version of “{was}”, which is open.")
    } else {
        format!("{file}, “{title}”, looks like a corrected version of “{was}”, which is open.")
    }
}

/// How much of the new version is new, and its first words.
fn difference(old: &Article, new: &Article) -> String {
    let of = |article: &Article, paragraph: &Paragraph| -> String {
        paragraph.span.of(&article.text).to_owned()
    };
    let before: BTreeSet<String> = old.paragraphs.iter().map(|known| of(old, known)).collect();
    let changed: Vec<String> = new
        .paragraphs
        .iter()
        .map(|paragraph| of(new, paragraph))
        .filter(|words| !before.contains(words))
        .collect();
    let all = counted(new.paragraphs.len(), "paragraph", "paragraphs");
    match changed.first() {
        None => format!("All of its {all} stand in the open version too."),
        Some(first) => format!(
            "Of its {all} {} new or changed, first “{}”.",
            match changed.len() {
                1 => "one is".to_owned(),
                many => format!("{many} are"),
            },
            shortened(first, 70)
        ),
    }
}

/// What becomes of judgements and marks, in a sentence.
fn consequence(carried: Carried) -> String {
    let Carried { kept, lost } = carried;
    match (kept, lost) {
        (0, 0) => "Nothing was said of it yet, so nothing can lose its place.".to_owned(),
        (1, 0) => "One judgement or mark finds its place in the new text.".to_owned(),
        (kept, 0) => {
            format!("All {kept} judgements and marks find their place in the new text.")
        }
        (kept, lost) => format!(
            "{kept} of {} judgements and marks find their place in the new text. The words of {lost} are gone: {} kept without a place, for you to decide.",
            kept + lost,
            if lost == 1 { "it is" } else { "they are" },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_consequence_is_counted_before_it_is_chosen() {
        let words = |kept, lost| consequence(Carried { kept, lost });
        assert!(words(0, 0).starts_with("Nothing was said"));
        assert!(words(1, 0).starts_with("One judgement or mark finds its place"));
        assert!(words(3, 0).starts_with("All 3 judgements and marks find their place"));
        assert!(words(2, 1).starts_with("2 of 3 judgements and marks"));
        assert!(words(2, 1).contains("it is kept without a place"));
    }
}
