//! The index of all names: looked up word by word in the folded text, from where a name can begin, overlapping, so that no name hides another.

use super::entity::Marks;
use crate::text::{Span, TokenKind, Tokens, WordId, Words};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::ops::Range;

/// What a name is to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameForm {
    /// The main name.
    Main,
    /// Another name.
    Alias,
    /// An acronym, matched with its case.
    Acronym,
    /// A noun for the people of a country (“Iraqis”).
    Demonym,
    /// The adjective of a country (“Iraqi”).
    Adjective,
}

/// One meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameSense {
    /// Index into [`super::Gazetteer::entities`].
    pub entity: u32,
    /// What the name is to it.
    pub form: NameForm,
    /// The name as the file writes it: its capitals say what the text must have.
    pub written: Box<str>,
    /// Ambiguity marks of the row.
    pub marks: Marks,
    /// Bit n is set where the n-th token of `written`, dashes left out, begins with a capital.
    pub capitals: u32,
}

/// A name found in a text: whole tokens, with each meaning that its letters' case allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameHit {
    /// The tokens.
    pub tokens: Range<u32>,
    /// Index of the pattern, for [`NameIndex::senses`].
    pub pattern: u32,
}

/// What stands in the index under the first words of names.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// The name that is exactly these words.
    pattern: Option<u32>,
    /// Whether some name goes on after them.
    longer: bool,
}

/// A set of words by their first eight bytes: it may hold more than was put in, never less. To be asked before a dearer table is.
#[derive(Debug)]
pub(crate) struct WordFilter(Vec<u64>);

impl WordFilter {
    /// An empty filter of two to the power of `bits` bits (at least 6).
    pub fn new(bits: u32) -> Self {
        Self(vec![0; 1 << (bits - 6)])
    }

    /// The first eight bytes of the word with which a folded text begins; the word ends before a space or a line feed.
    #[inline]
    fn key(folded: &[u8]) -> u64 {
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

    fn insert_key(&mut self, key: u64) {
        let (at, bit) = self.slot(key);
        self.0[at] |= bit;
    }

    /// One key for two words that follow each other.
    #[inline]
    fn pair(first: u64, second: u64) -> u64 {
        first.wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(29) ^ second
    }

    /// Whether the first word of a folded text may have been put in.
    #[inline]
    pub fn may_hold(&self, folded: &[u8]) -> bool {
        self.may_hold_key(Self::key(folded))
    }

    #[inline]
    fn may_hold_key(&self, key: u64) -> bool {
        let (at, bit) = self.slot(key);
        self.0[at] & bit != 0
    }
}

/// All names and the table that finds them.
#[derive(Debug)]
pub struct NameIndex {
    /// By folded words: each name, and each beginning of one that ends before a space.
    entries: FxHashMap<Box<str>, Entry>,
    /// The first words of all names.
    first_words: WordFilter,
    /// The names of one word.
    single: WordFilter,
    /// The first two words of the others.
    pairs: WordFilter,
    senses: Vec<SmallVec<[NameSense; 1]>>,
    /// By word id: whether it is the first word of a name that begins with a small letter or a digit; any word with a capital may begin a name.
    openers: Vec<bool>,
    /// Whether some name begins with a digit.
    digits: bool,
}

/// Collects names before the index is built.
#[derive(Debug, Default)]
pub struct NameIndexBuilder {
    senses: Vec<SmallVec<[NameSense; 1]>>,
    entries: FxHashMap<Box<str>, Entry>,
    /// Filter keys of names of one word.
    singles: Vec<u64>,
    /// Filter keys of the first and the second word of the others.
    pairs: Vec<(u64, u64)>,
    openers: FxHashSet<String>,
    /// The tokens of the name in hand.
    tokens: Tokens,
}

impl NameIndexBuilder {
    /// A builder with room for about so many names.
    #[must_use]
    pub fn with_capacity(names: usize) -> Self {
        let mut builder = Self::default();
        builder.senses.reserve(names);
        builder.entries.reserve(names * 3 / 2);
        builder
    }

    /// Adds a name of an entity, and sets what `capitals` of the sense must be. Names that fold to nothing are passed over.
    pub fn add(&mut self, mut sense: NameSense, words: &Words, is_abbreviation: impl Fn(WordId) -> bool) {
        let written = &*sense.written;
        self.tokens.clear();
        self.tokens
            .push_sentence(written, Span::new(0, written.len()), words, is_abbreviation);
        // A name as it stands in the folded text: its tokens with one space between them.
        let folded = self.tokens.folded.trim_end();
        if folded.is_empty() {
            return;
        }
        let counted = self.tokens.list.iter().filter(|t| t.kind != TokenKind::Dash).take(32);
        sense.capitals = counted.enumerate().map(|(n, t)| u32::from(t.is_capitalised()) << n).sum();
        if !written.chars().next().is_some_and(char::is_uppercase) {
            self.openers.insert(folded.split(' ').next().unwrap_or(folded).to_string());
        }
        let pattern = self.entries.get(folded).and_then(|e| e.pattern);
        let n = pattern.unwrap_or_else(|| {
            let next = self.senses.len() as u32;
            self.senses.push(SmallVec::new());
            let key = WordFilter::key(folded.as_bytes());
            if let Some((_, rest)) = folded.split_once(' ') {
                self.pairs.push((key, WordFilter::key(rest.as_bytes())));
            } else {
                self.singles.push(key);
            }
            for (end, _) in folded.match_indices(' ') {
                if let Some(entry) = self.entries.get_mut(&folded[..end]) {
                    entry.longer = true;
                } else {
                    let entry = Entry {
                        pattern: None,
                        longer: true,
                    };
                    self.entries.insert(folded[..end].into(), entry);
                }
            }
            if let Some(entry) = self.entries.get_mut(folded) {
                entry.pattern = Some(next);
            } else {
                let entry = Entry {
                    pattern: Some(next),
                    longer: false,
                };
                self.entries.insert(folded.into(), entry);
            }
            next
        });
        let senses = &mut self.senses[n as usize];
        if !senses.iter().any(|s| s.entity == sense.entity && s.form == sense.form) {
            senses.push(sense);
        }
    }

    /// Builds the index. First words that no list has yet are added to `words`.
    #[must_use]
    pub fn build(self, words: &mut Words) -> NameIndex {
        // Eight bits a name keep the filters sharp, and those of the built-in names in the cache.
        let bits = (self.senses.len() * 8).next_power_of_two().trailing_zeros().max(18);
        let (mut first_words, mut single, mut pairs) = (WordFilter::new(bits), WordFilter::new(bits), WordFilter::new(bits));
        for key in self.singles {
            first_words.insert_key(key);
            single.insert_key(key);
        }
        for (first, second) in self.pairs {
            first_words.insert_key(first);
            pairs.insert_key(WordFilter::pair(first, second));
        }
        let mut openers = Vec::new();
        for word in &self.openers {
            let at = words.intern(word).0 as usize;
            if openers.len() <= at {
                openers.resize(at + 1, false);
            }
            openers[at] = true;
        }
        // The unknown word opens nothing.
        if let Some(unknown) = openers.first_mut() {
            *unknown = false;
        }
        let digits = self.openers.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        NameIndex {
            entries: self.entries,
            first_words,
            single,
            pairs,
            senses: self.senses,
            openers,
            digits,
        }
    }
}

impl NameIndex {
    /// The meanings of a pattern.
    #[must_use]
    pub fn senses(&self, pattern: u32) -> &[NameSense] {
        &self.senses[pattern as usize]
    }

    /// How many different names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.senses.len()
    }

    /// Whether there is no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.senses.is_empty()
    }

    /// The pattern that is exactly this folded name.
    #[must_use]
    pub fn exact(&self, folded: &str) -> Option<u32> {
        self.entries.get(folded).and_then(|e| e.pattern)
    }

    /// All names that begin at byte `start` of the folded text and end with a word: `report` gets the end and the pattern.
    fn walk(&self, folded: &str, start: usize, mut report: impl FnMut(usize, u32)) {
        let bytes = folded.as_bytes();
        let key = WordFilter::key(&bytes[start..]);
        if !self.first_words.may_hold_key(key) {
            return;
        }
        let word_end = |mut end: usize| {
            while end < bytes.len() && !matches!(bytes[end], b' ' | b'\n') {
                end += 1;
            }
            end
        };
        let mut end = word_end(start);
        // The table is asked only for words that the filters let pass: it is large, and most questions would miss the cache.
        let goes_on = bytes.get(end) == Some(&b' ') && self.pairs.may_hold_key(WordFilter::pair(key, WordFilter::key(&bytes[end + 1..])));
        if !self.single.may_hold_key(key) {
            if !goes_on {
                return;
            }
            end = word_end(end + 1);
        } else if !goes_on {
            if let Some(pattern) = self.entries.get(&folded[start..end]).and_then(|e| e.pattern) {
                report(end, pattern);
            }
            return;
        }
        loop {
            let Some(entry) = self.entries.get(&folded[start..end]) else {
                return;
            };
            if let Some(pattern) = entry.pattern {
                report(end, pattern);
            }
            if !entry.longer || bytes.get(end) != Some(&b' ') {
                return;
            }
            end = word_end(end + 1);
        }
    }

    /// All names in the text that begin and end on token borders, overlapping ones included, in order of their last tokens.
    #[must_use]
    pub fn find(&self, tokens: &Tokens) -> Vec<NameHit> {
        let folded = tokens.folded.as_str();
        let mut hits = Vec::with_capacity(tokens.list.len() / 8);
        for (first, token) in tokens.list.iter().enumerate() {
            let opens = match token.kind {
                TokenKind::Word => {
                    token.is_capitalised() || token.has_digit() || self.openers.get(token.word.0 as usize).is_some_and(|o| *o)
                }
                TokenKind::Number => self.digits,
                TokenKind::Clitic | TokenKind::Dash | TokenKind::Punct => false,
            };
            if !opens {
                continue;
            }
            let start = tokens.folded_start[first] as usize;
            self.walk(folded, start, |end, pattern| {
                // The last token is the one that begins last before the end.
                let mut last = first + 1;
                while last < tokens.list.len() && (tokens.folded_start[last] as usize) < end {
                    last += 1;
                }
                while last > first + 1 && tokens.list[last - 1].kind == TokenKind::Dash {
                    last -= 1;
                }
                hits.push(NameHit {
                    tokens: first as u32..last as u32,
                    pattern,
                });
            });
        }
        hits.sort_unstable_by_key(|h| (h.tokens.end, h.tokens.start));
        hits
    }
}
