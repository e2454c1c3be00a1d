//! Two claims, field by field.

use crate::record::ClaimRecord;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// Where a claim stands in its text: an edit elsewhere moves all claims behind it, which is no change of theirs.
const POSITIONS: [&str; 5] = ["sentence_id", "start", "end", "char_start", "char_end"];

/// A field whose values differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its name.
    pub field: String,
    /// In A.
    pub before: Value,
    /// In B.
    pub after: Value,
}

/// Which fields are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// Those that may differ.
    pub ignored: Vec<String>,
    /// Whether positions are compared too.
    pub positions: bool,
}

impl FieldNames {
    fn compared(&self, field: &str) -> bool {
        !self.ignored.iter().any(|i| i == field) && (self.positions || !POSITIONS.contains(&field))
    }
}

/// The names of a claim's fields, in their order.
#[must_use]
pub fn names() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let schema = serde_json::to_value(schemars::schema_for!(ClaimRecord)).unwrap_or_default();
        let properties = schema["properties"].as_object();
        properties.map(|p| p.keys().cloned().collect()).unwrap_or_default()
    });
    &NAMES
}

fn object(claim: &ClaimRecord) -> Map<String, Value> {
    match serde_json::to_value(claim) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// A value without its positions.
fn without_positions(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_positions),
        Value::Object(map) => map.retain(|key, _| !POSITIONS.contains(&key.as_str())),
        _ => {}
    }
}

/// The fields of two claims that differ, in the order of their names in the record.
#[must_use]
pub fn changes(before: &ClaimRecord, after: &ClaimRecord, names: &FieldNames) -> Vec<Change> {
    let (mut old, mut new) = (object(before), object(after));
    let mut found = Vec::new();
    for field in self::names().iter().filter(|f| names.compared(f)) {
        let (mut a, mut b) = (old.remove(field).unwrap_or(Value::Null), new.remove(field).unwrap_or(Value::Null));
        if !names.positions && field == "evidence" {
            without_positions(&mut a);
            without_positions(&mut b);
        }
        // A sentence's id is that of its words: how lines are broken is no change.
        let same_words = field == "sentence_text"
            && a.as_str()
                .zip(b.as_str())
                .is_some_and(|(a, b)| a.split_whitespace().eq(b.split_whitespace()));
        if a != b && !same_words {
            found.push(Change {
                field: field.clone(),
                before: a,
                after: b,
            });
        }
    }
    found
}
