//! Rows of documents. A text that the dataset keeps is its sentences and the gaps between them: a row has the gaps.

use super::row;
use crate::record::{DocumentRecord, SentenceRecord};

row! {
    DocumentRecord in "document", leading ["document_key", "input_hash", "pipeline_key", "gaps"],
    columns {
        doc_id, path, sha256, format, encoding, title, authors, publisher, url, published, published_evidence, language, text_bytes, sentences,
        diagnostics,
    }
    given { text: Option<String> }
}

/// What of a text no sentence has, piece after piece. The whole text, where the sentences do not stand in it one behind the other.
#[must_use]
pub fn gaps(text: &str, sentences: &[SentenceRecord]) -> String {
    let mut gaps = String::new();
    let mut at = 0;
    for sentence in sentences {
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        match text.get(at..start).filter(|_| text.get(start..end) == Some(&sentence.text)) {
            Some(gap) => gaps.push_str(gap),
            None => return text.into(),
        }
        at = end;
    }
    gaps.push_str(&text[at..]);
    gaps
}

/// The text of so many bytes with these gaps. None where they do not fit the sentences.
#[must_use]
pub fn text(gaps: &str, sentences: &[SentenceRecord], bytes: u64) -> Option<String> {
    let bytes = bytes as usize;
    if gaps.len() == bytes {
        return Some(gaps.into());
    }
    let mut text = String::with_capacity(bytes);
    let mut rest = gaps;
    for sentence in sentences {
        let (gap, behind) = rest.split_at_checked((sentence.start as usize).checked_sub(text.len())?)?;
        text.push_str(gap);
        text.push_str(&sentence.text);
        rest = behind;
    }
    text.push_str(rest);
    Some(text).filter(|t| t.len() == bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SentenceKind;

    fn sentences(text: &str, spans: &[(usize, usize)]) -> Vec<SentenceRecord> {
        let sentence = |(index, (start, end)): (usize, &(usize, usize))| SentenceRecord {
            sentence_id: format!("a#s{index}"),
            doc_id: "a".into(),
            index: index as u64,
            paragraph: 0,
            kind: SentenceKind::Body,
            speaker: None,
            start: *start as u64,
            end: *end as u64,
            char_start: 0,
            char_end: 0,
            text: text[*start..*end].into(),
        };
        spans.iter().enumerate().map(sentence).collect()
    }

    #[test]
    fn a_text_is_its_sentences_and_the_gaps_between_them() {
        let whole = "# Toll rises\n\n“É.” Two died.\n";
        for (spans, expected) in [
            (&[(2, 12), (14, 23), (24, 33)][..], "# \n\n \n"),
            (&[(0, 12)], "\n\n“É.” Two died.\n"),
            (&[], whole),
            // No text of ours: one behind the other is what sentences are.
            (&[(14, 23), (2, 12)], whole),
            (&[(2, 12), (5, 12)], whole),
        ] {
            let sentences = sentences(whole, spans);
            let gaps = gaps(whole, &sentences);
            assert_eq!(gaps, expected);
            assert_eq!(text(&gaps, &sentences, whole.len() as u64).as_deref(), Some(whole));
        }
    }
}
