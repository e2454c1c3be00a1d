//! JSON Lines: one record a line, keys in the order of the record's fields, `type` first.

use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, RecordType, SentenceRecord};
use serde::Serialize;

/// A record by reference, tagged as [`crate::record::Record`] is.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RecordRef<'r> {
    Document(&'r DocumentRecord),
    Sentence(&'r SentenceRecord),
    Mention(&'r MentionRecord),
    Claim(&'r ClaimRecord),
    Incident(&'r IncidentRecord),
}

/// The records of one type, in order.
pub fn records(extraction: &Extraction, record_type: RecordType) -> Box<dyn Iterator<Item = RecordRef<'_>> + '_> {
    match record_type {
        RecordType::Document => Box::new(std::iter::once(RecordRef::Document(&extraction.document))),
        RecordType::Sentence => Box::new(extraction.sentences.iter().map(RecordRef::Sentence)),
        RecordType::Mention => Box::new(extraction.mentions.iter().map(RecordRef::Mention)),
        RecordType::Claim => Box::new(extraction.claims.iter().map(RecordRef::Claim)),
        RecordType::Incident => Box::new(extraction.incidents.iter().map(RecordRef::Incident)),
    }
}

/// Appends the lines of one type of record.
pub fn lines(extraction: &Extraction, record_type: RecordType, out: &mut Vec<u8>) {
    for record in records(extraction, record_type) {
        sonic_rs::to_writer(&mut *out, &record).expect("records serialise, and memory takes all bytes");
        out.push(b'\n');
    }
}
