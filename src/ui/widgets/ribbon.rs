//! The whole article as a ribbon: a cell per sentence, as long as it has words, in its layer's colour.

use std::sync::Arc;

use egui::{Painter, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::model::{Analysis, Layer, Sentence, Voice, VoiceFilter};
use crate::ui::theme::Theme;

/// One cell: a share of the ribbon's length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Where it begins, 0 to 1.
    pub from: f32,
    /// Where it ends, 0 to 1.
    pub to: f32,
    /// Colour; `None` where nothing was analysed.
    pub layer: Option<Layer>,
    /// Whether the filter takes it in; others are drawn faded.
    pub counts: bool,
    /// Index of its first sentence.
    pub sentence: usize,
}

/// Whether a sentence counts under a filter.
pub fn counts(filter: VoiceFilter, sentence: &Sentence) -> bool {
    match filter {
        VoiceFilter::All => true,
        VoiceFilter::Outlet => {
            let verdict = sentence.verdict();
            verdict.is_some_and(|verdict| verdict.voice != Voice::Attributed)
        }
        VoiceFilter::Quoted => !sentence.quoted.is_empty(),
    }
}

/// The cells of an article on a ribbon this long. Sentences that would be
/// thinner than a point are joined, the longer layer winning, so that a book
/// costs no more than a column.
pub fn cells(analysis: &Analysis, filter: VoiceFilter, length: f32) -> Vec<Cell> {
    let total: usize = analysis
        .sentences
        .iter()
        .map(|sentence| sentence.words.max(1))
        .sum();
    if total == 0 || length <= 0.0 {
        return Vec::new();
    }
    let thinnest = 1.5 / length;
    let mut cells: Vec<Cell> = Vec::new();
    let mut words = 0;
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let from = fraction(words, total);
        words += sentence.words.max(1);
        let cell = Cell {
            from,
            to: fraction(words, total),
            layer: sentence.layer(),
            counts: counts(filter, sentence),
            sentence: index,
        };
        match cells.last_mut() {
            Some(last) if last.to - last.from < thinnest => {
                if cell.to - cell.from > last.to - last.from {
                    last.layer = cell.layer;
                    last.counts = cell.counts;
                }
                last.to = cell.to;
            }
            _ => cells.push(cell),
        }
    }
    cells
}

#[expect(
    clippy::cast_precision_loss,
    reason = "word counts are far below 2^23 where it matters to a pixel"
)]
fn fraction(words: usize, total: usize) -> f32 {
    words as f32 / total as f32
}

/// Paints cells from left to right.
pub fn paint_horizontal(painter: &Painter, theme: &Theme, rect: Rect, cells: &[Cell]) {
    for cell in cells {
        let range = Rangef::new(
            rect.left() + cell.from * rect.width(),
            rect.left() + cell.to * rect.width(),
        );
        let part = Rect::from_x_y_ranges(trimmed(range), rect.y_range());
        painter.rect_filled(part, 1.5, colour(theme, cell));
    }
}

/// Paints cells from top to bottom.
pub fn paint_vertical(painter: &Painter, theme: &Theme, rect: Rect, cells: &[Cell]) {
    for cell in cells {
        let range = Rangef::new(
            rect.top() + cell.from * rect.height(),
            rect.top() + cell.to * rect.height(),
        );
        let part = Rect::from_x_y_ranges(rect.x_range(), trimmed(range));
        painter.rect_filled(part, 1.5, colour(theme, cell));
    }
}

/// Leaves a gap after a cell that is long enough for one.
fn trimmed(range: Rangef) -> Rangef {
    if range.span() > 4.0 {
        Rangef::new(range.min, range.max - 1.0)
    } else {
        range
    }
}

fn colour(theme: &Theme, cell: &Cell) -> egui::Color32 {
    let layer = cell.layer;
    let colour = layer.map_or(theme.hairline, |layer| theme.ribbon(layer));
    if cell.counts {
        colour
    } else {
        colour.lerp_to_gamma(theme.paper, 0.75)
    }
}

/// What a ribbon says in words: `60 % reported, 20 % somebody else’s voice, 20 % editorial
/// framing`, and what was not analysed.
pub fn ribbon_words(analysis: &Analysis) -> String {
    let shares = analysis.summary.shares().map(|shares| {
        let [reported, voices, framing] = shares.map(|share| (share.fraction() * 100.0).round());
        format!(
            "{reported} % reported, {voices} % somebody else’s voice, {framing} % editorial framing"
        )
    });
    let parts = [shares, analysis.summary.left_out_words()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A small horizontal ribbon, as in the rail and over columns.
pub fn mini_ribbon_ui(
    ui: &mut Ui,
    theme: &Theme,
    analysis: Option<&Analysis>,
    filter: VoiceFilter,
    height: f32,
) -> Response {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let Some(analysis) = analysis else {
        ui.painter().rect_filled(rect, 2.0, theme.hairline);
        response
            .widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), "Not analysed yet"));
        return response;
    };
    let cells = cells(analysis, filter, rect.width());
    paint_horizontal(ui.painter(), theme, rect, &cells);
    let words = ribbon_words(analysis);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), &words));
    response.on_hover_text(words)
}

/// What a person did on the vertical ribbon.
#[derive(Clone, Copy, Debug, Default)]
pub struct RibbonAction {
    /// Scroll so that this share of the article stands in the middle.
    pub scroll_to: Option<f32>,
    /// The sentence pointed at.
    pub hovered: Option<usize>,
}

/// The ribbon beside the text: shows what is in view, scrolls on click and drag.
pub fn vertical_ribbon_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    cells: &[Cell],
    in_view: Rangef,
    marked: Option<usize>,
) -> RibbonAction {
    let response = ui.interact(
        rect.expand2(vec2(5.0, 0.0)),
        ui.scope_id().with("ribbon"),
        Sense::click_and_drag(),
    );
    response.widget_info(|| {
        WidgetInfo::slider(
            ui.is_enabled(),
            f64::from(in_view.center()),
            "Ribbon of the whole article",
        )
    });
    let painter = ui.painter();
    paint_vertical(painter, theme, rect, cells);
    let at = |share: f32| rect.top() + share.clamp(0.0, 1.0) * rect.height();
    let view = Rect::from_x_y_ranges(
        rect.x_range(),
        Rangef::new(at(in_view.min), at(in_view.max).max(at(in_view.min) + 6.0)),
    );
    let stroke = if response.has_focus() {
        egui::Stroke::new(2.0, theme.action)
    } else {
        egui::Stroke::new(1.5, theme.ink_second)
    };
    painter.rect_stroke(
        view.expand2(vec2(3.0, 0.0)),
        3.0,
        stroke,
        egui::StrokeKind::Outside,
    );
    if let Some(cell) = marked.and_then(|sentence| cell_of(cells, sentence)) {
        let y = at(f32::midpoint(cell.from, cell.to));
        painter.add(egui::Shape::convex_polygon(
            vec![
                pos2(rect.left() - 4.0, y),
                pos2(rect.left() - 10.0, y - 4.5),
                pos2(rect.left() - 10.0, y + 4.5),
            ],
            theme.ink,
            egui::Stroke::NONE,
        ));
    }
    let share = |pos: egui::Pos2| ((pos.y - rect.top()) / rect.height()).clamp(0.0, 1.0);
    let mut action = RibbonAction::default();
    if let Some(pos) = response.interact_pointer_pos()
        && (response.dragged() || response.clicked() || response.is_pointer_button_down_on())
    {
        action.scroll_to = Some(share(pos));
    } else if let Some(pos) = response.hover_pos() {
        let here = share(pos);
        action.hovered = cells
            .iter()
            .find(|cell| here < cell.to)
            .map(|cell| cell.sentence);
    }
    if response.has_focus() {
        let step = (in_view.span() * 0.8).max(0.02);
        ui.input(|input| {
            if input.key_pressed(egui::Key::ArrowDown) {
                action.scroll_to = Some(in_view.center() + step);
            } else if input.key_pressed(egui::Key::ArrowUp) {
                action.scroll_to = Some(in_view.center() - step);
            }
        });
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                response.id,
                egui::EventFilter {
                    vertical_arrows: true,
                    ..egui::EventFilter::default()
                },
            );
        });
    }
    action
}

/// The cell that holds a sentence.
pub fn cell_of(cells: &[Cell], sentence: usize) -> Option<&Cell> {
    let after = cells.partition_point(|cell| cell.sentence <= sentence);
    cells.get(after.checked_sub(1)?)
}

/// Cells kept from frame to frame.
#[derive(Debug, Default)]
pub struct RibbonCache {
    key: Option<(Arc<Analysis>, VoiceFilter, f32)>,
    cells: Vec<Cell>,
}

impl RibbonCache {
    /// The cells for this ribbon, worked out anew only where something changed.
    #[expect(
        clippy::float_cmp,
        reason = "the same length asked for again, not a result"
    )]
    pub fn cells(&mut self, analysis: &Arc<Analysis>, filter: VoiceFilter, length: f32) -> &[Cell] {
        let is_known = self.key.as_ref().is_some_and(|(known, of, at)| {
            Arc::ptr_eq(known, analysis) && *of == filter && *at == length
        });
        if !is_known {
            self.cells = cells(analysis, filter, length);
            self.key = Some((Arc::clone(analysis), filter, length));
        }
        &self.cells
    }
}
