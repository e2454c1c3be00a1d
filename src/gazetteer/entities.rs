//! From the tables of places, actors, persons and weapons to entities and their names.

use super::entity::{ActorType, Entity, EntityDetail, Marks, Office};
use super::names::NameForm;
use super::rows::{GazetteerError, cells, list, rows};
use super::table::Table;
use super::{Sources, morphology};
use crate::record::Feature;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::Deserialize;
use std::str::FromStr;

/// An entity with its names, before those of replaced ids are dropped.
pub(super) struct Named {
    pub entity: Entity,
    pub names: Vec<(String, NameForm)>,
}

/// All entities as they are read: a later row of the same id replaces, another id for the same place adds nothing.
pub(super) struct Entities {
    pub list: Vec<Named>,
    /// From id to index in `list`.
    pub ids: Table,
    by_geonameid: FxHashMap<u64, u32>,
}

impl Entities {
    /// With room for the rows of so many bytes.
    fn with_capacity(bytes: usize) -> Self {
        // Rows are about eighty bytes long.
        Self {
            list: Vec::with_capacity(bytes / 80),
            ids: Table::with_capacity(bytes / 80),
            by_geonameid: FxHashMap::with_capacity_and_hasher(bytes / 120, FxBuildHasher),
        }
    }

    /// The entity of that id.
    fn index_of(&self, id: &str) -> Option<u32> {
        self.ids.get(id, |n| self.list[n as usize].entity.id == id).number
    }

    fn add(&mut self, entity: Entity, names: Vec<(String, NameForm)>) {
        if let EntityDetail::Place {
            geonameid: Some(geonameid),
            population,
            ..
        } = entity.detail
        {
            // The same place under another id: the first keeps its names, and takes what it does not know.
            let next = self.list.len() as u32;
            let at = *self.by_geonameid.entry(geonameid).or_insert(next);
            if at < next && self.list[at as usize].entity.id != entity.id && self.index_of(&entity.id).is_none() {
                if let EntityDetail::Place {
                    population: unknown @ 0, ..
                } = &mut self.list[at as usize].entity.detail
                {
                    *unknown = population;
                }
                return;
            }
        }
        let named = Named { entity, names };
        let (id, next) = (&named.entity.id, self.list.len());
        let at = self.ids.number(id, next as u32, |n| self.list[n as usize].entity.id == *id) as usize;
        if at < next {
            self.list[at] = named;
        } else {
            self.list.push(named);
        }
    }
}

#[derive(Deserialize)]
struct CountryRow {
    id: String,
    name: String,
    aliases: String,
    capital: String,
    demonyms: String,
    adjectives: String,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u64>,
    population: Option<u64>,
}

#[derive(Deserialize)]
struct ActorRow {
    id: String,
    name: String,
    aliases: String,
    acronyms: String,
    actor_type: String,
    country: String,
    parent: String,
    marks: String,
}

#[derive(Deserialize)]
struct PersonRow {
    id: String,
    name: String,
    aliases: String,
    country: String,
    affiliation: String,
    offices: String,
    marks: String,
}

#[derive(Deserialize)]
struct WeaponRow {
    id: String,
    name: String,
    aliases: String,
    class: String,
    counts_as: String,
    marks: String,
}

fn marks(cell: &str) -> Result<Marks, String> {
    let mut marks = Marks::default();
    for mark in list(cell) {
        match mark {
            "case" => marks.case = true,
            "context" => marks.context = true,
            "full" => marks.full = true,
            other => return Err(format!("“{other}” is no mark (case, context, full)")),
        }
    }
    Ok(marks)
}

fn office(text: &str) -> Result<Office, String> {
    let (title, span) = text
        .rsplit_once(' ')
        .ok_or_else(|| format!("“{text}”: an office is “Title FROM/TO”"))?;
    let (from, to) = span
        .split_once('/')
        .ok_or_else(|| format!("“{text}”: an office ends with FROM/TO"))?;
    Ok(Office {
        title: title.into(),
        from: from.into(),
        to: to.into(),
    })
}

fn names_of(name: &str, aliases: &str) -> Vec<(String, NameForm)> {
    let mut names = vec![(name.to_string(), NameForm::Main)];
    names.extend(list(aliases).map(|a| (a.to_string(), NameForm::Alias)));
    names
}

/// Folders of entities.
pub(super) const FOLDERS: [&str; 4] = ["places/", "actors/", "persons/", "weapons/"];

/// Reads all tables of entities.
pub(super) fn load_entities(sources: &Sources) -> Result<Entities, GazetteerError> {
    let bytes = FOLDERS.iter().flat_map(|f| sources.under(f, ".csv")).map(|(_, t)| t.len()).sum();
    let mut all = Entities::with_capacity(bytes);
    for (path, text) in sources.under("places/", ".csv") {
        if path.ends_with("countries.csv") {
            rows(path, text, |r: CountryRow| {
                let mut names = names_of(&r.name, &r.aliases);
                names.extend(list(&r.demonyms).map(|d| (d.to_string(), NameForm::Demonym)));
                names.extend(list(&r.adjectives).map(|d| (d.to_string(), NameForm::Adjective)));
                let detail = EntityDetail::Place {
                    feature: Feature::Country,
                    admin1: String::new(),
                    point: r.lat.zip(r.lon),
                    geonameid: r.geonameid,
                    population: r.population.unwrap_or(0),
                    capital: r.capital,
                };
                all.add(
                    Entity {
                        country: r.id.clone(),
                        id: r.id,
                        name: r.name,
                        marks: Marks::default(),
                        detail,
                    },
                    names,
                );
                Ok(())
            })?;
            continue;
        }
        load_places(path, text, &mut all)?;
    }
    for (path, text) in sources.under("actors/", ".csv") {
        rows(path, text, |r: ActorRow| {
            let mut names = names_of(&r.name, &r.aliases);
            names.extend(list(&r.acronyms).map(|a| (a.to_string(), NameForm::Acronym)));
            let detail = EntityDetail::Actor {
                actor_type: ActorType::from_str(&r.actor_type)?,
                parent: r.parent,
            };
            all.add(
                Entity {
                    id: r.id,
                    name: r.name,
                    country: r.country,
                    marks: marks(&r.marks)?,
                    detail,
                },
                names,
            );
            Ok(())
        })?;
    }
    for (path, text) in sources.under("persons/", ".csv") {
        rows(path, text, |r: PersonRow| {
            let names = names_of(&r.name, &r.aliases);
            let offices = list(&r.offices).map(office).collect::<Result<_, _>>()?;
            let detail = EntityDetail::Person {
                affiliation: r.affiliation,
                offices,
            };
            all.add(
                Entity {
                    id: r.id,
                    name: r.name,
                    country: r.country,
                    marks: marks(&r.marks)?,
                    detail,
                },
                names,
            );
            Ok(())
        })?;
    }
    for (path, text) in sources.under("weapons/", ".csv") {
        rows(path, text, |r: WeaponRow| {
            let mut names = names_of(&r.name, &r.aliases);
            // Common nouns have a plural too.
            let plurals: Vec<_> = names
                .iter()
                .filter(|(n, _)| n.chars().all(|c| !c.is_uppercase() && !c.is_ascii_digit()))
                .map(|(n, f)| (morphology::plural(n), *f))
                .collect();
            names.extend(plurals);
            let munition = match r.counts_as.as_str() {
                "munition" => true,
                "platform" => false,
                other => return Err(format!("counts_as “{other}” is neither munition nor platform")),
            };
            all.add(
                Entity {
                    id: r.id,
                    name: r.name,
                    country: String::new(),
                    marks: marks(&r.marks)?,
                    detail: EntityDetail::Weapon { class: r.class, munition },
                },
                names,
            );
            Ok(())
        })?;
    }
    Ok(all)
}

/// Columns of places: those that must be there, then those that may.
const PLACE: [&str; 11] = [
    "id",
    "name",
    "aliases",
    "feature",
    "country",
    "admin1",
    "lat",
    "lon",
    "geonameid",
    "population",
    "marks",
];

/// Reads a file of places: by position, for imported ones have hundreds of thousands of rows.
fn load_places(path: &str, text: &str, all: &mut Entities) -> Result<(), GazetteerError> {
    let mut at: Option<[Option<usize>; 11]> = None;
    cells(path, text, |header, cells| {
        let at = at.get_or_insert_with(|| PLACE.map(|column| header.iter().position(|h| h == column)));
        if let Some(n) = (0..10).find(|n| at[*n].is_none()) {
            return Err(format!("missing field `{}`", PLACE[n]));
        }
        let cell = |n: usize| at[n].and_then(|c| cells.get(c)).unwrap_or_default();
        let degrees = |n: usize| (!cell(n).is_empty()).then(|| cell(n).parse::<f64>()).transpose();
        let number = |n: usize| (!cell(n).is_empty()).then(|| cell(n).parse::<u64>()).transpose();
        let wrong = |n: usize| format!("“{}” in {} is no number", cell(n), PLACE[n]);
        let (lat, lon) = (degrees(6).map_err(|_| wrong(6))?, degrees(7).map_err(|_| wrong(7))?);
        let detail = EntityDetail::Place {
            feature: Feature::from_str(cell(3))?,
            admin1: cell(5).into(),
            point: lat.zip(lon),
            geonameid: number(8).map_err(|_| wrong(8))?,
            population: number(9).map_err(|_| wrong(9))?.unwrap_or(0),
            capital: String::new(),
        };
        let entity = Entity {
            id: cell(0).into(),
            name: cell(1).into(),
            country: cell(4).into(),
            marks: marks(cell(10))?,
            detail,
        };
        all.add(entity, names_of(cell(1), cell(2)));
        Ok(())
    })
}
