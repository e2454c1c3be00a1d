//! recount turns reports of violence into claims.
pub mod chunk;
pub mod dataset;
pub mod document;
pub mod emit;
pub mod eval;
pub mod explain;
pub mod gazetteer;
pub mod lexicon;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod run;
pub mod tag;
pub mod text;
pub mod verify;

pub use document::{Document, Layout};
pub use lexicon::Lexicon;
pub use pipeline::{Extraction, extract};
