//! Patterns over tokens: how they are written in the data, and how they are matched. Fills slots; resolves nothing.
//!
//! A pattern is a row of atoms with spaces between them:
//!
//! | written | matches |
//! |---|---|
//! | `month` | a word or phrase of a class, or a numeral that `lexeme` reads |
//! | `'of'`, `','` | that word, that mark |
//! | `-` | a hyphen or a dash |
//! | `~` | nothing; the next token must follow without white space |
//! | `*` | the ’s of a possessive |
//! | `( … \| … )` | one of several |
//! | `x?` | x or nothing |
//! | `{name}` | a fragment of that name |
//! | `&` | nothing; what follows belongs to a second date (“14 & to & 24 August”), the first `&` ends the first date and the second `&` begins the second |

mod openings;
mod parse;

pub use parse::pieces;

use super::lexeme::{Lexeme, Reading};
use super::lexicon::{Fill, Lexicon};
use super::sign::{ANY, Literals};
use super::slots::Slots;
use crate::text::{TokenKind, Tokens, WordId, Words};
use openings::{first_of, openings, required};
use parse::Parser;
use std::collections::BTreeMap;

/// One piece of a pattern.
#[derive(Debug, Clone)]
enum Node {
    /// With its bit.
    Class(u8, u64),
    Lexeme(Lexeme),
    /// With its bit.
    Word(WordId, u64),
    /// Digits as they stand.
    Digits(Box<str>),
    Mark(char),
    Dash,
    Glued,
    Possessive,
    Turn,
    Any(Vec<Way>),
    Maybe(Way),
}

/// A row of nodes, with what its first token can be.
#[derive(Debug, Clone)]
struct Way {
    nodes: Vec<Node>,
    first: u64,
    /// What its second token can be; `ANY` where it can be over after the first.
    second: u64,
    /// It can match nothing at all.
    empty: bool,
}

impl Way {
    fn new(nodes: Vec<Node>, lexicon: &Lexicon) -> Self {
        let mut first = 0;
        let empty = first_of(&nodes, &mut first);
        let mut second = 0;
        openings(&Rest { nodes: &nodes, then: None }, lexicon, &mut |_, next| second |= next);
        Self {
            nodes,
            first,
            second,
            empty,
        }
    }

    /// Whether it is worth trying at a token.
    fn can_begin(&self, source: &Source<'_>, at: usize) -> bool {
        self.empty || self.first & source.mask(at) != 0 && self.second & source.mask(at + 1) != 0
    }
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    nodes: Vec<Node>,
    /// For each of these masks every match has a token with one of its bits.
    pub required: Vec<u64>,
}

/// What a pattern has matched.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// One past its last token.
    pub end: usize,
    /// Slots of the first and second date.
    pub slots: [Slots; 2],
    /// Where the first date ends and the second begins, where the pattern has two.
    pub turns: [usize; 2],
}

/// What atoms read from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub reading: &'a Reading,
    /// One past the sentence's last token.
    pub end: usize,
    /// The sentence's first token.
    pub start: usize,
    /// For each token of the sentence what it can begin, in the bits of `sign`.
    pub masks: &'a [u64],
}

impl Source<'_> {
    /// What a token of the sentence can begin.
    pub fn mask(&self, at: usize) -> u64 {
        self.masks.get(at.wrapping_sub(self.start)).copied().unwrap_or(ANY)
    }
}

struct Rest<'n> {
    nodes: &'n [Node],
    then: Option<&'n Rest<'n>>,
}

impl Pattern {
    /// Reads a pattern. `fragments` are put in where they are named.
    pub fn compile(
        pattern: &str,
        fragments: &BTreeMap<String, String>,
        lexicon: &Lexicon,
        literals: &mut Literals,
        words: &mut Words,
    ) -> Result<Self, String> {
        let mut parser = Parser::new(words, lexicon, fragments, literals);
        let nodes = parser.parse(pattern)?;
        if first_of(&nodes, &mut 0) {
            return Err(format!("“{pattern}” can match nothing at all"));
        }
        let required = required(&nodes);
        Ok(Self { nodes, required })
    }

    /// Tells `tell` of each pair of tokens that a match can begin with, in the bits of `sign`; may tell of more.
    pub fn openings(&self, lexicon: &Lexicon, tell: &mut impl FnMut(u64, u64)) {
        let nodes = &self.nodes;
        openings(&Rest { nodes, then: None }, lexicon, tell);
    }

    /// The longest match that begins at token `at`.
    pub fn longest(&self, source: &Source<'_>, at: usize) -> Option<Hit> {
        let mut search = Search {
            source,
            best: None,
            scratch: Slots::default(),
        };
        let nodes = &self.nodes;
        search.go(&Rest { nodes, then: None }, at, None);
        search.best
    }
}

/// What an atom has read, and what was read before it: a chain from the last back to the first.
struct Step<'t> {
    before: Option<&'t Step<'t>>,
    act: Act,
}

#[derive(Clone, Copy)]
enum Act {
    Fill(Fill),
    Read(Lexeme, usize),
    Turn(usize),
}

impl Step<'_> {
    /// Puts all that was read into `hit`, the first thing first.
    fn replay(&self, source: &Source<'_>, hit: &mut Hit) {
        if let Some(before) = self.before {
            before.replay(source, hit);
        }
        let side = usize::from(hit.turns[0] != usize::MAX);
        match self.act {
            Act::Fill(fill) => fill.put(&mut hit.slots[side]),
            Act::Read(lexeme, at) => {
                lexeme.read(source, at, &mut hit.slots[side]);
            }
            Act::Turn(at) => hit.turns[side] = at,
        }
    }
}

/// One search for the longest match of a pattern.
struct Search<'s, 'a> {
    source: &'s Source<'a>,
    best: Option<Hit>,
    /// For what numerals read while nothing is kept yet.
    scratch: Slots,
}

impl Search<'_, '_> {
    /// Goes on at token `at` with what is left of the pattern; keeps the longest whole match, the first of equals. Slots are filled only where a match is kept.
    fn go(&mut self, rest: &Rest<'_>, mut at: usize, trail: Option<&Step<'_>>) {
        let source = self.source;
        let mut rest = Rest { ..*rest };
        loop {
            let Some((node, nodes)) = rest.nodes.split_first() else {
                if let Some(then) = rest.then {
                    rest = Rest { ..*then };
                    continue;
                }
                return self.keep(at, trail);
            };
            let after = Rest { nodes, then: rest.then };
            let token = (at < source.end).then(|| &source.tokens.list[at]);
            match node {
                Node::Maybe(way) => {
                    if way.can_begin(source, at) {
                        let nodes = &way.nodes;
                        self.go(&Rest { nodes, then: Some(&after) }, at, trail);
                    }
                }
                Node::Any(ways) => {
                    for way in ways {
                        if way.can_begin(source, at) {
                            let nodes = &way.nodes;
                            self.go(&Rest { nodes, then: Some(&after) }, at, trail);
                        }
                    }
                    return;
                }
                Node::Turn => {
                    let step = Step {
                        before: trail,
                        act: Act::Turn(at),
                    };
                    return self.go(&after, at, Some(&step));
                }
                Node::Glued => {
                    if !token.is_some_and(crate::text::Token::is_glued) {
                        return;
                    }
                }
                Node::Possessive => {
                    if !token.is_some_and(|t| t.kind == TokenKind::Clitic && t.of(source.text).ends_with(['s', 'S'])) {
                        return;
                    }
                    at += 1;
                }
                Node::Word(word, _) => {
                    if token.is_none_or(|t| t.word != *word) {
                        return;
                    }
                    at += 1;
                }
                Node::Digits(digits) => {
                    if token.is_none_or(|t| t.of(source.text) != &**digits) {
                        return;
                    }
                    at += 1;
                }
                Node::Mark(mark) => {
                    if !token.is_some_and(|t| t.kind == TokenKind::Punct && t.of(source.text).starts_with(*mark)) {
                        return;
                    }
                    at += 1;
                }
                Node::Dash => {
                    if token.is_none_or(|t| t.kind != TokenKind::Dash) {
                        return;
                    }
                    at += 1;
                }
                Node::Class(class, bit) => {
                    if source.mask(at) & bit == 0 || !source.reading.may_be(source, *class, at) {
                        return;
                    }
                    for (length, fill) in source.lexicon.entries(source.tokens, at, source.end, *class) {
                        let next = source.reading.over_stop(source, *class, at + length);
                        let step = Step {
                            before: trail,
                            act: Act::Fill(fill),
                        };
                        self.go(&after, next, if fill == Fill::Nothing { trail } else { Some(&step) });
                    }
                    return;
                }
                Node::Lexeme(lexeme) => {
                    if source.mask(at) & lexeme.first() == 0 {
                        return;
                    }
                    if let Some(length) = lexeme.read(source, at, &mut self.scratch) {
                        let step = Step {
                            before: trail,
                            act: Act::Read(*lexeme, at),
                        };
                        self.go(&after, at + length, Some(&step));
                    }
                    return;
                }
            }
            rest = after;
        }
    }

    fn keep(&mut self, end: usize, trail: Option<&Step<'_>>) {
        if self.best.as_ref().is_some_and(|best| end <= best.end) {
            return;
        }
        let best = self.best.insert(Hit {
            end,
            slots: [Slots::default(); 2],
            turns: [usize::MAX; 2],
        });
        if let Some(trail) = trail {
            trail.replay(self.source, best);
        }
    }
}
