//! A document as it enters the pipeline: its text and what is known of it from outside. Plain data; readers make it, stages read it.

use crate::record::{Diagnostic, PublishedEvidence};
use std::ops::Range;

/// How the text of a document is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Lines and blank lines.
    #[default]
    Plain,
    /// Markdown marks headings, lists, quotes, emphasis.
    Markdown,
    /// Blocks that the reader knows from the page's markup, in order and not overlapping.
    Blocks(Vec<PageBlock>),
}

/// A block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBlock {
    /// Where it stands (bytes of the text).
    pub span: Range<usize>,
    /// What its element says.
    pub role: PageRole,
}

/// What the element of a block says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageRole {
    /// `p`, `div` and their like.
    Paragraph,
    /// `h1` to `h6`, with its level.
    Heading(u8),
    /// `li`.
    Item,
    /// `blockquote`.
    Quote,
    /// `figcaption` and its like.
    Caption,
}

/// One article.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// A row's id; for a file its path relative to the folder given.
    pub doc_id: String,
    /// The file it came from.
    pub path: Option<String>,
    /// `text`, `markdown`, `html`, `jsonl`, `csv`.
    pub format: &'static str,
    /// The encoding that it was decoded from (WHATWG name); `UTF-8` for a plain file.
    pub encoding: &'static str,
    /// How the text is laid out.
    pub layout: Layout,
    /// Headline.
    pub title: Option<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it is on the web.
    pub url: Option<String>,
    /// Date of publication, ISO, as precise as it is known (`2024-02`).
    pub published: Option<String>,
    /// Where that date comes from.
    pub published_evidence: Option<PublishedEvidence>,
    /// The text. Of a plain UTF-8 file, the file byte for byte.
    pub text: String,
    /// The part of the text that is the article: front matter lies before it. `0..text.len()` where there is none.
    pub body: Range<usize>,
    /// Whether `text` is not the file's bytes as they are (a row of a feed, decoded from another encoding, taken out of a page), so that the dataset must keep it.
    pub keep_text: bool,
    /// Oddities of the input.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// A document of plain text.
    ///
    /// ```
    /// let document = recount::Document::plain("a", "A bomb killed two people.").published("2024-02-06");
    /// assert_eq!(document.text.len(), document.body.len());
    /// ```
    #[must_use]
    pub fn plain(doc_id: &str, text: &str) -> Self {
        Self {
            doc_id: doc_id.into(),
            format: "text",
            encoding: "UTF-8",
            text: text.into(),
            body: 0..text.len(),
            ..Self::default()
        }
    }

    /// The same document with a date of publication (ISO, may be partial: `2024-02`).
    #[must_use]
    pub fn published(mut self, date: &str) -> Self {
        self.published = Some(date.into());
        self.published_evidence = Some(PublishedEvidence::Given);
        self
    }
}
