//! The command line: one file a subcommand. Joins the edges of the library; holds no logic of its own.

mod console;
mod dataset;
mod diff;
mod eval;
mod explain;
mod export;
mod extract;
mod gazetteer;
mod gold;
mod import;
mod ingest;
mod lexicon;
mod progress;
mod reading;
mod schema;
mod show;
mod snapshot;
mod stats;
mod verify;

use clap::{Parser, Subcommand, ValueEnum};
use console::{ColorWhen, Console};
use recount::record::RecordType;
use std::process::ExitCode;

/// Some input failed, or a check did.
const FAILED: u8 = 1;
/// Something in the arguments or the surroundings makes the whole run pointless.
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

    /// When to use colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: ColorWhen,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Ingest(ingest::Arguments),
    Stats(stats::Arguments),
    Show(show::Arguments),
    Export(export::Arguments),
    Diff(diff::Arguments),
    Snapshot(snapshot::Arguments),
    Verify(verify::Arguments),
    Eval(eval::Arguments),
    Gold(gold::Arguments),
    Explain(explain::Arguments),
    Gazetteer(gazetteer::Arguments),
    Schema(schema::Arguments),
}

/// A type of record, as it is named on the command line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RecordWord {
    Document,
    Sentence,
    Mention,
    Claim,
    Incident,
}

impl From<RecordWord> for RecordType {
    fn from(word: RecordWord) -> Self {
        match word {
            RecordWord::Document => Self::Document,
            RecordWord::Sentence => Self::Sentence,
            RecordWord::Mention => Self::Mention,
            RecordWord::Claim => Self::Claim,
            RecordWord::Incident => Self::Incident,
        }
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.color, arguments.quiet);
    let done = match arguments.command {
        Command::Extract(arguments) => extract::run(arguments, &console),
        Command::Ingest(arguments) => ingest::run(arguments, console),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Show(arguments) => show::run(&arguments, console),
        Command::Export(arguments) => export::run(&arguments, console),
        Command::Diff(arguments) => diff::run(&arguments, console),
        Command::Snapshot(arguments) => snapshot::run(arguments, console),
        Command::Verify(arguments) => verify::run(&arguments, console),
        Command::Eval(arguments) => eval::run(&arguments, console),
        Command::Gold(arguments) => gold::run(arguments, console),
        Command::Explain(arguments) => explain::run(&arguments, console),
        Command::Gazetteer(arguments) => gazetteer::run(&arguments, console),
        Command::Schema(arguments) => schema::run(&arguments),
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
