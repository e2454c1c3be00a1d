//! Reading a dataset back, document by document: records in JSON Lines, in tables, or in a data package. Sees records only.

mod files;
mod rows;

pub use files::{DESCRIPTOR, files};
pub use rows::Rows;

use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, Record, Records, SentenceRecord};
use rows::Lines;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::iter::Peekable;
use std::path::Path;

/// The records of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentGroup {
    /// The document's id.
    pub doc_id: String,
    /// Its record, where the dataset holds it.
    pub document: Option<DocumentRecord>,
    /// Its sentences.
    pub sentences: Vec<SentenceRecord>,
    /// Its mentions.
    pub mentions: Vec<MentionRecord>,
    /// Its claims.
    pub claims: Vec<ClaimRecord>,
    /// Its incidents.
    pub incidents: Vec<IncidentRecord>,
}

impl DocumentGroup {
    fn add(&mut self, record: Record) {
        match record {
            Record::Document(record) => self.document = Some(record),
            Record::Sentence(record) => self.sentences.push(record),
            Record::Mention(record) => self.mentions.push(record),
            Record::Claim(record) => self.claims.push(*record),
            Record::Incident(record) => self.incidents.push(*record),
        }
    }

    /// All records, borrowed.
    #[must_use]
    pub fn records(&self) -> Records<'_> {
        Records {
            doc_id: &self.doc_id,
            document: self.document.as_ref(),
            sentences: &self.sentences,
            mentions: &self.mentions,
            claims: &self.claims,
            incidents: &self.incidents,
        }
    }
}

impl From<Extraction> for DocumentGroup {
    fn from(extraction: Extraction) -> Self {
        Self {
            doc_id: extraction.document.doc_id.clone(),
            document: Some(extraction.document),
            sentences: extraction.sentences,
            mentions: extraction.mentions,
            claims: extraction.claims,
            incidents: extraction.incidents,
        }
    }
}

/// A line or row of a dataset that is no record.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct BrokenLine {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

/// The records of one file, in its order.
type Stream = Peekable<Box<dyn Iterator<Item = Result<Record, BrokenLine>>>>;

fn stream(records: impl Iterator<Item = Result<Record, BrokenLine>> + 'static) -> Stream {
    let records: Box<dyn Iterator<Item = _>> = Box::new(records);
    records.peekable()
}

fn open(path: &Path) -> io::Result<Stream> {
    let name = path.display().to_string();
    let reader = BufReader::with_capacity(1 << 16, File::open(path)?);
    Ok(match path.extension() {
        Some(ending) if ending == "csv" => stream(Rows::new(name, reader)?),
        _ => stream(Lines::new(name, reader)),
    })
}

/// A dataset that is read document by document: no more than one document's records are in memory, where its files have the documents in one order.
pub struct Dataset {
    streams: Vec<Stream>,
    /// The document that is being read when a broken line comes between its records.
    open: Option<DocumentGroup>,
}

impl Dataset {
    /// Opens a file of JSON Lines, a table (`.csv`), a data package (its folder or descriptor), a folder with a file `TYPE.jsonl` or `TYPE.csv` for each type of record,
    /// or `-` for JSON Lines from standard input.
    ///
    /// # Errors
    /// When it cannot be opened, holds no such file, or a file begins with what is no record.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut dataset = if path.as_os_str() == "-" {
            Self::read("-", Box::new(BufReader::new(io::stdin())))
        } else {
            let streams = files::files(path)?.iter().map(|f| open(f)).collect::<io::Result<_>>()?;
            Self { streams, open: None }
        };
        // Whatever else is read as a dataset would be told line by line.
        for stream in &mut dataset.streams {
            if let Some(Err(broken)) = stream.peek() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, format!("no dataset: {broken}")));
            }
        }
        Ok(dataset)
    }

    /// Reads JSON Lines from what is open already.
    #[must_use]
    pub fn read(name: &str, reader: Box<dyn BufRead>) -> Self {
        Self {
            streams: vec![stream(Lines::new(name.into(), reader))],
            open: None,
        }
    }
}

impl Iterator for Dataset {
    type Item = Result<DocumentGroup, BrokenLine>;

    fn next(&mut self) -> Option<Self::Item> {
        for stream in &mut self.streams {
            loop {
                let group = &mut self.open;
                let is_next = |read: &Result<Record, _>| match read {
                    Ok(record) => group.as_ref().is_none_or(|g| g.doc_id == record.doc_id()),
                    Err(_) => true,
                };
                let record = match stream.next_if(is_next) {
                    None => break,
                    Some(Err(broken)) => return Some(Err(broken)),
                    Some(Ok(record)) => record,
                };
                let new = || DocumentGroup {
                    doc_id: record.doc_id().into(),
                    ..DocumentGroup::default()
                };
                group.get_or_insert_with(new).add(record);
            }
        }
        self.open.take().map(Ok)
    }
}
