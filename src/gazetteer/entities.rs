//! Entities while they are read, and the reading of places, of which there may be hundreds of thousands.

use super::entity::{Entity, EntityDetail};
use super::load::{GazetteerError, cells, marks, names_of};
use super::names::NameForm;
use crate::record::Feature;
use rustc_hash::FxHashMap;
use std::str::FromStr;

/// An entity with its names, before those of replaced ids are dropped.
pub(super) struct Named {
    pub entity: Entity,
    pub names: Vec<(String, NameForm)>,
}

/// All entities as they are read: a later row of the same id replaces, another id for the same place adds nothing.
#[derive(Default)]
pub(super) struct Entities {
    pub list: Vec<Named>,
    pub by_id: FxHashMap<String, u32>,
    pub by_geonameid: FxHashMap<u64, u32>,
}

impl Entities {
    pub fn add(&mut self, entity: Entity, names: Vec<(String, NameForm)>) {
        if let EntityDetail::Place {
            geonameid: Some(geonameid),
            population,
            ..
        } = entity.detail
        {
            // The same place under another id: the first keeps its names, and takes what it does not know.
            let at = self.by_geonameid.entry(geonameid).or_insert(self.list.len() as u32);
            if let Some(known) = self.list.get_mut(*at as usize).filter(|known| known.entity.id != entity.id)
                && !self.by_id.contains_key(&entity.id)
            {
                if let EntityDetail::Place {
                    population: unknown @ 0, ..
                } = &mut known.entity.detail
                {
                    *unknown = population;
                }
                return;
            }
        }
        let named = Named { entity, names };
        if let Some(at) = self.by_id.get(&named.entity.id) {
            self.list[*at as usize] = named;
        } else {
            self.by_id.insert(named.entity.id.clone(), self.list.len() as u32);
            self.list.push(named);
        }
    }
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
pub(super) fn load_places(path: &str, text: &str, all: &mut Entities) -> Result<(), GazetteerError> {
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
