//! What to export, and how.

use egui::{Key, Ui};

use super::frame::{Shape, dialog_ui, list_area, pressed, room_for_list};
use crate::export::ExportFormat;
use crate::model::VoiceFilter;
use crate::state::{Command, ExportRequest, View};
use crate::ui::Screen;
use crate::ui::widgets::controls::{accent_button, counted, heading_ui, note_ui, plain_button};

/// What an export is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Comparison,
    Article,
    All,
}

/// What it remembers: the latest format is offered again.
#[derive(Debug)]
pub(super) struct ExportMemory {
    scope: Scope,
    format: ExportFormat,
    byte_order_mark: bool,
}

impl Default for ExportMemory {
    fn default() -> Self {
        Self {
            scope: Scope::Comparison,
            format: ExportFormat::Html,
            byte_order_mark: false,
        }
    }
}

/// One line on what a format is good for.
fn purpose(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Html => "To read, print or send: one file that needs nothing else",
        ExportFormat::Markdown => "To paste into notes, a wiki or a report of your own",
        ExportFormat::SegmentsCsv => {
            "For statistics: every mark with what you said of it, and your own marks"
        }
        ExportFormat::Annotations => {
            "The W3C’s form for annotation programs: marks, judgements, notes, with the words"
        }
        ExportFormat::AnnotationPositions => {
            "The same without the words, for texts under copyright: no quotes, reasons, notes"
        }
        ExportFormat::SentencesCsv => {
            "For a spreadsheet: every sentence with voice, layer, tone and what you said of it"
        }
        ExportFormat::FindingsCsv => "For a spreadsheet: every mark with its words and reason",
        ExportFormat::ReliabilityCsv => {
            "For a report on method: how far your coding and the marks agree, code by code"
        }
        ExportFormat::Json => "For programs: everything, as the command line prints it",
        ExportFormat::JsonLines => "For programs that read line by line",
    }
}

pub(super) fn export_ui(ui: &Ui, screen: &Screen<'_>, memory: &mut ExportMemory, is_new: bool) {
    let session = &screen.state.session;
    let can_compare = session.columns.len() >= 2;
    if is_new {
        memory.scope = match session.view {
            View::Compare | View::Report if can_compare => Scope::Comparison,
            _ if session.article.is_some() => Scope::Article,
            _ => Scope::All,
        };
    }
    let shape = Shape {
        title: "Export",
        width: 540.0,
        hangs: false,
        takes_focus: false,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let confirmed = pressed(ui, Key::Enter);
        list_area(room_for_list(ui, 180.0))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                scope_ui(ui, screen, memory, can_compare);
                ui.add_space(8.0);
                heading_ui(ui, screen.theme, "Format");
                ui.scope(|ui| formats_ui(ui, screen, memory));
                ui.add_space(8.0);
                note_ui(ui, screen.theme, &filter_note(memory.format, session.filter));
                note_ui(
                    ui,
                    screen.theme,
                    "Every export names the engine, its settings and the files, and says that marks are suggestions.",
                );
            });
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let export = ui.add(accent_button(screen.theme, "Export…"));
            if is_new {
                export.request_focus();
            }
            let cancel = ui.add(plain_button(screen.theme, "Cancel"));
            if cancel.clicked() || confirmed && cancel.has_focus() {
                screen.send(Command::CloseDialog);
            } else if export.clicked() || confirmed {
                screen.send(Command::Export(request(screen, memory)));
            }
        });
    });
}

fn scope_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ExportMemory, can_compare: bool) {
    let session = &screen.state.session;
    let project = screen.state.document.project();
    heading_ui(ui, screen.theme, "What");
    let columns = session.columns.len();
    let name = if can_compare {
        format!("The comparison of {columns} articles")
    } else {
        "The comparison".to_owned()
    };
    ui.add_enabled_ui(can_compare, |ui| {
        ui.radio_value(&mut memory.scope, Scope::Comparison, name)
            .on_disabled_hover_text("Put at least two articles into Compare first");
    });
    if let Some(article) = session.article.and_then(|id| project.article(id)) {
        let title: String = article.title.text.chars().take(56).collect();
        let more = if title.len() < article.title.text.len() {
            "…"
        } else {
            ""
        };
        ui.radio_value(
            &mut memory.scope,
            Scope::Article,
            format!("This article: {title}{more}"),
        );
    }
    if project.articles.len() > 1 {
        let all = counted(project.articles.len(), "article", "articles");
        ui.radio_value(
            &mut memory.scope,
            Scope::All,
            format!("All {all}, each by itself"),
        );
    }
}

/// The formats, each with what it is good for; under a chosen table, what it may begin with.
fn formats_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ExportMemory) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for format in ExportFormat::ALL {
        ui.radio_value(&mut memory.format, format, format.title());
        ui.indent(format.title(), |ui| {
            note_ui(ui, screen.theme, purpose(format));
            if memory.format == format && format.is_table() {
                ui.checkbox(
                    &mut memory.byte_order_mark,
                    "Begin with a byte order mark, which some spreadsheets need",
                );
            }
        });
    }
}

fn filter_note(format: ExportFormat, filter: VoiceFilter) -> String {
    let holds_all = matches!(
        format,
        ExportFormat::SegmentsCsv
            | ExportFormat::ReliabilityCsv
            | ExportFormat::Annotations
            | ExportFormat::AnnotationPositions
    );
    match filter {
        _ if holds_all => "All marks are written, whichever voices are counted.".to_owned(),
        VoiceFilter::All => "Counts take in all voices.".to_owned(),
        VoiceFilter::Outlet | VoiceFilter::Quoted => format!(
            "Counts take in only what is chosen in the window: {}.",
            filter.title().to_lowercase()
        ),
    }
}

fn request(screen: &Screen<'_>, memory: &ExportMemory) -> ExportRequest {
    let session = &screen.state.session;
    let project = screen.state.document.project();
    let articles = match memory.scope {
        Scope::Comparison => session.columns.clone(),
        Scope::Article => session.article.into_iter().collect(),
        Scope::All => project.articles.iter().map(|article| article.id).collect(),
    };
    ExportRequest {
        articles,
        compare: memory.scope == Scope::Comparison,
        format: memory.format,
        byte_order_mark: memory.byte_order_mark,
    }
}
