//! Rows of places: each with the words that stand for it and the place that follows it in the list. Each stands once, however many claims and incidents point at it.

use super::row;
use crate::record::PlaceRecord;

row! {
    PlaceRecord in "place", leading ["place_key", "next_key"],
    columns { text, place_id, name, lat, lon, country, admin1 }
    given {}
}
