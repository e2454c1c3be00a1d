//! `recount eval`: precision, recall and F1 against claims coded by hand.

use super::console::Console;
use super::dataset::groups;
use anyhow::Result;
use clap::Args;
use recount::eval::{evaluate, load};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount extract corpus/ | recount eval - --gold corpus/gold
  recount eval records.jsonl --gold corpus/gold/02-airstrike-outlet-a.jsonl --errors 20
  recount eval records.jsonl --gold coded.ann           annotations made in brat

Gold is coded as corpus/gold/RULES.md says; “recount gold new” writes a draft. A claim counts as right when one of
its kind overlaps its figure and agrees in value, low and high. Fields are scored on claims that are right: one that
is filled where the gold is empty counts against precision. A key that a line of gold lacks is not scored.";

/// Precision, recall and F1 of a dataset's claims, by kind and field
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The dataset: JSON Lines, a table, a data package, a folder of them, a database, or -
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    /// Claims coded by hand: a file of JSON Lines or of brat (.ann), or a folder of them
    #[arg(long, value_name = "FILE|DIR")]
    gold: PathBuf,

    /// Shows so many claims that were missed, that are not in the gold, and fields that are wrong
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    errors: usize,
}

pub fn run(arguments: &Arguments, console: Console) -> Result<ExitCode> {
    let gold = load(&arguments.gold)?;
    let mut broken = false;
    let groups = groups(&arguments.dataset)?.filter_map(|group| {
        group
            .inspect_err(|line| {
                broken = true;
                console.error(line);
            })
            .ok()
    });
    let result = evaluate(&gold, groups);
    let mut out = std::io::stdout().lock();
    write!(out, "{result}")?;
    for list in [&result.misses, &result.false_alarms, &result.wrong_fields] {
        for line in list.iter().take(arguments.errors) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(if broken { ExitCode::from(super::FAILED) } else { ExitCode::SUCCESS })
}
