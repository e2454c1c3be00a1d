//! What a comparison of two datasets needs of a database: its documents, and a hash of each claim.

use super::rows::{claim, place};
use super::{LOOKING, Store, StoreError};
use rusqlite::types::ValueRef;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// A document, and who made its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its id.
    pub doc_id: String,
    /// Of its text.
    pub sha256: String,
    /// Version and code, rules, gazetteers.
    pub made_by: [String; 3],
}

fn hash_value(hasher: &mut FxHasher, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => hasher.write_u8(0),
        ValueRef::Integer(n) => hasher.write_i64(n),
        ValueRef::Real(n) => hasher.write_u64(n.to_bits()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            hasher.write_usize(bytes.len());
            hasher.write(bytes);
        }
    }
}

impl Store {
    /// All documents.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn document_rows(&self) -> Result<Vec<DocumentRow>, StoreError> {
        let all = || {
            let mut statement = self.connection.prepare(
                "SELECT doc_id, sha256, version || ' ' || code, rules, gazetteers FROM document JOIN pipeline USING (pipeline_key)",
            )?;
            let rows = statement.query_map([], |r| {
                Ok(DocumentRow {
                    doc_id: r.get(0)?,
                    sha256: r.get(1)?,
                    made_by: [r.get(2)?, r.get(3)?, r.get(4)?],
                })
            })?;
            rows.collect::<rusqlite::Result<_>>()
        };
        all().map_err(|e| self.error(e))
    }

    /// Hands over each claim's id, the hash of all its fields, and its key. Hashes of two databases are equal where the claims are; they say nothing about other hashes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn claim_hashes(&self, mut give: impl FnMut(&str, u64, i64)) -> Result<(), StoreError> {
        let mut all = || -> rusqlite::Result<()> {
            // One pass from end to end comes to no page twice.
            self.connection.execute_batch("PRAGMA cache_size = -4096")?;
            let places = self.place_hashes()?;
            // Keys are the database's own: no part of the claim.
            let fields = claim::TABLE.columns.join(", ");
            let width = claim::TABLE.columns.len();
            let ask = format!("SELECT claim_key, place_key, claim_id, evidence_list, {fields} FROM claim ORDER BY claim_key");
            let mut statement = self.connection.prepare(&ask)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let mut hasher = FxHasher::default();
                if let Some(place) = row.get::<_, Option<i64>>(1)? {
                    hasher.write_u64(places.get(&place).copied().unwrap_or_default());
                }
                for n in 3..4 + width {
                    hash_value(&mut hasher, row.get_ref(n)?);
                }
                give(row.get_ref(2)?.as_str()?, hasher.finish(), row.get(0)?);
            }
            drop(rows);
            self.connection.execute_batch(LOOKING)
        };
        all().map_err(|e| self.error(e))
    }

    /// A hash of each list of places, by the key of its first.
    fn place_hashes(&self) -> rusqlite::Result<FxHashMap<i64, u64>> {
        // What follows a place was there before it.
        let mut statement = self.connection.prepare(&place::TABLE.select("ORDER BY place_key"))?;
        let mut rows = statement.query([])?;
        let mut hashes: FxHashMap<i64, u64> = FxHashMap::default();
        while let Some(row) = rows.next()? {
            let mut hasher = FxHasher::default();
            let next: Option<i64> = row.get(1)?;
            hasher.write_u64(next.and_then(|next| hashes.get(&next).copied()).unwrap_or_default());
            for n in (place::TABLE.leading.len()..).take(place::TABLE.columns.len()) {
                hash_value(&mut hasher, row.get_ref(n)?);
            }
            hashes.insert(row.get(0)?, hasher.finish());
        }
        Ok(hashes)
    }
}
