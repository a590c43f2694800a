//! What stands in front of the view. Escape closes, Enter confirms, Tab stays inside.

mod about;
mod accuracy;
mod bin;
mod codes;
mod correction;
mod devices;
mod export;
mod find;
pub(super) mod frame;
mod log;
mod palette;
mod path_field;
mod project;
mod rename;
mod settings;
mod shortcuts;
mod silenced;
mod versions;

use codes::Coded;
pub use codes::code_meaning;

use std::mem::Discriminant;

use egui::Ui;

use crate::state::Dialog;
use crate::ui::Screen;

/// What the dialogs remember by themselves; a dialog begins anew when it is opened.
#[derive(Debug, Default)]
pub struct DialogMemory {
    open: Option<Discriminant<Dialog>>,
    palette: palette::PaletteMemory,
    codes: codes::CodesMemory,
    bin: bin::BinMemory,
    settings: settings::SettingsMemory,
    find: find::FindMemory,
    path: path_field::PathMemory,
    rename: rename::RenameMemory,
    versions: versions::VersionsMemory,
    /// The latest choice is offered again.
    export: export::ExportMemory,
}

/// Draws the open dialog, if any.
pub fn dialogs_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut DialogMemory) {
    let dialog = screen.state.session.dialog.as_ref();
    let kind = dialog.map(std::mem::discriminant);
    let is_new = kind != memory.open;
    memory.open = kind;
    let Some(dialog) = dialog else { return };
    match dialog {
        Dialog::Palette => palette::palette_ui(ui, screen, &mut memory.palette, is_new),
        Dialog::Shortcuts => shortcuts::shortcuts_ui(ui, screen, is_new),
        Dialog::Settings => settings::settings_ui(ui, screen, &mut memory.settings, is_new),
        Dialog::Accuracy => accuracy::accuracy_ui(ui, screen, is_new),
        Dialog::About => about::about_ui(ui, screen, is_new),
        Dialog::Export => export::export_ui(ui, screen, &mut memory.export, is_new),
        Dialog::Find => find::find_ui(ui, screen, &mut memory.find, is_new),
        Dialog::Codes => {
            codes::codes_ui(ui, screen, &mut memory.codes, Coded::Words, is_new);
        }
        Dialog::Recode(article, mark) => {
            let coded = Coded::Mark(*article, *mark);
            codes::codes_ui(ui, screen, &mut memory.codes, coded, is_new);
        }
        Dialog::Bin => bin::bin_ui(ui, screen, &mut memory.bin, is_new),
        Dialog::Correction(offer) => correction::correction_ui(ui, screen, *offer, is_new),
        Dialog::Rename(article) => {
            rename::rename_ui(ui, screen, &mut memory.rename, *article, is_new);
        }
        Dialog::Versions(article) => {
            versions::versions_ui(ui, screen, &mut memory.versions, *article, is_new);
        }
        Dialog::Log => log::log_ui(ui, screen, is_new),
        Dialog::PathField(question) => {
            path_field::path_field_ui(ui, screen, &mut memory.path, question, is_new);
        }
        // Compare draws the passages behind its numbers itself.
        Dialog::Passages { .. } => {}
    }
}
