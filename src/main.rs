//! Arguments, then the window or one of the commands; nothing else.

use std::process::ExitCode;

use clap::Parser as _;
use slantwise::cli::{self, Arguments};

fn main() -> ExitCode {
    cli::main(Arguments::parse())
}
