//! JSON Lines: one article a line, or one an object where a file is an array or has its objects over several lines.

use super::columns::{Column, name_of};
use super::encoding::Decoder;
use super::fields::{Defaults, Fields, names};
use super::inputs::{Input, io_message};
use super::json_rows::{JsonRows, Piece};
use super::source::Source;
use super::{Item, MAX_BYTES, Trouble};
use serde::Deserialize;
use serde_json::{Map, Value};

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

/// A row that lacks the field with the text: what it has instead.
fn without_text(text: &str, columns: &[Column]) -> Option<String> {
    let object: Map<String, Value> = serde_json::from_str(text).ok()?;
    let (name, _) = name_of(columns, "text");
    let named: Vec<&str> = object.keys().map(String::as_str).take(12).collect();
    let missing = !object.contains_key(name) && !name.contains('.') && !named.is_empty();
    missing.then(|| format!("no field “{name}”, but {}: see --column", named.join(", ")))
}

/// The text with “\ufffd” for each half of a surrogate pair that stands alone, as programs leave them that cut strings by UTF-16 units; none where there is no such half.
fn mended(text: &str) -> Option<String> {
    let unit = |at: usize| -> Option<u16> {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (mut out, mut from, mut at) = (String::new(), 0, 0);
    while let Some(step) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        at += step;
        match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at += 12,
            (Some(0xd800..=0xdfff), _) => {
                out.push_str(&text[from..at]);
                out.push_str("\\ufffd");
                at += 6;
                from = at;
            }
            _ => at = (at + 2).min(text.len()),
        }
        at = text.ceil_char_boundary(at);
    }
    (from > 0).then(|| out + &text[from..])
}

/// The rows of a feed, one at a time.
///
/// # Errors
/// Where the input cannot be read.
pub fn rows(input: &Input, source: Source, defaults: Defaults) -> Result<impl Iterator<Item = Item> + use<>, Trouble> {
    let input = input.clone();
    let transcoded = source.transcoded.then_some(source.encoding);
    let mut rows = JsonRows::new(source.reader).map_err(|e| Trouble::new(&input.path, None, "unreadable", io_message(&e)))?;
    let mut decoder = Decoder::new();
    let mut ended = false;
    Ok(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let piece = rows.read();
        let line = rows.line;
        let trouble = |code, message: String| Some(Err(Trouble::new(&input.path, Some(line), code, message)));
        let bytes = match piece {
            Ok(Piece::Row(bytes)) => bytes,
            Ok(Piece::End) => return None,
            Ok(Piece::TooLong) => return trouble("too_long", format!("a row of more than {} MB: passed over", MAX_BYTES / 1_000_000)),
            Ok(Piece::Broken(what)) => {
                ended = true;
                return trouble("broken_row", format!("{what}: the rest is not read"));
            }
            Err(e) => {
                ended = true;
                return trouble("unreadable", format!("{}: the rest is not read", io_message(&e)));
            }
        };
        if bytes.trim_ascii_start().first() == Some(&b'[') {
            return trouble("broken_row", "an array, where an object with the field “text” should be".into());
        }
        let decoded = decoder.decode(bytes);
        let encoding = transcoded.unwrap_or(decoded.encoding);
        let mut oddity = decoded.oddity.map(|o| o.0);
        let mut read = row(&decoded.text, &defaults.columns);
        if let Err(error) = &read
            && !error.is_data()
            && let Some(text) = mended(&decoded.text)
        {
            oddity = Some("half a surrogate pair: U+FFFD stands for it".into());
            read = row(&text, &defaults.columns);
        }
        match read {
            Ok(row) if row.text.is_none() => match without_text(&decoded.text, &defaults.columns) {
                Some(message) => trouble("broken_row", message),
                None => trouble("empty", "a row without text".into()),
            },
            Ok(row) => Some(Fields::from(row).document(&input, "jsonl", encoding, oddity, line, &defaults)),
            Err(e) => trouble("broken_row", row_message(&e)),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_pairs_are_mended() {
        for (text, want) in [
            (r#""a\ud83d""#, Some(r#""a\ufffd""#)),
            (r#""\ude00\ud83d\ude00é\ud83dx""#, Some(r#""\ufffd\ud83d\ude00é\ufffdx""#)),
            (r#""\ud83d\ude00""#, None),
            (r#""\\ud83d \u00e9\n""#, None),
            ("\\", None),
        ] {
            assert_eq!(mended(text).as_deref(), want, "{text}");
        }
    }
}
