//! Chunking: from the tokens and mentions of one sentence to noun groups, verb groups and what stands between them, and the links between verb groups and
//! their subjects and objects. A finite-state stage as in FASTUS (Hobbs et al. 1997): no tree, no backtracking. Knows words and mentions, never claims.

mod group;
mod link;
mod settle;
mod tagger;
mod verbal;

pub use group::chunk;
pub use link::{Clause, Links};

use crate::gazetteer::NounClass;
use crate::text::WordId;
use smallvec::SmallVec;
use std::ops::Range;

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// What it is.
    pub kind: ChunkKind,
}

/// What a chunk is.
#[derive(Clone, Debug)]
pub enum ChunkKind {
    /// “at least 30 Iraqi soldiers”
    Noun(Box<NounGroup>),
    /// “have reportedly been killed”
    Verb(VerbGroup),
    /// “in”, with the word's id.
    Preposition(WordId),
    /// “and”, “or”, “but”
    Coordinator,
    /// “when”, “because”; `conditional` for “if”, “unless”.
    Subordinator {
        /// Whether what follows is a condition.
        conditional: bool,
    },
    /// “who”, “which”, “that” after a noun.
    Relative,
    /// “also”, “reportedly”.
    Adverb,
    /// A state told of someone: “dead”, “missing”, after a noun or a verb.
    Adjective(WordId),
    /// A temporal expression; the index of its mention.
    Date(u32),
    /// A comma, or a dash that stands for one.
    Comma,
    /// A semicolon or colon.
    Stop,
    /// A quotation mark.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Anything else.
    Other,
}

/// How a noun group is determined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Determiner {
    /// None.
    #[default]
    Bare,
    /// a, an, another
    Indefinite,
    /// the, this
    Definite,
    /// his, the army's
    Possessive,
    /// all, several
    Quantifier,
}

/// A noun with what stands before it.
#[derive(Clone, Debug, Default)]
pub struct NounGroup {
    /// Token of the head noun (the last).
    pub head: u32,
    /// It begins with “whose”, and so a clause.
    pub opens_clause: bool,
    /// How it is determined.
    pub determiner: Determiner,
    /// Mention of the quantity that counts the head.
    pub number: Option<u32>,
    /// Mentions of actors, persons, places, weapons inside.
    pub names: SmallVec<[u32; 2]>,
    /// What the head noun is.
    pub class: NounClass,
    /// Whether it stands for more than one.
    pub plural: bool,
    /// A pronoun (“he”, “them”).
    pub pronoun: bool,
    /// A date inside (“Monday's attack”).
    pub date: Option<u32>,
    /// Tokens before a possessive ending (“the army” in “the army's commander”).
    pub possessor: Option<Range<u32>>,
    /// Whether the head is a name (a person, an actor), not a common noun.
    pub named: bool,
    /// Whether “other”, “another”, “more” stand in it.
    pub additional: bool,
    /// One word for what becomes of the object behind it: “hostage”, “(to) death”.
    pub state: bool,
    /// Where the noun group proper begins after determiner and number: the first token of what is counted.
    pub counted_from: u32,
}

/// The form of a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// A finite verb.
    Finite,
    /// “to kill”
    Infinitive,
    /// “killing”
    Gerund,
    /// A participle without auxiliary, or a past that looks like one: “killed”.
    Bare,
}

/// How a verb group stands to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The subject does it.
    Active,
    /// It is done to the subject.
    Passive,
}

/// A verb with its auxiliaries and adverbs.
#[derive(Clone, Copy, Debug)]
pub struct VerbGroup {
    /// Token of the head verb.
    pub head: u32,
    /// The verb (its base form's id).
    pub verb: WordId,
    /// Its form.
    pub form: VerbForm,
    /// Its voice; for [`VerbForm::Bare`] settled by what follows.
    pub voice: Voice,
    /// Under “not”, “never”.
    pub negated: bool,
    /// Under “would”, “could”, “may”, “if”.
    pub hypothetical: bool,
    /// Under “will”, “shall”.
    pub future: bool,
    /// It begins with “was”, “is”, “has”: its subject is one.
    pub singular: bool,
    /// Token of a word like “reportedly” inside.
    pub hedge: Option<u32>,
}

impl Chunk {
    /// Its noun group, where it is one.
    #[must_use]
    pub fn noun(&self) -> Option<&NounGroup> {
        if let ChunkKind::Noun(n) = &self.kind { Some(n) } else { None }
    }

    /// Its verb group, where it is one.
    #[must_use]
    pub const fn verb(&self) -> Option<&VerbGroup> {
        if let ChunkKind::Verb(v) = &self.kind { Some(v) } else { None }
    }

    /// The preposition, where it is one.
    #[must_use]
    pub const fn preposition(&self) -> Option<WordId> {
        if let ChunkKind::Preposition(w) = &self.kind {
            Some(*w)
        } else {
            None
        }
    }
}
