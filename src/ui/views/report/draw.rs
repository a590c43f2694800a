//! Draws laid out pieces of a report.

use std::sync::Arc;

use egui::{Id, Rangef, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::pieces::{CELL_EDGE, CELL_SIDE, Content, ITEM, Piece, TableLine};
use crate::export::document::{Bar, RibbonCell};
use crate::ui::theme::Theme;

/// The sheet of paper.
pub(super) fn paper(ui: &Ui, theme: &Theme, rect: Rect) {
    ui.painter().rect_filled(rect, 6.0, theme.paper);
    ui.painter().rect_stroke(
        rect,
        6.0,
        Stroke::new(1.0, theme.hairline),
        StrokeKind::Inside,
    );
}

/// One piece; `rect` is all the room it takes.
pub(super) fn piece(ui: &Ui, theme: &Theme, rect: Rect, index: usize, piece: &Piece) {
    let name = |role: Role, words: &dyn Fn() -> String| {
        let response = ui.interact(rect, Id::unique(("report piece", index)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(role, true, words()));
    };
    let top = rect.top() + piece.before;
    match &piece.content {
        Content::Text {
            galley,
            indent,
            is_heading,
        } => {
            let at = pos2(rect.left() + indent, top);
            ui.painter().galley(at, Arc::clone(galley), theme.ink);
            let role = if *is_heading {
                Role::Heading
            } else {
                Role::Label
            };
            name(role, &|| galley.job.text.clone());
        }
        Content::Item { galley } => {
            let row = galley.rows.first().map_or(16.0, |row| row.row.size.y);
            let point = pos2(rect.left() + ITEM / 2.0, top + row / 2.0);
            ui.painter().circle_filled(point, 2.0, theme.ink_second);
            let at = pos2(rect.left() + ITEM, top);
            ui.painter().galley(at, Arc::clone(galley), theme.ink);
            name(Role::Label, &|| galley.job.text.clone());
        }
        Content::Rule => {
            ui.painter()
                .hline(rect.x_range(), top, Stroke::new(1.0, theme.hairline));
        }
        Content::Ribbon {
            cells,
            turn,
            summary,
        } => {
            let ribbon = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), 14.0));
            strip(ui, theme, ribbon, cells, *turn);
            name(Role::Image, &|| summary.clone());
        }
        Content::Line(line) => {
            table_line(ui, theme, rect, line);
            name(Role::Row, &|| line.spoken.clone());
        }
    }
}

fn strip(ui: &Ui, theme: &Theme, rect: Rect, cells: &[RibbonCell], turn: Option<u16>) {
    use crate::model::Layer;
    let at = |place: u16| rect.left() + rect.width() * f32::from(place) / 10_000.0;
    for cell in cells {
        // The layers differ in height too, as in print.
        let top = match cell.layer {
            Some(Layer::Framing) => 0.0,
            Some(Layer::Voices) => 0.24,
            Some(Layer::Reported) => 0.48,
            None => 0.92,
        };
        let layer = cell.layer;
        let colour = layer.map_or(theme.ink_second, |layer| theme.ribbon(layer));
        let x = Rangef::new(at(cell.at), at(cell.at.saturating_add(cell.width)));
        let y = Rangef::new(rect.top() + rect.height() * top, rect.bottom());
        let x = if x.span() > 4.0 {
            Rangef::new(x.min, x.max - 1.0)
        } else {
            x
        };
        ui.painter()
            .rect_filled(Rect::from_x_y_ranges(x, y), 0.0, colour);
    }
    if let Some(turn) = turn {
        let y = Rangef::new(rect.top() - 3.0, rect.bottom() + 3.0);
        ui.painter().vline(at(turn), y, Stroke::new(2.0, theme.ink));
    }
}

fn table_line(ui: &Ui, theme: &Theme, rect: Rect, line: &TableLine) {
    let painter = ui.painter();
    if line.is_head || line.is_group {
        painter.rect_filled(rect, 0.0, theme.panel);
    }
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, theme.hairline),
    );
    let mut left = rect.left();
    for cell in &line.cells {
        let indent = if cell.is_flush_right {
            (cell.width - 2.0 * CELL_SIDE - cell.galley.size().x).max(0.0)
        } else {
            0.0
        };
        let at = pos2(left + CELL_SIDE + indent, rect.top() + CELL_EDGE);
        painter.galley(at, Arc::clone(&cell.galley), theme.ink);
        if let Some(Bar { layer, share }) = cell.bar {
            let y = rect.bottom() - 6.0;
            let width = cell.width - 2.0 * CELL_SIDE;
            let track = Rect::from_min_size(pos2(left + CELL_SIDE, y), vec2(width, 3.0));
            painter.rect_filled(track, 1.5, theme.hover);
            let filled = vec2(width * f32::from(share) / 10_000.0, 3.0);
            painter.rect_filled(
                Rect::from_min_size(track.min, filled),
                1.5,
                theme.ribbon(layer),
            );
        }
        left += cell.width;
    }
}
