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

/// Code points that begin in these bytes: all but continuation bytes.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count() as u32
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
