//! The article in the middle: filter, text, ribbon.

use std::sync::Arc;

use egui::{Align, Layout, Rangef, Rect, Ui, UiBuilder, pos2, vec2};

use crate::model::{Article, VoiceFilter};
use crate::state::{Command, Target};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::views::marking::marking_ui;
use crate::ui::widgets::article_text::{TextAction, TextInput, TextLook};
use crate::ui::widgets::controls::{note_ui, plain_button, segmented_ui, tooltip};
use crate::ui::widgets::ribbon::vertical_ribbon_ui;

use super::{ReadMemory, header};

/// Size of running text.
const SIZE: f32 = 17.0;
/// About 66 letters a line.
const MEASURE: f32 = 540.0;
/// Room for sentence numbers: two of two digits, each with its sentiment, on one line.
const GUTTER: f32 = 64.0;
/// Room for margin labels.
const LABELS: f32 = 126.0;
/// Room for the ribbon at the right edge.
const RIBBON: f32 = 34.0;
/// Height of the bar above the text.
const BAR: f32 = 46.0;

/// Draws it; says what the pointer is over.
pub(super) fn reader_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut ReadMemory,
    article: &Arc<Article>,
) -> Option<Target> {
    let room = toolbar_ui(ui, screen, memory);
    let width = room.width() - RIBBON;
    let (gutter, labels) = margins(width);
    let state = screen.state;
    let is_hidden = state.analyses.hides(article.id);
    let coded_now = memory.blind.current(screen, article);
    let coded_now = coded_now.map(|unit| Target::Sentence(article.id, unit.sentence));
    let input = TextInput {
        article,
        analysis: state.analyses.places(article.id),
        coding: state.document.project().coding(article.id),
        review: state.review(article.id),
        filter: if is_hidden {
            VoiceFilter::All
        } else {
            state.session.filter
        },
        marks: state.session.marks,
        selection: match state.session.selection {
            Some(own @ Target::Mark(..)) => Some(own),
            _ if is_hidden => coded_now,
            other => other,
        },
        words: state.session.words_in(article.id),
        hovered: state.session.hovered,
        look: TextLook {
            size: SIZE,
            gutter,
            labels,
            shows_headline: true,
            shows_set_aside: state.session.preferences.shows_set_aside,
            says_layers: !is_hidden,
        },
    };
    let right = (room.right() - RIBBON).max(room.left());
    let text_room = Rect::from_min_max(room.min, pos2(right, room.bottom()));
    let mut text_ui = ui.new_child(UiBuilder::new().max_rect(text_room));
    if state.session.dialog.is_none() {
        memory.scroll.follow_keys(ui);
    }
    // The ribbon says where one is, once there is one.
    memory.scroll.hides_bar = input.analysis.is_some() && !is_hidden;
    let output = memory.scroll.show(
        &mut text_ui,
        screen.theme,
        &input,
        |width| column(width, gutter, labels),
        |ui| header::header_ui(ui, screen, article),
    );
    send_click(screen, output.action);
    marking_ui(&text_ui, screen, article.id, &output.action);
    let pointed = ribbon_ui(ui, screen, memory, &input, room, output.in_view);
    output.action.hovered.or(pointed)
}

/// Gutter and label room for this width: labels go first, then the gutter.
fn margins(width: f32) -> (f32, f32) {
    let gutter = if width >= 420.0 { GUTTER } else { 0.0 };
    let labels = if width >= 420.0 + GUTTER + LABELS + 40.0 {
        LABELS
    } else {
        0.0
    };
    (gutter, labels)
}

/// Where the text column lies: centred with its margins, no wider than is read well.
fn column(width: f32, gutter: f32, labels: f32) -> Rangef {
    let left = gutter + 18.0;
    let right = if labels > 0.0 { labels + 26.0 } else { 20.0 };
    let text = (width - left - right).min(MEASURE);
    let spare = (width - left - right - text).max(0.0);
    let from = left + spare / 2.0;
    Rangef::new(from, from + text.max(40.0))
}

fn send_click(screen: &Screen<'_>, action: TextAction) {
    if let Some(target) = action.clicked {
        let is_selected = screen.state.session.selection == Some(target);
        screen.send(Command::Select((!is_selected).then_some(target)));
    }
}

/// The switch between voices and the panel's button, above the text; returns the room below.
fn toolbar_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ReadMemory) -> Rect {
    let room = ui.available_rect_before_wrap();
    let bar = Rect::from_min_max(room.min, pos2(room.right(), room.top() + BAR));
    let side: f32 = if room.width() < 500.0 { 10.0 } else { 22.0 };
    let inner = bar.shrink2(vec2(side.min(room.width().max(0.0) / 2.0), 6.0));
    ui.scope_builder(
        UiBuilder::new()
            .max_rect(inner)
            .layout(Layout::left_to_right(Align::Center)),
        |ui| {
            let open = screen.state.session.article;
            if open.is_some_and(|id| screen.state.analyses.hides(id)) {
                let words = if inner.width() >= 480.0 {
                    "Marks are hidden until you have coded this article"
                } else {
                    "Marks are hidden"
                };
                note_ui(ui, screen.theme, words);
            } else {
                filter_ui(ui, screen);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                toggle_ui(ui, screen, memory);
            });
        },
    );
    if memory.scroll.offset() > 1.0 {
        ui.painter().hline(
            room.x_range(),
            bar.bottom(),
            egui::Stroke::new(1.0, screen.theme.hairline),
        );
    }
    let top = bar.bottom() + 1.0;
    Rect::from_min_max(
        pos2(room.left(), top),
        pos2(room.right(), room.bottom().max(top)),
    )
}

/// Shows and hides the panel.
pub(super) fn toggle_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ReadMemory) {
    let is_shown = super::panel_is_shown(memory, memory.room);
    let open = screen.state.session.article;
    let is_hidden = open.is_some_and(|id| screen.state.analyses.hides(id));
    let (name, tip) = match (is_shown, memory.room < super::BESIDE) {
        (true, true) => ("Back to the text", "Hide the panel"),
        (true, false) => ("Hide panel", "More room for the text"),
        (false, _) if is_hidden => (
            "Code this article",
            "Say of each sentence which layer it belongs to",
        ),
        (false, _) => (
            "Show panel",
            "Who says what, and what is marked, with reasons",
        ),
    };
    let button = plain_button(screen.theme, name);
    if ui.add(button).on_hover_text(tip).clicked() {
        memory.panel_flipped = !memory.panel_flipped;
    }
}

/// The switch between voices.
fn filter_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let actions = [
        (VoiceFilter::All, Action::AllVoices),
        (VoiceFilter::Outlet, Action::OutletVoice),
        (VoiceFilter::Quoted, Action::QuotedVoice),
    ];
    // The button that shows and hides the panel stands beside it.
    let is_tight = ui.available_width() < 400.0;
    let choices = actions.map(|(filter, action)| {
        let name = if is_tight {
            filter.short_title()
        } else {
            filter.title()
        };
        (filter, name, tooltip(ui.ctx(), action))
    });
    if let Some(filter) = segmented_ui(ui, screen.theme, screen.state.session.filter, &choices) {
        screen.send(Command::Filter(filter));
    }
}

fn ribbon_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut ReadMemory,
    input: &TextInput<'_>,
    room: Rect,
    in_view: Rangef,
) -> Option<Target> {
    let analysis = input.analysis.filter(|_| input.look.says_layers)?;
    let rect = Rect::from_min_max(
        pos2(room.right() - 24.0, room.top() + 14.0),
        pos2(room.right() - 12.0, room.bottom() - 14.0),
    );
    if rect.height() < 40.0 {
        return None;
    }
    let cells = memory.ribbon.cells(analysis, input.filter, rect.height());
    let marked = input
        .selection
        .filter(|target| target.article() == input.article.id)
        .and_then(|target| super::sentence_of(screen, target));
    let action = vertical_ribbon_ui(ui, screen.theme, rect, cells, in_view, marked);
    if let Some(share) = action.scroll_to {
        memory.scroll.center_share(share);
        ui.ctx().request_repaint();
    }
    action
        .hovered
        .map(|sentence| Target::Sentence(input.article.id, sentence))
}

/// Leaves some room.
pub(super) fn gap(ui: &mut Ui, height: f32) {
    ui.allocate_space(vec2(1.0, height));
}
