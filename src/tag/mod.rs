//! Tagging: which spans name an actor, person, place, date, weapon or quantity. Sees tokens and the lexicon, never claims.

pub mod date;
pub mod mention;
pub mod names;
pub mod quantity;

pub use date::DateGrammar;
pub use mention::{DateValue, Mention, MentionValue, QuantityRole, QuantityValue};
pub use names::{NameRules, tag_names};
pub use quantity::QuantityGrammar;
