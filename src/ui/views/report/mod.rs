//! The document that an export prints, as a page.
//!
//! `pieces` lays the document out once for every document, width and theme;
//! `draw` draws the pieces in sight.

mod draw;
mod pieces;
mod said;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Rect, ScrollArea, Ui, pos2, vec2};

use crate::export::document::ReportDocument;
use crate::state::{Command, Dialog, ReportScope, Slot};
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{plain_button, segmented_ui};
use crate::ui::widgets::font_watch::FontWatch;
use pieces::Piece;

/// The page is no wider than this.
const WIDEST: f32 = 880.0;
/// Margin of the page, left and right.
const MARGIN: f32 = 44.0;

/// What this view remembers by itself.
#[derive(Debug, Default)]
pub struct ReportMemory {
    fonts: FontWatch,
    laid: Option<Laid>,
}

#[derive(Debug)]
struct Laid {
    document: Arc<ReportDocument>,
    width: f32,
    is_dark: bool,
    pieces: Vec<Piece>,
    height: f32,
}

/// Draws the view.
pub fn report_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ReportMemory) {
    let theme = screen.theme;
    let frame = Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(16, 10));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        tools_ui(ui, screen);
        ui.add_space(6.0);
        match &screen.state.analyses.report.document {
            Slot::Failed(text) => note_ui(ui, screen, text),
            slot => match slot.get() {
                Some(document) => page_ui(ui, screen, memory, document),
                None => note_ui(ui, screen, &waiting_words(screen)),
            },
        }
    });
}

/// Why there is no report yet.
fn waiting_words(screen: &Screen<'_>) -> String {
    let state = screen.state;
    let uncoded = state.uncoded(state.report_articles());
    let Some(first) = uncoded.first() else {
        return "The report is made as soon as the articles are read…".to_owned();
    };
    let title = crate::compare::shortened(&first.title.text, 60);
    match uncoded.len() {
        1 => format!("“{title}” is not coded yet. A report would show its marks, so it waits."),
        count => format!(
            "“{title}” and {} are not coded yet. A report would show their marks, so it waits.",
            crate::ui::widgets::controls::counted(count - 1, "other article", "other articles")
        ),
    }
}

fn note_ui(ui: &mut Ui, screen: &Screen<'_>, words: &str) {
    let theme = screen.theme;
    ui.add_space(60.0);
    ui.vertical_centered(|ui| {
        ui.label(theme.text(words, Face::Sans, 14.0, theme.ink_second));
    });
}

fn tools_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let state = screen.state;
    ui.horizontal_wrapped(|ui| {
        let count = state.session.columns.len();
        if count >= 2 {
            let comparison = format!("Comparison of {count} articles");
            let choices = [
                (
                    ReportScope::Comparison,
                    comparison.as_str(),
                    "All articles of Compare, side by side".to_owned(),
                ),
                (
                    ReportScope::Article,
                    "This article",
                    "The article open in Read".to_owned(),
                ),
            ];
            if let Some(scope) = segmented_ui(ui, theme, state.report_scope(), &choices) {
                screen.send(Command::ReportScope(scope));
            }
        }
        if ui
            .add(plain_button(theme, "Export…"))
            .on_hover_text("Save this report for other people and programs")
            .clicked()
        {
            screen.send(Command::OpenDialog(Dialog::Export));
        }
        if state.report_scope() == ReportScope::Article
            && let Some(id) = state.session.article
            && ui.add(plain_button(theme, "Open in Read")).clicked()
        {
            screen.send(Command::ShowArticle(id));
        }
    });
}

fn page_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut ReportMemory,
    document: &Arc<ReportDocument>,
) {
    let room = ui.available_width();
    let page = (room - 24.0).clamp(200.0, WIDEST);
    let margin = if page < 560.0 { 16.0 } else { MARGIN };
    memory.refresh(ui, screen, document, page - 2.0 * margin);
    let Some(laid) = &memory.laid else { return };
    ScrollArea::vertical()
        .id_salt(("report", screen.state.report_scope()))
        .auto_shrink([false, false])
        .show_viewport(ui, |ui, viewport| {
            let whole = laid.height + 2.0 * MARGIN + 24.0;
            ui.set_min_size(vec2(room - 1.0, whole));
            let origin = ui.min_rect().min;
            let left = origin.x + ((room - page) / 2.0).max(0.0).floor();
            let sheet = Rect::from_min_size(
                pos2(left, origin.y + 4.0),
                vec2(page, laid.height + 2.0 * MARGIN),
            );
            draw::paper(ui, screen.theme, sheet);
            let mut y = sheet.top() + MARGIN;
            let seen = viewport.translate(origin.to_vec2());
            for (index, piece) in laid.pieces.iter().enumerate() {
                let rect = Rect::from_min_size(
                    pos2(left + margin, y),
                    vec2(page - 2.0 * margin, piece.height),
                );
                y = rect.bottom();
                if rect.bottom() >= seen.top() && rect.top() <= seen.bottom() {
                    draw::piece(ui, screen.theme, rect, index, piece);
                }
            }
        });
}

impl ReportMemory {
    fn refresh(
        &mut self,
        ui: &Ui,
        screen: &Screen<'_>,
        document: &Arc<ReportDocument>,
        width: f32,
    ) {
        let width = width.floor();
        let is_stale = self.fonts.changed(ui);
        let fits = self.laid.as_ref().is_some_and(|laid| {
            Arc::ptr_eq(&laid.document, document)
                && (laid.width - width).abs() < 0.5
                && laid.is_dark == screen.theme.is_dark
        });
        if fits && !is_stale {
            return;
        }
        let pieces = pieces::lay_out(ui, screen.theme, document, width);
        self.laid = Some(Laid {
            document: Arc::clone(document),
            width,
            is_dark: screen.theme.is_dark,
            height: pieces.iter().map(|piece| piece.height).sum(),
            pieces,
        });
    }
}
