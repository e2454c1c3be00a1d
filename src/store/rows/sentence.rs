//! Rows of sentences. Where one ends follows from its start and its text. Its mentions and claims are a stretch of those of the document: a row has where
//! the stretch begins and how long it is.

use super::{ends, follows, row};
use crate::record::SentenceRecord;
use rusqlite::{Result, Row};

row! {
    SentenceRecord in "sentence", leading ["sentence_key", "first_mention", "mentions", "first_claim", "claims"],
    columns { paragraph, kind, speaker, start, char_start, text }
    given { sentence_id: String, doc_id: String, index: u64 }
    later { end, char_end }
}

/// Whether a record's ends are those that its text says.
#[must_use]
pub fn ends_with_its_text(record: &SentenceRecord) -> bool {
    follows([record.start, record.end, record.char_start, record.char_end], &record.text)
}

/// The record of a row, whose columns begin at `first`.
///
/// # Errors
/// When a cell is none of its field.
pub fn read_whole(row: &Row<'_>, first: usize, doc_id: &str, index: usize) -> Result<SentenceRecord> {
    let mut record = read(row, first, format!("{doc_id}#s{index}"), doc_id.into(), index as u64)?;
    (record.end, record.char_end) = ends(record.start, record.char_start, &record.text);
    Ok(record)
}
