//! Tagging: which spans name an actor, person, place, date, weapon or quantity. Sees tokens and the lexicon, never claims.

pub mod mention;
pub mod quantity;

pub use mention::{DateValue, Mention, MentionValue, QuantityValue};
pub use quantity::QuantityGrammar;
