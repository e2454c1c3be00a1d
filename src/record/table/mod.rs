//! Records as rows of tables: a record as the values of its [`columns`], and a row of texts as a record again.
//!
//! A list of values is one cell, its items separated by `; `; a `;` or `\` inside an item has a `\` before it. A list of objects is a column for each of their fields
//! (`places_name`). An empty cell is null: no record holds an empty text.

mod columns;

pub use columns::{CellType, Column, columns, key, links, record_type_of};

use super::{Record, RecordType};
use serde_json::{Map, Number, Value, json};
use std::borrow::Cow;

impl Column {
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
            // Other tools write whole numbers as “1.0” where some cells of the column are empty.
            CellType::Integer => {
                let digits = text.strip_suffix(".0").unwrap_or(text);
                digits.parse::<u64>().map_err(|_| wrong("whole number"))?.into()
            }
            CellType::Number => Value::Number(text.parse::<Number>().map_err(|_| wrong("number"))?),
            CellType::Boolean => match text {
                "true" | "TRUE" | "True" => true.into(),
                "false" | "FALSE" | "False" => false.into(),
                _ => return Err(wrong("true or false")),
            },
        })
    }
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
