//! The order of the stages, stated here and nowhere else: segment → tag → resolve → chunk → extract → relate → records.

mod analysis;
mod identity;
mod records;
mod sections;

pub use analysis::Analysis;
pub(crate) use analysis::antecedent;
pub use sections::LONG_TEXT;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, RecordRef, RecordType, Records, SentenceRecord};
use sections::Sections;
use std::borrow::Cow;

/// All records of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The document.
    pub document: DocumentRecord,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceRecord>,
    /// Its mentions, in order of their starts. A number inside a length of time (“three” of “three months”) and an age as a length of time overlap another mention.
    pub mentions: Vec<MentionRecord>,
    /// Its claims, in order.
    pub claims: Vec<ClaimRecord>,
    /// Its incidents, in order of their first claims.
    pub incidents: Vec<IncidentRecord>,
}

impl Extraction {
    /// All records, borrowed.
    #[must_use]
    pub fn records(&self) -> Records<'_> {
        Records {
            doc_id: &self.document.doc_id,
            document: Some(&self.document),
            sentences: &self.sentences,
            mentions: &self.mentions,
            claims: &self.claims,
            incidents: &self.incidents,
        }
    }
}

/// Runs all stages over one document. Cannot fail: oddities of a text become diagnostics.
///
/// ```
/// use recount::{Document, Lexicon, extract};
///
/// let lexicon = Lexicon::built_in()?;
/// let document = Document::plain("a", "A car bomb killed at least 12 people in Mosul on Monday, police said.").published("2016-05-04");
/// let extraction = extract(&document, &lexicon);
/// let killed = &extraction.claims.iter().find(|c| c.kind.as_str() == "killed").unwrap();
/// assert_eq!(killed.low, Some(12.0));
/// assert_eq!(&document.text[killed.start as usize..killed.end as usize], "at least 12");
/// # Ok::<(), recount::gazetteer::GazetteerError>(())
/// ```
#[must_use]
pub fn extract(document: &Document, lexicon: &Lexicon) -> Extraction {
    let sections = Sections::of(document, lexicon);
    let mut extraction = Extraction {
        document: sections.document(),
        sentences: sections.sentences().collect(),
        mentions: Vec::new(),
        claims: Vec::new(),
        incidents: Vec::new(),
    };
    sections.each(|maker| {
        extraction.mentions.extend(maker.mentions());
        extraction.claims.extend(maker.claims());
        extraction.incidents.extend(maker.incidents());
    });
    extraction
}

/// As [`extract`], but hands on each record of the types wanted when it is made and keeps none: for writing, and for long texts. Their order is that of a dataset; the
/// mentions, claims and incidents of a text longer than [`LONG_TEXT`] come section by section. Their texts are borrowed where they stand somewhere.
pub fn stream(document: &Document, lexicon: &Lexicon, wanted: &[RecordType], mut sink: impl FnMut(RecordRef<'_, Cow<'_, str>>)) {
    let sections = Sections::of(document, lexicon);
    let wants = |t| wanted.contains(&t);
    if wants(RecordType::Document) {
        sink(RecordRef::Document(&sections.document()));
    }
    if wants(RecordType::Sentence) {
        sections.sentences().for_each(|r| sink(RecordRef::Sentence(&r)));
    }
    sections.each(|maker| {
        if wants(RecordType::Mention) {
            maker.mentions().for_each(|r| sink(RecordRef::Mention(&r)));
        }
        if wants(RecordType::Claim) {
            maker.claims().for_each(|r| sink(RecordRef::Claim(&r)));
        }
        if wants(RecordType::Incident) {
            maker.incidents().for_each(|r| sink(RecordRef::Incident(&r)));
        }
    });
}
