//! Differences to look at: [`text`] and [`html`] for people, [`json`] for programs. All show a value by the same words.

pub mod html;
mod json;
mod text;

pub use json::json;
pub use text::text;

use super::{Change, Difference, What};
use serde_json::Value;
use similar::{Algorithm, ChangeTag, capture_diff_slices};

/// A piece of a field's two values laid into one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// In both.
    Same(String),
    /// In A only.
    Old(String),
    /// In B only.
    New(String),
}

const fn word(what: &What) -> &'static str {
    match what {
        What::Added => "added",
        What::Removed => "removed",
        What::Changed(_) => "changed",
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a field was and is: of long texts the words that changed, of lists the items, else both values.
fn pieces(change: &Change) -> Vec<Piece> {
    if let (Value::String(a), Value::String(b)) = (&change.before, &change.after)
        && a.split_whitespace().count() + b.split_whitespace().count() > 6
    {
        return words(a, b);
    }
    if let (Value::Array(a), Value::Array(b)) = (&change.before, &change.after) {
        let gone = a.iter().filter(|x| !b.contains(x)).map(|x| Piece::Old(shown(x)));
        let came = b.iter().filter(|x| !a.contains(x)).map(|x| Piece::New(shown(x)));
        let items: Vec<Piece> = gone.chain(came).collect();
        if !items.is_empty() {
            return items;
        }
    }
    vec![Piece::Old(shown(&change.before)), Piece::New(shown(&change.after))]
}

/// A value in a line: of an object, what a reader knows it by.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".into(),
        Value::String(text) => format!("“{}”", one_line(text)),
        Value::Array(items) if items.is_empty() => "none".into(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let text = map.get("text").map(shown).unwrap_or_default();
            let known = map.get("role").or_else(|| map.get("place_id")).and_then(Value::as_str);
            known.map_or_else(|| text.clone(), |known| format!("{known} {text}"))
        }
        other => other.to_string(),
    }
}

/// Two texts in one, word by word.
fn words(a: &str, b: &str) -> Vec<Piece> {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let operations = capture_diff_slices(Algorithm::Myers, &a, &b);
    let changes = operations.iter().flat_map(|operation| operation.iter_slices(&a, &b));
    changes
        .map(|(tag, words)| {
            let text = words.join(" ");
            match tag {
                ChangeTag::Equal => Piece::Same(text),
                ChangeTag::Delete => Piece::Old(text),
                ChangeTag::Insert => Piece::New(text),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn shows_the_words_that_changed() {
        let change = |before: Value, after: Value| Change {
            field: "sentence_text".into(),
            before,
            after,
        };
        let text = change(
            json!("A bomb killed two people in Mosul"),
            json!("A car bomb killed ten people in Mosul"),
        );
        let found = pieces(&text);
        let [
            Piece::Same(a),
            Piece::New(car),
            Piece::Same(_),
            Piece::Old(two),
            Piece::New(ten),
            Piece::Same(_),
        ] = found.as_slice()
        else {
            panic!("{found:?}")
        };
        assert_eq!([a, car, two, ten], ["A", "car", "two", "ten"]);
        assert_eq!(
            pieces(&change(json!(12), Value::Null)),
            [Piece::Old("12".into()), Piece::New("–".into())]
        );
        let places = change(json!([{"text": "Mosul", "place_id": "IQ.mosul"}]), json!([]));
        assert_eq!(pieces(&places), [Piece::Old("IQ.mosul “Mosul”".into())]);
    }
}
