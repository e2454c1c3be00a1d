//! Writing: transactions of many documents. What one document's rows are, [`super::insert`] knows.

use super::fingerprint::InputHash;
use super::insert::{Arrival, Inserts, remove, remove_unused};
use super::interned::Interned;
use super::{Pipeline, Scope, Store, StoreError, UPDATING, copies, indexes, keys};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use rustc_hash::{FxHashMap, FxHashSet};
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
        let pipeline_key = pipeline_key(&store.connection, pipeline).map_err(|e| store.error(e))?;
        // Rows that are written here point at rows that were written before them, in the same transaction: to look each up again would take a fifth of the time.
        let unchecked = store.connection.execute_batch("PRAGMA foreign_keys = OFF");
        unchecked.map_err(|e| store.error(e))?;
        Ok(Self {
            store,
            pipeline_key,
            interned: Interned::default(),
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
            let ask = "SELECT doc_id, document_key, input_hash, pipeline_key FROM document";
            let mut statement = self.store.connection.prepare(ask)?;
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

    /// Writes a document: one whose id is known is replaced, rows and all. It is in one transaction with others: [`Writer::commit`] ends it, and so does this when it has become
    /// long. Fewer, longer transactions write the pages of the indexes less often.
    ///
    /// # Errors
    /// When it cannot be written; then nothing since the last commit is.
    pub fn write(&mut self, document: Arrival) -> Result<(), StoreError> {
        self.write_open(document).map_err(|e| self.store.error(e))?;
        let is_long = self.since.is_some_and(|since| since.elapsed() >= LONG);
        if is_long || self.uncommitted.len() >= LONG_DOCUMENTS {
            self.commit()?;
        }
        Ok(())
    }

    fn write_open(&mut self, document: Arrival) -> rusqlite::Result<()> {
        let connection = &self.store.connection;
        if self.since.is_none() {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            self.since = Some(Instant::now());
            self.interned.refresh(connection)?;
        }
        let key = Inserts::new(connection, &mut self.interned, self.pipeline_key).document(document)?;
        self.uncommitted.push(key);
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
            .and_then(|()| copies::are_stale(connection))
            .and_then(|()| connection.execute_batch("COMMIT"))
            .map_err(|e| self.store.error(e))
    }

    /// Does what is done once all documents are there: makes indexes, where the database was filled for the first time, and groups copies of the same text anew, where documents
    /// came or went since that was done last. Commits what was written.
    ///
    /// # Errors
    /// When the database cannot be read or written; then both stay as they were, and the next run does it.
    pub fn finish(&mut self) -> Result<(), StoreError> {
        self.commit()?;
        let mut finish = || {
            let is_first = !indexes::are_made(&self.store.connection)?;
            indexes::make(&mut self.store.connection)?;
            copies::regroup(&mut self.store.connection)?;
            if is_first {
                // Where somebody looks at this moment, the next run does it.
                let _ = self.store.connection.execute_batch(UPDATING);
            }
            Ok(())
        };
        finish().map_err(|e| self.store.error(e))
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
        self.commit()?;
        // With indexes: what nothing points at any more is looked for.
        let removed = indexes::make(&mut self.store.connection).and_then(|()| remove_all(&mut self.store.connection, document_keys));
        self.interned = Interned::default();
        removed.map_err(|e| self.store.error(e))
    }
}

fn remove_all(connection: &mut Connection, document_keys: impl IntoIterator<Item = i64>) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for key in document_keys {
        remove(&transaction, key)?;
    }
    remove_unused(&transaction)?;
    copies::are_stale(&transaction)?;
    transaction.commit()
}

/// The key of a pipeline, which is added where it is new.
fn pipeline_key(connection: &Connection, pipeline: &Pipeline) -> rusqlite::Result<i64> {
    let Pipeline {
        version,
        code,
        rules,
        gazetteers,
    } = pipeline;
    let identity = params![version, code, rules, gazetteers];
    let look = "SELECT pipeline_key FROM pipeline WHERE version = ? AND code = ? AND rules = ? AND gazetteers = ?";
    if let Some(key) = connection.query_row(look, identity, |r| r.get(0)).optional()? {
        return Ok(key);
    }
    let add = "INSERT OR IGNORE INTO pipeline (version, code, rules, gazetteers) VALUES (?, ?, ?, ?)";
    connection.execute(add, identity)?;
    connection.query_row(look, identity, |r| r.get(0))
}

/// Adds the sentences of documents to the full-text search: in as few statements as there are stretches of keys, since each writes its part of the index out.
fn add_to_search(connection: &Connection, mut document_keys: Vec<i64>) -> rusqlite::Result<()> {
    document_keys.sort_unstable();
    let add = "INSERT INTO sentence_search (rowid, text) SELECT sentence_key, text FROM sentence WHERE sentence_key BETWEEN ? AND ?";
    let mut add = connection.prepare_cached(add)?;
    for stretch in document_keys.chunk_by(|a, b| a + 1 == *b) {
        let (first, last) = (stretch[0], stretch[stretch.len() - 1]);
        add.execute([keys::parts_of(first)[0], keys::parts_of(last)[1]])?;
    }
    Ok(())
}
