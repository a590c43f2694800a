//! One article beside its panel.

mod agreement;
mod blind;
mod card;
mod figures;
mod filter;
mod frames;
mod halves;
mod header;
mod headline;
pub(in crate::ui::views) mod judging;
mod list;
mod listing;
mod model;
mod own_marks;
mod panel;
mod passage;
mod reader;
mod reasons;
mod sentence;
mod source;

use std::sync::Arc;

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Ui};

use crate::state::{Command, Side, Target};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::widgets::article_scroll::ArticleScroll;
use crate::ui::widgets::controls::segmented_ui;
use crate::ui::widgets::ribbon::RibbonCache;

use crate::model::{Analysis, Article, ArticleId, Sentence};
use crate::text::Span;

/// What this view remembers by itself.
#[derive(Debug, Default)]
pub struct ReadMemory {
    scroll: ArticleScroll,
    ribbon: RibbonCache,
    panel: panel::PanelMemory,
    blind: blind::BlindMemory,
    agreement: agreement::AgreementMemory,
    /// Whether the panel is shown where it is hidden by itself, or the other way round.
    panel_flipped: bool,
    article: Option<ArticleId>,
    /// What the panel showed in the last frame.
    side: Side,
    /// Width of reader and panel together.
    room: f32,
    /// Serial of the request that was carried out last.
    revealed: u64,
    /// The article that was opened at its turn.
    turned: Option<ArticleId>,
}

/// Draws the view.
pub fn read_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ReadMemory) {
    let Some(article) = screen
        .state
        .session
        .article
        .and_then(|id| screen.state.document.project().article(id))
    else {
        return;
    };
    if memory.article != Some(article.id) {
        memory.article = Some(article.id);
        memory.scroll.rewind();
    }
    open_at_turn(screen, memory);
    reveal(screen, memory);
    let side = screen.state.session.side;
    let is_compared = side == Side::Agreement && memory.side != side;
    memory.side = side;
    // The field for a note is in the panel, and so is the agreement that was asked for.
    let is_needed = screen.state.session.noting.is_some() || is_compared;
    if is_needed && !panel_is_shown(memory, ui.available_width()) {
        memory.panel_flipped = !memory.panel_flipped;
    }
    let mut hovered = panel_side_ui(ui, screen, memory, article);
    if memory.room < BESIDE && panel_is_shown(memory, memory.room) {
        // The panel has taken the place of the text.
        return;
    }
    CentralPanel::default()
        .frame(Frame::NONE.fill(screen.theme.paper))
        .show(ui, |ui| {
            hovered = reader::reader_ui(ui, screen, memory, article).or(hovered);
        });
    if hovered != screen.state.session.hovered {
        screen.send(Command::Hover(hovered));
    }
}

/// Room beside the rail below which the panel is shown only when asked for.
const NARROW: f32 = 760.0;
/// Room below which the panel stands in the place of the text.
const BESIDE: f32 = 600.0;

/// Whether the panel is shown beside or instead of the reader.
fn panel_is_shown(memory: &ReadMemory, width: f32) -> bool {
    (width >= NARROW) != memory.panel_flipped
}

fn panel_side_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut ReadMemory,
    article: &Arc<Article>,
) -> Option<Target> {
    let width = ui.available_width();
    memory.room = width;
    if !panel_is_shown(memory, width) {
        return None;
    }
    let frame = Frame::NONE
        .fill(screen.theme.panel)
        .inner_margin(Margin::ZERO);
    let panel = Panel::right("read panel").frame(frame);
    let panel = if width >= NARROW {
        panel
            .default_size(360.0)
            .size_range(280.0..=(width - 400.0).clamp(300.0, 560.0))
            .resizable(true)
    } else {
        // Beside the text where both fit, else over all of it but a strip to come back.
        panel
            .exact_size(if width >= BESIDE { 290.0 } else { width })
            .resizable(false)
    };
    panel
        .show(ui, |ui| {
            // A panel shrinks to what it holds: it must stay as wide as it was pulled.
            ui.set_min_width(ui.available_width());
            if width < BESIDE {
                reader::toggle_ui(ui, screen, memory);
            }
            beside_ui(ui, screen, memory, article)
        })
        .inner
}

/// The keys that code a sentence while the marks of the open article are hidden, and those
/// that go through what was coded differently.
pub fn coding_keys(ui: &Ui, screen: &Screen<'_>, memory: &mut ReadMemory) {
    blind::keys(ui, screen, &mut memory.blind);
    agreement::keys(ui, screen);
}

/// What stands beside the text: the marks, how far the reader agrees with them, or coding
/// while they are hidden. Says what the pointer is over.
fn beside_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut ReadMemory,
    article: &Arc<Article>,
) -> Option<Target> {
    let state = screen.state;
    if state.analyses.hides(article.id) {
        blind::coding_ui(ui, screen, &mut memory.blind, article);
        return None;
    }
    // The field for a note stands among the marks.
    let side = match state.session.noting {
        Some(_) => Side::Marks,
        None => state.session.side,
    };
    // Always there: were it to come with the first decision, the panel would jump.
    Frame::NONE
        .inner_margin(Margin {
            left: 12,
            right: 12,
            top: 8,
            bottom: 2,
        })
        .show(ui, |ui| {
            let choices = [
                (Side::Marks, "Marks", "Who says what, and what is marked"),
                (
                    Side::Agreement,
                    "Agreement",
                    Action::ShowAgreement.info().tooltip,
                ),
            ]
            .map(|(side, name, tip)| (side, name, tip.to_owned()));
            ui.horizontal(|ui| {
                if let Some(side) = segmented_ui(ui, screen.theme, side, &choices) {
                    screen.send(Command::ShowSide(side));
                }
                if side == Side::Marks {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        filter::button_ui(ui, screen, article);
                    });
                }
            });
        });
    match side {
        Side::Marks => panel::panel_ui(ui, screen, &mut memory.panel, article),
        Side::Agreement => {
            panel::selected_sentence_ui(ui, screen, &mut memory.panel, &mut memory.blind, article);
            agreement::agreement_ui(ui, screen, &mut memory.agreement, article);
            None
        }
    }
}

/// Opens an article where its register changes, once that is known and if it was asked for.
fn open_at_turn(screen: &Screen<'_>, memory: &mut ReadMemory) {
    let asked = screen.state.session.opens_at_turn;
    if asked.is_none() || asked != memory.article || memory.turned == asked {
        return;
    }
    let analysis = asked.and_then(|id| screen.state.analyses.get(id));
    let Some(turn) = analysis.and_then(|analysis| analysis.turn.as_ref()) else {
        return;
    };
    memory.turned = asked;
    // Somebody may have begun to read.
    if memory.scroll.offset() < 1.0 {
        memory.scroll.glide_to(turn.sentence);
    }
}

/// Carries out a new request to bring something into sight.
fn reveal(screen: &Screen<'_>, memory: &mut ReadMemory) {
    let Some(reveal) = screen.state.session.reveal else {
        return;
    };
    if reveal.serial == memory.revealed || Some(reveal.target.article()) != memory.article {
        return;
    }
    // Without an analysis the request waits.
    if let Some(sentence) = sentence_of(screen, reveal.target) {
        memory.revealed = reveal.serial;
        memory.scroll.glide_to(sentence);
    }
}

/// The sentence in which a target lies.
fn sentence_of(screen: &Screen<'_>, target: Target) -> Option<usize> {
    let analysis = screen.state.analyses.places(target.article())?;
    match target {
        Target::Sentence(_, index) => Some(index),
        Target::Finding(_, key) => analysis
            .findings
            .iter()
            .find(|finding| finding.key == key)
            .map(|finding| finding.sentence),
        Target::Source(_, index) => analysis.sources.get(index)?.sentences.first().copied(),
        Target::Mark(article, id) => {
            let mark = screen.state.document.project().mark(article, id)?;
            sentence_at(analysis, mark.span?)
        }
    }
}

/// The sentence in which a stretch begins, or the next one; the last one after the end.
fn sentence_at(analysis: &Analysis, span: Span) -> Option<usize> {
    let before = |sentence: &Sentence| sentence.span.end() <= span.start();
    let at = analysis.sentences.partition_point(before);
    Some(at.min(analysis.sentences.len().checked_sub(1)?))
}
