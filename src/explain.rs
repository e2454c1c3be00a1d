//! What was seen in a sentence: its tokens and chunks, its mentions, the claims with their rules, and the rules that nearly fired and what they missed.
//! Reads the pipeline's findings; changes nothing.

use crate::chunk::{Chunk, ChunkKind, VerbForm, Voice};
use crate::document::Document;
use crate::extract::{Context, explain_sentence};
use crate::lexicon::Lexicon;
use crate::pipeline::{Analysis, antecedent, extract};
use crate::record::ClaimRecord;
use crate::tag::MentionValue;
use std::fmt::Write;

/// Explains a text, sentence by sentence. `published` (ISO) anchors relative dates.
#[must_use]
pub fn explain(text: &str, published: Option<&str>, lexicon: &Lexicon) -> String {
    let mut document = Document::plain("text", text);
    if let Some(date) = published {
        document = document.published(date);
    }
    explain_document(&document, |_| true, lexicon)
}

/// Explains those sentences of a document whose text is `wanted`; nothing where there is none.
#[must_use]
pub fn explain_document(document: &Document, wanted: impl Fn(&str) -> bool, lexicon: &Lexicon) -> String {
    let analysis = Analysis::of(document, lexicon);
    let records = extract(document, lexicon);
    let mut out = String::new();
    for index in (0..analysis.sentences.len()).filter(|index| wanted(&records.sentences[*index].text)) {
        let claims: Vec<&ClaimRecord> = records
            .claims
            .iter()
            .filter(|c| c.sentence_id == records.sentences[index].sentence_id)
            .collect();
        sentence(&mut out, index, document, &analysis, &claims, lexicon);
    }
    out
}

fn sentence(out: &mut String, index: usize, document: &Document, analysis: &Analysis, claims: &[&ClaimRecord], lexicon: &Lexicon) {
    let text = document.text.as_str();
    let s = &analysis.sentences[index];
    // Writing to a string cannot fail.
    let _ = writeln!(out, "sentence {index} ({})  {}", kind_name(s.kind), s.span.of(text));
    let tokens: Vec<&str> = analysis.tokens.slice(&s.tokens).iter().map(|t| t.of(text)).collect();
    let _ = writeln!(out, "  tokens    {}", tokens.join(" | "));
    let chunks = &analysis.chunks[index];
    if !chunks.is_empty() {
        let shown: Vec<String> = chunks
            .iter()
            .map(|c| format!("[{} {}]", label(c), analysis.tokens.span(&c.tokens).of(text)))
            .collect();
        let _ = writeln!(out, "  chunks    {}", shown.join(" "));
    }
    let mut mentions: Vec<_> = analysis.mentions.iter().chain(&analysis.aside).collect();
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    for mention in mentions.into_iter().filter(|m| m.sentence as usize == index) {
        let what = match &mention.value {
            MentionValue::Entity { kind, entity, within, .. } => {
                let id = |e: u32| lexicon.gazetteer.entity(e).id.as_str();
                let holder = within.map_or(String::new(), |e| format!(", in {}", id(e)));
                format!("{kind:8} {}{holder}", entity.map_or("(in no gazetteer)", id))
            }
            MentionValue::Date(d) => format!("date     {} {}", d.timex, d.value.as_deref().unwrap_or("unresolved")),
            MentionValue::Quantity(q) => {
                let number = |x: Option<f64>| x.map_or("–".to_string(), |x| x.to_string());
                let f = &q.figure;
                format!(
                    "quantity {} value {} low {} high {}{}",
                    f.comparator,
                    number(f.value),
                    number(f.low),
                    number(f.high),
                    q.unit.as_ref().map_or(String::new(), |u| format!(" {u}"))
                )
            }
        };
        let _ = writeln!(
            out,
            "  mention   {:24} {what}  [{} {}]",
            mention.span.of(text),
            mention.method,
            mention.rule
        );
    }
    for described in analysis
        .described
        .iter()
        .filter(|d| s.span.start <= d.span.start && d.span.end <= s.span.end)
    {
        let back = described.antecedent.map_or("the one country that was told of".into(), |m| {
            format!("“{}”", analysis.mentions[m as usize].span.of(text))
        });
        let _ = writeln!(
            out,
            "  describes {:24} {}  [{}: goes back to {back}]",
            described.span.of(text),
            lexicon.gazetteer.entity(described.entity).id,
            lexicon.descriptions.id(described)
        );
    }
    for claim in claims {
        let _ = write!(out, "  claim     {} “{}” [{}]", claim.kind, claim.figure_text, claim.rule);
        for (name, value) in [
            ("actor", &claim.actor_text),
            ("target", &claim.target_text),
            ("date", &claim.date_start),
            ("source", &claim.attributed_to_text),
        ] {
            if let Some(value) = value {
                let _ = write!(out, "  {name}: {value}");
            }
        }
        if let Some(place) = claim.places.first() {
            let _ = write!(out, "  place: {}", place.text);
        }
        let _ = writeln!(out, "  {}", claim.modality);
    }
    let context = Context {
        text,
        tokens: &analysis.tokens,
        mentions: &analysis.mentions,
        vocabulary: &lexicon.gazetteer.vocabulary,
        gazetteer: &lexicon.gazetteer,
        frames: &lexicon.frames,
        antecedent: antecedent(&analysis.claims, index as u32),
    };
    for refused in lexicon.dates.refused(text, &analysis.tokens, &s.tokens) {
        let found = analysis
            .mentions
            .iter()
            .any(|m| m.tokens.start < refused.tokens.end && refused.tokens.start < m.tokens.end);
        if !found {
            let words = analysis.tokens.span(&refused.tokens).of(text);
            let _ = writeln!(
                out,
                "  nearly    {} at “{words}”: refused by its guard {}",
                refused.rule, refused.guard
            );
        }
    }
    let (_, attempts) = explain_sentence(context, index as u32, chunks);
    for attempt in attempts {
        let word = analysis.tokens.list[attempt.token as usize].of(text);
        let _ = match attempt.missed {
            None => writeln!(out, "  rule      {} fired at “{word}”", attempt.rule),
            Some(missed) => writeln!(out, "  nearly    {} at “{word}”: missed {missed}", attempt.rule),
        };
    }
}

fn kind_name(kind: crate::text::SentenceKind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|v| v.as_str().map(str::to_string))
        .unwrap_or_default()
}

/// A short name of a chunk.
fn label(chunk: &Chunk) -> String {
    match &chunk.kind {
        ChunkKind::Noun(n) => {
            let number = if n.number.is_some() { "+number" } else { "" };
            let plural = if n.plural { " plural" } else { "" };
            format!("noun{number}{plural}")
        }
        ChunkKind::Verb(v) => {
            let form = match v.form {
                VerbForm::Finite => "",
                VerbForm::Infinitive => " infinitive",
                VerbForm::Gerund => " participle",
                VerbForm::Bare => " bare",
            };
            let voice = if v.voice == Voice::Passive { " passive" } else { "" };
            let negated = if v.negated { " negated" } else { "" };
            format!("verb{form}{voice}{negated}")
        }
        ChunkKind::Preposition(_) => "prep".into(),
        ChunkKind::Coordinator => "and".into(),
        ChunkKind::Subordinator { .. } => "when".into(),
        ChunkKind::Relative => "who".into(),
        ChunkKind::Adverb => "adverb".into(),
        ChunkKind::Adjective(_) => "adjective".into(),
        ChunkKind::Date(_) => "date".into(),
        ChunkKind::Comma => "comma".into(),
        ChunkKind::Stop => "stop".into(),
        ChunkKind::Quote => "quote".into(),
        ChunkKind::Open | ChunkKind::Close => "bracket".into(),
        ChunkKind::Other => "other".into(),
    }
}
