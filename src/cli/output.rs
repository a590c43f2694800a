//! Where results and messages go.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use super::Failure;
use crate::analysis::neural::Model;
use crate::export::{self, ExportError};
use crate::model::Settings;
use crate::text::direction;

/// Says a sentence to the person at the terminal.
pub(super) fn say(sentence: &str) {
    // With standard error closed there is nobody left to tell.
    let sentence = direction::escaped(sentence, false);
    writeln!(io::stderr(), "slantwise: {sentence}").ok();
}

/// Standard output. On a terminal nothing that is written there acts on it or turns the
/// direction of writing; a file or another program gets every letter as it is.
pub(super) fn out() -> Box<dyn Write> {
    let out = io::stdout();
    if out.is_terminal() {
        Box::new(Seen::new(out.lock()))
    } else {
        Box::new(out.lock())
    }
}

/// Writes for a terminal, line by line.
struct Seen<W: Write> {
    out: W,
    /// A line that has not ended yet.
    rest: Vec<u8>,
}

impl<W: Write> Seen<W> {
    fn new(out: W) -> Self {
        Self {
            out,
            rest: Vec::new(),
        }
    }

    fn pass(&mut self, end: usize) -> io::Result<()> {
        let lines: Vec<u8> = self.rest.drain(..end).collect();
        let lines = String::from_utf8_lossy(&lines);
        self.out
            .write_all(direction::escaped(&lines, true).as_bytes())
    }
}

impl<W: Write> Write for Seen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        if let Some(end) = self.rest.iter().rposition(|byte| *byte == b'\n') {
            self.pass(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass(self.rest.len())?;
        self.out.flush()
    }
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
    direction::escaped(&path.to_string_lossy(), false).into_owned()
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
    let Some(path) = path else {
        let mut out = out();
        out.write_all(bytes)?;
        out.flush()?;
        return Ok(());
    };
    export::write_file(path, bytes, replace).map_err(|error| match error {
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
        assert_eq!(shown(Path::new("a\u{202e}b\u{9b}")), "a\\u{202e}b\\u{9b}");
    }

    #[test]
    fn nothing_in_a_result_acts_on_a_terminal() {
        let mut seen = Seen::new(Vec::new());
        // In pieces, as a buffer passes it on: letters of several bytes are cut.
        let text = "Zoë\u{1b}]0;gone\u{7}\u{9b}2J said\r\nfdp.\u{202e}exe\rover";
        for piece in text.as_bytes().chunks(2) {
            seen.write_all(piece).unwrap();
        }
        seen.flush().unwrap();
        assert_eq!(
            String::from_utf8(seen.out).unwrap(),
            "Zoë\\u001b]0;gone\\u0007\\u009b2J said\r\nfdp.\\u202eexe\\u000dover"
        );
    }
}
