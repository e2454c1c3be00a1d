//! The columns of each type of record, made from its schema.

use crate::record::{RecordType, schema};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What the cells of a column hold; of a column of lists, what their items are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    /// Text.
    Text,
    /// A whole number that is not negative.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub cell: CellType,
    /// Whether a cell holds a list.
    pub list: bool,
    /// Whether no cell is empty.
    pub required: bool,
    /// The only texts that it may hold; none: any.
    pub words: Vec<String>,
    /// The smallest and the greatest number that it may hold.
    pub bounds: Option<(u64, u64)>,
    /// What it says, in a sentence.
    pub about: String,
    /// The field of the record, and where that lists objects, the field of those.
    pub(super) field: (String, Option<String>),
}

impl Column {
    /// A column of its own, whose cells may be empty.
    #[must_use]
    pub fn new(name: &str, cell: CellType, about: &str) -> Self {
        Self {
            name: name.into(),
            cell,
            list: false,
            required: false,
            words: Vec::new(),
            bounds: None,
            about: about.into(),
            field: (name.into(), None),
        }
    }

    /// The value that a record (as an object) has in this column.
    #[must_use]
    pub fn value<'r>(&self, record: &'r Value) -> Cow<'r, Value> {
        let value = record.get(&self.field.0).unwrap_or(&Value::Null);
        match (&self.field.1, value) {
            (Some(inner), Value::Array(items)) => {
                let field = |item: &Value| item.get(inner).cloned().unwrap_or(Value::Null);
                Cow::Owned(items.iter().map(field).collect())
            }
            _ => Cow::Borrowed(value),
        }
    }
}

/// The columns of a type of record, in the order of its fields.
#[must_use]
pub fn columns(record_type: RecordType) -> &'static [Column] {
    static COLUMNS: LazyLock<Vec<Vec<Column>>> = LazyLock::new(|| RecordType::ALL.into_iter().map(columns_of).collect());
    &COLUMNS[RecordType::ALL.iter().position(|t| *t == record_type).unwrap_or_default()]
}

/// The type of record that a table with this header holds: the one whose columns that are never empty are all there.
#[must_use]
pub fn record_type_of<'h>(header: impl Iterator<Item = &'h str> + Clone) -> Option<RecordType> {
    let has = |name: &str| header.clone().any(|h| h == name);
    let fits = |t: &RecordType| columns(*t).iter().filter(|c| c.required).all(|c| has(&c.name));
    RecordType::ALL.into_iter().find(fits)
}

/// The column whose value tells a record from all others of its type.
#[must_use]
pub const fn key(record_type: RecordType) -> &'static str {
    match record_type {
        RecordType::Document => "doc_id",
        RecordType::Sentence => "sentence_id",
        RecordType::Mention => "mention_id",
        RecordType::Claim => "claim_id",
        RecordType::Incident => "incident_id",
    }
}

/// The columns that hold the key of another record: column, and the type of that record.
#[must_use]
pub const fn links(record_type: RecordType) -> &'static [(&'static str, RecordType)] {
    match record_type {
        RecordType::Document => &[],
        RecordType::Sentence | RecordType::Incident => &[("doc_id", RecordType::Document)],
        RecordType::Mention => &[("doc_id", RecordType::Document), ("sentence_id", RecordType::Sentence)],
        RecordType::Claim => &[
            ("doc_id", RecordType::Document),
            ("sentence_id", RecordType::Sentence),
            ("subset_of", RecordType::Claim),
        ],
    }
}

fn columns_of(record_type: RecordType) -> Vec<Column> {
    let schema = schema::schema_of(record_type);
    let mut columns = Vec::new();
    add_fields(&schema, &schema, None, &mut columns);
    // Fields that only some records of the type have.
    for variant in schema["anyOf"].as_array().into_iter().flatten() {
        let mut own = Vec::new();
        add_fields(variant, &schema, None, &mut own);
        for mut column in own {
            column.required = false;
            match columns.iter_mut().find(|c| c.name == column.name) {
                Some(known) if known.cell != column.cell => known.cell = CellType::Text,
                Some(_) => {}
                None => columns.push(column),
            }
        }
    }
    columns
}

/// Adds a column for each field of an object's schema; `list`: the field that lists such objects.
fn add_fields(object: &Value, root: &Value, list: Option<&str>, columns: &mut Vec<Column>) {
    let required = |name: &str| {
        let names = object["required"].as_array();
        names.is_some_and(|names| names.iter().any(|n| n == name))
    };
    for (name, field) in object["properties"].as_object().into_iter().flatten() {
        let about = field["description"].as_str().unwrap_or_default();
        let field = resolve(field, root);
        if field["type"] == "array" && resolve(&field["items"], root)["type"] == "object" {
            add_fields(resolve(&field["items"], root), root, Some(name), columns);
            continue;
        }
        let is_list = field["type"] == "array";
        let item = if is_list { resolve(&field["items"], root) } else { field };
        let bounds = item["maximum"]
            .as_u64()
            .filter(|m| *m < 255)
            .map(|m| (item["minimum"].as_u64().unwrap_or(0), m));
        columns.push(Column {
            name: list.map_or_else(|| name.clone(), |list| format!("{list}_{name}")),
            cell: cell_type(item),
            list: is_list || list.is_some(),
            required: required(name) && !is_list && list.is_none(),
            words: words(item),
            bounds,
            about: about.into(),
            field: match list {
                Some(list) => (list.into(), Some(name.clone())),
                None => (name.clone(), None),
            },
        });
    }
}

/// The schema behind a reference, and behind “this or null”.
fn resolve<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
        return resolve(&root["$defs"][name], root);
    }
    let choices = schema["anyOf"].as_array();
    match choices.and_then(|c| c.iter().find(|s| s["type"] != "null")) {
        Some(choice) => resolve(choice, root),
        None => schema,
    }
}

fn cell_type(schema: &Value) -> CellType {
    let is = |name: &str| schema["type"] == name || schema["type"].as_array().is_some_and(|t| t.iter().any(|t| t == name));
    match () {
        () if is("integer") => CellType::Integer,
        () if is("number") => CellType::Number,
        () if is("boolean") => CellType::Boolean,
        () => CellType::Text,
    }
}

fn words(schema: &Value) -> Vec<String> {
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    choices.filter_map(|c| c["const"].as_str()).map(Into::into).collect()
}
