//! Evaluation: precision, recall and F1 of claims against claims coded by hand. Sees records only.
//!
//! A gold claim is found right when a claim of its kind overlaps its figure and agrees in value, low and high. Claims of kind `other` and implied attacks are counted apart, so that
//! the headline is about stated figures and about people. Fields are scored on claims that are right, where the gold codes the field: a field that the program fills and the gold leaves
//! empty is invented, and counts against its precision.

mod documents;
mod fields;
mod gold;
mod names;
mod score;
mod table;

pub use gold::{Coded, GoldClaim, GoldError, draft, load};
pub use score::{Bucket, Evaluation, FieldScore, Score, evaluate};
