//! The order of the stages, stated here and nowhere else: segment → tag → resolve → chunk → extract → relate → records.

mod analysis;
mod identity;
mod records;

pub use analysis::Analysis;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::record::{ClaimRecord, DocumentRecord, IncidentRecord, MentionRecord, Record, RecordType, Records, SentenceRecord};

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

    /// All records of the types wanted, in the order in which a dataset has them.
    pub fn into_records(self, wanted: impl Fn(RecordType) -> bool) -> impl Iterator<Item = Record> {
        let document = wanted(RecordType::Document).then_some(Record::Document(self.document));
        let sentences = if wanted(RecordType::Sentence) {
            self.sentences
        } else {
            Default::default()
        };
        let mentions = if wanted(RecordType::Mention) {
            self.mentions
        } else {
            Default::default()
        };
        let claims = if wanted(RecordType::Claim) {
            self.claims
        } else {
            Default::default()
        };
        let incidents = if wanted(RecordType::Incident) {
            self.incidents
        } else {
            Default::default()
        };
        document
            .into_iter()
            .chain(sentences.into_iter().map(Record::Sentence))
            .chain(mentions.into_iter().map(Record::Mention))
            .chain(claims.into_iter().map(|c| Record::Claim(Box::new(c))))
            .chain(incidents.into_iter().map(|i| Record::Incident(Box::new(i))))
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
    records::records(document, lexicon, &analysis)
}
