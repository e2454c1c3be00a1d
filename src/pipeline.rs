//! The order of the stages, stated here and nowhere else.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, SentenceRecord};

/// All records of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The document.
    pub document: DocumentRecord,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceRecord>,
    /// Its mentions, in order.
    pub mentions: Vec<MentionRecord>,
    /// Its claims, in order.
    pub claims: Vec<ClaimRecord>,
    /// Its incidents, in order of their first claims.
    pub incidents: Vec<IncidentRecord>,
}

/// Runs all stages over one document. Cannot fail: oddities of a text become diagnostics.
#[must_use]
pub fn extract(document: &Document, lexicon: &Lexicon) -> Extraction {
    let _ = lexicon;
    let record = DocumentRecord {
        doc_id: document.doc_id.clone(),
        path: document.path.clone(),
        sha256: String::new(),
        format: document.format.into(),
        encoding: document.encoding.into(),
        title: document.title.clone(),
        authors: document.authors.clone(),
        publisher: document.publisher.clone(),
        url: document.url.clone(),
        published: document.published.clone(),
        published_evidence: document.published_evidence.unwrap_or(crate::record::PublishedEvidence::None),
        language: None,
        text_bytes: document.text.len() as u64,
        sentences: 0,
        diagnostics: document.diagnostics.clone(),
        text: document.keep_text.then(|| document.text.clone()),
    };
    Extraction {
        document: record,
        sentences: Vec::new(),
        mentions: Vec::new(),
        claims: Vec::new(),
        incidents: Vec::new(),
    }
}
