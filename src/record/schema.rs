//! The JSON Schema of each record, made from the types themselves.

use super::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, Record, RecordType, SentenceRecord};
use serde_json::Value;

/// JSON Schema (2020-12) of one record type.
#[must_use]
pub fn schema_of(record: RecordType) -> Value {
    let schema = match record {
        RecordType::Document => schemars::schema_for!(DocumentRecord),
        RecordType::Sentence => schemars::schema_for!(SentenceRecord),
        RecordType::Mention => schemars::schema_for!(MentionRecord),
        RecordType::Claim => schemars::schema_for!(ClaimRecord),
        RecordType::Incident => schemars::schema_for!(IncidentRecord),
    };
    schema.to_value()
}

/// JSON Schema of a line of a dataset, whatever its type.
#[must_use]
pub fn schema() -> Value {
    schemars::schema_for!(Record).to_value()
}
