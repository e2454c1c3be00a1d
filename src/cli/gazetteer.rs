//! `recount gazetteer`: checks gazetteer files, looks names up in them, and (in [`super::import`]) makes them of those of others.

use super::import;
use super::lexicon::GazetteerArguments;
use anyhow::Result;
use clap::{Args, Subcommand};
use recount::gazetteer::{Entity, EntityDetail, Gazetteer, Sources, check};
use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

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
    /// What a name or an id leads to
    #[command(after_help = "Examples:\n  recount gazetteer lookup Hezbollah\n  recount gazetteer lookup IQ.mosul PMF")]
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
    /// Names or ids
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.command {
        Command::Check(arguments) => check(arguments),
        Command::Lookup(arguments) => lookup(arguments),
        Command::Import(arguments) => import::run(arguments),
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
    let compiled = Gazetteer::load(&arguments.gazetteers.sources()?, &[]);
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

fn lookup(arguments: &Lookup) -> Result<ExitCode> {
    let gazetteer = Gazetteer::load(&arguments.gazetteers.sources()?, &[])?;
    let mut out = std::io::stdout().lock();
    let mut all_found = true;
    for name in &arguments.names {
        let mut lines = Vec::new();
        if let Some(n) = gazetteer.index_of(name) {
            lines.push(told(gazetteer.entity(n), "id", name));
        }
        for sense in gazetteer.senses_of(name) {
            let form = format!("{:?}", sense.form).to_lowercase();
            lines.push(told(gazetteer.entity(sense.entity), &form, &sense.written));
        }
        if lines.is_empty() {
            all_found = false;
            lines.push(format!("{name}: not in the gazetteers"));
        }
        for line in lines {
            writeln!(out, "{line}")?;
        }
    }
    Ok(if all_found {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(super::FAILED)
    })
}

fn told(entity: &Entity, form: &str, written: &str) -> String {
    let mut out = format!("{}  {}", entity.id, entity.name);
    let mut add = |what: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(out, " · {what}{value}");
        }
    };
    match &entity.detail {
        EntityDetail::Place {
            feature,
            admin1,
            point,
            population,
            ..
        } => {
            add("", feature.as_str());
            add("", admin1);
            add("", &entity.country);
            add("", &point.map_or_else(String::new, |(lat, lon)| format!("{lat}, {lon}")));
            add("population ", &if *population > 0 { population.to_string() } else { String::new() });
        }
        EntityDetail::Actor { actor_type, parent } => {
            add("", actor_type.as_str());
            add("", &entity.country);
            add("part of ", parent);
        }
        EntityDetail::Person { affiliation, offices } => {
            add("person ", &entity.country);
            add("of ", affiliation);
            for office in offices {
                add("", &format!("{} {}/{}", office.title, office.from, office.to));
            }
        }
        EntityDetail::Weapon { class, munition } => {
            add("weapon ", class);
            add("", if *munition { "munition" } else { "platform" });
        }
    }
    let marks = [
        (entity.marks.case, "case"),
        (entity.marks.context, "context"),
        (entity.marks.full, "full"),
    ];
    let marks: Vec<&str> = marks.iter().filter(|(is, _)| *is).map(|(_, m)| *m).collect();
    add("marks ", &marks.join(";"));
    let _ = write!(out, "  ({form}: {written})");
    out
}
