//! How a field of a record is a cell of a table, and a cell a field.

use crate::record::{
    Comparator, DateAnchor, Diagnostic, EventType, Feature, Kind, MentionType, Method, Modality, PublishedEvidence, Scope, SetAsideReason,
    SourceType, TimexType, VictimClass,
};
use crate::text::SentenceKind;
use rusqlite::types::{FromSqlError, FromSqlResult, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::error::Error;

/// What takes cells, one after the other.
pub trait Cells {
    /// One more.
    ///
    /// # Errors
    /// When it is not taken.
    fn add(&mut self, cell: ValueRef<'_>) -> rusqlite::Result<()>;
}

/// A type of field.
pub trait Cell: Sized {
    /// Writes the cell of a field.
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()>;
    /// The field of a cell.
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self>;
}

fn wrong(why: impl Into<Box<dyn Error + Send + Sync>>) -> FromSqlError {
    FromSqlError::Other(why.into())
}

impl Cell for String {
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
        cells.add(ValueRef::Text(self.as_bytes()))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(Into::into)
    }
}

impl Cell for i64 {
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
        cells.add(ValueRef::Integer(*self))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64()
    }
}

impl Cell for u64 {
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
        cells.add(ValueRef::Integer(self.cast_signed()))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(i64::cast_unsigned)
    }
}

impl Cell for usize {
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
        (*self as u64).write(cells)
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let n = value.as_i64()?;
        n.try_into().map_err(|_| FromSqlError::OutOfRange(n))
    }
}

impl Cell for u8 {
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
        cells.add(ValueRef::Integer((*self).into()))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let n = value.as_i64()?;
        n.try_into().map_err(|_| FromSqlError::OutOfRange(n))
    }
}

impl Cell for bool {
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
        cells.add(ValueRef::Integer((*self).into()))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(|n| n != 0)
    }
}

impl Cell for f64 {
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
        cells.add(ValueRef::Real(*self))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_f64()
    }
}

impl<T: Cell> Cell for Option<T> {
    fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
        match self {
            None => cells.add(ValueRef::Null),
            Some(field) => field.write(cells),
        }
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }
}

/// Enumerations whose words a record has.
macro_rules! words {
    ($($name:ident),+) => {$(
        impl Cell for $name {
            fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
                cells.add(ValueRef::Text(self.as_str().as_bytes()))
            }
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|e: String| wrong(e))
            }
        }
    )+};
}

words!(
    Comparator,
    DateAnchor,
    EventType,
    Feature,
    Kind,
    MentionType,
    Method,
    Modality,
    Scope,
    SetAsideReason,
    SourceType,
    TimexType,
    VictimClass
);

fn to_json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    sonic_rs::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
}

fn from_json<T: DeserializeOwned>(value: ValueRef<'_>) -> FromSqlResult<T> {
    serde_json::from_str(value.as_str()?).map_err(wrong)
}

/// Enumerations that only serde knows the words of.
macro_rules! serde_words {
    ($($name:ident),+) => {$(
        impl Cell for $name {
            fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
                cells.add(ValueRef::Text(to_json(self)?.trim_matches('"').as_bytes()))
            }
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                serde_json::from_value(value.as_str()?.into()).map_err(wrong)
            }
        }
    )+};
}

serde_words!(PublishedEvidence, SentenceKind);

/// Lists that nobody joins: JSON.
macro_rules! lists {
    ($($item:ty),+) => {$(
        impl Cell for Vec<$item> {
            fn write(&self, cells: &mut impl Cells) -> rusqlite::Result<()> {
                cells.add(ValueRef::Text(to_json(self)?.as_bytes()))
            }
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                from_json(value)
            }
        }
    )+};
}

lists!(String, Diagnostic);
