//! What tabular formats write: a table of records, or of incidents in the columns of a profile.

use super::Profile;
use crate::record::table::{Column, columns};
use crate::record::{RecordType, Records};
use serde_json::Value;

/// A table.
pub enum Table {
    /// The records of a type.
    Records(RecordType),
    /// Incidents, as another dataset has them.
    Profile(Box<Profile>),
}

impl Table {
    /// Its name: that of its records, or of its profile.
    pub fn name(&self) -> &str {
        match self {
            Self::Records(record_type) => record_type.name(),
            Self::Profile(profile) => &profile.name,
        }
    }

    /// Its columns.
    pub fn columns(&self) -> &[Column] {
        match self {
            Self::Records(record_type) => columns(*record_type),
            Self::Profile(profile) => profile.columns(),
        }
    }

    /// The rows of a document: a value for each column.
    pub fn rows(&self, records: &Records<'_>) -> Vec<Vec<Value>> {
        match self {
            Self::Records(record_type) => {
                let row = |record| {
                    let record = serde_json::to_value(&record).expect("records serialise");
                    columns(*record_type).iter().map(|c| c.value(&record).into_owned()).collect()
                };
                records.of(*record_type).map(row).collect()
            }
            Self::Profile(profile) => records.incidents.iter().map(|i| profile.row(i, records)).collect(),
        }
    }
}
