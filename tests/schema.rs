//! Real output against the schema that the program prints.

mod common;

use common::{documents, lexicon, project};
use recount::emit::{Encoder, Format};
use recount::extract;
use recount::record::{RecordType, schema};
use serde_json::Value;

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::validator_for(schema).expect("the schema is one")
}

#[test]
fn every_record_of_the_corpus_fits_its_schema() {
    let any = validator(&schema::schema());
    let of_type = RecordType::ALL.map(|t| (t.name(), validator(&schema::schema_of(t))));
    let encoder = Encoder {
        format: Format::Jsonl,
        types: RecordType::ALL.to_vec(),
        split: false,
    };
    let mut lines = 0;
    for document in documents(&project("corpus")) {
        let bytes = encoder.encode(&extract(&document, lexicon())).remove(0);
        for line in String::from_utf8(bytes).unwrap().lines() {
            let mut record: Value = serde_json::from_str(line).unwrap();
            let errors: Vec<String> = any.iter_errors(&record).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{}\n{line}", errors.join("\n"));
            let record_type = record.as_object_mut().unwrap().remove("type").unwrap();
            let own = &of_type.iter().find(|(name, _)| record_type == *name).unwrap().1;
            assert!(own.is_valid(&record), "not a {record_type}: {line}");
            lines += 1;
        }
    }
    assert!(lines >= 18);
}

/// The fields of DESIGN.md, each in the schema of its record.
#[test]
fn the_schema_names_the_fields_of_the_contract() {
    let fields = |t: RecordType| {
        let schema = schema::schema_of(t);
        schema["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    for (record_type, names) in [
        (RecordType::Document, "doc_id path sha256 format encoding title authors publisher url published published_evidence language text_bytes sentences diagnostics"),
        (RecordType::Sentence, "sentence_id doc_id index paragraph kind speaker start end char_start char_end text"),
        (RecordType::Mention, "mention_id doc_id sentence_id mention_type start end char_start char_end text entity_id name method stands_for"),
        (
            RecordType::Claim,
            "claim_id doc_id sentence_id start end char_start char_end figure_text kind comparator value low high implied unit scope subset_of counted_text event_type
             weapon_text weapon_id actor_text actor_id actor_name target_text target_id target_name victim_class places where_prec date_text date_start date_end date_prec
             date_edtf date_anchor attributed_to_text attributed_to_id attributed_to_name attributed_to_type modality sentence_text evidence rule",
        ),
        (
            RecordType::Incident,
            "incident_id doc_id event_type date_start date_end date_prec places where_prec actor_text target_text weapon_text killed_low killed_best killed_high
             injured_low abducted_best missing_high detained_low displaced_best claim_ids set_aside",
        ),
    ] {
        let has = fields(record_type);
        for name in names.split_whitespace() {
            assert!(has.iter().any(|f| f == name), "{} has no field {name}", record_type.name());
        }
    }
}

/// A table has a column for each field of its record.
#[test]
fn tables_hold_every_field() {
    for record_type in RecordType::ALL {
        let columns = recount::record::table::columns(record_type);
        let schema = schema::schema_of(record_type);
        for field in schema["properties"].as_object().unwrap().keys() {
            let found = columns
                .iter()
                .any(|c| c.name == *field || c.name.strip_prefix(field.as_str()).is_some_and(|rest| rest.starts_with('_')));
            assert!(found, "the table of {} has no column for {field}", record_type.name());
        }
    }
}
