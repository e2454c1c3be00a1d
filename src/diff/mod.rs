//! What differs between two datasets: claims added, removed, and changed field by field, by claim id. An edge: sees records only. Where they come from is a [`Side`].
//!
//! A side is gone through once for a hash of each claim (some forty bytes a claim are kept), and only claims that differ are read again. Two datasets of a million claims take
//! as long as reading them does.

mod fields;
mod jsonl;
mod tables;
mod view;

pub use fields::{Change, FieldNames, changes, names};
pub use jsonl::JsonLines;
pub use tables::Tables;
pub use view::{html, json, text};

use crate::record::{ClaimRecord, Kind, Record};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// What can go wrong with a side: a message that names it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SideError(pub String);

/// A claim, as compact as it can be found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Of its content.
    pub hash: u64,
    /// Where its side has it; greater is later.
    pub at: u64,
}

/// The program that made a document's records, as a database knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// Version and code.
    pub program: String,
    /// Hash of frames and words.
    pub rules: String,
    /// Hash of places, actors, persons, weapons.
    pub gazetteers: String,
}

/// What a side knows of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentState {
    /// Of its text.
    pub sha256: String,
    /// Who made its records; none where the side does not say.
    pub maker: Option<Maker>,
}

/// What one pass over a side gives.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Claims by their ids' hash.
    pub claims: FxHashMap<u64, Entry>,
    /// Documents by their ids; empty where the side has no records of them.
    pub documents: FxHashMap<String, DocumentState>,
}

/// A dataset that is compared.
pub trait Side: Send {
    /// Goes through the dataset once.
    ///
    /// # Errors
    /// When it cannot be read.
    fn index(&mut self) -> Result<Index, SideError>;

    /// The claim at a place that [`Side::index`] gave.
    ///
    /// # Errors
    /// When it cannot be read.
    fn claim(&mut self, at: u64) -> Result<ClaimRecord, SideError>;
}

/// The hash by which a claim's id is kept: its own sixteen digits.
#[must_use]
pub fn id_hash(claim_id: &str) -> u64 {
    let digits = claim_id.strip_prefix("c-").filter(|d| d.len() == 16);
    digits
        .and_then(|d| u64::from_str_radix(d, 16).ok())
        .unwrap_or_else(|| content_hash(claim_id.as_bytes()))
}

/// A hash of bytes.
#[must_use]
pub fn content_hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// The entry of a claim that its side has at a place: its hash is that of the line of JSON which it is.
///
/// # Errors
/// When it is none.
pub fn entry(claim: ClaimRecord, at: u64) -> Result<(u64, Entry), SideError> {
    let id = id_hash(&claim.claim_id);
    let line = serde_json::to_vec(&Record::Claim(Box::new(claim))).map_err(|e| SideError(e.to_string()))?;
    let hash = content_hash(&line);
    Ok((id, Entry { hash, at }))
}

/// What is compared.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only claims of these kinds; all where it is empty.
    pub kinds: Vec<Kind>,
    /// Fields that may differ.
    pub fields: FieldNames,
}

/// How a claim differs.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Only B has it.
    Added,
    /// Only A has it.
    Removed,
    /// Both have it, with other values.
    Changed(Vec<Change>),
}

/// A claim that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// How.
    pub what: What,
    /// Why, where the sides know enough to say it.
    pub cause: Option<&'static str>,
    /// The claim as B has it; of one that was removed, as A has it.
    pub claim: ClaimRecord,
}

/// How many claims differ, and how many do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Only in B.
    pub added: u64,
    /// Only in A.
    pub removed: u64,
    /// In both, with other values.
    pub changed: u64,
    /// The same in both.
    pub same: u64,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            added,
            removed,
            changed,
            same,
        } = self;
        write!(f, "{added} added, {removed} removed, {changed} changed, {same} the same")
    }
}

/// Compares two datasets; `tell` gets the claims that B added and changed in B's order, then those that it removed in A's. Where it says so, the comparison ends.
///
/// # Errors
/// When a side cannot be read.
pub fn diff(
    a: &mut dyn Side,
    b: &mut dyn Side,
    options: &Options,
    tell: &mut dyn FnMut(&Difference) -> std::ops::ControlFlow<()>,
) -> Result<Counts, SideError> {
    let (in_a, in_b) = std::thread::scope(|scope| {
        let first = scope.spawn(|| a.index());
        let second = b.index();
        (first.join(), second)
    });
    let in_a = in_a.map_err(|_| SideError("a fault in the program while reading".into()))??;
    let in_b = in_b?;
    let mut counts = Counts::default();
    let wanted = |claim: &ClaimRecord| options.kinds.is_empty() || options.kinds.contains(&claim.kind);
    let mut differing: Vec<(u64, Option<u64>)> = in_b
        .claims
        .iter()
        .filter_map(|(id, new)| match in_a.claims.get(id) {
            Some(old) if old.hash == new.hash => {
                counts.same += 1;
                None
            }
            old => Some((new.at, old.map(|o| o.at))),
        })
        .collect();
    differing.sort_unstable();
    for (new, old) in differing {
        let claim = b.claim(new)?;
        let what = match old {
            None => What::Added,
            Some(old) => {
                let before = a.claim(old)?;
                let changes = changes(&before, &claim, &options.fields);
                if changes.is_empty() || !(wanted(&claim) || wanted(&before)) {
                    counts.same += 1;
                    continue;
                }
                What::Changed(changes)
            }
        };
        if what == What::Added && !wanted(&claim) {
            continue;
        }
        match what {
            What::Added => counts.added += 1,
            _ => counts.changed += 1,
        }
        let cause = cause(in_a.documents.get(&claim.doc_id), in_b.documents.get(&claim.doc_id), &in_a);
        if tell(&Difference { what, cause, claim }).is_break() {
            return Ok(counts);
        }
    }
    let mut removed: Vec<u64> = in_a
        .claims
        .iter()
        .filter(|(id, _)| !in_b.claims.contains_key(id))
        .map(|(_, e)| e.at)
        .collect();
    removed.sort_unstable();
    for at in removed {
        let claim = a.claim(at)?;
        if !wanted(&claim) {
            continue;
        }
        counts.removed += 1;
        let cause = match (in_a.documents.get(&claim.doc_id), in_b.documents.get(&claim.doc_id)) {
            (Some(_), None) if !in_b.documents.is_empty() => Some("the document is gone"),
            (old, new) => cause(old, new, &in_a),
        };
        let what = What::Removed;
        if tell(&Difference { what, cause, claim }).is_break() {
            return Ok(counts);
        }
    }
    Ok(counts)
}

/// Why claims of a document differ: what the sides say of it, never a guess.
fn cause(old: Option<&DocumentState>, new: Option<&DocumentState>, in_a: &Index) -> Option<&'static str> {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(_)) if !in_a.documents.is_empty() => return Some("a new document"),
        _ => return None,
    };
    if old.sha256 != new.sha256 {
        return Some("the text changed");
    }
    let (Some(old), Some(new)) = (&old.maker, &new.maker) else {
        return Some("the text is the same: the program, its rules or gazetteers changed, or what is known of the document");
    };
    Some(
        match (old.program != new.program, old.rules != new.rules, old.gazetteers != new.gazetteers) {
            (false, false, false) => "what is known of the document changed",
            (true, false, false) => "the program changed",
            (false, true, false) => "the rules changed",
            (false, false, true) => "the gazetteers changed",
            (true, true, false) => "the program and its rules changed",
            (true, false, true) => "the program and its gazetteers changed",
            (false, true, true) => "the rules and gazetteers changed",
            (true, true, true) => "the program, its rules and gazetteers changed",
        },
    )
}
