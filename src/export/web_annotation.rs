//! W3C Web Annotation: a collection of annotations in JSON-LD. A mention is tagged and identified; a claim is described, and each span of its evidence is tagged with its role
//! and linked to it. Positions are code points of the document's text, as the standard wants them; a quote brings what stands before and after it.

use super::{ExportError, Format, Item, Plan, Sink, Target};
use crate::emit::Output;
use crate::record::{ClaimRecord, MentionRecord, RecordType};
use serde_json::{Value, json};
use std::fmt::Write;
use std::io;
use std::ops::Range;

/// W3C Web Annotation.
pub const FORMAT: Format = Format {
    name: "web-annotation",
    about: "mentions and claims as W3C Web Annotations (JSON-LD), for Recogito, Annotorious",
    ending: ".jsonld",
    is_folder: false,
    types: &[RecordType::Mention, RecordType::Claim],
    needs_text: true,
    takes_profiles: false,
    begin,
};

/// Code points of the text before and after a quote.
const AROUND: usize = 32;

struct WebAnnotation {
    types: Vec<RecordType>,
    output: Output,
    total: u64,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let mut output = target.file()?;
    output.write(
        b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:recount:collection\",\"type\":\"AnnotationCollection\",\
          \"label\":\"Claims from reports of violence\",\"first\":{\"id\":\"urn:recount:page:0\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
    )?;
    let types = plan.types;
    let total = 0;
    Ok(Box::new(WebAnnotation { types, output, total }))
}

/// The name of a record on the web. What a URN does not allow is written as `%` and its bytes.
fn urn(what: &str, id: &str) -> String {
    let mut urn = format!("urn:recount:{what}:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            urn.push(char::from(byte));
        } else {
            let _ = write!(urn, "%{byte:02X}");
        }
    }
    urn
}

/// A span of a document, in bytes and in code points, as the target of an annotation.
fn target(item: &Item<'_>, bytes: Range<u64>, chars: Range<u64>) -> Value {
    let text = item.text;
    let (start, end) = (bytes.start as usize, bytes.end as usize);
    let before = text[..start].char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
    let after = text[end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| end + at);
    let mut source = json!({"id": urn("document", item.records.doc_id), "type": "Text", "format": "text/plain"});
    if let Some(url) = item.records.document.and_then(|d| d.url.as_ref()) {
        source["via"] = json!(url);
    }
    json!({
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": chars.start, "end": chars.end},
            {"type": "TextQuoteSelector", "exact": &text[start..end], "prefix": &text[before..start], "suffix": &text[end..after]},
        ],
    })
}

fn tag(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "tagging", "value": value})
}

fn mention(item: &Item<'_>, mention: &MentionRecord) -> Value {
    let mut body = vec![tag(mention.mention_type.as_str())];
    if let Some(id) = &mention.entity_id {
        body.push(
            json!({"type": "SpecificResource", "purpose": "identifying", "source": {"id": urn("entity", id), "label": mention.name}}),
        );
    }
    json!({
        "id": urn("mention", &mention.mention_id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": target(item, mention.start..mention.end, mention.char_start..mention.char_end),
    })
}

fn claim(item: &Item<'_>, claim: &ClaimRecord) -> io::Result<Vec<Value>> {
    let mut record = serde_json::to_value(claim)?;
    // Its spans are annotations of their own.
    record.as_object_mut().and_then(|r| r.remove("evidence"));
    let id = urn("claim", &claim.claim_id);
    let mut annotations = vec![json!({
        "id": id,
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            tag(claim.kind.as_str()),
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": record.to_string()},
        ],
        "target": target(item, claim.start..claim.end, claim.char_start..claim.char_end),
    })];
    for (n, evidence) in claim.evidence.iter().enumerate() {
        annotations.push(json!({
            "id": format!("{id}:evidence:{n}"),
            "type": "Annotation",
            "motivation": "linking",
            "body": [tag(evidence.role.as_str()), {"type": "SpecificResource", "purpose": "linking", "source": id}],
            "target": target(item, evidence.start..evidence.end, evidence.char_start..evidence.char_end),
        }));
    }
    Ok(annotations)
}

impl Sink for WebAnnotation {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        let mut annotations = Vec::new();
        if self.types.contains(&RecordType::Mention) {
            annotations.extend(item.records.mentions.iter().map(|m| mention(&item, m)));
        }
        if self.types.contains(&RecordType::Claim) {
            for record in item.records.claims {
                annotations.extend(claim(&item, record)?);
            }
        }
        for annotation in annotations {
            self.output.write(if self.total > 0 { b",\n" } else { b"\n" })?;
            self.output.write(annotation.to_string().as_bytes())?;
            self.total += 1;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.output.write(format!("\n]}},\"total\":{}}}\n", self.total).as_bytes())?;
        self.output.finish()
    }
}
