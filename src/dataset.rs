//! Reading a dataset back: a JSON Lines file of records, or a folder with one file for each type, document by document. Sees records only.

use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, Record, RecordType, SentenceRecord};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
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
}

/// A line of a dataset that is no record.
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
    file: String,
    reader: Box<dyn BufRead>,
    line: u64,
    /// The next record, read ahead.
    next: Option<Record>,
    ended: bool,
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
    fn new(file: String, reader: Box<dyn BufRead>) -> Self {
        Self {
            file,
            reader,
            line: 0,
            next: None,
            ended: false,
        }
    }

    /// Reads ahead to the next record, where that has not been done.
    fn fill(&mut self) -> Result<(), BrokenLine> {
        let mut text = String::new();
        while self.next.is_none() && !self.ended {
            text.clear();
            self.line += 1;
            let broken = |message: String| BrokenLine {
                file: self.file.clone(),
                line: self.line,
                message,
            };
            match self.reader.read_line(&mut text) {
                Ok(0) => self.ended = true,
                Ok(_) if text.trim().is_empty() => {}
                Ok(_) => {
                    let record = serde_json::from_str(text.trim_end()).map_err(|e| broken(format!("no record: {e}")))?;
                    self.next = Some(record);
                }
                Err(e) => {
                    self.ended = true;
                    return Err(broken(e.to_string()));
                }
            }
        }
        Ok(())
    }
}

/// A dataset that is read document by document: no more than one document's records are in memory.
pub struct Dataset {
    streams: Vec<Stream>,
    /// The document that is being read when a broken line comes between its records.
    open: Option<DocumentGroup>,
}

impl Dataset {
    /// Opens a file, a folder with a file `TYPE.jsonl` for each type of record, or `-`.
    ///
    /// # Errors
    /// When it cannot be opened, or a folder holds no such file.
    pub fn open(path: &Path) -> io::Result<Self> {
        let reader = |path: &Path| -> io::Result<Box<dyn BufRead>> { Ok(Box::new(BufReader::with_capacity(1 << 16, File::open(path)?))) };
        if path.as_os_str() == "-" {
            return Ok(Self::read("-", Box::new(BufReader::new(io::stdin()))));
        }
        let name = path.display().to_string();
        if !path.is_dir() {
            return Ok(Self::read(&name, reader(path)?));
        }
        let mut streams = Vec::new();
        for record_type in RecordType::ALL {
            let file = path.join(format!("{}.jsonl", record_type.name()));
            if file.exists() {
                streams.push(Stream::new(file.display().to_string(), reader(&file)?));
            }
        }
        if streams.is_empty() {
            return Err(io::Error::new(
                io::ErrorKind::NotFound,
                "no document.jsonl, claim.jsonl … in this folder",
            ));
        }
        Ok(Self { streams, open: None })
    }

    /// Reads from what is open already.
    #[must_use]
    pub fn read(name: &str, reader: Box<dyn BufRead>) -> Self {
        Self {
            streams: vec![Stream::new(name.into(), reader)],
            open: None,
        }
    }
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
