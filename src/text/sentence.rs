//! Sentences and their kinds.

use super::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a unit of text is for its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SentenceKind {
    /// The article's own headline.
    Title,
    /// The paragraph under the headline that sums the article up.
    Standfirst,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Body,
    /// A block quotation.
    Quote,
    /// An interviewer's question.
    Question,
    /// The text under a picture.
    Caption,
    /// Who made a picture, or where it comes from.
    Credit,
    /// Who wrote the article.
    Byline,
    /// Place and date at the head of a report, or a date line of its own.
    Dateline,
    /// An item of a list.
    ListItem,
    /// A sentence of the article repeated out of its place for display.
    PullQuote,
    /// About the author.
    Bio,
    /// A line of links.
    Link,
    /// Page furniture: labels, disclaimers, newsletters, cookies.
    Boilerplate,
}

impl SentenceKind {
    /// Whether claims are looked for in units of this kind. What is repeated (pull quotes) or is not the article's own telling is left out.
    #[must_use]
    pub const fn tells(self) -> bool {
        !matches!(
            self,
            Self::Credit | Self::Byline | Self::PullQuote | Self::Bio | Self::Link | Self::Boilerplate
        )
    }
}

/// A sentence, or another unit of text that stands for itself (a heading, a caption, a byline).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space at either end.
    pub span: Span,
    /// What it is.
    pub kind: SentenceKind,
    /// Number of the block of text it stands in, from 0.
    pub paragraph: u32,
    /// Who speaks, where the layout says so (interviews: the label before the answer).
    pub speaker: Option<Span>,
    /// Its tokens in [`super::Tokens`].
    pub tokens: Range<u32>,
}
