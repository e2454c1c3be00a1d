//! The automaton over all names: Aho-Corasick over the folded text, overlapping, so that no name hides another.

use super::entity::Marks;
use crate::text::{Span, TokenKind, Tokens, Words};
use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;
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
    automaton: AhoCorasick,
    senses: Vec<Vec<NameSense>>,
}

/// Collects names before the automaton is built.
#[derive(Debug, Default)]
pub struct NameIndexBuilder {
    patterns: Vec<String>,
    senses: Vec<Vec<NameSense>>,
    known: FxHashMap<String, u32>,
}

impl NameIndexBuilder {
    /// Adds a name of an entity. Names that fold to nothing are passed over.
    pub fn add(&mut self, written: &str, sense: NameSense, words: &Words, is_abbreviation: &dyn Fn(&str) -> bool) {
        let folded = folded_name(written, words, is_abbreviation);
        if folded.is_empty() {
            return;
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

    /// Builds the automaton.
    ///
    /// # Panics
    /// Never for names shorter than gigabytes.
    #[must_use]
    pub fn build(self) -> NameIndex {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Both)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&self.patterns)
            .expect("names fit into an automaton");
        NameIndex {
            automaton,
            senses: self.senses,
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
        self.automaton
            .find_overlapping_iter(folded)
            .find(|m| m.start() == 0 && m.end() == folded.len())
            .map(|m| m.pattern().as_u32())
    }

    /// Appends all names that begin with this token and end on a token border. Reads no further than some name goes on: much faster than a search of the whole
    /// text where it is known which words can begin a name.
    pub fn find_at(&self, tokens: &Tokens, first: u32, out: &mut Vec<NameHit>) {
        let folded = tokens.folded.as_bytes();
        let start = tokens.folded_start[first as usize] as usize;
        let input = Input::new(&tokens.folded).span(start..folded.len()).anchored(Anchored::Yes);
        let mut state = OverlappingState::start();
        while self.automaton.try_find_overlapping(input.clone(), &mut state).is_ok() {
            let Some(found) = state.get_match() else { return };
            let end = found.end();
            if end != folded.len() && !matches!(folded[end], b' ' | b'\n') {
                continue;
            }
            let ahead = &tokens.folded_start[first as usize..];
            let mut last = first + ahead.iter().take_while(|s| (**s as usize) < end).count() as u32;
            while last > first + 1 && tokens.list[last as usize - 1].kind == TokenKind::Dash {
                last -= 1;
            }
            out.push(NameHit {
                tokens: first..last,
                pattern: found.pattern().as_u32(),
            });
        }
    }

    /// All names in the text that begin and end on token borders, overlapping ones included, in order of their ends.
    pub fn find<'a>(&'a self, tokens: &'a Tokens) -> impl Iterator<Item = NameHit> + 'a {
        let folded = tokens.folded.as_bytes();
        self.automaton.find_overlapping_iter(&tokens.folded).filter_map(move |m| {
            let (start, end) = (m.start(), m.end());
            let opens = start == 0 || matches!(folded[start - 1], b' ' | b'\n');
            let closes = end == folded.len() || matches!(folded[end], b' ' | b'\n');
            if !opens || !closes {
                return None;
            }
            let first = tokens.at_folded(start)?;
            // The last token is the one that begins last before the end.
            let mut last = tokens.folded_start.partition_point(|s| (*s as usize) < end) as u32;
            while last > first + 1 && tokens.list[last as usize - 1].kind == TokenKind::Dash {
                last -= 1;
            }
            Some(NameHit {
                tokens: first..last,
                pattern: m.pattern().as_u32(),
            })
        })
    }
}
