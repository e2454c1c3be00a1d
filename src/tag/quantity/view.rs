//! One sentence as the grammar looks at it: tokens by index, with no end of the sentence to mind.

use super::data::{Data, Known, Sense};
use crate::text::{Sentence, SentenceKind, Span, Token, TokenKind, WordId};
use std::cell::OnceCell;

/// A sentence, its tokens and the data. Indices are those of the document's tokens; outside the sentence there is nothing.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub data: &'a Data,
    pub from: usize,
    pub to: usize,
    tokens: &'a [Token],
    taken: &'a [Span],
    kind: SentenceKind,
    title_case: OnceCell<bool>,
}

impl<'a> View<'a> {
    pub(super) fn new(text: &'a str, data: &'a Data, tokens: &'a [Token], sentence: &Sentence, taken: &'a [Span]) -> Self {
        let to = (sentence.tokens.end as usize).min(tokens.len());
        Self {
            text,
            data,
            from: (sentence.tokens.start as usize).min(to),
            to,
            tokens,
            taken,
            kind: sentence.kind,
            title_case: OnceCell::new(),
        }
    }

    pub(super) fn known(&self) -> &'a Known {
        &self.data.known
    }

    pub(super) fn token(&self, i: usize) -> Option<&'a Token> {
        if i < self.from || i >= self.to {
            None
        } else {
            Some(&self.tokens[i])
        }
    }

    pub(super) fn word(&self, i: usize) -> WordId {
        self.token(i).map_or(WordId::UNKNOWN, |t| t.word)
    }

    pub(super) fn sense(&self, i: usize) -> Sense {
        self.data.sense(self.word(i))
    }

    pub(super) fn is(&self, i: usize, sense: Sense) -> bool {
        self.sense(i).any(sense)
    }

    pub(super) fn value(&self, i: usize) -> f64 {
        self.data.value(self.word(i))
    }

    pub(super) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.token(i).map(|t| t.kind)
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Word)
    }

    pub(super) fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Number)
    }

    /// Whether token `i` follows the one before it without a space.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > self.from && self.token(i).is_some_and(Token::is_glued)
    }

    /// Whether token `i` is a hyphen or dash that joins its neighbours.
    pub(super) fn joint(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Dash) && self.glued(i) && self.glued(i + 1)
    }

    /// Whether token `i` is such a hyphen, and no longer dash.
    pub(super) fn hyphen(&self, i: usize) -> bool {
        self.joint(i) && self.token(i).is_some_and(|t| matches!(t.of(self.text), "-" | "‐" | "‑"))
    }

    /// `i`, or the place behind a hyphen that joins there.
    pub(super) fn past_hyphen(&self, i: usize) -> usize {
        if self.hyphen(i) { i + 1 } else { i }
    }

    /// Whether the sentence ends here or a mark stands here.
    pub(super) fn is_break(&self, i: usize) -> bool {
        !matches!(self.kind(i), Some(TokenKind::Word | TokenKind::Number))
    }

    pub(super) fn is_article(&self, i: usize) -> bool {
        let word = self.word(i);
        word == self.known().a || word == self.known().an
    }

    /// Whether capitals say nothing here: a headline, or a sentence most of whose words have one.
    pub(super) fn title_case(&self) -> bool {
        *self.title_case.get_or_init(|| {
            if matches!(self.kind, SentenceKind::Title | SentenceKind::Heading) {
                return true;
            }
            let words = self.tokens[self.from..self.to].iter().filter(|t| t.is_word());
            let (mut all, mut capitals) = (0, 0);
            for word in words {
                all += 1;
                capitals += usize::from(word.is_capitalised());
            }
            capitals * 10 > all * 7 && all > 3
        })
    }

    /// Whether the word has a capital that says that it is a name.
    pub(super) fn named(&self, i: usize) -> bool {
        i > self.from && self.is_word(i) && self.token(i).is_some_and(Token::is_capitalised) && !self.title_case()
    }

    /// Whether a plural noun that could be counted stands here.
    pub(super) fn plural_noun(&self, i: usize) -> bool {
        let Some(token) = self.token(i).filter(|t| t.is_word()) else {
            return false;
        };
        if self.is(i, Sense::PLURAL) {
            return true;
        }
        (!token.is_capitalised() || self.title_case()) && token.span.len() > 2 && self.ends_in_s(i) && !self.is(i, Sense::NO_NOUN)
    }

    pub(super) fn ends_in_s(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.of(self.text).ends_with(['s', 'S']))
    }

    /// Whether one of the tokens lies in a span that another grammar has taken.
    pub(super) fn is_taken(&self, from: usize, to: usize) -> bool {
        if self.taken.is_empty() || to <= from {
            return false;
        }
        let (Some(a), Some(b)) = (self.token(from), self.token(to - 1)) else {
            return false;
        };
        let span = a.span.cover(&b.span);
        let next = self.taken.partition_point(|t| t.end <= span.start);
        self.taken.get(next).is_some_and(|t| t.overlaps(&span))
    }

    /// Whether one plain space, of any width, stands between two tokens.
    pub(super) fn one_space_before(&self, i: usize) -> bool {
        let (Some(a), Some(b)) = (self.token(i.wrapping_sub(1)), self.token(i)) else {
            return false;
        };
        let between = &self.text[a.span.to()..b.span.from()];
        let mut chars = between.chars();
        matches!(chars.next(), Some(' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')) && chars.next().is_none()
    }
}
