//! JSON Lines: the records byte for byte as `extract` writes them; with a profile, an object a row.

use super::table::{Files, Table};
use super::{ExportError, Format, Item, Plan, Sink, Target};
use crate::emit::jsonl;
use crate::record::RecordType;
use serde_json::{Map, Value};
use std::io;

/// JSON Lines.
pub const FORMAT: Format = Format {
    name: "jsonl",
    about: "JSON Lines, as extract writes them; -o DIR/ makes a file for each type of record",
    ending: ".jsonl",
    is_folder: false,
    types: &RecordType::ALL,
    needs_text: false,
    takes_profiles: true,
    begin,
};

struct Jsonl(Files);

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    Ok(Box::new(Jsonl(Files::begin(target, plan, FORMAT.ending)?)))
}

fn lines(table: &Table, item: &Item<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    match table {
        Table::Records(record_type) => item.records.of(*record_type).for_each(|r| jsonl::line(r, &mut bytes)),
        Table::Profile(_) => {
            for row in table.rows(&item.records) {
                let names = table.columns().iter().map(|c| c.name.clone());
                let object: Map<String, Value> = names.zip(row).collect();
                bytes.extend(Value::Object(object).to_string().bytes());
                bytes.push(b'\n');
            }
        }
    }
    bytes
}

impl Sink for Jsonl {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        let last = self.0.outputs.len() - 1;
        for (n, table) in self.0.tables.iter().enumerate() {
            self.0.outputs[n.min(last)].write(&lines(table, &item))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.finish()
    }
}
