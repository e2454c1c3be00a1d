//! Rows of claims. Where a figure ends follows from its start and its text, which are in the row.

use super::{ends, follows, row};
use crate::record::{ClaimRecord, Evidence, PlaceRecord, SentenceRecord};
use rusqlite::{Result, Row};

row! {
    ClaimRecord in "claim", leading ["claim_key", "sentence_position", "place_key", "evidence_list"],
    columns {
        claim_id, start, char_start, figure_text, kind, comparator, value, low, high, implied, unit, scope, subset_of, counted_text,
        event_type, weapon_text, weapon_id, actor_text, actor_id, actor_name, target_text, target_id, target_name, victim_class, where_prec,
        date_text, date_start, date_end, date_prec, date_edtf, date_anchor, attributed_to_text, attributed_to_id, attributed_to_name,
        attributed_to_type, modality, rule,
    }
    given { doc_id: String, sentence_id: String, sentence_text: String }
    later { end, char_end, places, evidence }
}

/// Whether a record's ends are those that its figure says.
#[must_use]
pub fn ends_with_its_figure(record: &ClaimRecord) -> bool {
    follows([record.start, record.end, record.char_start, record.char_end], &record.figure_text)
}

/// The record of a row, whose columns begin at `first`.
///
/// # Errors
/// When a cell is none of its field.
pub fn read_whole(
    row: &Row<'_>,
    first: usize,
    sentence: &SentenceRecord,
    places: Vec<PlaceRecord>,
    evidence: Vec<Evidence>,
) -> Result<ClaimRecord> {
    let [doc_id, sentence_id, text] = [&sentence.doc_id, &sentence.sentence_id, &sentence.text].map(String::clone);
    let mut record = read(row, first, doc_id, sentence_id, text)?;
    (record.places, record.evidence) = (places, evidence);
    (record.end, record.char_end) = ends(record.start, record.char_start, &record.figure_text);
    Ok(record)
}
