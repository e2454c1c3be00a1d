//! The words that the program knows, each with a small number, so that stages compare numbers and not strings.

use super::fold::{fold, fold_into};
use rustc_hash::FxHashMap;

/// Number of a folded word in a [`Words`] table; [`WordId::UNKNOWN`] for a word that is in no list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that no list names.
    pub const UNKNOWN: Self = Self(0);

    /// Whether some list names the word.
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// Interned folded words.
#[derive(Debug, Default)]
pub struct Words {
    /// Words of at most [`SHORT`] bytes, packed: looking one up follows no pointer, and nearly every word of a text is looked up once.
    short: FxHashMap<u128, WordId>,
    long: FxHashMap<Box<str>, WordId>,
    texts: Vec<Box<str>>,
}

/// Longest word that is packed, in bytes.
const SHORT: usize = 15;

/// A short word and its length in one number.
fn pack(word: &str) -> u128 {
    let mut bytes = [0; SHORT + 1];
    bytes[..word.len()].copy_from_slice(word.as_bytes());
    bytes[SHORT] = word.len() as u8;
    u128::from_le_bytes(bytes)
}

impl Words {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self {
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            texts: vec!["".into()],
        }
    }

    /// The id of `word`, which is added where it is not yet known. `word` is folded first.
    pub fn intern(&mut self, word: &str) -> WordId {
        let folded = fold(word);
        let known = self.get_folded(&folded);
        // The empty word has the unknown one's text, and stays unknown.
        if known.is_known() || folded.is_empty() {
            return known;
        }
        let id = WordId(self.texts.len() as u32);
        self.texts.push(folded.clone().into_boxed_str());
        if folded.len() <= SHORT {
            self.short.insert(pack(&folded), id);
        } else {
            self.long.insert(folded.into_boxed_str(), id);
        }
        id
    }

    /// The id of a word that is folded already.
    #[must_use]
    pub fn get_folded(&self, folded: &str) -> WordId {
        let id = if folded.len() <= SHORT {
            self.short.get(&pack(folded))
        } else {
            self.long.get(folded)
        };
        id.copied().unwrap_or_default()
    }

    /// The id of a folded word of at most fifteen bytes, given as a little-endian number with zeros behind its `length` bytes.
    #[must_use]
    pub fn get_packed(&self, folded: u128, length: usize) -> WordId {
        self.short
            .get(&(folded | (length as u128) << (8 * SHORT)))
            .copied()
            .unwrap_or_default()
    }

    /// The id of `word` as it stands in a text.
    #[must_use]
    pub fn get(&self, word: &str) -> WordId {
        let mut folded = String::with_capacity(word.len());
        fold_into(word, &mut folded);
        self.get_folded(&folded)
    }

    /// The folded word of an id.
    #[must_use]
    pub fn text(&self, id: WordId) -> &str {
        &self.texts[id.0 as usize]
    }

    /// How many ids there are, the unknown one included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether no word is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.len() <= 1
    }
}
