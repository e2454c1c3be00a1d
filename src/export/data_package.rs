//! A Frictionless Data Package: a table for each type of record, and `datapackage.json` that describes them with Table Schema: types, keys, enumerations, what each column says.

use super::table::{Files, Table};
use super::{ExportError, Format, Item, Plan, Sink, Target, csv};
use crate::dataset::DESCRIPTOR;
use crate::record::RecordType;
use crate::record::table::{CellType, Column, key, links};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io;

/// A data package.
pub const FORMAT: Format = Format {
    name: "data-package",
    about: "a Frictionless Data Package: a folder of tables that describe themselves",
    ending: "",
    is_folder: true,
    types: &RecordType::ALL,
    needs_text: false,
    takes_profiles: true,
    begin,
};

struct DataPackage {
    files: Files,
    /// Of each file, what its descriptor says of its bytes.
    written: Vec<Written>,
}

/// What has been written to a file.
#[derive(Clone, Default)]
struct Written {
    hash: Sha256,
    bytes: usize,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let files = Files::begin(Target::Folder(target.folder()?), plan, ".csv")?;
    let written = vec![Written::default(); files.tables.len()];
    let mut package = DataPackage { files, written };
    package.write(csv::header)?;
    Ok(Box::new(package))
}

impl DataPackage {
    fn write(&mut self, bytes: impl Fn(&Table) -> Vec<u8>) -> io::Result<()> {
        let outputs = self.files.tables.iter().zip(&mut self.files.outputs);
        for ((table, output), written) in outputs.zip(&mut self.written) {
            let bytes = bytes(table);
            written.hash.update(&bytes);
            written.bytes += bytes.len();
            output.write(&bytes)?;
        }
        Ok(())
    }

    fn descriptor(&self) -> Value {
        let tables = &self.files.tables;
        let resources: Value = tables.iter().zip(&self.written).map(|(t, w)| resource(t, w, tables)).collect();
        json!({
            "name": "recount",
            "title": "Claims from reports of violence",
            "profile": "tabular-data-package",
            "resources": resources,
        })
    }
}

impl Sink for DataPackage {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        self.write(|table| csv::lines(table, &item))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let text = serde_json::to_string_pretty(&self.descriptor())? + "\n";
        if let Some(folder) = &mut self.files.folder {
            let mut output = folder.file(DESCRIPTOR)?;
            output.write(text.as_bytes())?;
            self.files.outputs.push(output);
        }
        self.files.finish()
    }
}

/// A table as the descriptor has it, beside the tables of the package.
fn resource(table: &Table, written: &Written, tables: &[Table]) -> Value {
    let name = table.name();
    let key: &str = match table {
        Table::Records(record_type) => key(*record_type),
        Table::Profile(_) => &table.columns()[0].name,
    };
    let fields: Value = table.columns().iter().map(|c| field(c, c.name == key)).collect();
    let mut schema = json!({"fields": fields, "missingValues": [""], "primaryKey": key});
    let foreign_keys = foreign_keys(table, tables);
    if !foreign_keys.is_empty() {
        schema["foreignKeys"] = foreign_keys.into();
    }
    json!({
        "name": name,
        "path": format!("{name}.csv"),
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": format!("sha256:{:x}", written.hash.clone().finalize()),
        "schema": schema,
    })
}

/// The columns of a table that lead to others; a link to a table that is not here leads nowhere.
fn foreign_keys(table: &Table, tables: &[Table]) -> Vec<Value> {
    let Table::Records(own) = table else {
        return Vec::new();
    };
    let is_here = |to: RecordType| tables.iter().any(|t| matches!(t, Table::Records(other) if *other == to));
    let links = links(*own).iter().filter(|(_, to)| is_here(*to));
    links
        .map(|(column, to)| {
            // A table calls itself by no name.
            let resource = if to == own { "" } else { to.name() };
            json!({"fields": column, "reference": {"resource": resource, "fields": key(*to)}})
        })
        .collect()
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
