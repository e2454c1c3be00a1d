//! CSV: a table for each type of record. A list of values is one cell, its items separated by `; `; a list of objects is a column for each of their fields (`places_name`).

use crate::record::{RecordRef, RecordType};
use serde_json::Value;

const PLACES: [&str; 7] = [
    "places_text",
    "places_place_id",
    "places_name",
    "places_lat",
    "places_lon",
    "places_country",
    "places_admin1",
];

/// The columns of a table, in their order.
#[must_use]
pub fn columns(record_type: RecordType) -> Vec<&'static str> {
    let words = |list: &'static str| list.split_whitespace();
    match record_type {
        RecordType::Document => words(
            "doc_id path sha256 format encoding title authors publisher url published published_evidence language text_bytes sentences
             diagnostics_code diagnostics_message diagnostics_line text",
        )
        .collect(),
        RecordType::Sentence => words("sentence_id doc_id index paragraph kind speaker start end char_start char_end text").collect(),
        RecordType::Mention => words(
            "mention_id doc_id sentence_id mention_type start end char_start char_end text entity_id name method stands_for
             timex value date_start date_end date_prec date_anchor low high comparator unit lat lon country admin1 feature geonameid",
        )
        .collect(),
        RecordType::Claim => words(
            "claim_id doc_id sentence_id start end char_start char_end figure_text kind comparator value low high implied unit scope subset_of
             counted_text event_type weapon_text weapon_id actor_text actor_id actor_name target_text target_id target_name victim_class",
        )
        .chain(PLACES)
        .chain(words(
            "where_prec date_text date_start date_end date_prec date_edtf date_anchor attributed_to_text attributed_to_id
             attributed_to_name attributed_to_type modality sentence_text
             evidence_role evidence_start evidence_end evidence_char_start evidence_char_end evidence_text rule",
        ))
        .collect(),
        RecordType::Incident => words("incident_id doc_id event_type date_start date_end date_prec")
            .chain(PLACES)
            .chain(words(
                "where_prec actor_text actor_id actor_name target_text target_id target_name weapon_text weapon_id
                 killed_low killed_best killed_high injured_low injured_best injured_high abducted_low abducted_best abducted_high
                 missing_low missing_best missing_high detained_low detained_best detained_high displaced_low displaced_best displaced_high
                 claim_ids set_aside_claim_id set_aside_reason",
            ))
            .collect(),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The cell of a column: a field of the record, or a field of the objects that another field lists.
fn cell(record: &Value, column: &str) -> String {
    let join = |items: Vec<String>| items.join("; ");
    match record.get(column) {
        Some(Value::Array(items)) => return join(items.iter().map(scalar).collect()),
        Some(value) => return scalar(value),
        None => {}
    }
    for list in ["places", "evidence", "set_aside", "diagnostics"] {
        if let Some(field) = column.strip_prefix(list).and_then(|f| f.strip_prefix('_'))
            && let Some(Value::Array(items)) = record.get(list)
        {
            return join(items.iter().map(|i| i.get(field).map_or_else(String::new, scalar)).collect());
        }
    }
    String::new()
}

fn line(cells: impl Iterator<Item = String>, out: &mut Vec<u8>) {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells.map(String::into_bytes)).expect("memory takes all bytes");
    writer.flush().expect("memory takes all bytes");
}

/// Appends the header line.
pub fn header(record_type: RecordType, out: &mut Vec<u8>) {
    line(columns(record_type).into_iter().map(Into::into), out);
}

/// Appends a record's row.
pub fn row(record: RecordRef<'_>, out: &mut Vec<u8>) {
    let value = serde_json::to_value(record).expect("records serialise");
    line(columns(record.record_type()).iter().map(|c| cell(&value, c)), out);
}
