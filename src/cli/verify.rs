//! `recount verify`: proves every span of a dataset against its texts.

use super::console::Console;
use super::dataset::groups;
use anyhow::Result;
use clap::Args;
use recount::verify::{Counts, verify};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount extract news/ | recount verify -
  recount verify news.db
  recount verify records.jsonl --root /data/2024   the paths in it are relative to that folder

The text is the one that a document's record keeps, else that of the file at its path.";

/// Proves every span of a dataset against its text
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The dataset: JSON Lines, a table, a data package, a folder of them, a database, or -
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    /// The folder from which the paths of documents start
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    root: PathBuf,
}

pub fn run(arguments: &Arguments, console: Console) -> Result<ExitCode> {
    let mut counts = Counts::default();
    let mut broken = 0u64;
    for group in groups(&arguments.dataset)? {
        match group {
            Ok(group) => verify(&group, &arguments.root, &mut counts, &mut |failure| {
                console.error(&failure.to_string())
            }),
            Err(line) => {
                broken += 1;
                console.error(&line);
            }
        }
    }
    let failures = counts.failures + broken;
    if !console.quiet() {
        let Counts {
            documents, records, spans, ..
        } = counts;
        let verdict = match failures {
            0 => "all hold".to_string(),
            1 => "1 failure".to_string(),
            n => format!("{n} failures"),
        };
        writeln!(
            std::io::stdout(),
            "{documents} documents, {records} records, {spans} spans: {verdict}"
        )?;
    }
    Ok(if failures == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(super::FAILED)
    })
}
