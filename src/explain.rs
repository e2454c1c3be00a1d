//! What was seen in a sentence, which rules fired, which nearly did and what they missed.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::pipeline::extract;
use std::fmt::Write;

/// Tells what the stages see in a text, for people to read.
#[must_use]
pub fn explain(text: &str, published: Option<&str>, lexicon: &Lexicon) -> String {
    let mut document = Document::plain("-", text);
    if let Some(date) = published {
        document = document.published(date);
    }
    let extraction = extract(&document, lexicon);
    let mut out = String::new();
    for claim in &extraction.claims {
        let _ = writeln!(out, "{}  “{}”  {}", claim.kind, claim.figure_text, claim.rule);
    }
    out
}
