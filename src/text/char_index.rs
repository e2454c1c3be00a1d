//! From byte offsets to Unicode code-point offsets.

use super::Span;

/// One checkpoint a block, so that a lookup counts at most this many bytes.
const BLOCK: usize = 32;

/// Maps byte offsets of a text to code-point offsets, as Python and R index strings.
#[derive(Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// Code points before each block; empty where the whole text is ASCII and both offsets are the same.
    before: Vec<u32>,
}

impl<'t> CharIndex<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut n = 0u32;
            for block in text.as_bytes().chunks(BLOCK) {
                before.push(n);
                n += count(block);
            }
            before.push(n);
        }
        Self { text, before }
    }

    /// The number of code points before byte `at`.
    #[must_use]
    pub fn chars(&self, at: usize) -> usize {
        if self.before.is_empty() {
            return at;
        }
        let block = at / BLOCK;
        (self.before[block] + count(&self.text.as_bytes()[block * BLOCK..at])) as usize
    }

    /// The same span in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.chars(span.from()), self.chars(span.to()))
    }
}

/// Code points that begin in these bytes: all but continuation bytes. Eight bytes at a time, as each mention asks for two offsets.
fn count(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let continued = words.iter().chain([&last]).map(|w| continuation_bytes(u64::from_le_bytes(*w)));
    bytes.len() as u32 - continued.sum::<u32>()
}

/// How many of eight bytes have the bits 10 in front.
const fn continuation_bytes(word: u64) -> u32 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    ((word >> 7) & !(word >> 6) & ONES).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_across_blocks() {
        let text = "é’🙂a".repeat(200);
        let index = CharIndex::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(at), n);
        }
        assert_eq!(index.chars(text.len()), text.chars().count());
    }
}
