//! Opening the window, and saying what is missing where it cannot open.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::refusal::{Display, cause, no_display, sentence};
use crate::store::own;

/// What the program is called where the system keeps its data.
const NAME: &str = "slantwise";

/// Opens the window and stays until it is closed.
///
/// # Errors
/// Where no window can be opened; the message says what to install and what works without.
pub fn run(files: Vec<PathBuf>) -> anyhow::Result<()> {
    let display = Display::named(|name| {
        let value = std::env::var_os(name)?;
        Some(value.to_string_lossy().into_owned())
    });
    if cfg!(target_os = "linux") && display == Display::Unnamed {
        return Err(anyhow::anyhow!(no_display()));
    }
    if let Some(folder) = eframe::storage_dir(NAME) {
        keep_private(&folder);
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Slantwise")
            .with_app_id(NAME)
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([480.0, 320.0])
            .with_icon(super::icon()),
        ..eframe::NativeOptions::default()
    };
    let has_begun = Arc::new(AtomicBool::new(false));
    let begins = Arc::clone(&has_begun);
    quiet_until(&has_begun);
    let opened = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            NAME,
            options,
            Box::new(move |context| {
                begins.store(true, Ordering::Relaxed);
                super::boxed(context, files).map_err(Into::into)
            }),
        )
    }));
    let has_begun = has_begun.load(Ordering::Relaxed);
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) if has_begun => Err(anyhow::anyhow!(
            "The window could not stay open: the system said “{error}”. What was saved is there at the next start."
        )),
        Ok(Err(error)) => Err(anyhow::anyhow!(sentence(&cause(&said(&error)), &display))),
        Err(panic) if has_begun => Err(anyhow::anyhow!(
            "Slantwise stopped because of a fault of its own: {}. What was saved is there at the next start.",
            words_of(&*panic)
        )),
        Err(panic) => Err(anyhow::anyhow!(sentence(
            &cause(&words_of(&*panic)),
            &display
        ))),
    }
}

/// A library that is missing is told by a panic. Until the program itself has begun, it is told
/// to the reader in a sentence and not twice.
fn quiet_until(has_begun: &Arc<AtomicBool>) {
    let (usual, has_begun) = (take_hook(), Arc::clone(has_begun));
    set_hook(Box::new(move |about| {
        if has_begun.load(Ordering::Relaxed) {
            usual(about);
        }
    }));
}

/// An error with those that it came of.
fn said(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(deeper) = source {
        words = format!("{words}: {deeper}");
        source = deeper.source();
    }
    words
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "it said nothing".to_owned())
}

/// Sees to it that nobody but its owner may look into the program's folder, where articles and
/// preferences lie, whatever an earlier version left there. Where that fails the program works
/// all the same.
fn keep_private(folder: &Path) {
    own::make_folder(folder).ok();
    own::tighten(folder);
    // As the window would make it with the system's mask: an empty map.
    own::make_file(&folder.join("app.ron"), b"{}").ok();
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    #[test]
    fn the_programs_folder_is_its_owners_alone_from_the_start() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("slantwise");
        std::fs::create_dir(&folder).unwrap();
        let set = |path: &std::path::Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        set(&folder, 0o755);
        super::keep_private(&folder);
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let preferences = folder.join("app.ron");
        assert_eq!((mode(&folder), mode(&preferences)), (0o700, 0o600));
        std::fs::write(&preferences, "{\"a\":\"b\"}").unwrap();
        set(&preferences, 0o644);
        super::keep_private(&folder);
        assert_eq!(mode(&preferences), 0o600);
        assert_eq!(std::fs::read(&preferences).unwrap(), b"{\"a\":\"b\"}");
    }
}
