//! Several articles side by side: a table of what each says and how, and the texts.
//!
//! 1. [`sheet`] sets the comparison into words, once for every new comparison.
//! 2. [`laid_out`] lays them out, once for every width and theme.
//! 3. [`heads`], [`table`] and [`texts`] draw what is in sight.

pub mod empty;
mod frames;
pub mod heads;
pub mod laid_out;
mod names;
pub mod selected;
pub mod sheet;
mod story;
pub mod table;
pub mod texts;
pub mod tools;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Ui};

use crate::model::{Analysis, Article, Comparison, Project};
use crate::state::{MAX_COLUMNS, Slot};
use crate::ui::Screen;
use crate::ui::widgets::font_watch::FontWatch;
use laid_out::{LaidOut, Widths, lay_out};
use sheet::Sheet;

/// No column gets narrower; beyond, the columns scroll sideways.
const NARROWEST: f32 = 236.0;
/// Below this height the heads are set in fewer lines.
const LOW: f32 = 520.0;

/// What stands below the heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The table alone.
    Table,
    /// The table above the texts.
    #[default]
    Both,
    /// The texts alone.
    Texts,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Table, Self::Both, Self::Texts];

    fn title(self) -> &'static str {
        match self {
            Self::Table => "Table",
            Self::Both => "Both",
            Self::Texts => "Full texts",
        }
    }

    fn tip(self) -> &'static str {
        match self {
            Self::Table => "The numbers, each with its passages",
            Self::Both => "The table above the marked texts",
            Self::Texts => "The marked texts side by side",
        }
    }
}

/// What this view remembers by itself.
#[derive(Debug, Default)]
pub struct CompareMemory {
    mode: Mode,
    /// How far the columns are scrolled sideways.
    offset: f32,
    sheet: Option<SheetCache>,
    laid: Option<LaidCache>,
    fonts: FontWatch,
    texts: texts::TextsMemory,
    ribbons: heads::Ribbons,
    /// Share of the room that the table takes where texts stand below it.
    split: Split,
}

/// Share of the room that the table takes.
#[derive(Clone, Copy, Debug)]
struct Split(f32);

impl Default for Split {
    fn default() -> Self {
        Self(0.45)
    }
}

/// A sheet and what it was made of.
#[derive(Debug)]
struct SheetCache {
    comparison: Arc<Comparison>,
    project: Arc<Project>,
    sheet: Sheet,
}

#[derive(Debug)]
struct LaidCache {
    key: LaidKey,
    laid: LaidOut,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct LaidKey {
    widths: Widths,
    is_dark: bool,
    is_compact: bool,
}

/// Draws the view.
pub fn compare_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut CompareMemory) {
    let frame = Frame::new()
        .fill(screen.theme.paper)
        .inner_margin(Margin::symmetric(16, 10));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let state = screen.state;
        if state.session.columns.len() < 2 {
            empty::too_few_ui(ui, screen);
            return;
        }
        tools::tools_ui(ui, screen, &mut memory.mode);
        if !state.uncoded(&state.session.columns).is_empty() {
            empty::uncoded_ui(ui, screen);
            return;
        }
        empty::failures_ui(ui, screen);
        ui.add_space(4.0);
        match &state.analyses.comparison {
            Slot::Failed(text) => empty::failed_ui(ui, screen, text),
            slot => match slot.get() {
                Some(comparison) if memory.refresh(screen, comparison) => {
                    comparison_ui(ui, screen, memory);
                }
                _ => empty::on_its_way_ui(ui, screen),
            },
        }
    });
}

impl CompareMemory {
    /// Makes the sheet where the comparison or the titles changed. False where an
    /// article of the comparison has gone: a new comparison is on its way then.
    fn refresh(&mut self, screen: &Screen<'_>, comparison: &Arc<Comparison>) -> bool {
        let project = screen.state.document.project();
        if self.sheet.as_ref().is_some_and(|cache| {
            Arc::ptr_eq(&cache.comparison, comparison) && Arc::ptr_eq(&cache.project, project)
        }) {
            return true;
        }
        let pairs: Option<Vec<(&Article, &Analysis)>> = comparison
            .articles
            .iter()
            .map(|id| {
                let analysis = screen.state.analyses.get(*id)?;
                Some((&**project.article(*id)?, &**analysis))
            })
            .collect();
        let Some(pairs) = pairs else {
            return false;
        };
        self.sheet = Some(SheetCache {
            comparison: Arc::clone(comparison),
            project: Arc::clone(project),
            sheet: Sheet::new(comparison, &pairs),
        });
        self.laid = None;
        true
    }
}

fn comparison_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut CompareMemory) {
    let CompareMemory {
        mode,
        offset,
        sheet: Some(SheetCache {
            sheet, comparison, ..
        }),
        laid,
        fonts,
        texts,
        ribbons,
        split,
    } = memory
    else {
        return;
    };
    let key = LaidKey {
        widths: widths(ui.available_width(), sheet.headers.len(), *mode),
        is_dark: screen.theme.is_dark,
        is_compact: ui.available_height() < LOW,
    };
    let widths = key.widths;
    if fonts.changed(ui) || laid.as_ref().is_none_or(|cache| cache.key != key) {
        *laid = Some(LaidCache {
            key,
            laid: lay_out(
                ui,
                sheet,
                screen.theme,
                widths,
                comparison.filter,
                key.is_compact,
            ),
        });
    }
    let Some(LaidCache { laid, .. }) = laid else {
        return;
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    heads::heads_ui(ui, screen, ribbons, sheet, laid, widths, *offset);
    let room = ui.available_height();
    if *mode == Mode::Both {
        let table = split.height(room, laid.height);
        let rect =
            egui::Rect::from_min_size(ui.cursor().min, egui::vec2(ui.available_width(), table));
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            table::table_ui(ui, screen, sheet, laid, widths, offset);
        });
        let moved = texts::divider_ui(ui, screen);
        if moved.abs() > 0.0 {
            split.0 = (table + moved) / room.max(1.0);
        }
    } else if *mode == Mode::Table {
        table::table_ui(ui, screen, sheet, laid, widths, offset);
        return;
    }
    if selected::selected(screen).is_some() {
        egui::Panel::bottom("selected in the texts")
            .frame(Frame::new())
            .show_separator_line(false)
            .show(ui, |ui| selected::selected_ui(ui, screen));
    }
    texts::texts_ui(ui, screen, texts, sheet, widths, offset);
}

impl Split {
    /// Height of the table in a room of this height; a short table takes no more than it needs.
    fn height(self, room: f32, whole: f32) -> f32 {
        const LEAST: f32 = 90.0;
        let most = (room - LEAST - texts::DIVIDER).max(LEAST);
        (room * self.0).clamp(LEAST, most).min(whole.max(LEAST))
    }
}

/// Widths of the columns in a window of this width.
#[expect(clippy::cast_precision_loss, reason = "at most six columns")]
fn widths(available: f32, columns: usize, mode: Mode) -> Widths {
    let label = match mode {
        Mode::Texts => 0.0,
        Mode::Table | Mode::Both => (available * 0.15).clamp(148.0, 208.0),
    };
    let count = columns.clamp(1, MAX_COLUMNS) as f32;
    let column = ((available - label) / count).max(NARROWEST).floor();
    Widths {
        label,
        column,
        across: (column * count).min(available - label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_and_scroll_where_it_is_too_small() {
        let three = widths(1408.0, 3, Mode::Both);
        assert!(three.label + three.column * 3.0 <= 1408.0);
        assert!(three.column > 390.0);
        let six = widths(868.0, 6, Mode::Both);
        assert!((six.column - NARROWEST).abs() < 0.01);
        assert!(
            six.label + six.across <= 868.0,
            "a sentence across stays in sight"
        );
    }
}
