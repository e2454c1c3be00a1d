//! The rows of one document, put in and taken out.

use super::fingerprint::InputHash;
use super::interned::Interned;
use super::marks::Marks;
use super::rows::reading::Reading;
use super::rows::{Cell, Cells, claim, document, evidence, follows, incident, mention, sentence};
use super::{copies, keys};
use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, IncidentRecord, MentionRecord, SentenceRecord};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A document to be written.
#[derive(Debug)]
pub struct Arrival {
    extraction: Extraction,
    input_hash: InputHash,
    sketch: Vec<u8>,
}

impl Arrival {
    /// The records of a document whose hash is known. What else the database keeps of it is worked out here: on the caller's thread, not on the one that writes.
    #[must_use]
    pub fn new(extraction: Extraction, input_hash: InputHash) -> Self {
        Self {
            sketch: copies::sketch_of(&extraction.sentences),
            extraction,
            input_hash,
        }
    }

    /// Its records.
    #[must_use]
    pub const fn extraction(&self) -> &Extraction {
        &self.extraction
    }
}

/// Records that do not fit together: a fault of the program that made them.
fn inconsistent(why: &str) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(why.into())
}

/// The key of the first of a document's parts, of which there are so many.
fn first_key(document_key: i64, parts: usize) -> rusqlite::Result<i64> {
    let room = keys::part(document_key, parts).and_then(|_| keys::part(document_key, 0));
    room.ok_or_else(|| inconsistent("a document of more than 16 million parts"))
}

/// Which of a document's parts of a kind are those of a sentence.
#[derive(Clone, Copy, Default)]
struct Stretch {
    first: usize,
    count: usize,
}

/// For each of so many sentences, which parts are its: those whose positions in turn name it.
fn stretches(sentences: usize, positions: &[usize]) -> rusqlite::Result<Vec<Stretch>> {
    if !positions.is_sorted() {
        return Err(inconsistent("parts that do not come in the order of their sentences"));
    }
    let mut all = vec![Stretch::default(); sentences];
    for (n, position) in positions.iter().enumerate() {
        let stretch = all
            .get_mut(*position)
            .ok_or_else(|| inconsistent("a part of a sentence that is not there"))?;
        if stretch.count == 0 {
            stretch.first = n;
        }
        stretch.count += 1;
    }
    Ok(all)
}

/// The positions of the sentences with these ids.
fn positions<'r>(doc_id: &str, sentence_ids: impl Iterator<Item = &'r String>) -> rusqlite::Result<Vec<usize>> {
    let position = |id: &String| keys::sentence_position(doc_id, id).ok_or_else(|| inconsistent("a sentence_id that is none"));
    sentence_ids.map(position).collect()
}

/// The statement that adds a row to the table of a kind of parts.
struct AddPart {
    sentence: String,
    mention: String,
    claim: String,
    incident: String,
}

static ADD: LazyLock<AddPart> = LazyLock::new(|| AddPart {
    sentence: sentence::TABLE.insert(),
    mention: mention::TABLE.insert(),
    claim: claim::TABLE.insert(),
    incident: incident::TABLE.insert(),
});
static ADD_DOCUMENT: LazyLock<String> = LazyLock::new(|| document::TABLE.insert());

/// Adds documents that the pipeline of a key made.
pub struct Inserts<'c> {
    connection: &'c Connection,
    interned: &'c mut Interned,
    pipeline_key: i64,
}

impl<'c> Inserts<'c> {
    /// Into this database.
    pub const fn new(connection: &'c Connection, interned: &'c mut Interned, pipeline_key: i64) -> Self {
        Self {
            connection,
            interned,
            pipeline_key,
        }
    }

    /// Adds a document with its parts, and returns its key. One that is known by its id is replaced and keeps its key, and with it its place.
    ///
    /// # Errors
    /// When a row cannot be added, or records do not fit together.
    pub fn document(&mut self, arrival: Arrival) -> rusqlite::Result<i64> {
        let Arrival {
            extraction,
            input_hash,
            sketch,
        } = arrival;
        let Extraction {
            document: record,
            sentences,
            mentions,
            claims,
            incidents,
        } = extraction;
        let known: Option<i64> = {
            let mut ask = self
                .connection
                .prepare_cached("SELECT document_key FROM document WHERE doc_id = ?")?;
            ask.query_row([&record.doc_id], |r| r.get(0)).optional()?
        };
        if let Some(key) = known {
            remove(self.connection, key)?;
        }
        let mut insert = self.connection.prepare_cached(&ADD_DOCUMENT)?;
        let mut marks = Marks::of(&mut insert);
        known.write(&mut marks)?;
        marks.add(ValueRef::Blob(&input_hash))?;
        self.pipeline_key.write(&mut marks)?;
        record
            .text
            .as_ref()
            .map(|text| document::gaps(text, &sentences))
            .write(&mut marks)?;
        document::write(&record, &mut marks)?;
        marks.execute()?;
        let key = self.connection.last_insert_rowid();
        copies::add(self.connection, key, &sketch)?;
        let of_mentions = positions(&record.doc_id, mentions.iter().map(|m| &m.sentence_id))?;
        let of_claims = positions(&record.doc_id, claims.iter().map(|c| &c.sentence_id))?;
        self.sentences(key, &sentences, &of_mentions, &of_claims)?;
        self.mentions(key, mentions, &of_mentions)?;
        self.claims(key, &claims, &of_claims, &sentences)?;
        self.incidents(key, &incidents, &claims)?;
        Ok(key)
    }

    fn sentences(&self, document_key: i64, records: &[SentenceRecord], of_mentions: &[usize], of_claims: &[usize]) -> rusqlite::Result<()> {
        let mentions = stretches(records.len(), of_mentions)?;
        let claims = stretches(records.len(), of_claims)?;
        let mut insert = self.connection.prepare_cached(&ADD.sentence)?;
        let keys = first_key(document_key, records.len())?..;
        for (((record, key), mentions), claims) in records.iter().zip(keys).zip(mentions).zip(claims) {
            if !sentence::ends_with_its_text(record) {
                return Err(inconsistent("a sentence that does not end where its text does"));
            }
            let mut marks = Marks::of(&mut insert);
            key.write(&mut marks)?;
            for number in [mentions.first, mentions.count, claims.first, claims.count] {
                number.write(&mut marks)?;
            }
            sentence::write(record, &mut marks)?;
            marks.execute()?;
        }
        Ok(())
    }

    fn mentions(&mut self, document_key: i64, records: Vec<MentionRecord>, positions: &[usize]) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(&ADD.mention)?;
        let keys = first_key(document_key, records.len())?..;
        for ((record, key), position) in records.into_iter().zip(keys).zip(positions) {
            let (start, char_start) = (record.start, record.char_start);
            if !follows([start, record.end, char_start, record.char_end], &record.text) {
                return Err(inconsistent("a mention that does not end where its text does"));
            }
            let reading_key = self.interned.reading(self.connection, &Reading::of(record))?;
            let mut marks = Marks::of(&mut insert);
            key.write(&mut marks)?;
            position.write(&mut marks)?;
            reading_key.write(&mut marks)?;
            start.write(&mut marks)?;
            char_start.write(&mut marks)?;
            marks.execute()?;
        }
        Ok(())
    }

    fn claims(
        &mut self,
        document_key: i64,
        records: &[ClaimRecord],
        positions: &[usize],
        sentences: &[SentenceRecord],
    ) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(&ADD.claim)?;
        let keys = first_key(document_key, records.len())?..;
        let mut spans = String::new();
        for ((record, key), position) in records.iter().zip(keys).zip(positions) {
            let sentence = sentences.get(*position).filter(|s| s.text == record.sentence_text);
            let sentence = sentence.ok_or_else(|| inconsistent("a claim of a sentence that is not there"))?;
            if !claim::ends_with_its_figure(record) {
                return Err(inconsistent("a claim that does not end where its figure does"));
            }
            spans.clear();
            evidence::write(&record.evidence, sentence, &mut spans)?;
            let place_key = self.interned.places(self.connection, &record.places)?;
            let mut marks = Marks::of(&mut insert);
            key.write(&mut marks)?;
            position.write(&mut marks)?;
            place_key.write(&mut marks)?;
            spans.write(&mut marks)?;
            claim::write(record, &mut marks)?;
            marks.execute()?;
        }
        Ok(())
    }

    fn incidents(&mut self, document_key: i64, records: &[IncidentRecord], claims: &[ClaimRecord]) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(&ADD.incident)?;
        let keys = first_key(document_key, records.len())?..;
        let positions: FxHashMap<&str, usize> = claims.iter().map(|c| c.claim_id.as_str()).zip(0..).collect();
        let mut list = String::new();
        for (record, key) in records.iter().zip(keys) {
            list.clear();
            let listed = incident::write_claims(record, |id| positions.get(id).copied(), &mut list);
            listed.ok_or_else(|| inconsistent("an incident of a claim that is not there"))?;
            let place_key = self.interned.places(self.connection, &record.places)?;
            let mut marks = Marks::of(&mut insert);
            key.write(&mut marks)?;
            place_key.write(&mut marks)?;
            list.write(&mut marks)?;
            incident::write(record, &mut marks)?;
            marks.execute()?;
        }
        Ok(())
    }
}

/// Removes a document with all that is of it, the parts before what they point at. Readings and places stay, as others may share them.
///
/// # Errors
/// When the database cannot be written.
pub fn remove(connection: &Connection, document_key: i64) -> rusqlite::Result<()> {
    for (table, key) in [
        ("incident", "incident_key"),
        ("claim", "claim_key"),
        ("mention", "mention_key"),
        ("sentence", "sentence_key"),
    ] {
        let remove = format!("DELETE FROM {table} WHERE {key} BETWEEN ? AND ?");
        connection.prepare_cached(&remove)?.execute(keys::parts_of(document_key))?;
    }
    copies::remove(connection, document_key)?;
    let remove = "DELETE FROM document WHERE document_key = ?";
    connection.prepare_cached(remove)?.execute([document_key]).map(|_| ())
}

/// Removes readings and places that nothing points at any more.
///
/// # Errors
/// When the database cannot be written.
pub fn remove_unused(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DELETE FROM reading WHERE NOT EXISTS (SELECT 1 FROM mention m WHERE m.reading_key = reading.reading_key)")?;
    // A place may follow another: the last of a list goes after the one before it.
    let unused = "DELETE FROM place WHERE NOT EXISTS (SELECT 1 FROM claim c WHERE c.place_key = place.place_key)
                  AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.place_key = place.place_key)
                  AND NOT EXISTS (SELECT 1 FROM place p WHERE p.next_key = place.place_key)";
    while connection.execute(unused, [])? > 0 {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_sentence_are_a_stretch() {
        let found = stretches(4, &[0, 0, 2, 2, 2]).unwrap();
        let found: Vec<(usize, usize)> = found.iter().map(|s| (s.first, s.count)).collect();
        assert_eq!(found, [(0, 2), (0, 0), (2, 3), (0, 0)]);
        assert!(stretches(4, &[2, 0]).is_err(), "not in order");
        assert!(stretches(2, &[0, 2]).is_err(), "of no sentence");
    }
}
