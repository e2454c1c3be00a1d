//! Rows that stand once and that many others point at: readings and lists of places.

use super::marks::Marks;
use super::rows::reading::{self, Reading};
use super::rows::{Cell, Cells, Identity, Table, place};
use crate::record::PlaceRecord;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static ADD_READING: LazyLock<String> = LazyLock::new(|| reading::TABLE.insert());
static ADD_PLACE: LazyLock<String> = LazyLock::new(|| place::TABLE.insert());

/// The keys of readings and places, by what identifies their rows.
#[derive(Default)]
pub struct Interned {
    readings: FxHashMap<u128, i64>,
    places: FxHashMap<u128, i64>,
    identity: Identity,
    /// What the database was when they were read; another program may have changed it since.
    version: Option<i64>,
}

impl Interned {
    /// Reads those that a database has, where they are not known or another program has written since. To be called in each transaction before anything else.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn refresh(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let version = connection.query_row("PRAGMA data_version", [], |r| r.get(0))?;
        if self.version.replace(version) != Some(version) {
            self.readings = load(connection, &reading::TABLE)?;
            self.places = load(connection, &place::TABLE)?;
        }
        Ok(())
    }

    /// The key of a reading, whose row is added where there is none.
    ///
    /// # Errors
    /// When it cannot be added.
    pub fn reading(&mut self, connection: &Connection, reading: &Reading) -> rusqlite::Result<i64> {
        reading::write(reading, &mut self.identity)?;
        let identity = self.identity.take();
        if let Some(key) = self.readings.get(&identity) {
            return Ok(*key);
        }
        let mut insert = connection.prepare_cached(&ADD_READING)?;
        let mut marks = Marks::of(&mut insert);
        marks.add(ValueRef::Null)?;
        reading::write(reading, &mut marks)?;
        marks.execute()?;
        let key = connection.last_insert_rowid();
        self.readings.insert(identity, key);
        Ok(key)
    }

    /// The key of a list of places, which is that of its first; none of an empty one. Rows that are missing are added.
    ///
    /// # Errors
    /// When they cannot be added.
    pub fn places(&mut self, connection: &Connection, places: &[PlaceRecord]) -> rusqlite::Result<Option<i64>> {
        let mut next: Option<i64> = None;
        for record in places.iter().rev() {
            next.write(&mut self.identity)?;
            place::write(record, &mut self.identity)?;
            let identity = self.identity.take();
            let key = match self.places.get(&identity) {
                Some(key) => *key,
                None => {
                    let mut insert = connection.prepare_cached(&ADD_PLACE)?;
                    let mut marks = Marks::of(&mut insert);
                    marks.add(ValueRef::Null)?;
                    next.write(&mut marks)?;
                    place::write(record, &mut marks)?;
                    marks.execute()?;
                    connection.last_insert_rowid()
                }
            };
            self.places.insert(identity, key);
            next = Some(key);
        }
        Ok(next)
    }
}

/// The keys of a table's rows, by what identifies them: all columns but the key, which comes first.
fn load(connection: &Connection, table: &Table) -> rusqlite::Result<FxHashMap<u128, i64>> {
    let mut keys = FxHashMap::default();
    let mut identity = Identity::default();
    let mut statement = connection.prepare(&table.select(""))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 1..table.leading.len() + table.columns.len() {
            identity.add(row.get_ref(column)?)?;
        }
        keys.insert(identity.take(), row.get(0)?);
    }
    Ok(keys)
}
