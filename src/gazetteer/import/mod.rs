//! Gazetteers of others as files of our own formats: reads a source row by row, passes it through the user's filters, and writes what is left. Nothing is held but
//! the row in hand. One module a format; what they have in common is here.
//!
//! What a name will meet among the names that are there already is told in a [`Report`], and names that are also common words or given names get the mark `context`.

mod alternate_names;
mod geonames;
mod known;
mod lines;
mod opensanctions;
mod petrarch;
mod report;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod ucdp;
mod wikidata;
mod write;

pub use known::Known;
pub use report::{Noted, Report};
pub use source::Source;

use super::entity::ActorType;
use crate::record::Feature;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use write::Writer;

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The tables of GeoNames (`cities15000.txt`, `IQ.txt`, `allCountries.txt`).
    GeoNames,
    /// Results of Wikidata's query service as JSON.
    Wikidata,
    /// `entities.ftm.json` or `targets.simple.csv`.
    OpenSanctions,
    /// PETRARCH, TABARI and CAMEO actor dictionaries.
    Petrarch,
    /// The UCDP actor list.
    Ucdp,
    /// A table with a header.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::GeoNames => "geonames",
            Self::Wikidata => "wikidata",
            Self::OpenSanctions => "opensanctions",
            Self::Petrarch => "petrarch",
            Self::Ucdp => "ucdp",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// What is wanted of a source.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Places with fewer inhabitants are passed over.
    pub min_population: u64,
    /// Classes (`P`) or codes (`AIRB`) of places that are taken; empty: what the format thinks best.
    pub feature_classes: Vec<String>,
    /// Country codes (ISO 3166-1 alpha-2) that are taken; empty: all.
    pub countries: Vec<String>,
    /// Names of actors and persons with fewer words are passed over.
    pub min_tokens: usize,
    /// What a source calls a field: field (`name`) and column or variable.
    pub columns: Vec<(String, String)>,
}

/// One entity as its source tells it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Line of the source, from 1.
    pub line: u64,
    /// Stable id, with the source's prefix.
    pub id: String,
    /// Main name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Acronyms of an actor.
    pub acronyms: Vec<String>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// Wikidata's id, or empty.
    pub wikidata: String,
    /// Ambiguity marks.
    pub marks: Vec<&'static str>,
    /// What only its kind has.
    pub kind: FoundKind,
}

/// What kind of entity a source tells of.
#[derive(Clone, Debug)]
pub enum FoundKind {
    /// A place.
    Place {
        /// Our kind of place.
        feature: Feature,
        /// GeoNames' class and code, where it has them (`P`, `PPLA`).
        class: (String, String),
        /// First-level division by name.
        admin1: String,
        /// Decimal degrees, or empty.
        lat: String,
        /// Decimal degrees, or empty.
        lon: String,
        /// GeoNames id, or empty.
        geonameid: String,
        /// Inhabitants; 0 where not known.
        population: u64,
    },
    /// An actor.
    Actor {
        /// Our kind of actor.
        actor_type: ActorType,
        /// First year or day, or empty.
        from: String,
        /// Last year or day, or empty.
        to: String,
    },
    /// A person.
    Person {
        /// Offices, each `Title FROM/TO`.
        offices: Vec<String>,
    },
}

impl Default for FoundKind {
    fn default() -> Self {
        Self::Actor {
            actor_type: ActorType::Other,
            from: String::new(),
            to: String::new(),
        }
    }
}

/// What a reader hands over.
#[expect(clippy::large_enum_variant, reason = "one at a time, and nearly all are entities")]
pub enum Item {
    /// An entity.
    Entity(Found),
    /// A row that gives none.
    Passed {
        /// Line of the source, from 1.
        line: u64,
        /// Why, in words that many rows share.
        why: &'static str,
        /// Its id or name.
        what: String,
    },
}

/// What readers need beside the source.
pub(crate) struct Context<'a> {
    /// Countries and names that are known already.
    pub known: &'a Known<'a>,
    /// The user's filters.
    pub filters: &'a Filters,
    /// The folder of the source, where helping tables lie.
    pub beside: Option<&'a Path>,
}

/// Reads `source` and writes gazetteer files below `folder`.
///
/// # Errors
/// When the source cannot be read or is of another format, or the files cannot be written.
pub fn import(source: Source, format: Format, filters: &Filters, known: &Known<'_>, folder: &Path) -> io::Result<Report> {
    let mut writer = Writer::new(folder, format.name(), &source.stem);
    let mut report = Report::default();
    let beside = source.path.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    let context = Context {
        known,
        filters,
        beside: beside.as_deref(),
    };
    let mut failed: Option<io::Error> = None;
    let mut take = |item: Item| {
        if failed.is_some() {
            return;
        }
        match item {
            Item::Passed { line, why, what } => report.passed(why, line, &what),
            Item::Entity(mut found) => {
                report.read += 1;
                if let Err(why) = admit(&mut found, filters) {
                    report.passed(why, found.line, &found.name);
                    return;
                }
                known.judge(&mut found, &mut report);
                if found.name.is_empty() {
                    return;
                }
                match writer.write(&found) {
                    Ok(()) => report.written += 1,
                    Err(error) => failed = Some(error),
                }
            }
        }
    };
    let mut reader = source.reader;
    let reader: &mut dyn BufRead = &mut reader;
    match format {
        Format::GeoNames => geonames::read(reader, &context, &mut take)?,
        Format::Wikidata => wikidata::read(reader, &context, &mut take)?,
        Format::OpenSanctions => opensanctions::read(reader, &context, &mut take)?,
        Format::Petrarch => petrarch::read(reader, &context, &mut take)?,
        Format::Ucdp => ucdp::read(reader, &context, &mut take)?,
        Format::Csv => table::read(reader, &context, &mut take)?,
        Format::Jsonl => lines::read(reader, &context, &mut take)?,
    }
    if let Some(error) = failed {
        return Err(error);
    }
    report.files = writer.finish()?;
    Ok(report)
}

/// Cleans a row and says why it is passed over, if it is.
fn admit(found: &mut Found, filters: &Filters) -> Result<(), &'static str> {
    for name in std::iter::once(&mut found.name)
        .chain(&mut found.aliases)
        .chain(&mut found.acronyms)
    {
        *name = clean(name);
    }
    if found.name.is_empty() {
        return Err("no name");
    }
    if found.id.is_empty() {
        return Err("no id");
    }
    if !filters.countries.is_empty() && !filters.countries.contains(&found.country) {
        return Err("country not asked for");
    }
    match &found.kind {
        FoundKind::Place { class, population, .. } => {
            if *population < filters.min_population {
                return Err("population below --min-population");
            }
            let asked = |c: &String| *c == class.0 || *c == class.1;
            if !filters.feature_classes.is_empty() && !filters.feature_classes.iter().any(asked) {
                return Err("feature class not asked for");
            }
        }
        FoundKind::Actor { .. } | FoundKind::Person { .. } => {
            let enough = |name: &String| name.split([' ', '-']).filter(|w| !w.is_empty()).count() >= filters.min_tokens;
            found.aliases.retain(enough);
            if !enough(&found.name) {
                if found.aliases.is_empty() {
                    return Err("fewer words than --min-tokens");
                }
                found.name = found.aliases.remove(0);
            }
        }
    }
    let mut seen = vec![found.name.clone()];
    found.aliases.retain(|alias| {
        let new = !alias.is_empty() && !seen.contains(alias);
        if new {
            seen.push(alias.clone());
        }
        new
    });
    found.acronyms.retain(|a| !a.is_empty());
    found.acronyms.dedup();
    Ok(())
}

/// A name as our files hold it: composed, on one line, without the mark that separates lists.
fn clean(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == ';')
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ").nfc().collect()
}

/// An id of ours from a source's own: letters, digits, dots and hyphens.
fn id(prefix: &str, own: &str) -> String {
    let mut out = String::from(prefix);
    for c in own.trim().chars() {
        match c {
            c if c.is_ascii_alphanumeric() || c == '.' => out.push(c),
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    if out.len() == prefix.len() {
        return String::new();
    }
    out.trim_end_matches('-').to_string()
}

/// An error that the source is not of its format.
fn not_of_format(why: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_string())
}

/// The paths that [`import`] wrote.
pub type Files = Vec<PathBuf>;
