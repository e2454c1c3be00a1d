//! JSON Lines: one record a line, keys in the order of the record's fields, `type` first.

use crate::record::{RecordRef, RecordType};
use serde::Serialize;
use sonic_rs::Serializer;
use sonic_rs::format::{CompactFormatter, Formatter};
use sonic_rs::writer::WriteExt;
use std::io::{Result, Write};

/// Appends a record's line.
pub fn line<S: Serialize>(record: RecordRef<'_, S>, out: &mut Vec<u8>) {
    let record_type = record.record_type();
    match record {
        RecordRef::Document(r) => tagged(record_type, r, out),
        RecordRef::Sentence(r) => tagged(record_type, r, out),
        RecordRef::Mention(r) => tagged(record_type, r, out),
        RecordRef::Claim(r) => tagged(record_type, r, out),
        RecordRef::Incident(r) => tagged(record_type, r, out),
    }
}

/// The record's own object with `type` before its first key. The same bytes as [`RecordRef`] gives, without its detour through tagged maps.
fn tagged(record_type: RecordType, record: &impl Serialize, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"type\":\"");
    out.extend_from_slice(record_type.name().as_bytes());
    out.push(b'"');
    let at = out.len();
    let mut serializer = Serializer::with_formatter(&mut *out, RecordFormatter::default());
    record
        .serialize(&mut serializer)
        .expect("records serialise, and memory takes all bytes");
    // Where the record's brace stands the next key follows.
    out[at] = b',';
    out.push(b'\n');
}

/// Compact JSON whose keys are copied as they are: they are the names of fields, in which nothing is to be escaped. Half of all strings written are keys.
#[derive(Clone, Debug, Default)]
struct RecordFormatter {
    in_key: bool,
}

impl Formatter for RecordFormatter {
    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.in_key = true;
        writer.write_all(if first { b"\"" } else { b",\"" })
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _writer: &mut W) -> Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b"\":")
    }

    fn write_string_fast<W: ?Sized + WriteExt>(&mut self, writer: &mut W, value: &str, quoted: bool) -> Result<()> {
        if self.in_key {
            writer.write_all(value.as_bytes())
        } else {
            CompactFormatter.write_string_fast(writer, value, quoted)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_tagged_records() {
        let lexicon = crate::Lexicon::built_in().unwrap();
        let text = "A bomb killed “at least” 12 people, among them 3 soldiers, in Kirkuk on Monday, police said.";
        let extraction = crate::extract(&crate::Document::plain("a\"b", text).published("2016-05-04"), &lexicon);
        for record in RecordType::ALL.into_iter().flat_map(|t| extraction.records().of(t)) {
            let mut fast = Vec::new();
            line(record, &mut fast);
            let mut tagged = serde_json::to_vec(&record).unwrap();
            tagged.push(b'\n');
            assert_eq!(String::from_utf8(fast).unwrap(), String::from_utf8(tagged).unwrap());
        }
    }
}
