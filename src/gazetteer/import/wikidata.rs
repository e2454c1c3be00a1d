//! Results of Wikidata's query service: SPARQL results as JSON, or their CSV and TSV forms. Rows of one item, one an alias, come together and make one entity.

use super::table::{Row, for_rows};
use super::{Context, Found, FoundKind, Item};
use crate::gazetteer::entity::ActorType;
use crate::record::Feature;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::{self, BufRead};

#[derive(Deserialize)]
struct Term {
    value: String,
}

type Binding = FxHashMap<String, Term>;

pub(super) fn read(reader: &mut dyn BufRead, context: &Context<'_>, take: &mut dyn FnMut(Item)) -> io::Result<()> {
    let json = reader.fill_buf()?.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
    let mut items = Items::default();
    if json {
        let mut line = 0;
        let each = &mut |binding: Binding| {
            line += 1;
            let mut row = Row::default();
            for (variable, term) in binding {
                row.set(&variable, term.value);
            }
            row.rename(context.filters);
            items.add(line, &row, context, take);
        };
        let mut json = serde_json::Deserializer::from_reader(&mut *reader);
        Results(each).deserialize(&mut json).map_err(super::not_of_format)?;
    } else {
        for_rows(reader, context.filters, |row| match row {
            Ok((line, row)) => items.add(line, &row, context, take),
            Err(broken) => take(broken),
        })?;
    }
    items.close(take);
    Ok(())
}

/// The item in hand, and those that are closed.
#[derive(Default)]
struct Items {
    open: Option<Found>,
    closed: FxHashSet<String>,
}

impl Items {
    fn add(&mut self, line: u64, row: &Row, context: &Context<'_>, take: &mut dyn FnMut(Item)) {
        let item = row.get(&["id", "item", "entity"]).trim_matches(['<', '>']);
        let item = item.rsplit('/').next().unwrap_or("");
        if !item.starts_with('Q') || !item[1..].bytes().all(|b| b.is_ascii_digit()) || item.len() < 2 {
            return take(Item::Passed {
                line,
                why: "no item (?item)",
                what: item.into(),
            });
        }
        let id = super::id("wd.", item);
        if self.open.as_ref().is_none_or(|open| open.id != id) {
            self.close(take);
            if self.closed.contains(&id) {
                return take(Item::Passed {
                    line,
                    why: "rows of one item that do not stand together: order the query by ?item",
                    what: item.into(),
                });
            }
            self.open = Some(found(line, id, item, row, context));
        }
        let Some(open) = &mut self.open else { return };
        open.aliases.extend(plain(row.get(&["alias", "altlabel"])));
        // One string for all of them, from the label service.
        open.aliases
            .extend(row.get(&["aliases", "itemaltlabel"]).split([',', '|']).flat_map(plain));
    }

    fn close(&mut self, take: &mut dyn FnMut(Item)) {
        let Some(found) = self.open.take() else { return };
        self.closed.insert(found.id.clone());
        take(if found.name.is_empty() {
            Item::Passed {
                line: found.line,
                why: "no label in the query's language",
                what: found.wikidata,
            }
        } else {
            Item::Entity(found)
        });
    }
}

/// The text of a cell, of TSV too (`"Name"@en`).
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text
        .strip_prefix('"')
        .map_or(text, |t| t.rsplit_once('"').map_or(t, |(name, _)| name));
    (!text.is_empty()).then(|| text.to_string())
}

fn found(line: u64, id: String, item: &str, row: &Row, context: &Context<'_>) -> Found {
    let name = plain(row.get(&["name", "itemlabel", "label"]))
        .filter(|n| n != item)
        .unwrap_or_default();
    let point = row.get(&["coord", "coordinates", "coordinate", "location"]);
    let point = point.split_once("Point(").map_or("", |(_, p)| p).split(')').next().unwrap_or("");
    let (lon, lat) = point.split_once(' ').unwrap_or(("", ""));
    let lat = if lat.is_empty() { row.get(&["lat"]) } else { lat };
    let lon = if lon.is_empty() { row.get(&["lon"]) } else { lon };
    let country = ["countrycode", "iso2", "countrylabel", "country"]
        .iter()
        .map(|c| context.known.country(row.get(&[*c])))
        .find(|c| !c.is_empty());
    Found {
        line,
        id,
        name,
        wikidata: item.into(),
        country: country.unwrap_or_default(),
        kind: kind(
            &row.get(&["type", "typelabel", "instancelabel", "classlabel"]).to_lowercase(),
            lat,
            lon,
            row,
        ),
        ..Found::default()
    }
}

/// What kind of entity a class of Wikidata is, by words of its label: the first that fits.
fn kind(class: &str, lat: &str, lon: &str, row: &Row) -> FoundKind {
    let has = |words: &[&str]| words.iter().any(|w| class.contains(w));
    let actor = |actor_type| FoundKind::Actor {
        actor_type,
        from: row.get(&["from", "inception", "start"]).chars().take(10).collect(),
        to: row.get(&["to", "dissolved", "end"]).chars().take(10).collect(),
    };
    let actor_types: [(&[&str], ActorType); 14] = [
        (
            &["terrorist", "militant", "armed group", "insurgent", "rebel", "militia", "guerrilla"],
            ActorType::ArmedGroup,
        ),
        (&["political party", "political movement"], ActorType::Party),
        (&["ministry", "government department"], ActorType::Ministry),
        (&["police", "gendarmerie"], ActorType::Police),
        (&["intelligence"], ActorType::Intelligence),
        (&["court", "tribunal"], ActorType::Court),
        (
            &[
                "newspaper",
                "broadcaster",
                "news agency",
                "magazine",
                "television",
                "radio",
                "website",
            ],
            ActorType::Media,
        ),
        (&["think tank", "research institute"], ActorType::ThinkTank),
        (&["non-governmental", "nonprofit", "non-profit", "charit"], ActorType::Ngo),
        (&["international organization", "intergovernmental"], ActorType::International),
        (&["ethnic group", "people", "tribe"], ActorType::People),
        (&["company", "enterprise", "business", "corporation", "bank"], ActorType::Company),
        (
            &["brigade", "battalion", "armed forces", "army", "military unit", "navy", "air force"],
            ActorType::Military,
        ),
        (&["government", "parliament"], ActorType::Government),
    ];
    let features: [(&[&str], Feature); 6] = [
        (&["air base", "military base", "airbase", "garrison", "naval base"], Feature::Base),
        (
            &[
                "airport",
                "border crossing",
                "dam",
                "power station",
                "refinery",
                "prison",
                "mosque",
                "hospital",
            ],
            Feature::Site,
        ),
        (&["sea", "river", "lake", "gulf", "strait"], Feature::Water),
        (
            &["city", "town", "village", "municipality", "settlement", "refugee camp", "capital"],
            Feature::City,
        ),
        (&["district", "county", "subdistrict"], Feature::Admin2),
        (
            &["province", "governorate", "oblast", "first-level administrative"],
            Feature::Admin1,
        ),
    ];
    if class == "human" || class == "person" {
        let office = row.get(&["position", "positionlabel", "office", "officelabel"]);
        let (from, to) = (row.get(&["from", "start"]), row.get(&["to", "end"]));
        let day = |text: &str| text.chars().take(10).collect::<String>();
        let offices = if office.is_empty() {
            Vec::new()
        } else {
            vec![format!("{office} {}/{}", day(from), day(to))]
        };
        return FoundKind::Person { offices };
    }
    if lat.is_empty() || !has(&["army", "brigade", "ministry"]) {
        let feature = features.iter().find(|(words, _)| has(words)).map(|(_, f)| *f);
        if let Some(feature) = feature.or((!lat.is_empty()).then_some(Feature::City)) {
            return FoundKind::Place {
                feature,
                class: (String::new(), String::new()),
                admin1: row.get(&["admin1", "admin1label"]).into(),
                lat: lat.into(),
                lon: lon.into(),
                geonameid: row.get(&["geonameid", "geonames"]).into(),
                population: row.get(&["population", "inhabitants"]).parse::<f64>().map_or(0, |p| p as u64),
            };
        }
    }
    actor(
        actor_types
            .iter()
            .find(|(words, _)| has(words))
            .map_or(ActorType::Other, |(_, t)| *t),
    )
}

/// `{"results": {"bindings": [...]}}`, handed over binding by binding.
struct Results<'f>(&'f mut dyn FnMut(Binding));
struct Inner<'f>(&'f mut dyn FnMut(Binding));
struct Bindings<'f>(&'f mut dyn FnMut(Binding));

macro_rules! map_with {
    ($name:ident, $key:literal, $inside:ident) => {
        impl<'de> DeserializeSeed<'de> for $name<'_> {
            type Value = ();
            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
                deserializer.deserialize_map(self)
            }
        }
        impl<'de> Visitor<'de> for $name<'_> {
            type Value = ();
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("an object with “", $key, "”"))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
                let mut seen = false;
                while let Some(key) = map.next_key::<String>()? {
                    if key == $key {
                        map.next_value_seed($inside(self.0))?;
                        seen = true;
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                if seen { Ok(()) } else { Err(A::Error::missing_field($key)) }
            }
        }
    };
}
map_with!(Results, "results", Inner);
map_with!(Inner, "bindings", Bindings);

impl<'de> DeserializeSeed<'de> for Bindings<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Bindings<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of bindings")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(binding) = list.next_element::<Binding>()? {
            (self.0)(binding);
        }
        Ok(())
    }
}
