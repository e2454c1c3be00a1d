//! Rows of mentions. A record of a mention has fields that only its type has; a row has a column for each, and points at the entity that it names.

use super::cell::Degrees;
use super::entity::Entity;
use super::row;
use crate::record::{Comparator, DateAnchor, MentionDetail, MentionRecord, MentionType, Method, TimexType};

/// The columns of a mention.
#[derive(Clone, Debug)]
pub struct Mention {
    mention_type: MentionType,
    start: u64,
    end: u64,
    char_start: u64,
    char_end: u64,
    text: String,
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
}

row! {
    Mention in "mention", keys ["mention_key", "sentence_key", "entity_key"],
    columns {
        mention_type, start, end, char_start, char_end, text, method, stands_for, timex, date_value, date_start, date_end, date_prec, date_anchor,
        value, low, high, comparator, unit,
    }
    given {}
}

impl Mention {
    /// The row of a record, and the entity that it names, where it names one.
    #[must_use]
    pub fn of(record: &MentionRecord) -> (Self, Option<Entity>) {
        let mut entity = Entity {
            entity_id: record.entity_id.clone(),
            name: record.name.clone(),
            ..Entity::default()
        };
        let mut row = Self {
            mention_type: record.mention_type,
            start: record.start,
            end: record.end,
            char_start: record.char_start,
            char_end: record.char_end,
            text: record.text.clone(),
            method: record.method,
            stands_for: record.stands_for.clone(),
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
        };
        match record.detail.clone() {
            MentionDetail::Date {
                timex,
                value,
                date_start,
                date_end,
                date_prec,
                date_anchor,
            } => {
                (row.timex, row.date_value, row.date_anchor) = (Some(timex), value, Some(date_anchor));
                (row.date_start, row.date_end, row.date_prec) = (date_start, date_end, date_prec);
            }
            MentionDetail::Quantity {
                value,
                low,
                high,
                comparator,
                unit,
            } => {
                (row.value, row.low, row.high) = (value, low, high);
                (row.comparator, row.unit) = (Some(comparator), unit);
            }
            MentionDetail::Place {
                lat,
                lon,
                country,
                admin1,
                feature,
                geonameid,
            } => {
                (entity.lat, entity.lon) = (Degrees::of(lat), Degrees::of(lon));
                (entity.country, entity.admin1) = (country, admin1);
                (entity.feature, entity.geonameid) = (feature, geonameid);
            }
            MentionDetail::Plain {} => {}
        }
        (row, Some(entity).filter(|e| *e != Entity::default()))
    }

    /// The record of a row. None where a mention of its type lacks what it must have.
    #[must_use]
    pub fn record(self, entity: Entity, [mention_id, doc_id, sentence_id]: [String; 3]) -> Option<MentionRecord> {
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
                lat: entity.lat.map(Degrees::number),
                lon: entity.lon.map(Degrees::number),
                country: entity.country,
                admin1: entity.admin1,
                feature: entity.feature,
                geonameid: entity.geonameid,
            },
            _ => MentionDetail::Plain {},
        };
        Some(MentionRecord {
            mention_id,
            doc_id,
            sentence_id,
            mention_type: self.mention_type,
            start: self.start,
            end: self.end,
            char_start: self.char_start,
            char_end: self.char_end,
            text: self.text,
            entity_id: entity.entity_id,
            name: entity.name,
            method: self.method,
            stands_for: self.stands_for,
            detail,
        })
    }
}
