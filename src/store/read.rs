//! Giving records back as they were put in, field by field.

use super::{PARTS, Store, StoreError, columns};
use crate::pipeline::Extraction;
use crate::record::{
    ClaimRecord, DocumentRecord, Evidence, EvidenceRole, IncidentRecord, MentionDetail, MentionRecord, MentionType, PlaceRecord,
    SentenceRecord, SetAside,
};
use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension, Row};
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// The columns of a row, one after the other.
struct Columns<'r> {
    row: &'r Row<'r>,
    at: usize,
}

impl<'r> Columns<'r> {
    const fn from(row: &'r Row<'r>, at: usize) -> Self {
        Self { row, at }
    }

    fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.at += 1;
        self.row.get(self.at - 1)
    }

    fn count(&mut self) -> rusqlite::Result<u64> {
        self.next::<i64>().map(i64::cast_unsigned)
    }

    fn some_count(&mut self) -> rusqlite::Result<Option<u64>> {
        Ok(self.next::<Option<i64>>()?.map(i64::cast_unsigned))
    }

    /// A word of an enumeration.
    fn word<T: FromStr<Err = String>>(&mut self) -> rusqlite::Result<T> {
        let at = self.at;
        let parsed = self.row.get_ref(at)?.as_str()?.parse();
        self.at += 1;
        parsed.map_err(|e: String| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, e.into()))
    }

    fn some_word<T: FromStr<Err = String>>(&mut self) -> rusqlite::Result<Option<T>> {
        if self.row.get_ref(self.at)? == rusqlite::types::ValueRef::Null {
            self.at += 1;
            return Ok(None);
        }
        self.word().map(Some)
    }

    fn json<T: DeserializeOwned>(&mut self) -> rusqlite::Result<T> {
        let at = self.at;
        self.at += 1;
        let parsed = serde_json::from_str(self.row.get_ref(at)?.as_str()?);
        parsed.map_err(|e| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, e.into()))
    }

    /// A word of an enumeration that has no list of its words.
    fn plain_word<T: DeserializeOwned>(&mut self) -> rusqlite::Result<T> {
        let at = self.at;
        let parsed = serde_json::from_value(self.next::<String>()?.into());
        parsed.map_err(|e| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, e.into()))
    }
}

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

    /// What has this id: a document, a claim, an incident; of a sentence or a mention, its document.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<Found>, StoreError> {
        let key = |ask: &str, id: &str| {
            let key = self.connection.query_row(ask, [id], |r| r.get::<_, i64>(0)).optional();
            key.map_err(|e| self.error(e))
        };
        if let Some(key) = key("SELECT document_key FROM document WHERE doc_id = ?", id)? {
            return Ok(Some(Found::Document(key)));
        }
        if let Some(key) = key("SELECT document_key FROM claim WHERE claim_id = ?", id)? {
            return Ok(Some(Found::Claim(key)));
        }
        Ok(key("SELECT document_key FROM incident WHERE incident_id = ?", id)?.map(Found::Incident))
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
        let ask = format!("SELECT {} FROM document WHERE document_key = ?", columns::DOCUMENT);
        let document = self.connection.prepare_cached(&ask)?.query_row([key], document)?;
        let sentences: Vec<SentenceRecord> = self.parts("sentence", columns::SENTENCE, key, |row| sentence(row, &document.doc_id))?;
        let mentions = if with_mentions {
            self.mentions(key, &document.doc_id)?
        } else {
            Vec::new()
        };
        let mut claims = self.parts("claim", columns::CLAIM, key, |row| claim(row, &document.doc_id, &sentences))?;
        self.places("claim", key, |n, place| claims[n].places.push(place))?;
        let mut incidents = self.parts("incident", columns::INCIDENT, key, |row| incident(row, &document.doc_id))?;
        self.places("incident", key, |n, place| incidents[n].places.push(place))?;
        self.incident_claims(key, &claims, &mut incidents)?;
        Ok(Extraction {
            document,
            sentences,
            mentions,
            claims,
            incidents,
        })
    }

    fn parts<T>(
        &self,
        table: &str,
        columns: &str,
        key: i64,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let ask = format!("SELECT {columns} FROM {table} WHERE {table}_key BETWEEN ? AND ? ORDER BY {table}_key");
        let mut statement = self.connection.prepare_cached(&ask)?;
        statement.query_map([key * PARTS, key * PARTS + PARTS - 1], read)?.collect()
    }

    fn mentions(&self, key: i64, doc_id: &str) -> rusqlite::Result<Vec<MentionRecord>> {
        let own: Vec<String> = columns::MENTION.split(", ").map(|c| format!("m.{}", c.trim())).collect();
        let entity = "e.entity_id, e.name, e.lat, e.lon, e.country, e.admin1, e.feature, e.geonameid";
        let ask = format!(
            "SELECT {}, {entity} FROM mention m LEFT JOIN entity e USING (entity_key) WHERE mention_key BETWEEN ? AND ? ORDER BY mention_key",
            own.join(", ")
        );
        let mut statement = self.connection.prepare_cached(&ask)?;
        statement
            .query_map([key * PARTS, key * PARTS + PARTS - 1], |row| mention(row, doc_id))?
            .collect()
    }

    /// Hands over the places of a document's claims or incidents, each with the position of its owner.
    fn places(&self, owner: &str, key: i64, mut give: impl FnMut(usize, PlaceRecord)) -> rusqlite::Result<()> {
        let ask = format!(
            "SELECT o.{owner}_key, o.text, p.place_id, p.name, p.lat, p.lon, p.country, p.admin1 FROM {owner}_place o JOIN place p USING (place_key) \
             WHERE o.{owner}_key BETWEEN ? AND ? ORDER BY o.{owner}_key, o.position"
        );
        let mut statement = self.connection.prepare_cached(&ask)?;
        let mut rows = statement.query([key * PARTS, key * PARTS + PARTS - 1])?;
        while let Some(row) = rows.next()? {
            let mut c = Columns::from(row, 0);
            let n = position(c.next()?);
            give(
                n as usize,
                PlaceRecord {
                    text: c.next()?,
                    place_id: c.next()?,
                    name: c.next()?,
                    lat: c.next()?,
                    lon: c.next()?,
                    country: c.next()?,
                    admin1: c.next()?,
                },
            );
        }
        Ok(())
    }

    fn incident_claims(&self, key: i64, claims: &[ClaimRecord], incidents: &mut [IncidentRecord]) -> rusqlite::Result<()> {
        let ask = "SELECT incident_key, claim_key, set_aside FROM incident_claim WHERE incident_key BETWEEN ? AND ? ORDER BY incident_key, position";
        let mut statement = self.connection.prepare_cached(ask)?;
        let mut rows = statement.query([key * PARTS, key * PARTS + PARTS - 1])?;
        while let Some(row) = rows.next()? {
            let mut c = Columns::from(row, 0);
            let incident = &mut incidents[position(c.next()?) as usize];
            let claim_id = claims[position(c.next()?) as usize].claim_id.clone();
            match c.some_word()? {
                None => incident.claim_ids.push(claim_id),
                Some(reason) => incident.set_aside.push(SetAside { claim_id, reason }),
            }
        }
        Ok(())
    }
}

/// The position of a part in its document.
const fn position(key: i64) -> i64 {
    key & (PARTS - 1)
}

fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRecord> {
    let doc_id = row.get(1)?;
    let mut c = Columns::from(row, 4);
    Ok(DocumentRecord {
        doc_id,
        path: c.next()?,
        sha256: c.next()?,
        format: c.next()?,
        encoding: c.next()?,
        title: c.next()?,
        authors: c.json()?,
        publisher: c.next()?,
        url: c.next()?,
        published: c.next()?,
        published_evidence: c.plain_word()?,
        language: c.next()?,
        text_bytes: c.count()?,
        sentences: c.count()?,
        diagnostics: c.json()?,
        text: c.next()?,
    })
}

fn sentence(row: &Row<'_>, doc_id: &str) -> rusqlite::Result<SentenceRecord> {
    let mut c = Columns::from(row, 2);
    let index = c.count()?;
    Ok(SentenceRecord {
        sentence_id: format!("{doc_id}#s{index}"),
        doc_id: doc_id.into(),
        index,
        paragraph: c.count()?,
        kind: c.plain_word()?,
        speaker: c.next()?,
        start: c.count()?,
        end: c.count()?,
        char_start: c.count()?,
        char_end: c.count()?,
        text: c.next()?,
    })
}

fn mention(row: &Row<'_>, doc_id: &str) -> rusqlite::Result<MentionRecord> {
    let mut c = Columns::from(row, 0);
    let (own, sentence) = (position(c.next()?), position(c.next()?));
    let mention_type = c.word()?;
    let spans = [c.count()?, c.count()?, c.count()?, c.count()?];
    let text = c.next()?;
    let _entity_key: Option<i64> = c.next()?;
    let method = c.word()?;
    let stands_for = c.next()?;
    let mut entity = Columns::from(row, columns::MENTION.split(',').count());
    let (entity_id, name) = (entity.next()?, entity.next()?);
    let detail = match mention_type {
        MentionType::Date => MentionDetail::Date {
            timex: c.word()?,
            value: c.next()?,
            date_start: c.next()?,
            date_end: c.next()?,
            date_prec: c.next()?,
            date_anchor: c.word()?,
        },
        MentionType::Quantity => {
            c.at += 6;
            MentionDetail::Quantity {
                value: c.next()?,
                low: c.next()?,
                high: c.next()?,
                comparator: c.word()?,
                unit: c.next()?,
            }
        }
        MentionType::Place => MentionDetail::Place {
            lat: entity.next()?,
            lon: entity.next()?,
            country: entity.next()?,
            admin1: entity.next()?,
            feature: entity.some_word()?,
            geonameid: entity.some_count()?,
        },
        _ => MentionDetail::Plain {},
    };
    Ok(MentionRecord {
        mention_id: format!("{doc_id}#m{own}"),
        doc_id: doc_id.into(),
        sentence_id: format!("{doc_id}#s{sentence}"),
        mention_type,
        start: spans[0],
        end: spans[1],
        char_start: spans[2],
        char_end: spans[3],
        text,
        entity_id,
        name,
        method,
        stands_for,
        detail,
    })
}

fn claim(row: &Row<'_>, doc_id: &str, sentences: &[SentenceRecord]) -> rusqlite::Result<ClaimRecord> {
    let mut c = Columns::from(row, 2);
    let sentence = position(c.next()?);
    let sentence_text = sentences.get(sentence as usize).map(|s| s.text.clone()).unwrap_or_default();
    Ok(ClaimRecord {
        claim_id: c.next()?,
        doc_id: doc_id.into(),
        sentence_id: format!("{doc_id}#s{sentence}"),
        start: c.count()?,
        end: c.count()?,
        char_start: c.count()?,
        char_end: c.count()?,
        figure_text: c.next()?,
        kind: c.word()?,
        comparator: c.word()?,
        value: c.next()?,
        low: c.next()?,
        high: c.next()?,
        implied: c.next()?,
        unit: c.next()?,
        scope: c.word()?,
        subset_of: c.next()?,
        counted_text: c.next()?,
        event_type: c.some_word()?,
        weapon_text: c.next()?,
        weapon_id: c.next()?,
        actor_text: c.next()?,
        actor_id: c.next()?,
        actor_name: c.next()?,
        target_text: c.next()?,
        target_id: c.next()?,
        target_name: c.next()?,
        victim_class: c.some_word()?,
        places: Vec::new(),
        where_prec: c.next()?,
        date_text: c.next()?,
        date_start: c.next()?,
        date_end: c.next()?,
        date_prec: c.next()?,
        date_edtf: c.next()?,
        date_anchor: c.word()?,
        attributed_to_text: c.next()?,
        attributed_to_id: c.next()?,
        attributed_to_name: c.next()?,
        attributed_to_type: c.some_word()?,
        modality: c.word()?,
        sentence_text,
        rule: c.next()?,
        evidence: c
            .json::<Vec<(EvidenceRole, u64, u64, u64, u64, String)>>()?
            .into_iter()
            .map(|(role, start, end, char_start, char_end, text)| Evidence {
                role,
                start,
                end,
                char_start,
                char_end,
                text,
            })
            .collect(),
    })
}

fn incident(row: &Row<'_>, doc_id: &str) -> rusqlite::Result<IncidentRecord> {
    let mut c = Columns::from(row, 2);
    Ok(IncidentRecord {
        incident_id: c.next()?,
        doc_id: doc_id.into(),
        event_type: c.some_word()?,
        date_start: c.next()?,
        date_end: c.next()?,
        date_prec: c.next()?,
        places: Vec::new(),
        where_prec: c.next()?,
        actor_text: c.next()?,
        actor_id: c.next()?,
        actor_name: c.next()?,
        target_text: c.next()?,
        target_id: c.next()?,
        target_name: c.next()?,
        weapon_text: c.next()?,
        weapon_id: c.next()?,
        killed_low: c.some_count()?,
        killed_best: c.some_count()?,
        killed_high: c.some_count()?,
        injured_low: c.some_count()?,
        injured_best: c.some_count()?,
        injured_high: c.some_count()?,
        abducted_low: c.some_count()?,
        abducted_best: c.some_count()?,
        abducted_high: c.some_count()?,
        missing_low: c.some_count()?,
        missing_best: c.some_count()?,
        missing_high: c.some_count()?,
        detained_low: c.some_count()?,
        detained_best: c.some_count()?,
        detained_high: c.some_count()?,
        displaced_low: c.some_count()?,
        displaced_best: c.some_count()?,
        displaced_high: c.some_count()?,
        claim_ids: Vec::new(),
        set_aside: Vec::new(),
    })
}
