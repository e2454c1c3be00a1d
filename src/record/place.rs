//! Places in records.

use super::values::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

words! {
    /// What kind of place it is.
    Feature {
        /// A country or territory.
        Country = "country",
        /// A first-level division.
        Admin1 = "admin1",
        /// A second-level division.
        Admin2 = "admin2",
        /// A settlement, or a quarter of one.
        City = "city",
        /// A military base.
        Base = "base",
        /// A site: airport, crossing, hospital.
        Site = "site",
        /// A region that is no administrative unit.
        Region = "region",
        /// A sea, strait, river, lake.
        Water = "water",
    }
}

/// A place that holds for a claim or an incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlaceRecord")]
pub struct PlaceRecord<S = String> {
    /// As it stands in the text.
    pub text: S,
    /// Its id in the gazetteer.
    pub place_id: Option<S>,
    /// Its name in the gazetteer.
    pub name: Option<S>,
    /// Latitude, WGS 84; of a place that no gazetteer has, this and what follows are those of the place in which the text puts it.
    pub lat: Option<f64>,
    /// Longitude, WGS 84.
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<S>,
    /// First-level division.
    pub admin1: Option<S>,
}
