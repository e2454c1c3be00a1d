//! The files of a dataset, record by record: lines of JSON, rows of tables.

use super::BrokenLine;
use crate::record::table::{columns, record};
use crate::record::{Record, RecordType};
use csv::{ReaderBuilder, StringRecord};
use std::io::{self, BufRead, Read, Seek};

/// Records in JSON Lines.
pub struct Lines<R> {
    file: String,
    reader: R,
    line: u64,
    text: String,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub const fn new(file: String, reader: R) -> Self {
        Self {
            file,
            reader,
            line: 0,
            text: String::new(),
            ended: false,
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Record, BrokenLine>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.text.clear();
            self.line += 1;
            let broken = |message: String| BrokenLine {
                file: self.file.clone(),
                line: self.line,
                message,
            };
            match self.reader.read_line(&mut self.text) {
                Ok(0) => self.ended = true,
                Ok(_) if self.text.trim().is_empty() => {}
                Ok(_) => {
                    let record = serde_json::from_str(self.text.trim_end());
                    return Some(record.map_err(|e| broken(format!("no record: {e}"))));
                }
                Err(e) => {
                    self.ended = true;
                    return Some(Err(broken(e.to_string())));
                }
            }
        }
        None
    }
}

/// The type of record that a table with this header holds: the first whose columns that are never empty are all there.
#[must_use]
pub fn record_type_of<'h>(header: impl Iterator<Item = &'h str> + Clone) -> Option<RecordType> {
    let has = |name: &str| header.clone().any(|h| h == name);
    RecordType::ALL
        .into_iter()
        .rev()
        .find(|t| columns(*t).iter().filter(|c| c.required).all(|c| has(&c.name)))
}

/// A table of records, read row by row. Columns may stand in any order; those of other names are passed over.
#[derive(Debug)]
pub struct RowReader<R> {
    reader: csv::Reader<R>,
    record_type: RecordType,
    /// Where each column of the record stands in the table.
    places: Vec<Option<usize>>,
    row: StringRecord,
}

impl<R: Read> RowReader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// When it is not that of a table of records.
    pub fn new(reader: R) -> io::Result<Self> {
        let mut reader = ReaderBuilder::new().from_reader(reader);
        let header = reader.headers().map_err(io::Error::from)?;
        let record_type = record_type_of(header.iter()).ok_or_else(|| {
            let message = "no table of documents, sentences, mentions, claims or incidents (recount schema names their columns)";
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        let place = |name: &str| header.iter().position(|h| h == name);
        let places = columns(record_type).iter().map(|c| place(&c.name)).collect();
        Ok(Self {
            reader,
            record_type,
            places,
            row: StringRecord::new(),
        })
    }

    /// What its rows are.
    #[must_use]
    pub const fn record_type(&self) -> RecordType {
        self.record_type
    }

    /// The byte at which the next row begins.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    /// The next record, and its line; none at the end.
    ///
    /// # Errors
    /// When the row is none: its line, and what is wrong.
    pub fn read(&mut self) -> Option<Result<Record, (u64, String)>> {
        match self.reader.read_record(&mut self.row) {
            Ok(false) => None,
            Ok(true) => {
                let cell = |n: usize| self.places[n].and_then(|n| self.row.get(n)).unwrap_or_default();
                let line = self.row.position().map_or(0, csv::Position::line);
                Some(record(self.record_type, cell).map_err(|why| (line, format!("no record: {why}"))))
            }
            Err(e) => {
                let line = e.position().map_or(0, csv::Position::line);
                let why = match e.kind() {
                    csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} cells where the header has {expected_len}"),
                    csv::ErrorKind::Utf8 { .. } => "not UTF-8".into(),
                    _ => e.to_string(),
                };
                Some(Err((line, why)))
            }
        }
    }
}

impl<R: Read + Seek> RowReader<R> {
    /// Goes to a row that [`position`](Self::position) gave.
    ///
    /// # Errors
    /// When the file cannot be read there.
    pub fn seek(&mut self, byte: u64) -> io::Result<()> {
        let mut position = csv::Position::new();
        position.set_byte(byte);
        self.reader.seek(position).map_err(io::Error::from)
    }
}

/// The rows of a table, with the name of its file.
pub struct Rows<R> {
    file: String,
    reader: RowReader<R>,
    ended: bool,
}

impl<R: Read> Rows<R> {
    pub fn new(file: String, reader: R) -> io::Result<Self> {
        let reader = RowReader::new(reader)?;
        Ok(Self {
            file,
            reader,
            ended: false,
        })
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Record, BrokenLine>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let read = self.reader.read()?.map_err(|(line, message)| BrokenLine {
            file: self.file.clone(),
            line,
            message,
        });
        // Where the file itself cannot be read there is no line, and no next row.
        self.ended = read.as_ref().is_err_and(|e| e.line == 0);
        Some(read)
    }
}
