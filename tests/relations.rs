//! What a claim takes from its surroundings, sentence by sentence: one file of `tests/relations/` a field, each row a text, a figure in it and what the field must be.
//!
//! In a text `¶` ends a paragraph. All are published on 20 June 2024, a Thursday, where a row gives no other day.

mod common;

use common::{lexicon, project};
use recount::record::{ClaimRecord as Claim, IncidentRecord as Incident, PlaceRecord};
use recount::{Document, extract};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Row {
    /// The figure as it stands; where it stands several times, `figure@2` is the second.
    figure: String,
    want: String,
    #[serde(default)]
    published: String,
    text: String,
}

/// A field of a record as JSON Lines has it, as plain text; `-` where it is empty.
fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(s) => s.clone(),
        serde_json::Value::Null => "-".into(),
        other => other.to_string(),
    }
}

fn names(places: &[PlaceRecord]) -> String {
    let names: Vec<&str> = places.iter().filter_map(|p| p.name.as_deref()).collect();
    if names.is_empty() { "-".into() } else { names.join(" + ") }
}

/// The value of `field` of a claim, written as the rows of its file write it.
fn value(claim: &Claim, field: &str) -> String {
    let record = serde_json::to_value(claim).unwrap();
    match field {
        "places" => names(&claim.places),
        "dates" => match (plain(&record["date_start"]), plain(&record["date_end"])) {
            (start, end) if start == end => start,
            (start, end) => format!("{start}/{end}"),
        },
        "sources" => plain(&record["attributed_to_text"]),
        "source-types" => plain(&record["attributed_to_type"]),
        "weapons" => plain(&record["weapon_text"]),
        "actors" => plain(&record["actor_text"]),
        "targets" => format!("{} ({})", plain(&record["target_text"]), plain(&record["victim_class"])),
        _ => plain(&record[field]),
    }
}

fn claim_at<'c>(claims: &'c [Claim], figure: &str) -> Option<&'c Claim> {
    let (figure, nth) = figure.split_once('@').map_or((figure, 1), |(f, n)| (f, n.parse().unwrap()));
    claims.iter().filter(|c| c.figure_text == figure).nth(nth - 1)
}

/// The tolls of the incidents, in order: “killed 3, injured 2; killed 9”, with bounds where there is no best number (“killed 20-”).
fn tolls(incidents: &[Incident]) -> String {
    let one = |incident: &Incident| {
        let record = serde_json::to_value(incident).unwrap();
        let mut parts = Vec::new();
        for kind in ["killed", "injured", "abducted", "missing", "detained", "displaced"] {
            let number = |what: &str| record[format!("{kind}_{what}")].as_u64();
            let (low, best, high) = (number("low"), number("best"), number("high"));
            let text = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
            if let Some(best) = best {
                parts.push(format!("{kind} {best}"));
            } else if low.is_some() || high.is_some() {
                parts.push(format!("{kind} {}-{}", text(low), text(high)));
            }
        }
        parts.join(", ")
    };
    let tolls: Vec<String> = incidents.iter().map(one).filter(|t| !t.is_empty()).collect();
    if tolls.is_empty() { "-".into() } else { tolls.join("; ") }
}

#[test]
fn claims_take_what_their_surroundings_say() {
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(project("tests/relations"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let mut rows = 0;
    for file in files {
        let field = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut table = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(&file).unwrap();
        for row in table.deserialize() {
            let row: Row = row.unwrap_or_else(|e| panic!("{field}: {e}"));
            rows += 1;
            let published = if row.published.is_empty() { "2024-06-20" } else { &row.published };
            let document = Document::plain("row", &row.text.replace(" ¶ ", "\n\n")).published(published);
            let found = extract(&document, lexicon());
            let got = if field == "incidents" {
                tolls(&found.incidents)
            } else {
                claim_at(&found.claims, &row.figure).map_or_else(|| "no claim".into(), |c| value(c, &field))
            };
            if got != row.want {
                wrong.push(format!("{field}: {}\n  {} wanted {}, got {got}", row.text, row.figure, row.want));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} rows\n{}", wrong.len(), wrong.join("\n"));
}
