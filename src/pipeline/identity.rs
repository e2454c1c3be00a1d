//! Ids that stay: of claims and incidents.

use crate::record::Kind;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// Lower-case hexadecimal SHA-256.
pub(super) fn sha256(text: &[u8]) -> String {
    Sha256::digest(text).iter().map(|b| format!("{b:02x}")).collect()
}

/// The first 16 hexadecimal digits of the SHA-256 of the parts, each ended by a zero byte.
pub(super) fn short_hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize()[..8].iter().map(|b| format!("{b:02x}")).collect()
}

/// Gives each claim its id: from the document, the sentence's normalised text, the kind, and the figure's rank among the claims of that kind in sentences of that text.
/// An edit elsewhere in the article leaves it alone.
#[derive(Default)]
pub(super) struct ClaimIds {
    seen: FxHashMap<(String, Kind), u32>,
}

impl ClaimIds {
    pub(super) fn next(&mut self, doc_id: &str, sentence: &str, kind: Kind) -> String {
        let normal = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        let rank = self.seen.entry((normal.clone(), kind)).or_insert(0);
        let id = short_hash(&[doc_id, &normal, kind.as_str(), &rank.to_string()]);
        *rank += 1;
        format!("c-{id}")
    }
}
