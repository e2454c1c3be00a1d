//! The files of a dataset, record by record: lines of JSON, rows of tables.

use super::BrokenLine;
use crate::record::table::{columns, record, record_type_of};
use crate::record::{Record, RecordType};
use csv::{Position, StringRecord};
use std::io::{self, BufRead, Seek};

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

/// Records in a table, a row each. Columns may stand in any order; those of other names are passed over.
pub struct Rows<R> {
    file: String,
    reader: csv::Reader<R>,
    record_type: RecordType,
    /// Where each column of the record stands in the table.
    places: Vec<Option<usize>>,
    row: StringRecord,
    /// Lines that the reader has not counted where a row begins: it counts `\r\n` when it comes to the next row.
    uncounted: u64,
    ended: bool,
}

impl<R: BufRead> Rows<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// When it is not that of a table of records.
    pub fn new(file: String, mut reader: R) -> io::Result<Self> {
        let mut lines = reader.fill_buf()?.split(|b| *b == b'\n');
        let uncounted = u64::from(lines.next().is_some_and(|header| header.ends_with(b"\r")));
        let mut reader = csv::Reader::from_reader(reader);
        let header = reader.headers().map_err(io::Error::from)?;
        let record_type = record_type_of(header.iter()).ok_or_else(|| {
            let message = "no table of documents, sentences, mentions, claims or incidents: columns are missing from its header";
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        let place = |name: &str| header.iter().position(|h| h == name);
        let places = columns(record_type).iter().map(|c| place(&c.name)).collect();
        Ok(Self {
            file,
            reader,
            record_type,
            places,
            row: StringRecord::new(),
            uncounted,
            ended: false,
        })
    }
}

impl<R: BufRead + Seek> Rows<R> {
    /// What its rows are.
    #[must_use]
    pub const fn record_type(&self) -> RecordType {
        self.record_type
    }

    /// The byte at which the row begins that is given next.
    #[must_use]
    pub fn at(&self) -> u64 {
        self.reader.position().byte()
    }

    /// Goes to a row that begins at a byte.
    ///
    /// # Errors
    /// When the file cannot be read there.
    pub fn seek(&mut self, byte: u64) -> io::Result<()> {
        let mut position = Position::new();
        position.set_byte(byte);
        self.reader.seek(position).map_err(io::Error::from)
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Record, BrokenLine>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let (position, why) = match self.reader.read_record(&mut self.row) {
            Ok(false) => return None,
            Ok(true) => {
                let cell = |n: usize| self.places[n].and_then(|n| self.row.get(n)).unwrap_or_default();
                match record(self.record_type, cell) {
                    Ok(record) => return Some(Ok(record)),
                    Err(why) => (self.row.position().cloned(), format!("no record: {why}")),
                }
            }
            Err(e) => {
                // Where the file itself cannot be read there is no next row.
                self.ended = e.is_io_error();
                let why = match e.kind() {
                    csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} cells where the header has {expected_len}"),
                    csv::ErrorKind::Utf8 { .. } => "not UTF-8".into(),
                    _ => e.to_string(),
                };
                (e.position().cloned(), why)
            }
        };
        Some(Err(BrokenLine {
            file: self.file.clone(),
            line: position.map_or(0, |p| p.line() + self.uncounted),
            message: why,
        }))
    }
}
