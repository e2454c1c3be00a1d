//! `recount schema`: the JSON Schema of the records.

use anyhow::Result;
use clap::Args;
use recount::record::schema;
use std::io::Write;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount schema          of any line of a dataset
  recount schema claim    of one type of record, without its “type”";

/// The JSON Schema of a record
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The type of record [default: any]
    #[arg(value_name = "RECORD", value_enum)]
    record: Option<super::RecordWord>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let schema = arguments.record.map_or_else(schema::schema, |word| schema::schema_of(word.into()));
    writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(ExitCode::SUCCESS)
}
