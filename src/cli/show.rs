//! `recount show`: a claim, an incident or a document of a database.

use super::console::Console;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use recount::Extraction;
use recount::emit::{Encoder, Format, ReadableOptions, readable};
use recount::record::RecordType;
use recount::store::Store;
use recount::store::read::Found;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount show a.txt --db news.db                    a document: its claims and incidents
  recount show c-2f1c7e0a9b3d4e5f --db news.db       a claim, in its sentence
  recount show c-2f1c7e0a9b3d4e5f --db news.db --format jsonl";

/// A claim, an incident or a document of a database
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A doc_id, claim_id or incident_id
    #[arg(value_name = "ID")]
    id: String,

    /// The database
    #[arg(long, value_name = "FILE")]
    db: PathBuf,

    /// For people, or the records
    #[arg(long, value_enum, default_value_t)]
    format: ShowFormat,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    #[default]
    Text,
    Jsonl,
}

pub fn run(arguments: &Arguments, console: Console) -> Result<ExitCode> {
    let store = Store::open(&arguments.db)?;
    let (extraction, types) = match store.find(&arguments.id)? {
        None => bail!("{}: no document, claim or incident “{}”", arguments.db.display(), arguments.id),
        Some(Found::Document(key)) => (store.extraction(key)?, RecordType::ALL.to_vec()),
        Some(Found::Claim(key)) => (claim_alone(store.extraction(key)?, &arguments.id), vec![RecordType::Claim]),
        Some(Found::Incident(key)) => (
            incident_alone(store.extraction(key)?, &arguments.id),
            vec![RecordType::Claim, RecordType::Incident],
        ),
    };
    let bytes = match arguments.format {
        ShowFormat::Text => {
            let options = ReadableOptions {
                width: if Console::is_terminal() { Console::width() } else { 120 },
                color: console.color(),
                ..ReadableOptions::default()
            };
            readable(&extraction, &options).into_bytes()
        }
        ShowFormat::Jsonl => {
            let encoder = Encoder {
                format: Format::Jsonl,
                types,
                split: false,
            };
            encoder.encode(&extraction).concat()
        }
    };
    std::io::stdout().write_all(&bytes)?;
    Ok(ExitCode::SUCCESS)
}

fn claim_alone(mut extraction: Extraction, claim_id: &str) -> Extraction {
    extraction.claims.retain(|c| c.claim_id == claim_id);
    extraction.incidents.clear();
    extraction
}

/// The incident with the claims that it counts or sets aside.
fn incident_alone(mut extraction: Extraction, incident_id: &str) -> Extraction {
    extraction.incidents.retain(|i| i.incident_id == incident_id);
    if let Some(incident) = extraction.incidents.first() {
        extraction
            .claims
            .retain(|c| incident.claim_ids.contains(&c.claim_id) || incident.set_aside.iter().any(|s| s.claim_id == c.claim_id));
    }
    extraction
}
