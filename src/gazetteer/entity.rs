//! What the gazetteers know of named entities.

use crate::record::values_macro as words;
use crate::record::{Feature, MentionType};
use serde::{Deserialize, Serialize};

words! {
    /// What kind of actor it is.
    ActorType {
        /// A country as an actor.
        State = "state",
        /// A government, a parliament.
        Government = "government",
        /// A ministry.
        Ministry = "ministry",
        /// Armed forces of a state.
        Military = "military",
        /// Armed and official, but not of the army.
        Paramilitary = "paramilitary",
        /// Police.
        Police = "police",
        /// An intelligence service.
        Intelligence = "intelligence",
        /// A non-state armed group.
        ArmedGroup = "armed_group",
        /// An alliance at war.
        Coalition = "coalition",
        /// A political party or movement.
        Party = "party",
        /// A court.
        Court = "court",
        /// The United Nations and its bodies.
        Un = "un",
        /// Another body between states.
        International = "international",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A hospital, a health authority.
        Medical = "medical",
        /// Press, broadcasters, agencies.
        Media = "media",
        /// A research institute.
        ThinkTank = "think_tank",
        /// An ethnic, religious or national community.
        People = "people",
        /// A company.
        Company = "company",
        /// None of these.
        Other = "other",
    }
}

/// Ambiguity marks of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Marks {
    /// Match the case of every letter.
    pub case: bool,
    /// Also a common word: take it only with evidence.
    pub context: bool,
    /// The surname alone needs the full name first.
    pub full: bool,
}

/// An office and when it was held; dates as partial as they are known, empty where open.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Office {
    /// “Prime Minister of Iraq”.
    pub title: String,
    /// First day, month or year.
    pub from: String,
    /// Last day, month or year.
    pub to: String,
}

/// A named entity.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Entity {
    /// Stable id (`IQ.mosul`, `actor.hamas`).
    pub id: String,
    /// Name as news writes it.
    pub name: String,
    /// ISO 3166-1 alpha-2; empty where none.
    pub country: String,
    /// Ambiguity marks.
    pub marks: Marks,
    /// What its kind has beside.
    pub detail: EntityDetail,
}

/// What only some kinds of entities have.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub enum EntityDetail {
    /// A place.
    Place {
        /// What kind of place.
        feature: Feature,
        /// Its first-level division's name; empty where none.
        admin1: String,
        /// Latitude and longitude, WGS 84.
        point: Option<(f64, f64)>,
        /// GeoNames id.
        geonameid: Option<u64>,
        /// Inhabitants; 0 where not known.
        population: u64,
        /// Of a country: its capital's id; empty else.
        capital: String,
    },
    /// An actor.
    Actor {
        /// What kind.
        actor_type: ActorType,
        /// Id of the actor that it is part of; empty where none.
        parent: String,
    },
    /// A person.
    Person {
        /// Id of the actor that the person belongs to; empty where none.
        affiliation: String,
        /// Offices held.
        offices: Vec<Office>,
    },
    /// A weapon.
    Weapon {
        /// `drone`, `missile`, `small_arms` …
        class: String,
        /// Whether it is launched, fired, thrown; else a platform.
        munition: bool,
    },
}

impl Entity {
    /// The type of a mention of it.
    #[must_use]
    pub const fn mention_type(&self) -> MentionType {
        match self.detail {
            EntityDetail::Place { .. } => MentionType::Place,
            EntityDetail::Actor { .. } => MentionType::Actor,
            EntityDetail::Person { .. } => MentionType::Person,
            EntityDetail::Weapon { .. } => MentionType::Weapon,
        }
    }

    /// What kind of place it is, where it is one.
    #[must_use]
    pub const fn feature(&self) -> Option<Feature> {
        if let EntityDetail::Place { feature, .. } = &self.detail {
            Some(*feature)
        } else {
            None
        }
    }

    /// The name of the first-level division in which a place lies, where that is known.
    #[must_use]
    pub fn admin1(&self) -> Option<&str> {
        match &self.detail {
            EntityDetail::Place { admin1, .. } if !admin1.is_empty() => Some(admin1),
            _ => None,
        }
    }

    /// What kind of actor it is, where it is one.
    #[must_use]
    pub const fn actor_type(&self) -> Option<ActorType> {
        if let EntityDetail::Actor { actor_type, .. } = &self.detail {
            Some(*actor_type)
        } else {
            None
        }
    }
}

/// The distance between two points (latitude and longitude in degrees), in kilometres.
pub(crate) fn kilometres(one: (f64, f64), two: (f64, f64)) -> f64 {
    let (dlat, dlon) = ((two.0 - one.0).to_radians(), (two.1 - one.1).to_radians());
    let half = (dlat / 2.0).sin().powi(2) + one.0.to_radians().cos() * two.0.to_radians().cos() * (dlon / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}
