//! The panel's list of topic frames.

use egui::{Align, Label, Layout, Ui, vec2};

use crate::model::{Confidence, Passage, TopicFrame};
use crate::state::{Command, Dialog};
use crate::ui::theme::{Face, Theme};
use crate::ui::views::compare::sheet::percent;
use crate::ui::widgets::link::{LinkLook, wrapped_link_ui};

use super::card::{Card, number_ui};

/// Height of one frame, to begin with.
const LINES: f32 = 40.0;
/// Sentences listed before they are summed up.
const NUMBERS: usize = 8;

/// A guess at the height of the list.
pub(super) fn estimate(frames: &[TopicFrame]) -> f32 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a codebook has some dozen frames"
    )]
    let count = frames.len() as f32;
    24.0 + LINES * count
}

/// Two or three lines a frame: its name opens the passages, its numbers lead to the
/// sentences that carry it by their words, and to those that do by their meaning.
pub(super) fn frames_ui(ui: &mut Ui, card: &Card<'_>) {
    let theme = card.screen.theme;
    egui::Frame::NONE
        .fill(theme.card)
        .stroke(egui::Stroke::new(1.0, theme.hairline))
        .corner_radius(7)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            for (index, frame) in card.model.frames.iter().enumerate() {
                if index > 0 {
                    ui.add_space(7.0);
                }
                ui.push_id(index, |ui| frame_ui(ui, card, frame));
            }
        });
}

fn frame_ui(ui: &mut Ui, card: &Card<'_>, frame: &TopicFrame) {
    let theme = card.screen.theme;
    let look = LinkLook {
        size: 13.0,
        colour: theme.ink,
        is_underlined: false,
    };
    let name = format!("{}, opens its passages", frame.name);
    let response = wrapped_link_ui(ui, theme, &frame.name, &name, look);
    if response.on_hover_text(&frame.about).clicked() {
        card.screen.send(Command::OpenDialog(Dialog::Passages {
            title: format!("{} in {}", frame.name, card.article.label()),
            passages: frame
                .mentions
                .iter()
                .map(|mention| Passage {
                    article: card.article.id,
                    span: mention.span,
                })
                .collect(),
        }));
    }
    let by_words = frame.by_words();
    let by_meaning: Vec<(usize, Confidence)> = frame.by_meaning().collect();
    let share = percent(frame.score);
    line_ui(ui, |ui| {
        let lead = if by_words.is_empty() { "" } else { " · " };
        quiet_ui(ui, theme, &format!("{share}{lead}"));
        numbers_ui(ui, card, by_words.into_iter().map(|index| (index, None)));
    });
    if !by_meaning.is_empty() {
        line_ui(ui, |ui| {
            quiet_ui(ui, theme, "by meaning ");
            let numbers = by_meaning.into_iter();
            numbers_ui(
                ui,
                card,
                numbers.map(|(index, chance)| (index, Some(chance))),
            );
        });
    }
}

fn line_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let line = vec2(ui.available_width(), 15.0);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        contents(ui);
    });
}

fn quiet_ui(ui: &mut Ui, theme: &Theme, text: &str) {
    let text = theme.text(text, Face::Sans, 11.5, theme.ink_second);
    ui.add(Label::new(text).selectable(false));
}

/// Numbers of sentences; one found by its meaning says how probable that is.
fn numbers_ui(
    ui: &mut Ui,
    card: &Card<'_>,
    sentences: impl ExactSizeIterator<Item = (usize, Option<Confidence>)>,
) {
    let theme = card.screen.theme;
    let rest = sentences.len().saturating_sub(NUMBERS);
    for (at, (index, chance)) in sentences.take(NUMBERS).enumerate() {
        let Some(sentence) = card.analysis.sentences.get(index) else {
            continue;
        };
        if at > 0 {
            quiet_ui(ui, theme, ", ");
        }
        let number = number_ui(ui, card, index, sentence);
        if let Some(chance) = chance {
            let chance = (chance.fraction() * 100.0).round();
            number.on_hover_text(format!(
                "By its meaning: the language model gives {chance}\u{a0}% that the sentence takes this up"
            ));
        }
    }
    if rest > 0 {
        quiet_ui(ui, theme, &format!(" +{rest}"));
    }
}
