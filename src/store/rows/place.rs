//! Rows of places: each stands once, however many claims and incidents point at it.

use super::cell::Degrees;
use super::row;
use crate::record::PlaceRecord;

/// A place without the words that stand for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    place_id: Option<String>,
    name: Option<String>,
    lat: Option<Degrees>,
    lon: Option<Degrees>,
    country: Option<String>,
    admin1: Option<String>,
}

row! {
    Place in "place", keys ["place_key"],
    columns { place_id, name, lat, lon, country, admin1 }
    given {}
}

impl Place {
    /// Of a record.
    #[must_use]
    pub fn of(record: &PlaceRecord) -> Self {
        Self {
            place_id: record.place_id.clone(),
            name: record.name.clone(),
            lat: Degrees::of(record.lat),
            lon: Degrees::of(record.lon),
            country: record.country.clone(),
            admin1: record.admin1.clone(),
        }
    }

    /// The record, with the words that stand for it in the text.
    #[must_use]
    pub fn record(self, text: String) -> PlaceRecord {
        PlaceRecord {
            text,
            place_id: self.place_id,
            name: self.name,
            lat: self.lat.map(Degrees::number),
            lon: self.lon.map(Degrees::number),
            country: self.country,
            admin1: self.admin1,
        }
    }
}
