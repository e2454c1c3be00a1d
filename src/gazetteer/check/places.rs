//! What only all places together show: one that stands twice, and one that lies far from all others of its country.

use super::{Finding, Row};
use crate::gazetteer::kilometres;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// Two rows of one name, feature and division that are nearer to each other, in kilometres, are one place.
pub(in crate::gazetteer) const SAME: f64 = 10.0;
/// No place of a country lies so far, in kilometres, from all others of it.
const FAR: f64 = 1500.0;
/// In countries with fewer rows distances say nothing.
const FEW: usize = 5;

struct Place {
    finding: Finding,
    id: String,
    feature: String,
    admin1: String,
    geonameid: String,
    names: Vec<String>,
    point: (f64, f64),
}

impl Place {
    /// Whether nothing says that both are one place, or two: a row with the geonameid of another adds nothing to it, and what GeoNames tells apart is two.
    fn may_be(&self, other: &Self) -> bool {
        let same_place = !self.geonameid.is_empty() && self.geonameid == other.geonameid;
        let told_apart = self.id.starts_with("gn.") && other.id.starts_with("gn.");
        self.id != other.id && !same_place && !told_apart
    }
}

/// The places with coordinates, by country.
#[derive(Default)]
pub(super) struct Places(FxHashMap<String, Vec<Place>>);

impl Places {
    pub fn add(&mut self, row: &Row<'_>) {
        let degrees = |column: &str| row.get(column).parse::<f64>().ok().filter(|d| d.is_finite());
        let (Some(lat), Some(lon)) = (degrees("lat"), degrees("lon")) else {
            return;
        };
        // Seas and regions may lie anywhere, and a country's point is its middle.
        let feature = row.get("feature");
        if matches!(feature, "" | "country" | "region" | "water") || row.get("country").is_empty() {
            return;
        }
        let names = row.get("name").split(';').chain(row.get("aliases").split(';'));
        self.0.entry(row.get("country").into()).or_default().push(Place {
            finding: row.finding(String::new()),
            id: row.get("id").into(),
            feature: feature.into(),
            admin1: row.get("admin1").into(),
            geonameid: row.get("geonameid").into(),
            names: names.map(fold).filter(|n| !n.is_empty()).collect(),
            point: (lat, lon),
        });
    }

    /// What is wrong, in the order of the files.
    pub fn check(&self) -> Vec<Finding> {
        let mut out = Vec::new();
        for (country, places) in &self.0 {
            let mut by_name: FxHashMap<(&str, &str, &str), Vec<&Place>> = FxHashMap::default();
            for place in places {
                let tell = |message| Finding {
                    message,
                    ..place.finding.clone()
                };
                let others = places.iter().filter(|p| p.id != place.id);
                if places.len() >= FEW && others.map(|p| kilometres(p.point, place.point)).all(|d| d > FAR) {
                    out.push(tell(format!(
                        "{}: its coordinates lie far from all other places of {country}",
                        place.id
                    )));
                }
                for name in &place.names {
                    let same = by_name.entry((name, &place.feature, &place.admin1)).or_default();
                    if let Some(other) = same.iter().find(|p| p.may_be(place) && kilometres(p.point, place.point) < SAME) {
                        out.push(tell(format!(
                            "{}: the same place as {} by name and coordinates",
                            place.id, other.id
                        )));
                        break;
                    }
                    same.push(place);
                }
            }
        }
        out.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        out
    }
}
