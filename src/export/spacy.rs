//! JSON Lines for spaCy: `text`, `annotations` as `Example.from_dict` takes them, `meta`. Offsets are code points, as Python counts.
//!
//! `entities` are mentions that do not overlap (of two that do, the longer); all mentions, the figures of claims and their evidence are in `spans`. spaCy takes no span that ends
//! inside a token, and its own tokens are larger than some spans (“30” of “30-year-old”): so `words` and `spaces` bring tokens at whose ends every span begins and ends.

use super::{ExportError, Format, Item, Plan, Sink, Target};
use crate::emit::Output;
use crate::record::{MentionRecord, RecordType, Records};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use unicode_segmentation::UnicodeSegmentation;

/// JSON Lines for spaCy.
pub const FORMAT: Format = Format {
    name: "spacy",
    about: "JSON Lines with text, tokens, entities and spans for spaCy (offsets: code points)",
    ending: "",
    is_folder: false,
    types: &[RecordType::Mention, RecordType::Claim],
    needs_text: true,
    takes_profiles: false,
    begin,
};

struct Spacy {
    types: Vec<RecordType>,
    output: Output,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let types = plan.types;
    let output = target.file()?;
    Ok(Box::new(Spacy { types, output }))
}

/// The mentions that are left when of two that overlap the shorter goes, and of two of one length the later.
fn apart(mentions: &[MentionRecord]) -> Vec<&MentionRecord> {
    let mut longest: Vec<&MentionRecord> = mentions.iter().collect();
    longest.sort_by_key(|m| (Reverse(m.char_end - m.char_start), m.char_start));
    let mut kept: BTreeMap<u64, &MentionRecord> = BTreeMap::new();
    for mention in longest {
        let before = kept.range(..mention.char_end).next_back();
        if before.is_none_or(|(_, b)| b.char_end <= mention.char_start) {
            kept.insert(mention.char_start, mention);
        }
    }
    kept.into_values().collect()
}

/// The words of a text, cut where Unicode cuts words (UAX 29) and at the bounds given (bytes), and of each whether a blank follows. White space that is not one blank behind a word is
/// a word of its own, so that they make up the text.
fn words(text: &str, bounds: &BTreeSet<u64>) -> (Vec<String>, Vec<bool>) {
    let mut words: Vec<String> = Vec::new();
    let mut spaces: Vec<bool> = Vec::new();
    let mut cuts: BTreeSet<usize> = text.split_word_bound_indices().map(|(at, _)| at).collect();
    cuts.extend(bounds.iter().map(|b| *b as usize));
    cuts.insert(text.len());
    let mut start = 0;
    for end in cuts {
        let mut word = &text[start..end];
        start = end;
        if let Some(rest) = word.strip_prefix(' ')
            && let Some(space) = spaces.last_mut().filter(|s| !**s)
        {
            *space = true;
            word = rest;
        }
        if !word.is_empty() {
            words.push(word.into());
            spaces.push(false);
        }
    }
    (words, spaces)
}

fn annotations(item: &Item<'_>, types: &[RecordType]) -> Value {
    let Records { mentions, claims, .. } = item.records;
    let mut annotations = json!({"words": [], "spaces": [], "spans": {}});
    let mut bounds = BTreeSet::new();
    if types.contains(&RecordType::Mention) {
        let label = |m: &MentionRecord| m.mention_type.as_str().to_uppercase();
        let entity = |m: &&MentionRecord| json!([m.char_start, m.char_end, label(m)]);
        annotations["entities"] = apart(mentions).iter().map(entity).collect();
        // The last is the id in the knowledge base.
        let span = |m: &MentionRecord| json!([m.char_start, m.char_end, label(m), m.entity_id.as_deref().unwrap_or("")]);
        annotations["spans"]["mentions"] = mentions.iter().map(span).collect();
        bounds.extend(mentions.iter().flat_map(|m| [m.start, m.end]));
    }
    if types.contains(&RecordType::Claim) {
        let figures = claims.iter();
        annotations["spans"]["claims"] = figures
            .map(|c| json!([c.char_start, c.char_end, c.kind.as_str().to_uppercase(), c.claim_id]))
            .collect();
        let evidence = || claims.iter().flat_map(|c| c.evidence.iter().map(move |e| (c, e)));
        annotations["spans"]["evidence"] = evidence()
            .map(|(c, e)| json!([e.char_start, e.char_end, e.role.as_str().to_uppercase(), c.claim_id]))
            .collect();
        bounds.extend(claims.iter().flat_map(|c| [c.start, c.end]));
        bounds.extend(evidence().flat_map(|(_, e)| [e.start, e.end]));
    }
    let (words, spaces) = words(item.text, &bounds);
    annotations["words"] = words.into();
    annotations["spaces"] = spaces.into();
    annotations
}

impl Sink for Spacy {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        let document = item.records.document;
        let line = json!({
            "text": item.text,
            "annotations": annotations(&item, &self.types),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_spaces_make_up_the_text() {
        let text = "  A 30-year-old\nsaid:  “no 🙂”\r\n\r\n ";
        let thirty = text.find("30").unwrap() as u64;
        let (words, spaces) = words(text, &BTreeSet::from([thirty, thirty + 2, thirty + 11]));
        let again: String = words
            .iter()
            .zip(&spaces)
            .map(|(w, s)| format!("{w}{}", if *s { " " } else { "" }))
            .collect();
        assert_eq!(again, text);
        assert!(words.iter().all(|w| !w.is_empty()) && words.contains(&"30".to_string()));
        assert_eq!((words[0].as_str(), spaces[0], words[1].as_str()), ("  ", false, "A"));
    }
}
