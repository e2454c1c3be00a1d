//! JSON Lines: one article a line.

use super::columns::Column;
use super::encoding::Decoder;
use super::fields::{Defaults, Fields, names};
use super::inputs::{Input, io_message};
use super::source::Source;
use super::{Item, MAX_BYTES, Trouble};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::io::BufRead;

#[derive(Deserialize)]
#[serde(expecting = "an object with the field “text”")]
struct Row {
    #[serde(default)]
    id: Option<Scalar>,
    text: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    published: Option<Scalar>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    authors: Option<Authors>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a string or a number")]
enum Scalar {
    Text(String),
    Number(serde_json::Number),
}

impl Scalar {
    fn into_text(self) -> Option<String> {
        let text = match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        };
        (!text.trim().is_empty()).then_some(text)
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected authors as a string or an array of strings")]
enum Authors {
    One(String),
    Many(Vec<Option<String>>),
}

impl From<Row> for Fields {
    fn from(row: Row) -> Self {
        let some = |field: Option<String>| field.filter(|f| !f.trim().is_empty());
        Self {
            id: row.id.and_then(Scalar::into_text),
            text: row.text.unwrap_or_default(),
            title: some(row.title),
            published: row.published.and_then(Scalar::into_text),
            publisher: some(row.publisher),
            url: some(row.url),
            authors: match row.authors {
                None => Vec::new(),
                Some(Authors::One(list)) => names(&list),
                Some(Authors::Many(list)) => list.into_iter().flatten().filter(|a| !a.trim().is_empty()).collect(),
            },
        }
    }
}

/// One line as bytes, without its end.
enum Line {
    Some(Vec<u8>),
    TooLong,
    End,
}

/// Reads a line of no more than `limit` bytes; the rest of a longer one is passed over.
fn read_line(reader: &mut dyn BufRead, limit: usize) -> std::io::Result<Line> {
    let mut line = Vec::new();
    let mut too_long = false;
    let mut any = false;
    loop {
        let available = match reader.fill_buf() {
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if available.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', available);
        let take = end.unwrap_or(available.len());
        if line.len() + take > limit {
            too_long = true;
            line = Vec::new();
        } else if !too_long {
            line.extend_from_slice(&available[..take]);
        }
        let consumed = end.map_or(take, |n| n + 1);
        reader.consume(consumed);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => Line::End,
        (_, true) => Line::TooLong,
        _ => Line::Some(line),
    })
}

/// What is wrong with a row, without the words that hold only for whole files.
fn row_message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(t, _)| t);
    if error.is_data() {
        return format!("not a row of a feed: {text}");
    }
    format!("not JSON: {text} (column {})", error.column())
}

/// A row whose fields may have names of their own; a name with stops in it goes into objects (`article.body`).
fn row(text: &str, columns: &[Column]) -> serde_json::Result<Row> {
    if columns.is_empty() {
        return serde_json::from_str(text);
    }
    let mut object: Map<String, Value> = serde_json::from_str(text)?;
    for column in columns {
        let value = object.remove(&column.name).or_else(|| {
            let mut steps = column.name.split('.');
            let first = object.get(steps.next()?)?;
            steps.try_fold(first, |value, step| value.get(step)).cloned()
        });
        object.insert(column.field.into(), value.unwrap_or(Value::Null));
    }
    serde_json::from_value(Value::Object(object))
}

/// The rows of a feed, one at a time.
pub fn rows(input: &Input, mut source: Source, defaults: Defaults) -> impl Iterator<Item = Item> + use<> {
    let input = input.clone();
    let mut decoder = Decoder::new();
    let mut number = 0u64;
    let mut ended = false;
    std::iter::from_fn(move || {
        loop {
            if ended {
                return None;
            }
            number += 1;
            let trouble = |code, message: String| Trouble::new(&input.path, Some(number), code, message);
            let mut bytes = match read_line(&mut *source.reader, MAX_BYTES) {
                Ok(Line::End) => return None,
                Ok(Line::Some(bytes)) => bytes,
                Ok(Line::TooLong) => {
                    return Some(Err(trouble(
                        "too_long",
                        format!("a row of more than {} MB: passed over", MAX_BYTES / 1_000_000),
                    )));
                }
                Err(e) => {
                    ended = true;
                    return Some(Err(trouble("unreadable", format!("{}: the rest is not read", io_message(&e)))));
                }
            };
            if number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            if bytes.trim_ascii_start().first() == Some(&b'[') {
                return Some(Err(trouble(
                    "broken_row",
                    "an array, where an object with the field “text” should be".into(),
                )));
            }
            let decoded = decoder.decode(bytes);
            let encoding = if source.transcoded { source.encoding } else { decoded.encoding };
            let oddity = decoded.oddity.map(|o| o.0);
            return Some(match row(&decoded.text, &defaults.columns) {
                Ok(row) => Fields::from(row).document(&input, "jsonl", encoding, oddity, number, &defaults),
                Err(e) => Err(trouble("broken_row", row_message(&e))),
            });
        }
    })
}
