//! Rows that stand once and that many others point at: places and entities.

use super::rows::entity::{self, Entity};
use super::rows::place::{self, Place};
use rusqlite::Connection;
use rustc_hash::FxHashMap;

/// The keys of places and entities.
#[derive(Default)]
pub struct Interned {
    entities: FxHashMap<Entity, i64>,
    places: FxHashMap<Place, i64>,
}

impl Interned {
    /// Those that a database has.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut interned = Self::default();
        let mut statement = connection.prepare(&entity::TABLE.select(""))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            interned.entities.insert(entity::read(row, 1)?, row.get(0)?);
        }
        let mut statement = connection.prepare(&place::TABLE.select(""))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            interned.places.insert(place::read(row, 1)?, row.get(0)?);
        }
        Ok(interned)
    }

    /// The key of an entity, whose row is added where there is none.
    ///
    /// # Errors
    /// When it cannot be added.
    pub fn entity(&mut self, connection: &Connection, entity: Entity) -> rusqlite::Result<i64> {
        if let Some(key) = self.entities.get(&entity) {
            return Ok(*key);
        }
        let mut insert = connection.prepare_cached(&entity::TABLE.insert())?;
        entity::bind(&entity, &mut insert)?;
        insert.raw_execute()?;
        let key = connection.last_insert_rowid();
        self.entities.insert(entity, key);
        Ok(key)
    }

    /// The key of a place, whose row is added where there is none.
    ///
    /// # Errors
    /// When it cannot be added.
    pub fn place(&mut self, connection: &Connection, place: Place) -> rusqlite::Result<i64> {
        if let Some(key) = self.places.get(&place) {
            return Ok(*key);
        }
        let mut insert = connection.prepare_cached(&place::TABLE.insert())?;
        place::bind(&place, &mut insert)?;
        insert.raw_execute()?;
        let key = connection.last_insert_rowid();
        self.places.insert(place, key);
        Ok(key)
    }
}
