//! CSV (RFC 4180): a file for each type of record.

use super::table::{Files, Table};
use super::{ExportError, Format, Item, Plan, Sink, Target};
use crate::emit::csv;
use crate::record::RecordType;
use crate::record::table::text;
use std::io;

/// CSV.
pub const FORMAT: Format = Format {
    name: "csv",
    about: "a table (RFC 4180) of the one type in --only; -o DIR/ makes one for each type",
    ending: ".csv",
    is_folder: false,
    types: &RecordType::ALL,
    needs_text: false,
    takes_profiles: true,
    begin,
};

struct Csv(Files);

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let mut files = Files::begin_apart(target, plan, FORMAT.ending)?;
    for (table, output) in files.tables.iter().zip(&mut files.outputs) {
        output.write(&header(table))?;
    }
    Ok(Box::new(Csv(files)))
}

/// The header line of a table.
pub fn header(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    csv::header(table.columns(), &mut bytes);
    bytes
}

/// The lines of a document.
pub fn lines(table: &Table, item: &Item<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in table.rows(&item.records) {
        csv::line(row.iter().map(text), &mut bytes);
    }
    bytes
}

impl Sink for Csv {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        let mut files = self.0.tables.iter().zip(&mut self.0.outputs);
        files.try_for_each(|(table, output)| output.write(&lines(table, &item)))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.finish()
    }
}
