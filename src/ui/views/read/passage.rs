//! The panel's cards on marked passages: one for the marks of a sentence. Closed, a card names
//! the devices and says why the surest is marked; with one of its marks selected it lists all,
//! and the selected one can be judged.

use std::sync::Arc;

use egui::{Align, Label, Layout, Response, Sense, Ui};

use crate::model::{Confidence, Finding, Judgement, Layer};
use crate::state::{MarkedPassage, Target};
use crate::text::quotation::in_quotes;
use crate::ui::theme::Face;
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::card::{CardLook, card_ui};
use crate::ui::widgets::confidence::{confidence_ui, confidence_words};
use crate::ui::widgets::controls::counted;
use crate::ui::widgets::link::{LinkLook, link_ui};
use crate::ui::widgets::pill::{pill_ui, pill_width};

use super::card::{Card, TEXT, numbers_ui, wrapped_ui};
use super::judging::{self, Denied, NoteMemory};
use super::reasons::{detail_ui, made_by_ui, reason_job};

/// Letters of a phrase that are shown.
const WORDS: usize = 90;
/// Room that the dots and a sentence's number take.
const DOTS: f32 = 44.0;
const NUMBER: f32 = 34.0;

/// A guess at the height of a closed card; `lines` says how high some letters stand.
pub(super) fn estimate(surest: Option<&Finding>, lines: impl Fn(usize) -> f32) -> f32 {
    let reason = surest.map_or(WORDS + 80, |finding| finding.reason.summary.len());
    54.0 + lines(reason)
}

/// Draws the card of a passage.
pub(super) fn passage_ui(ui: &mut Ui, card: &mut Card<'_>, passage: &MarkedPassage) {
    let analysis = Arc::clone(card.analysis);
    let found = |at: &usize| analysis.findings.get(*at);
    let findings: Vec<&Finding> = passage.findings.iter().filter_map(found).collect();
    let Some(surest) = findings.first().copied() else {
        probable_ui(ui, card, passage.sentence);
        return;
    };
    let theme = card.theme();
    let target = |finding: &Finding| Target::Finding(analysis.article, finding.key);
    let selected = findings
        .iter()
        .copied()
        .find(|finding| card.is_selected(target(finding)));
    let shown = selected.unwrap_or(surest);
    let of_sentence = Target::Sentence(analysis.article, passage.sentence);
    let look = CardLook {
        edge: match passage.layer {
            Layer::Framing => theme.framing_ribbon,
            other => theme.ribbon(other),
        },
        is_selected: selected.is_some()
            || passage.layer == Layer::Framing && card.is_selected(of_sentence),
        is_hovered: findings
            .iter()
            .any(|finding| card.is_hovered(target(finding))),
    };
    let name = spoken(card, &findings, shown);
    let mut note = std::mem::take(card.note);
    let mut picked = None;
    let drawn = &mut *card;
    let response = card_ui(ui, theme, look, &name, |ui| {
        if selected.is_none() {
            devices_line(ui, drawn, passage, &findings);
            mark_ui(ui, drawn, &mut note, surest);
            return;
        }
        for (row, finding) in findings.iter().enumerate() {
            ui.push_id(finding.key, |ui| {
                if row > 0 {
                    ui.add_space(3.0);
                }
                let number = (row == 0).then_some(passage.sentence);
                if finding.key == shown.key {
                    let line = MarkLine::new(drawn, finding);
                    mark_line(ui, drawn, &line, number);
                    mark_ui(ui, drawn, &mut note, finding);
                } else if other_ui(ui, drawn, finding, number).clicked() {
                    picked = Some(target(finding));
                }
            });
        }
    })
    .response;
    *card.note = note;
    card.note_pointer(&response, target(shown));
    card.clicked = picked.or(card.clicked);
}

/// What a card says to those who do not see it.
fn spoken(card: &Card<'_>, findings: &[&Finding], shown: &Finding) -> String {
    let words = shortened(shown.span.of(&card.article.text), WORDS);
    let target = Target::Finding(card.article.id, shown.key);
    let judgement = card.screen.state.judgement(target).map(|known| &**known);
    let others = match findings.len() - 1 {
        0 => String::new(),
        others => format!(", and {}", counted(others, "other mark", "other marks")),
    };
    format!(
        "{}, “{words}”, {}{}{others}",
        shown.device.name(),
        confidence_words(shown.confidence),
        judging::spoken(judgement)
    )
}

/// The devices of a closed card, the surest first, as many as there is room for.
fn devices_line(ui: &mut Ui, card: &Card<'_>, passage: &MarkedPassage, findings: &[&Finding]) {
    let theme = card.theme();
    let mut devices: Vec<&'static str> = Vec::new();
    for finding in findings {
        if !devices.contains(&finding.device.name()) {
            devices.push(finding.device.name());
        }
    }
    let state = card.screen.state;
    let judgements: Vec<&Judgement> = findings
        .iter()
        .filter_map(|finding| state.judgement(Target::Finding(card.article.id, finding.key)))
        .map(|known| &**known)
        .filter(|known| known.decision.is_some())
        .collect();
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.set_height(17.0);
        numbers_ui(ui, card, &[passage.sentence]);
        ui.add_space(8.0);
        let word = match &judgements[..] {
            [one] if findings.len() == 1 => {
                let needed = judging::decision_width(ui, theme, Some(*one));
                ui.available_width() >= needed + pill_width(ui, theme, devices[0]) + DOTS
            }
            _ => false,
        };
        for judgement in judgements.iter().rev() {
            judging::decision_ui(ui, theme, Some(*judgement), word);
            ui.add_space(3.0);
        }
        ui.with_layout(
            Layout::left_to_right(Align::Min).with_main_wrap(false),
            |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let more = pill_width(ui, theme, "+\u{2009}9") + 4.0;
                let room = ui.available_width() - DOTS;
                let mut used = 0.0;
                let mut drawn = 0;
                for (at, device) in devices.iter().enumerate() {
                    let width = pill_width(ui, theme, device) + 4.0;
                    let rest = if at + 1 < devices.len() { more } else { 0.0 };
                    if at > 0 && used + width + rest > room {
                        break;
                    }
                    pill_ui(ui, theme, device, theme.framing, theme.framing_tint);
                    used += width;
                    drawn += 1;
                }
                let left = findings.len() - drawn;
                if left > 0 {
                    let words = format!("+\u{2009}{left}");
                    let pill = pill_ui(ui, theme, &words, theme.framing, theme.framing_tint);
                    let named = counted(left, "further mark", "further marks");
                    pill.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &named));
                    pill.on_hover_text(all_marks(card, findings));
                }
                if ui.available_width() >= DOTS - 8.0 {
                    confidence_ui(ui, theme.framing, findings[0].confidence);
                }
            },
        );
    });
}

/// All marks of a card, a line each.
fn all_marks(card: &Card<'_>, findings: &[&Finding]) -> String {
    let lines = findings.iter().map(|finding| {
        let words = shortened(finding.span.of(&card.article.text), WORDS);
        format!("{} · “{words}”", finding.device.name())
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The reason, the way to the whole of it, and what the reader says.
fn mark_ui(ui: &mut Ui, card: &mut Card<'_>, note: &mut NoteMemory, finding: &Finding) {
    let theme = card.theme();
    let target = Target::Finding(card.article.id, finding.key);
    let marked = finding.span.of(&card.article.text);
    ui.add_space(1.0);
    wrapped_ui(ui, reason_job(theme, &finding.reason.summary, marked));
    let is_open = card.open.contains(&finding.key);
    if is_open {
        detail_ui(ui, card, finding);
    }
    let look = LinkLook {
        size: 12.0,
        colour: theme.ink_second,
        is_underlined: true,
    };
    let text = if is_open { "Less" } else { "Why this mark?" };
    let link = format!("{text} “{}”", shortened(marked, WORDS));
    // As high as its words: a button's height would part the card.
    let row = egui::vec2(ui.available_width(), 16.0);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        if link_ui(ui, theme, text, &link, look).clicked() {
            if is_open {
                card.open.remove(&finding.key);
            } else {
                card.open.insert(finding.key);
            }
            card.grown = true;
        }
        made_by_ui(ui, theme, finding);
    });
    judged_ui(
        ui,
        card,
        note,
        target,
        Denied::Device(finding.device.name()),
    );
}

/// Another mark of an open card, on one line.
fn other_ui(ui: &mut Ui, card: &Card<'_>, finding: &Finding, number: Option<usize>) -> Response {
    let theme = card.theme();
    let target = Target::Finding(card.article.id, finding.key);
    let judgement = card.screen.state.judgement(target).map(|known| &**known);
    let words = shortened(finding.span.of(&card.article.text), WORDS);
    let row = egui::vec2(ui.available_width(), 20.0);
    let (rect, response) = ui.allocate_exact_size(row, Sense::click());
    let name = format!(
        "{}, “{words}”{}",
        finding.device.name(),
        judging::spoken(judgement)
    );
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), false, &name)
    });
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect.expand2(egui::vec2(4.0, 0.0)), 5.0, theme.hover);
    }
    if response.has_focus() {
        crate::ui::widgets::controls::focus_ring(ui, theme, rect.expand2(egui::vec2(4.0, 0.0)));
    }
    let builder = egui::UiBuilder::new()
        .max_rect(rect)
        .layout(Layout::right_to_left(Align::Center));
    let mut line = ui.new_child(builder);
    if let Some(sentence) = number {
        numbers_ui(&mut line, card, &[sentence]);
        line.add_space(8.0);
    }
    judging::decision_ui(&mut line, theme, judgement, false);
    line.with_layout(
        Layout::left_to_right(Align::Center).with_main_wrap(false),
        |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            pill_ui(
                ui,
                theme,
                finding.device.name(),
                theme.framing,
                theme.framing_tint,
            );
            let words = theme.text(&in_quotes(&words), Face::Sans, 12.0, theme.ink_second);
            ui.add(Label::new(words).selectable(false).truncate());
        },
    );
    response
}

/// What stands at the head of a mark.
struct MarkLine<'a> {
    title: &'a str,
    confidence: Confidence,
    judgement: Option<&'a Judgement>,
}

impl<'a> MarkLine<'a> {
    fn new(card: &Card<'a>, finding: &Finding) -> Self {
        let target = Target::Finding(card.article.id, finding.key);
        Self {
            title: finding.device.name(),
            confidence: finding.confidence,
            judgement: card.screen.state.judgement(target).map(|known| &**known),
        }
    }
}

/// What the engine says at the left, the person's decision and the sentence's number at the right.
fn mark_line(ui: &mut Ui, card: &Card<'_>, line: &MarkLine<'_>, sentence: Option<usize>) {
    let theme = card.theme();
    let needed = pill_width(ui, theme, line.title)
        + judging::decision_width(ui, theme, line.judgement)
        + DOTS
        + NUMBER;
    let with_word = ui.available_width() >= needed;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.set_height(17.0);
        if let Some(sentence) = sentence {
            numbers_ui(ui, card, &[sentence]);
            ui.add_space(8.0);
        }
        judging::decision_ui(ui, theme, line.judgement, with_word);
        ui.add_space(6.0);
        ui.with_layout(
            Layout::left_to_right(Align::Min).with_main_wrap(false),
            |ui| {
                pill_ui(ui, theme, line.title, theme.framing, theme.framing_tint);
                ui.add_space(2.0);
                confidence_ui(ui, theme.framing, line.confidence);
            },
        );
    });
}

/// The note, and the buttons where the card is selected.
fn judged_ui(ui: &mut Ui, card: &Card<'_>, note: &mut NoteMemory, target: Target, denied: Denied) {
    judging::note_ui(ui, card.screen, note, target, true);
    if card.is_selected(target) {
        judging::buttons_ui(ui, card.screen, target, denied);
        judging::reach_ui(ui, card.screen, target);
    }
}

/// A framing sentence that rests on a probability alone says so.
fn probable_ui(ui: &mut Ui, card: &mut Card<'_>, index: usize) {
    let analysis = Arc::clone(card.analysis);
    let Some(sentence) = analysis.sentences.get(index) else {
        return;
    };
    let screen = card.screen;
    let theme = screen.theme;
    let target = Target::Sentence(card.article.id, index);
    let look = CardLook {
        edge: theme.framing_ribbon,
        is_selected: card.is_selected(target),
        is_hovered: card.is_hovered(target),
    };
    let Some(verdict) = sentence.verdict() else {
        return;
    };
    let probability = verdict.probabilities.framing;
    let words = shortened(sentence.span.of(&card.article.text), 90);
    let judgement = screen.state.judgement(target).map(|known| &**known);
    let name = format!(
        "Framing by wording, “{words}”{}",
        judging::spoken(judgement)
    );
    let mut note = std::mem::take(card.note);
    let shown = &*card;
    let complete = card.screen.state.analyses.complete(card.article.id);
    let left_out = complete
        .and_then(|complete| complete.sentences.get(index))
        .map_or(0, |sentence| sentence.findings.len());
    let response = card_ui(ui, theme, look, &name, |ui| {
        let line = MarkLine {
            title: "Wording as a whole",
            confidence: probability,
            judgement,
        };
        mark_line(ui, shown, &line, Some(index));
        ui.add_space(2.0);
        let by = if screen.state.document.project().silenced.is_empty() {
            "surer than the settings ask for"
        } else {
            "let through by the settings and the project"
        };
        let phrases = match left_out {
            0 => "no single phrase shows it".to_owned(),
            1 => format!("the phrase that shows it is not {by}"),
            more => format!("none of the {more} phrases that show it is {by}"),
        };
        let text = format!(
            "{} reads as the outlet’s own judgement; {phrases}. Probability {:.2}.",
            in_quotes(&words),
            probability.fraction()
        );
        wrapped_ui(ui, theme.text(&text, Face::Sans, TEXT, theme.ink));
        // The selected sentence has its buttons at the foot of the panel.
        judging::note_ui(ui, screen, &mut note, target, false);
    })
    .response;
    *card.note = note;
    card.note_pointer(&response, target);
}
