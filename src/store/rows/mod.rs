//! The rows of the tables. For each, one list of fields says which columns there are, how a record fills them and how it comes back: the three cannot drift apart.
//!
//! Keys of rows are no fields of records; they stand before the columns and are bound and read by those who know them. Text that another table has (a claim's sentence, the id of a
//! document) is not repeated: it is given to `read`.

mod cell;
pub mod claim;
pub mod document;
pub mod entity;
pub mod incident;
pub mod mention;
pub mod place;
pub mod sentence;

pub use cell::Cell;

use rusqlite::Row;
use rusqlite::types::FromSqlError;

/// A table: its name, its keys, and the columns that come from records.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The keys, before all other columns.
    pub keys: &'static [&'static str],
    /// The fields of the record.
    pub columns: &'static [&'static str],
}

impl Table {
    /// The names of keys and columns, separated by commas.
    #[must_use]
    pub fn all_columns(&self) -> String {
        [self.keys, self.columns].concat().join(", ")
    }

    /// The statement that adds a row.
    #[must_use]
    pub fn insert(&self) -> String {
        let marks = vec!["?"; self.keys.len() + self.columns.len()].join(", ");
        format!("INSERT INTO {} ({}) VALUES ({marks})", self.name, self.all_columns())
    }

    /// The statement that asks for rows; `rest` is what follows the table's name.
    #[must_use]
    pub fn select(&self, rest: &str) -> String {
        format!("SELECT {} FROM {} {rest}", self.all_columns(), self.name)
    }
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

/// Makes a table of a record's fields: `TABLE`, `bind` and `read`. Fields under `given` have no column.
macro_rules! row {
    (
        $record:ident in $table:literal, keys [$($key:literal),*],
        columns { $($field:ident $(as $column:literal)?),+ $(,)? }
        given { $($given:ident: $type:ty),* $(,)? }
    ) => {
        /// The table.
        pub const TABLE: $crate::store::rows::Table = $crate::store::rows::Table {
            name: $table,
            keys: &[$($key),*],
            columns: &[$($crate::store::rows::column!($field $($column)?)),+],
        };

        /// Binds the fields of a record to the marks of [`TABLE`]'s insert statement.
        ///
        /// # Errors
        /// When a field has no cell.
        pub fn bind(record: &$record, statement: &mut ::rusqlite::Statement<'_>) -> ::rusqlite::Result<()> {
            let mut mark = TABLE.keys.len();
            $(
                mark += 1;
                statement.raw_bind_parameter(mark, $crate::store::rows::Cell::write(&record.$field)?)?;
            )+
            debug_assert_eq!(mark, TABLE.keys.len() + TABLE.columns.len());
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
