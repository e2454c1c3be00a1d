//! Rows of incidents.

use super::row;
use crate::record::{IncidentRecord, PlaceRecord, SetAside};

row! {
    IncidentRecord in "incident", leading ["incident_key", "place_key"],
    columns {
        incident_id, event_type, date_start, date_end, date_prec, where_prec, actor_text, actor_id, actor_name, target_text, target_id, target_name,
        weapon_text, weapon_id, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, abducted_low, abducted_best,
        abducted_high, missing_low, missing_best, missing_high, detained_low, detained_best, detained_high, displaced_low, displaced_best,
        displaced_high,
    }
    given { doc_id: String, places: Vec<PlaceRecord>, claim_ids: Vec<String>, set_aside: Vec<SetAside> }
}
