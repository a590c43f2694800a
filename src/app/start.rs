//! Opening the window, and saying what is missing where it cannot open.

use std::path::PathBuf;

use anyhow::Context as _;

/// Opens the window and stays until it is closed.
///
/// # Errors
/// Where no window can be opened; the message says what to install and what works without.
pub fn run(files: Vec<PathBuf>) -> anyhow::Result<()> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(anyhow::anyhow!(advice()));
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Slantwise")
            .with_app_id("slantwise")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([480.0, 320.0])
            .with_icon(super::icon()),
        ..eframe::NativeOptions::default()
    };
    let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        eframe::run_native(
            "slantwise",
            options,
            Box::new(move |context| super::boxed(context, files).map_err(Into::into)),
        )
    }));
    match opened {
        Ok(result) => result
            .map_err(|error| anyhow::anyhow!("{error}"))
            .context(advice()),
        Err(_panic) => {
            Err(anyhow::anyhow!("the window system stopped the program").context(advice()))
        }
    }
}

/// Whether a desktop is named, as it is told on Linux; an empty name is none.
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// What a bare system needs, in a sentence.
fn advice() -> String {
    let window = if cfg!(target_os = "linux") {
        if has_display() {
            "No window could be opened: a library or a graphics driver is missing. On Debian or Ubuntu install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon-x11-0 libegl1 libgl1 libgl1-mesa-dri."
        } else {
            "No window could be opened: there is no display. Start Slantwise in a desktop session, or set DISPLAY or WAYLAND_DISPLAY."
        }
    } else {
        "No window could be opened."
    };
    format!(
        "{window} The commands “slantwise analyze FILE” and “slantwise compare FILE FILE” work without a window."
    )
}
