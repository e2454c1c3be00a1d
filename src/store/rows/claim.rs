//! Rows of claims.

use super::row;
use crate::record::{ClaimRecord, Evidence, PlaceRecord};

row! {
    ClaimRecord in "claim", leading ["claim_key", "sentence_key", "place_key", "evidence_list"],
    columns {
        claim_id, start, end, char_start, char_end, figure_text, kind, comparator, value, low, high, implied, unit, scope, subset_of, counted_text,
        event_type, weapon_text, weapon_id, actor_text, actor_id, actor_name, target_text, target_id, target_name, victim_class, where_prec,
        date_text, date_start, date_end, date_prec, date_edtf, date_anchor, attributed_to_text, attributed_to_id, attributed_to_name,
        attributed_to_type, modality, rule,
    }
    given { doc_id: String, sentence_id: String, sentence_text: String, places: Vec<PlaceRecord>, evidence: Vec<Evidence> }
}
