//! recount turns reports of violence into claims.
pub mod chunk;
pub mod dataset;
pub mod document;
pub mod emit;
pub mod eval;
pub mod explain;
pub mod extract;
pub mod gazetteer;
pub mod lexicon;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod relate;
pub mod resolve;
pub mod run;
pub mod segment;
pub mod tag;
pub mod text;
pub mod verify;

pub use document::{Document, Layout};
pub use lexicon::Lexicon;
pub use pipeline::{Extraction, extract};
