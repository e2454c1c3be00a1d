//! Tagging: which spans name an actor, person, place, date, weapon or quantity. Sees tokens and the lexicon, never claims.

pub mod mention;
pub mod names;

pub use names::{NameRules, tag_names};
pub use mention::{DateValue, Mention, MentionValue, QuantityRole, QuantityValue};
