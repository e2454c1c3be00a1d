//! `recount export`: a dataset in the formats of other tools.

use super::RecordWord;
use super::console::Console;
use super::dataset::{Group, groups};
use super::lexicon::GazetteerArguments;
use anyhow::{Context, Result, bail};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgGroup, Args};
use recount::dataset::DocumentGroup;
use recount::emit::{Folder, Output};
use recount::export::{FORMATS, Format, Item, Plan, Profile, Sink, Target};
use recount::record::RecordType;
use recount::store::Store;
use recount::verify::{Counts, text_of, verify};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount export --db news.db > records.jsonl                      the records that extract wrote into it
  recount export --db news.db -o claims.csv --only claim
  recount export --db news.db -o tables/ --format csv              a table for each type of record
  recount export --db news.db -o package/ --format data-package    tables that describe themselves
  recount export --db news.db -o map.geojson --only incident
  recount export records.jsonl -o events.csv --profile acled       incidents in ACLED's columns and codes
  recount export --db news.db -o brat/ --format brat --root news/  texts and annotations
  recount export records.jsonl -o corpus.jsonl --format spacy

Without --format the name of the output says it (.jsonl .csv .parquet .geojson .jsonld), else JSON Lines.
Formats that hold texts read those that the records do not keep from where the articles were: their paths
start at --root. A document whose text was edited since is told and passed over.
A profile leaves what the text states as it is. Where it fills in a number or a day by a convention, the
last column, imputed, names the column and the convention. gazetteers/profiles/ has the profiles as data.
JSON Lines, tables and data packages can be read again, by verify, eval and export itself.";

/// A dataset in the formats of other tools: tables, maps, annotations, packages
#[derive(Args)]
#[command(after_help = EXAMPLES, group = ArgGroup::new("from").required(true))]
pub struct Arguments {
    /// The dataset: JSON Lines, a table, a data package, a folder of them, a database, or -
    #[arg(value_name = "DATASET", group = "from")]
    dataset: Option<PathBuf>,

    /// A database
    #[arg(long, value_name = "FILE", group = "from")]
    db: Option<PathBuf>,

    /// Where to: a file, or a folder [default: standard output]
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,

    /// Only these types of records (document, sentence, mention, claim, incident), separated by commas
    #[arg(long, value_name = "TYPES", value_delimiter = ',')]
    only: Vec<RecordWord>,

    /// Format of the output
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<String>,

    /// Incidents in the columns and codes of another dataset: acled, ucdp, or a profile of your own; raw: records as they are
    #[arg(long, value_name = "PROFILE", default_value = "raw", hide_default_value = true)]
    profile: String,

    /// The folder from which the paths of documents start
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    root: PathBuf,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

fn formats() -> PossibleValuesParser {
    FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about)).into()
}

pub fn run(arguments: &Arguments, console: Console) -> Result<ExitCode> {
    let format = format(arguments);
    let plan = plan(arguments, format)?;
    let documents = match (&arguments.dataset, &arguments.db) {
        (None, Some(db)) => {
            // Whatever it is called, it must be one.
            Store::open(db)?;
            groups(db)?
        }
        (dataset, _) => groups(dataset.as_deref().unwrap_or(Path::new("-")))?,
    };
    let mut sink = format.begin(target(arguments.output.as_deref(), format)?, plan)?;
    let mut export = Export {
        format,
        root: &arguments.root,
        console,
        failed: false,
    };
    for document in documents {
        export.add(&mut *sink, document)?;
    }
    sink.finish().context("writing the dataset")?;
    Ok(if export.failed {
        ExitCode::from(super::FAILED)
    } else {
        ExitCode::SUCCESS
    })
}

/// The format asked for, or the one that the output's name says.
fn format(arguments: &Arguments) -> &'static Format {
    let named = arguments.format.as_deref().and_then(Format::named);
    let of_output = || Format::of_file(&arguments.output.as_ref()?.to_string_lossy());
    named.or_else(of_output).unwrap_or(FORMATS[0])
}

fn plan(arguments: &Arguments, format: &Format) -> Result<Plan> {
    let only: Vec<RecordType> = arguments.only.iter().map(|w| RecordType::from(*w)).collect();
    let profile = match arguments.profile.as_str() {
        "raw" => None,
        name => Some(Profile::load(name, &arguments.gazetteers.sources()?)?),
    };
    if let Some(profile) = &profile
        && only.iter().any(|t| *t != RecordType::Incident)
    {
        bail!("--profile {} is of incidents: leave --only out", profile.name);
    }
    let wanted = |t: &RecordType| match (&profile, only.is_empty()) {
        (Some(_), _) => *t == RecordType::Incident && format.types.contains(t),
        (None, true) => format.types.contains(t),
        (None, false) => only.contains(t),
    };
    let types = RecordType::ALL.into_iter().filter(wanted).collect();
    Ok(Plan { types, profile })
}

fn target(output: Option<&Path>, format: &Format) -> Result<Target> {
    let Some(path) = output.filter(|o| o.as_os_str() != "-") else {
        return Ok(Target::File(Output::stdout()));
    };
    let cannot = || format!("{}: cannot be written", path.display());
    if super::extract::is_folder(path) || format.is_folder {
        return Ok(Target::Folder(Folder::create(path).with_context(cannot)?));
    }
    Ok(Target::File(Output::file(path).with_context(cannot)?))
}

/// An export on its way.
struct Export<'e> {
    format: &'e Format,
    root: &'e Path,
    console: Console,
    failed: bool,
}

impl Export<'_> {
    fn tell(&mut self, line: &str) {
        self.failed = true;
        self.console.error(line);
    }

    fn add(&mut self, sink: &mut dyn Sink, document: Group) -> Result<()> {
        let group = match document {
            Ok(group) => group,
            Err(line) => {
                self.tell(&line);
                return Ok(());
            }
        };
        let mut text = String::new();
        if self.format.needs_text {
            match self.text(&group) {
                Some(own) => text = own,
                None => return Ok(()),
            }
        }
        let records = group.records();
        sink.add(Item { records, text: &text }).context("writing the dataset")
    }

    /// The text of a document whose spans all hold; of another, what does not is told.
    fn text(&mut self, group: &DocumentGroup) -> Option<String> {
        let mut counts = Counts::default();
        verify(group, self.root, &mut counts, &mut |failure| self.tell(&failure.to_string()));
        if counts.failures > 0 {
            return None;
        }
        let text = text_of(group.document.as_ref()?, self.root);
        text.map_err(|e| self.tell(&format!("{}: {e}", group.doc_id))).ok()
    }
}
