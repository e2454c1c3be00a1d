//! `recount gazetteer import`: gazetteers of others as files of our formats.

use super::console::Console;
use super::lexicon::GazetteerArguments;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use recount::gazetteer::import::{self, Filters, Format, Known, Noted, Report, Source};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  recount gazetteer import cities15000.zip --format geonames -o names/
  recount gazetteer import allCountries.zip --format geonames --country IQ,SY --feature-class P,A,AIRB -o names/
  recount gazetteer import groups.json --format wikidata -o names/
  recount gazetteer import entities.ftm.json --format opensanctions --min-tokens 2 -o names/
  recount gazetteer import own.csv --format csv --column name=Titel --column aliases=Andere -o names/
  recount extract news/ --gazetteers names/

The files are written below DIR in the formats of gazetteers/README.md, one a kind of entity, named by
format and source: an import into a folder leaves those of other sources alone. Ids are the source's with
a prefix (gn. wd. os. ucdp. cameo.), so that a later import gives the same. Names of places come in
Latin letters only. GeoNames: with admin1CodesASCII.txt beside the source, places know their division;
with alternateNamesV2.txt (unpacked), their English names are aliases.
Wikidata: variables ?item ?itemLabel ?alias ?typeLabel ?country (code or label) ?coord, ordered by ?item.";

#[derive(Args)]
pub struct Import {
    /// The file, plain, gzip or zip; - for standard input
    #[arg(value_name = "SOURCE")]
    source: PathBuf,

    /// What the file is
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Word,

    /// The folder to write gazetteer files into
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,

    /// Leaves out places with fewer inhabitants
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_population: u64,

    /// Only these classes (P, A, S, …) or codes (PPLC, AIRB, …) of GeoNames, separated by commas [default: P,A]
    #[arg(long = "feature-class", value_name = "CLASSES", value_delimiter = ',')]
    feature_classes: Vec<String>,

    /// Only these countries (ISO 3166-1 alpha-2), separated by commas
    #[arg(long = "country", value_name = "CODES", value_delimiter = ',')]
    countries: Vec<String>,

    /// Leaves out names of actors and persons with fewer words
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_tokens: usize,

    /// What csv, jsonl and wikidata sources call a field (id, name, aliases, type, country, lat, lon, …); may be given for each
    #[arg(long = "column", value_name = "FIELD=COLUMN")]
    columns: Vec<String>,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

#[derive(Clone, Copy, ValueEnum)]
enum Word {
    Geonames,
    Wikidata,
    Opensanctions,
    Petrarch,
    Ucdp,
    Csv,
    Jsonl,
}

impl From<Word> for Format {
    fn from(word: Word) -> Self {
        match word {
            Word::Geonames => Self::GeoNames,
            Word::Wikidata => Self::Wikidata,
            Word::Opensanctions => Self::OpenSanctions,
            Word::Petrarch => Self::Petrarch,
            Word::Ucdp => Self::Ucdp,
            Word::Csv => Self::Csv,
            Word::Jsonl => Self::Jsonl,
        }
    }
}

pub fn run(arguments: &Import, console: Console) -> Result<ExitCode> {
    let mut columns = Vec::new();
    for column in &arguments.columns {
        let Some((field, name)) = column.split_once('=') else {
            bail!("--column {column}: FIELD=COLUMN, as in name=title");
        };
        columns.push((field.to_lowercase(), name.to_string()));
    }
    let upper = |list: &[String]| list.iter().map(|c| c.trim().to_uppercase()).collect();
    let filters = Filters {
        min_population: arguments.min_population,
        feature_classes: upper(&arguments.feature_classes),
        countries: upper(&arguments.countries),
        min_tokens: arguments.min_tokens,
        columns,
    };
    let sources = arguments.gazetteers.sources()?;
    let lexicon = arguments.gazetteers.load(console)?;
    let is_word = |word: &str| lexicon.is_ordinary_word(word);
    let known = Known::new(&sources, &lexicon.gazetteer, &is_word);
    if let Some(unknown) = filters.countries.iter().find(|c| known.country(c) != **c) {
        bail!("--country {unknown}: no country has that code (ISO 3166-1 alpha-2: IQ, SY, …)");
    }
    let told = arguments.source.display();
    let source = Source::open(&arguments.source).with_context(|| format!("{told}: cannot be read"))?;
    let report = import::import(source, arguments.format.into(), &filters, &known, &arguments.output).with_context(|| told.to_string())?;
    tell(&report)?;
    Ok(if report.written > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(super::FAILED)
    })
}

fn tell(report: &Report) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let passed: u64 = report.passed.values().map(|n| n.count).sum();
    writeln!(out, "{} entities written, {passed} rows passed over", report.written)?;
    for file in &report.files {
        writeln!(out, "  {}", file.display())?;
    }
    list(&mut out, "Passed over:", &report.passed)?;
    list(&mut out, "Names that mean something already, or are words too:", &report.collisions)
}

fn list(out: &mut impl Write, title: &str, notes: &BTreeMap<&'static str, Noted>) -> std::io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "{title}")?;
    for (what, noted) in notes {
        writeln!(out, "{:>8}  {what}", noted.count)?;
        for (line, example) in &noted.first {
            writeln!(out, "          line {line}: {example}")?;
        }
    }
    Ok(())
}
