//! One JSON object a line: the columns of a table as keys, a list for several aliases; patterns of an entity ruler (`label`, `pattern`, `id`) too.

use super::source::for_lines;
use super::table::Row;
use super::{Context, Item};
use serde_json::Value;
use std::io::{self, BufRead};

pub(super) fn read(reader: &mut dyn BufRead, context: &Context<'_>, take: &mut dyn FnMut(Item)) -> io::Result<()> {
    for_lines(reader, |line, text| {
        if text.trim().is_empty() {
            return;
        }
        let passed = |why| Item::Passed {
            line,
            why,
            what: text.chars().take(60).collect(),
        };
        let item = match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(object)) if object.get("pattern").is_some_and(Value::is_array) => passed("a pattern of tokens is no name"),
            Ok(Value::Object(object)) => {
                let mut row = Row::default();
                for (key, value) in &object {
                    row.set(key, told(value));
                }
                row.rename(context.filters);
                row.item(line, context)
            }
            _ => passed("not a JSON object"),
        };
        take(item);
    })
}

/// A value as a cell: items of a list parted by `|`.
pub(super) fn told(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(items) => items.iter().map(told).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}
