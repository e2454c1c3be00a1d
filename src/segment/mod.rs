//! Segmenting: blocks, sentences and their kinds. Sees the text and its own data, never tokens, gazetteers or records.
//!
//! Three steps, each on plain spans: lines become blocks ([`blocks`]), blocks are cut into sentences ([`sentences`]), and what a block says
//! and where it stands make its kind ([`kinds`]). The text is never changed; no input can make it fail.

mod authors;
mod blocks;
mod breaks;
mod dots;
mod furniture;
mod kinds;
mod lines;
mod lists;
mod phrases;
mod repeats;
mod rules;
mod sentences;
mod speakers;
mod units;
mod white;
mod words;

#[cfg(test)]
mod tests;

pub use rules::SegmentRules;

use crate::document::Layout;
use crate::text::{Sentence, Span};
use std::ops::Range;
use units::Unit;

/// Sentences in order, not overlapping, spans without outer white space, inside `body` (bytes; front matter lies before it).
/// `tokens` is left `0..0`.
///
/// Every character of a plain text that is not blank lies in exactly one of them; in Markdown, all but markup.
#[must_use]
pub fn segment(text: &str, body: Range<usize>, layout: &Layout, title: Option<&str>, rules: &SegmentRules) -> Vec<Sentence> {
    let end = text.floor_char_boundary(body.end);
    let body = text.floor_char_boundary(body.start.min(end))..end;
    let blocks = blocks::read(text, body, layout);
    let mut spans = Vec::new();
    let mut units = Vec::with_capacity(blocks.len());
    for block in &blocks {
        let from = spans.len();
        sentences::split(text, block.span.clone(), rules, &mut spans);
        units.push(Unit::new(text, block, from..spans.len()));
    }
    kinds::assign(text, title, &mut units, &rules.phrases);
    let mut out = Vec::with_capacity(spans.len());
    for (n, unit) in units.iter().enumerate() {
        let mut push = |span: Range<usize>, kind| {
            out.push(Sentence {
                span: Span::new(span.start, span.end),
                kind,
                paragraph: n as u32,
                speaker: unit.speaker,
                tokens: 0..0,
            });
        };
        match unit.kind {
            Some(kind) if kinds::stays_whole(unit, kind) => push(unit.span.clone(), kind),
            _ => {
                for span in &spans[unit.sentences.clone()] {
                    push(span.clone(), kinds::of_sentence(unit, &text[span.clone()], &rules.phrases));
                }
            }
        }
    }
    out
}
