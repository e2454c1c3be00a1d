//! Incidents in the columns and codes of another dataset. What goes where is data (`gazetteers/profiles/NAME.toml`); here is how a column is filled.
//!
//! A value that the text does not state is never filled in silence: the last column of a row, `imputed`, names the column and the convention that made it.

mod deaths;
mod load;
mod values;

use crate::gazetteer::{GazetteerError, Sources};
use crate::record::table::{CellType, Column};
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, Records};
use deaths::Conventions;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::collections::BTreeSet;
use values::{IncidentValue, Origin};

/// How another dataset writes incidents.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name.
    pub name: String,
    fills: Vec<Fill>,
    /// A column for each of `fills`, then that of what was imputed.
    columns: Vec<Column>,
    conventions: Conventions,
    countries: Countries,
}

/// With what a column is filled.
#[derive(Clone, Debug)]
enum Fill {
    /// With nothing.
    Empty,
    /// With the same in every row.
    Text(String),
    /// With a value of the incident, as it is or as the map has it.
    From(Origin, Option<FxHashMap<String, String>>),
}

/// What tables say of countries, by their codes.
#[derive(Clone, Debug, Default)]
struct Countries {
    columns: Vec<String>,
    rows: FxHashMap<String, Vec<String>>,
}

/// A value, and the convention that made it where the text does not state it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Filled {
    value: String,
    convention: Option<String>,
}

/// What a row is made of.
struct Event<'r> {
    incident: &'r IncidentRecord,
    /// The claims that the incident counts, where the dataset has them.
    claims: Vec<&'r ClaimRecord>,
    document: Option<&'r DocumentRecord>,
    countries: &'r Countries,
    conventions: &'r Conventions,
}

impl Profile {
    /// Reads a profile from the gazetteers.
    ///
    /// # Errors
    /// When there is none of the name, or its files do not fit their form.
    pub fn load(name: &str, sources: &Sources) -> Result<Self, GazetteerError> {
        load::load(name, sources)
    }

    /// The names of the profiles of the gazetteers.
    #[must_use]
    pub fn names(sources: &Sources) -> BTreeSet<&str> {
        let paths = sources.under(load::FOLDER, load::ENDING).map(|(path, _)| path);
        paths
            .filter_map(|path| path.strip_prefix(load::FOLDER)?.strip_suffix(load::ENDING))
            .collect()
    }

    /// The names of the values that a column can be filled from.
    pub fn values() -> impl Iterator<Item = &'static str> {
        IncidentValue::ALL.iter().map(|v| v.as_str())
    }

    /// The columns of its table.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// An incident's values, one a column.
    #[must_use]
    pub fn row(&self, incident: &IncidentRecord, records: &Records<'_>) -> Vec<Value> {
        let claims = records.claims.iter().filter(|c| incident.claim_ids.contains(&c.claim_id)).collect();
        let event = Event {
            incident,
            claims,
            document: records.document,
            countries: &self.countries,
            conventions: &self.conventions,
        };
        let mut row = Vec::new();
        let mut imputed: Vec<Value> = Vec::new();
        for (fill, column) in self.fills.iter().zip(&self.columns) {
            let filled = fill.fill(&event);
            row.push(filled.as_ref().map_or(Value::Null, |f| typed(column, &f.value)));
            if let Some(convention) = filled.and_then(|f| f.convention) {
                imputed.push(format!("{}: {convention}", column.name).into());
            }
        }
        row.push(imputed.into());
        row
    }
}

impl Fill {
    fn fill(&self, event: &Event<'_>) -> Option<Filled> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(Filled::stated(text)),
            Self::From(origin, map) => {
                let filled = origin.of(event)?;
                let Some(map) = map else {
                    return Some(filled);
                };
                map.get(&filled.value).map(|value| Filled {
                    value: value.clone(),
                    ..filled
                })
            }
        }
    }
}

impl Filled {
    /// What the text states.
    fn stated(value: impl ToString) -> Self {
        Self {
            value: value.to_string(),
            convention: None,
        }
    }

    /// What a convention makes of it.
    fn imputed(value: impl ToString, convention: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            convention: Some(convention.into()),
        }
    }
}

/// A number in a column of numbers; where the data has it otherwise, the text.
fn typed(column: &Column, text: &str) -> Value {
    match column.cell {
        CellType::Integer => text.parse::<u64>().map_or_else(|_| text.into(), Into::into),
        CellType::Number => text.parse::<f64>().map_or_else(|_| text.into(), Into::into),
        CellType::Text | CellType::Boolean => text.into(),
    }
}
