//! JSON Lines for spaCy: `text`, `annotations` as `Example.from_dict` takes them, `meta`. Offsets are code points, as Python counts.
//!
//! `entities` are mentions that do not overlap (of two that do, the longer); all mentions, the figures of claims and their evidence are in `spans`.

use super::{ExportError, Format, Item, Plan, Shape, Sink, Target};
use crate::emit::Output;
use crate::record::{MentionRecord, RecordType, Records};
use serde_json::{Value, json};
use std::io;

/// JSON Lines for spaCy.
pub const FORMAT: Format = Format {
    name: "spacy",
    about: "JSON Lines with text, entities and spans for spaCy and Prodigy (offsets: code points)",
    ending: "",
    shape: Shape::File,
    types: &[RecordType::Mention, RecordType::Claim],
    needs_text: true,
    profiles: false,
    begin,
};

struct Spacy {
    types: Vec<RecordType>,
    output: Output,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let Target::File(output) = target else {
        return Err(ExportError::Unusable("JSON Lines for spaCy are one file".into()));
    };
    let types = plan.types;
    Ok(Box::new(Spacy { types, output }))
}

/// The mentions that are left when of two that overlap the shorter goes, and of two of one length the later.
fn apart(mentions: &[MentionRecord]) -> Vec<&MentionRecord> {
    let mut longest: Vec<&MentionRecord> = mentions.iter().filter(|m| m.char_start < m.char_end).collect();
    longest.sort_by_key(|m| (std::cmp::Reverse(m.char_end - m.char_start), m.char_start));
    let mut kept: std::collections::BTreeMap<u64, &MentionRecord> = std::collections::BTreeMap::new();
    for mention in longest {
        let before = kept.range(..mention.char_end).next_back();
        if before.is_none_or(|(_, b)| b.char_end <= mention.char_start) {
            kept.insert(mention.char_start, mention);
        }
    }
    kept.into_values().collect()
}

fn annotations(records: &Records<'_>, types: &[RecordType]) -> Value {
    let mut annotations = json!({"spans": {}});
    let label = |m: &MentionRecord| m.mention_type.as_str().to_uppercase();
    if types.contains(&RecordType::Mention) {
        let entity = |m: &&MentionRecord| json!([m.char_start, m.char_end, label(m)]);
        annotations["entities"] = apart(records.mentions).iter().map(entity).collect();
        // The last is the id in the knowledge base.
        let span = |m: &MentionRecord| json!([m.char_start, m.char_end, label(m), m.entity_id.as_deref().unwrap_or("")]);
        annotations["spans"]["mentions"] = records.mentions.iter().map(span).collect();
    }
    if types.contains(&RecordType::Claim) {
        let figures = records.claims.iter();
        annotations["spans"]["claims"] = figures
            .map(|c| json!([c.char_start, c.char_end, c.kind.as_str().to_uppercase(), c.claim_id]))
            .collect();
        let evidence = records.claims.iter().flat_map(|c| c.evidence.iter().map(move |e| (c, e)));
        annotations["spans"]["evidence"] = evidence
            .map(|(c, e)| json!([e.char_start, e.char_end, e.role.as_str().to_uppercase(), c.claim_id]))
            .collect();
    }
    annotations
}

impl Sink for Spacy {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        let document = item.records.document;
        let line = json!({
            "text": item.text,
            "annotations": annotations(&item.records, &self.types),
            "meta": {
                "doc_id": item.records.doc_id,
                "title": document.and_then(|d| d.title.as_ref()),
                "published": document.and_then(|d| d.published.as_ref()),
                "offset_unit": "code_point",
            },
        });
        self.output.write(format!("{line}\n").as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.output.finish()
    }
}
