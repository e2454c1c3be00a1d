//! The rows of one document, put in and taken out.

use super::fingerprint::InputHash;
use super::interned::Interned;
use super::rows::mention::Mention;
use super::rows::place::Place;
use super::rows::{claim, document, incident, mention, sentence};
use super::{copies, keys};
use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, IncidentRecord, MentionRecord, PlaceRecord, SentenceRecord};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Statement, params};
use rustc_hash::FxHashMap;

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

/// Binds the keys of a row, which come before its columns, and adds it.
fn add<const N: usize>(statement: &mut Statement<'_>, keys: [Option<i64>; N]) -> rusqlite::Result<()> {
    for (n, key) in keys.into_iter().enumerate() {
        statement.raw_bind_parameter(n + 1, key)?;
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
    claim_place: CachedStatement<'c>,
    incident: CachedStatement<'c>,
    incident_place: CachedStatement<'c>,
    incident_claim: CachedStatement<'c>,
}

impl<'c> Inserts<'c> {
    /// Statements for documents that the pipeline of this key made.
    ///
    /// # Errors
    /// When the database does not know their tables.
    pub fn new(connection: &'c Connection, interned: &'c mut Interned, pipeline_key: i64) -> rusqlite::Result<Self> {
        let place = |owner: &str| {
            let add = format!("INSERT INTO {owner}_place ({owner}_key, position, place_key, text) VALUES (?, ?, ?, ?)");
            connection.prepare_cached(&add)
        };
        Ok(Self {
            connection,
            interned,
            pipeline_key,
            sentence: connection.prepare_cached(&sentence::TABLE.insert())?,
            mention: connection.prepare_cached(&mention::TABLE.insert())?,
            claim: connection.prepare_cached(&claim::TABLE.insert())?,
            claim_place: place("claim")?,
            incident: connection.prepare_cached(&incident::TABLE.insert())?,
            incident_place: place("incident")?,
            incident_claim: connection
                .prepare_cached("INSERT INTO incident_claim (incident_key, position, claim_key, set_aside) VALUES (?, ?, ?, ?)")?,
        })
    }

    /// Adds a document with its parts, and returns its key. One that is known by its id is replaced and keeps its key, and with it its place.
    ///
    /// # Errors
    /// When a row cannot be added, or records do not fit together.
    pub fn document(&mut self, extraction: &Extraction, hash: &InputHash) -> rusqlite::Result<i64> {
        let ask = "SELECT document_key FROM document WHERE doc_id = ?";
        let known: Option<i64> = {
            let mut ask = self.connection.prepare_cached(ask)?;
            ask.query_row([&extraction.document.doc_id], |r| r.get(0)).optional()?
        };
        if let Some(key) = known {
            remove(self.connection, key)?;
        }
        let mut insert = self.connection.prepare_cached(&document::TABLE.insert())?;
        document::bind(&extraction.document, &mut insert)?;
        insert.raw_bind_parameter(1, known)?;
        insert.raw_bind_parameter(2, hash)?;
        insert.raw_bind_parameter(3, self.pipeline_key)?;
        insert.raw_execute()?;
        let key = self.connection.last_insert_rowid();
        copies::add(self.connection, key, &extraction.sentences)?;
        for (n, sentence) in extraction.sentences.iter().enumerate() {
            self.sentence(part_key(key, n)?, key, sentence)?;
        }
        for (n, mention) in extraction.mentions.iter().enumerate() {
            self.mention(part_key(key, n)?, key, mention)?;
        }
        let mut claim_keys = FxHashMap::default();
        for (n, claim) in extraction.claims.iter().enumerate() {
            let claim_key = part_key(key, n)?;
            claim_keys.insert(claim.claim_id.as_str(), claim_key);
            self.claim(claim_key, key, claim)?;
        }
        for (n, incident) in extraction.incidents.iter().enumerate() {
            self.incident(part_key(key, n)?, key, incident, &claim_keys)?;
        }
        Ok(key)
    }

    fn sentence(&mut self, key: i64, document_key: i64, record: &SentenceRecord) -> rusqlite::Result<()> {
        sentence::bind(record, &mut self.sentence)?;
        add(&mut self.sentence, [Some(key), Some(document_key)])
    }

    fn mention(&mut self, key: i64, document_key: i64, record: &MentionRecord) -> rusqlite::Result<()> {
        let (row, entity) = Mention::of(record);
        let entity_key = entity.map(|e| self.interned.entity(self.connection, e)).transpose()?;
        mention::bind(&row, &mut self.mention)?;
        let sentence_key = sentence_key(document_key, &record.sentence_id)?;
        add(&mut self.mention, [Some(key), Some(sentence_key), entity_key])
    }

    fn claim(&mut self, key: i64, document_key: i64, record: &ClaimRecord) -> rusqlite::Result<()> {
        claim::bind(record, &mut self.claim)?;
        let sentence_key = sentence_key(document_key, &record.sentence_id)?;
        add(&mut self.claim, [key, document_key, sentence_key].map(Some))?;
        for (n, place) in (0i64..).zip(&record.places) {
            let place_key = self.place(place)?;
            self.claim_place.execute(params![key, n, place_key, place.text])?;
        }
        Ok(())
    }

    fn incident(
        &mut self,
        key: i64,
        document_key: i64,
        record: &IncidentRecord,
        claim_keys: &FxHashMap<&str, i64>,
    ) -> rusqlite::Result<()> {
        incident::bind(record, &mut self.incident)?;
        add(&mut self.incident, [key, document_key].map(Some))?;
        for (n, place) in (0i64..).zip(&record.places) {
            let place_key = self.place(place)?;
            self.incident_place.execute(params![key, n, place_key, place.text])?;
        }
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

    fn place(&mut self, record: &PlaceRecord) -> rusqlite::Result<i64> {
        self.interned.place(self.connection, Place::of(record))
    }
}

/// Removes a document with its parts, the parts before what they point at.
///
/// # Errors
/// When the database cannot be written.
pub fn remove(connection: &Connection, document_key: i64) -> rusqlite::Result<()> {
    for (table, key) in [
        ("incident_claim", "incident_key"),
        ("incident_place", "incident_key"),
        ("incident", "incident_key"),
        ("claim_place", "claim_key"),
        ("claim", "claim_key"),
        ("mention", "mention_key"),
        ("sentence", "sentence_key"),
    ] {
        let remove = format!("DELETE FROM {table} WHERE {key} BETWEEN ? AND ?");
        connection.prepare_cached(&remove)?.execute(keys::parts_of(document_key))?;
    }
    let remove = "DELETE FROM document WHERE document_key = ?";
    connection.prepare_cached(remove)?.execute([document_key]).map(|_| ())
}
