//! Reading: from PATHs (files, folders, standard input) to [`Document`]s, one at a time. An edge: this is where input can fail. Knows nothing of stages and records' writing.
//!
//! What cannot become a document is a [`Trouble`] with its place; what is odd about one that can is a diagnostic of that document. The rest goes on.

mod columns;
mod csv;
mod encoding;
mod fields;
mod front_matter;
mod html;
mod inputs;
mod json_rows;
mod jsonl;
pub mod published;
mod source;

pub use columns::Column;

use crate::document::Document;
use crate::record::Diagnostic;
use fields::Defaults;
use inputs::{Input, Walker};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use source::Kind;
use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

/// The longest text of one document, and the longest row of a feed, in bytes.
pub const MAX_BYTES: usize = 100_000_000;

/// The format of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// By the file's name; of standard input by how it begins.
    #[default]
    Auto,
    /// One article a file.
    Text,
    /// One article a file, in Markdown.
    Markdown,
    /// One article a file, taken out of its page.
    Html,
    /// One article a line, as a JSON object.
    Jsonl,
    /// One article a row, after a header line.
    Csv,
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format of all inputs.
    pub format: Format,
    /// Date of publication for documents that bring none (ISO, see [`published::parse`]).
    pub published: Option<String>,
    /// What rows of CSV and JSON Lines call their fields, where it is not `text`, `title` …
    pub columns: Vec<Column>,
    /// Files that a folder's walk passes over: the output of this very run.
    pub exclude: Vec<PathBuf>,
}

/// An input, or a row of one, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message} [{code}]", place(path, *row))]
pub struct Trouble {
    /// The file or folder; `-` for standard input.
    pub path: String,
    /// Line of the file at which the row begins, from 1.
    pub row: Option<u64>,
    /// A stable word for what it is: `empty`, `binary`, `broken_row` …
    pub code: &'static str,
    /// What it is, for people.
    pub message: String,
}

impl Trouble {
    fn new(path: &str, row: Option<u64>, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            row,
            code,
            message: message.into(),
        }
    }

    /// A diagnostic of a document as it is told to people: with its place.
    #[must_use]
    pub fn describe(document_path: Option<&str>, doc_id: &str, diagnostic: &Diagnostic) -> String {
        let place = place(document_path.unwrap_or(doc_id), diagnostic.line);
        format!("{place}: {} [{}]", diagnostic.message, diagnostic.code)
    }
}

fn place(path: &str, row: Option<u64>) -> String {
    row.map_or_else(|| path.to_string(), |row| format!("{path}:{row}"))
}

/// What to read; [`IntoIterator`] opens the first input.
#[derive(Clone, Debug)]
pub struct Inputs {
    paths: Vec<PathBuf>,
    options: Options,
}

impl Inputs {
    /// Files, folders, and `-` for standard input, in the order in which they are to be read.
    #[must_use]
    pub const fn new(paths: Vec<PathBuf>, options: Options) -> Self {
        Self { paths, options }
    }
}

impl IntoIterator for Inputs {
    type Item = Result<Document, Trouble>;
    type IntoIter = Reader;

    fn into_iter(self) -> Reader {
        Reader {
            walker: Walker::new(self.paths, self.options.exclude),
            format: self.options.format,
            defaults: Defaults {
                published: self.options.published,
                columns: self.options.columns.into(),
            },
            open: None,
            waiting: VecDeque::new(),
            ids: Ids::default(),
        }
    }
}

/// A document and the line at which its row begins, or what is wrong.
type Item = Result<(Document, Option<u64>), Trouble>;
type Rows = Box<dyn Iterator<Item = Item>>;

/// Reads documents one at a time: no more than one row of a feed is in memory.
pub struct Reader {
    walker: Walker,
    format: Format,
    defaults: Defaults,
    open: Option<Rows>,
    waiting: VecDeque<Trouble>,
    ids: Ids,
}

impl Iterator for Reader {
    type Item = Result<Document, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(trouble) = self.waiting.pop_front() {
                return Some(Err(trouble));
            }
            if let Some(rows) = &mut self.open {
                match rows.next() {
                    Some(Ok((mut document, line))) => {
                        self.ids.make_unique(&mut document, line);
                        return Some(Ok(document));
                    }
                    Some(Err(trouble)) => return Some(Err(trouble)),
                    None => self.open = None,
                }
            }
            match self.walker.next()? {
                Ok(input) => match self.rows(&input) {
                    Ok(rows) => self.open = Some(rows),
                    Err(trouble) => return Some(Err(trouble)),
                },
                Err(trouble) => return Some(Err(trouble)),
            }
        }
    }
}

impl Reader {
    fn rows(&mut self, input: &Input) -> Result<Rows, Trouble> {
        let source = source::open(input, self.format)?;
        let defaults = self.defaults.clone();
        if source.transcoded && matches!(source.kind, Kind::Jsonl | Kind::Csv) {
            let message = format!("not UTF-8: decoded from {}", source.encoding);
            self.waiting.push_back(Trouble::new(&input.path, None, "not_utf8", message));
        }
        Ok(match source.kind {
            Kind::Jsonl => Box::new(jsonl::rows(input, source, defaults)?),
            Kind::Csv => Box::new(csv::rows(input, source, defaults)?),
            Kind::Text | Kind::Markdown => Box::new(std::iter::once(Ok(fields::article(input, source, &defaults)?))),
            Kind::Html => Box::new(std::iter::once(Ok(fields::page(input, source, &defaults)?))),
        })
    }
}

/// The ids given out so far: eight bytes each, since a run may hold millions of documents.
#[derive(Default)]
struct Ids {
    seen: FxHashSet<u64>,
    /// How often an id came that was there before.
    repeated: FxHashMap<u64, u64>,
}

impl Ids {
    fn hash(id: &str) -> u64 {
        let mut hasher = FxHasher::default();
        id.hash(&mut hasher);
        hasher.finish()
    }

    /// Gives the document's id a number (`~2`) where an earlier document has the same.
    fn make_unique(&mut self, document: &mut Document, line: Option<u64>) {
        let first = Self::hash(&document.doc_id);
        if self.seen.insert(first) {
            return;
        }
        let count = self.repeated.entry(first).or_insert(1);
        let unique = loop {
            *count += 1;
            let id = format!("{}~{count}", document.doc_id);
            if self.seen.insert(Self::hash(&id)) {
                break id;
            }
        };
        document.diagnostics.push(Diagnostic {
            code: "duplicate_id".into(),
            message: format!("another document has the id “{}”: this one is “{unique}”", document.doc_id),
            line,
        });
        document.doc_id = unique;
    }
}
