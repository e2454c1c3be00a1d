//! Text as every stage sees it: spans, tokens, folded forms. Knows nothing of gazetteers, records or files.
//!
//! The text of a document never changes. Stages point into it by [`Span`]s of UTF-8 bytes; where a normalised form is needed
//! (matching of names), [`fold`] makes a copy whose positions lead back to tokens.

pub mod char_index;
mod cutter;
pub mod fold;
pub mod partial_date;
pub mod sentence;
pub mod span;
pub mod token;
pub mod words;

pub use char_index::CharIndex;
pub use partial_date::PartialDate;
pub use sentence::{Sentence, SentenceKind};
pub use span::Span;
pub use token::{Token, TokenKind, Tokens};
pub use words::{WordId, Words};
