//! The rows of the tables. For each, one list of fields says which columns there are, how a record fills them and how it comes back: the three cannot drift apart.
//!
//! What a table has that is no field (keys, and what it keeps in another form) leads its columns, and is bound and read by those who know it. What another table has (a claim's
//! sentence, the id of a document) is not repeated: it is given to `read`.

mod cell;
pub mod claim;
pub mod document;
pub mod evidence;
pub mod incident;
pub mod mention;
pub mod place;
pub mod reading;
pub mod sentence;

pub use cell::{Cell, Cells};

use rusqlite::Row;
use rusqlite::types::{FromSqlError, ValueRef};
use xxhash_rust::xxh3::xxh3_128;

/// A table: its name and its columns. Those that the database works out are none of them.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns that are no fields; they stand first.
    pub leading: &'static [&'static str],
    /// The fields of the record.
    pub columns: &'static [&'static str],
}

impl Table {
    /// The names of all columns, separated by commas.
    #[must_use]
    pub fn all_columns(&self) -> String {
        [self.leading, self.columns].concat().join(", ")
    }

    /// The statement that adds a row.
    #[must_use]
    pub fn insert(&self) -> String {
        let marks = vec!["?"; self.leading.len() + self.columns.len()].join(", ");
        format!("INSERT INTO {} ({}) VALUES ({marks})", self.name, self.all_columns())
    }

    /// The statement that asks for rows; `rest` is what follows the table's name.
    #[must_use]
    pub fn select(&self, rest: &str) -> String {
        format!("SELECT {} FROM {} {rest}", self.all_columns(), self.name)
    }
}

/// Where a span ends that starts there and has this text, in bytes and in code points.
#[must_use]
pub fn ends(start: u64, char_start: u64, text: &str) -> (u64, u64) {
    let bytes = text.len() as u64;
    let chars = if text.is_ascii() { bytes } else { text.chars().count() as u64 };
    (start + bytes, char_start + chars)
}

/// Whether a span (`start`, `end`, `char_start`, `char_end`) ends where its text does: a row keeps no ends.
#[must_use]
pub fn follows([start, end, char_start, char_end]: [u64; 4], text: &str) -> bool {
    ends(start, char_start, text) == (end, char_end)
}

/// The field in a column.
///
/// # Errors
/// When the cell is none of the field.
pub fn cell<T: Cell>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let value = row.get_ref(column)?;
    T::read(value).map_err(|e| match e {
        FromSqlError::Other(why) => rusqlite::Error::FromSqlConversionFailure(column, value.data_type(), why),
        other => rusqlite::Error::FromSqlConversionFailure(column, value.data_type(), other.to_string().into()),
    })
}

/// Tells whether two rows are the same, without keeping them: 128 bits over their cells.
#[derive(Debug, Default)]
pub struct Identity {
    bytes: Vec<u8>,
}

impl Cells for Identity {
    #[inline]
    fn add(&mut self, cell: ValueRef<'_>) -> rusqlite::Result<()> {
        let (tag, bytes): (u8, &[u8]) = match cell {
            // Most are: a reading has columns for the fields of all types of mentions.
            ValueRef::Null => {
                self.bytes.push(0);
                return Ok(());
            }
            ValueRef::Integer(n) => (1, &n.to_le_bytes()),
            ValueRef::Real(n) => (2, &n.to_bits().to_le_bytes()),
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(blob) => (4, blob),
        };
        self.bytes.push(tag);
        if tag > 2 {
            self.bytes.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }
}

impl Identity {
    /// The hash of the cells since it was asked for last.
    pub fn take(&mut self) -> u128 {
        let hash = xxh3_128(&self.bytes);
        self.bytes.clear();
        hash
    }
}

/// Makes a table of a record's fields: `TABLE`, `write` and `read`. Fields under `given` have no column and are given to `read`;
/// those under `later` neither, and whoever calls it fills them in.
macro_rules! row {
    (
        $record:ident in $table:literal, leading [$($leading:literal),*],
        columns { $($field:ident $(as $column:literal)?),+ $(,)? }
        given { $($given:ident: $type:ty),* $(,)? }
        $(later { $($later:ident),+ $(,)? })?
    ) => {
        /// The table.
        pub const TABLE: $crate::store::rows::Table = $crate::store::rows::Table {
            name: $table,
            leading: &[$($leading),*],
            columns: &[$($crate::store::rows::column!($field $($column)?)),+],
        };

        /// Writes the cells of a record's fields, in the order of the columns.
        ///
        /// # Errors
        /// When a field has no cell, or the cells are not taken.
        pub fn write(record: &$record, cells: &mut impl $crate::store::rows::Cells) -> ::rusqlite::Result<()> {
            $($crate::store::rows::Cell::write(&record.$field, cells)?;)+
            Ok(())
        }

        /// The record of a row, whose columns begin at `first`.
        ///
        /// # Errors
        /// When a cell is none of its field.
        pub fn read(row: &::rusqlite::Row<'_>, first: usize, $($given: $type),*) -> ::rusqlite::Result<$record> {
            let mut columns = first..;
            let mut next = || columns.next().unwrap_or_default();
            Ok($record {
                $($field: $crate::store::rows::cell(row, next())?,)+
                $($given,)*
                $($($later: Default::default(),)+)?
            })
        }
    };
}

/// The name of a field's column: its own, or the one given.
macro_rules! column {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $column:literal) => {
        $column
    };
}

use {column, row};
