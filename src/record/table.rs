//! Records as rows of tables: the columns of each type of record, made from its schema, a record as the values of its columns, and a row of texts as a record again.
//!
//! A list of values is one cell, its items separated by `; `; a `;` or `\` inside an item has a `\` before it. A list of objects is a column for each of their fields
//! (`places_name`). An empty cell is null: no record holds an empty text.

use super::{Record, RecordType, schema};
use serde_json::{Map, Number, Value, json};
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
    /// The greatest and smallest number that it may hold.
    pub bounds: Option<(u64, u64)>,
    /// What it says, in a sentence.
    pub about: String,
    /// The field of the record, and where that lists objects, the field of those.
    field: (String, Option<String>),
}

impl Column {
    /// A column of texts that may be empty.
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

    /// The value of a cell's text.
    fn parse(&self, text: &str) -> Result<Value, String> {
        if self.list {
            return split(text).iter().map(|item| self.parse_item(item)).collect();
        }
        self.parse_item(text)
    }

    fn parse_item(&self, text: &str) -> Result<Value, String> {
        let wrong = |what: &str| format!("column {}: “{text}” is no {what}", self.name);
        Ok(match self.cell {
            _ if text.is_empty() => Value::Null,
            CellType::Text => text.into(),
            CellType::Integer => text.parse::<u64>().map_err(|_| wrong("whole number"))?.into(),
            CellType::Number => Value::Number(text.parse::<Number>().map_err(|_| wrong("number"))?),
            CellType::Boolean => match text {
                "true" | "TRUE" | "True" => true.into(),
                "false" | "FALSE" | "False" => false.into(),
                _ => return Err(wrong("true or false")),
            },
        })
    }
}

/// The columns of a type of record, in the order of its fields.
#[must_use]
pub fn columns(record_type: RecordType) -> &'static [Column] {
    static COLUMNS: LazyLock<Vec<Vec<Column>>> = LazyLock::new(|| RecordType::ALL.into_iter().map(columns_of).collect());
    &COLUMNS[RecordType::ALL.iter().position(|t| *t == record_type).unwrap_or_default()]
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

/// The text of a value's cell.
#[must_use]
pub fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(items) => {
            let item = |item: &Value| text(item).replace('\\', "\\\\").replace(';', "\\;");
            Cow::Owned(items.iter().map(item).collect::<Vec<_>>().join("; "))
        }
        other => Cow::Owned(other.to_string()),
    }
}

/// The items of a cell that holds a list.
fn split(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut items = vec![String::new()];
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let item = items.last_mut().expect("it begins with one");
        match c {
            '\\' => item.extend(rest.next()),
            ';' => {
                // One blank belongs to the separator; people leave it out.
                if rest.as_str().starts_with(' ') {
                    rest.next();
                }
                items.push(String::new());
            }
            c => item.push(c),
        }
    }
    items
}

/// The record of a row; `cell` gives the text in a column, by its position in [`columns`]. The inverse of [`Column::value`] and [`text`].
///
/// # Errors
/// Where a cell does not hold what its column is for, in a sentence.
pub fn record<'c>(record_type: RecordType, cell: impl Fn(usize) -> &'c str) -> Result<Record, String> {
    let mut object = Map::new();
    object.insert("type".into(), record_type.name().into());
    for (n, column) in columns(record_type).iter().enumerate() {
        let (field, inner) = &column.field;
        let values = column.parse(cell(n))?;
        let Some(inner) = inner else {
            object.insert(field.clone(), values);
            continue;
        };
        let values = values.as_array().map(Vec::as_slice).unwrap_or_default();
        let objects = object.entry(field.as_str()).or_insert_with(|| json!([]));
        let objects = objects.as_array_mut().expect("it was made as one");
        // The first column of a list says how long it is: its cells are never null.
        let is_first = objects.is_empty();
        if is_first {
            objects.resize(values.len(), json!({}));
        }
        // A list of one null looks like an empty list.
        if values.len() != objects.len() && !(values.is_empty() && objects.len() == 1) {
            return Err(format!(
                "column {}: {} items where {} are wanted",
                column.name,
                values.len(),
                objects.len()
            ));
        }
        for (n, object) in objects.iter_mut().enumerate() {
            object[inner.as_str()] = values.get(n).cloned().unwrap_or(Value::Null);
        }
    }
    if record_type == RecordType::Mention {
        settle_mention(&mut object);
    }
    serde_json::from_value(Value::Object(object)).map_err(|e| e.to_string())
}

/// A table has the fields of all types of mention: what is no field of this one goes, and `value` is a number where quantities have one.
fn settle_mention(object: &mut Map<String, Value>) {
    if object["mention_type"] != "place" {
        object.remove("lat");
    }
    if object["mention_type"] == "quantity"
        && let Some(number) = object["value"].as_str().and_then(|v| v.parse().ok())
    {
        object.insert("value".into(), Value::Number(number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_items_whatever_is_in_them() {
        for items in [vec!["a", "b"], vec!["a; b", "c\\", ";"], vec!["one"], vec![]] {
            let cell = text(&json!(items)).into_owned();
            assert_eq!(split(&cell), items, "{cell}");
        }
        assert_eq!(text(&json!(["Sahel", "Mopti; Gao"])), "Sahel; Mopti\\; Gao");
        assert_eq!(split("a;b; c"), ["a", "b", "c"], "people write lists by hand");
        assert_eq!(split("; "), ["", ""], "two that are not known");
    }

    #[test]
    fn a_cell_that_does_not_fit_is_told() {
        let at = columns(RecordType::Sentence).iter().position(|c| c.name == "start").unwrap();
        let cells = |start: &'static str| move |n: usize| if n == at { start } else { "" };
        let told = record(RecordType::Sentence, cells("twelve")).unwrap_err();
        assert_eq!(told, "column start: “twelve” is no whole number");
        assert!(record(RecordType::Sentence, cells("12")).is_err());
    }
}
