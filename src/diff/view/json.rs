//! Differences for programs.

use super::{Difference, What, word};
use serde_json::{Value, json as value};

/// A difference as one JSON object on a line.
#[must_use]
pub fn json(difference: &Difference) -> String {
    let claim = &difference.claim;
    let mut object = value!({
        "change": word(&difference.what),
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
