//! Copies: the same wire report in ten outlets is one source, not ten. Documents whose texts are nearly the same are grouped, and the group is marked by its first document.
//!
//! A text is the set of its runs of four words, [`sketch`] makes a small sketch of it, and [`group`] compares those documents whose sketches meet. Two documents are copies where half
//! of all runs that either has are in both (their resemblance is at least a half); a group is whoever is linked so. Which groups there are follows from the documents alone: not from
//! the order in which they came, nor from the runs that brought them. Texts of fewer than [`sketch::LEAST_SHINGLES`] runs are no copies of anything: two alerts of a line may be
//! alike and tell of two events.

mod group;
mod sketch;

use crate::record::SentenceRecord;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use rustc_hash::FxHashMap;

/// The sketch of a document with these sentences.
#[must_use]
pub fn sketch_of(sentences: &[SentenceRecord]) -> Vec<u8> {
    let told = sentences.iter().filter(|s| sketch::is_told(s.kind)).map(|s| s.text.as_str());
    sketch::sketch(&sketch::runs(told))
}

/// Removes what is known of a document. Those of which it was the first are grouped anew by [`regroup`].
///
/// # Errors
/// When it cannot be written.
pub fn remove(connection: &Connection, document_key: i64) -> rusqlite::Result<()> {
    for remove in [
        "DELETE FROM sketch WHERE document_key = ?",
        "DELETE FROM copy WHERE document_key = ?",
        "DELETE FROM copy WHERE first_key = ?",
    ] {
        connection.prepare_cached(remove)?.execute([document_key])?;
    }
    Ok(())
}

/// Keeps the sketch of a document that was just added.
///
/// # Errors
/// When it cannot be written.
pub fn add(connection: &Connection, document_key: i64, sketch: &[u8]) -> rusqlite::Result<()> {
    let add = "INSERT INTO sketch (document_key, minhash) VALUES (?, ?)";
    connection.prepare_cached(add)?.execute(params![document_key, sketch]).map(|_| ())
}

/// Notes that documents came or went since they were grouped.
///
/// # Errors
/// When it cannot be written.
pub fn are_stale(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .execute("INSERT OR IGNORE INTO to_do (what) VALUES ('copies')", [])
        .map(|_| ())
}

/// Groups all documents anew, where that is to be done, in one transaction. Only rows that change are written.
///
/// # Errors
/// When the database cannot be read or written; then nothing has changed.
pub fn regroup(connection: &mut Connection) -> rusqlite::Result<()> {
    let ask = "SELECT 1 FROM to_do WHERE what = 'copies'";
    if connection.query_row(ask, [], |_| Ok(())).optional()?.is_none() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    sketch_those_without(&transaction)?;
    let groups = group::groups(&transaction)?;
    let mut was = of_now(&transaction)?;
    let mut mark = transaction.prepare("INSERT OR REPLACE INTO copy (document_key, first_key) VALUES (?, ?)")?;
    for (document, first) in groups {
        if was.remove(&document) != Some(first) {
            mark.execute([document, first])?;
        }
    }
    let mut unmark = transaction.prepare("DELETE FROM copy WHERE document_key = ?")?;
    for document in was.into_keys() {
        unmark.execute([document])?;
    }
    drop((mark, unmark));
    transaction.execute("DELETE FROM to_do WHERE what = 'copies'", [])?;
    transaction.commit()
}

/// Documents and the first ones of their groups, as the database has them.
fn of_now(connection: &Connection) -> rusqlite::Result<FxHashMap<i64, i64>> {
    let mut statement = connection.prepare("SELECT document_key, first_key FROM copy")?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    rows.collect()
}

/// Sketches of documents that came before there were sketches.
fn sketch_those_without(connection: &Connection) -> rusqlite::Result<()> {
    let ask = "SELECT document_key FROM document WHERE document_key NOT IN (SELECT document_key FROM sketch)";
    let keys: Vec<i64> = connection
        .prepare(ask)?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for key in keys {
        let sketch = sketch::sketch(&shingles_of(connection, key)?);
        connection.execute("INSERT INTO sketch (document_key, minhash) VALUES (?, ?)", params![key, sketch])?;
    }
    Ok(())
}

/// The shingles of a document, from its sentences.
fn shingles_of(connection: &Connection, document_key: i64) -> rusqlite::Result<Vec<u64>> {
    use super::{keys, rows};
    let ask = "SELECT kind, text FROM sentence WHERE sentence_key BETWEEN ? AND ? ORDER BY sentence_key";
    let mut statement = connection.prepare_cached(ask)?;
    let mut rows = statement.query(keys::parts_of(document_key))?;
    let mut told: Vec<String> = Vec::new();
    while let Some(row) = rows.next()? {
        if sketch::is_told(rows::cell(row, 0)?) {
            told.push(row.get(1)?);
        }
    }
    Ok(sketch::shingles(told.iter().map(String::as_str)))
}
