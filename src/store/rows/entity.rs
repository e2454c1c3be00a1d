//! Rows of entities: what mentions name. Each stands once.

use super::cell::Degrees;
use super::row;
use crate::record::Feature;

/// An entity, and where it is if it is a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Entity {
    pub(super) entity_id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) lat: Option<Degrees>,
    pub(super) lon: Option<Degrees>,
    pub(super) country: Option<String>,
    pub(super) admin1: Option<String>,
    pub(super) feature: Option<Feature>,
    pub(super) geonameid: Option<u64>,
}

row! {
    Entity in "entity", keys ["entity_key"],
    columns { entity_id, name, lat, lon, country, admin1, feature, geonameid }
    given {}
}
