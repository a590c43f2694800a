//! What stands beside the text: numbers and sentiment on its left, labels on its right.

use egui::{Painter, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::model::{Analysis, Decision};
use crate::state::Target;
use crate::ui::theme::Theme;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::sentiment::paint_sentiment;

use super::layout::Laid;
use super::marks::{Label, PhraseOf};
use super::paint::{Place, sentence_name, sentence_words, target_of};
use super::{TextAction, TextInput};

/// Numbers and sentiment of the sentences that begin on a line, right-aligned before it.
pub(super) fn gutter(
    ui: &Ui,
    theme: &Theme,
    input: &TextInput<'_>,
    analysis: &Analysis,
    laid: &Laid,
    place: Place<'_>,
    action: &mut TextAction,
) {
    if input.look.gutter <= 0.0 {
        return;
    }
    for row in &laid.gutter {
        let y = place.top.y + laid.pad + row.y;
        let mut right = place.top.x - 10.0;
        for (index, galley) in row.sentences.iter().zip(&row.numbers).rev() {
            let sentence = &analysis.sentences[*index];
            let sentiment = sentence
                .verdict()
                .map(|verdict| verdict.sentiment)
                .filter(|sentiment| sentiment.is_positive() || sentiment.is_negative());
            let width = galley.size().x + if sentiment.is_some() { 15.0 } else { 3.0 };
            let rect = Rect::from_min_max(pos2(right - width, y - 9.0), pos2(right + 2.0, y + 9.0));
            if rect.left() < place.top.x - input.look.gutter - 8.0 {
                break;
            }
            let target = Target::Sentence(input.article.id, *index);
            let words = if input.look.says_layers {
                sentence_words(sentence)
            } else {
                sentence_name(sentence)
            };
            let response = ui.interact(rect, place.id.with(("sentence", *index)), Sense::click());
            response.widget_info(|| {
                WidgetInfo::selected(
                    Role::Button,
                    ui.is_enabled(),
                    input.selection == Some(target),
                    &words,
                )
            });
            if response.has_focus() {
                ui.painter().rect_stroke(
                    rect,
                    3.0,
                    Stroke::new(1.5, theme.action),
                    egui::StrokeKind::Outside,
                );
            }
            let number = pos2(right - galley.size().x, y - galley.size().y / 2.0);
            ui.painter()
                .galley(number, galley.clone(), theme.ink_second);
            if let Some(sentiment) = sentiment {
                let center = pos2(right - galley.size().x - 8.0, y);
                paint_sentiment(ui.painter(), theme, center, 8.0, sentiment);
            }
            if response.hovered() {
                action.hovered = Some(target);
            }
            if response.clicked() {
                action.clicked = Some(target);
            }
            response.on_hover_text_at_pointer(words);
            right -= width + 5.0;
        }
    }
}

/// The labels right of the text.
pub(super) fn labels(
    ui: &Ui,
    theme: &Theme,
    input: &TextInput<'_>,
    laid: &Laid,
    place: Place<'_>,
    action: &mut TextAction,
    labels_end: &mut f32,
) {
    for label in &laid.labels {
        if let PhraseOf::Finding(index) = label.of
            && input.is_left_out(index)
        {
            continue;
        }
        let Some(target) = target_of(input, label.of) else {
            continue;
        };
        let wanted = place.top + vec2(place.width + 18.0, laid.pad + label.y);
        // The last label of the block above may reach down to here.
        let at = pos2(wanted.x, wanted.y.max(*labels_end));
        if at.y - wanted.y > 40.0 {
            continue;
        }
        let rect = Rect::from_min_size(at, vec2(input.look.labels, label.galley.size().y));
        *labels_end = rect.bottom() + 6.0;
        let mut sense = Sense::click();
        sense -= Sense::FOCUSABLE;
        let response = ui.interact(rect, place.id.with(("label", target)), sense);
        response.widget_info(|| {
            let words = label.galley.text();
            let name = match decided(input, label.of) {
                Some(decision) => format!("{words}, {}", decision.decided().to_lowercase()),
                None => words.to_owned(),
            };
            WidgetInfo::labeled(Role::Label, ui.is_enabled(), name)
        });
        let is_lit = input.selection == Some(target) || input.hovered == Some(target);
        let width = if is_lit { 3.0 } else { 1.5 };
        let colour = match label.of {
            PhraseOf::Own(_) => theme.human,
            PhraseOf::Finding(_) | PhraseOf::Source(_) => theme.framing_ribbon,
        };
        let stroke = Stroke::new(width, colour);
        ui.painter().vline(at.x, rect.y_range(), stroke);
        if matches!(label.of, PhraseOf::Own(_)) {
            // The bracket of the text again, as a second channel beside the colour.
            for y in [rect.top(), rect.bottom()] {
                ui.painter().hline(at.x..=at.x + 4.0, y, stroke);
            }
        }
        label_words(ui.painter(), theme, input, label, at + vec2(9.0, 0.0));
        if response.hovered() {
            action.hovered = Some(target);
        }
        if response.clicked() {
            action.clicked = Some(target);
        }
    }
}

/// The words of a margin label; behind the device's name the sign of what was decided, and the
/// name struck out where the reader denies it.
fn label_words(painter: &Painter, theme: &Theme, input: &TextInput<'_>, label: &Label, at: Pos2) {
    let galley = label.galley.clone();
    let Some((decision, name)) =
        decided(input, label.of).zip(galley.rows.first().map(egui::epaint::text::PlacedRow::rect))
    else {
        painter.galley(at, galley, theme.ink_second);
        return;
    };
    let name = name.translate(at.to_vec2());
    if decision == Decision::Disagree {
        painter.galley_with_override_text_color(at, galley, theme.ink_second);
        let stroke = Stroke::new(1.0, theme.ink_second);
        painter.hline(name.x_range(), name.center().y.round(), stroke);
    } else {
        painter.galley(at, galley, theme.ink_second);
    }
    let sign = Rect::from_center_size(
        pos2(name.right() + 10.0, name.center().y),
        Vec2::splat(12.0),
    );
    Icon::of(decision).paint(painter, sign, theme.human);
}

fn decided(input: &TextInput<'_>, of: PhraseOf) -> Option<Decision> {
    match of {
        PhraseOf::Finding(index) => input.decision(index),
        PhraseOf::Source(_) | PhraseOf::Own(_) => None,
    }
}
