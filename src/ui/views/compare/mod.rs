//! Several articles side by side: a table of what each says and how, and the texts.
//!
//! 1. [`sheet`] sets the comparison into words, once for every new comparison.
//! 2. [`laid_out`] lays them out, once for every width and theme.
//! 3. [`heads`], [`table`] and [`texts`] draw what is in sight.

pub mod empty;
pub mod heads;
pub mod laid_out;
pub mod sheet;
pub mod table;
pub mod tools;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Ui};

use crate::model::{Analysis, Article, Comparison, Project};
use crate::state::{MAX_COLUMNS, Slot};
use crate::ui::Screen;
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
    /// How full egui's glyph atlas was: when it empties, galleys point at nothing.
    atlas: f32,
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
    pixels_per_point: f32,
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
    let Some(SheetCache {
        sheet, comparison, ..
    }) = &memory.sheet
    else {
        return;
    };
    let key = LaidKey {
        widths: widths(ui.available_width(), sheet.headers.len()),
        is_dark: screen.theme.is_dark,
        is_compact: ui.available_height() < LOW,
        pixels_per_point: ui.pixels_per_point(),
    };
    let atlas = atlas_fill(ui);
    if atlas < memory.atlas || memory.laid.as_ref().is_none_or(|cache| cache.key != key) {
        let laid = lay_out(
            ui,
            sheet,
            screen.theme,
            key.widths,
            comparison.filter,
            key.is_compact,
        );
        memory.laid = Some(LaidCache { key, laid });
    }
    memory.atlas = atlas_fill(ui);
    let Some(LaidCache { laid, .. }) = &memory.laid else {
        return;
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    heads::heads_ui(ui, screen, sheet, laid, key.widths, memory.offset);
    table::table_ui(ui, screen, sheet, laid, key.widths, &mut memory.offset);
}

#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method's own lifetime is too narrow for a function pointer here"
)]
fn atlas_fill(ui: &Ui) -> f32 {
    ui.fonts(|fonts| fonts.font_atlas_fill_ratio())
}

/// Widths of the columns in a window of this width.
#[expect(clippy::cast_precision_loss, reason = "at most six columns")]
fn widths(available: f32, columns: usize) -> Widths {
    let label = (available * 0.15).clamp(148.0, 208.0);
    let count = columns.clamp(1, MAX_COLUMNS) as f32;
    Widths {
        label,
        column: ((available - label) / count).max(NARROWEST).floor(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_and_scroll_where_it_is_too_small() {
        let three = widths(1408.0, 3);
        assert!(three.label + three.column * 3.0 <= 1408.0);
        assert!(three.column > 390.0);
        let six = widths(868.0, 6);
        assert!((six.column - NARROWEST).abs() < 0.01);
    }
}
