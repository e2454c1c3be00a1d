//! `recount ingest`: articles into a database, only what is new or changed.

use super::console::Console;
use super::lexicon::{GazetteerArguments, tell_notes};
use super::progress::Progress;
use super::reading::ReadingArguments;
use anyhow::{Context, Result};
use clap::Args;
use recount::gazetteer::{GazetteerError, Sources};
use recount::read::{Inputs, Trouble};
use recount::record::Diagnostic;
use recount::store::{Arrival, Known, Pipeline, Scope, Store, StoreError, Writer, input_hash};
use recount::{Document, Lexicon, pipeline, run as driver};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::Write;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

const EXAMPLES: &str = "Examples:
  recount ingest news/ --db news.db                  every article below news/
  recount ingest feed.jsonl.gz --db news.db          and those of a feed, into the same database
  recount ingest news/ --db news.db                  again: only what is new or changed is worked on
  recount ingest news/ --db news.db --prune          and what is gone from news/ is removed
  sqlite3 news.db 'select * from claims_by_kind_and_month'

A document is known by its id: a file's path below the folder given, or a row's id. It is passed over where its
text, what is known of it, the gazetteers and the program are those that made its records. Whatever ends the run
(Ctrl-C, no room on the disk, no power), what was committed stays, and the next run goes on from there.";

/// Set by Ctrl-C; a second one ends the program at once.
static STOP: AtomicBool = AtomicBool::new(false);

/// Articles into a database: only what is new or changed
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The database; made where there is none
    #[arg(long, value_name = "FILE")]
    db: PathBuf,

    /// Removes the documents that the paths given no longer have
    #[arg(long)]
    prune: bool,

    #[command(flatten)]
    reading: ReadingArguments,

    /// Threads to work on [default: all]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

/// What one document becomes on its thread.
struct Done {
    doc_id: String,
    path: Option<String>,
    bytes: u64,
    odd: Vec<String>,
    what: What,
}

enum What {
    /// The database has it as it is.
    Unchanged(i64),
    /// Its records, whether its input is as it was, and what was known of it.
    Extracted(Box<Arrival>, bool, Option<Known>),
    /// A fault in the program.
    Nothing,
}

/// What became of the documents.
#[derive(Default)]
struct Counts {
    new: u64,
    changed: u64,
    again: u64,
    unchanged: u64,
    claims: u64,
}

/// Extracts what the database does not have as it is.
struct Worker {
    known: FxHashMap<String, Known>,
    sources: Sources,
    /// Compiled when the first document needs it: a run over what is known compiles nothing.
    lexicon: OnceLock<Result<Lexicon, GazetteerError>>,
}

impl Worker {
    fn work(&self, document: &Document) -> Done {
        let describe = |d: &Diagnostic| Trouble::describe(document.path.as_deref(), &document.doc_id, d);
        let mut odd: Vec<String> = document.diagnostics.iter().map(describe).collect();
        let hash = input_hash(document);
        let known = self.known.get(&document.doc_id).copied();
        let what = match known {
            Some(known) if known.current && known.input_hash == hash => What::Unchanged(known.document_key),
            _ => match self.lexicon.get_or_init(|| Lexicon::load(&self.sources)) {
                Err(_) => What::Nothing,
                // Stages cannot fail; if one does all the same, it costs its own document and not the batch.
                Ok(lexicon) => match catch_unwind(AssertUnwindSafe(|| Arrival::new(pipeline::extract(document, lexicon), hash))) {
                    Ok(arrival) => What::Extracted(Box::new(arrival), known.is_some_and(|k| k.input_hash == hash), known),
                    Err(_) => {
                        odd.push(describe(&Diagnostic {
                            code: "fault".into(),
                            message: format!("a fault in the program: no records of “{}”", document.doc_id),
                            line: None,
                        }));
                        What::Nothing
                    }
                },
            },
        };
        Done {
            doc_id: document.doc_id.clone(),
            path: document.path.clone(),
            bytes: document.text.len() as u64,
            odd,
            what,
        }
    }
}

/// Writes documents as they come, while they are at hand.
struct Sink<'s> {
    writer: Writer<'s>,
    counts: Counts,
    /// Documents that the database had and the paths still have.
    seen: FxHashSet<i64>,
}

impl Sink<'_> {
    fn take(&mut self, done: Done, tell: &mut dyn FnMut(&str)) -> Result<bool, StoreError> {
        match done.what {
            What::Nothing => return Ok(false),
            What::Unchanged(key) => {
                self.counts.unchanged += 1;
                self.seen.insert(key);
            }
            What::Extracted(arrival, is_same, known) => {
                if let Some(known) = known {
                    self.seen.insert(known.document_key);
                    if let Some(other) = self.taken(&done.doc_id, done.path.as_deref(), &arrival.extraction().document.format)? {
                        let place = done.path.unwrap_or_default();
                        tell(&format!(
                            "{place}: the database has another document “{}”, {other}: passed over; ingest both folders in one run, or the folder above them [id_taken]",
                            done.doc_id
                        ));
                        return Ok(false);
                    }
                }
                match known {
                    None => self.counts.new += 1,
                    Some(_) if is_same => self.counts.again += 1,
                    Some(_) => self.counts.changed += 1,
                }
                self.counts.claims += arrival.extraction().claims.len() as u64;
                self.writer.write(*arrival)?;
            }
        }
        Ok(true)
    }

    /// The file from which the database has a document of this id, where that is another one that is still there. Rows of feeds bring their own ids: a later feed replaces them.
    fn taken(&self, doc_id: &str, path: Option<&str>, format: &str) -> Result<Option<String>, StoreError> {
        if matches!(format, "jsonl" | "csv") {
            return Ok(None);
        }
        let Some(path) = path else { return Ok(None) };
        let other = self.writer.path_of(doc_id)?.filter(|other| other != path);
        let same = |other: &str| Path::new(other).canonicalize().ok() == Path::new(path).canonicalize().ok();
        Ok(other.filter(|other| Path::new(other).exists() && !same(other)))
    }
}

/// Paths as documents tell them: with `/` between their parts, and without `./` before them.
fn told(path: &Path) -> String {
    let text = path.strip_prefix(".").unwrap_or(path).to_string_lossy().into_owned();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text };
    if text.is_empty() { ".".into() } else { text }
}

pub fn run(arguments: Arguments, console: Console) -> Result<ExitCode> {
    let sources = arguments.gazetteers.sources()?;
    let exclude = ["", "-wal", "-shm", "-journal"].map(|end| PathBuf::from(format!("{}{end}", arguments.db.display())));
    let options = arguments.reading.options(exclude.into())?;
    let mut scope = Scope {
        read: arguments.paths.iter().filter(|p| p.as_os_str() != "-").map(|p| told(p)).collect(),
        unread: Vec::new(),
    };
    let mut store = Store::create(&arguments.db)?;
    store.sort_with(arguments.threads)?;
    let writer = Writer::new(&mut store, &Pipeline::new(&sources))?;
    let worker = Worker {
        known: writer.known()?,
        sources,
        lexicon: OnceLock::new(),
    };
    let mut sink = Sink {
        writer,
        counts: Counts::default(),
        seen: FxHashSet::default(),
    };

    // Where the handler cannot be set, Ctrl-C ends the program at once, and what was committed is kept all the same.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    let mut progress = Progress::new(console, false, &arguments.paths);
    let mut failed = false;
    let mut broken: Option<anyhow::Error> = None;
    driver::in_order(
        Inputs::new(arguments.paths, options),
        arguments.threads,
        |document| worker.work(&document),
        |result| {
            match result {
                Err(trouble) => {
                    failed = true;
                    progress.tell(console, &trouble.to_string());
                    scope.unread.push(trouble.path);
                }
                Ok(done) => {
                    failed |= !done.odd.is_empty();
                    done.odd.iter().for_each(|line| progress.tell(console, line));
                    if let Some(Err(_)) = worker.lexicon.get() {
                        return ControlFlow::Break(());
                    }
                    progress.add(done.path.as_deref(), done.bytes);
                    match sink.take(done, &mut |line| progress.tell(console, line)) {
                        Ok(fine) => failed |= !fine,
                        Err(error) => {
                            broken = Some(error.into());
                            return ControlFlow::Break(());
                        }
                    }
                }
            }
            if STOP.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        },
    )?;
    progress.finish();
    match worker.lexicon.into_inner() {
        Some(Err(error)) => return Err(error.into()),
        Some(Ok(lexicon)) => tell_notes(&lexicon, console),
        None => {}
    }
    if let Some(error) = broken {
        return Err(error);
    }
    sink.writer.commit()?;
    if STOP.load(Ordering::Relaxed) {
        console.error("recount: stopped: what was done is kept, and the next run goes on from there");
        return Ok(ExitCode::from(super::FAILED));
    }
    let seen = sink.seen_or_new(&worker.known)?;
    let vanished = sink.writer.vanished(&scope, &seen)?;
    if arguments.prune && !vanished.is_empty() {
        sink.writer.remove(vanished.iter().map(|v| v.document_key))?;
    } else if !console.quiet() {
        for document in &vanished {
            console.error(&format!(
                "{}: gone, its document “{}” is kept (--prune removes it)",
                document.path, document.doc_id
            ));
        }
    }
    sink.writer.finish()?;
    if !console.quiet() {
        summary(&sink.counts, vanished.len(), arguments.prune)?;
    }
    Ok(if failed { ExitCode::from(super::FAILED) } else { ExitCode::SUCCESS })
}

impl Sink<'_> {
    /// The keys of all documents that this run saw, those that it added included.
    fn seen_or_new(&mut self, known: &FxHashMap<String, Known>) -> Result<FxHashSet<i64>> {
        let mut seen = std::mem::take(&mut self.seen);
        if self.counts.new > 0 {
            let now = self.writer.known().context("looking for what is gone")?;
            seen.extend(now.iter().filter(|(id, _)| !known.contains_key(*id)).map(|(_, k)| k.document_key));
        }
        Ok(seen)
    }
}

fn summary(counts: &Counts, vanished: usize, prune: bool) -> Result<()> {
    let Counts {
        new,
        changed,
        again,
        unchanged,
        claims,
    } = counts;
    let mut line = format!("{new} new, {changed} changed, {unchanged} unchanged");
    if *again > 0 {
        line += &format!(", {again} worked on again (another program or gazetteers)");
    }
    match (vanished, prune) {
        (0, _) => {}
        (n, true) => line += &format!(", {n} gone and removed"),
        (n, false) => line += &format!(", {n} gone"),
    }
    let documents = new + changed + unchanged + again;
    writeln!(std::io::stdout(), "{documents} documents: {line}; {claims} claims written").context("writing the summary")
}
