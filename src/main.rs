//! Arguments, then the window or one of the commands; nothing else.

use std::process::ExitCode;

use clap::Parser as _;
use slantwise::cli::{self, Arguments};

fn main() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => cli::main(arguments),
        Err(refused) => cli::refuse(&refused),
    }
}
