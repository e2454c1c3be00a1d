//! GeoJSON (RFC 7946): claims and incidents as features. The point is that of the most specific place whose coordinates are known, and `point_of` says which place that is;
//! a feature without one has the geometry null.

use super::table::Table;
use super::{ExportError, Format, Item, Plan, Shape, Sink, Target, point};
use crate::emit::Output;
use crate::record::table::key;
use crate::record::{PlaceRecord, RecordRef, RecordType};
use serde_json::{Map, Value, json};
use std::io;

/// GeoJSON.
pub const FORMAT: Format = Format {
    name: "geojson",
    about: "claims and incidents as points, for QGIS, geopandas, R's sf",
    ending: ".geojson",
    shape: Shape::File,
    types: &[RecordType::Claim, RecordType::Incident],
    needs_text: false,
    profiles: true,
    begin,
};

struct Geojson {
    tables: Vec<Table>,
    output: Output,
    any: bool,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let Target::File(mut output) = target else {
        return Err(ExportError::Unusable("GeoJSON is one file".into()));
    };
    output.write(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let tables = plan.tables();
    let any = false;
    Ok(Box::new(Geojson { tables, output, any }))
}

impl Geojson {
    fn feature(&mut self, id: &str, places: &[PlaceRecord], mut properties: Map<String, Value>) -> io::Result<()> {
        let point = point(places);
        let place = point.map(|(place, ..)| place.name.as_ref().unwrap_or(&place.text));
        properties.insert("point_of".into(), json!(place));
        // Longitude first.
        let geometry = point.map(|(_, lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
        let feature = json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties});
        self.output.write(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        self.output.write(feature.to_string().as_bytes())
    }
}

impl Sink for Geojson {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        for table in std::mem::take(&mut self.tables) {
            match &table {
                Table::Profile(profile) => {
                    for incident in item.records.incidents {
                        let names = profile.columns().iter().map(|c| c.name.clone());
                        let properties = names.zip(profile.row(incident, &item.records)).collect();
                        self.feature(&incident.incident_id, &incident.places, properties)?;
                    }
                }
                Table::Records(record_type) => {
                    for record in item.records.of(*record_type) {
                        let places = match record {
                            RecordRef::Claim(claim) => &claim.places,
                            RecordRef::Incident(incident) => &incident.places,
                            _ => continue,
                        };
                        let Value::Object(mut properties) = serde_json::to_value(&record)? else {
                            continue;
                        };
                        // A map has no use for spans, and says where by its point.
                        properties.remove("evidence");
                        properties.insert(
                            "places".into(),
                            places.iter().map(|p| p.name.as_ref().unwrap_or(&p.text).as_str()).collect(),
                        );
                        let id = properties[key(*record_type)].as_str().unwrap_or_default().to_string();
                        self.feature(&id, places, properties)?;
                    }
                }
            }
            self.tables.push(table);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.output.write(b"\n]}\n")?;
        self.output.finish()
    }
}
