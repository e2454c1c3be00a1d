//! GeoJSON (RFC 7946): claims and incidents as features. The point is that of the most specific place whose coordinates are known, and `point_of` says which place that is;
//! a feature without one has the geometry null.

use super::table::Table;
use super::{ExportError, Format, Item, Plan, Sink, Target, place_name, point};
use crate::emit::Output;
use crate::record::{PlaceRecord, RecordRef, RecordType};
use serde_json::{Map, Value, json};
use std::io;

/// GeoJSON.
pub const FORMAT: Format = Format {
    name: "geojson",
    about: "claims and incidents as points, for QGIS, geopandas, R's sf",
    ending: ".geojson",
    is_folder: false,
    types: &[RecordType::Claim, RecordType::Incident],
    needs_text: false,
    takes_profiles: true,
    begin,
};

struct Geojson {
    tables: Vec<Table>,
    output: Output,
    any: bool,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let mut output = target.file()?;
    output.write(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let tables = plan.tables();
    let any = false;
    Ok(Box::new(Geojson { tables, output, any }))
}

fn features(table: &Table, item: &Item<'_>) -> Vec<Value> {
    match table {
        Table::Records(record_type) => item.records.of(*record_type).filter_map(record).collect(),
        Table::Profile(profile) => {
            let names = || profile.columns().iter().map(|c| c.name.clone());
            let incidents = item.records.incidents.iter();
            incidents
                .map(|i| feature(&i.incident_id, &i.places, names().zip(profile.row(i, &item.records)).collect()))
                .collect()
        }
    }
}

fn record(record: RecordRef<'_>) -> Option<Value> {
    let (id, places) = match record {
        RecordRef::Claim(claim) => (&claim.claim_id, &claim.places),
        RecordRef::Incident(incident) => (&incident.incident_id, &incident.places),
        _ => return None,
    };
    let Ok(Value::Object(mut properties)) = serde_json::to_value(record) else {
        return None;
    };
    // A map has no use for spans, and says where by its point.
    properties.remove("evidence");
    properties.insert("places".into(), places.iter().map(place_name).collect());
    Some(feature(id, places, properties))
}

fn feature(id: &str, places: &[PlaceRecord], mut properties: Map<String, Value>) -> Value {
    let point = point(places);
    properties.insert("point_of".into(), json!(point.map(|(place, ..)| place_name(place))));
    // Longitude first.
    let geometry = point.map(|(_, lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
    json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties})
}

impl Sink for Geojson {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        for feature in self.tables.iter().flat_map(|t| features(t, &item)) {
            self.output.write(if self.any { b",\n" } else { b"\n" })?;
            self.any = true;
            self.output.write(feature.to_string().as_bytes())?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.output.write(b"\n]}\n")?;
        self.output.finish()
    }
}
