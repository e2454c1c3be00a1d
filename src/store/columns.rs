//! The columns of the tables, in the order in which they are written and read: one list for both, so that they cannot drift apart.

pub const DOCUMENT: &str = "document_key, doc_id, input_hash, pipeline_key, path, sha256, format, encoding, title, authors, publisher, url, published, \
    published_evidence, language, text_bytes, sentences, diagnostics, text";

pub const SENTENCE: &str = "sentence_key, document_key, position, paragraph, kind, speaker, start, end, char_start, char_end, text";

pub const MENTION: &str = "mention_key, sentence_key, mention_type, start, end, char_start, char_end, text, entity_key, method, stands_for, timex, \
    date_value, date_start, date_end, date_prec, date_anchor, value, low, high, comparator, unit";

pub const ENTITY: &str = "entity_key, entity_id, name, lat, lon, country, admin1, feature, geonameid";

pub const CLAIM: &str = "claim_key, document_key, sentence_key, claim_id, start, end, char_start, char_end, figure_text, kind, comparator, value, low, \
    high, implied, unit, scope, subset_of, counted_text, event_type, weapon_text, weapon_id, actor_text, actor_id, actor_name, target_text, target_id, \
    target_name, victim_class, where_prec, date_text, date_start, date_end, date_prec, date_edtf, date_anchor, attributed_to_text, attributed_to_id, \
    attributed_to_name, attributed_to_type, modality, rule, evidence_list";

pub const PLACE: &str = "place_key, place_id, name, lat, lon, country, admin1";

pub const INCIDENT: &str = "incident_key, document_key, incident_id, event_type, date_start, date_end, date_prec, where_prec, actor_text, actor_id, \
    actor_name, target_text, target_id, target_name, weapon_text, weapon_id, killed_low, killed_best, killed_high, injured_low, injured_best, \
    injured_high, abducted_low, abducted_best, abducted_high, missing_low, missing_best, missing_high, detained_low, detained_best, detained_high, \
    displaced_low, displaced_best, displaced_high";

/// The statement that adds a row.
pub fn insert(table: &str, columns: &str) -> String {
    let marks = vec!["?"; columns.split(',').count()].join(", ");
    format!("INSERT INTO {table} ({columns}) VALUES ({marks})")
}
