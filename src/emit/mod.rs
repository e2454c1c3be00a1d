//! Writing: from an [`Extraction`] to bytes, and from bytes to files. Sees records only, never stages; other edges write through it.

pub mod csv;
mod folder;
pub mod jsonl;
mod marks;
mod output;
mod readable;

pub use folder::Folder;
pub use output::Output;
pub use readable::{ReadableOptions, readable};

use crate::pipeline::Extraction;
use crate::record::{RecordRef, RecordType, table};
use serde::Serialize;

/// The format of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text(ReadableOptions),
    /// JSON Lines.
    Jsonl,
    /// A table for each type of record.
    Csv,
}

/// Turns documents' records into bytes. Pure: the same records always make the same bytes.
#[derive(Clone, Debug)]
pub struct Encoder {
    /// The format.
    pub format: Format,
    /// The types of records to write, in this order.
    pub types: Vec<RecordType>,
    /// One output for each type, or one for all.
    pub split: bool,
}

impl Encoder {
    /// The number of outputs.
    #[must_use]
    pub const fn outputs(&self) -> usize {
        if self.split { self.types.len() } else { 1 }
    }

    /// What each output begins with.
    #[must_use]
    pub fn head(&self) -> Vec<Vec<u8>> {
        let mut heads = vec![Vec::new(); self.outputs()];
        if self.format == Format::Csv {
            for (head, record_type) in heads.iter_mut().zip(&self.types) {
                csv::header(table::columns(*record_type), head);
            }
        }
        heads
    }

    /// The records of one document, as each output gets them.
    #[must_use]
    pub fn encode(&self, extraction: &Extraction) -> Vec<Vec<u8>> {
        let mut parts = vec![Vec::new(); self.outputs()];
        if let Format::Text(options) = &self.format {
            let options = ReadableOptions {
                claims: options.claims && self.types.contains(&RecordType::Claim),
                incidents: options.incidents && self.types.contains(&RecordType::Incident),
                ..options.clone()
            };
            parts[0] = readable(extraction, &options).into_bytes();
            return parts;
        }
        for record in self.types.iter().flat_map(|t| extraction.records().of(*t)) {
            self.line(record, &mut parts);
        }
        parts
    }

    /// Whether a document's records are written one by one as they come ([`line`](Self::line)); a view for people wants them all at once ([`encode`](Self::encode)).
    #[must_use]
    pub const fn is_by_line(&self) -> bool {
        !matches!(self.format, Format::Text(_))
    }

    /// Appends one record to the output that it belongs to; one of a type that is not wanted is passed over.
    pub fn line(&self, record: RecordRef<'_, impl Serialize>, parts: &mut [Vec<u8>]) {
        let Some(n) = self.types.iter().position(|t| *t == record.record_type()) else {
            return;
        };
        let part = &mut parts[if self.split { n } else { 0 }];
        match self.format {
            Format::Csv => csv::row(record, part),
            _ => jsonl::line(record, part),
        }
    }
}
