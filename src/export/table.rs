//! What tabular formats write: tables of records, or of incidents in the columns of a profile, and the files that they go to.

use super::{ExportError, Plan, Profile, Target};
use crate::emit::{Folder, Output};
use crate::record::table::{Column, columns};
use crate::record::{RecordType, Records};
use serde_json::Value;
use std::io;

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
                    let record = serde_json::to_value(record).expect("records serialise");
                    columns(*record_type).iter().map(|c| c.value(&record).into_owned()).collect()
                };
                records.of(*record_type).map(row).collect()
            }
            Self::Profile(profile) => records.incidents.iter().map(|i| profile.row(i, records)).collect(),
        }
    }
}

impl Plan {
    /// The tables: one for each type of record, or that of the profile.
    pub fn tables(self) -> Vec<Table> {
        match self.profile {
            Some(profile) => vec![Table::Profile(Box::new(profile))],
            None => self.types.into_iter().map(Table::Records).collect(),
        }
    }
}

/// Tables and their files: each table in a file of a folder, called after it, or all of them in one file.
pub struct Files {
    pub tables: Vec<Table>,
    /// One for each table, or one for all.
    pub outputs: Vec<Output>,
    pub folder: Option<Folder>,
}

impl Files {
    pub fn begin(target: Target, plan: Plan, ending: &str) -> Result<Self, ExportError> {
        let tables = plan.tables();
        let (outputs, folder) = match target {
            Target::File(output) => (vec![output], None),
            Target::Folder(mut folder) => {
                let file = |t: &Table| folder.file(&format!("{}{ending}", t.name()));
                (tables.iter().map(file).collect::<io::Result<_>>()?, Some(folder))
            }
        };
        Ok(Self { tables, outputs, folder })
    }

    /// The same, for a format whose files hold one table each.
    pub fn begin_apart(target: Target, plan: Plan, ending: &str) -> Result<Self, ExportError> {
        let files = Self::begin(target, plan, ending)?;
        if files.outputs.len() == files.tables.len() {
            return Ok(files);
        }
        let why = "a table holds one type of record: give one in --only, or a folder in -o (-o DIR/)";
        Err(ExportError::Unusable(why.into()))
    }

    /// Ends the files, and then their folder.
    pub fn finish(self) -> io::Result<()> {
        self.outputs.into_iter().try_for_each(Output::finish)?;
        self.folder.map_or(Ok(()), Folder::finish)
    }
}
