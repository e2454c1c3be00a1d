//! What makes a document new: its text, what is known of it, and the program that works on it.

use crate::document::{Document, Layout};
use crate::gazetteer::Sources;
use sha2::{Digest, Sha256};

/// SHA-256 of all that a document brings into the pipeline.
pub type InputHash = [u8; 32];

/// The hash of a document as it was read. Nothing is extracted for it.
#[must_use]
pub fn input_hash(document: &Document) -> InputHash {
    let mut hasher = Sha256::new();
    let mut field = |bytes: Option<&[u8]>| match bytes {
        None => hasher.update([0]),
        Some(bytes) => {
            hasher.update([1]);
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
    };
    field(Some(document.doc_id.as_bytes()));
    field(Some(document.format.as_bytes()));
    field(Some(document.encoding.as_bytes()));
    for known in [
        &document.path,
        &document.title,
        &document.publisher,
        &document.url,
        &document.published,
    ] {
        field(known.as_deref().map(str::as_bytes));
    }
    field(Some(format!("{:?}", document.published_evidence).as_bytes()));
    field(Some(&(document.authors.len() as u64).to_le_bytes()));
    document.authors.iter().for_each(|a| field(Some(a.as_bytes())));
    for diagnostic in &document.diagnostics {
        field(Some(diagnostic.code.as_bytes()));
        field(Some(diagnostic.message.as_bytes()));
        field(Some(format!("{:?}", diagnostic.line).as_bytes()));
    }
    match &document.layout {
        Layout::Plain => field(Some(b"plain")),
        Layout::Markdown => field(Some(b"markdown")),
        Layout::Blocks(blocks) => field(Some(format!("{blocks:?}").as_bytes())),
    }
    field(Some(format!("{:?} {}", document.body, document.keep_text).as_bytes()));
    field(Some(document.text.as_bytes()));
    hasher.finalize().into()
}

/// The program that works on documents. Two that are equal make the same records of the same document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// Its version.
    pub version: String,
    /// Hash of the sources of its stages.
    pub code: String,
    /// Hash of the frames and words, those of the user included.
    pub rules: String,
    /// Hash of the places, actors, persons and weapons.
    pub gazetteers: String,
}

impl Pipeline {
    /// This program with these gazetteers.
    #[must_use]
    pub fn new(sources: &Sources) -> Self {
        let (mut rules, mut gazetteers) = (Sha256::new(), Sha256::new());
        // Profiles say how records are exported, and make none.
        for (path, text) in sources.under("", "").filter(|(path, _)| !path.starts_with("profiles/")) {
            let is_rule = path.starts_with("frames/") || path.starts_with("words/");
            let hasher = if is_rule { &mut rules } else { &mut gazetteers };
            for part in [path, text] {
                hasher.update((part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        let short = |hasher: Sha256| hasher.finalize()[..8].iter().map(|b| format!("{b:02x}")).collect();
        Self {
            version: env!("CARGO_PKG_VERSION").into(),
            code: env!("RECOUNT_CODE").into(),
            rules: short(rules),
            gazetteers: short(gazetteers),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_document_brings_changes_its_hash() {
        let document = Document::plain("a", "A bomb killed two people.");
        let hash = input_hash(&document);
        assert_eq!(hash, input_hash(&document.clone()));
        let variants = [
            Document::plain("b", "A bomb killed two people."),
            Document::plain("a", "A bomb killed ten people."),
            document.clone().published("2024-03-14"),
            Document {
                title: Some("T".into()),
                ..document.clone()
            },
            Document {
                publisher: Some("T".into()),
                ..document.clone()
            },
            Document {
                authors: vec!["T".into()],
                ..document.clone()
            },
            Document {
                layout: Layout::Markdown,
                ..document
            },
        ];
        let mut hashes: Vec<InputHash> = variants.iter().map(input_hash).collect();
        hashes.push(hash);
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), variants.len() + 1);
    }
}
