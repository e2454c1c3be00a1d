//! Differences for people and for programs.

use super::{Change, Difference, What};
use serde_json::{Value, json as value};
use std::fmt::Write;

const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const DIM: &str = "2";

fn paint(text: &str, code: &str, color: bool) -> String {
    if color {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_string()
    }
}

/// A difference for people: what, which claim, why; the sentence; each field with its values.
#[must_use]
pub fn text(difference: &Difference, color: bool) -> String {
    let claim = &difference.claim;
    let (word, code) = match difference.what {
        What::Added => ("added", GREEN),
        What::Removed => ("removed", RED),
        What::Changed(_) => ("changed", YELLOW),
    };
    let mut out = format!(
        "{} {} {} “{}” {}",
        paint(&format!("{word:<7}"), code, color),
        claim.claim_id,
        claim.kind,
        one_line(&claim.figure_text),
        claim.doc_id
    );
    if let Some(cause) = difference.cause {
        let _ = write!(out, "  {}", paint(&format!("({cause})"), DIM, color));
    }
    let _ = write!(out, "\n  │ {}\n", one_line(&claim.sentence_text));
    if let What::Changed(changes) = &difference.what {
        for change in changes {
            let _ = writeln!(out, "  {:<18} {}", change.field, values(change, color));
        }
    }
    out
}

/// A difference as one JSON object on a line.
#[must_use]
pub fn json(difference: &Difference) -> String {
    let claim = &difference.claim;
    let mut object = value!({
        "change": match difference.what { What::Added => "added", What::Removed => "removed", What::Changed(_) => "changed" },
        "claim_id": claim.claim_id,
        "doc_id": claim.doc_id,
        "kind": claim.kind,
        "cause": difference.cause,
    });
    match &difference.what {
        What::Changed(changes) => {
            let fields = changes
                .iter()
                .map(|c| value!({"field": c.field, "a": c.before, "b": c.after}))
                .collect();
            object["fields"] = Value::Array(fields);
            object["sentence_text"] = claim.sentence_text.clone().into();
        }
        _ => object["claim"] = serde_json::to_value(claim).unwrap_or_default(),
    }
    format!("{object}\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn values(change: &Change, color: bool) -> String {
    if let (Value::String(a), Value::String(b)) = (&change.before, &change.after)
        && a.split_whitespace().count() + b.split_whitespace().count() > 6
    {
        return words(a, b, color);
    }
    if let (Value::Array(a), Value::Array(b)) = (&change.before, &change.after) {
        let mut parts = Vec::new();
        parts.extend(
            a.iter()
                .filter(|x| !b.contains(x))
                .map(|x| paint(&format!("-{}", shown(x)), RED, color)),
        );
        parts.extend(
            b.iter()
                .filter(|x| !a.contains(x))
                .map(|x| paint(&format!("+{}", shown(x)), GREEN, color)),
        );
        if !parts.is_empty() {
            return parts.join("  ");
        }
    }
    let (a, b) = (shown(&change.before), shown(&change.after));
    format!("{} → {}", paint(&a, RED, color), paint(&b, GREEN, color))
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

/// Two texts in one, the words that only one has marked: `[-old-]`, `{+new+}`.
fn words(a: &str, b: &str, color: bool) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[head..], &b[head..]);
    let tail = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (old, new) = (&rest_a[..rest_a.len() - tail], &rest_b[..rest_b.len() - tail]);
    let mut parts = vec![a[..head].join(" ")];
    if !old.is_empty() {
        parts.push(paint(&format!("[-{}-]", old.join(" ")), RED, color));
    }
    if !new.is_empty() {
        parts.push(paint(&format!("{{+{}+}}", new.join(" ")), GREEN, color));
    }
    parts.push(rest_a[rest_a.len() - tail..].join(" "));
    parts.retain(|p| !p.is_empty());
    parts.join(" ")
}
