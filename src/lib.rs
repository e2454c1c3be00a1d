//! recount turns reports of violence into claims.
pub mod gazetteer;
pub mod record;
pub mod tag;
pub mod text;
