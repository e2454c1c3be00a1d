//! CSV (RFC 4180): a file for each type of record.

use super::table::Table;
use super::{ExportError, Format, Item, Plan, Shape, Sink, Target, finish, one_table, outputs};
use crate::emit::{Folder, Output, csv};
use crate::record::RecordType;
use crate::record::table::text;
use std::io;

/// CSV.
pub const FORMAT: Format = Format {
    name: "csv",
    about: "a table (RFC 4180) of the one type in --only; -o DIR/ makes one for each type",
    ending: ".csv",
    shape: Shape::Either,
    types: &RecordType::ALL,
    needs_text: false,
    profiles: true,
    begin,
};

struct Csv {
    tables: Vec<Table>,
    outputs: Vec<Output>,
    folder: Option<Folder>,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let tables = plan.tables();
    one_table(&target, &tables, "CSV")?;
    let (mut outputs, folder) = outputs(target, &tables, ".csv")?;
    for (table, output) in tables.iter().zip(&mut outputs) {
        output.write(&header(table))?;
    }
    Ok(Box::new(Csv { tables, outputs, folder }))
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
        for (table, output) in self.tables.iter().zip(&mut self.outputs) {
            output.write(&lines(table, &item))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        finish(self.outputs, self.folder)
    }
}
