//! Rows of sentences. Where one ends follows from its start and its text: the table works it out, and so does [`read_whole`].

use super::row;
use crate::record::SentenceRecord;
use rusqlite::{Result, Row};

row! {
    SentenceRecord in "sentence", leading ["sentence_key"],
    columns { paragraph, kind, speaker, start, char_start, text }
    given { sentence_id: String, doc_id: String, index: u64, end: u64, char_end: u64 }
}

/// Whether a record's ends are those that its text says.
#[must_use]
pub fn ends_with_its_text(record: &SentenceRecord) -> bool {
    let bytes = record.text.len() as u64;
    let chars = if record.text.is_ascii() {
        bytes
    } else {
        record.text.chars().count() as u64
    };
    record.end == record.start + bytes && record.char_end == record.char_start + chars
}

/// The record of a row, whose columns begin at `first`.
///
/// # Errors
/// When a cell is none of its field.
pub fn read_whole(row: &Row<'_>, first: usize, doc_id: &str, index: usize) -> Result<SentenceRecord> {
    let mut record = read(row, first, format!("{doc_id}#s{index}"), doc_id.into(), index as u64, 0, 0)?;
    record.end = record.start + record.text.len() as u64;
    record.char_end = record.char_start + record.text.chars().count() as u64;
    Ok(record)
}
