//! The automaton over all names: Aho-Corasick over the folded text, entered where a name can begin, overlapping, so that no name hides another.

use super::entity::Marks;
use crate::text::{Span, TokenKind, Tokens, WordId, Words};
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
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
}

/// A name found in a text: whole tokens, with each meaning that its letters' case allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameHit {
    /// The tokens.
    pub tokens: Range<u32>,
    /// Index of the pattern, for [`NameIndex::senses`].
    pub pattern: u32,
}

/// All names and the automaton that finds them.
#[derive(Debug)]
pub struct NameIndex {
    automaton: NFA,
    senses: Vec<Vec<NameSense>>,
    /// First words of names that begin with a small letter or a digit; any word with a capital may begin a name.
    openers: FxHashSet<WordId>,
    /// Whether some name begins with a digit.
    digits: bool,
}

/// Collects names before the automaton is built.
#[derive(Debug, Default)]
pub struct NameIndexBuilder {
    patterns: Vec<String>,
    senses: Vec<Vec<NameSense>>,
    known: FxHashMap<String, u32>,
    openers: FxHashSet<String>,
}

impl NameIndexBuilder {
    /// Adds a name of an entity. Names that fold to nothing are passed over.
    pub fn add(&mut self, written: &str, sense: NameSense, words: &Words, is_abbreviation: &dyn Fn(&str) -> bool) {
        let folded = folded_name(written, words, is_abbreviation);
        if folded.is_empty() {
            return;
        }
        if !written.chars().next().is_some_and(char::is_uppercase) {
            self.openers.insert(folded.split(' ').next().unwrap_or(&folded).to_string());
        }
        let next = self.patterns.len() as u32;
        let n = *self.known.entry(folded.clone()).or_insert(next);
        if n == next {
            self.patterns.push(folded);
            self.senses.push(Vec::new());
        }
        let senses = &mut self.senses[n as usize];
        if !senses.iter().any(|s| s.entity == sense.entity && s.form == sense.form) {
            senses.push(sense);
        }
    }

    /// Builds the automaton. First words that no list has yet are added to `words`.
    ///
    /// # Panics
    /// Never for names shorter than gigabytes.
    #[must_use]
    pub fn build(self, words: &mut Words) -> NameIndex {
        let automaton = NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(&self.patterns)
            .expect("names fit into an automaton");
        let openers = self.openers.iter().map(|w| words.intern(w)).collect();
        let digits = self.openers.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        NameIndex {
            automaton,
            senses: self.senses,
            openers,
            digits,
        }
    }
}

/// A name as it stands in the folded text: its tokens with one space between them.
fn folded_name(written: &str, words: &Words, is_abbreviation: &dyn Fn(&str) -> bool) -> String {
    let mut tokens = Tokens::default();
    tokens.push_sentence(written, Span::new(0, written.len()), words, |id| is_abbreviation(words.text(id)));
    tokens.folded.trim_end().to_string()
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
        let mut found = None;
        self.walk(folded.as_bytes(), 0, |end, pattern| {
            if end == folded.len() {
                found = Some(pattern);
            }
        });
        found
    }

    /// All names that begin at byte `start` of the folded text and end with a word: `report` gets the end and the pattern.
    fn walk(&self, folded: &[u8], start: usize, mut report: impl FnMut(usize, u32)) {
        let Ok(mut state) = self.automaton.start_state(Anchored::Yes) else {
            return;
        };
        for (n, byte) in folded[start..].iter().enumerate() {
            state = self.automaton.next_state(Anchored::Yes, state, *byte);
            if self.automaton.is_dead(state) {
                return;
            }
            let end = start + n + 1;
            let closes = folded.get(end).is_none_or(|b| matches!(b, b' ' | b'\n'));
            if !closes || !self.automaton.is_match(state) {
                continue;
            }
            for m in 0..self.automaton.match_len(state) {
                let pattern = self.automaton.match_pattern(state, m);
                // A state also knows the names that end here but began later.
                if self.automaton.pattern_len(pattern) == end - start {
                    report(end, pattern.as_u32());
                }
            }
        }
    }

    /// All names in the text that begin and end on token borders, overlapping ones included, in order of their last tokens.
    #[must_use]
    pub fn find(&self, tokens: &Tokens) -> Vec<NameHit> {
        let folded = tokens.folded.as_bytes();
        let mut hits = Vec::new();
        for (first, token) in tokens.list.iter().enumerate() {
            let opens = match token.kind {
                TokenKind::Word => {
                    token.is_capitalised() || token.has_digit() || self.openers.contains(&token.word) && token.word.is_known()
                }
                TokenKind::Number => self.digits,
                TokenKind::Clitic | TokenKind::Dash | TokenKind::Punct => false,
            };
            if !opens {
                continue;
            }
            self.walk(folded, tokens.folded_start[first] as usize, |end, pattern| {
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
        hits.sort_by_key(|h| (h.tokens.end, h.tokens.start));
        hits
    }
}
