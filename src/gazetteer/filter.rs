//! A quick first question before a dearer table is asked: whether a word may be in it.

use serde::{Deserialize, Serialize};

/// A set of words by their first eight bytes: it may hold more than was put in, never less. To be asked before a dearer table is.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct WordFilter(Vec<u64>);

impl WordFilter {
    /// An empty filter of two to the power of `bits` bits (at least 6).
    pub fn new(bits: u32) -> Self {
        Self(vec![0; 1 << (bits - 6)])
    }

    /// The first eight bytes of the word with which a folded text begins; the word ends before a space or a line feed.
    #[inline]
    pub(super) fn key(folded: &[u8]) -> u64 {
        let bytes = folded.first_chunk::<8>().map_or_else(
            || {
                let mut bytes = [0; 8];
                bytes[..folded.len()].copy_from_slice(folded);
                bytes
            },
            |chunk| *chunk,
        );
        const ONES: u64 = u64::from_ne_bytes([1; 8]);
        let word = u64::from_le_bytes(bytes);
        // The lowest byte that is zero after the “xor” is the first that equals the mark.
        let zero = |v: u64| v.wrapping_sub(ONES) & !v & (ONES << 7);
        let ends = zero(word ^ (ONES * b' ' as u64)) | zero(word ^ (ONES * b'\n' as u64));
        // All bits below the first such byte.
        let mask = if ends == 0 {
            u64::MAX
        } else {
            (1 << (ends.trailing_zeros() & !7)) - 1
        };
        word & mask
    }

    #[inline]
    fn slot(&self, key: u64) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        (hash as usize >> 6 & (self.0.len() - 1), 1 << (hash & 63))
    }

    /// Puts the first word of a folded text in.
    pub fn insert(&mut self, folded: &str) {
        self.insert_key(Self::key(folded.as_bytes()));
    }

    pub(super) fn insert_key(&mut self, key: u64) {
        let (at, bit) = self.slot(key);
        self.0[at] |= bit;
    }

    /// One key for two words that follow each other.
    #[inline]
    pub(super) fn pair(first: u64, second: u64) -> u64 {
        first.wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(29) ^ second
    }

    /// Whether the first word of a folded text may have been put in.
    #[inline]
    pub fn may_hold(&self, folded: &[u8]) -> bool {
        self.may_hold_key(Self::key(folded))
    }

    #[inline]
    pub(super) fn may_hold_key(&self, key: u64) -> bool {
        let (at, bit) = self.slot(key);
        self.0[at] & bit != 0
    }
}
