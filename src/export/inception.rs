//! UIMA CAS JSON (0.4), which INCEpTION imports and dkpro-cassis reads: a file for each document. Offsets are UTF-16 units.
//!
//! Mentions are of DKPro's NamedEntity, sentences of its Sentence; claims and evidence are of layers of their own, which the type system in each file declares.

use super::names::FileNames;
use super::{ExportError, Format, Item, Plan, Sink, Target};
use crate::emit::Folder;
use crate::record::RecordType;
use serde_json::{Value, json};
use std::io;

/// UIMA CAS JSON.
pub const FORMAT: Format = Format {
    name: "inception",
    about: "UIMA CAS JSON for INCEpTION and dkpro-cassis: a folder with a file for each document (offsets: UTF-16)",
    ending: "",
    is_folder: true,
    types: &[RecordType::Sentence, RecordType::Mention, RecordType::Claim],
    needs_text: true,
    takes_profiles: false,
    begin,
};

const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
const CLAIM: &str = "webanno.custom.Claim";
const EVIDENCE: &str = "webanno.custom.Evidence";

struct Inception {
    types: Vec<RecordType>,
    folder: Folder,
    names: FileNames,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    Ok(Box::new(Inception {
        types: plan.types,
        folder: target.folder()?,
        names: FileNames::default(),
    }))
}

/// From code points to UTF-16 units: where the characters stand that take two.
struct Utf16(Vec<u64>);

impl Utf16 {
    fn new(text: &str) -> Self {
        let wide = text.chars().enumerate().filter(|(_, c)| c.len_utf16() == 2);
        Self(wide.map(|(n, _)| n as u64).collect())
    }

    fn units(&self, code_point: u64) -> u64 {
        code_point + self.0.partition_point(|at| *at < code_point) as u64
    }
}

fn type_system() -> Value {
    let layer = |name: &str, features: &[&str]| {
        let mut layer = json!({"%NAME": name, "%SUPER_TYPE": "uima.tcas.Annotation"});
        for feature in features {
            layer[*feature] = json!({"%NAME": feature, "%RANGE": "uima.cas.String"});
        }
        layer
    };
    json!({
        SENTENCE: layer(SENTENCE, &["id"]),
        ENTITY: layer(ENTITY, &["value", "identifier"]),
        CLAIM: layer(CLAIM, &["kind", "comparator", "value", "low", "high", "modality", "scope", "claim_id"]),
        EVIDENCE: layer(EVIDENCE, &["role", "claim_id"]),
    })
}

/// The analysis of one document.
struct Cas {
    structures: Vec<Value>,
    utf16: Utf16,
}

impl Cas {
    const SOFA: u64 = 1;

    fn add(&mut self, type_name: &str, (start, end): (u64, u64), features: Value) {
        let mut structure = json!({
            "%ID": self.structures.len() + 1,
            "%TYPE": type_name,
            "@sofa": Self::SOFA,
            "begin": self.utf16.units(start),
            "end": self.utf16.units(end),
        });
        for (name, value) in features.as_object().into_iter().flatten().filter(|(_, v)| !v.is_null()) {
            structure[name] = value.clone();
        }
        self.structures.push(structure);
    }
}

fn cas(item: &Item<'_>, types: &[RecordType]) -> Value {
    let utf16 = Utf16::new(item.text);
    let sofa = json!({
        "%ID": Cas::SOFA, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain", "sofaString": item.text,
    });
    let structures = vec![sofa];
    let mut cas = Cas { structures, utf16 };
    let whole = (0, item.text.chars().count() as u64);
    cas.add("uima.tcas.DocumentAnnotation", whole, json!({"language": "en"}));
    let records = item.records;
    if types.contains(&RecordType::Sentence) {
        for s in records.sentences {
            cas.add(SENTENCE, (s.char_start, s.char_end), json!({"id": s.sentence_id}));
        }
    }
    if types.contains(&RecordType::Mention) {
        for m in records.mentions {
            let features = json!({"value": m.mention_type.as_str().to_uppercase(), "identifier": m.entity_id});
            cas.add(ENTITY, (m.char_start, m.char_end), features);
        }
    }
    let number = |n: Option<f64>| n.map(|n| n.to_string());
    for c in records.claims.iter().filter(|_| types.contains(&RecordType::Claim)) {
        let features = json!({
            "kind": c.kind, "comparator": c.comparator, "value": number(c.value), "low": number(c.low), "high": number(c.high),
            "modality": c.modality, "scope": c.scope, "claim_id": c.claim_id,
        });
        cas.add(CLAIM, (c.char_start, c.char_end), features);
        for e in &c.evidence {
            cas.add(
                EVIDENCE,
                (e.char_start, e.char_end),
                json!({"role": e.role, "claim_id": c.claim_id}),
            );
        }
    }
    let members: Value = (2..=cas.structures.len()).collect();
    json!({
        "%TYPES": type_system(),
        "%FEATURE_STRUCTURES": cas.structures,
        "%VIEWS": {"_InitialView": {"%SOFA": Cas::SOFA, "%MEMBERS": members}},
    })
}

impl Sink for Inception {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        let name = self.names.name(item.records.doc_id);
        let mut output = self.folder.file(&format!("{name}.json"))?;
        output.write(format!("{}\n", cas(&item, &self.types)).as_bytes())?;
        output.finish()
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.folder.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_those_of_utf16() {
        let text = "a🙂é🙂b";
        let utf16 = Utf16::new(text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(utf16.units(n as u64), text[..at].encode_utf16().count() as u64);
        }
    }
}
