//! A table from texts to numbers that keeps no text: the texts stand elsewhere, once. Flat, so that it is written to a file and read from one as it is.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// An open table. A slot is 0 where it is empty; else its upper half is the upper half of the text's hash, the highest bit of the lower half a mark that the owner
/// gives a meaning, and the rest a number plus one, or 0 where only the mark was set.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Table {
    slots: Vec<u64>,
    filled: usize,
}

/// What a table says of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Its number.
    pub number: Option<u32>,
    /// Whether its mark was set; rarely also where it was that of another text of the same hash.
    pub marked: bool,
}

const MARK: u64 = 1 << 31;
const NUMBER: u64 = MARK - 1;

impl Table {
    /// A table with room for about so many texts.
    pub fn with_capacity(texts: usize) -> Self {
        Self {
            slots: vec![0; (texts * 2).next_power_of_two().max(16)],
            filled: 0,
        }
    }

    fn hash(text: &str) -> u64 {
        xxh3_64(text.as_bytes()) >> 32
    }

    /// The slots that may be those of the hash, up to the first empty one.
    fn probe(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        let mask = self.slots.len() - 1;
        // The upper bits say where to begin: they are kept, so that the table can grow without the texts.
        let from = (hash >> (32 - self.slots.len().trailing_zeros())) as usize;
        (from..).map(move |n| n & mask).take_while(|n| self.slots[*n] != 0)
    }

    /// What is known of `text`; `is` tells whether the text of a number is this one.
    #[inline]
    pub fn get(&self, text: &str, is: impl Fn(u32) -> bool) -> Found {
        let hash = Self::hash(text);
        let mut found = Found::default();
        for at in self.probe(hash) {
            let slot = self.slots[at];
            if slot >> 32 == hash {
                found.marked |= slot & MARK != 0;
                let number = (slot & NUMBER) as u32;
                if number > 0 && is(number - 1) {
                    found.number = Some(number - 1);
                }
            }
        }
        found
    }

    /// The number of `text`, which becomes `next` where it has none yet.
    pub fn number(&mut self, text: &str, next: u32, is: impl Fn(u32) -> bool) -> u32 {
        let hash = Self::hash(text);
        let mut free = None;
        for at in self.probe(hash) {
            let slot = self.slots[at];
            if slot >> 32 == hash {
                match (slot & NUMBER) as u32 {
                    0 => free = free.or(Some(at)),
                    number if is(number - 1) => return number - 1,
                    _ => {}
                }
            }
        }
        let number = u64::from(next) + 1;
        match free {
            Some(at) => self.slots[at] |= number,
            None => self.push(hash << 32 | number),
        }
        next
    }

    /// Sets the mark of `text`.
    pub fn mark(&mut self, text: &str) {
        let hash = Self::hash(text);
        let slot = self.probe(hash).find(|at| self.slots[*at] >> 32 == hash);
        match slot {
            Some(at) => self.slots[at] |= MARK,
            None => self.push(hash << 32 | MARK),
        }
    }

    fn push(&mut self, slot: u64) {
        if (self.filled + 1) * 4 > self.slots.len() * 3 {
            let grown = vec![0; self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, grown) {
                if slot != 0 {
                    self.place(slot);
                }
            }
        }
        self.place(slot);
        self.filled += 1;
    }

    fn place(&mut self, slot: u64) {
        let at = self.probe(slot >> 32).last();
        let mask = self.slots.len() - 1;
        let from = ((slot >> 32) >> (32 - self.slots.len().trailing_zeros())) as usize;
        self.slots[at.map_or(from, |at| (at + 1) & mask)] = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let texts: Vec<String> = (0..5000).map(|n| format!("name {n}")).collect();
        let mut table = Table::with_capacity(0);
        for (n, text) in texts.iter().enumerate() {
            let is = |m: u32| texts[m as usize] == *text;
            assert_eq!(table.number(text, n as u32, is), n as u32);
            assert_eq!(table.number(text, 77_777, is), n as u32, "known already");
        }
        table.mark("name 7");
        table.mark("only marked");
        for (n, text) in texts.iter().enumerate() {
            let found = table.get(text, |m| texts[m as usize] == *text);
            assert_eq!(found.number, Some(n as u32));
            assert_eq!(found.marked, n == 7);
        }
        let marked = table.get("only marked", |_| false);
        assert_eq!((marked.number, marked.marked), (None, true));
        assert_eq!(table.get("another", |m| texts[m as usize] == "another"), Found::default());
        // A text that is only marked so far takes its number later, and keeps its mark.
        assert_eq!(table.number("only marked", 5000, |_| false), 5000);
        let both = table.get("only marked", |m| m == 5000);
        assert_eq!((both.number, both.marked), (Some(5000), true));
    }
}
