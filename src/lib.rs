//! recount turns reports of violence into claims.
pub mod record;
pub mod segment;
pub mod tag;
pub mod text;
