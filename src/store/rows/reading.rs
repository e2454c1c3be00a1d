//! Rows of readings: what the words of mentions were read as. Each stands once, however many mentions share it. A record of a mention has fields that only its type has; a row has a
//! column for each.

use super::{ends, row};
use crate::record::{Comparator, DateAnchor, Feature, MentionDetail, MentionRecord, MentionType, Method, TimexType};

/// What words were read as: a mention without where it stands.
#[derive(Clone, Debug)]
pub struct Reading {
    mention_type: MentionType,
    text: String,
    entity_id: Option<String>,
    name: Option<String>,
    method: Method,
    stands_for: Option<String>,
    timex: Option<TimexType>,
    date_value: Option<String>,
    date_start: Option<String>,
    date_end: Option<String>,
    date_prec: Option<u8>,
    date_anchor: Option<DateAnchor>,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    comparator: Option<Comparator>,
    unit: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<String>,
    admin1: Option<String>,
    feature: Option<Feature>,
    geonameid: Option<u64>,
}

row! {
    Reading in "reading", leading ["reading_key"],
    columns {
        mention_type, text, entity_id, name, method, stands_for, timex, date_value, date_start, date_end, date_prec, date_anchor,
        value, low, high, comparator, unit, lat, lon, country, admin1, feature, geonameid,
    }
    given {}
}

/// Where a mention stands.
#[derive(Clone, Debug)]
pub struct Position {
    /// `doc_id`, `#m`, its index.
    pub mention_id: String,
    /// The document.
    pub doc_id: String,
    /// The sentence.
    pub sentence_id: String,
    /// Its first byte.
    pub start: u64,
    /// And its first code point.
    pub char_start: u64,
}

impl Reading {
    /// Of a record.
    #[must_use]
    pub fn of(record: MentionRecord) -> Self {
        let mut reading = Self {
            mention_type: record.mention_type,
            text: record.text,
            entity_id: record.entity_id,
            name: record.name,
            method: record.method,
            stands_for: record.stands_for,
            timex: None,
            date_value: None,
            date_start: None,
            date_end: None,
            date_prec: None,
            date_anchor: None,
            value: None,
            low: None,
            high: None,
            comparator: None,
            unit: None,
            lat: None,
            lon: None,
            country: None,
            admin1: None,
            feature: None,
            geonameid: None,
        };
        match record.detail {
            MentionDetail::Date {
                timex,
                value,
                date_start,
                date_end,
                date_prec,
                date_anchor,
            } => {
                (reading.timex, reading.date_value, reading.date_anchor) = (Some(timex), value, Some(date_anchor));
                (reading.date_start, reading.date_end, reading.date_prec) = (date_start, date_end, date_prec);
            }
            MentionDetail::Quantity {
                value,
                low,
                high,
                comparator,
                unit,
            } => {
                (reading.value, reading.low, reading.high) = (value, low, high);
                (reading.comparator, reading.unit) = (Some(comparator), unit);
            }
            MentionDetail::Place {
                lat,
                lon,
                country,
                admin1,
                feature,
                geonameid,
            } => {
                (reading.lat, reading.lon) = (lat, lon);
                (reading.country, reading.admin1) = (country, admin1);
                (reading.feature, reading.geonameid) = (feature, geonameid);
            }
            MentionDetail::Plain {} => {}
        }
        reading
    }

    /// The record of a mention that stands there. None where a mention of its type lacks what it must have.
    #[must_use]
    pub fn record(self, position: Position) -> Option<MentionRecord> {
        let detail = match self.mention_type {
            MentionType::Date => MentionDetail::Date {
                timex: self.timex?,
                value: self.date_value,
                date_start: self.date_start,
                date_end: self.date_end,
                date_prec: self.date_prec,
                date_anchor: self.date_anchor?,
            },
            MentionType::Quantity => MentionDetail::Quantity {
                value: self.value,
                low: self.low,
                high: self.high,
                comparator: self.comparator?,
                unit: self.unit,
            },
            MentionType::Place => MentionDetail::Place {
                lat: self.lat,
                lon: self.lon,
                country: self.country,
                admin1: self.admin1,
                feature: self.feature,
                geonameid: self.geonameid,
            },
            _ => MentionDetail::Plain {},
        };
        let Position { start, char_start, .. } = position;
        let (end, char_end) = ends(start, char_start, &self.text);
        Some(MentionRecord {
            mention_id: position.mention_id,
            doc_id: position.doc_id,
            sentence_id: position.sentence_id,
            mention_type: self.mention_type,
            start,
            end,
            char_start,
            char_end,
            text: self.text,
            entity_id: self.entity_id,
            name: self.name,
            method: self.method,
            stands_for: self.stands_for,
            detail,
        })
    }
}
