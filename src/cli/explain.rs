//! `recount explain`: what was seen in a text, and why.

use super::lexicon::GazetteerArguments;
use anyhow::{Context, Result, bail};
use clap::Args;
use recount::explain::explain;
use recount::read::published;
use std::io::{Read, Write};
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount explain 'A car bomb killed at least 12 people in Mosul on Monday, police said.'
  recount explain --published 2024-03-14 'Two soldiers were wounded yesterday.'
  echo 'Gunmen abducted six farmers.' | recount explain -";

/// What was seen in a sentence, which rules fired, which nearly did and what they missed
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The text, or - for standard input
    #[arg(value_name = "TEXT")]
    text: String,

    /// Date of publication, for “yesterday”, “on Monday”
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let published = match arguments.published.as_deref() {
        None => None,
        Some(text) => Some(published::parse(text).with_context(|| format!("--published “{text}” is no date"))?),
    };
    let text = if arguments.text == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input")?;
        text
    } else {
        arguments.text.clone()
    };
    if text.trim().is_empty() {
        bail!("no text to explain");
    }
    let lexicon = arguments.gazetteers.load()?;
    let told = explain(&text, published.as_deref(), &lexicon);
    writeln!(std::io::stdout(), "{}", told.trim_end())?;
    Ok(ExitCode::SUCCESS)
}
