//! Giving records back as they were put in, field by field.

use super::rows::reading::{self, Position};
use super::rows::{cell, claim, document, evidence, incident, place, sentence};
use super::{Store, StoreError, keys};
use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, IncidentRecord, MentionRecord, PlaceRecord, SentenceRecord};
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
        self.checked(document_key, self.read_extraction(document_key))
    }

    /// The claims of a document, without its other records, each with its key.
    ///
    /// # Errors
    /// When the database cannot be read, or a row is no record.
    pub fn claims_of(&self, document_key: i64) -> Result<Vec<(i64, ClaimRecord)>, StoreError> {
        let ask = "SELECT doc_id FROM document WHERE document_key = ?";
        let read = || -> rusqlite::Result<_> {
            let doc_id: String = self.connection.prepare_cached(ask)?.query_row([document_key], |r| r.get(0))?;
            let sentences = self.sentences(document_key, &doc_id)?;
            self.claims(document_key, &sentences)
        };
        let claims = self.checked(document_key, read())?;
        Ok((keys::parts_of(document_key)[0]..).zip(claims).collect())
    }

    fn checked<T>(&self, document_key: i64, read: rusqlite::Result<T>) -> Result<T, StoreError> {
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

    fn read_extraction(&self, key: i64) -> rusqlite::Result<Extraction> {
        let ask = document::TABLE.select("WHERE document_key = ?");
        let (gaps, mut document): (Option<String>, _) = self.connection.prepare_cached(&ask)?.query_row([key], |row| {
            let document = document::read(row, document::TABLE.leading.len(), None)?;
            Ok((row.get("gaps")?, document))
        })?;
        let sentences = self.sentences(key, &document.doc_id)?;
        if let Some(gaps) = gaps {
            let text = document::text(&gaps, &sentences, document.text_bytes);
            document.text = Some(text.ok_or_else(|| broken("its text and its sentences do not fit together"))?);
        }
        let doc_id = document.doc_id.as_str();
        let mentions = self.mentions(key, doc_id)?;
        let claims = self.claims(key, &sentences)?;
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
            sentence::read_whole(row, sentence::TABLE.leading.len(), doc_id, keys::position(row.get(0)?))
        })
    }

    fn mentions(&self, key: i64, doc_id: &str) -> rusqlite::Result<Vec<MentionRecord>> {
        let ask = format!(
            "SELECT m.mention_key, m.sentence_position, m.start, m.char_start, r.{} FROM mention m JOIN reading r USING (reading_key) \
             WHERE mention_key BETWEEN ? AND ? ORDER BY mention_key",
            reading::TABLE.columns.join(", r."),
        );
        self.parts(&ask, key, |row| {
            let position = Position {
                mention_id: format!("{doc_id}#m{}", keys::position(row.get(0)?)),
                doc_id: doc_id.into(),
                sentence_id: format!("{doc_id}#s{}", row.get::<_, i64>(1)?),
                start: cell(row, 2)?,
                char_start: cell(row, 3)?,
            };
            let record = reading::read(row, 4)?.record(position);
            record.ok_or_else(|| broken("a mention without what its type must have"))
        })
    }

    fn claims(&self, key: i64, sentences: &[SentenceRecord]) -> rusqlite::Result<Vec<ClaimRecord>> {
        let ask = claim::TABLE.select("WHERE claim_key BETWEEN ? AND ? ORDER BY claim_key");
        self.parts(&ask, key, |row| {
            let sentence = sentences.get(cell::<usize>(row, 1)?);
            let sentence = sentence.ok_or_else(|| broken("a claim of a sentence that is not there"))?;
            let evidence = evidence::read(row.get_ref(3)?.as_str()?, sentence)?;
            let places = self.places(row.get(2)?)?;
            claim::read_whole(row, claim::TABLE.leading.len(), sentence, places, evidence)
        })
    }

    fn incidents(&self, key: i64, doc_id: &str, claims: &[ClaimRecord]) -> rusqlite::Result<Vec<IncidentRecord>> {
        let ask = incident::TABLE.select("WHERE incident_key BETWEEN ? AND ? ORDER BY incident_key");
        self.parts(&ask, key, |row| {
            let places = self.places(row.get(1)?)?;
            let mut incident = incident::read(row, incident::TABLE.leading.len(), doc_id.into(), places)?;
            let id_of = |position: usize| claims.get(position).map(|c| c.claim_id.clone());
            incident::read_claims(row.get_ref(2)?.as_str()?, id_of, &mut incident)?;
            Ok(incident)
        })
    }

    /// The list of places that begins with a row.
    fn places(&self, first: Option<i64>) -> rusqlite::Result<Vec<PlaceRecord>> {
        let mut places = Vec::new();
        let mut next = first;
        if next.is_some() {
            let mut statement = self.connection.prepare_cached(&place::TABLE.select("WHERE place_key = ?"))?;
            while let Some(key) = next {
                let (place, following) =
                    statement.query_row([key], |row| Ok((place::read(row, place::TABLE.leading.len())?, row.get(1)?)))?;
                places.push(place);
                next = following;
            }
        }
        Ok(places)
    }

    /// The rows of a document: `ask` has marks for the first and the last key that its parts may have.
    fn parts<T>(&self, ask: &str, key: i64, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(ask)?;
        statement.query_map(keys::parts_of(key), read)?.collect()
    }
}

/// Rows that do not fit together.
fn broken(why: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Null, why.into())
}
