//! A block with its sentences and the few measures that kinds are told by.

use super::blocks::{Block, Mark};
use super::lines::ends_unit;
use crate::text::{SentenceKind, Span};
use std::ops::Range;

/// Longest unit, in bytes, that may be furniture. Longer ones are running text.
pub(super) const FURNITURE: usize = 700;

/// One block.
#[derive(Clone, Debug)]
pub(super) struct Unit<'t> {
    pub(super) text: &'t str,
    /// Where it stands (bytes of the document's text).
    pub(super) span: Range<usize>,
    pub(super) mark: Mark,
    /// Its sentences, as indices into the document's.
    pub(super) sentences: Range<usize>,
    /// Words, counted by spaces and line ends; `usize::MAX` for a unit that is too long to be furniture.
    pub(super) words: usize,
    /// Whether it ends with a stop or a colon.
    pub(super) ended: bool,
    /// What it is, once that is known.
    pub(super) kind: Option<SentenceKind>,
    /// Who speaks in it.
    pub(super) speaker: Option<Span>,
}

impl<'t> Unit<'t> {
    pub(super) fn new(text: &'t str, block: &Block, sentences: Range<usize>) -> Self {
        let this = &text[block.span.clone()];
        let words = if this.len() > FURNITURE { usize::MAX } else { count_words(this) };
        Self {
            text: this,
            span: block.span.clone(),
            mark: block.mark,
            sentences,
            words,
            ended: ends_unit(this),
            kind: None,
            speaker: None,
        }
    }

    /// Whether nothing but running text is left for it to be.
    pub(super) fn is_running(&self) -> bool {
        self.kind.is_none() || self.kind == Some(SentenceKind::Body)
    }

    /// Sentences of its own that end with a stop: text that tells something.
    pub(super) fn is_telling(&self) -> bool {
        self.is_running() && self.ended && self.words >= 8 && !self.text.ends_with(':')
    }

    pub(super) fn is_question(&self) -> bool {
        self.text.trim_end_matches(['"', '”', '’', '\'', '*', '_', ')']).ends_with('?')
    }

    pub(super) fn begins_large(&self) -> bool {
        self.text
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(|c: char| c.is_ascii_digit() || (c.is_alphabetic() && !c.is_lowercase()))
    }
}

fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let Some((first, rest)) = bytes.split_first() else { return 0 };
    // Pieces that a byte can count, which the compiler makes fast.
    let begins = |(before, this): (&[u8], &[u8])| -> usize {
        let count: u8 = before
            .iter()
            .zip(this)
            .map(|(b, t)| u8::from(*b <= b' ') & u8::from(*t > b' '))
            .sum();
        usize::from(count)
    };
    usize::from(*first > b' ') + bytes[..rest.len()].chunks(255).zip(rest.chunks(255)).map(begins).sum::<usize>()
}
