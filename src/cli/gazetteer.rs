//! `recount gazetteer`: checks gazetteer files, looks names up in them, and (in [`super::import`]) makes them of those of others.

use super::console::Console;
use super::import;
use super::lexicon::GazetteerArguments;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use recount::gazetteer::{Gazetteer, Sources, check};
use recount::lookup::Question;
use recount::read::published;
use std::io::Write;
use std::process::ExitCode;

const LOOKUP_EXAMPLES: &str = "Examples:
  recount gazetteer lookup Hezbollah
  recount gazetteer lookup IQ.mosul PMF
  recount gazetteer lookup Tripoli --in LB
  recount gazetteer lookup 'prime minister' --in Iraq --date 2019-06-01
  recount gazetteer lookup Jordan --context 'Michael Jordan flew to Amman. Jordan met the king.'

An arrow shows what the name becomes in the text that is quoted below; of places of one name the points show what speaks for each.";

/// Checks gazetteers, looks names up in them, imports those of others
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks the files: ids that stand twice, links that lead nowhere, coordinates, order
    #[command(after_help = "Examples:\n  recount gazetteer check\n  recount gazetteer check --gazetteers my-names/")]
    Check(Check),
    /// What a name, an office or an id leads to, and why
    #[command(after_help = LOOKUP_EXAMPLES)]
    Lookup(Lookup),
    /// Gazetteers of others as files of our formats: GeoNames, Wikidata, OpenSanctions, PETRARCH, UCDP, tables
    #[command(after_help = import::EXAMPLES)]
    Import(import::Import),
}

#[derive(Args)]
struct Check {
    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

#[derive(Args)]
struct Lookup {
    /// Names, offices or ids
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,

    /// The place in which it lies or to which it belongs, by name or country code
    #[arg(long = "in", value_name = "PLACE", conflicts_with = "context")]
    within: Option<String>,

    /// The day of publication, for offices
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// A text in which the name stands: what it becomes there
    #[arg(long, value_name = "TEXT")]
    context: Option<String>,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

pub fn run(arguments: &Arguments, console: Console) -> Result<ExitCode> {
    match &arguments.command {
        Command::Check(arguments) => check(arguments),
        Command::Lookup(arguments) => lookup(arguments, console),
        Command::Import(arguments) => import::run(arguments, console),
    }
}

fn check(arguments: &Check) -> Result<ExitCode> {
    let folders: Vec<String> = arguments.gazetteers.gazetteers.iter().map(|f| f.display().to_string()).collect();
    let mut origins = vec![("gazetteers", Sources::built_in())];
    for folder in &folders {
        let mut sources = Sources::default();
        sources.add_folder(folder.as_ref())?;
        origins.push((folder, sources));
    }
    let mut out = std::io::stdout().lock();
    let findings = check::check(&origins);
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    // What no row shows by itself: whether all of them compile together.
    let compiled = Gazetteer::load(&arguments.gazetteers.sources()?.without_cache(), &[]);
    match &compiled {
        Err(error) => writeln!(out, "{error}")?,
        Ok(gazetteer) => writeln!(
            out,
            "{} entities, {} names, {} words: {}",
            gazetteer.entities.len(),
            gazetteer.names.len(),
            gazetteer.words.len() - 1,
            match findings.len() {
                0 => "nothing amiss".to_string(),
                n => format!("{n} amiss"),
            }
        )?,
    }
    let fine = findings.is_empty() && compiled.is_ok();
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::from(super::FAILED) })
}

fn lookup(arguments: &Lookup, console: Console) -> Result<ExitCode> {
    let lexicon = arguments.gazetteers.load(console)?;
    let date = match arguments.date.as_deref() {
        None => None,
        Some(text) => Some(published::parse(text).with_context(|| format!("--date “{text}” is no date"))?),
    };
    if let Some(context) = &arguments.context
        && let Some(name) = arguments.names.iter().find(|n| !context.contains(n.as_str()))
    {
        bail!("--context “{context}”: “{name}” does not stand there");
    }
    let mut out = std::io::stdout().lock();
    let mut all_found = true;
    for name in &arguments.names {
        let question = Question {
            name,
            within: arguments.within.as_deref(),
            date: date.as_deref(),
            context: arguments.context.as_deref(),
        };
        match recount::lookup::lookup(question, &lexicon) {
            Some(told) => write!(out, "{told}")?,
            None => {
                all_found = false;
                writeln!(out, "{name}: not in the gazetteers")?;
            }
        }
    }
    Ok(if all_found {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(super::FAILED)
    })
}
