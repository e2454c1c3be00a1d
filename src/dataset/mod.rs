//! Reading a dataset back, document by document: records in JSON Lines, in tables, or in a data package. Sees records only.

mod rows;
mod text;

pub use rows::{RowReader, record_type_of};
pub use text::{TextError, is_the_one_read, text_of};

use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, Record, RecordType, Records, SentenceRecord};
use rows::{Lines, Rows};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The file that makes a folder a data package.
pub const DESCRIPTOR: &str = "datapackage.json";

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

struct Stream {
    records: Box<dyn Iterator<Item = Result<Record, BrokenLine>>>,
    /// The next record, read ahead.
    next: Option<Record>,
}

fn doc_id(record: &Record) -> &str {
    match record {
        Record::Document(r) => &r.doc_id,
        Record::Sentence(r) => &r.doc_id,
        Record::Mention(r) => &r.doc_id,
        Record::Claim(r) => &r.doc_id,
        Record::Incident(r) => &r.doc_id,
    }
}

impl Stream {
    fn new(records: impl Iterator<Item = Result<Record, BrokenLine>> + 'static) -> Self {
        Self {
            records: Box::new(records),
            next: None,
        }
    }

    fn open(path: &Path) -> io::Result<Self> {
        let name = path.display().to_string();
        let reader = BufReader::with_capacity(1 << 16, File::open(path)?);
        if path.extension().is_some_and(|e| e == "csv") {
            return Ok(Self::new(Rows::new(name, reader)?));
        }
        Ok(Self::new(Lines::new(name, reader)))
    }

    /// Reads ahead to the next record, where that has not been done.
    fn fill(&mut self) -> Result<(), BrokenLine> {
        if self.next.is_none() {
            self.next = self.records.next().transpose()?;
        }
        Ok(())
    }
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
    /// When it cannot be opened, or holds no such file.
    pub fn open(path: &Path) -> io::Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::read("-", Box::new(BufReader::new(io::stdin()))));
        }
        let files = files(path)?;
        let streams = files.iter().map(|f| Stream::open(f)).collect::<io::Result<_>>()?;
        Ok(Self { streams, open: None })
    }

    /// Reads JSON Lines from what is open already.
    #[must_use]
    pub fn read(name: &str, reader: Box<dyn BufRead>) -> Self {
        Self {
            streams: vec![Stream::new(Lines::new(name.into(), reader))],
            open: None,
        }
    }
}

/// The files of a dataset, in the order in which a document's records are read.
///
/// # Errors
/// When a descriptor cannot be read, or a folder has no such file.
pub fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.file_name().is_some_and(|n| n == DESCRIPTOR) {
        return tables_of_package(path);
    }
    if !path.is_dir() {
        return Ok(vec![path.into()]);
    }
    if path.join(DESCRIPTOR).is_file() {
        return tables_of_package(&path.join(DESCRIPTOR));
    }
    let of_type = |t: RecordType| {
        let named = |ending: &str| path.join(format!("{}.{ending}", t.name()));
        [named("jsonl"), named("csv")].into_iter().find(|f| f.is_file())
    };
    let files: Vec<PathBuf> = RecordType::ALL.into_iter().filter_map(of_type).collect();
    if files.is_empty() {
        let message = "no document.jsonl, claim.csv, datapackage.json … in this folder";
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    Ok(files)
}

/// The tables that a descriptor names, those of our records only, in our order.
fn tables_of_package(descriptor: &Path) -> io::Result<Vec<PathBuf>> {
    let broken = |why: &str| io::Error::new(io::ErrorKind::InvalidData, format!("no data package: {why}"));
    let package: serde_json::Value = serde_json::from_slice(&std::fs::read(descriptor)?).map_err(|e| broken(&e.to_string()))?;
    let resources = package["resources"].as_array().ok_or_else(|| broken("it has no resources"))?;
    let folder = descriptor.parent().unwrap_or(Path::new(""));
    let path_of = |t: RecordType| resources.iter().find(|r| r["name"] == t.name()).and_then(|r| r["path"].as_str());
    let files: Vec<PathBuf> = RecordType::ALL.into_iter().filter_map(path_of).map(|p| folder.join(p)).collect();
    if files.is_empty() {
        return Err(broken("no resource of it is called document, sentence, mention, claim or incident"));
    }
    Ok(files)
}

impl Iterator for Dataset {
    type Item = Result<DocumentGroup, BrokenLine>;

    fn next(&mut self) -> Option<Self::Item> {
        for stream in &mut self.streams {
            loop {
                if let Err(broken) = stream.fill() {
                    return Some(Err(broken));
                }
                let group = &mut self.open;
                let Some(record) = stream.next.take_if(|r| group.as_ref().is_none_or(|g| g.doc_id == doc_id(r))) else {
                    break;
                };
                group
                    .get_or_insert_with(|| DocumentGroup {
                        doc_id: doc_id(&record).to_string(),
                        ..DocumentGroup::default()
                    })
                    .add(record);
            }
        }
        self.open.take().map(Ok)
    }
}
