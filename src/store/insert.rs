//! The rows of one document, put in and taken out.

use super::fingerprint::InputHash;
use super::interned::Interned;
use super::rows::reading::Reading;
use super::rows::{claim, document, evidence, incident, sentence};
use super::{copies, keys};
use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, IncidentRecord, MentionRecord, SentenceRecord};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Statement, ToSql, params};
use rustc_hash::FxHashMap;

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

fn part_key(document_key: i64, position: usize) -> rusqlite::Result<i64> {
    keys::part(document_key, position).ok_or_else(|| inconsistent("a document of more than 16 million parts"))
}

fn sentence_key(document_key: i64, sentence_id: &str) -> rusqlite::Result<i64> {
    keys::sentence(document_key, sentence_id).ok_or_else(|| inconsistent("a sentence_id without a number"))
}

/// Binds what leads the columns of a row, and adds it.
fn add(statement: &mut Statement<'_>, leading: &[&dyn ToSql]) -> rusqlite::Result<()> {
    for (n, value) in leading.iter().enumerate() {
        statement.raw_bind_parameter(n + 1, value)?;
    }
    statement.raw_execute().map(|_| ())
}

/// The statements that add rows, prepared once for a batch.
pub struct Inserts<'c> {
    connection: &'c Connection,
    interned: &'c mut Interned,
    pipeline_key: i64,
    sentence: CachedStatement<'c>,
    mention: CachedStatement<'c>,
    claim: CachedStatement<'c>,
    incident: CachedStatement<'c>,
    incident_claim: CachedStatement<'c>,
    /// Of the claim in hand.
    evidence: String,
}

impl<'c> Inserts<'c> {
    /// Statements for documents that the pipeline of this key made.
    ///
    /// # Errors
    /// When the database does not know their tables.
    pub fn new(connection: &'c Connection, interned: &'c mut Interned, pipeline_key: i64) -> rusqlite::Result<Self> {
        let prepare = |add: &str| connection.prepare_cached(add);
        Ok(Self {
            connection,
            interned,
            pipeline_key,
            sentence: prepare(&sentence::TABLE.insert())?,
            mention: prepare(
                "INSERT INTO mention (mention_key, sentence_key, reading_key, start, end, char_start, char_end) VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?,
            claim: prepare(&claim::TABLE.insert())?,
            incident: prepare(&incident::TABLE.insert())?,
            incident_claim: prepare("INSERT INTO incident_claim (incident_key, position, claim_key, set_aside) VALUES (?, ?, ?, ?)")?,
            evidence: String::new(),
        })
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
        let ask = "SELECT document_key FROM document WHERE doc_id = ?";
        let known: Option<i64> = {
            let mut ask = self.connection.prepare_cached(ask)?;
            ask.query_row([&extraction.document.doc_id], |r| r.get(0)).optional()?
        };
        if let Some(key) = known {
            remove(self.connection, key)?;
        }
        let gaps = extraction
            .document
            .text
            .as_ref()
            .map(|text| document::gaps(text, &extraction.sentences));
        let mut insert = self.connection.prepare_cached(&document::TABLE.insert())?;
        document::bind(&extraction.document, &mut insert)?;
        add(&mut insert, &[&known, &input_hash, &self.pipeline_key, &gaps])?;
        let key = self.connection.last_insert_rowid();
        copies::add(self.connection, key, &sketch)?;
        for (n, sentence) in extraction.sentences.iter().enumerate() {
            self.sentence(part_key(key, n)?, sentence)?;
        }
        for (n, mention) in extraction.mentions.into_iter().enumerate() {
            self.mention(part_key(key, n)?, key, mention)?;
        }
        let mut claim_keys = FxHashMap::default();
        for (n, claim) in extraction.claims.iter().enumerate() {
            let claim_key = part_key(key, n)?;
            claim_keys.insert(claim.claim_id.as_str(), claim_key);
            self.claim(claim_key, key, claim, &extraction.sentences)?;
        }
        for (n, incident) in extraction.incidents.iter().enumerate() {
            self.incident(part_key(key, n)?, incident, &claim_keys)?;
        }
        Ok(key)
    }

    fn sentence(&mut self, key: i64, record: &SentenceRecord) -> rusqlite::Result<()> {
        if !sentence::ends_with_its_text(record) {
            return Err(inconsistent("a sentence that does not end where its text does"));
        }
        sentence::bind(record, &mut self.sentence)?;
        add(&mut self.sentence, &[&key])
    }

    fn mention(&mut self, key: i64, document_key: i64, record: MentionRecord) -> rusqlite::Result<()> {
        let sentence_key = sentence_key(document_key, &record.sentence_id)?;
        let span = [record.start, record.end, record.char_start, record.char_end].map(u64::cast_signed);
        let reading_key = self.interned.reading(self.connection, &Reading::of(record))?;
        let keys = [key, sentence_key, reading_key];
        for (n, value) in keys.into_iter().chain(span).enumerate() {
            self.mention.raw_bind_parameter(n + 1, value)?;
        }
        self.mention.raw_execute().map(|_| ())
    }

    fn claim(&mut self, key: i64, document_key: i64, record: &ClaimRecord, sentences: &[SentenceRecord]) -> rusqlite::Result<()> {
        let sentence_key = sentence_key(document_key, &record.sentence_id)?;
        let sentence = sentences
            .get(keys::position(sentence_key))
            .filter(|s| s.text == record.sentence_text)
            .ok_or_else(|| inconsistent("a claim of a sentence that is not there"))?;
        let place_key = self.interned.places(self.connection, &record.places)?;
        self.evidence.clear();
        evidence::write(&record.evidence, sentence, &mut self.evidence)?;
        claim::bind(record, &mut self.claim)?;
        add(&mut self.claim, &[&key, &sentence_key, &place_key, &self.evidence])
    }

    fn incident(&mut self, key: i64, record: &IncidentRecord, claim_keys: &FxHashMap<&str, i64>) -> rusqlite::Result<()> {
        let place_key = self.interned.places(self.connection, &record.places)?;
        incident::bind(record, &mut self.incident)?;
        add(&mut self.incident, &[&key, &place_key])?;
        let used = record.claim_ids.iter().map(|id| (id, None));
        let set_aside = record.set_aside.iter().map(|s| (&s.claim_id, Some(s.reason.as_str())));
        for (n, (claim_id, reason)) in (0i64..).zip(used.chain(set_aside)) {
            let claim_key = claim_keys
                .get(claim_id.as_str())
                .ok_or_else(|| inconsistent("an incident of a claim that is not there"))?;
            self.incident_claim.execute(params![key, n, claim_key, reason])?;
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
        ("incident_claim", "incident_key"),
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
