//! Giving records back as they were put in, field by field.

use super::rows::{cell, claim, document, entity, incident, mention, place, sentence};
use super::{Store, StoreError, keys};
use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, IncidentRecord, MentionRecord, PlaceRecord, SentenceRecord, SetAside};
use rusqlite::{OptionalExtension, Row};

/// What an id of the command line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A document, by its key.
    Document(i64),
    /// A claim, by its document's key.
    Claim(i64),
    /// An incident, by its document's key.
    Incident(i64),
}

impl Store {
    /// The keys of all documents, in their order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn document_keys(&self) -> Result<Vec<i64>, StoreError> {
        let all = || {
            let mut statement = self.connection.prepare("SELECT document_key FROM document ORDER BY document_key")?;
            let rows = statement.query_map([], |r| r.get(0))?;
            rows.collect::<rusqlite::Result<_>>()
        };
        all().map_err(|e| self.error(e))
    }

    /// What has this id: a document, a claim, an incident.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<Found>, StoreError> {
        let key = |table: &str, id_column: &str| {
            let ask = format!("SELECT document_key FROM {table} WHERE {id_column} = ?");
            let key = self.connection.query_row(&ask, [id], |r| r.get::<_, i64>(0)).optional();
            key.map_err(|e| self.error(e))
        };
        if let Some(key) = key("document", "doc_id")? {
            return Ok(Some(Found::Document(key)));
        }
        if let Some(key) = key("claim", "claim_id")? {
            return Ok(Some(Found::Claim(key)));
        }
        Ok(key("incident", "incident_id")?.map(Found::Incident))
    }

    /// All records of a document.
    ///
    /// # Errors
    /// When there is none, or a row is no record.
    pub fn extraction(&self, document_key: i64) -> Result<Extraction, StoreError> {
        self.checked(document_key, self.read_extraction(document_key, true))
    }

    /// The records of a document but for its mentions, which are most of them.
    pub(super) fn extraction_without_mentions(&self, document_key: i64) -> Result<Extraction, StoreError> {
        self.checked(document_key, self.read_extraction(document_key, false))
    }

    fn checked(&self, document_key: i64, read: rusqlite::Result<Extraction>) -> Result<Extraction, StoreError> {
        read.map_err(|e| match e {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::QueryReturnedNoRows => StoreError::Broken {
                path: self.name(),
                what: format!("document {document_key}"),
                why: e.to_string(),
            },
            other => self.error(other),
        })
    }

    fn read_extraction(&self, key: i64, with_mentions: bool) -> rusqlite::Result<Extraction> {
        let ask = document::TABLE.select("WHERE document_key = ?");
        let first = document::TABLE.keys.len();
        let document = self
            .connection
            .prepare_cached(&ask)?
            .query_row([key], |row| document::read(row, first))?;
        let doc_id = document.doc_id.as_str();
        let sentences = self.sentences(key, doc_id)?;
        let mentions = if with_mentions { self.mentions(key, doc_id)? } else { Vec::new() };
        let claims = self.claims(key, doc_id, &sentences)?;
        let incidents = self.incidents(key, doc_id, &claims)?;
        Ok(Extraction {
            document,
            sentences,
            mentions,
            claims,
            incidents,
        })
    }

    fn sentences(&self, key: i64, doc_id: &str) -> rusqlite::Result<Vec<SentenceRecord>> {
        let ask = sentence::TABLE.select("WHERE sentence_key BETWEEN ? AND ? ORDER BY sentence_key");
        self.parts(&ask, key, |row| {
            let id = sentence_id(doc_id, row.get(0)?);
            sentence::read(row, sentence::TABLE.keys.len(), id, doc_id.into())
        })
    }

    fn mentions(&self, key: i64, doc_id: &str) -> rusqlite::Result<Vec<MentionRecord>> {
        let ask = format!(
            "SELECT m.{}, e.{} FROM mention m LEFT JOIN entity e USING (entity_key) WHERE mention_key BETWEEN ? AND ? ORDER BY mention_key",
            mention::TABLE.all_columns().replace(", ", ", m."),
            entity::TABLE.columns.join(", e."),
        );
        let first = mention::TABLE.keys.len();
        self.parts(&ask, key, |row| {
            let row_of_mention = mention::read(row, first)?;
            let entity = entity::read(row, first + mention::TABLE.columns.len())?;
            let mention_id = format!("{doc_id}#m{}", keys::position(row.get(0)?));
            let ids = [mention_id, doc_id.into(), sentence_id(doc_id, row.get(1)?)];
            row_of_mention.record(entity, ids).ok_or(rusqlite::Error::QueryReturnedNoRows)
        })
    }

    fn claims(&self, key: i64, doc_id: &str, sentences: &[SentenceRecord]) -> rusqlite::Result<Vec<ClaimRecord>> {
        let ask = claim::TABLE.select("WHERE claim_key BETWEEN ? AND ? ORDER BY claim_key");
        let mut claims = self.parts(&ask, key, |row| {
            let sentence_key = row.get(2)?;
            let sentence = sentences.get(keys::position(sentence_key));
            let sentence_text = sentence.map(|s| s.text.clone()).unwrap_or_default();
            let sentence_id = sentence_id(doc_id, sentence_key);
            claim::read(row, claim::TABLE.keys.len(), doc_id.into(), sentence_id, sentence_text, Vec::new())
        })?;
        for (claim, place) in self.places("claim", key)? {
            claims[claim].places.push(place);
        }
        Ok(claims)
    }

    fn incidents(&self, key: i64, doc_id: &str, claims: &[ClaimRecord]) -> rusqlite::Result<Vec<IncidentRecord>> {
        let ask = incident::TABLE.select("WHERE incident_key BETWEEN ? AND ? ORDER BY incident_key");
        let first = incident::TABLE.keys.len();
        let read = |row: &Row<'_>| incident::read(row, first, doc_id.into(), Vec::new(), Vec::new(), Vec::new());
        let mut incidents = self.parts(&ask, key, read)?;
        for (incident, place) in self.places("incident", key)? {
            incidents[incident].places.push(place);
        }
        let ask = "SELECT incident_key, claim_key, set_aside FROM incident_claim WHERE incident_key BETWEEN ? AND ? ORDER BY incident_key, position";
        let links = self.parts(ask, key, |row| {
            Ok((keys::position(row.get(0)?), keys::position(row.get(1)?), cell(row, 2)?))
        })?;
        for (incident, claim, set_aside) in links {
            let claim_id = claims[claim].claim_id.clone();
            match set_aside {
                None => incidents[incident].claim_ids.push(claim_id),
                Some(reason) => incidents[incident].set_aside.push(SetAside { claim_id, reason }),
            }
        }
        Ok(incidents)
    }

    /// The places of a document's claims or incidents, each with the position of its owner.
    fn places(&self, owner: &str, key: i64) -> rusqlite::Result<Vec<(usize, PlaceRecord)>> {
        let ask = format!(
            "SELECT o.{owner}_key, o.text, p.{} FROM {owner}_place o JOIN place p USING (place_key) WHERE o.{owner}_key BETWEEN ? AND ? \
             ORDER BY o.{owner}_key, o.position",
            place::TABLE.columns.join(", p."),
        );
        self.parts(&ask, key, |row| {
            let place = place::read(row, 2)?.record(row.get(1)?);
            Ok((keys::position(row.get(0)?), place))
        })
    }

    /// The rows of a document: `ask` has marks for the first and the last key that its parts may have.
    fn parts<T>(&self, ask: &str, key: i64, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(ask)?;
        statement.query_map(keys::parts_of(key), read)?.collect()
    }
}

fn sentence_id(doc_id: &str, key: i64) -> String {
    format!("{doc_id}#s{}", keys::position(key))
}
