//! Where results and messages go.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Failure;
use crate::analysis::neural::Model;
use crate::export::{self, ExportError};
use crate::model::Settings;

/// Says a sentence to the person at the terminal.
pub(super) fn say(sentence: &str) {
    // With standard error closed there is nobody left to tell.
    writeln!(io::stderr(), "slantwise: {sentence}").ok();
}

/// Says what went wrong with one input.
pub(super) fn say_of(input: &Path, sentence: &str) {
    say(&format!("{}: {sentence}", shown(input)));
}

/// Says once where the language model is asked for and cannot be used.
pub(super) fn say_without_model(settings: &Settings) {
    if settings.model
        && let Err(error) = Model::embedded()
    {
        say(&error.to_string());
    }
}

/// A path as one line, whatever is in it.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy()
        .chars()
        .flat_map(|letter| {
            let escaped = letter.is_control().then(|| letter.escape_default());
            let plain = (!letter.is_control()).then_some(letter);
            escaped.into_iter().flatten().chain(plain)
        })
        .collect()
}

/// Refuses early what [`write()`] would refuse after all the work.
pub(super) fn check(path: Option<&Path>, replace: bool) -> Result<(), Failure> {
    match path {
        Some(path) if !replace && path.symlink_metadata().is_ok() => Err(exists(path)),
        _ => Ok(()),
    }
}

/// Writes a result to a file or to standard output.
pub(super) fn write(bytes: &[u8], path: Option<&Path>, replace: bool) -> Result<(), Failure> {
    write_with(path, replace, |out| out.write_all(bytes))
}

/// The same for a result that is made while it is written.
pub(super) fn write_with(
    path: Option<&Path>,
    replace: bool,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut out = BufWriter::new(io::stdout().lock());
        print(&mut out)?;
        out.flush()?;
        return Ok(());
    };
    export::write_file_with(path, replace, print).map_err(|error| match error {
        ExportError::Exists => exists(path),
        other => Failure::Said(format!("{}: {other}", shown(path))),
    })
}

fn exists(path: &Path) -> Failure {
    Failure::Said(format!(
        "{}: A file of this name is already there. Choose another name, or replace it with --force.",
        shown(path)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_line_break_stays_on_one_line() {
        assert_eq!(shown(Path::new("a\nb 😀\u{1b}[31m")), "a\\nb 😀\\u{1b}[31m");
    }
}
