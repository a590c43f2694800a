//! An article's text with its marks, as Read and Compare show it.
//!
//! [`ArticleText`] keeps one laid out galley per paragraph in sight, with the
//! places of its marks; what the pointer is over and what is selected is painted
//! on top and costs no layout. Paragraphs out of sight have estimated heights,
//! corrected as they come near ([`ArticleText::measure`]).
//!
//! 1. [`ArticleText::prepare`] throws away what no longer fits article, analysis, filter, theme or width.
//! 2. [`ArticleText::measure`] lays out what is in sight and says how far that moved the page.
//! 3. [`ArticleText::show`] draws it and says what the pointer did.
//!
//! [`super::article_scroll::ArticleScroll`] does the three inside a scroll area.

mod blocks;
mod layout;
mod lines;
mod margin;
mod marks;
mod own;
mod paint;
mod selecting;

pub use layout::turn_words;
pub(in crate::ui) use marks::shortened;
pub use paint::{DASHED, DOTTED, Pattern, sentence_words};

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Event, Pos2, Rangef, Rect, Ui};

use crate::model::{Analysis, Article, Coding, Decision, MarkFilter, Review, VoiceFilter};
use crate::state::Target;
use crate::text::Span;
use crate::ui::theme::Theme;
use crate::ui::widgets::font_watch::FontWatch;
use crate::ui::widgets::heights::Heights;

use blocks::Block;
use layout::Laid;

/// How an article's text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextLook {
    /// Size of running text in points.
    pub size: f32,
    /// Room for sentence numbers and sentiment, left of the text; 0 for none.
    pub gutter: f32,
    /// Room for margin labels, right of the text; 0 for none.
    pub labels: f32,
    /// Whether the headline stands above the text.
    pub shows_headline: bool,
    /// Whether set-aside lines are shown, dimmed, in their places.
    pub shows_set_aside: bool,
    /// Whether sentences say their layer and tone, or only their number.
    pub says_layers: bool,
}

/// What is shown, by reference: nothing is copied per frame.
#[derive(Clone, Copy, Debug)]
pub struct TextInput<'a> {
    /// The article.
    pub article: &'a Arc<Article>,
    /// Its analysis; without one the text is shown without marks.
    pub analysis: Option<&'a Arc<Analysis>>,
    /// What a person says of it.
    pub coding: Option<&'a Arc<Coding>>,
    /// What was decided on the engine's marks.
    pub review: Option<&'a Arc<Review>>,
    /// Which voices are coloured.
    pub filter: VoiceFilter,
    /// Which marks are shown as such; the words of the others stay what they are, and can be
    /// pointed at.
    pub marks: MarkFilter,
    /// What is selected.
    pub selection: Option<Target>,
    /// The words that are selected, in bytes.
    pub words: Option<Span>,
    /// What is pointed at, here or elsewhere.
    pub hovered: Option<Target>,
    /// How the text is set.
    pub look: TextLook,
}

impl TextInput<'_> {
    /// What was decided on a finding, by its index.
    fn decision(&self, finding: usize) -> Option<Decision> {
        let finding = self.analysis?.findings.get(finding)?;
        self.review?.finding(finding)?.decision
    }

    fn is_denied(&self, finding: usize) -> bool {
        self.decision(finding) == Some(Decision::Disagree)
    }

    /// Whether a finding, by its index, is one that is not asked for. The selected one always
    /// is, as in the panel.
    fn is_left_out(&self, finding: usize) -> bool {
        if self.marks.parts() == 0 {
            return false;
        }
        let all = self.analysis.map(|analysis| &analysis.findings);
        let Some(finding) = all.and_then(|findings| findings.get(finding)) else {
            return false;
        };
        let is_selected = self.selection == Some(Target::Finding(self.article.id, finding.key));
        let known = self.review.and_then(|review| review.finding(finding));
        !is_selected && !self.marks.takes_in(finding, known.map(|known| &**known))
    }
}

/// What the pointer did on the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TextAction {
    /// What it is over.
    pub hovered: Option<Target>,
    /// What was clicked.
    pub clicked: Option<Target>,
    /// The words that were selected now; an empty stretch where they were let go of.
    pub selected: Option<Span>,
    /// Whether words are just being selected.
    pub is_selecting: bool,
    /// Where on the screen the selected words are seen.
    pub words_at: Option<Rect>,
}

impl TextAction {
    /// Notes what is selected now, where that is not known yet.
    fn select(&mut self, input: &TextInput<'_>, words: Span) {
        if input.words.unwrap_or_default() != words && !(input.words.is_none() && words.is_empty())
        {
            self.selected = Some(words);
        }
    }
}

/// What the layouts were made for.
#[derive(Clone, Debug)]
struct Key {
    article: Arc<Article>,
    analysis: Option<Arc<Analysis>>,
    coding: Option<Arc<Coding>>,
    filter: VoiceFilter,
    is_dark: bool,
    width: f32,
    look: TextLook,
}

impl Key {
    fn fits(&self, theme: &Theme, input: &TextInput<'_>, width: f32) -> bool {
        self.has_same_shape(input, width)
            && self.filter == input.filter
            && self.is_dark == theme.is_dark
            && match (&self.analysis, input.analysis) {
                (None, None) => true,
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                _ => false,
            }
            && self.has_same_marks(input)
    }

    /// A judgement or a note changes nothing of what is painted.
    fn has_same_marks(&self, input: &TextInput<'_>) -> bool {
        match (&self.coding, input.coding) {
            (None, None) => true,
            (Some(one), Some(other)) if Arc::ptr_eq(one, other) => true,
            (one, other) => {
                let places = |coding: Option<&Arc<Coding>>| {
                    let marks = coding.map(|coding| coding.marks.values());
                    let marks = marks.into_iter().flatten();
                    marks
                        .map(|mark| (mark.id, mark.span, mark.code))
                        .collect::<Vec<_>>()
                };
                places(one.as_ref()) == places(other)
            }
        }
    }

    /// Whether heights made for this key are good estimates.
    #[expect(
        clippy::float_cmp,
        reason = "the same number asked for again, not a result"
    )]
    fn has_same_shape(&self, input: &TextInput<'_>, width: f32) -> bool {
        Arc::ptr_eq(&self.article, input.article) && self.look == input.look && self.width == width
    }
}

/// Lines are broken at whole points.
fn text_width(width: f32) -> f32 {
    width.round().max(40.0)
}

/// The text of one article in one place of the screen.
#[derive(Debug, Default)]
pub struct ArticleText {
    key: Option<Key>,
    blocks: Vec<Block>,
    heights: Heights,
    laid: BTreeMap<usize, Laid>,
    fonts: FontWatch,
    /// Where a selection with the pointer began.
    held: Option<Span>,
}

impl ArticleText {
    /// Whether [`Self::prepare`] would break the same article's lines anew.
    pub fn reflows(&self, input: &TextInput<'_>, width: f32) -> bool {
        let known = self.key.as_ref();
        known.is_some_and(|key| {
            Arc::ptr_eq(&key.article, input.article)
                && !key.has_same_shape(input, text_width(width))
        })
    }

    /// Gets ready for this frame: whatever was laid out for something else is
    /// thrown away. `width` is that of the text column alone.
    pub fn prepare(&mut self, ui: &Ui, theme: &Theme, input: &TextInput<'_>, width: f32) {
        let width = text_width(width);
        if self.fonts.changed(ui) {
            self.laid.clear();
        }
        if self
            .key
            .as_ref()
            .is_some_and(|key| key.fits(theme, input, width))
        {
            return;
        }
        self.laid.clear();
        let blocks = blocks::blocks(input);
        let keeps_heights = blocks.len() == self.blocks.len()
            && self
                .key
                .as_ref()
                .is_some_and(|key| key.has_same_shape(input, width));
        self.blocks = blocks;
        if keeps_heights {
            self.heights.doubt();
        } else {
            self.heights = Heights::estimated(
                self.blocks
                    .iter()
                    .map(|block| layout::estimate(block, input, width)),
            );
        }
        self.key = Some(Key {
            article: Arc::clone(input.article),
            analysis: input.analysis.cloned(),
            coding: input.coding.cloned(),
            filter: input.filter,
            is_dark: theme.is_dark,
            width,
            look: input.look,
        });
    }

    /// Height of the whole text; an estimate where it was never in sight.
    pub fn height(&self) -> f32 {
        self.heights.total()
    }

    /// Lays out what touches `view` (from the top of the text) and corrects its
    /// heights. Returns how far what stood at `anchor` moved down.
    pub fn measure(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        input: &TextInput<'_>,
        view: Rangef,
        anchor: f32,
    ) -> f32 {
        let Some(width) = self.key.as_ref().map(|key| key.width) else {
            return 0.0;
        };
        let mut shift = 0.0;
        // Corrected heights may bring further blocks into view; that soon ends.
        for _ in 0..6 {
            let range = self.heights.between(view.min + shift, view.max + shift);
            let mut measured = Vec::new();
            for index in range {
                if self.heights.is_measured(index) && self.laid.contains_key(&index) {
                    continue;
                }
                let laid = layout::lay_out(ui, theme, input, &self.blocks[index], width);
                measured.push((index, laid.height));
                self.laid.insert(index, laid);
            }
            if measured.is_empty() {
                break;
            }
            shift += self.heights.correct(&measured, anchor + shift);
        }
        shift
    }

    /// From where to where a sentence reaches, from the top of the text; of its
    /// paragraph where that was not laid out yet.
    pub fn sentence_range(&self, sentence: usize) -> Option<Rangef> {
        let index = self
            .blocks
            .iter()
            .position(|block| block.sentences.contains(&sentence))?;
        let top = self.heights.top(index);
        let whole = Rangef::new(top, top + self.heights.height(index));
        let Some(laid) = self.laid.get(&index) else {
            return Some(whole);
        };
        let rects = laid.sentence_rects(sentence);
        let range = rects.iter().fold(Rangef::NOTHING, |range, rect| {
            Rangef::new(range.min.min(rect.top()), range.max.max(rect.bottom()))
        });
        if rects.is_empty() {
            Some(whole)
        } else {
            Some(Rangef::new(
                top + laid.pad + range.min,
                top + laid.pad + range.max,
            ))
        }
    }

    /// The first sentence that reaches to a height or lies below it.
    pub fn sentence_at(&self, y: f32) -> Option<usize> {
        let from = self.heights.between(y, y + 1.0).start;
        let mut sentences = self.blocks.get(from..)?.iter();
        let mut sentences = sentences.find_map(|block| {
            let sentences = block.sentences.clone();
            (!sentences.is_empty()).then_some(sentences)
        })?;
        let last = sentences.clone().next_back();
        let reaches = |sentence| {
            let range = self.sentence_range(sentence);
            range.is_some_and(|range| range.max >= y)
        };
        sentences.find(|sentence| reaches(*sentence)).or(last)
    }

    /// Draws what touches the clip rectangle; `origin` is the top left of the text column.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        input: &TextInput<'_>,
        origin: Pos2,
    ) -> TextAction {
        let view = ui.clip_rect().y_range();
        let in_sight = Rangef::new(view.min - origin.y, view.max - origin.y);
        self.measure(ui, theme, input, in_sight, in_sight.min);
        let range = self.heights.between(in_sight.min, in_sight.max);
        let mut action = TextAction::default();
        let mut gesture = selecting::Gesture::default();
        let mut labels_end = f32::NEG_INFINITY;
        let base = ui.scope_id().with(("article_text", input.article.id));
        for index in range {
            let Some(laid) = self.laid.get(&index) else {
                continue;
            };
            let words = input.words.map_or_else(Vec::new, |words| {
                selecting::rects(laid, &self.blocks[index], words)
            });
            let place = paint::Place {
                id: base.with(index),
                top: egui::pos2(origin.x, origin.y + self.heights.top(index)),
                width: self.key.as_ref().map_or(0.0, |key| key.width),
                words: &words,
            };
            let on_words =
                paint::block(ui, theme, input, laid, place, &mut action, &mut labels_end);
            gesture.join(on_words);
        }
        self.follow_pointer(ui, input, origin, gesture, &mut action);
        self.copy(ui, input);
        self.forget_far(in_sight);
        action
    }

    /// Copies the selected words where that was asked for.
    fn copy(&self, ui: &Ui, input: &TextInput<'_>) {
        let Some(words) = input.words else { return };
        let is_asked = ui.input(|input| {
            let mut events = input.events.iter();
            events.any(|event| matches!(event, Event::Copy | Event::Cut))
        });
        if is_asked && !ui.ctx().text_edit_focused() {
            ui.ctx().copy_text(self.words_to_copy(input, words));
        }
    }

    /// Drops layouts far from what is in sight, so that a book costs no more than a page.
    fn forget_far(&mut self, in_sight: Rangef) {
        let margin = in_sight.span().max(200.0) * 2.0;
        let near = self
            .heights
            .between(in_sight.min - margin, in_sight.max + margin);
        if self.laid.len() > near.len() {
            self.laid.retain(|index, _| near.contains(index));
        }
    }
}
