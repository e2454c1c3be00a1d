//! Names inside one document: which spans name an actor, a person, a place or a weapon. Sees tokens, gazetteers and the data of names; knows no claim.
//!
//! Everything proposes [`Candidate`]s: names of the gazetteers ([`hits`], judged in [`judge`]), groups by description ([`groups`]), persons ([`persons`]),
//! organisations and places by their form ([`forms`]), organisations by what stands beside them ([`bodies`]), clubs in results ([`teams`]). The longest wins ([`choose`]). What only the whole document can tell (acronyms, surnames, which of two
//! places) is [`crate::resolve`]'s.

mod bodies;
mod choose;
mod forms;
mod groups;
mod hits;
mod judge;
mod offices;
mod persons;
pub mod rules;
mod teams;
#[cfg(test)]
pub(crate) mod tests;

pub use rules::NameRules;
pub(crate) use teams::RESULT;

use super::Mention;
use crate::gazetteer::Gazetteer;
use crate::record::{MentionType, Method};
use crate::text::{Sentence, Token, TokenKind, Tokens};
use hits::{Hit, Senses};
use rules::Flags;
use std::ops::Range;

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// For names and the first word.
    Normal,
    /// Everywhere.
    AllCaps,
    /// At most words, as headings do.
    TitleCase,
}

/// A document's tokens and everything known of names.
pub(crate) struct Scene<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub sentences: &'a [Sentence],
    pub gazetteer: &'a Gazetteer,
    pub rules: &'a NameRules,
    /// For each token whether it belongs to a date: no name inside them.
    taken: Vec<bool>,
    pub styles: Vec<Style>,
    /// Words with a capital, and particles that can open a name. Sorted.
    starts: Vec<u32>,
    /// For each sentence, and once more at the end, how many of `starts` come before it.
    starts_before: Vec<u32>,
    /// Last words of heads of groups, each with its sentence. Sorted.
    pub heads: Vec<(u32, u32)>,
}

/// A proposed mention.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub first: u32,
    pub last: u32,
    pub sentence: u32,
    pub kind: MentionType,
    pub entity: Option<u32>,
    pub method: Method,
    pub rule: &'static str,
    /// The higher wins where two overlap: first of all the number of words.
    pub rank: u32,
}

impl Candidate {
    /// An organisation that no gazetteer knows, by its first token and the one behind its last; among those of the same length the higher bonus wins.
    fn organisation(scene: &Scene, sentence: u32, (first, last): (u32, u32), rule: &'static str, bonus: u32) -> Self {
        Self {
            first,
            last,
            sentence,
            kind: MentionType::Actor,
            entity: None,
            method: Method::Pattern,
            rule,
            rank: scene.count(first, last) * 16 + bonus,
        }
    }
}

impl<'a> Scene<'a> {
    pub fn new(
        text: &'a str,
        tokens: &'a Tokens,
        sentences: &'a [Sentence],
        dates: &[Mention],
        gazetteer: &'a Gazetteer,
        rules: &'a NameRules,
    ) -> Self {
        let mut taken = vec![false; tokens.list.len()];
        for date in dates {
            taken[date.tokens.start as usize..date.tokens.end as usize].fill(true);
        }
        let mut scene = Self {
            text,
            tokens,
            sentences,
            gazetteer,
            rules,
            taken,
            styles: Vec::with_capacity(sentences.len()),
            starts: Vec::with_capacity(tokens.list.len() / 4),
            starts_before: Vec::with_capacity(sentences.len() + 1),
            heads: Vec::new(),
        };
        for (n, sentence) in sentences.iter().enumerate() {
            scene.look_at(n as u32, &sentence.tokens);
        }
        scene.starts_before.push(scene.starts.len() as u32);
        scene
    }

    /// Notes where names can begin in a sentence, and its style.
    fn look_at(&mut self, sentence: u32, range: &Range<u32>) {
        self.starts_before.push(self.starts.len() as u32);
        let mut count = StyleCount::default();
        for (at, token) in range.clone().zip(self.tokens.slice(range)) {
            if !token.is_word() {
                continue;
            }
            count.add(token);
            let flags = self.rules.flags(token.word);
            if token.is_capitalised() || flags.any(Flags::PARTICLE_FIRST) {
                self.starts.push(at);
            }
            if flags.any(Flags::GROUP_HEAD) {
                self.heads.push((at, sentence));
            }
        }
        count.stopped = range.end > range.start && self.is_punct(range.end - 1, ".");
        self.styles.push(count.style());
    }

    /// The words of a sentence at which a name can begin: those with a capital, and particles.
    pub fn starts_in(&self, sentence: u32) -> &[u32] {
        let at = sentence as usize;
        &self.starts[self.starts_before[at] as usize..self.starts_before[at + 1] as usize]
    }

    /// The same of the tokens from `from` to before `to`.
    pub fn starts_between(&self, from: u32, to: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.starts.partition_point(|n| *n < from);
        self.starts[first..].iter().copied().take_while(move |n| *n < to)
    }

    /// Whether a date overlaps these tokens.
    pub fn is_taken(&self, first: u32, last: u32) -> bool {
        self.taken[first as usize..last as usize].iter().any(|t| *t)
    }

    /// Index of the sentence that holds a token.
    pub fn sentence_at(&self, token: u32) -> u32 {
        self.tokens.sentence_of[token as usize]
    }

    /// The token's flags.
    #[inline]
    pub fn flags(&self, at: u32) -> Flags {
        self.rules.flags(self.tokens.list[at as usize].word)
    }

    #[inline]
    pub fn token(&self, at: u32) -> &Token {
        &self.tokens.list[at as usize]
    }

    pub fn str(&self, at: u32) -> &str {
        self.token(at).of(self.text)
    }

    /// The token's folded text.
    pub fn folded(&self, at: u32) -> &str {
        self.tokens.folded_of(at)
    }

    #[inline]
    pub fn is_punct(&self, at: u32, mark: &str) -> bool {
        let token = self.token(at);
        token.kind == TokenKind::Punct && token.span.len() == mark.len() && token.of(self.text) == mark
    }

    /// How many tokens are no dashes.
    pub fn count(&self, first: u32, last: u32) -> u32 {
        self.tokens.list[first as usize..last as usize]
            .iter()
            .filter(|t| t.kind != TokenKind::Dash)
            .count() as u32
    }

    /// The place's preposition that governs the token: directly before it, or before its article and modifiers (“in the northern city of X” too).
    pub fn preposition_before(&self, at: u32, range: &Range<u32>) -> Option<Flags> {
        let mut n = at;
        for _ in 0..5 {
            if n <= range.start {
                return None;
            }
            n -= 1;
            let flags = self.flags(n);
            if flags.any(Flags::LOCATIVE) {
                return Some(flags);
            }
            let word = self.token(n).word;
            let passes = flags.any(Flags::PLACE_MODIFIER.or(Flags::PLACE_KIND))
                || self.gazetteer.vocabulary.is(word, crate::gazetteer::Class::ARTICLE_DEFINITE)
                || self.str(n) == "of";
            if !passes {
                return None;
            }
        }
        None
    }
}

/// How a sentence uses capitals, by its words of four letters and more.
#[derive(Default)]
struct StyleCount {
    words: u32,
    capitalised: u32,
    all: u32,
    letters: u32,
    /// It ends with a full stop.
    stopped: bool,
}

impl StyleCount {
    fn add(&mut self, token: &Token) {
        let long = token.span.len() > 3;
        self.letters += u32::from(token.span.len() > 1);
        self.all += u32::from(token.is_all_caps());
        self.words += u32::from(long);
        self.capitalised += u32::from(long && token.is_capitalised());
    }

    fn style(&self) -> Style {
        if self.letters > 3 && self.all * 5 >= self.letters * 4 {
            return Style::AllCaps;
        }
        // “She studied at Harford University and the Marston Institute.”: a headline ends without a full stop.
        let most = if self.stopped { self.words } else { self.words * 4 / 5 };
        if self.words >= 4 && self.capitalised >= most {
            return Style::TitleCase;
        }
        Style::Normal
    }
}

/// Finds names and appends them to `out`, sorted and without overlaps. `dates` are the dates already found, sorted: no name lies inside them.
pub fn tag_names(
    text: &str,
    tokens: &Tokens,
    sentences: &[Sentence],
    dates: &[Mention],
    gazetteer: &Gazetteer,
    rules: &NameRules,
    out: &mut Vec<Mention>,
) {
    let scene = Scene::new(text, tokens, sentences, dates, gazetteer, rules);
    let mut found: Vec<Hit> = Vec::new();
    hits::find(&scene, &mut found);
    let marks = mark(&found, tokens.list.len());
    let mut candidates = Vec::new();
    judge::judge(&scene, &found, &marks, &mut candidates);
    groups::find(&scene, &found, &mut candidates);
    let mut runs = Vec::new();
    for (n, sentence) in sentences.iter().enumerate() {
        forms::runs(&scene, n as u32, &sentence.tokens, &marks, &mut runs);
        forms::find(&scene, n as u32, &sentence.tokens, &marks, &runs, &mut candidates);
        bodies::find(&scene, n as u32, &sentence.tokens, &marks, &runs, &mut candidates);
        teams::find(&scene, n as u32, &sentence.tokens, &marks, &runs, &mut candidates);
        persons::find(&scene, n as u32, &sentence.tokens, &marks, &mut candidates);
    }
    choose::choose(&scene, candidates, out);
}

/// What the gazetteers say of each token, for the patterns.
pub(crate) struct Marks(Vec<u8>);

impl Marks {
    /// Part of a country's name, or of a name of several words that is no person's.
    pub const STRONG: u8 = 1;
    /// Part of any name that is no person's.
    pub const NAMED: u8 = 2;
    /// Begins or goes on a person's name of several words.
    pub const PERSON: u8 = 4;
    /// Part of a place's name.
    pub const PLACE: u8 = 8;
    /// Part of a country's name.
    pub const COUNTRY: u8 = 16;

    pub fn any(&self, at: u32, bits: u8) -> bool {
        self.0.get(at as usize).is_some_and(|m| m & bits != 0)
    }
}

fn mark(hits: &[Hit], len: usize) -> Marks {
    let mut marks = vec![0u8; len];
    for hit in hits {
        let mut bits = 0;
        let several = hit.last - hit.first > 1;
        if hit.senses.any(Senses::PERSON) && several {
            bits |= Marks::PERSON;
        } else if hit.senses.any(Senses::ALL_BUT_PERSON) {
            bits |= Marks::NAMED;
            if hit.senses.any(Senses::COUNTRY) {
                bits |= Marks::COUNTRY;
            }
            if hit.senses.any(Senses::PLACE) {
                bits |= Marks::PLACE;
            }
            if several
                || hit
                    .senses
                    .any(Senses::COUNTRY.or(Senses::ADJECTIVE).or(Senses::DEMONYM).or(Senses::PEOPLE))
            {
                bits |= Marks::STRONG;
            }
        }
        for mark in &mut marks[hit.first as usize..hit.last as usize] {
            *mark |= bits;
        }
    }
    Marks(marks)
}
