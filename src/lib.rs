//! recount turns reports of violence into claims.
pub mod chunk;
pub mod document;
pub mod explain;
pub mod extract;
pub mod gazetteer;
pub mod lexicon;
pub mod pipeline;
pub mod record;
pub mod relate;
pub mod resolve;
pub mod segment;
pub mod tag;
pub mod text;

pub use document::{Document, Layout};
pub use lexicon::Lexicon;
pub use pipeline::{Extraction, extract};
