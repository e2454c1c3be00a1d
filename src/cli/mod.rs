//! The command line: one file a subcommand. Joins the edges of the library; holds no logic of its own.

mod console;
mod extract;
mod lexicon;

use clap::{Parser, Subcommand};
use console::{ColorWhen, Console};
use std::process::ExitCode;

/// Something in the arguments or the surroundings that makes the whole run pointless: exit 2.
const UNUSABLE: u8 = 2;

/// Turns reports of violence into claims: who did what to whom, how many, where, when, and who says so.
#[derive(Parser)]
#[command(
    name = "recount",
    version,
    max_term_width = 110,
    after_help = "Exit: 0 fine · 1 some input failed, or a check did · 2 unusable arguments"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// No progress, no summary
    #[arg(long, short, global = true)]
    quiet: bool,

    /// Use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: ColorWhen,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Arguments),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.color, arguments.quiet);
    let done = match arguments.command {
        Command::Extract(arguments) => extract::run(arguments, &console),
    };
    match done {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            console.error(&format!("recount: {error:#}"));
            ExitCode::from(UNUSABLE)
        }
    }
}

/// Whether whoever read the output went away: no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<std::io::Error>())
        .any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}
