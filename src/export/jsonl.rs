//! JSON Lines: the records byte for byte as `extract` writes them; with a profile, an object a row.

use super::table::Table;
use super::{ExportError, Format, Item, Plan, Shape, Sink, Target, finish, outputs};
use crate::emit::{Folder, Output, jsonl};
use crate::record::RecordType;
use serde_json::{Map, Value};
use std::io;

/// JSON Lines.
pub const FORMAT: Format = Format {
    name: "jsonl",
    about: "JSON Lines, as extract writes them; -o DIR/ makes a file for each type of record",
    ending: ".jsonl",
    shape: Shape::Either,
    types: &RecordType::ALL,
    needs_text: false,
    profiles: true,
    begin,
};

struct Jsonl {
    tables: Vec<Table>,
    outputs: Vec<Output>,
    folder: Option<Folder>,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let tables = plan.tables();
    let (outputs, folder) = outputs(target, &tables, ".jsonl")?;
    Ok(Box::new(Jsonl { tables, outputs, folder }))
}

impl Sink for Jsonl {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        for (n, table) in self.tables.iter().enumerate() {
            let mut bytes = Vec::new();
            match table {
                Table::Records(record_type) => item.records.of(*record_type).for_each(|r| jsonl::line(r, &mut bytes)),
                Table::Profile(_) => {
                    for row in table.rows(&item.records) {
                        let names = table.columns().iter().map(|c| c.name.clone());
                        let object: Map<String, Value> = names.zip(row).collect();
                        serde_json::to_writer(&mut bytes, &object)?;
                        bytes.push(b'\n');
                    }
                }
            }
            let n = n.min(self.outputs.len() - 1);
            self.outputs[n].write(&bytes)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        finish(self.outputs, self.folder)
    }
}
