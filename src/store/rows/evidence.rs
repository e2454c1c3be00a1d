//! The evidence of a claim as one cell: a list in JSON, of which the view `evidence` makes rows.
//!
//! Most spans stand in the claim's sentence: they are `[role, from, length]` in code points from its start, and their text is the sentence's. A span elsewhere (what was carried over)
//! is `[role, start, end, char_start, char_end, text]`.

use super::follows;
use crate::record::{Evidence, SentenceRecord};
use rusqlite::types::{FromSqlError, FromSqlResult};
use serde::Deserialize;
use std::fmt::Write;

/// The cell of a claim's evidence.
///
/// # Errors
/// When a text cannot be written.
pub fn write(evidence: &[Evidence], sentence: &SentenceRecord, cell: &mut String) -> rusqlite::Result<()> {
    let failed = |e: Box<dyn std::error::Error + Send + Sync>| rusqlite::Error::ToSqlConversionFailure(e);
    cell.push('[');
    for (n, span) in evidence.iter().enumerate() {
        cell.push_str(if n == 0 { "[\"" } else { ",[\"" });
        cell.push_str(span.role.as_str());
        cell.push('"');
        let mut numbers = |numbers: &[u64]| {
            for n in numbers {
                cell.push(',');
                cell.push_str(itoa::Buffer::new().format(*n));
            }
        };
        if is_own(span, sentence) {
            numbers(&[span.char_start - sentence.char_start, span.char_end - span.char_start]);
        } else {
            numbers(&[span.start, span.end, span.char_start, span.char_end]);
            let text = sonic_rs::to_string(&span.text).map_err(|e| failed(e.into()))?;
            write!(cell, ",{text}").map_err(|e| failed(e.into()))?;
        }
        cell.push(']');
    }
    cell.push(']');
    Ok(())
}

/// Whether a span is what its place in the sentence says.
fn is_own(span: &Evidence, sentence: &SentenceRecord) -> bool {
    let from = span.start.checked_sub(sentence.start).and_then(|from| usize::try_from(from).ok());
    let parts = from.and_then(|from| sentence.text.split_at_checked(from));
    parts.is_some_and(|(before, rest)| {
        rest.starts_with(&span.text)
            && follows([sentence.start, span.start, sentence.char_start, span.char_start], before)
            && follows([span.start, span.end, span.char_start, span.char_end], &span.text)
    })
}

/// The bytes of so many code points of a text.
fn part(text: &str, from: u64, length: u64) -> Option<(usize, usize)> {
    let (from, length) = (usize::try_from(from).ok()?, usize::try_from(length).ok()?);
    if text.is_ascii() {
        let end = from.checked_add(length).filter(|end| *end <= text.len())?;
        return Some((from, end));
    }
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(from);
    let start = ends.next()?;
    match length.checked_sub(1) {
        None => Some((start, start)),
        Some(more) => Some((start, ends.nth(more)?)),
    }
}

/// A span of a cell.
#[derive(Deserialize)]
#[serde(untagged)]
enum Span {
    Elsewhere(crate::record::EvidenceRole, u64, u64, u64, u64, String),
    Own(crate::record::EvidenceRole, u64, u64),
}

/// The evidence of a cell, of a claim of this sentence.
///
/// # Errors
/// When it is none.
pub fn read(cell: &str, sentence: &SentenceRecord) -> FromSqlResult<Vec<Evidence>> {
    let spans: Vec<Span> = serde_json::from_str(cell).map_err(|e| FromSqlError::Other(e.into()))?;
    let evidence = |span| match span {
        Span::Elsewhere(role, start, end, char_start, char_end, text) => Some(Evidence {
            role,
            start,
            end,
            char_start,
            char_end,
            text,
        }),
        Span::Own(role, from, length) => {
            let (start, end) = part(&sentence.text, from, length)?;
            Some(Evidence {
                role,
                start: sentence.start + start as u64,
                end: sentence.start + end as u64,
                char_start: sentence.char_start + from,
                char_end: sentence.char_start + from + length,
                text: sentence.text[start..end].into(),
            })
        }
    };
    let evidence: Option<Vec<Evidence>> = spans.into_iter().map(evidence).collect();
    evidence.ok_or_else(|| FromSqlError::Other("a span of evidence that its sentence does not have".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::EvidenceRole;
    use crate::text::SentenceKind;

    #[test]
    fn spans_come_back_as_they_were() {
        let text = "Près de 34 “élèves” died.";
        let sentence = SentenceRecord {
            sentence_id: "a#s3".into(),
            doc_id: "a".into(),
            index: 3,
            paragraph: 0,
            kind: SentenceKind::Body,
            speaker: None,
            start: 1000,
            end: 1000 + text.len() as u64,
            char_start: 900,
            char_end: 900 + text.chars().count() as u64,
            text: text.into(),
        };
        let own = |role, words: &str| {
            let at = text.find(words).unwrap();
            let from = text[..at].chars().count() as u64;
            Evidence {
                role,
                start: 1000 + at as u64,
                end: 1000 + (at + words.len()) as u64,
                char_start: 900 + from,
                char_end: 900 + from + words.chars().count() as u64,
                text: words.into(),
            }
        };
        let moved = |by: u64, mut span: Evidence| {
            span.start += by;
            span
        };
        let evidence = vec![
            own(EvidenceRole::Figure, "34"),
            own(EvidenceRole::Counted, "“élèves”"),
            own(EvidenceRole::Trigger, "died."),
            own(EvidenceRole::Hedge, text),
            // Not where its code points are, and before the sentence.
            moved(1, own(EvidenceRole::Target, "died")),
            Evidence {
                role: EvidenceRole::Place,
                start: 20,
                end: 28,
                char_start: 20,
                char_end: 26,
                text: "“K\"l”".into(),
            },
        ];
        let mut cell = String::new();
        write(&evidence, &sentence, &mut cell).unwrap();
        assert!(
            cell.starts_with(r#"[["figure",8,2],["counted",11,8],["trigger",20,5],["hedge",0,25],["target",10"#),
            "{cell}"
        );
        assert_eq!(read(&cell, &sentence).unwrap(), evidence);
        assert!(read(r#"[["figure",24,2]]"#, &sentence).is_err());
    }
}
