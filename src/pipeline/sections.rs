//! Long texts are worked on in sections, so that memory is bounded by the section and not by the text.
//!
//! A text of many megabytes is a dump of many articles, or a book: what a section says of names, days and sources holds for the section alone.

use super::Analysis;
use super::analysis::sentences;
use super::identity::ClaimIds;
use super::records::{Maker, Text, document_record, sentence_record};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::record::{DocumentRecord, SentenceRecord};
use crate::text::{CharIndex, Sentence};

/// Bytes of text from which on it is worked on in sections.
pub const LONG_TEXT: usize = 4 << 20;
/// Bytes after which a section ends, with the paragraph in hand.
const SECTION: usize = 1 << 20;

/// A document cut into sentences, and into sections where it is long.
pub(super) struct Sections<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    sentences: Vec<Sentence>,
    chars: CharIndex<'a>,
}

/// How much the sections before had: where indices and the ranks of claims go on.
#[derive(Default)]
pub(super) struct Before {
    pub sentences: usize,
    pub mentions: usize,
    pub ids: ClaimIds,
}

impl<'a> Sections<'a> {
    pub(super) fn of(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        Self {
            document,
            lexicon,
            sentences: sentences(document, lexicon),
            chars: CharIndex::new(&document.text),
        }
    }

    pub(super) fn document<'s, S: Text<'s>>(&'s self) -> DocumentRecord<S> {
        document_record(self.document, &self.sentences)
    }

    pub(super) fn sentences<'s, S: Text<'s>>(&'s self) -> impl Iterator<Item = SentenceRecord<S>> {
        let record = |(n, sentence)| sentence_record(self.document, &self.chars, n, sentence);
        self.sentences.iter().enumerate().map(record)
    }

    /// Works on the sections, one after the other, and hands on what makes the records of each.
    pub(super) fn each(&self, mut take: impl FnMut(&Maker<'_>)) {
        let mut before = Before::default();
        let mut rest = self.sentences.as_slice();
        while !rest.is_empty() || before.sentences == 0 {
            let (section, after) = rest.split_at(self.section_end(rest));
            let analysis = Analysis::of_sentences(self.document, self.lexicon, section.to_vec());
            let maker = Maker::new(self.document, self.lexicon, &analysis, &self.chars, &mut before);
            take(&maker);
            before.mentions += maker.mention_count();
            before.sentences += section.len();
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
    }

    /// How many sentences the section at the head of these has: it ends with a paragraph.
    fn section_end(&self, sentences: &[Sentence]) -> usize {
        let Some(first) = sentences.first().filter(|_| self.document.text.len() > LONG_TEXT) else {
            return sentences.len();
        };
        let full = sentences.partition_point(|s| s.span.to() < first.span.from() + SECTION);
        let is_start = |n: &usize| sentences[*n].paragraph != sentences[*n - 1].paragraph;
        (full.max(1)..sentences.len()).find(is_start).unwrap_or(sentences.len())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Lexicon, extract};

    #[test]
    fn a_long_text_goes_on_where_its_sections_end() {
        let lexicon = Lexicon::built_in().unwrap();
        let mut text = String::new();
        let mut paragraphs = 10_000;
        // No sentence twice: what a text repeats out of its place is not told again.
        while text.len() <= super::LONG_TEXT {
            paragraphs += 1;
            text.push_str(&format!(
                "A bomb killed {paragraphs} people in Mosul on Monday, police said. Case {paragraphs} is closed.\n\n"
            ));
        }
        let extraction = extract(&Document::plain("a", &text).published("2016-05-04"), &lexicon);
        assert_eq!(extraction.document.sentences as usize, extraction.sentences.len());
        assert_eq!(
            extraction.claims.iter().filter(|c| c.kind.as_str() == "killed").count(),
            paragraphs - 10_000
        );
        let mut ids: Vec<&str> = extraction.claims.iter().map(|c| c.claim_id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), extraction.claims.len());
        for (n, mention) in extraction.mentions.iter().enumerate() {
            assert_eq!(mention.mention_id, format!("a#m{n}"));
            assert_eq!(&text[mention.start as usize..mention.end as usize], mention.text);
        }
        for claim in extraction.claims.iter().step_by(997) {
            let sentence = extraction.sentences.iter().find(|s| s.sentence_id == claim.sentence_id).unwrap();
            assert!(sentence.start <= claim.start && claim.end <= sentence.end);
        }
    }
}
