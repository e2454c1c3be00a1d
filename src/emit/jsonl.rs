//! JSON Lines: one record a line, keys in the order of the record's fields, `type` first.

use crate::record::{RecordType, Records};
use serde::Serialize;

/// Appends the lines of one type of record.
pub fn lines(records: &Records<'_>, record_type: RecordType, out: &mut Vec<u8>) {
    match record_type {
        RecordType::Document => records.document.iter().for_each(|r| line(record_type, r, out)),
        RecordType::Sentence => records.sentences.iter().for_each(|r| line(record_type, r, out)),
        RecordType::Mention => records.mentions.iter().for_each(|r| line(record_type, r, out)),
        RecordType::Claim => records.claims.iter().for_each(|r| line(record_type, r, out)),
        RecordType::Incident => records.incidents.iter().for_each(|r| line(record_type, r, out)),
    }
}

/// One line: the record's own object with `type` before its first key. The same bytes as [`RecordRef`](crate::record::RecordRef) gives, without its detour through tagged maps.
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
            lines(&extraction.records(), record_type, &mut fast);
            let mut tagged = Vec::new();
            for record in extraction.records().of(record_type) {
                serde_json::to_writer(&mut tagged, &record).unwrap();
                tagged.push(b'\n');
            }
            assert_eq!(String::from_utf8(fast).unwrap(), String::from_utf8(tagged).unwrap());
        }
    }
}
