//! The order of the stages, stated here and nowhere else: segment → tag → resolve → chunk → extract → relate → records.

mod analysis;
mod identity;
mod records;

pub use analysis::Analysis;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, RecordRef, RecordType, SentenceRecord};
use records::Maker;

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
    /// The records of one type, in order.
    pub fn records(&self, record_type: RecordType) -> Box<dyn Iterator<Item = RecordRef<'_>> + '_> {
        match record_type {
            RecordType::Document => Box::new(std::iter::once(RecordRef::Document(&self.document))),
            RecordType::Sentence => Box::new(self.sentences.iter().map(RecordRef::Sentence)),
            RecordType::Mention => Box::new(self.mentions.iter().map(RecordRef::Mention)),
            RecordType::Claim => Box::new(self.claims.iter().map(RecordRef::Claim)),
            RecordType::Incident => Box::new(self.incidents.iter().map(RecordRef::Incident)),
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
    let analysis = Analysis::of(document, lexicon);
    let maker = Maker::new(document, lexicon, &analysis);
    Extraction {
        document: maker.document(),
        sentences: maker.sentences().collect(),
        mentions: maker.mentions().collect(),
        claims: maker.claims().collect(),
        incidents: maker.incidents().collect(),
    }
}

/// As [`extract`], but hands on each record of the types wanted when it is made, in the order of a dataset, and keeps none: for writing, and for long documents.
pub fn stream(document: &Document, lexicon: &Lexicon, wanted: &[RecordType], mut sink: impl FnMut(RecordRef<'_>)) {
    let analysis = Analysis::of(document, lexicon);
    let maker = Maker::new(document, lexicon, &analysis);
    for record_type in RecordType::ALL.into_iter().filter(|t| wanted.contains(t)) {
        match record_type {
            RecordType::Document => sink(RecordRef::Document(&maker.document())),
            RecordType::Sentence => maker.sentences().for_each(|r| sink(RecordRef::Sentence(&r))),
            RecordType::Mention => maker.mentions().for_each(|r| sink(RecordRef::Mention(&r))),
            RecordType::Claim => maker.claims().for_each(|r| sink(RecordRef::Claim(&r))),
            RecordType::Incident => maker.incidents().for_each(|r| sink(RecordRef::Incident(&r))),
        }
    }
}
