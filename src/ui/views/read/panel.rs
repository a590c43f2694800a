//! The panel at the right: what was reported, by whom, and below it how it was framed.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Ui;

use crate::model::{Analysis, Article, FindingKey};
use crate::state::{Command, Slot, Target};
use crate::ui::Screen;
use crate::ui::theme::Face;

use super::blind::BlindMemory;
use super::card::{self, Card};
use super::halves::halves_ui;
use super::judging::NoteMemory;
use super::list::ListMemory;
use super::model::{Basis, Item, Model, ModelCache, Part};
use super::sentence::{SentenceMemory, sentence_ui};
use super::source::SaidMemory;
use super::{filter, frames, headline, passage, source};

/// What the panel remembers.
#[derive(Debug, Default)]
pub(super) struct PanelMemory {
    model: ModelCache,
    /// The lists of the two halves, reported first.
    lists: [ListMemory; 2],
    /// Marks whose reasons are open.
    open: BTreeSet<FindingKey>,
    /// What is known of the selected sentence.
    sentence: SentenceMemory,
    /// The note that is being written.
    note: NoteMemory,
    /// What the open source says.
    said: SaidMemory,
    /// What was selected when the heights were last believed.
    selected: Option<Target>,
    /// The selection the panel has last scrolled to.
    followed: Option<Target>,
    /// What a note was written on when it last scrolled.
    noting: Option<Target>,
    /// What a further reach was offered for.
    reaches: Option<Target>,
}

/// Room left and right of what is said before there is a list.
const SIDE: f32 = 12.0;

/// Draws it; says what the pointer is over.
pub(super) fn panel_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut PanelMemory,
    article: &Arc<Article>,
) -> Option<Target> {
    let Some(analysis) = screen.state.analyses.get(article.id) else {
        waiting_ui(ui, screen, article);
        return None;
    };
    let (model, is_new) = memory.model.get(basis(screen, article, analysis));
    filter::left_out_ui(ui, screen, &model);
    memory.note.begin();
    let (sentence, note) = (&mut memory.sentence, &mut memory.note);
    sentence_ui(ui, screen, sentence, note, article, analysis, None);
    follow(screen, memory, &model, analysis);
    for part in Part::ALL {
        let list = &mut memory.lists[part as usize];
        let items = &model.half(part).items;
        list.prepare(ui.available_width(), items, is_new, |item, width| {
            estimate(item, &model, analysis, width)
        });
    }
    let hovered = both_ui(ui, screen, memory, &model, article, analysis);
    memory.note.end();
    hovered
}

/// Draws the two halves; says what the pointer is over.
fn both_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut PanelMemory,
    model: &Model,
    article: &Arc<Article>,
    analysis: &Arc<Analysis>,
) -> Option<Target> {
    let mut hovered = None;
    let heights = [0, 1].map(|at: usize| memory.lists[at].height());
    halves_ui(
        ui,
        screen,
        model,
        |part| heights[part as usize],
        |ui, part| {
            let (mut goal, mut grown) = (None, false);
            let list = &mut memory.lists[part as usize];
            let items = &model.half(part).items;
            list.show(ui, ("panel", part, article.id), items, |ui, index, item| {
                let mut card = Card {
                    screen,
                    article,
                    analysis,
                    model,
                    open: &mut memory.open,
                    note: &mut memory.note,
                    said: &mut memory.said,
                    hovered: None,
                    clicked: None,
                    grown: false,
                };
                card::item_ui(ui, &mut card, item);
                let (is_over, clicked, has_grown) = (card.hovered, card.clicked, card.grown);
                hovered = hovered.or(is_over);
                if let Some(target) = clicked {
                    memory.followed = Some(target);
                    pick(screen, target);
                }
                if clicked.is_some() || has_grown {
                    // Its buttons or reasons may come below the edge.
                    goal = Some(index);
                }
                grown |= has_grown;
            });
            list.goal = goal.or(list.goal);
            if grown {
                list.doubt();
            }
        },
    );
    hovered
}

/// Selects what was clicked and shows its place; a source that is open closes.
fn pick(screen: &Screen<'_>, target: Target) {
    let is_open = screen.state.session.selection == Some(target);
    if is_open && matches!(target, Target::Source(..)) {
        screen.send(Command::Select(None));
    } else {
        screen.send(Command::Reveal(target));
    }
}

/// What the list is made of now.
fn basis(screen: &Screen<'_>, article: &Arc<Article>, analysis: &Arc<Analysis>) -> Basis {
    let session = &screen.state.session;
    let kept = session
        .selection
        .filter(|target| target.article() == article.id && session.marks.parts() > 0);
    Basis {
        article: Arc::clone(article),
        analysis: Arc::clone(analysis),
        coding: screen.state.document.project().coding(article.id).cloned(),
        filter: session.filter,
        marks: session.marks,
        review: screen.state.review(article.id).cloned(),
        is_settled: !screen.state.analyses.slot(article.id).is_running(),
        kept,
    }
}

/// Draws the selected sentence alone, to be judged and coded, where something else stands in
/// the place of the list.
pub(super) fn selected_sentence_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut PanelMemory,
    coded: &mut BlindMemory,
    article: &Article,
) {
    let Some(analysis) = screen.state.analyses.get(article.id) else {
        return;
    };
    let unit = match screen.state.session.selection {
        Some(Target::Sentence(_, index)) => coded.unit(screen, article, index),
        _ => None,
    };
    memory.note.begin();
    let (sentence, note) = (&mut memory.sentence, &mut memory.note);
    sentence_ui(ui, screen, sentence, note, article, analysis, unit);
    memory.note.end();
}

fn waiting_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article) {
    let text = match screen.state.analyses.slot(article.id) {
        Slot::Failed(_) => "Without an analysis there is nothing to list here.",
        _ => "The article is being analysed. You can read it meanwhile.",
    };
    egui::Frame::NONE.inner_margin(SIDE).show(ui, |ui| {
        ui.add(
            egui::Label::new(
                screen
                    .theme
                    .text(text, Face::Sans, 13.0, screen.theme.ink_second),
            )
            .wrap(),
        );
    });
}

/// A new selection that did not come from here is brought into sight.
fn follow(screen: &Screen<'_>, memory: &mut PanelMemory, model: &Model, analysis: &Analysis) {
    let session = &screen.state.session;
    let begins_note = session.noting.is_some() && session.noting != memory.noting;
    let reaches = screen.state.reach().map(|reach| reach.target);
    let is_offered = reaches.is_some() && reaches != memory.reaches;
    memory.reaches = reaches;
    if memory.selected != session.selection || begins_note || is_offered {
        // The card that was selected becomes lower, the one that is now higher.
        memory.selected = session.selection;
        memory.lists.iter_mut().for_each(ListMemory::doubt);
    }
    memory.noting = session.noting;
    if session.selection == memory.followed && !begins_note && !is_offered {
        return;
    }
    memory.followed = session.selection;
    let place = session
        .selection
        .and_then(|target| model.position(analysis, target));
    // Only the half that it belongs to moves.
    if let Some((part, item)) = place {
        memory.lists[part as usize].goal = Some(item);
    }
}

fn estimate(item: &Item, model: &Model, analysis: &Analysis, width: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a guess about lines")]
    let lines = |letters: usize| (letters as f32 * 6.4 / (width - 26.0)).ceil() * 17.0;
    match item {
        Item::Head { .. } => 28.0,
        Item::Result(text) => 20.0 + lines(text.len()),
        Item::Source(_) => source::HEIGHT,
        Item::Thin => 80.0,
        Item::Passage(marked) => {
            let surest = marked.findings.first();
            passage::estimate(surest.and_then(|at| analysis.findings.get(*at)), lines)
        }
        Item::Headline => headline::estimate(analysis.headline.as_ref(), lines),
        Item::Frames => frames::estimate(&model.frames),
        Item::Own(_) => 96.0,
    }
}
