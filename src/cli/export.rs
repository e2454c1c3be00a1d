//! `recount export`: the records of a database as `extract` writes them.

use super::RecordWord;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use recount::emit::{self, Encoder, Output};
use recount::record::RecordType;
use recount::store::Store;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount export --db news.db > records.jsonl            the records that extract wrote into it
  recount export --db news.db -o claims.csv --only claim --format csv
  recount export --db news.db -o records/                one file for each type of record";

/// The records of a database, as extract writes them
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The database
    #[arg(long, value_name = "FILE")]
    db: PathBuf,

    /// Where to: a file, or a folder for one file a type of record [default: standard output]
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,

    /// Only these types of records (document, sentence, mention, claim, incident), separated by commas
    #[arg(long, value_name = "TYPES", value_delimiter = ',')]
    only: Vec<RecordWord>,

    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: ExportFormat,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    #[default]
    Jsonl,
    Csv,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let store = Store::open(&arguments.db)?;
    let folder = arguments.output.as_deref().filter(|o| super::extract::is_folder(o));
    let types: Vec<RecordType> = RecordType::ALL
        .into_iter()
        .filter(|t| arguments.only.is_empty() || arguments.only.iter().any(|w| RecordType::from(*w) == *t))
        .collect();
    let format = match arguments.format {
        ExportFormat::Jsonl => emit::Format::Jsonl,
        ExportFormat::Csv => emit::Format::Csv,
    };
    if format == emit::Format::Csv && folder.is_none() && types.len() != 1 {
        bail!("a CSV table holds one type of record: give one in --only, or a folder in -o");
    }
    let encoder = Encoder {
        format,
        types,
        split: folder.is_some(),
    };
    let mut outputs = super::extract::open_outputs(arguments.output.as_deref(), folder, &encoder)?;
    write(&mut outputs, &encoder.head())?;
    for key in store.document_keys()? {
        write(&mut outputs, &encoder.encode(&store.extraction(key)?))?;
    }
    for output in outputs {
        output.finish().context("writing the records")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write(outputs: &mut [Output], parts: &[Vec<u8>]) -> Result<()> {
    let written = outputs.iter_mut().zip(parts).try_for_each(|(output, part)| output.write(part));
    written.context("writing the records")
}
