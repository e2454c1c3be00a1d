//! `recount gold`: gold files to correct by hand.

use super::console::Console;
use super::lexicon::GazetteerArguments;
use super::reading::ReadingArguments;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use recount::emit::Output;
use recount::eval::draft;
use recount::pipeline;
use recount::read::Inputs;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount gold new news/a.txt -o gold/a.jsonl        a line for each claim that is found
  recount gold new feed.jsonl --published 2024-03-14
  recount extract news/ | recount eval - --gold gold/    once the lines are right

Read the article beside it: strike out what is no claim, add what is missing, correct each field. corpus/gold/RULES.md
says how a claim is coded. A key that you take out is not scored; null says that the text gives none.";

/// Gold files: claims to correct by hand, and to evaluate against
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: GoldCommand,
}

#[derive(Subcommand)]
enum GoldCommand {
    New(NewArguments),
}

/// Writes a draft of gold for an article, from what is extracted from it
#[derive(Args)]
#[command(after_help = EXAMPLES)]
struct NewArguments {
    /// The article, or a feed of them
    #[arg(value_name = "DOC")]
    document: PathBuf,

    /// Where to; a file that is there is never written over [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadingArguments,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

pub fn run(arguments: Arguments, console: Console) -> Result<ExitCode> {
    let GoldCommand::New(arguments) = arguments.command;
    if let Some(taken) = arguments.output.as_ref().filter(|o| o.exists()) {
        bail!(
            "{}: is there already, and may hold work done by hand: give another name, or remove it",
            taken.display()
        );
    }
    let lexicon = arguments.gazetteers.load(console)?;
    let options = arguments.reading.options(Vec::new())?;
    let mut lines = Vec::new();
    let mut failed = false;
    for document in Inputs::new(vec![arguments.document], options) {
        match document {
            Err(trouble) => {
                failed = true;
                console.error(&trouble.to_string());
            }
            Ok(document) => {
                for claim in draft(&pipeline::extract(&document, &lexicon).into()) {
                    serde_json::to_writer(&mut lines, &claim)?;
                    lines.push(b'\n');
                }
            }
        }
    }
    if !failed || !lines.is_empty() {
        let mut output = match &arguments.output {
            None => Output::stdout(),
            Some(path) => Output::file(path).with_context(|| path.display().to_string())?,
        };
        output.write(&lines).and_then(|()| output.finish()).context("writing the gold")?;
    }
    Ok(if failed { ExitCode::from(super::FAILED) } else { ExitCode::SUCCESS })
}
