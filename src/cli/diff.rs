//! `recount diff`: what differs between two datasets.

use super::console::Console;
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use recount::diff::{self, DocumentState, Entry, FieldNames, Index, JsonLines, Maker, Options, Side, SideError, Tables, id_hash};
use recount::record::{ClaimRecord, Kind};
use recount::store::{Store, StoreError, looks_like_database};
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount diff old.db new.db                          claims added, removed, changed field by field
  recount diff old.jsonl new.db --kind killed         a file against a database; only those killed
  recount diff old/ new/ --ignore rule --format json  folders of records; one object a line
  recount diff old.db new.db --format html > diff.html  a page that needs no other file

Claims are the same where their ids are: those of the same sentence, kind and rank in the same document. Where a
claim stands in its text is not compared (--positions does): an edit above it is no change of it. The cause is what
both sides prove (text, program, rules, gazetteers); where they do not, none is given.
Exit: 0 the same · 1 different · 2 trouble";

/// Claims added, removed, and changed field by field
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The dataset before: a database, a file of JSON Lines or a table, a folder of them, a data package
    #[arg(value_name = "A")]
    a: PathBuf,

    /// The dataset after
    #[arg(value_name = "B")]
    b: PathBuf,

    /// Only claims of this kind; may be given more than once, or separated by commas
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<Kind>,

    /// A field that may differ; may be given more than once, or separated by commas
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Compares too where claims stand in their texts
    #[arg(long)]
    positions: bool,

    /// For people on a terminal, one JSON object a line, or a page for a browser
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Html,
}

/// A database as a side of the comparison.
struct Database {
    store: Store,
    /// Whether the other side is a database too: else hashes must be those of lines of JSON.
    among_databases: bool,
    /// The claims of the document that was asked for last.
    last: (i64, Vec<(i64, ClaimRecord)>),
}

fn side_error(error: StoreError) -> SideError {
    SideError(error.to_string())
}

impl Side for Database {
    fn index(&mut self) -> Result<Index, SideError> {
        let mut index = Index::default();
        for row in self.store.document_rows().map_err(side_error)? {
            let [program, rules, gazetteers] = row.made_by;
            let state = DocumentState {
                sha256: row.sha256,
                maker: Some(Maker {
                    program,
                    rules,
                    gazetteers,
                }),
            };
            index.documents.insert(row.doc_id, state);
        }
        if self.among_databases {
            let claims = &mut index.claims;
            let give = |id: &str, hash, key: i64| {
                let at = key.cast_unsigned();
                claims.insert(id_hash(id), Entry { hash, at });
            };
            self.store.claim_hashes(give).map_err(side_error)?;
            return Ok(index);
        }
        for document in self.store.document_keys().map_err(side_error)? {
            for (key, claim) in self.store.claims_of(document).map_err(side_error)? {
                let (id, entry) = diff::entry(claim, key.cast_unsigned())?;
                index.claims.insert(id, entry);
            }
        }
        Ok(index)
    }

    fn claim(&mut self, at: u64) -> Result<ClaimRecord, SideError> {
        let key = at.cast_signed();
        let document = recount::store::document_of(key);
        if self.last.0 != document {
            self.last = (document, self.store.claims_of(document).map_err(side_error)?);
        }
        let found = self.last.1.iter().find(|(k, _)| *k == key);
        found
            .map(|(_, claim)| claim.clone())
            .ok_or_else(|| SideError("the database changed while it was read".into()))
    }
}

fn side(path: &Path, other: &Path) -> Result<Box<dyn Side>> {
    if path.as_os_str() == "-" {
        bail!("-: a comparison goes back to what differs: give files, folders or databases");
    }
    if looks_like_database(path) {
        return Ok(Box::new(Database {
            store: Store::open(path)?,
            among_databases: looks_like_database(other),
            last: (-1, Vec::new()),
        }));
    }
    Ok(match Tables::at(path)? {
        Some(tables) => Box::new(tables),
        None => Box::new(JsonLines::new(path)?),
    })
}

pub fn run(arguments: &Arguments, console: Console) -> Result<ExitCode> {
    let names = diff::names();
    if let Some(unknown) = arguments.ignore.iter().find(|f| !names.contains(f)) {
        bail!("--ignore {unknown}: a claim has no such field (recount schema claim names them)");
    }
    let mut a = side(&arguments.a, &arguments.b)?;
    let mut b = side(&arguments.b, &arguments.a)?;
    let options = Options {
        kinds: arguments.kind.clone(),
        fields: FieldNames {
            ignored: arguments.ignore.clone(),
            positions: arguments.positions,
        },
    };
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout());
    if arguments.format == Format::Html {
        let [a, b] = [&arguments.a, &arguments.b].map(|path| path.display().to_string());
        out.write_all(diff::html::head(&a, &b).as_bytes())?;
    }
    let mut broken = None;
    let counts = diff::diff(&mut *a, &mut *b, &options, &mut |difference| {
        let text = match arguments.format {
            Format::Text => diff::text(difference, console.color()),
            Format::Json => diff::json(difference),
            Format::Html => diff::html::row(difference),
        };
        match out.write_all(text.as_bytes()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                broken = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = broken {
        return Err(anyhow!(error));
    }
    if arguments.format == Format::Html {
        out.write_all(diff::html::foot(&counts).as_bytes())?;
    }
    if arguments.format == Format::Text && !console.quiet() {
        writeln!(out, "{counts}")?;
    }
    out.flush()?;
    let differs = counts.added + counts.removed + counts.changed > 0;
    Ok(if differs {
        ExitCode::from(super::FAILED)
    } else {
        ExitCode::SUCCESS
    })
}
