//! What a token can begin, as one bit a kind: the cheap question that is asked before a pattern is tried. Knows classes and literal words by their bits only.
//!
//! The lowest bits are the classes that patterns name, then come bits that literal words share, then those below.

use super::lexicon::MASKED_CLASSES;
use crate::text::{Token, TokenKind, WordId};
use std::collections::BTreeMap;

/// A number word or an ordinal.
pub const NUMBER_WORD: u64 = 1 << MASKED_CLASSES;
/// A token of letters and digits, or digits that are neither of the next two.
pub const OTHER_DIGITS: u64 = 1 << (MASKED_CLASSES + 1);
pub const FOUR_DIGITS: u64 = 1 << (MASKED_CLASSES + 2);
/// One or two digits.
pub const SHORT_DIGITS: u64 = 1 << (MASKED_CLASSES + 3);
pub const DASH: u64 = 1 << (MASKED_CLASSES + 4);
/// An apostrophe, or a mark that may fold to nothing as one does.
pub const APOSTROPHE: u64 = 1 << (MASKED_CLASSES + 5);
pub const OTHER_MARK: u64 = 1 << (MASKED_CLASSES + 6);
/// A word inside a phrase, behind the first.
pub const INNER: u64 = 1 << (MASKED_CLASSES + 7);
/// A word that numerals look for behind their first token: “to”, “and”, “p.m.”.
pub const JOINT: u64 = 1 << (MASKED_CLASSES + 8);
/// A word that follows the token before it without white space.
pub const GLUED: u64 = 1 << (MASKED_CLASSES + 9);
/// Every token, and the end of the sentence.
pub const ANY: u64 = 1 << (MASKED_CLASSES + 10);
const COMMA: u64 = 1 << (MASKED_CLASSES + 11);
pub const STOP: u64 = 1 << (MASKED_CLASSES + 12);

/// All digits.
pub const DIGITS: u64 = OTHER_DIGITS | FOUR_DIGITS | SHORT_DIGITS;
/// What no pattern names: a token of these only stands in no expression.
pub const UNNAMED: u64 = JOINT | GLUED | ANY;

/// The bits of a token that do not hang on which word it is.
pub fn of_shape(token: &Token, text: &str) -> u64 {
    ANY | match token.kind {
        TokenKind::Word => {
            let glued = if token.is_glued() { GLUED } else { 0 };
            glued | if token.has_digit() { OTHER_DIGITS } else { 0 }
        }
        TokenKind::Number => match token.span.len() {
            0..=2 => SHORT_DIGITS,
            4 => FOUR_DIGITS,
            _ => OTHER_DIGITS,
        },
        TokenKind::Dash => DASH,
        TokenKind::Clitic => OTHER_MARK,
        TokenKind::Punct => match token.of(text).as_bytes().first() {
            Some(b',') => COMMA,
            Some(b'.') => STOP,
            Some(b'\'' | b'`' | 0x80..) => APOSTROPHE,
            _ => OTHER_MARK,
        },
    }
}

/// The bit of the marks that begin with this one.
pub const fn of_mark(mark: char) -> u64 {
    match mark {
        ',' => COMMA,
        '.' => STOP,
        _ => OTHER_MARK | APOSTROPHE,
    }
}

/// The bits of literal words, several words to a bit where there are more words than bits.
#[derive(Debug)]
pub struct Literals {
    by_word: BTreeMap<WordId, u64>,
    /// The first bit that no class has.
    from: usize,
}

impl Literals {
    /// `from`: how many bits the classes take.
    pub const fn new(from: usize) -> Self {
        Self {
            by_word: BTreeMap::new(),
            from,
        }
    }

    /// The bit of a word.
    pub fn bit(&mut self, word: WordId) -> u64 {
        let free = MASKED_CLASSES.saturating_sub(self.from);
        // The first words, which are the most used, have one each; the last four bits are shared by the rest.
        let (count, own) = (self.by_word.len(), free.saturating_sub(4));
        let place = if count < own {
            count
        } else {
            own + (count - own) % (free - own).max(1)
        };
        let bit = 1 << (self.from + place).min(MASKED_CLASSES - 1);
        *self.by_word.entry(word).or_insert(bit)
    }

    /// All words that have one, with their bits.
    pub fn all(&self) -> impl Iterator<Item = (WordId, u64)> + '_ {
        self.by_word.iter().map(|(word, bit)| (*word, *bit))
    }
}

/// Which rules can match where two given tokens stand, one bit a rule.
#[derive(Debug)]
pub struct Openings {
    /// By the first token's bit and the second's.
    pairs: Vec<u128>,
}

impl Openings {
    /// The most rules there can be.
    pub const MAX_RULES: usize = 128;

    /// None yet.
    pub fn new() -> Self {
        Self { pairs: vec![0; 64 * 64] }
    }

    /// Notes that a rule can match where a token with a bit of `first` is followed by one with a bit of `second`.
    pub fn add(&mut self, rule: usize, first: u64, second: u64) {
        for one in bits(first) {
            for two in bits(second) {
                self.pairs[one * 64 + two] |= 1 << rule;
            }
        }
    }

    /// The rules to try where these two tokens stand.
    pub fn rules(&self, first: u64, second: u64) -> u128 {
        let mut rules = 0;
        for one in bits(first) {
            let row = &self.pairs[one * 64..one * 64 + 64];
            for two in bits(second) {
                rules |= row[two];
            }
        }
        rules
    }
}

/// The places of the bits that are set.
pub fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = mask.trailing_zeros() as usize;
        (mask != 0).then(|| {
            mask &= mask - 1;
            at
        })
    })
}
