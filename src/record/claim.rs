//! The record of a claim.

use super::place::PlaceRecord;
use super::values::{Comparator, DateAnchor, EventType, Kind, Modality, Scope, SourceType, VictimClass, number, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

words! {
    /// What a span of evidence is evidence for.
    EvidenceRole {
        /// The figure.
        Figure = "figure",
        /// The word that makes it a claim of its kind.
        Trigger = "trigger",
        /// What is counted.
        Counted = "counted",
        /// Who did it.
        Actor = "actor",
        /// To whom.
        Target = "target",
        /// Where.
        Place = "place",
        /// When.
        Date = "date",
        /// With what.
        Weapon = "weapon",
        /// According to whom.
        Source = "source",
        /// A word that makes it less than asserted.
        Hedge = "hedge",
    }
}

/// A span on which a field rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Evidence")]
pub struct Evidence<S = String> {
    /// Which field.
    pub role: EvidenceRole,
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
}

/// One figure, stated or implied, in one sentence, with its roles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ClaimRecord")]
pub struct ClaimRecord<S = String> {
    /// Stable: from the document's id, the sentence's normalised text, the kind and the figure's rank among that kind in the sentence.
    pub claim_id: S,
    /// The document.
    pub doc_id: S,
    /// The sentence.
    pub sentence_id: S,
    /// First byte of the figure (UTF-8).
    pub start: u64,
    /// One past the figure's last byte.
    pub end: u64,
    /// First code point.
    pub char_start: u64,
    /// One past the last code point.
    pub char_end: u64,
    /// The number expression with its hedge; where no number is stated, the noun phrase that implies it.
    pub figure_text: S,
    /// What it counts.
    pub kind: Kind,
    /// How the words bound it.
    pub comparator: Comparator,
    /// The number stated.
    #[serde(with = "number")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<f64>,
    /// Lowest number that the wording allows.
    #[serde(with = "number")]
    #[schemars(with = "Option<f64>")]
    pub low: Option<f64>,
    /// Highest number that the wording allows.
    #[serde(with = "number")]
    #[schemars(with = "Option<f64>")]
    pub high: Option<f64>,
    /// No number word states it.
    pub implied: bool,
    /// `person`, `event`, `item`, `percent`, or an ISO 4217 code.
    pub unit: S,
    /// How the figure relates to time.
    pub scope: Scope,
    /// The claim that is the total of which this is a part.
    pub subset_of: Option<S>,
    /// What is counted, as it stands.
    pub counted_text: Option<S>,
    /// The violence behind it.
    pub event_type: Option<EventType>,
    /// The weapon, as it stands.
    pub weapon_text: Option<S>,
    /// Its id.
    pub weapon_id: Option<S>,
    /// Who did it, or whose it is, as it stands.
    pub actor_text: Option<S>,
    /// Its id.
    pub actor_id: Option<S>,
    /// Its name.
    pub actor_name: Option<S>,
    /// To whom, as it stands.
    pub target_text: Option<S>,
    /// Its id.
    pub target_id: Option<S>,
    /// Its name.
    pub target_name: Option<S>,
    /// Who the victims are.
    pub victim_class: Option<VictimClass>,
    /// Where, the most specific place first.
    pub places: Vec<PlaceRecord<S>>,
    /// 1 (exact) to 7, as UCDP codes it; 2 to 6 where only the place around is known.
    pub where_prec: Option<u8>,
    /// When, as it stands.
    pub date_text: Option<S>,
    /// First day, or month or year where no more is known (ISO).
    pub date_start: Option<S>,
    /// Last day, inclusive, as partial as it is known.
    pub date_end: Option<S>,
    /// 1 (day) to 5 (more than a month), as UCDP codes it.
    pub date_prec: Option<u8>,
    /// The date in the Extended Date/Time Format.
    pub date_edtf: Option<S>,
    /// From what the date was resolved.
    pub date_anchor: DateAnchor,
    /// To whom the text attributes it, as it stands.
    pub attributed_to_text: Option<S>,
    /// The source's id.
    pub attributed_to_id: Option<S>,
    /// The source's name.
    pub attributed_to_name: Option<S>,
    /// What kind of source.
    pub attributed_to_type: Option<SourceType>,
    /// How the text stands to it.
    pub modality: Modality,
    /// The whole sentence.
    pub sentence_text: S,
    /// The spans on which the fields rest.
    pub evidence: Vec<Evidence<S>>,
    /// Id of the rule that made it.
    pub rule: S,
}
