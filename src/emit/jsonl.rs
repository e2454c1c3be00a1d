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
    match record_type {
        RecordType::Document => line(record_type, &extraction.document, out),
        RecordType::Sentence => extraction.sentences.iter().for_each(|r| line(record_type, r, out)),
        RecordType::Mention => extraction.mentions.iter().for_each(|r| line(record_type, r, out)),
        RecordType::Claim => extraction.claims.iter().for_each(|r| line(record_type, r, out)),
        RecordType::Incident => extraction.incidents.iter().for_each(|r| line(record_type, r, out)),
    }
}

/// One line: the record's own object with `type` before its first key. The same bytes as [`RecordRef`] gives, without its detour through tagged maps.
fn line(record_type: RecordType, record: &impl Serialize, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"type\":\"");
    out.extend_from_slice(record_type.name().as_bytes());
    out.push(b'"');
    let at = out.len();
    sonic_rs::to_writer(&mut *out, record).expect("records serialise, and memory takes all bytes");
    // Where the record's brace stands the next key follows.
    out[at] = b',';
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_tagged_records() {
        let lexicon = crate::Lexicon::built_in().unwrap();
        let text = "A bomb killed “at least” 12 people, among them 3 soldiers, in Kirkuk on Monday, police said.";
        let extraction = crate::extract(&crate::Document::plain("a\"b", text).published("2016-05-04"), &lexicon);
        for record_type in RecordType::ALL {
            let mut fast = Vec::new();
            lines(&extraction, record_type, &mut fast);
            let mut tagged = Vec::new();
            for record in records(&extraction, record_type) {
                serde_json::to_writer(&mut tagged, &record).unwrap();
                tagged.push(b'\n');
            }
            assert_eq!(String::from_utf8(fast).unwrap(), String::from_utf8(tagged).unwrap());
        }
    }
}
