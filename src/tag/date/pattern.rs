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
use super::sign::{ANY, APOSTROPHE, DASH, DIGITS, INNER, Literals, STOP, of_mark};
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
                Node::Class(class) => {
                    if source.mask(at) & (1 << class) == 0 || !source.reading.may_be(source, *class, at) {
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
            Node::Mark(mark) => {
                *mask |= of_mark(*mark);
                false
            }
            Node::Dash => {
                *mask |= DASH;
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
fn openings(rest: &Rest<'_>, lexicon: &Lexicon, tell: &mut impl FnMut(u64, u64)) {
    let Some((node, nodes)) = rest.nodes.split_first() else {
        if let Some(then) = rest.then {
            openings(then, lexicon, tell);
        }
        return;
    };
    let after = Rest { nodes, then: rest.then };
    let mut next = 0;
    head_of(&after, &mut next);
    match node {
        Node::Class(class) => {
            if lexicon.has_phrases(*class) {
                next |= INNER | DASH | APOSTROPHE;
            }
            // The stop of an abbreviation.
            if lexicon.class("month") == Some(*class) || lexicon.class("weekday") == Some(*class) {
                next |= STOP;
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
        Node::Mark(mark) => tell(of_mark(*mark), next),
        Node::Dash => tell(DASH, next),
        Node::Maybe(way) => {
            let nodes = &way.nodes;
            openings(&Rest { nodes, then: Some(&after) }, lexicon, tell);
            openings(&after, lexicon, tell);
        }
        Node::Any(ways) => {
            for way in ways {
                let nodes = &way.nodes;
                openings(&Rest { nodes, then: Some(&after) }, lexicon, tell);
            }
        }
        Node::Glued | Node::Turn => openings(&after, lexicon, tell),
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
            vec![Node::Any(ways.into_iter().map(|way| Way::new(way, self.lexicon)).collect())]
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
                "(" => Node::Any(
                    self.ways(pieces, pattern)?
                        .into_iter()
                        .map(|way| Way::new(way, self.lexicon))
                        .collect(),
                ),
                "?" => return Err(format!("“{pattern}”: nothing stands before ?")),
                atom => self.atom(atom)?,
            };
            let node = if pieces.peek().is_some_and(|p| p == "?") {
                pieces.next();
                Node::Maybe(Way::new(vec![node], self.lexicon))
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
            return Ok(Node::Any(vec![Way::new(nodes, self.lexicon)]));
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
