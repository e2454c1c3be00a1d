//! The record of an incident.

use super::place::PlaceRecord;
use super::values::{EventType, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

words! {
    /// Why a claim was not counted.
    SetAsideReason {
        /// It is part of another figure.
        Subset = "subset",
        /// It tells again what another claim says.
        Repeated = "repeated",
        /// A later figure takes its place.
        Superseded = "superseded",
        /// It covers another time or more than this event.
        OtherScope = "other_scope",
        /// It is denied, hypothetical, or a statement that there were none.
        Negated = "negated",
    }
}

/// A claim that an incident does not count, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SetAside {
    /// The claim.
    pub claim_id: String,
    /// Why.
    pub reason: SetAsideReason,
}

macro_rules! incident {
    ($($low:ident $best:ident $high:ident $what:literal),+) => {
        /// What one document's claims say of one event. `best` is null where only bounds are stated.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        pub struct IncidentRecord {
            /// From the ids of its claims.
            pub incident_id: String,
            /// The document.
            pub doc_id: String,
            /// The violence.
            pub event_type: Option<EventType>,
            /// First possible day, as partial as it is known (ISO).
            pub date_start: Option<String>,
            /// Last possible day, inclusive.
            pub date_end: Option<String>,
            /// 1 to 5, as UCDP codes it.
            pub date_prec: Option<u8>,
            /// Where, the most specific place first.
            pub places: Vec<PlaceRecord>,
            /// 1 to 7, as UCDP codes it.
            pub where_prec: Option<u8>,
            /// Who did it, as it stands.
            pub actor_text: Option<String>,
            /// Its id.
            pub actor_id: Option<String>,
            /// Its name.
            pub actor_name: Option<String>,
            /// To whom, as it stands.
            pub target_text: Option<String>,
            /// Its id.
            pub target_id: Option<String>,
            /// Its name.
            pub target_name: Option<String>,
            /// The weapon, as it stands.
            pub weapon_text: Option<String>,
            /// Its id.
            pub weapon_id: Option<String>,
            $(
                #[doc = concat!("Lowest number ", $what, ".")] pub $low: Option<u64>,
                #[doc = concat!("Number ", $what, ", where one is stated.")] pub $best: Option<u64>,
                #[doc = concat!("Highest number ", $what, ".")] pub $high: Option<u64>,
            )+
            /// The claims used.
            pub claim_ids: Vec<String>,
            /// The claims of the same event that were not counted.
            pub set_aside: Vec<SetAside>,
        }
    };
}

incident! {
    killed_low killed_best killed_high "killed",
    injured_low injured_best injured_high "injured",
    abducted_low abducted_best abducted_high "abducted",
    missing_low missing_best missing_high "missing",
    detained_low detained_best detained_high "detained",
    displaced_low displaced_best displaced_high "displaced"
}
