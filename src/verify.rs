//! Verification: that every span of every record is what the record says it is, and that records point at records that exist. Sees records and texts only, no stage:
//! it proves a dataset that another version, or another program, wrote.

use crate::dataset::DocumentGroup;
use crate::record::{DocumentRecord, EvidenceRole, SentenceRecord};
use crate::text::{CharIndex, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use std::path::Path;

/// How much was verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Records, those of documents included.
    pub records: u64,
    /// Spans of them.
    pub spans: u64,
    /// What did not hold.
    pub failures: u64,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{record}: {message}")]
pub struct Failure {
    /// The record's id.
    pub record: String,
    /// What does not hold.
    pub message: String,
}

/// A span as a record gives it.
#[derive(Clone, Copy)]
struct Quote<'r> {
    start: u64,
    end: u64,
    char_start: u64,
    char_end: u64,
    text: &'r str,
}

/// Takes the four offsets and a text from a record.
macro_rules! quote {
    ($record:expr, $text:expr) => {
        Quote {
            start: $record.start,
            end: $record.end,
            char_start: $record.char_start,
            char_end: $record.char_end,
            text: $text,
        }
    };
}

struct Checker<'c> {
    counts: &'c mut Counts,
    tell: &'c mut dyn FnMut(Failure),
}

impl Checker<'_> {
    fn fail(&mut self, record: &str, message: impl Into<String>) {
        self.counts.failures += 1;
        (self.tell)(Failure {
            record: record.into(),
            message: message.into(),
        });
    }

    fn hold(&mut self, holds: bool, record: &str, message: impl FnOnce() -> String) {
        if !holds {
            self.fail(record, message());
        }
    }

    fn quote(&mut self, chars: &CharIndex<'_>, text: &str, record: &str, what: &str, quote: Quote<'_>) {
        self.counts.spans += 1;
        let (start, end) = (quote.start as usize, quote.end as usize);
        let place = format!("{what} {start}..{end}");
        let Some(found) = text.get(start..end.max(start)).filter(|_| start <= end) else {
            return self.fail(record, format!("{place} is no span of the text ({} bytes)", text.len()));
        };
        if found != quote.text {
            return self.fail(record, format!("{place} is “{}”, not “{}”", short(found), short(quote.text)));
        }
        let (char_start, char_end) = chars.span(Span::new(start, end));
        let agrees = (char_start as u64, char_end as u64) == (quote.char_start, quote.char_end);
        self.hold(agrees, record, || {
            format!(
                "{place} is {char_start}..{char_end} in code points, not {}..{}",
                quote.char_start, quote.char_end
            )
        });
    }
}

/// The beginning of a quote, for a message on one line.
fn short(text: &str) -> String {
    let mut out: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}

/// The text that a document's spans point into: its own where the record keeps it, else the file's, whose path is relative to `root`.
///
/// # Errors
/// When there is none, in a sentence. Whether it is the text that was read is for [`verify`] to say.
pub fn text_of(document: &DocumentRecord, root: &Path) -> Result<String, String> {
    if let Some(text) = &document.text {
        return Ok(text.clone());
    }
    let path = document.path.as_deref().ok_or("the record holds neither text nor path")?;
    let bytes = std::fs::read(root.join(path)).map_err(|e| format!("its text, {path}, cannot be read: {e}"))?;
    String::from_utf8(bytes).map_err(|_| format!("its text, {path}, is not UTF-8, and the record does not keep it"))
}

/// Verifies the records of one document. Paths of texts are relative to `root`; `tell` gets each failure.
pub fn verify(group: &DocumentGroup, root: &Path, counts: &mut Counts, tell: &mut dyn FnMut(Failure)) {
    counts.documents += u64::from(group.document.is_some());
    let records = group.sentences.len() + group.mentions.len() + group.claims.len() + group.incidents.len();
    counts.records += records as u64 + u64::from(group.document.is_some());
    let mut checker = Checker { counts, tell };
    let id = group.doc_id.as_str();
    let Some(document) = &group.document else {
        return checker.fail(id, format!("{records} records without their document"));
    };
    let text = match text_of(document, root) {
        Ok(text) => text,
        Err(message) => return checker.fail(id, message),
    };
    let hash = format!("{:x}", Sha256::digest(text.as_bytes()));
    checker.hold(hash == document.sha256, id, || {
        "the text is not the one that was read (sha256 differs)".into()
    });
    checker.hold(document.text_bytes == text.len() as u64, id, || {
        format!("text_bytes is {}, the text has {}", document.text_bytes, text.len())
    });
    let chars = CharIndex::new(&text);
    let sentences = sentences(group, document, &text, &chars, &mut checker);
    mentions(group, &text, &chars, &sentences, &mut checker);
    claims(group, &text, &chars, &sentences, &mut checker);
    links(group, &mut checker);
}

/// Sentences by id; none where the dataset leaves them out, and then nothing can be said of them.
type Sentences<'g> = Option<FxHashMap<&'g str, &'g SentenceRecord>>;

fn sentences<'g>(
    group: &'g DocumentGroup,
    document: &DocumentRecord,
    text: &str,
    chars: &CharIndex<'_>,
    checker: &mut Checker<'_>,
) -> Sentences<'g> {
    if group.sentences.is_empty() && document.sentences > 0 {
        return None;
    }
    checker.hold(document.sentences == group.sentences.len() as u64, &group.doc_id, || {
        format!("sentences is {}, the dataset has {}", document.sentences, group.sentences.len())
    });
    let mut by_id = FxHashMap::default();
    for sentence in &group.sentences {
        let id = sentence.sentence_id.as_str();
        checker.quote(chars, text, id, "sentence", quote!(sentence, &sentence.text));
        let is_new = by_id.insert(id, sentence).is_none();
        checker.hold(is_new, id, || "this sentence_id stands twice".into());
    }
    Some(by_id)
}

/// The sentence that a record names, where it holds the span.
fn within<'g>(
    sentences: &Sentences<'g>,
    sentence_id: &str,
    (start, end): (u64, u64),
    record: &str,
    checker: &mut Checker<'_>,
) -> Option<&'g SentenceRecord> {
    let sentences = sentences.as_ref()?;
    let Some(sentence) = sentences.get(sentence_id) else {
        checker.fail(record, format!("there is no sentence {sentence_id}"));
        return None;
    };
    checker.hold(sentence.start <= start && end <= sentence.end, record, || {
        format!(
            "{start}..{end} is not inside its sentence {sentence_id} ({}..{})",
            sentence.start, sentence.end
        )
    });
    Some(sentence)
}

fn mentions(group: &DocumentGroup, text: &str, chars: &CharIndex<'_>, sentences: &Sentences<'_>, checker: &mut Checker<'_>) {
    for mention in &group.mentions {
        let id = mention.mention_id.as_str();
        checker.quote(chars, text, id, "mention", quote!(mention, &mention.text));
        within(sentences, &mention.sentence_id, (mention.start, mention.end), id, checker);
    }
}

fn claims(group: &DocumentGroup, text: &str, chars: &CharIndex<'_>, sentences: &Sentences<'_>, checker: &mut Checker<'_>) {
    for claim in &group.claims {
        let id = claim.claim_id.as_str();
        checker.quote(chars, text, id, "figure", quote!(claim, &claim.figure_text));
        let sentence = within(sentences, &claim.sentence_id, (claim.start, claim.end), id, checker);
        if let Some(sentence) = sentence {
            checker.hold(sentence.text == claim.sentence_text, id, || {
                format!("sentence_text is not the text of {}", claim.sentence_id)
            });
        }
        for evidence in &claim.evidence {
            checker.quote(chars, text, id, evidence.role.as_str(), quote!(evidence, &evidence.text));
            if let Some(sentence) = sentence.filter(|_| evidence.role == EvidenceRole::Figure) {
                checker.hold(sentence.start <= evidence.start && evidence.end <= sentence.end, id, || {
                    format!(
                        "the evidence of its figure, {}..{}, is not inside its sentence",
                        evidence.start, evidence.end
                    )
                });
            }
        }
    }
}

/// Ids that stand twice, and ids that lead nowhere.
fn links(group: &DocumentGroup, checker: &mut Checker<'_>) {
    let mut seen = FxHashSet::default();
    let mentions = group.mentions.iter().map(|m| m.mention_id.as_str());
    let incidents = group.incidents.iter().map(|i| i.incident_id.as_str());
    for id in mentions.chain(incidents) {
        checker.hold(seen.insert(id), id, || "this id stands twice".into());
    }
    let mut claims = FxHashSet::default();
    for claim in &group.claims {
        checker.hold(claims.insert(claim.claim_id.as_str()), &claim.claim_id, || {
            "this claim_id stands twice".into()
        });
    }
    for claim in &group.claims {
        if let Some(total) = &claim.subset_of {
            checker.hold(claims.contains(total.as_str()) && *total != claim.claim_id, &claim.claim_id, || {
                format!("subset_of names {total}, which is no other claim of this document")
            });
        }
    }
    if group.claims.is_empty() {
        return;
    }
    for incident in &group.incidents {
        let used = incident.claim_ids.iter().chain(incident.set_aside.iter().map(|s| &s.claim_id));
        for claim in used {
            checker.hold(claims.contains(claim.as_str()), &incident.incident_id, || {
                format!("there is no claim {claim}")
            });
        }
    }
}
