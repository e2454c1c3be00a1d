//! The index of all names: looked up word by word in the folded text, from where a name can begin, overlapping, so that no name hides another.

use super::entity::Marks;
use super::filter::WordFilter;
use super::table::{Found, Table};
use crate::text::{Span, TokenKind, Tokens, WordId, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a name is to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
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

/// All names and the table that finds them. Flat, so that it is written to a file and read from one as it is.
#[derive(Debug, Deserialize, Serialize)]
pub struct NameIndex {
    /// By folded words: the number of each name, and a mark on each beginning of a longer one that ends before a space.
    table: Table,
    /// The folded names, one after the other, and where each ends.
    folded: String,
    ends: Vec<u32>,
    /// The first words of all names.
    first_words: WordFilter,
    /// The names of one word.
    single: WordFilter,
    /// The first two words of the others.
    pairs: WordFilter,
    /// The senses of all names, those of one after the other, and where each begins, and the end of the last.
    senses: Vec<NameSense>,
    sense_starts: Vec<u32>,
    /// The first words of names that begin with a small letter or a digit; any word with a capital may begin a name.
    opening: Vec<String>,
    /// By word id: whether it is one of them.
    #[serde(skip)]
    openers: Vec<bool>,
    /// Whether some name begins with a digit.
    digits: bool,
}

/// Collects names before the index is built.
#[derive(Debug)]
pub struct NameIndexBuilder {
    table: Table,
    folded: String,
    ends: Vec<u32>,
    /// Each sense with the number of its name.
    senses: Vec<(u32, NameSense)>,
    /// Filter keys of names of one word.
    singles: Vec<u64>,
    /// Filter keys of the first and the second word of the others.
    pairs: Vec<(u64, u64)>,
    openers: BTreeSet<String>,
    /// The tokens of the name in hand.
    tokens: Tokens,
}

/// The text of a name: texts stand one after the other.
fn text_of<'f>(folded: &'f str, ends: &[u32], pattern: u32) -> &'f str {
    let at = pattern as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &folded[start..ends[at] as usize]
}

impl NameIndexBuilder {
    /// A builder with room for about so many names.
    #[must_use]
    pub fn with_capacity(names: usize) -> Self {
        Self {
            table: Table::with_capacity(names * 3 / 2),
            folded: String::with_capacity(names * 12),
            ends: Vec::with_capacity(names),
            senses: Vec::with_capacity(names),
            singles: Vec::new(),
            pairs: Vec::new(),
            openers: BTreeSet::new(),
            tokens: Tokens::default(),
        }
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
            let first = folded.split(' ').next().unwrap_or(folded);
            if !self.openers.contains(first) {
                self.openers.insert(first.to_string());
            }
        }
        let next = self.ends.len() as u32;
        let pattern = self.table.number(folded, next, |n| text_of(&self.folded, &self.ends, n) == folded);
        if pattern == next {
            self.folded.push_str(folded);
            self.ends.push(self.folded.len() as u32);
            let key = WordFilter::key(folded.as_bytes());
            if let Some((_, rest)) = folded.split_once(' ') {
                self.pairs.push((key, WordFilter::key(rest.as_bytes())));
            } else {
                self.singles.push(key);
            }
            for (end, _) in folded.match_indices(' ') {
                self.table.mark(&folded[..end]);
            }
        }
        self.senses.push((pattern, sense));
    }

    /// Builds the index.
    #[must_use]
    pub fn build(mut self) -> NameIndex {
        // Eight bits a name keep the filters sharp, and those of the built-in names in the cache.
        let bits = (self.ends.len() * 8).next_power_of_two().trailing_zeros().max(18);
        let (mut first_words, mut single, mut pairs) = (WordFilter::new(bits), WordFilter::new(bits), WordFilter::new(bits));
        for key in self.singles {
            first_words.insert_key(key);
            single.insert_key(key);
        }
        for (first, second) in self.pairs {
            first_words.insert_key(first);
            pairs.insert_key(WordFilter::pair(first, second));
        }
        // Stable: of one name the senses stay in the order of the files.
        self.senses.sort_by_key(|(pattern, _)| *pattern);
        let mut senses: Vec<NameSense> = Vec::with_capacity(self.senses.len());
        let mut sense_starts = Vec::with_capacity(self.ends.len() + 1);
        for (pattern, sense) in self.senses {
            if sense_starts.len() <= pattern as usize {
                sense_starts.push(senses.len() as u32);
            }
            let start = sense_starts[pattern as usize] as usize;
            if !senses[start..].iter().any(|s| s.entity == sense.entity && s.form == sense.form) {
                senses.push(sense);
            }
        }
        sense_starts.push(senses.len() as u32);
        NameIndex {
            digits: self.openers.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit())),
            table: self.table,
            folded: self.folded,
            ends: self.ends,
            first_words,
            single,
            pairs,
            senses,
            sense_starts,
            opening: self.openers.into_iter().collect(),
            openers: Vec::new(),
        }
    }
}

impl NameIndex {
    /// Gives the first words of names their ids; those that no list has yet are added to `words`. To be called before anything is looked for.
    pub fn intern(&mut self, words: &mut Words) {
        for word in &self.opening {
            let at = words.intern(word).0 as usize;
            if self.openers.len() <= at {
                self.openers.resize(at + 1, false);
            }
            self.openers[at] = true;
        }
        // The unknown word opens nothing.
        if let Some(unknown) = self.openers.first_mut() {
            *unknown = false;
        }
    }

    /// The meanings of a pattern.
    #[must_use]
    pub fn senses(&self, pattern: u32) -> &[NameSense] {
        let at = pattern as usize;
        &self.senses[self.sense_starts[at] as usize..self.sense_starts[at + 1] as usize]
    }

    /// How many different names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The pattern that is exactly this folded name.
    #[must_use]
    pub fn exact(&self, folded: &str) -> Option<u32> {
        self.lookup(folded).number
    }

    fn lookup(&self, folded: &str) -> Found {
        self.table.get(folded, |n| text_of(&self.folded, &self.ends, n) == folded)
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
            if let Some(pattern) = self.exact(&folded[start..end]) {
                report(end, pattern);
            }
            return;
        }
        loop {
            let found = self.lookup(&folded[start..end]);
            if let Some(pattern) = found.number {
                report(end, pattern);
            }
            if !found.marked || bytes.get(end) != Some(&b' ') {
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
