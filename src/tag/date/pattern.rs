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
//! | `( … \| … )` | one of several |
//! | `x?` | x or nothing |
//! | `{name}` | a fragment of that name |
//! | `&` | nothing; what follows belongs to a second date (“14 & to & 24 August”), the first `&` ends the first date and the second `&` begins the second |

use super::lexeme::{Lexeme, Reading};
use super::lexicon::{Fill, Lexicon};
use super::sign::{ANY, DIGITS, INNER, Literals, MARKS};
use super::slots::Slots;
use crate::text::{TokenKind, Tokens, WordId, Words};
use std::collections::BTreeMap;

/// One piece of a pattern.
#[derive(Debug, Clone)]
enum Node {
    Class(u8),
    Lexeme(Lexeme),
    /// With its bit.
    Word(WordId, u64),
    /// Digits as they stand.
    Digits(Box<str>),
    Mark(char),
    Dash,
    Glued,
    Turn,
    Any(Vec<Way>),
    Maybe(Way),
}

/// A row of nodes, with what its first token can be.
#[derive(Debug, Clone)]
struct Way {
    nodes: Vec<Node>,
    first: u64,
    /// It can match nothing at all.
    empty: bool,
}

impl Way {
    fn new(nodes: Vec<Node>) -> Self {
        let mut first = 0;
        let empty = first_of(&nodes, &mut first);
        Self { nodes, first, empty }
    }
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    nodes: Vec<Node>,
    /// The classes in it, one bit each.
    pub classes: u64,
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
        let mut parser = Parser {
            words,
            lexicon,
            fragments,
            depth: 0,
            literals,
            classes: 0,
        };
        let nodes = parser.parse(pattern)?;
        let classes = parser.classes;
        if first_of(&nodes, &mut 0) {
            return Err(format!("“{pattern}” can match nothing at all"));
        }
        Ok(Self { nodes, classes })
    }

    /// Tells `tell` of each pair of tokens that a match can begin with, in the bits of `sign`; may tell of more.
    pub fn openings(&self, lexicon: &Lexicon, reading: &Reading, tell: &mut impl FnMut(u64, u64)) {
        let nodes = &self.nodes;
        openings(&Rest { nodes, then: None }, (lexicon, reading), tell);
    }

    /// The longest match that begins at token `at`.
    pub fn longest(&self, source: &Source<'_>, at: usize) -> Option<Hit> {
        let mut best = None;
        let hit = Hit {
            end: at,
            slots: [Slots::default(); 2],
            turns: [usize::MAX; 2],
        };
        go(
            &Rest {
                nodes: &self.nodes,
                then: None,
            },
            source,
            at,
            &hit,
            &mut best,
        );
        best
    }
}

/// Goes on at token `at` with what is left of the pattern; keeps the longest whole match, the first of equals. `hit` is copied only where an atom fills a slot.
fn go(rest: &Rest<'_>, source: &Source<'_>, at: usize, hit: &Hit, best: &mut Option<Hit>) {
    let Some((node, nodes)) = rest.nodes.split_first() else {
        match rest.then {
            Some(then) => go(then, source, at, hit, best),
            None => {
                if best.as_ref().is_none_or(|b| at > b.end) {
                    *best = Some(Hit { end: at, ..*hit });
                }
            }
        }
        return;
    };
    let after = Rest { nodes, then: rest.then };
    let mask = source.mask(at);
    let token = (at < source.end).then(|| &source.tokens.list[at]);
    let side = usize::from(hit.turns[0] != usize::MAX);
    match node {
        Node::Maybe(way) => {
            if way.empty || way.first & mask != 0 {
                go(
                    &Rest {
                        nodes: &way.nodes,
                        then: Some(&after),
                    },
                    source,
                    at,
                    hit,
                    best,
                );
            }
            go(&after, source, at, hit, best);
        }
        Node::Any(ways) => {
            for way in ways {
                if way.empty || way.first & mask != 0 {
                    go(
                        &Rest {
                            nodes: &way.nodes,
                            then: Some(&after),
                        },
                        source,
                        at,
                        hit,
                        best,
                    );
                }
            }
        }
        Node::Turn => {
            let mut next = *hit;
            next.turns[side] = at;
            go(&after, source, at, &next, best);
        }
        Node::Glued => {
            if token.is_some_and(crate::text::Token::is_glued) {
                go(&after, source, at, hit, best);
            }
        }
        Node::Word(word, _) => {
            if token.is_some_and(|t| t.word == *word) {
                go(&after, source, at + 1, hit, best);
            }
        }
        Node::Digits(digits) => {
            if token.is_some_and(|t| t.of(source.text) == &**digits) {
                go(&after, source, at + 1, hit, best);
            }
        }
        Node::Mark(mark) => {
            if token.is_some_and(|t| t.kind == TokenKind::Punct && t.of(source.text).starts_with(*mark)) {
                go(&after, source, at + 1, hit, best);
            }
        }
        Node::Dash => {
            if token.is_some_and(|t| t.kind == TokenKind::Dash) {
                go(&after, source, at + 1, hit, best);
            }
        }
        Node::Class(class) => {
            if mask & (1 << class) == 0 {
                return;
            }
            for (length, fill) in source.lexicon.entries(source.tokens, at, source.end, *class) {
                if !source.reading.may_be(source, *class, at) {
                    continue;
                }
                let next = source.reading.over_stop(source, *class, at + length);
                if fill == Fill::Nothing {
                    go(&after, source, next, hit, best);
                } else {
                    let mut filled = *hit;
                    fill.put(&mut filled.slots[side]);
                    go(&after, source, next, &filled, best);
                }
            }
        }
        Node::Lexeme(lexeme) => {
            if mask & lexeme.first() == 0 {
                return;
            }
            let mut filled = *hit;
            if let Some(length) = lexeme.read(source, at, &mut filled.slots[side]) {
                go(&after, source, at + length, &filled, best);
            }
        }
    }
}

/// Adds what a row of nodes can begin with; says whether it can be empty.
fn first_of(nodes: &[Node], mask: &mut u64) -> bool {
    for node in nodes {
        let empty = match node {
            Node::Class(class) => {
                *mask |= 1 << class;
                false
            }
            Node::Lexeme(lexeme) => {
                *mask |= lexeme.first();
                false
            }
            Node::Digits(_) => {
                *mask |= DIGITS;
                false
            }
            Node::Word(_, bit) => {
                *mask |= bit;
                false
            }
            Node::Mark(_) | Node::Dash => {
                *mask |= MARKS;
                false
            }
            Node::Glued | Node::Turn => true,
            Node::Maybe(way) => {
                first_of(&way.nodes, mask);
                true
            }
            Node::Any(ways) => {
                let mut any = false;
                for way in ways {
                    any |= first_of(&way.nodes, mask);
                }
                any
            }
        };
        if !empty {
            return false;
        }
    }
    true
}

/// Tells `tell` of each pair of tokens that a row of nodes can begin with.
fn openings(rest: &Rest<'_>, grammar: (&Lexicon, &Reading), tell: &mut impl FnMut(u64, u64)) {
    let Some((node, nodes)) = rest.nodes.split_first() else {
        if let Some(then) = rest.then {
            openings(then, grammar, tell);
        }
        return;
    };
    let after = Rest { nodes, then: rest.then };
    let mut next = 0;
    head_of(&after, &mut next);
    match node {
        Node::Class(class) => {
            let (lexicon, reading) = grammar;
            if lexicon.has_phrases(*class) {
                next |= INNER | MARKS;
            }
            // The stop of an abbreviation.
            if *class == reading.month || *class == reading.weekday {
                next |= MARKS;
            }
            tell(1 << class, next);
        }
        Node::Lexeme(lexeme) => {
            for opening in lexeme.openings() {
                tell(opening.first, opening.second | if opening.over { next } else { 0 });
            }
        }
        Node::Word(_, bit) => tell(*bit, next),
        Node::Digits(_) => tell(DIGITS, next),
        Node::Mark(_) | Node::Dash => tell(MARKS, next),
        Node::Maybe(way) => {
            let nodes = &way.nodes;
            openings(&Rest { nodes, then: Some(&after) }, grammar, tell);
            openings(&after, grammar, tell);
        }
        Node::Any(ways) => {
            for way in ways {
                let nodes = &way.nodes;
                openings(&Rest { nodes, then: Some(&after) }, grammar, tell);
            }
        }
        Node::Glued | Node::Turn => openings(&after, grammar, tell),
    }
}

/// Adds what the rest of a pattern can begin with; everything, where it can be over.
fn head_of(rest: &Rest<'_>, mask: &mut u64) {
    if first_of(rest.nodes, mask) {
        match rest.then {
            Some(then) => head_of(then, mask),
            None => *mask |= ANY,
        }
    }
}

struct Parser<'p> {
    words: &'p mut Words,
    lexicon: &'p Lexicon,
    fragments: &'p BTreeMap<String, String>,
    depth: u8,
    literals: &'p mut Literals,
    classes: u64,
}

impl Parser<'_> {
    fn parse(&mut self, pattern: &str) -> Result<Vec<Node>, String> {
        let mut ways = self.ways(&mut pieces(pattern).into_iter().peekable(), pattern)?;
        Ok(if ways.len() == 1 {
            ways.remove(0)
        } else {
            vec![Node::Any(ways.into_iter().map(Way::new).collect())]
        })
    }

    fn ways(&mut self, pieces: &mut std::iter::Peekable<std::vec::IntoIter<String>>, pattern: &str) -> Result<Vec<Vec<Node>>, String> {
        let mut ways = vec![Vec::new()];
        while let Some(piece) = pieces.next() {
            let node = match piece.as_str() {
                ")" => return Ok(ways),
                "|" => {
                    ways.push(Vec::new());
                    continue;
                }
                "(" => Node::Any(self.ways(pieces, pattern)?.into_iter().map(Way::new).collect()),
                "?" => return Err(format!("“{pattern}”: nothing stands before ?")),
                atom => self.atom(atom)?,
            };
            let node = if pieces.peek().is_some_and(|p| p == "?") {
                pieces.next();
                Node::Maybe(Way::new(vec![node]))
            } else {
                node
            };
            if let Some(way) = ways.last_mut() {
                way.push(node);
            }
        }
        Ok(ways)
    }

    fn atom(&mut self, atom: &str) -> Result<Node, String> {
        if let Some(name) = atom.strip_prefix('{').and_then(|a| a.strip_suffix('}')) {
            let fragment = self
                .fragments
                .get(name)
                .ok_or_else(|| format!("no fragment is called {{{name}}}"))?
                .clone();
            self.depth += 1;
            if self.depth > 8 {
                return Err(format!("fragment {{{name}}} contains itself"));
            }
            let nodes = self.parse(&fragment)?;
            self.depth -= 1;
            return Ok(Node::Any(vec![Way::new(nodes)]));
        }
        if let Some(literal) = atom.strip_prefix('\'').and_then(|a| a.strip_suffix('\'')) {
            let mut letters = literal.chars();
            return match (letters.next(), letters.next()) {
                (Some(mark), None) if !mark.is_alphanumeric() => Ok(Node::Mark(mark)),
                (Some(digit), _) if digit.is_ascii_digit() => Ok(Node::Digits(literal.into())),
                (Some(_), _) => {
                    let word = self.words.intern(literal);
                    Ok(Node::Word(word, self.literals.bit(word)))
                }
                (None, _) => Err("an empty literal".into()),
            };
        }
        Ok(match atom {
            "-" => Node::Dash,
            "~" => Node::Glued,
            "&" => Node::Turn,
            name => match (self.lexicon.class(name), Lexeme::named(name)) {
                (Some(class), _) => {
                    self.classes |= 1 << class;
                    Node::Class(class)
                }
                (None, Some(lexeme)) => Node::Lexeme(lexeme),
                (None, None) => return Err(format!("“{name}” is neither a class of words nor a numeral")),
            },
        })
    }
}

/// Cuts a pattern into atoms, brackets and signs.
pub fn pieces(pattern: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for c in pattern.chars() {
        if c == '\'' {
            quoted = !quoted;
            word.push(c);
        } else if quoted {
            word.push(c);
        } else if c.is_whitespace() || matches!(c, '(' | ')' | '|' | '?') {
            if !word.is_empty() {
                out.push(std::mem::take(&mut word));
            }
            if !c.is_whitespace() {
                out.push(c.to_string());
            }
        } else {
            word.push(c);
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}
