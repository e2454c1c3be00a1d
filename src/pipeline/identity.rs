//! Ids that stay: of claims and incidents.

use crate::record::Kind;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher};

/// Lower-case hexadecimal SHA-256.
pub(super) fn sha256(text: &[u8]) -> String {
    hexadecimal(&Sha256::digest(text))
}

/// The first 16 hexadecimal digits of the SHA-256 of the parts, each ended by a zero byte.
pub(super) fn short_hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hexadecimal(&hasher.finalize()[..8])
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from(b"0123456789abcdef"[usize::from(n)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// Gives each claim its id: from the document, the sentence's normalised text, the kind, and the figure's rank among the claims of that kind in sentences of that text.
/// An edit elsewhere in the article leaves it alone.
#[derive(Default)]
pub(super) struct ClaimIds {
    /// How many claims of a kind there were, by a hash of their sentence.
    seen: FxHashMap<(u64, Kind), u32>,
}

impl ClaimIds {
    pub(super) fn next(&mut self, doc_id: &str, sentence: &str, kind: Kind) -> String {
        let normal = normal(sentence);
        let mut hasher = DefaultHasher::new();
        hasher.write(normal.as_bytes());
        let rank = self.seen.entry((hasher.finish(), kind)).or_insert(0);
        let id = short_hash(&[doc_id, &normal, kind.as_str(), &rank.to_string()]);
        *rank += 1;
        format!("c-{id}")
    }
}

/// The sentence with one space for each stretch of white space.
fn normal(sentence: &str) -> Cow<'_, str> {
    let mut after_space = true;
    let is_normal = sentence.chars().all(|c| {
        let fits = if c == ' ' { !after_space } else { !c.is_whitespace() };
        after_space = c == ' ';
        fits
    });
    if is_normal && !after_space {
        return Cow::Borrowed(sentence);
    }
    Cow::Owned(sentence.split_whitespace().collect::<Vec<_>>().join(" "))
}
