//! The command line: the same engine without a window.
//!
//! Results go to standard output or a file, everything said to a person goes to
//! standard error. The exit status is 0 when all is done, 1 when some inputs
//! failed and the others are done, 2 for wrong usage, 3 when nothing could be done.

mod arguments;
mod articles;
mod eval;
pub mod exercise;
mod fields;
mod input;
mod label;
mod metrics;
mod output;
mod project;

use std::io::Write as _;
use std::process::ExitCode;

pub use arguments::{Arguments, Command};

use crate::export::ExportError;
use crate::text::direction;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is done.
    Done,
    /// Some inputs failed; the others are done.
    Partly,
    /// Wrong usage.
    Usage,
    /// Nothing could be done.
    Nothing,
}

impl Outcome {
    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Partly => 1,
            Self::Usage => 2,
            Self::Nothing => 3,
        })
    }
}

/// Opens the window or carries out the command.
pub fn main(arguments: Arguments) -> ExitCode {
    let result = match arguments.command {
        None => crate::app::run(arguments.files)
            .map(|()| Outcome::Done)
            .map_err(|error| Failure::Said(format!("{error:#}"))),
        Some(Command::Analyze(options)) => articles::analyze(&options),
        Some(Command::Compare(options)) => articles::compare(&options),
        Some(Command::Label(options)) => label::run(&options),
        Some(Command::Eval(options)) => eval::run(&options),
        Some(Command::Project(command)) => project::run(&command),
    };
    match result {
        Ok(outcome) => outcome.code(),
        // Whoever read our output has seen enough; that is no failure.
        Err(Failure::BrokenPipe) => Outcome::Done.code(),
        Err(Failure::Usage(sentence)) => {
            output::say(&sentence);
            Outcome::Usage.code()
        }
        Err(Failure::Said(sentence)) => {
            output::say(&sentence);
            Outcome::Nothing.code()
        }
    }
}

/// Says what is wrong with what was typed, or the help that was asked for.
///
/// A name with signs that act on a terminal could be among it: then all is said without colours,
/// and such signs are written out.
pub fn refuse(refused: &clap::Error) -> ExitCode {
    let is_plain = |word: std::ffi::OsString| {
        let word = word.to_string_lossy();
        direction::escaped(&word, true) == word
    };
    if std::env::args_os().all(is_plain) {
        // With nobody there to read it, there is nobody to tell.
        refused.print().ok();
    } else {
        let words = refused.to_string();
        write!(std::io::stderr(), "{}", direction::escaped(&words, true)).ok();
    }
    ExitCode::from(u8::try_from(refused.exit_code()).unwrap_or(2))
}

/// Why a command stopped before its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nobody reads the output any more.
    #[error("nobody reads the output any more")]
    BrokenPipe,
    /// Something was asked for that there is not, with a sentence for a person.
    #[error("{0}")]
    Usage(String),
    /// With a sentence for a person.
    #[error("{0}")]
    Said(String),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        // What could not be made, as against what could not be written.
        let error = match error.downcast::<ExportError>() {
            Ok(ours) => return Self::Said(ours.to_string()),
            Err(system) => system,
        };
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else if error.kind() == std::io::ErrorKind::StorageFull {
            Self::Said("The output could not be written: there is no space left.".to_owned())
        } else {
            Self::Said(format!("The output could not be written: {error}."))
        }
    }
}
