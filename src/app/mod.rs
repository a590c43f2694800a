//! The window and the operating system.

use std::path::PathBuf;

/// Opens the window with these files; returns when it is closed.
///
/// # Errors
/// Where no window can be shown.
pub fn run(files: Vec<PathBuf>) -> anyhow::Result<()> {
    drop(files);
    anyhow::bail!("The window is not built in yet. Use the commands analyze and compare.")
}
