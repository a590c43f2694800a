//! The heads of the columns: they stand above table and texts alike and never scroll away.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{CursorIcon, Id, Popup, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::laid_out::{EDGE, LaidHeader, LaidOut, RIBBON, SIDE, Widths};
use super::sheet::{Header, Sheet, counted};
use crate::model::ArticleId;
use crate::state::Command;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::focus_ring;
use crate::ui::widgets::ribbon::{RibbonCache, paint_horizontal};

/// The cells of the ribbons, kept from frame to frame.
pub type Ribbons = BTreeMap<ArticleId, RibbonCache>;

/// Draws the heads; `offset` is how far the columns are scrolled sideways.
pub fn heads_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    ribbons: &mut Ribbons,
    sheet: &Sheet,
    laid: &LaidOut,
    widths: Widths,
    offset: f32,
) {
    let theme = screen.theme;
    let size = vec2(ui.available_width(), laid.header_height);
    let (strip, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(strip, 0.0, theme.panel);
    let hairline = Stroke::new(1.0, theme.hairline);
    let mut columns = ui.new_child(egui::UiBuilder::new().max_rect(strip));
    columns.set_clip_rect(
        strip
            .intersect(ui.clip_rect())
            .intersect(Rect::everything_right_of(strip.left() + widths.label)),
    );
    let mut left = strip.left() + widths.label - offset;
    for (header, laid) in sheet.headers.iter().zip(&laid.headers) {
        let rect = Rect::from_x_y_ranges(left..=left + widths.column, strip.y_range());
        left = rect.right();
        head_ui(&mut columns, screen, ribbons, rect, header, laid);
        columns
            .painter()
            .vline(rect.right(), rect.y_range(), hairline);
    }
    let painter = ui.painter();
    painter.hline(strip.x_range(), strip.bottom(), hairline);
    painter.hline(strip.x_range(), strip.top(), hairline);
    if widths.label > 0.0 {
        painter.vline(strip.left() + widths.label, strip.y_range(), hairline);
        corner_ui(ui, screen, sheet, strip, widths);
    }
}

fn head_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    ribbons: &mut Ribbons,
    rect: Rect,
    header: &Header,
    laid: &LaidHeader,
) {
    let theme = screen.theme;
    let id = Id::unique(("comparison head", header.article));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let words = format!(
            "{}, {}, {}, opens the article",
            header.source, header.title, header.shares
        );
        WidgetInfo::labeled(Role::Button, true, words)
    });
    if response.clicked() {
        screen.send(Command::ShowArticle(header.article));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.hover);
    }
    let mut at = rect.min + vec2(SIDE, EDGE);
    ui.painter()
        .galley(at, Arc::clone(&laid.source), theme.ink_second);
    at.y += laid.source.size().y + 2.0;
    ui.painter().galley(at, Arc::clone(&laid.title), theme.ink);
    at.y += laid.title.size().y + 6.0;
    let ribbon = Rect::from_min_size(at, vec2(rect.width() - 2.0 * SIDE, RIBBON));
    if let Some(analysis) = screen.state.analyses.get(header.article) {
        let filter = screen.state.session.filter;
        let cells =
            ribbons
                .entry(header.article)
                .or_default()
                .cells(analysis, filter, ribbon.width());
        paint_horizontal(ui.painter(), theme, ribbon, cells);
    }
    at.y += RIBBON + 5.0;
    if at.y + laid.shares.size().y <= rect.bottom() {
        ui.painter()
            .galley(at, Arc::clone(&laid.shares), theme.ink_second);
    }
    if response.has_focus() {
        focus_ring(ui, theme, rect.shrink(1.0));
    }
    let is_cut = laid.title.elided || laid.source.elided || laid.shares.elided;
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_ui(|ui| {
            if is_cut {
                ui.label(theme.text(&header.title, Face::SerifStrong, 15.0, theme.ink));
                ui.label(&header.source);
                ui.label(&header.shares);
            }
            ui.label("Open in Read");
        });
}

fn corner_ui(ui: &mut Ui, screen: &Screen<'_>, sheet: &Sheet, strip: Rect, widths: Widths) {
    let theme = screen.theme;
    let rect = Rect::from_min_size(strip.min, vec2(widths.label, strip.height()))
        .shrink2(vec2(SIDE, EDGE));
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    corner.set_clip_rect(rect.intersect(ui.clip_rect()));
    let articles = counted(sheet.headers.len(), "article");
    corner.label(theme.text(&articles, Face::Sans, 12.0, theme.ink_second));
    if sheet.caveats.is_empty() {
        return;
    }
    let words = format!("{} to keep in mind", counted(sheet.caveats.len(), "thing"));
    let job = theme.text(&words, Face::Sans, 12.0, theme.action);
    let button = corner.add(
        egui::Button::new(job)
            .frame(false)
            .wrap_mode(egui::TextWrapMode::Wrap),
    );
    Popup::menu(&button)
        .accessible_name("To keep in mind")
        .width(360.0)
        .show(|ui| {
            for caveat in &sheet.caveats {
                ui.label(theme.text(caveat, Face::Sans, 13.0, theme.ink));
                ui.add_space(4.0);
            }
        });
}
