//! The record of an article.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the published date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PublishedEvidence {
    /// From front matter, a row's field, or the command line.
    Given,
    /// Found in the text (a dateline, “Last update: …”).
    Text,
    /// There is none.
    None,
}

/// Something odd about an input. The rest goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// A stable word for what it is: `not_utf8`, `bad_published`, …
    pub code: String,
    /// What it is, in a sentence for people.
    pub message: String,
    /// Line of the input (from 1), where there is one.
    pub line: Option<u64>,
}

/// One article: its text, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DocumentRecord")]
pub struct DocumentRecord<S = String> {
    /// A row's id; for a file its path relative to the folder given.
    pub doc_id: S,
    /// The file it came from.
    pub path: Option<S>,
    /// SHA-256 of the text (UTF-8), in hexadecimal.
    pub sha256: S,
    /// `text`, `markdown`, `jsonl`, `csv`, `html`.
    pub format: S,
    /// The encoding that the input was decoded from (WHATWG name).
    pub encoding: S,
    /// Headline.
    pub title: Option<S>,
    /// Authors.
    pub authors: Vec<S>,
    /// Who published it.
    pub publisher: Option<S>,
    /// Where it is on the web.
    pub url: Option<S>,
    /// Date of publication, ISO 8601, as precise as it is known (`2024-02`).
    pub published: Option<S>,
    /// Where that date comes from.
    pub published_evidence: PublishedEvidence,
    /// Language code (ISO 639-1), where it is known.
    pub language: Option<S>,
    /// Length of the text in bytes.
    pub text_bytes: u64,
    /// Number of sentence records.
    pub sentences: u64,
    /// Oddities of the input.
    pub diagnostics: Vec<Diagnostic>,
    /// The text, where it cannot be read again from `path` byte for byte (other inputs than plain UTF-8 files).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<S>,
}
