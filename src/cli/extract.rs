//! `recount extract`: articles in, records out.

use super::RecordWord;
use super::console::Console;
use super::lexicon::GazetteerArguments;
use super::progress::Progress;
use super::reading::ReadingArguments;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use recount::emit::{self, Encoder, Output, ReadableOptions};
use recount::read::{Inputs, Trouble};
use recount::record::{Diagnostic, RecordType};
use recount::{Document, pipeline, run as driver};
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;

const EXAMPLES: &str = "Examples:
  recount extract article.txt                     its claims, for people to read
  recount extract news/ -o claims.csv --only claim
  recount extract feed.jsonl.gz > records.jsonl   every record, one a line
  recount extract news/ -o records/               one file for each type of record
  curl https://… | recount extract -               a page: its article, title, authors and date
  recount extract old.txt --published 2024-03-14   a date for what brings none
  recount extract table.csv --column text=body --column published=day

Read: .txt .md .html .jsonl .csv .tsv, a JSON array of articles, and gzip of each. A text file may
open with front matter between two lines of --- (title, published, publisher, url, authors, id);
rows of feeds carry id, text and the same fields, or what --column names. Pages state theirs in
their metadata. A document without a date is searched for one (“Last update: 2024-03-14”, a
dateline with its year); published_evidence says so. What a file .ignore names is passed over when
its folder is walked.";

/// Articles in, records out
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where to: a file, or a folder for one file a type of record [default: standard output]
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,

    /// Only these types of records (document, sentence, mention, claim, incident), separated by commas
    #[arg(long, value_name = "TYPES", value_delimiter = ',')]
    only: Vec<RecordWord>,

    /// Format of the output; auto: for people on a terminal, by the name of the output file, else JSON Lines
    #[arg(long, value_enum, default_value_t, hide_possible_values = false)]
    format: OutputFormat,

    #[command(flatten)]
    reading: ReadingArguments,

    /// Threads to work on [default: all]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    #[default]
    Auto,
    Text,
    Jsonl,
    Csv,
    Parquet,
}

/// A long text's records are written when so many bytes have come together.
const PORTION: usize = 1 << 16;

/// What one document becomes on its thread.
struct Done {
    parts: Vec<Vec<u8>>,
    path: Option<String>,
    bytes: u64,
    odd: Vec<String>,
    /// A long text, still to be worked on: where its records are written, so that they are never all there at once.
    long: Option<Document>,
}

pub fn run(arguments: Arguments, console: &Console) -> Result<ExitCode> {
    let folder = arguments.output.as_deref().filter(|o| is_folder(o));
    let encoder = encoder(&arguments, folder.is_some(), *console)?;
    let lexicon = arguments.gazetteers.load(*console)?;
    let mut outputs = open_outputs(arguments.output.as_deref(), folder, &encoder)?;
    let shares_terminal = arguments.output.is_none() && Console::is_terminal();
    let mut progress = Progress::new(*console, shares_terminal, &arguments.paths);
    let inputs = Inputs::new(arguments.paths, arguments.reading.options(exclude(arguments.output.as_deref()))?);
    let mut failed = false;
    let mut broken: Option<io::Error> = None;
    let buffers = Buffers::of(&encoder);
    write_all(&mut outputs, &encoder.head())?;
    driver::in_order(
        inputs,
        arguments.threads,
        |document| {
            let odd = document.diagnostics.iter().map(|d| describe(&document, d)).collect();
            let mut done = Done {
                parts: Vec::new(),
                path: document.path.clone(),
                bytes: document.text.len() as u64,
                odd,
                long: None,
            };
            if document.text.len() > pipeline::LONG_TEXT && encoder.is_by_line() {
                done.long = Some(document);
                return done;
            }
            let whole = guarded(&document, &mut done.odd, || {
                if !encoder.is_by_line() {
                    return encoder.encode(&pipeline::extract(&document, &lexicon));
                }
                let mut parts = buffers.take();
                pipeline::stream(&document, &lexicon, &encoder.types, |record| encoder.line(record, &mut parts));
                parts
            });
            done.parts = whole.unwrap_or_default();
            done
        },
        |result| match result {
            Err(trouble) => {
                failed = true;
                progress.tell(*console, &trouble.to_string());
                ControlFlow::Continue(())
            }
            Ok(mut done) => {
                let mut written = write_all(&mut outputs, &done.parts);
                if let Some(document) = done.long {
                    let mut parts = buffers.take();
                    guarded(&document, &mut done.odd, || {
                        pipeline::stream(&document, &lexicon, &encoder.types, |record| {
                            encoder.line(record, &mut parts);
                            if written.is_ok() && parts.iter().any(|p| p.len() >= PORTION) {
                                written = write_all(&mut outputs, &parts);
                                parts.iter_mut().for_each(Vec::clear);
                            }
                        });
                    });
                    written = written.and_then(|()| write_all(&mut outputs, &parts));
                }
                buffers.give_back(done.parts);
                failed |= !done.odd.is_empty();
                for line in &done.odd {
                    progress.tell(*console, line);
                }
                progress.add(done.path.as_deref(), done.bytes);
                match written {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        broken = Some(error);
                        ControlFlow::Break(())
                    }
                }
            }
        },
    )?;
    progress.finish();
    if let Some(error) = broken {
        return Err(error).context("writing the records");
    }
    for output in outputs {
        output.finish().context("writing the records")?;
    }
    Ok(if failed { ExitCode::from(super::FAILED) } else { ExitCode::SUCCESS })
}

fn describe(document: &Document, diagnostic: &Diagnostic) -> String {
    Trouble::describe(document.path.as_deref(), &document.doc_id, diagnostic)
}

/// Stages cannot fail; if one does all the same, it costs its own document and not the batch.
fn guarded<T>(document: &Document, odd: &mut Vec<String>, work: impl FnOnce() -> T) -> Option<T> {
    let fault = |_| {
        odd.push(describe(
            document,
            &Diagnostic {
                code: "fault".into(),
                message: format!("a fault in the program: no records of “{}”", document.doc_id),
                line: None,
            },
        ));
    };
    catch_unwind(AssertUnwindSafe(work)).map_err(fault).ok()
}

/// Buffers for encoded records that go round between the threads: memory that has been touched once is not asked for again.
struct Buffers {
    outputs: usize,
    free: Mutex<Vec<Vec<Vec<u8>>>>,
}

impl Buffers {
    fn of(encoder: &Encoder) -> Self {
        Self {
            outputs: encoder.outputs(),
            free: Mutex::default(),
        }
    }

    /// An empty buffer for each output.
    fn take(&self) -> Vec<Vec<u8>> {
        let free = self.free.lock().ok().and_then(|mut f| f.pop());
        free.unwrap_or_else(|| vec![Vec::new(); self.outputs])
    }

    fn give_back(&self, mut parts: Vec<Vec<u8>>) {
        if parts.len() == self.outputs
            && let Ok(mut free) = self.free.lock()
        {
            parts.iter_mut().for_each(Vec::clear);
            free.push(parts);
        }
    }
}

fn write_all(outputs: &mut [Output], parts: &[Vec<u8>]) -> io::Result<()> {
    outputs.iter_mut().zip(parts).try_for_each(|(output, part)| output.write(part))
}

pub fn is_folder(output: &Path) -> bool {
    output.is_dir() || output.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// What is written must not be read again in the same run.
fn exclude(output: Option<&Path>) -> Vec<PathBuf> {
    output.and_then(|o| o.canonicalize().ok()).into_iter().collect()
}

fn encoder(arguments: &Arguments, split: bool, console: Console) -> Result<Encoder> {
    let types: Vec<RecordType> = RecordType::ALL
        .into_iter()
        .filter(|t| arguments.only.is_empty() || arguments.only.iter().any(|w| RecordType::from(*w) == *t))
        .collect();
    let has_view = types.iter().any(|t| matches!(t, RecordType::Claim | RecordType::Incident));
    let ending = arguments
        .output
        .as_deref()
        .and_then(Path::extension)
        .and_then(|e| e.to_str())
        .unwrap_or("");
    let format = match arguments.format {
        OutputFormat::Auto => match (&arguments.output, ending) {
            (None, _) if Console::is_terminal() && has_view => OutputFormat::Text,
            (Some(_), "csv") => OutputFormat::Csv,
            (Some(_), "txt") => OutputFormat::Text,
            (Some(_), "parquet") => OutputFormat::Parquet,
            _ => OutputFormat::Jsonl,
        },
        chosen => chosen,
    };
    let format = match format {
        OutputFormat::Parquet => {
            bail!("Parquet is made of records: extract them (-o records.jsonl), then “recount export records.jsonl --format parquet”")
        }
        OutputFormat::Text if split => bail!("--format text makes one file, not a folder"),
        OutputFormat::Text if !has_view => bail!("--format text shows claims and incidents: use --format jsonl for other records"),
        OutputFormat::Text => emit::Format::Text(ReadableOptions {
            width: if arguments.output.is_none() && Console::is_terminal() {
                Console::width()
            } else {
                120
            },
            color: arguments.output.is_none() && console.color(),
            ..ReadableOptions::default()
        }),
        OutputFormat::Csv => emit::Format::Csv,
        OutputFormat::Auto | OutputFormat::Jsonl => emit::Format::Jsonl,
    };
    let types = match (&format, split, types.len()) {
        (emit::Format::Csv, false, 1) => types,
        (emit::Format::Csv, false, _) if arguments.only.is_empty() => vec![RecordType::Claim],
        (emit::Format::Csv, false, _) => bail!("a CSV table holds one type of record: give one in --only, or a folder in -o"),
        _ => types,
    };
    Ok(Encoder { format, types, split })
}

pub fn open_outputs(output: Option<&Path>, folder: Option<&Path>, encoder: &Encoder) -> Result<Vec<Output>> {
    let Some(path) = output.filter(|o| o.as_os_str() != "-") else {
        return Ok(vec![Output::stdout()]);
    };
    let cannot = |path: &Path| format!("{}: cannot be written", path.display());
    let Some(folder) = folder else {
        return Ok(vec![Output::file(path).with_context(|| cannot(path))?]);
    };
    std::fs::create_dir_all(folder).with_context(|| cannot(folder))?;
    let ending = if encoder.format == emit::Format::Csv { "csv" } else { "jsonl" };
    let file = |t: &RecordType| {
        let path = folder.join(format!("{}.{ending}", t.name()));
        Output::file(&path).with_context(|| cannot(&path))
    };
    encoder.types.iter().map(file).collect()
}
