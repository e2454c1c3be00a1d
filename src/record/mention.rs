//! The record of a mention.

use super::place::Feature;
use super::values::{Comparator, DateAnchor, MentionType, Method, TimexType, number};
use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

/// A span that names an actor, person, place, date, weapon or quantity.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "MentionRecord")]
pub struct MentionRecord<S = String> {
    /// `doc_id`, `#m`, its index.
    pub mention_id: S,
    /// The document.
    pub doc_id: S,
    /// The sentence.
    pub sentence_id: S,
    /// What it names.
    pub mention_type: MentionType,
    /// First byte (UTF-8).
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// First code point.
    pub char_start: u64,
    /// One past the last code point.
    pub char_end: u64,
    /// The text.
    pub text: S,
    /// The entity in the gazetteer, where it is resolved.
    pub entity_id: Option<S>,
    /// The entity's name.
    pub name: Option<S>,
    /// How it was found.
    pub method: Method,
    /// Id of the government that a capital or country stands for here.
    pub stands_for: Option<S>,
    /// What mentions of this type have beside.
    #[serde(flatten)]
    pub detail: MentionDetail<S>,
}

/// Written by hand: a flattened field would be buffered, and mentions are most of a dataset's lines.
impl<S: Serialize> Serialize for MentionRecord<S> {
    fn serialize<W: Serializer>(&self, serializer: W) -> Result<W::Ok, W::Error> {
        let mut out = serializer.serialize_struct("MentionRecord", 20)?;
        out.serialize_field("mention_id", &self.mention_id)?;
        out.serialize_field("doc_id", &self.doc_id)?;
        out.serialize_field("sentence_id", &self.sentence_id)?;
        out.serialize_field("mention_type", &self.mention_type)?;
        out.serialize_field("start", &self.start)?;
        out.serialize_field("end", &self.end)?;
        out.serialize_field("char_start", &self.char_start)?;
        out.serialize_field("char_end", &self.char_end)?;
        out.serialize_field("text", &self.text)?;
        out.serialize_field("entity_id", &self.entity_id)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("method", &self.method)?;
        out.serialize_field("stands_for", &self.stands_for)?;
        match &self.detail {
            MentionDetail::Date {
                timex,
                value,
                date_start,
                date_end,
                date_prec,
                date_anchor,
            } => {
                out.serialize_field("timex", timex)?;
                out.serialize_field("value", value)?;
                out.serialize_field("date_start", date_start)?;
                out.serialize_field("date_end", date_end)?;
                out.serialize_field("date_prec", date_prec)?;
                out.serialize_field("date_anchor", date_anchor)?;
            }
            MentionDetail::Quantity {
                value,
                low,
                high,
                comparator,
                unit,
            } => {
                out.serialize_field("value", &Number(value))?;
                out.serialize_field("low", &Number(low))?;
                out.serialize_field("high", &Number(high))?;
                out.serialize_field("comparator", comparator)?;
                out.serialize_field("unit", unit)?;
            }
            MentionDetail::Place {
                lat,
                lon,
                country,
                admin1,
                feature,
                geonameid,
            } => {
                out.serialize_field("lat", lat)?;
                out.serialize_field("lon", lon)?;
                out.serialize_field("country", country)?;
                out.serialize_field("admin1", admin1)?;
                out.serialize_field("feature", feature)?;
                out.serialize_field("geonameid", geonameid)?;
            }
            MentionDetail::Plain {} => {}
        }
        out.end()
    }
}

struct Number<'a>(&'a Option<f64>);

impl Serialize for Number<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number::serialize(self.0, serializer)
    }
}

/// The fields that only some types of mention have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "MentionDetail")]
pub enum MentionDetail<S = String> {
    /// Of a date.
    Date {
        /// TIMEX3 type.
        timex: TimexType,
        /// TIMEX3 value.
        value: Option<S>,
        /// First day, ISO.
        date_start: Option<S>,
        /// Last day, inclusive, ISO.
        date_end: Option<S>,
        /// 1 (day) to 5 (more than a month), as UCDP codes it.
        date_prec: Option<u8>,
        /// From what it was resolved.
        date_anchor: DateAnchor,
    },
    /// Of a quantity.
    Quantity {
        /// The number stated.
        #[serde(with = "number")]
        #[schemars(with = "Option<f64>")]
        value: Option<f64>,
        /// Lowest number that the wording allows.
        #[serde(with = "number")]
        #[schemars(with = "Option<f64>")]
        low: Option<f64>,
        /// Highest number that the wording allows.
        #[serde(with = "number")]
        #[schemars(with = "Option<f64>")]
        high: Option<f64>,
        /// How the words bound it.
        comparator: Comparator,
        /// `percent`, an ISO 4217 code, a unit of measure; none for bare counts.
        unit: Option<S>,
    },
    /// Of a place.
    Place {
        /// Latitude, WGS 84; of a place that no gazetteer has, this and what follows are those of the place in which the text puts it. Its key tells a place when records are read: it is there, though its value may be null.
        #[serde(deserialize_with = "Option::deserialize")]
        lat: Option<f64>,
        /// Longitude, WGS 84.
        lon: Option<f64>,
        /// ISO 3166-1 alpha-2.
        country: Option<S>,
        /// First-level division.
        admin1: Option<S>,
        /// What kind of place.
        feature: Option<Feature>,
        /// GeoNames id.
        geonameid: Option<u64>,
    },
    /// Of anything else.
    Plain {},
}
