//! Putting documents' records into the database.

use super::fingerprint::InputHash;
use super::{PARTS, Pipeline, Store, StoreError, columns, sql_error};
use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, IncidentRecord, MentionDetail, MentionRecord, PlaceRecord};
use rusqlite::{CachedStatement, Connection, OptionalExtension, TransactionBehavior, params};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::time::{Duration, Instant};

/// When a transaction has become long.
const LONG: Duration = Duration::from_secs(5);
const LONG_DOCUMENTS: usize = 1024;

/// What the database knows of a document before it is read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its key.
    pub document_key: i64,
    /// Of what it was made.
    pub input_hash: InputHash,
    /// Whether this very pipeline made its records.
    pub current: bool,
}

/// A document of the database that the paths given no longer have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// Its key.
    pub document_key: i64,
    /// Its id.
    pub doc_id: String,
    /// Where it was.
    pub path: String,
}

/// Which documents the paths given can be expected to have.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Files and folders that were read, with `/` between their parts.
    pub read: Vec<String>,
    /// Those of them, or below them, that could not be read: nothing is said of what they held.
    pub unread: Vec<String>,
}

impl Scope {
    fn holds(&self, path: &str) -> bool {
        let below = |folder: &String| {
            (folder == "." && !path.starts_with('/') && !path.starts_with("../"))
                || path == folder
                || path
                    .strip_prefix(folder.trim_end_matches('/'))
                    .is_some_and(|rest| rest.starts_with('/'))
        };
        self.read.iter().any(below) && !self.unread.iter().any(below)
    }
}

type EntityRow = (Option<String>, Option<String>, [Option<u64>; 2], [Option<String>; 3], Option<u64>);
type PlaceRow = (Option<String>, Option<String>, [Option<u64>; 2], [Option<String>; 2]);

/// Rows that stand once and that many others point at.
#[derive(Default)]
struct Interned {
    entities: FxHashMap<EntityRow, i64>,
    places: FxHashMap<PlaceRow, i64>,
}

/// Writes documents, many in one transaction.
pub struct Writer<'s> {
    store: &'s mut Store,
    pipeline_key: i64,
    interned: Interned,
    /// When the transaction began that is open.
    since: Option<Instant>,
    /// The documents in it.
    uncommitted: Vec<i64>,
}

impl<'s> Writer<'s> {
    /// A writer of what `pipeline` makes.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn new(store: &'s mut Store, pipeline: &Pipeline) -> Result<Self, StoreError> {
        let name = store.name();
        let wrong = |e| sql_error(&name, e);
        let Pipeline {
            version,
            code,
            rules,
            gazetteers,
        } = pipeline;
        let identity = params![version, code, rules, gazetteers];
        let connection = &store.connection;
        let look = "SELECT pipeline_key FROM pipeline WHERE version = ? AND code = ? AND rules = ? AND gazetteers = ?";
        let mut pipeline_key = connection.query_row(look, identity, |r| r.get(0)).optional().map_err(wrong)?;
        if pipeline_key.is_none() {
            let add = "INSERT OR IGNORE INTO pipeline (version, code, rules, gazetteers) VALUES (?, ?, ?, ?)";
            connection.execute(add, identity).map_err(wrong)?;
            pipeline_key = connection.query_row(look, identity, |r| r.get(0)).optional().map_err(wrong)?;
        }
        let interned = Interned::load(connection).map_err(wrong)?;
        Ok(Self {
            store,
            pipeline_key: pipeline_key.unwrap_or_default(),
            interned,
            since: None,
            uncommitted: Vec::new(),
        })
    }

    /// What is known of each document, by its id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known(&self) -> Result<FxHashMap<String, Known>, StoreError> {
        let all = || {
            let mut statement = self
                .store
                .connection
                .prepare("SELECT doc_id, document_key, input_hash, pipeline_key FROM document")?;
            let rows = statement.query_map([], |r| {
                let known = Known {
                    document_key: r.get(1)?,
                    input_hash: r.get(2)?,
                    current: r.get::<_, i64>(3)? == self.pipeline_key,
                };
                Ok((r.get(0)?, known))
            })?;
            rows.collect::<rusqlite::Result<_>>()
        };
        all().map_err(|e| self.store.error(e))
    }

    /// Where the database has a document of this id from.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn path_of(&self, doc_id: &str) -> Result<Option<String>, StoreError> {
        let ask = "SELECT path FROM document WHERE doc_id = ?";
        let path = self.store.connection.query_row(ask, [doc_id], |r| r.get(0)).optional();
        path.map(Option::flatten).map_err(|e| self.store.error(e))
    }

    /// Writes documents: those whose ids are known are replaced, rows and all. Each is in one transaction with others: [`Writer::commit`] ends it, and so does this when it has
    /// become long. Fewer, longer transactions write the pages of the indexes less often.
    ///
    /// # Errors
    /// When they cannot be written; then none since the last commit is.
    pub fn write(&mut self, documents: &[(Extraction, InputHash)]) -> Result<(), StoreError> {
        let name = self.store.name();
        let wrong = |e| sql_error(&name, e);
        let connection = &self.store.connection;
        if self.since.is_none() {
            connection.execute_batch("BEGIN IMMEDIATE").map_err(wrong)?;
        }
        let since = *self.since.get_or_insert_with(Instant::now);
        let mut inserts = Inserts::new(connection).map_err(wrong)?;
        for (extraction, input_hash) in documents {
            let key = inserts.document(extraction, input_hash, self.pipeline_key, &mut self.interned);
            self.uncommitted.push(key.map_err(wrong)?);
        }
        drop(inserts);
        if self.uncommitted.len() >= LONG_DOCUMENTS || since.elapsed() >= LONG {
            self.commit()?;
        }
        Ok(())
    }

    /// Commits what was written.
    ///
    /// # Errors
    /// When it cannot be; then nothing since the last commit is written.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        if self.since.take().is_none() {
            return Ok(());
        }
        let keys = std::mem::take(&mut self.uncommitted);
        let connection = &self.store.connection;
        add_to_search(connection, keys)
            .and_then(|()| connection.execute_batch("COMMIT"))
            .map_err(|e| self.store.error(e))
    }

    /// The documents in `scope` that are not among the keys `seen`, in their order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn vanished(&self, scope: &Scope, seen: &FxHashSet<i64>) -> Result<Vec<Vanished>, StoreError> {
        let all = || {
            let ask = "SELECT document_key, doc_id, path FROM document WHERE path IS NOT NULL ORDER BY document_key";
            let mut statement = self.store.connection.prepare(ask)?;
            let rows = statement.query_map([], |r| {
                Ok(Vanished {
                    document_key: r.get(0)?,
                    doc_id: r.get(1)?,
                    path: r.get(2)?,
                })
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        let mut all = all().map_err(|e| self.store.error(e))?;
        all.retain(|v| !seen.contains(&v.document_key) && scope.holds(&v.path));
        Ok(all)
    }

    /// Removes documents with all their rows, in one transaction.
    ///
    /// # Errors
    /// When they cannot be removed; then none of them is.
    pub fn remove(&mut self, document_keys: impl IntoIterator<Item = i64>) -> Result<(), StoreError> {
        let name = self.store.name();
        let wrong = |e| sql_error(&name, e);
        let transaction = self
            .store
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        for key in document_keys {
            remove_parts(&transaction, key).map_err(wrong)?;
            let remove = "DELETE FROM document WHERE document_key = ?";
            transaction
                .prepare_cached(remove)
                .and_then(|mut s| s.execute([key]))
                .map_err(wrong)?;
        }
        transaction.commit().map_err(wrong)
    }
}

/// Adds the sentences of documents to the full-text search: in as few statements as there are stretches of keys, since each writes its part of the index out.
fn add_to_search(connection: &Connection, mut document_keys: Vec<i64>) -> rusqlite::Result<()> {
    document_keys.sort_unstable();
    let add = "INSERT INTO sentence_search (rowid, text) SELECT sentence_key, text FROM sentence WHERE sentence_key BETWEEN ? AND ?";
    let mut add = connection.prepare_cached(add)?;
    for stretch in document_keys.chunk_by(|a, b| a + 1 == *b) {
        let (first, last) = (stretch[0], stretch[stretch.len() - 1]);
        add.execute([first * PARTS, last * PARTS + PARTS - 1])?;
    }
    Ok(())
}

/// Removes the rows of a document, but for its own.
fn remove_parts(connection: &Connection, document_key: i64) -> rusqlite::Result<()> {
    let (first, last) = (document_key * PARTS, document_key * PARTS + PARTS - 1);
    // Parts before what they point at: nothing is left for the foreign keys to do.
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
        connection.prepare_cached(&remove)?.execute([first, last])?;
    }
    Ok(())
}

/// The word of an enumeration as records have it.
fn word<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        other => Err(inconsistent(&format!("no word: {other:?}"))),
    }
}

fn json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    sonic_rs::to_string(value).map_err(|e| inconsistent(&e.to_string()))
}

/// Records that do not fit together: a fault of the program that made them.
fn inconsistent(why: &str) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(why.into())
}

/// The key of the sentence with this id (`doc_id`, `#s`, its position).
fn sentence_key(document_key: i64, sentence_id: &str) -> rusqlite::Result<i64> {
    let position = sentence_id.rsplit_once("#s").and_then(|(_, n)| n.parse().ok());
    part_key(document_key, position.unwrap_or(usize::MAX))
}

fn part_key(document_key: i64, position: usize) -> rusqlite::Result<i64> {
    let position = i64::try_from(position).ok().filter(|n| *n < PARTS);
    let position = position.ok_or_else(|| inconsistent("a document of more than 16 million parts, or a sentence_id without a number"))?;
    Ok(document_key * PARTS + position)
}

const fn bits(number: Option<f64>) -> Option<u64> {
    match number {
        Some(n) => Some(n.to_bits()),
        None => None,
    }
}

impl Interned {
    fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut interned = Self::default();
        let mut statement = connection.prepare(&format!("SELECT {} FROM entity", columns::ENTITY))?;
        let mut rows = statement.query([])?;
        while let Some(r) = rows.next()? {
            let row = (
                r.get(1)?,
                r.get(2)?,
                [bits(r.get(3)?), bits(r.get(4)?)],
                [r.get(5)?, r.get(6)?, r.get(7)?],
                r.get::<_, Option<i64>>(8)?.map(i64::cast_unsigned),
            );
            interned.entities.insert(row, r.get(0)?);
        }
        let mut statement = connection.prepare(&format!("SELECT {} FROM place", columns::PLACE))?;
        let mut rows = statement.query([])?;
        while let Some(r) = rows.next()? {
            let row = (r.get(1)?, r.get(2)?, [bits(r.get(3)?), bits(r.get(4)?)], [r.get(5)?, r.get(6)?]);
            interned.places.insert(row, r.get(0)?);
        }
        Ok(interned)
    }
}

/// The statements that add rows, prepared once for a transaction.
struct Inserts<'c> {
    connection: &'c Connection,
    sentence: CachedStatement<'c>,
    mention: CachedStatement<'c>,
    entity: CachedStatement<'c>,
    claim: CachedStatement<'c>,
    place: CachedStatement<'c>,
    claim_place: CachedStatement<'c>,
    incident: CachedStatement<'c>,
    incident_place: CachedStatement<'c>,
    incident_claim: CachedStatement<'c>,
}

impl<'c> Inserts<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        let prepare = |table: &str, columns: &str| connection.prepare_cached(&columns::insert(table, columns));
        Ok(Self {
            connection,
            sentence: prepare("sentence", columns::SENTENCE)?,
            mention: prepare("mention", columns::MENTION)?,
            entity: prepare("entity", columns::ENTITY)?,
            claim: prepare("claim", columns::CLAIM)?,
            place: prepare("place", columns::PLACE)?,
            claim_place: prepare("claim_place", "claim_key, position, place_key, text")?,
            incident: prepare("incident", columns::INCIDENT)?,
            incident_place: prepare("incident_place", "incident_key, position, place_key, text")?,
            incident_claim: prepare("incident_claim", "incident_key, position, claim_key, set_aside")?,
        })
    }

    fn document(&mut self, e: &Extraction, hash: &InputHash, pipeline_key: i64, interned: &mut Interned) -> rusqlite::Result<i64> {
        let d = &e.document;
        let known = "SELECT document_key FROM document WHERE doc_id = ?";
        let known: Option<i64> = self
            .connection
            .prepare_cached(known)?
            .query_row([&d.doc_id], |r| r.get(0))
            .optional()?;
        if let Some(key) = known {
            remove_parts(self.connection, key)?;
            self.connection
                .prepare_cached("DELETE FROM document WHERE document_key = ?")?
                .execute([key])?;
        }
        // A document that is replaced keeps its key and with it its place.
        self.connection
            .prepare_cached(&columns::insert("document", columns::DOCUMENT))?
            .execute(params![
                known,
                d.doc_id,
                hash,
                pipeline_key,
                d.path,
                d.sha256,
                d.format,
                d.encoding,
                d.title,
                json(&d.authors)?,
                d.publisher,
                d.url,
                d.published,
                word(&d.published_evidence)?,
                d.language,
                d.text_bytes.cast_signed(),
                d.sentences.cast_signed(),
                json(&d.diagnostics)?,
                d.text,
            ])?;
        let key = self.connection.last_insert_rowid();
        for (n, s) in e.sentences.iter().enumerate() {
            self.sentence.execute(params![
                part_key(key, n)?,
                key,
                s.index.cast_signed(),
                s.paragraph.cast_signed(),
                word(&s.kind)?,
                s.speaker,
                s.start.cast_signed(),
                s.end.cast_signed(),
                s.char_start.cast_signed(),
                s.char_end.cast_signed(),
                s.text,
            ])?;
        }
        for (n, m) in e.mentions.iter().enumerate() {
            self.mention(part_key(key, n)?, sentence_key(key, &m.sentence_id)?, m, interned)?;
        }
        let mut claim_keys = FxHashMap::default();
        for (n, claim) in e.claims.iter().enumerate() {
            let claim_key = part_key(key, n)?;
            claim_keys.insert(claim.claim_id.as_str(), claim_key);
            self.claim(claim_key, key, claim, interned)?;
        }
        for (n, incident) in e.incidents.iter().enumerate() {
            self.incident(part_key(key, n)?, key, incident, &claim_keys, interned)?;
        }
        Ok(key)
    }

    fn mention(&mut self, key: i64, sentence_key: i64, m: &MentionRecord, interned: &mut Interned) -> rusqlite::Result<()> {
        let mut entity: EntityRow = (m.entity_id.clone(), m.name.clone(), [None; 2], [None, None, None], None);
        let (mut date, mut quantity) = (None, None);
        match &m.detail {
            MentionDetail::Place {
                lat,
                lon,
                country,
                admin1,
                feature,
                geonameid,
            } => {
                entity.2 = [bits(*lat), bits(*lon)];
                entity.3 = [country.clone(), admin1.clone(), feature.map(|f| f.as_str().into())];
                entity.4 = *geonameid;
            }
            MentionDetail::Date {
                timex,
                value,
                date_start,
                date_end,
                date_prec,
                date_anchor,
            } => date = Some((timex.as_str(), value, date_start, date_end, date_prec, date_anchor.as_str())),
            MentionDetail::Quantity {
                value,
                low,
                high,
                comparator,
                unit,
            } => quantity = Some((value, low, high, comparator.as_str(), unit)),
            MentionDetail::Plain {} => {}
        }
        let is_nothing = entity == EntityRow::default();
        let entity_key = if is_nothing { None } else { Some(self.entity(entity, interned)?) };
        self.mention.execute(params![
            key,
            sentence_key,
            m.mention_type.as_str(),
            m.start.cast_signed(),
            m.end.cast_signed(),
            m.char_start.cast_signed(),
            m.char_end.cast_signed(),
            m.text,
            entity_key,
            m.method.as_str(),
            m.stands_for,
            date.map(|d| d.0),
            date.and_then(|d| d.1.as_ref()),
            date.and_then(|d| d.2.as_ref()),
            date.and_then(|d| d.3.as_ref()),
            date.and_then(|d| d.4.as_ref()),
            date.map(|d| d.5),
            quantity.and_then(|q| q.0.as_ref()),
            quantity.and_then(|q| q.1.as_ref()),
            quantity.and_then(|q| q.2.as_ref()),
            quantity.map(|q| q.3),
            quantity.and_then(|q| q.4.as_ref()),
        ])?;
        Ok(())
    }

    fn entity(&mut self, row: EntityRow, interned: &mut Interned) -> rusqlite::Result<i64> {
        if let Some(key) = interned.entities.get(&row) {
            return Ok(*key);
        }
        let (id, name, [lat, lon], [country, admin1, feature], geonameid) = &row;
        self.entity.execute(params![
            None::<i64>,
            id,
            name,
            lat.map(f64::from_bits),
            lon.map(f64::from_bits),
            country,
            admin1,
            feature,
            geonameid.map(u64::cast_signed),
        ])?;
        let key = self.connection.last_insert_rowid();
        interned.entities.insert(row, key);
        Ok(key)
    }

    fn place(&mut self, place: &PlaceRecord, interned: &mut Interned) -> rusqlite::Result<i64> {
        let row: PlaceRow = (
            place.place_id.clone(),
            place.name.clone(),
            [bits(place.lat), bits(place.lon)],
            [place.country.clone(), place.admin1.clone()],
        );
        if let Some(key) = interned.places.get(&row) {
            return Ok(*key);
        }
        self.place.execute(params![
            None::<i64>,
            place.place_id,
            place.name,
            place.lat,
            place.lon,
            place.country,
            place.admin1,
        ])?;
        let key = self.connection.last_insert_rowid();
        interned.places.insert(row, key);
        Ok(key)
    }

    fn claim(&mut self, key: i64, document_key: i64, c: &ClaimRecord, interned: &mut Interned) -> rusqlite::Result<()> {
        let evidence: Vec<_> = c
            .evidence
            .iter()
            .map(|e| (e.role.as_str(), e.start, e.end, e.char_start, e.char_end, &e.text))
            .collect();
        self.claim.execute(params![
            key,
            document_key,
            sentence_key(document_key, &c.sentence_id)?,
            c.claim_id,
            c.start.cast_signed(),
            c.end.cast_signed(),
            c.char_start.cast_signed(),
            c.char_end.cast_signed(),
            c.figure_text,
            c.kind.as_str(),
            c.comparator.as_str(),
            c.value,
            c.low,
            c.high,
            c.implied,
            c.unit,
            c.scope.as_str(),
            c.subset_of,
            c.counted_text,
            c.event_type.map(|w| w.as_str()),
            c.weapon_text,
            c.weapon_id,
            c.actor_text,
            c.actor_id,
            c.actor_name,
            c.target_text,
            c.target_id,
            c.target_name,
            c.victim_class.map(|w| w.as_str()),
            c.where_prec,
            c.date_text,
            c.date_start,
            c.date_end,
            c.date_prec,
            c.date_edtf,
            c.date_anchor.as_str(),
            c.attributed_to_text,
            c.attributed_to_id,
            c.attributed_to_name,
            c.attributed_to_type.map(|w| w.as_str()),
            c.modality.as_str(),
            c.rule,
            json(&evidence)?,
        ])?;
        for (n, place) in (0i64..).zip(&c.places) {
            let place_key = self.place(place, interned)?;
            self.claim_place.execute(params![key, n, place_key, place.text])?;
        }
        Ok(())
    }

    fn incident(
        &mut self,
        key: i64,
        document_key: i64,
        i: &IncidentRecord,
        claim_keys: &FxHashMap<&str, i64>,
        interned: &mut Interned,
    ) -> rusqlite::Result<()> {
        let count = |n: Option<u64>| n.map(u64::cast_signed);
        self.incident.execute(params![
            key,
            document_key,
            i.incident_id,
            i.event_type.map(|w| w.as_str()),
            i.date_start,
            i.date_end,
            i.date_prec,
            i.where_prec,
            i.actor_text,
            i.actor_id,
            i.actor_name,
            i.target_text,
            i.target_id,
            i.target_name,
            i.weapon_text,
            i.weapon_id,
            count(i.killed_low),
            count(i.killed_best),
            count(i.killed_high),
            count(i.injured_low),
            count(i.injured_best),
            count(i.injured_high),
            count(i.abducted_low),
            count(i.abducted_best),
            count(i.abducted_high),
            count(i.missing_low),
            count(i.missing_best),
            count(i.missing_high),
            count(i.detained_low),
            count(i.detained_best),
            count(i.detained_high),
            count(i.displaced_low),
            count(i.displaced_best),
            count(i.displaced_high),
        ])?;
        for (n, place) in (0i64..).zip(&i.places) {
            let place_key = self.place(place, interned)?;
            self.incident_place.execute(params![key, n, place_key, place.text])?;
        }
        let used = i.claim_ids.iter().map(|id| (id, None));
        let set_aside = i.set_aside.iter().map(|s| (&s.claim_id, Some(s.reason.as_str())));
        for (n, (claim_id, reason)) in (0i64..).zip(used.chain(set_aside)) {
            let claim_key = claim_keys
                .get(claim_id.as_str())
                .ok_or_else(|| inconsistent("an incident of a claim that is not there"))?;
            self.incident_claim.execute(params![key, n, claim_key, reason])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_what_was_read_and_could_be() {
        let scope = Scope {
            read: vec!["news".into(), "feed.jsonl".into(), "old/".into()],
            unread: vec!["news/broken".into()],
        };
        for path in ["news/a.txt", "news/deep/a.txt", "feed.jsonl", "old/a.txt"] {
            assert!(scope.holds(path), "{path}");
        }
        for path in ["newspaper/a.txt", "other.jsonl", "news/broken/a.txt", "a.txt"] {
            assert!(!scope.holds(path), "{path}");
        }
        let here = Scope {
            read: vec![".".into()],
            unread: vec![],
        };
        assert!(here.holds("a.txt") && here.holds("news/a.txt") && !here.holds("/a.txt") && !here.holds("../a.txt"));
    }
}
