//! The panel's cards: what they share. Sources and marked passages have rooms of their own.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align, Label, Layout, Response, Sense, Ui};

use crate::model::{Analysis, Article, FindingKey, Sentence};
use crate::state::{Command, Target};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::link::{LinkLook, link_ui};

use super::judging::NoteMemory;
use super::model::{Item, Model};
use super::source::SaidMemory;
use super::{frames, headline, own_marks, passage, source};

/// Size of the cards' text.
pub(super) const TEXT: f32 = 12.5;
/// Size of what stands back on them.
pub(super) const SMALL: f32 = 11.5;
/// Numbers shown on a card before they are summed up.
pub(super) const NUMBERS: usize = 8;

/// What a card is drawn from, and what came of it.
pub(super) struct Card<'a> {
    pub screen: &'a Screen<'a>,
    pub article: &'a Arc<Article>,
    pub analysis: &'a Arc<Analysis>,
    pub model: &'a Model,
    pub open: &'a mut BTreeSet<FindingKey>,
    pub note: &'a mut NoteMemory,
    pub said: &'a mut SaidMemory,
    pub hovered: Option<Target>,
    pub clicked: Option<Target>,
    /// Whether something was opened or closed: the card has another height.
    pub grown: bool,
}

impl<'a> Card<'a> {
    pub(super) fn theme(&self) -> &'a Theme {
        self.screen.theme
    }

    pub(super) fn is_selected(&self, target: Target) -> bool {
        self.screen.state.session.selection == Some(target)
    }

    /// Whether what is pointed at anywhere is shown on this card.
    pub(super) fn is_hovered(&self, target: Target) -> bool {
        let Some(hovered) = self.screen.state.session.hovered else {
            return false;
        };
        if hovered == target {
            return true;
        }
        let Target::Sentence(article, sentence) = hovered else {
            return false;
        };
        article == self.article.id
            && match target {
                Target::Finding(_, key) => {
                    self.analysis
                        .sentences
                        .get(sentence)
                        .is_some_and(|sentence| {
                            sentence
                                .findings
                                .iter()
                                .any(|index| self.analysis.findings[*index].key == key)
                        })
                }
                Target::Source(_, source) => self
                    .analysis
                    .sources
                    .get(source)
                    .is_some_and(|source| source.sentences.contains(&sentence)),
                Target::Sentence(..) | Target::Mark(..) => false,
            }
    }

    pub(super) fn note_pointer(&mut self, response: &egui::Response, target: Target) {
        if response.contains_pointer() {
            self.hovered = Some(target);
        }
        if response.clicked() {
            self.clicked = Some(target);
        }
    }
}

/// Draws one item.
pub(super) fn item_ui(ui: &mut Ui, card: &mut Card<'_>, item: &Item) {
    ui.spacing_mut().item_spacing = egui::vec2(6.0, 3.0);
    match item {
        Item::Head { title, note } => head_ui(ui, card.theme(), title, note),
        Item::Result(text) => result_ui(ui, card.theme(), text),
        Item::Source(index) => source::source_ui(ui, card, *index),
        Item::Thin => source::thin_ui(ui, card),
        Item::Passage(marked) => passage::passage_ui(ui, card, marked),
        Item::Headline => headline::headline_ui(ui, card),
        Item::Frames => frames::frames_ui(ui, card),
        Item::Own(own) => own_marks::own_ui(ui, card, *own),
    }
}

/// A heading over some of the items of a half.
fn head_ui(ui: &mut Ui, theme: &Theme, title: &str, note: &str) {
    ui.add_space(8.0);
    let note = ui
        .fonts_mut(|fonts| fonts.layout_job(theme.text(note, Face::Sans, 12.0, theme.ink_second)));
    let mut job = theme.text(title, Face::SansStrong, 13.0, theme.ink);
    job.wrap.max_width = (ui.available_width() - note.size().x - 14.0).max(90.0);
    let title = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = title.size().y.max(note.size().y) + 2.0;
    let (rect, response) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| {
        let words = format!("{}, {}", title.text(), note.text());
        egui::WidgetInfo::labeled(egui::Role::Heading, ui.is_enabled(), words)
    });
    let at = egui::pos2(rect.right() - note.size().x, rect.top() + 1.0);
    ui.painter().galley(at, note, theme.ink_second);
    ui.painter().galley(rect.min, title, theme.ink);
}

fn result_ui(ui: &mut Ui, theme: &Theme, text: &str) {
    egui::Frame::NONE
        .fill(theme.card)
        .stroke(egui::Stroke::new(1.0, theme.hairline))
        .corner_radius(7)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(theme.text(text, Face::Sans, 13.0, theme.ink)).wrap());
        });
}

/// Text over several lines.
pub(super) fn wrapped_ui(ui: &mut Ui, mut job: LayoutJob) {
    for section in &mut job.sections {
        section.format.line_height = Some((section.format.font_id.size * 1.4).round());
    }
    ui.add(Label::new(Theme::seen(job)).selectable(false).wrap());
}

/// `6, 8, 9`, each a link to its sentence.
pub(super) fn numbers_ui(ui: &mut Ui, card: &Card<'_>, sentences: &[usize]) {
    let theme = card.theme();
    let rest = sentences.len().saturating_sub(NUMBERS);
    ui.spacing_mut().item_spacing.x = 0.0;
    if rest > 0 {
        let more = theme.text(&format!(" +{rest}"), Face::Sans, SMALL, theme.ink_second);
        ui.add(Label::new(more).selectable(false));
    }
    for (at, index) in sentences.iter().take(NUMBERS).enumerate().rev() {
        let Some(sentence) = card.analysis.sentences.get(*index) else {
            continue;
        };
        number_ui(ui, card, *index, sentence);
        if at > 0 {
            let comma = theme.text(",", Face::Sans, SMALL, theme.ink_second);
            ui.add_space(3.0);
            ui.add(Label::new(comma).selectable(false));
        }
    }
}

pub(super) fn number_ui(
    ui: &mut Ui,
    card: &Card<'_>,
    index: usize,
    sentence: &Sentence,
) -> Response {
    let theme = card.theme();
    let (text, name) = sentence.number.map_or_else(
        || ("heading".to_owned(), "Go to the heading".to_owned()),
        |number| (number.to_string(), format!("Go to sentence {number}")),
    );
    let look = LinkLook {
        size: SMALL,
        colour: theme.ink_second,
        is_underlined: false,
    };
    let response = link_ui(ui, theme, &text, &name, look);
    if response.clicked() {
        let target = Target::Sentence(card.article.id, index);
        card.screen.send(Command::Reveal(target));
    }
    response
}

/// A line with something at its left and numbers at its right.
pub(super) fn top_line(
    ui: &mut Ui,
    card: &Card<'_>,
    sentences: &[usize],
    left: impl FnOnce(&mut Ui),
) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.set_height(17.0);
        numbers_ui(ui, card, sentences);
        ui.add_space(8.0);
        ui.with_layout(
            Layout::left_to_right(Align::Min).with_main_wrap(false),
            left,
        );
    });
}
