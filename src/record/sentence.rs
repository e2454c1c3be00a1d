//! The record of a sentence.

use crate::text::SentenceKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A unit of text with a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SentenceRecord")]
pub struct SentenceRecord<S = String> {
    /// `doc_id`, `#s`, its index.
    pub sentence_id: S,
    /// The document.
    pub doc_id: S,
    /// Position in the document, from 0.
    pub index: u64,
    /// Position of its block of text, from 0.
    pub paragraph: u64,
    /// What it is for its reader.
    pub kind: SentenceKind,
    /// Who speaks, where the layout says so.
    pub speaker: Option<S>,
    /// First byte (UTF-8).
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// First code point.
    pub char_start: u64,
    /// One past the last code point.
    pub char_end: u64,
    /// The text.
    pub text: S,
}
