//! A Frictionless Data Package: a table for each type of record, and `datapackage.json` that describes them with Table Schema: types, keys, enumerations, what each column says.

use super::table::Table;
use super::{ExportError, Format, Item, Plan, Shape, Sink, Target, csv, finish, outputs};
use crate::dataset::DESCRIPTOR;
use crate::emit::{Folder, Output};
use crate::record::RecordType;
use crate::record::table::{CellType, Column, key, links};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io;

/// A data package.
pub const FORMAT: Format = Format {
    name: "datapackage",
    about: "a Frictionless Data Package: a folder of tables that describe themselves",
    ending: "",
    shape: Shape::Folder,
    types: &RecordType::ALL,
    needs_text: false,
    profiles: true,
    begin,
};

struct DataPackage {
    resources: Vec<Resource>,
    outputs: Vec<Output>,
    folder: Option<Folder>,
}

/// A table while it is written.
struct Resource {
    table: Table,
    hash: Sha256,
    bytes: usize,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let tables = plan.tables();
    let (outputs, folder) = outputs(target, &tables, ".csv")?;
    let resource = |table| Resource {
        table,
        hash: Sha256::new(),
        bytes: 0,
    };
    let resources = tables.into_iter().map(resource).collect();
    let mut package = DataPackage {
        resources,
        outputs,
        folder,
    };
    package.write(|table| csv::header(table))?;
    Ok(Box::new(package))
}

impl DataPackage {
    fn write(&mut self, bytes: impl Fn(&Table) -> Vec<u8>) -> io::Result<()> {
        for (resource, output) in self.resources.iter_mut().zip(&mut self.outputs) {
            let bytes = bytes(&resource.table);
            resource.hash.update(&bytes);
            resource.bytes += bytes.len();
            output.write(&bytes)?;
        }
        Ok(())
    }

    fn descriptor(&self) -> Value {
        let types: Vec<RecordType> = self.resources.iter().filter_map(|r| record_type(&r.table)).collect();
        json!({
            "name": "recount",
            "title": "Claims from reports of violence",
            "profile": "tabular-data-package",
            "resources": self.resources.iter().map(|r| r.describe(&types)).collect::<Value>(),
        })
    }
}

const fn record_type(table: &Table) -> Option<RecordType> {
    match table {
        Table::Records(record_type) => Some(*record_type),
        Table::Profile(_) => None,
    }
}

impl Resource {
    fn describe(&self, types: &[RecordType]) -> Value {
        let name = self.table.name();
        let record_type = record_type(&self.table);
        let first = || self.table.columns()[0].name.as_str();
        let key: &str = record_type.map_or_else(first, |t| key(t));
        let fields: Value = self.table.columns().iter().map(|c| field(c, c.name == key)).collect();
        let mut schema = json!({"fields": fields, "missingValues": [""], "primaryKey": key});
        // A link to a table that is not here leads nowhere.
        let own = record_type.map(links).unwrap_or_default();
        let keys: Vec<Value> = own
            .iter()
            .filter(|(_, to)| types.contains(to))
            .map(|(column, to)| {
                // The name of its own table is empty.
                let resource = if Some(*to) == record_type { "" } else { to.name() };
                json!({"fields": column, "reference": {"resource": resource, "fields": crate::record::table::key(*to)}})
            })
            .collect();
        if !keys.is_empty() {
            schema["foreignKeys"] = keys.into();
        }
        json!({
            "name": name,
            "path": format!("{name}.csv"),
            "profile": "tabular-data-resource",
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": self.bytes,
            "hash": format!("sha256:{:x}", self.hash.clone().finalize()),
            "schema": schema,
        })
    }
}

fn field(column: &Column, is_key: bool) -> Value {
    let name = match column.cell {
        // Lists are text to Table Schema.
        _ if column.list => "string",
        CellType::Text => "string",
        CellType::Integer => "integer",
        CellType::Number => "number",
        CellType::Boolean => "boolean",
    };
    let mut about = column.about.clone();
    if column.list {
        about.push_str(" A list: items separated by “; ”, with \\ before a ; or \\ inside an item.");
    }
    let mut field = json!({"name": column.name, "type": name, "description": about.trim_start()});
    let mut constraints = json!({});
    if column.required {
        constraints["required"] = true.into();
    }
    if is_key {
        constraints["unique"] = true.into();
    }
    if !column.words.is_empty() && !column.list {
        constraints["enum"] = column.words.clone().into();
    }
    if let Some((minimum, maximum)) = column.bounds.filter(|_| !column.list) {
        constraints["minimum"] = minimum.into();
        constraints["maximum"] = maximum.into();
    }
    if constraints.as_object().is_some_and(|c| !c.is_empty()) {
        field["constraints"] = constraints;
    }
    field
}

impl Sink for DataPackage {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        self.write(|table| csv::lines(table, &item))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let text = serde_json::to_string_pretty(&self.descriptor())? + "\n";
        if let Some(folder) = &mut self.folder {
            let mut output = folder.file(DESCRIPTOR)?;
            output.write(text.as_bytes())?;
            self.outputs.push(output);
        }
        finish(self.outputs, self.folder)
    }
}
