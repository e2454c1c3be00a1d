//! recount turns reports of violence into claims: who is said to have done what to whom, how many, where, when, and who says so.
//!
//! A [`Lexicon`] holds what is known before the first text; [`extract`] turns one [`Document`] into its records. It cannot fail: oddities of a text are diagnostics of its record.
//!
//! ```
//! use recount::{Document, Lexicon, extract};
//!
//! let lexicon = Lexicon::built_in()?;
//! let text = "A car bomb killed at least 12 people in Mosul on Monday, police said.";
//! let document = Document::plain("report-1", text).published("2024-03-14");
//! let extraction = extract(&document, &lexicon);
//!
//! for claim in &extraction.claims {
//!     // Every span points back into the text.
//!     assert_eq!(&text[claim.start as usize..claim.end as usize], claim.figure_text);
//!     println!("{} {:?} “{}”", claim.kind, claim.value, claim.figure_text);
//! }
//! # Ok::<(), recount::gazetteer::GazetteerError>(())
//! ```
//!
//! Modules, from the edges inwards: [`read`] makes documents of files, [`run`] works on many of them at once, [`emit`] writes records, [`export`] datasets for other tools, [`verify`] and [`eval`] test a [`dataset`],
//! [`explain`] tells why; [`pipeline`] states the order of the stages; [`record`] is what leaves the program. Arrows go only downwards: `tests/layers.rs` holds that.
pub mod chunk;
pub mod dataset;
pub mod diff;
pub mod document;
pub mod emit;
pub mod eval;
pub mod explain;
pub mod export;
pub mod extract;
pub mod gazetteer;
pub mod lexicon;
pub mod lookup;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod relate;
pub mod resolve;
pub mod run;
pub mod segment;
pub mod snapshot;
pub mod store;
pub mod tag;
pub mod text;
pub mod verify;

pub use document::{Document, Layout, PageBlock, PageRole};
pub use lexicon::Lexicon;
pub use pipeline::{Extraction, extract};
