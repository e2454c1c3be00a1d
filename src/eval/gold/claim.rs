//! A claim as a person codes it: one line of a gold file, as `corpus/gold/RULES.md` describes it.

use crate::record::values::number;
use crate::record::{Comparator, Kind, Modality, Scope};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a line says of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Coded<T> {
    /// Nothing: the key is not there, and the field is not scored.
    #[default]
    Silent,
    /// The text gives none: a program that fills it invents.
    Empty,
    /// This.
    As(T),
}

impl<T> Coded<T> {
    /// What is coded.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::As(value) => Some(value),
            Self::Silent | Self::Empty => None,
        }
    }

    /// Whether nothing is said.
    pub const fn is_silent(&self) -> bool {
        matches!(self, Self::Silent)
    }
}

impl<T> From<Option<T>> for Coded<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::As)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Coded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Into::into)
    }
}

impl<T: Serialize> Serialize for Coded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// A claim as a person coded it. The order of the fields is that of the files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoldClaim {
    /// File name; of a row of a feed file name, `#`, the row's id.
    pub doc: String,
    /// First code point of the figure.
    pub start: u64,
    /// One past its last code point.
    pub end: u64,
    /// The figure's text.
    pub figure: String,
    /// What it counts.
    pub kind: Kind,
    /// The number stated.
    #[serde(default, with = "number")]
    pub value: Option<f64>,
    /// Lowest number that the wording allows.
    #[serde(default, with = "number")]
    pub low: Option<f64>,
    /// Highest number that the wording allows.
    #[serde(default, with = "number")]
    pub high: Option<f64>,
    /// How the words bound it.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub comparator: Coded<Comparator>,
    /// No number word states it.
    #[serde(default)]
    pub implied: bool,
    /// What is counted.
    #[serde(default)]
    pub counted: Option<String>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub actor: Coded<String>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub target: Coded<String>,
    /// Where; an empty list where the text says nowhere.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub places: Coded<Vec<String>>,
    /// First day, as partial as the text leaves it.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub date_start: Coded<String>,
    /// Last day, inclusive.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub date_end: Coded<String>,
    /// According to whom.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub source: Coded<String>,
    /// How the text stands to it.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub modality: Coded<Modality>,
    /// How it relates to time.
    #[serde(default, skip_serializing_if = "Coded::is_silent")]
    pub scope: Coded<Scope>,
    /// The figure of the total of which it is a part.
    #[serde(default)]
    pub subset_of: Option<String>,
    /// The beginning of the sentence.
    #[serde(default)]
    pub sentence: String,
    /// Why it may be read otherwise.
    #[serde(default)]
    pub doubt: Option<String>,
    /// Which fields may be; none: the claim as a whole.
    #[serde(default)]
    pub doubt_fields: Option<Vec<String>>,
    /// Other readings that are right too.
    #[serde(default)]
    pub actor_alt: Option<Vec<String>>,
    /// The same for the target.
    #[serde(default)]
    pub target_alt: Option<Vec<String>>,
    /// The same for the places.
    #[serde(default)]
    pub places_alt: Option<Vec<String>>,
    /// The same for the source.
    #[serde(default)]
    pub source_alt: Option<Vec<String>>,
    /// The same for the kind.
    #[serde(default)]
    pub kind_alt: Option<Vec<Kind>>,
}

impl GoldClaim {
    /// Whether the claim as a whole is in doubt: neither required nor punished.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.doubt.as_ref().is_some_and(|d| !d.is_empty()) && self.doubt_fields.as_ref().is_none_or(Vec::is_empty)
    }

    /// Whether a field is in doubt.
    #[must_use]
    pub fn doubts(&self, field: &str) -> bool {
        self.doubt_fields.as_ref().is_some_and(|f| f.iter().any(|f| f == field))
    }
}
