//! Where results and messages go.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::analysis::neural::Model;
use crate::export::{self, ExportError};
use crate::files;
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

/// The file that a result goes to; `-` stands for standard output, as it does for input.
pub(super) fn place(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| *path != Path::new("-"))
}

/// Where a result goes, and what it may not go over.
pub(super) struct Target<'a> {
    /// The file; standard output where there is none.
    pub path: Option<&'a Path>,
    /// Whether a file there may be replaced.
    pub replace: bool,
    /// What the result is made from; `-` is standard input.
    pub sources: Vec<PathBuf>,
}

impl Target<'_> {
    /// Refuses early what [`Self::write`] would refuse after all the work.
    pub(super) fn check(&self) -> Result<(), Failure> {
        match self.path {
            Some(path) => export::check_place(path, self.replace, &self.sources)
                .map_err(|error| refused(path, error)),
            None => check_output(&self.sources),
        }
    }

    /// Writes a result to a file or to standard output.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.write_with(|out| out.write_all(bytes))
    }

    /// The same for a result that is made while it is written.
    pub(super) fn write_with(
        &self,
        print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let Some(path) = self.path else {
            let mut out = BufWriter::new(out());
            print(&mut out)?;
            out.flush()?;
            return Ok(());
        };
        export::write_file_with(path, self.replace, &self.sources, print)
            .map_err(|error| refused(path, error))
    }
}

/// Refuses to read what standard output is writing into.
pub(super) fn check_output(sources: &[PathBuf]) -> Result<(), Failure> {
    if files::output_is_source(sources) {
        let sentence = "Standard output goes into one of the files that are read, which would be lost. Send it to another file.";
        return Err(Failure::Said(sentence.to_owned()));
    }
    if files::output_is_project() {
        let sentence =
            "Standard output goes into a project, which would be lost. Send it to another file.";
        return Err(Failure::Said(sentence.to_owned()));
    }
    Ok(())
}

/// Writes a result to standard output.
pub(super) fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = out();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

fn refused(path: &Path, error: ExportError) -> Failure {
    let sentence = match error {
        ExportError::Closed => return Failure::BrokenPipe,
        ExportError::Exists => {
            "A file of this name is already there. Choose another name, or replace it with --force."
                .to_owned()
        }
        other => other.to_string(),
    };
    Failure::Said(format!("{}: {sentence}", shown(path)))
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
