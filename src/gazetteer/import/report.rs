//! What an import met: rows passed over with their reasons, and names that are there already.

use super::Files;
use std::collections::BTreeMap;

/// Most lines that are shown of one reason.
const SHOWN: usize = 3;

/// How often something was met, with the first few.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// How often.
    pub count: u64,
    /// The first few: line of the source and what stood there.
    pub first: Vec<(u64, String)>,
}

impl Noted {
    fn add(&mut self, line: u64, what: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.len() < SHOWN {
            self.first.push((line, what()));
        }
    }
}

/// What an import did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Entities that the source gave.
    pub read: u64,
    /// Rows written.
    pub written: u64,
    /// Rows passed over, by reason.
    pub passed: BTreeMap<&'static str, Noted>,
    /// Names that mean something already, by what.
    pub collisions: BTreeMap<&'static str, Noted>,
    /// The files written.
    pub files: Files,
}

impl Report {
    pub(super) fn passed(&mut self, why: &'static str, line: u64, what: &str) {
        self.passed.entry(why).or_default().add(line, || what.chars().take(60).collect());
    }

    pub(super) fn collision(&mut self, kind: &'static str, line: u64, what: impl FnOnce() -> String) {
        self.collisions.entry(kind).or_default().add(line, what);
    }
}
