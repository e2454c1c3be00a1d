//! `recount eval`: precision, recall and F1 against claims coded by hand.

use super::console::Console;
use anyhow::{Context, Result};
use clap::Args;
use recount::dataset::Dataset;
use recount::eval::{evaluate, load};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount extract corpus/ | recount eval - --gold corpus/gold
  recount eval records.jsonl --gold corpus/gold/02-airstrike-outlet-a.jsonl --errors 20

corpus/gold/RULES.md says how gold is coded. A claim counts as right when one of its kind overlaps its figure and
agrees in value, low and high; the fields are scored on claims that are right.";

/// Precision, recall and F1 of a dataset's claims, by kind and field
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The dataset: JSON Lines, a table, a data package, a folder with one file a type of record, or -
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    /// Claims coded by hand: a file of JSON Lines, or a folder of them
    #[arg(long, value_name = "FILE|DIR")]
    gold: PathBuf,

    /// Shows so many claims that were missed, and as many that are not in the gold
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    errors: usize,
}

pub fn run(arguments: &Arguments, console: Console) -> Result<ExitCode> {
    let gold = load(&arguments.gold)?;
    let dataset = Dataset::open(&arguments.dataset).with_context(|| arguments.dataset.display().to_string())?;
    let mut broken = false;
    let groups = dataset.filter_map(|group| {
        group
            .inspect_err(|line| {
                broken = true;
                console.error(&line.to_string());
            })
            .ok()
    });
    let result = evaluate(&gold, groups);
    let mut out = std::io::stdout().lock();
    write!(out, "{result}")?;
    for line in result.misses.iter().take(arguments.errors) {
        writeln!(out, "{line}")?;
    }
    for line in result.false_alarms.iter().take(arguments.errors) {
        writeln!(out, "{line}")?;
    }
    Ok(if broken { ExitCode::from(super::FAILED) } else { ExitCode::SUCCESS })
}
