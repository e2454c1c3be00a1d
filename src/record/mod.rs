//! The records that leave the program: what other tools rely on. Plain data; may use [`crate::text`] only.
//!
//! Field order is the order of the keys in the output. Names, ids and enumerations are stable. The texts of a record are of the type `S`: a `String` for whoever keeps
//! records, `Cow<str>` where they are written at once and borrow from the document and the lexicon.

pub mod claim;
pub mod document;
pub mod incident;
pub mod mention;
pub mod place;
pub mod schema;
pub mod sentence;
pub mod table;
pub mod values;

pub use claim::{ClaimRecord, Evidence, EvidenceRole};
pub use document::{Diagnostic, DocumentRecord, PublishedEvidence};
pub use incident::{IncidentRecord, SetAside, SetAsideReason};
pub use mention::{MentionDetail, MentionRecord};
pub use place::{Feature, PlaceRecord};
pub use sentence::SentenceRecord;
pub use values::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One line of a dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Record {
    /// One article.
    Document(DocumentRecord),
    /// A unit of its text.
    Sentence(SentenceRecord),
    /// A span that names something.
    Mention(MentionRecord),
    /// One figure in one sentence.
    Claim(Box<ClaimRecord>),
    /// What the document's claims say of one event.
    Incident(Box<IncidentRecord>),
}

/// Which records to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordType {
    /// [`DocumentRecord`]
    Document,
    /// [`SentenceRecord`]
    Sentence,
    /// [`MentionRecord`]
    Mention,
    /// [`ClaimRecord`]
    Claim,
    /// [`IncidentRecord`]
    Incident,
}

impl RecordType {
    /// In the order in which a document's records are written.
    pub const ALL: [Self; 5] = [Self::Document, Self::Sentence, Self::Mention, Self::Claim, Self::Incident];

    /// The word in the record's `type`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Sentence => "sentence",
            Self::Mention => "mention",
            Self::Claim => "claim",
            Self::Incident => "incident",
        }
    }
}

/// The records of one document, borrowed from whoever holds them.
#[derive(Clone, Copy, Debug)]
pub struct Records<'r> {
    /// The document's id.
    pub doc_id: &'r str,
    /// Its record, where there is one.
    pub document: Option<&'r DocumentRecord>,
    /// Its sentences.
    pub sentences: &'r [SentenceRecord],
    /// Its mentions.
    pub mentions: &'r [MentionRecord],
    /// Its claims.
    pub claims: &'r [ClaimRecord],
    /// Its incidents.
    pub incidents: &'r [IncidentRecord],
}

impl<'r> Records<'r> {
    /// The records of one type, in order.
    pub fn of(&self, record_type: RecordType) -> Box<dyn Iterator<Item = RecordRef<'r>> + 'r> {
        match record_type {
            RecordType::Document => Box::new(self.document.into_iter().map(RecordRef::Document)),
            RecordType::Sentence => Box::new(self.sentences.iter().map(RecordRef::Sentence)),
            RecordType::Mention => Box::new(self.mentions.iter().map(RecordRef::Mention)),
            RecordType::Claim => Box::new(self.claims.iter().map(RecordRef::Claim)),
            RecordType::Incident => Box::new(self.incidents.iter().map(RecordRef::Incident)),
        }
    }
}

impl Record {
    /// The document that it is of.
    #[must_use]
    pub fn doc_id(&self) -> &str {
        match self {
            Self::Document(r) => &r.doc_id,
            Self::Sentence(r) => &r.doc_id,
            Self::Mention(r) => &r.doc_id,
            Self::Claim(r) => &r.doc_id,
            Self::Incident(r) => &r.doc_id,
        }
    }

    /// Its type.
    #[must_use]
    pub fn record_type(&self) -> RecordType {
        self.as_ref().record_type()
    }

    /// The record by reference.
    #[must_use]
    pub fn as_ref(&self) -> RecordRef<'_> {
        match self {
            Self::Document(r) => RecordRef::Document(r),
            Self::Sentence(r) => RecordRef::Sentence(r),
            Self::Mention(r) => RecordRef::Mention(r),
            Self::Claim(r) => RecordRef::Claim(r),
            Self::Incident(r) => RecordRef::Incident(r),
        }
    }
}

/// A [`Record`] by reference: what is handed on one by one, so that a long document's records need not all be there at once, nor hold texts of their own.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RecordRef<'r, S = String> {
    /// One article.
    Document(&'r DocumentRecord<S>),
    /// A unit of its text.
    Sentence(&'r SentenceRecord<S>),
    /// A span that names something.
    Mention(&'r MentionRecord<S>),
    /// One figure in one sentence.
    Claim(&'r ClaimRecord<S>),
    /// What the document's claims say of one event.
    Incident(&'r IncidentRecord),
}

// By hand: a reference is copied whatever the texts are.
impl<S> Clone for RecordRef<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for RecordRef<'_, S> {}

impl<S> RecordRef<'_, S> {
    /// Its type.
    #[must_use]
    pub const fn record_type(&self) -> RecordType {
        match self {
            Self::Document(_) => RecordType::Document,
            Self::Sentence(_) => RecordType::Sentence,
            Self::Mention(_) => RecordType::Mention,
            Self::Claim(_) => RecordType::Claim,
            Self::Incident(_) => RecordType::Incident,
        }
    }
}
