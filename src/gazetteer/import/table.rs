//! A table with a header: `id,name,type,aliases,country,lat,lon,valid_from,valid_to` and what else [`Row`] names, parted by commas, semicolons or tabs.

use super::{Context, Filters, Found, FoundKind, Item};
use crate::gazetteer::entity::ActorType;
use crate::record::Feature;
use std::io::{self, BufRead, Read};
use std::str::FromStr;

/// One row of a generic source, by names of columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    cells: Vec<(String, String)>,
}

impl Row {
    pub fn set(&mut self, column: &str, value: String) {
        self.cells.push((column.trim().to_lowercase(), value));
    }

    /// The first of these columns that has a value.
    pub fn get(&self, columns: &[&str]) -> &str {
        columns
            .iter()
            .find_map(|c| self.cells.iter().find(|(name, value)| name == c && !value.is_empty()))
            .map_or("", |(_, value)| value.trim())
    }

    /// Gives columns the names that the user says they stand for.
    pub fn rename(&mut self, filters: &Filters) {
        for (field, column) in &filters.columns {
            if let Some((_, value)) = self.cells.iter().find(|(name, _)| *name == column.to_lowercase()) {
                let value = value.clone();
                self.cells.insert(0, (field.clone(), value));
            }
        }
    }

    fn list(&self, columns: &[&str]) -> Vec<String> {
        let cell = self.get(columns);
        cell.split(['|', ';'])
            .map(|s| s.trim().to_string())
            .filter(|s| !s.is_empty())
            .collect()
    }

    /// The row as an entity.
    pub fn item(&self, line: u64, context: &Context<'_>) -> Item {
        let name = self.get(&["name", "pattern", "label"]).to_string();
        let passed = |why| Item::Passed {
            line,
            why,
            what: name.clone(),
        };
        let own = self.get(&["id"]);
        let id = super::id("", if own.is_empty() { &name } else { own });
        let id = if own.is_empty() && !id.is_empty() {
            format!("own.{}", id.to_lowercase())
        } else {
            id
        };
        let country = self.get(&["country", "country_code", "iso2", "iso3"]);
        let given = self.get(&["type", "actor_type", "feature", "kind", "entity_type"]);
        let given = if given.is_empty() && !self.get(&["pattern"]).is_empty() {
            self.get(&["label"])
        } else {
            given
        };
        let (from, to) = (self.get(&["valid_from", "from"]), self.get(&["valid_to", "to"]));
        let kind = given.to_lowercase();
        let kind = match kind.as_str() {
            "person" | "per" => {
                let office = self.get(&["office", "offices", "position"]);
                let offices = match office {
                    "" => Vec::new(),
                    o if o.contains('/') => self.list(&["office", "offices", "position"]),
                    o => vec![format!("{o} {from}/{to}")],
                };
                FoundKind::Person { offices }
            }
            "weapon" => return passed("weapons are not imported"),
            other => {
                let feature = match other {
                    "place" | "gpe" | "loc" | "location" | "town" | "village" | ""
                        if !other.is_empty() || !self.get(&["lat"]).is_empty() =>
                    {
                        Some(Feature::City)
                    }
                    other => Feature::from_str(other).ok(),
                };
                if let Some(feature) = feature {
                    FoundKind::Place {
                        feature,
                        class: (String::new(), String::new()),
                        admin1: self.get(&["admin1"]).into(),
                        lat: self.get(&["lat", "latitude"]).into(),
                        lon: self.get(&["lon", "lng", "longitude"]).into(),
                        geonameid: self.get(&["geonameid"]).into(),
                        population: self.get(&["population"]).parse().unwrap_or(0),
                    }
                } else {
                    let actor_type = match other {
                        "" | "actor" | "org" | "organisation" | "organization" | "norp" => ActorType::Other,
                        other => match ActorType::from_str(&other.replace([' ', '-'], "_")) {
                            Ok(actor_type) => actor_type,
                            Err(_) => return passed("of a type that we do not know"),
                        },
                    };
                    FoundKind::Actor {
                        actor_type,
                        from: from.into(),
                        to: to.into(),
                    }
                }
            }
        };
        if let FoundKind::Place { lat, lon, .. } = &kind
            && [lat, lon].into_iter().any(|c| !c.is_empty() && c.parse::<f64>().is_err())
        {
            return passed("lat or lon is no number");
        }
        let mut marks = Vec::new();
        if self.get(&["case"]) == "sensitive" || self.get(&["marks"]).contains("case") {
            marks.push("case");
        }
        if !matches!(self.get(&["min_context"]), "" | "0") || self.get(&["marks"]).contains("context") {
            marks.push("context");
        }
        Item::Entity(Found {
            line,
            id,
            aliases: self.list(&["aliases", "alias", "alternatives"]),
            acronyms: self.list(&["acronyms", "acronym"]),
            country: context.known.country(country),
            wikidata: self.get(&["wikidata", "wikidataid"]).into(),
            marks,
            kind,
            name,
        })
    }
}

/// A reader of CSV for a source whose header is read first to find what parts the columns.
fn csv_reader(reader: &mut dyn BufRead) -> io::Result<csv::Reader<impl Read + '_>> {
    let mut header = Vec::new();
    reader.read_until(b'\n', &mut header)?;
    let header = header.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&header).to_vec();
    let count = |mark: u8| header.iter().filter(|b| **b == mark).count();
    let delimiter = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|m| (count(*m), *m == b','))
        .unwrap_or(b',');
    let whole = io::Cursor::new(header).chain(reader);
    Ok(csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(whole))
}

/// The rows of a table, each with its line; a row that cannot be read as the item that says so.
pub(super) fn for_rows(reader: &mut dyn BufRead, filters: &Filters, mut each: impl FnMut(Result<(u64, Row), Item>)) -> io::Result<()> {
    let mut reader = csv_reader(reader)?;
    let header = reader.headers().map_err(super::not_of_format)?.clone();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                let mut cells = Row::default();
                for (column, value) in header.iter().zip(&record) {
                    cells.set(column, value.into());
                }
                cells.rename(filters);
                each(Ok((line, cells)));
            }
            Err(error) if error.is_io_error() => return Err(io::Error::other(error)),
            Err(error) => each(Err(Item::Passed {
                line: error.position().map_or(0, csv::Position::line),
                why: "a row that cannot be read",
                what: error.to_string(),
            })),
        }
    }
}

pub(super) fn read(reader: &mut dyn BufRead, context: &Context<'_>, take: &mut dyn FnMut(Item)) -> io::Result<()> {
    for_rows(reader, context.filters, |row| {
        take(row.map_or_else(|broken| broken, |(line, row)| row.item(line, context)));
    })
}
