//! The panel's cards on the reader's own marks, and on what has lost its words.

use std::sync::Arc;

use egui::{Align, Button, Label, Layout, Ui};

use crate::model::{
    Article, Code, Coding, Decision, Judgement, JudgementKey, Layer, MarkId, OwnMark, Resolved,
    Review, Subject,
};
use crate::state::{Command, Dialog, Target};
use crate::text::quotation::in_quotes;
use crate::ui::action::Action;
use crate::ui::theme::Face;
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::card::{CardLook, card_ui};
use crate::ui::widgets::controls::{SMALL, counted, tooltip};
use crate::ui::widgets::link::{LinkLook, link_ui};
use crate::ui::widgets::pill::pill_ui;

use super::card::{Card, top_line, wrapped_ui};
use super::judging;
use super::model::{Item, Part};

/// What the heading over lost words means.
const LOST: &str = "The text was corrected. These words are no longer in it, or stand in more than one place; nothing was moved.";
/// What the heading over answers that are given no longer means.
const CHANGED: &str = "The engine says something else of these words now, or nothing. What you said stays as you said it.";
/// Letters of a quotation that are shown.
const WORDS: usize = 120;
/// Size of the cards' text.
const TEXT: f32 = 12.5;

/// Something that a person said of the article's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// A mark at its place.
    Mark(MarkId),
    /// A mark whose words are gone.
    LostMark(MarkId),
    /// A judgement whose words are gone.
    LostJudgement(JudgementKey),
    /// A judgement of an answer that the engine gives no longer.
    FormerAnswer(JudgementKey),
}

/// The half of the panel that a code belongs to.
fn part_of(code: Code) -> Part {
    match code {
        Code::Layer(Layer::Framing) | Code::Device(_) => Part::Framing,
        Code::Layer(Layer::Reported | Layer::Voices) => Part::Reported,
    }
}

/// What needs a decision: words and answers that are gone. Former answers are listed where there
/// is a review of the whole analysis.
pub(super) fn loose(article: &Article, coding: &Coding, review: Option<&Review>) -> Vec<Item> {
    let mut items = Vec::new();
    let lost_marks = coding.marks.values().filter(|mark| mark.is_orphan());
    let mut lost: Vec<Item> = lost_marks
        .map(|mark| Item::Own(Own::LostMark(mark.id)))
        .collect();
    let judgements = coding.judgements.iter();
    lost.extend(
        judgements
            .filter(|(_, judgement)| judgement.subject.anchor.place(&article.text).is_none())
            .map(|(key, _)| Item::Own(Own::LostJudgement(*key))),
    );
    if !lost.is_empty() {
        items.push(head(
            "Lost their words",
            counted(lost.len(), "entry", "entries"),
        ));
        items.push(Item::Result(LOST.to_owned()));
        items.append(&mut lost);
    }
    let loose = review.into_iter().flat_map(Review::loose);
    let former: Vec<Item> = loose
        .filter(|(_, how)| matches!(how, Resolved::Changed(_)))
        .map(|(judgement, _)| Item::Own(Own::FormerAnswer(judgement.subject.key())))
        .collect();
    if !former.is_empty() {
        let count = counted(former.len(), "judgement", "judgements");
        items.push(head("Former answers", count));
        items.push(Item::Result(CHANGED.to_owned()));
        items.extend(former);
    }
    items
}

/// The reader's marks in a half of the panel, in reading order.
pub(super) fn placed(coding: &Coding, part: Part) -> Vec<Item> {
    let marks = coding.marks.values().map(Arc::as_ref);
    let mut placed: Vec<&OwnMark> = marks
        .filter(|mark| part_of(mark.code) == part && !mark.is_orphan())
        .collect();
    placed.sort_by_key(|mark| (mark.span, mark.id));
    let mut items = Vec::new();
    if !placed.is_empty() {
        items.push(head("Your marks", counted(placed.len(), "mark", "marks")));
        items.extend(placed.into_iter().map(|mark| Item::Own(Own::Mark(mark.id))));
    }
    items
}

fn head(title: &str, note: String) -> Item {
    Item::Head {
        title: title.to_owned(),
        note,
    }
}

/// Draws one card; nothing where what it shows is gone.
pub(super) fn own_ui(ui: &mut Ui, card: &mut Card<'_>, own: Own) {
    let id = card.article.id;
    let Some(coding) = card.screen.state.document.project().coding(id).cloned() else {
        return;
    };
    match own {
        Own::Mark(mark) => {
            if let Some(mark) = coding.marks.get(&mark) {
                mark_ui(ui, card, mark);
            }
        }
        Own::LostMark(mark) => {
            if let Some(mark) = coding.marks.get(&mark) {
                lost_mark_ui(ui, card, mark);
            }
        }
        Own::LostJudgement(key) => {
            if let Some(judgement) = coding.judgements.get(&key) {
                loose_judgement_ui(ui, card, key, judgement, None);
            }
        }
        Own::FormerAnswer(key) => {
            if let Some(judgement) = coding.judgements.get(&key) {
                let place = judgement.subject.anchor.place(&card.article.text);
                let sentence = place.and_then(|place| super::sentence_at(card.analysis, place));
                loose_judgement_ui(ui, card, key, judgement, sentence);
            }
        }
    }
}

fn mark_ui(ui: &mut Ui, card: &mut Card<'_>, mark: &OwnMark) {
    let target = Target::Mark(card.article.id, mark.id);
    let (screen, theme) = (card.screen, card.screen.theme);
    let look = CardLook {
        edge: theme.human,
        is_selected: card.is_selected(target),
        is_hovered: card.is_hovered(target),
    };
    let words = shortened(&mark.anchor.quote, WORDS);
    let with_note = if mark.note.is_empty() {
        ""
    } else {
        ", with a note"
    };
    let name = format!("Your mark {}, “{words}”{with_note}", mark.code.title());
    let sentence = mark
        .span
        .and_then(|span| super::sentence_at(card.analysis, span));
    let shown = &mut *card;
    let response = card_ui(ui, theme, look, &name, |ui| {
        top_line(ui, shown, sentence.as_slice(), |ui| {
            pill_ui(ui, theme, mark.code.title(), theme.human, theme.human_tint);
        });
        ui.add_space(2.0);
        let quote = in_quotes(&words);
        wrapped_ui(ui, theme.text(&quote, Face::SansStrong, TEXT, theme.ink));
        if screen.state.session.noting == Some(target) {
            judging::field_ui(ui, screen, shown.note, target, &mark.note);
        } else if !mark.note.is_empty() {
            let who = said_by(&mark.by, mark.at);
            judging::shown_note_ui(ui, theme, &mark.note, who);
        }
        foot_ui(ui, shown, &said_by(&mark.by, mark.at), |ui| {
            remove_ui(ui, shown, mark);
            ui.add_space(6.0);
            note_link_ui(ui, shown, mark);
            ui.add_space(6.0);
            code_link_ui(ui, shown, mark);
        });
    })
    .response;
    card.note_pointer(&response, target);
}

fn note_link_ui(ui: &mut Ui, card: &Card<'_>, mark: &OwnMark) {
    let words = shortened(&mark.anchor.quote, 40);
    let target = Target::Mark(card.article.id, mark.id);
    let name = format!("Note on your mark “{words}”");
    let link = small_link(ui, card, "Note", &name);
    if link
        .on_hover_text(tooltip(ui.ctx(), Action::Note))
        .clicked()
    {
        // A note is written on what is selected.
        card.screen.send(Command::Select(Some(target)));
        card.screen.send(Command::WriteNote(true));
    }
}

fn code_link_ui(ui: &mut Ui, card: &Card<'_>, mark: &OwnMark) {
    let words = shortened(&mark.anchor.quote, 40);
    let name = format!("Another code for your mark “{words}”…");
    let link = small_link(ui, card, "Code…", &name);
    if link
        .on_hover_text("Give it another code; words and note stay")
        .clicked()
    {
        let dialog = Dialog::Recode(card.article.id, mark.id);
        card.screen.send(Command::OpenDialog(dialog));
    }
}

fn remove_ui(ui: &mut Ui, card: &Card<'_>, mark: &OwnMark) {
    let words = shortened(&mark.anchor.quote, 40);
    if small_link(ui, card, "Remove", &format!("Remove the mark on “{words}”"))
        .on_hover_text(tooltip(ui.ctx(), Action::RemoveMark))
        .clicked()
    {
        let id = card.article.id;
        card.screen.send(Command::RemoveMark(id, mark.id));
    }
}

fn lost_mark_ui(ui: &mut Ui, card: &mut Card<'_>, mark: &OwnMark) {
    let id = card.article.id;
    let target = Target::Mark(id, mark.id);
    let words = shortened(&mark.anchor.quote, WORDS);
    let name = format!("Lost mark {}, “{words}”", mark.code.title());
    let chosen = card.screen.state.session.words_in(id);
    let response = lost_ui(ui, card, target, &name, |ui, card| {
        let theme = card.screen.theme;
        pill_ui(ui, theme, mark.code.title(), theme.human, theme.human_tint);
        ui.add_space(2.0);
        old_words_ui(ui, card, &words, &mark.note);
        foot_ui(ui, card, &said_by(&mark.by, mark.at), |ui| {
            remove_ui(ui, card, mark);
            ui.add_space(10.0);
            let text = theme.text("Place here", Face::Sans, SMALL, theme.ink);
            let place = ui
                .add_enabled(
                    chosen.is_some(),
                    Button::new(text).min_size(egui::vec2(0.0, 24.0)),
                )
                .on_hover_text("The selected words become this mark’s words")
                .on_disabled_hover_text("Select its new words in the text first");
            if let Some(span) = chosen.filter(|_| place.clicked()) {
                card.screen.send(Command::PlaceMark {
                    article: id,
                    mark: mark.id,
                    span,
                });
            }
        });
    });
    card.note_pointer(&response, target);
}

/// A judgement that stands on nothing; with the sentence of its words where they are still there.
fn loose_judgement_ui(
    ui: &mut Ui,
    card: &mut Card<'_>,
    key: JudgementKey,
    judgement: &Judgement,
    sentence: Option<usize>,
) {
    let id = card.article.id;
    let words = shortened(&judgement.subject.anchor.quote, WORDS);
    let decision = judgement.decision.map_or("Note", Decision::title);
    let what = if sentence.is_some() {
        "Former answer"
    } else {
        "Lost judgement"
    };
    let name = format!("{what} {decision}, “{words}”");
    // Without a place it cannot be selected.
    let target = Target::Sentence(id, sentence.unwrap_or(usize::MAX));
    let response = lost_ui(ui, card, target, &name, |ui, card| {
        let theme = card.screen.theme;
        let title = format!("{decision} · {}", answer(&judgement.subject));
        top_line(ui, card, sentence.as_slice(), |ui| {
            pill_ui(ui, theme, &title, theme.ink_second, theme.hover);
        });
        ui.add_space(2.0);
        old_words_ui(ui, card, &words, &judgement.note);
        foot_ui(ui, card, &said_by(&judgement.by, judgement.at), |ui| {
            let name = format!("Remove the judgement on “{}”", shortened(&words, 40));
            let remove = small_link(ui, card, "Remove", &name);
            if remove.on_hover_text("Undo brings it back").clicked() {
                card.screen.send(Command::ForgetJudgement(id, key));
            }
        });
    });
    if sentence.is_some() {
        card.note_pointer(&response, target);
    }
}

/// What the engine said when it was judged: a device, a layer, or that something is named.
fn answer(subject: &Subject) -> &str {
    Code::of_name(&subject.answer).map_or(subject.kind.name(), Code::title)
}

fn lost_ui(
    ui: &mut Ui,
    card: &Card<'_>,
    target: Target,
    name: &str,
    add: impl FnOnce(&mut Ui, &Card<'_>),
) -> egui::Response {
    let look = CardLook {
        edge: card.screen.theme.ink_third,
        is_selected: card.is_selected(target),
        is_hovered: false,
    };
    card_ui(ui, card.screen.theme, look, name, |ui| add(ui, card)).response
}

/// Words that the text no longer has, and the note on them.
fn old_words_ui(ui: &mut Ui, card: &Card<'_>, words: &str, note: &str) {
    let theme = card.screen.theme;
    let quote = in_quotes(words);
    wrapped_ui(ui, theme.text(&quote, Face::Sans, TEXT, theme.ink));
    if !note.is_empty() {
        wrapped_ui(ui, theme.text(note, Face::Sans, TEXT, theme.ink_second));
    }
}

/// The line at the foot of a card: who and when, and what can be done.
fn foot_ui(ui: &mut Ui, card: &Card<'_>, by: &str, add: impl FnOnce(&mut Ui)) {
    let theme = card.screen.theme;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            add(ui);
            ui.add_space(8.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let by = theme.text(by, Face::Sans, 11.5, theme.ink_second);
                ui.add(Label::new(by).selectable(false).truncate());
            });
        });
    });
}

fn small_link(ui: &mut Ui, card: &Card<'_>, text: &str, name: &str) -> egui::Response {
    let look = LinkLook {
        size: SMALL,
        colour: card.screen.theme.ink_second,
        is_underlined: true,
    };
    link_ui(ui, card.screen.theme, text, name, look)
}

/// `Ada · 3 Mar 2026`.
fn said_by(by: &str, at: chrono::DateTime<chrono::Utc>) -> String {
    let day = at.format("%-d %b %Y");
    if by.is_empty() {
        day.to_string()
    } else {
        format!("{by} · {day}")
    }
}
