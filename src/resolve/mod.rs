//! What only the whole document tells of its names: acronyms and short forms, surnames, which of several places, and where a place stands for its government.
//! Sees mentions, tokens and gazetteers, never claims.

mod actors;
mod divisions;
mod offices;
mod persons;
mod places;
mod stands_for;
mod teams;
#[cfg(test)]
mod tests;
mod within;

pub use places::Choice;

use crate::gazetteer::Gazetteer;
use crate::record::{MentionType, Method};
use crate::tag::names::NameRules;
use crate::tag::{Mention, MentionValue};
use crate::text::{Sentence, Span, Token, Tokens};
use std::ops::Range;

/// A document with its mentions.
pub(crate) struct Resolver<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    sentences: &'a [Sentence],
    gazetteer: &'a Gazetteer,
    rules: &'a NameRules,
    /// Whether a mention covers a token.
    used: Vec<bool>,
}

/// Resolves the names among `mentions`, adds those that only the document makes known, and leaves the list sorted and without overlaps.
/// `published` is the day of publication, ISO, as partial as it is known.
pub fn resolve(
    text: &str,
    tokens: &Tokens,
    sentences: &[Sentence],
    mentions: &mut Vec<Mention>,
    gazetteer: &Gazetteer,
    rules: &NameRules,
    published: Option<&str>,
) {
    let mut resolver = Resolver::new(text, tokens, sentences, mentions, gazetteer, rules);
    resolver.acronyms(mentions);
    resolver.persons(mentions);
    resolver.short_forms(mentions);
    mentions.sort_by_key(|m| m.tokens.start);
    resolver.division_codes(mentions);
    resolver.places(mentions);
    resolver.within(mentions);
    resolver.teams(mentions);
    resolver.stands_for(mentions);
    let before = mentions.len();
    resolver.offices(mentions, published);
    if mentions.len() > before {
        mentions.sort_by_key(|m| m.tokens.start);
    }
}

/// For each mention of a place in a text that was resolved: why it means what it does.
#[must_use]
pub fn choices(
    text: &str,
    tokens: &Tokens,
    sentences: &[Sentence],
    mentions: &[Mention],
    gazetteer: &Gazetteer,
    rules: &NameRules,
) -> Vec<Choice> {
    Resolver::new(text, tokens, sentences, mentions, gazetteer, rules).choices(mentions)
}

impl<'a> Resolver<'a> {
    fn new(
        text: &'a str,
        tokens: &'a Tokens,
        sentences: &'a [Sentence],
        mentions: &[Mention],
        gazetteer: &'a Gazetteer,
        rules: &'a NameRules,
    ) -> Self {
        let mut used = vec![false; tokens.list.len()];
        for mention in mentions {
            used[mention.tokens.start as usize..mention.tokens.end as usize].fill(true);
        }
        Self {
            text,
            tokens,
            sentences,
            gazetteer,
            rules,
            used,
        }
    }

    fn token(&self, at: u32) -> &'a Token {
        &self.tokens.list[at as usize]
    }

    fn str(&self, at: u32) -> &'a str {
        self.token(at).of(self.text)
    }

    fn is_free(&self, at: u32) -> bool {
        !self.used[at as usize]
    }

    fn sentence_at(&self, token: u32) -> u32 {
        self.tokens.sentence_of[token as usize]
    }

    /// The tokens of the sentence that holds a token; empty for one past the last.
    fn range_at(&self, token: u32) -> Range<u32> {
        let sentence = self.tokens.sentence_of.get(token as usize);
        sentence.map_or(token..token, |n| self.sentences[*n as usize].tokens.clone())
    }

    /// The folded text of some tokens.
    fn folded(&self, tokens: &Range<u32>) -> &'a str {
        let from = self.tokens.folded_start[tokens.start as usize] as usize;
        let to = self
            .tokens
            .folded_start
            .get(tokens.end as usize)
            .map_or(self.tokens.folded.len(), |s| *s as usize);
        self.tokens.folded[from..to].trim_end()
    }

    /// Adds a mention of tokens that no other covers.
    fn add(
        &mut self,
        mentions: &mut Vec<Mention>,
        tokens: Range<u32>,
        kind: MentionType,
        entity: Option<u32>,
        method: Method,
        rule: &'static str,
    ) {
        self.used[tokens.start as usize..tokens.end as usize].fill(true);
        let span: Span = self.tokens.span(&tokens);
        mentions.push(Mention {
            span,
            sentence: self.sentence_at(tokens.start),
            tokens,
            method,
            value: MentionValue::Entity {
                kind,
                entity,
                stands_for: None,
                within: None,
            },
            rule,
        });
    }
}

/// Kind and entity of a mention that names something.
pub(crate) fn named(mention: &Mention) -> Option<(MentionType, Option<u32>)> {
    match mention.value {
        MentionValue::Entity { kind, entity, .. } => Some((kind, entity)),
        _ => None,
    }
}

fn set_entity(mention: &mut Mention, kind: MentionType, entity: Option<u32>) {
    mention.value = MentionValue::Entity {
        kind,
        entity,
        stands_for: None,
        within: None,
    };
}
