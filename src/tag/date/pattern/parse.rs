//! Reads patterns as they are written in the data.

use super::{Node, Way};
use crate::tag::date::lexeme::Lexeme;
use crate::tag::date::lexicon::Lexicon;
use crate::tag::date::sign::Literals;
use crate::text::Words;
use std::collections::BTreeMap;

/// Turns one pattern into nodes.
pub(super) struct Parser<'p> {
    words: &'p mut Words,
    lexicon: &'p Lexicon,
    fragments: &'p BTreeMap<String, String>,
    depth: u8,
    literals: &'p mut Literals,
}

impl<'p> Parser<'p> {
    pub(super) fn new(
        words: &'p mut Words,
        lexicon: &'p Lexicon,
        fragments: &'p BTreeMap<String, String>,
        literals: &'p mut Literals,
    ) -> Self {
        Self {
            words,
            lexicon,
            fragments,
            depth: 0,
            literals,
        }
    }

    pub(super) fn parse(&mut self, pattern: &str) -> Result<Vec<Node>, String> {
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
            "*" => Node::Possessive,
            "&" => Node::Turn,
            name => match (self.lexicon.class(name), Lexeme::named(name)) {
                (Some(class), _) => Node::Class(class, self.lexicon.bit(class)),
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
