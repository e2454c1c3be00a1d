//! Links.
/// x
pub struct Clause;
/// x
pub struct Links;
