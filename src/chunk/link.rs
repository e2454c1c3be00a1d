//! Links between chunks: the subject and object of a verb group, what a preposition governs, lists. Each is a walk over the chunks of one sentence, left or right,
//! that steps over what is inserted (prepositional phrases, appositions, relative clauses) and stops at the borders of the clause.

mod lists;
mod subject;

use super::{Chunk, ChunkKind, Determiner, NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::{Class, NounClass, Vocabulary, WordList};
use crate::record::MentionType;
use crate::tag::{Mention, MentionValue, QuantityRole};
use crate::text::WordId;
use std::ops::Range;

/// Walks over the chunks of one sentence.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    /// The chunks.
    pub chunks: &'a [Chunk],
    /// All mentions of the document.
    pub mentions: &'a [Mention],
    /// What is known of words.
    pub vocabulary: &'a Vocabulary,
    /// “of”
    pub of: WordId,
    /// “between”
    pub between: WordId,
}

/// A run of chunks between two borders of a clause.
pub type Clause = Range<usize>;

impl<'a> Links<'a> {
    fn kind(&self, at: usize) -> Option<&'a ChunkKind> {
        self.chunks.get(at).map(|c| &c.kind)
    }

    /// The noun group at `at`.
    #[must_use]
    pub fn noun(&self, at: usize) -> Option<&'a NounGroup> {
        self.chunks.get(at).and_then(Chunk::noun)
    }

    /// The verb group at `at`.
    #[must_use]
    pub fn verb(&self, at: usize) -> Option<&'a VerbGroup> {
        self.chunks.get(at).and_then(Chunk::verb)
    }

    /// Whether the head of a noun group is named by a mention of this type.
    #[must_use]
    pub fn head_is(&self, noun: &NounGroup, wanted: MentionType) -> bool {
        noun.names.last().is_some_and(|m| {
            let mention = &self.mentions[*m as usize];
            mention.tokens.end == noun.head + 1 && mention.is(wanted)
        })
    }

    /// Whether a noun group is headed by the name of a place.
    #[must_use]
    pub fn is_place(&self, noun: &NounGroup) -> bool {
        self.head_is(noun, MentionType::Place)
    }

    /// The mention that names who or what a noun group is: its last name, but of “the Taliban's Kandahar office” the owner and not where it is.
    #[must_use]
    pub fn name_of(&self, noun: &NounGroup) -> Option<u32> {
        let last = *noun.names.last()?;
        let is = |m: u32, wanted| self.mentions[m as usize].is(wanted);
        let beside = is(last, MentionType::Place) && self.mentions[last as usize].tokens.end <= noun.head;
        let owner = noun.names.iter().rev().copied().find(|m| is(*m, MentionType::Actor));
        owner.filter(|_| beside).or(Some(last))
    }

    /// Whether the noun group at `at` is a number without a noun of its own: “three”, “three of them”.
    #[must_use]
    pub fn is_bare_number(&self, at: usize) -> bool {
        self.noun(at)
            .is_some_and(|n| n.number.is_some() && n.counted_from >= self.chunks[at].tokens.end)
    }

    /// Whether a noun group may stand for human beings.
    #[must_use]
    pub fn is_person(&self, noun: &NounGroup) -> bool {
        noun.pronoun || noun.class.person.is_some() || self.head_is(noun, MentionType::Person)
    }

    /// Whether two noun groups may be members of one list.
    fn alike(&self, a: &NounGroup, b: &NounGroup) -> bool {
        if self.is_place(a) != self.is_place(b) {
            return false;
        }
        let (pa, pb) = (self.is_person(a) || a.number.is_some(), self.is_person(b) || b.number.is_some());
        pa == pb || a.named || b.named
    }

    /// Whether “between” stands before the noun group at `at`: the one behind “and” belongs to it, whatever it is.
    fn is_between(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|k| matches!(self.kind(k), Some(ChunkKind::Preposition(p)) if *p == self.between))
    }

    /// The preposition that governs the noun group at `at`, also over a list (“in Mosul and Kirkuk”).
    #[must_use]
    pub fn governor(&self, at: usize) -> Option<usize> {
        let mut k = at.checked_sub(1)?;
        while matches!(self.kind(k), Some(ChunkKind::Adverb | ChunkKind::Quote | ChunkKind::Open)) {
            k = k.checked_sub(1)?;
        }
        match self.kind(k)? {
            ChunkKind::Preposition(_) => Some(k),
            ChunkKind::Coordinator => {
                let before = k.checked_sub(1)?;
                let (a, b) = (self.noun(before)?, self.noun(at)?);
                // “popular with lawmakers and 31 people lost their lives”: those who are counted begin a clause.
                let begins = b.number.is_some() && a.number.is_none() && self.is_subject(at);
                if !begins && self.alike(a, b) || self.is_between(before) {
                    self.governor(before).filter(|of| !self.adds_to_some_of(*of, a, b))
                } else {
                    None
                }
            }
            ChunkKind::Comma => {
                // “in A, B and C”: only where the list is closed by “and”.
                let before = k.checked_sub(1)?;
                let (a, b) = (self.noun(before)?, self.noun(at)?);
                let last = match (self.kind(at + 1), self.kind(at + 3)) {
                    (Some(ChunkKind::Coordinator), _) => at + 2,
                    (Some(ChunkKind::Comma), Some(ChunkKind::Coordinator)) => at + 4,
                    _ => return None,
                };
                // “according to the governor, three policemen and two civilians were killed”: the same, also of “an officer and six civilians”.
                let counted = b.number.is_some() || b.determiner == Determiner::Indefinite;
                let told = a.number.is_none() || a.determiner == Determiner::Definite;
                let begins = counted && told && a.determiner != Determiner::Indefinite && self.is_subject(last);
                if !begins && self.alike(a, b) { self.governor(before) } else { None }
            }
            _ => None,
        }
    }

    /// “six of the raiders and a villager died”: the villager stands beside the six, not among those of whom they are.
    fn adds_to_some_of(&self, of: usize, a: &NounGroup, b: &NounGroup) -> bool {
        let is_of = matches!(self.kind(of), Some(ChunkKind::Preposition(p)) if *p == self.of);
        let some = of.checked_sub(1).is_some_and(|k| self.is_bare_number(k));
        let told = matches!(a.determiner, Determiner::Definite | Determiner::Possessive) && a.number.is_none();
        let new = b.number.is_some() || b.determiner == Determiner::Indefinite;
        is_of && some && told && new
    }

    /// Where a bracket or an insert between commas that ends at `at` begins.
    fn insert_start(&self, at: usize) -> Option<usize> {
        let mut k = at.checked_sub(1)?;
        loop {
            match self.kind(k)? {
                ChunkKind::Comma => return Some(k),
                ChunkKind::Stop => return None,
                // “, including two guards (one raid, 9 October),”
                ChunkKind::Close => k = self.bracket_start(k).checked_sub(1)?,
                _ => k = k.checked_sub(1)?,
            }
        }
    }

    fn bracket_start(&self, at: usize) -> usize {
        (0..at).rev().find(|k| matches!(self.kind(*k), Some(ChunkKind::Open))).unwrap_or(at)
    }

    /// The verb group before `at` to which a participle or a coordinated verb at `at` belongs.
    #[must_use]
    pub fn verb_before(&self, at: usize) -> Option<usize> {
        let mut k = at;
        while k > 0 {
            k -= 1;
            match self.kind(k)? {
                ChunkKind::Verb(v) if v.form != VerbForm::Infinitive => return Some(k),
                ChunkKind::Stop => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether the chunk at `at` is nothing but an age: “34”.
    #[must_use]
    pub fn is_age(&self, at: usize) -> bool {
        let Some(noun) = self.noun(at) else { return false };
        let tokens = &self.chunks[at].tokens;
        noun.class == NounClass::default()
            && self.mentions[..]
                .get(self.mentions.partition_point(|m| m.tokens.start < tokens.start))
                .is_some_and(|m| m.tokens == *tokens && matches!(&m.value, MentionValue::Quantity(q) if q.role == QuantityRole::Age))
    }

    /// The noun groups that are the object of the verb group at `verb`.
    #[must_use]
    pub fn object(&self, verb: usize) -> Vec<usize> {
        // “shot dead two men”: past the state that the verb brings about.
        let mut k = verb + 1;
        // “handed over eleven captives”
        let particle = self
            .kind(k)
            .is_some_and(|c| matches!(c, ChunkKind::Preposition(p) if self.vocabulary.lists(*p, WordList::PARTICLE)));
        if particle
            && self
                .verb(verb)
                .is_some_and(|v| self.vocabulary.lists(v.verb, WordList::PARTICLE_VERB))
        {
            k += 1;
        }
        while matches!(
            self.kind(k),
            Some(ChunkKind::Adverb | ChunkKind::Quote | ChunkKind::Date(_) | ChunkKind::Adjective(_))
        ) {
            k += 1;
        }
        k = behind_insert(self.chunks, k).or_else(|| behind_state(self.chunks, k)).unwrap_or(k);
        if self.noun(k).is_none() {
            // “killed and wounded dozens”: coordinated verbs share the object that stands behind the last.
            if matches!(self.kind(k), Some(ChunkKind::Coordinator))
                && let (Some(first), Some(second)) = (self.verb(verb), self.verb(k + 1))
                && second.voice == Voice::Active
                && (first.form == second.form || first.form == VerbForm::Bare && second.form == VerbForm::Finite)
                && first.form != VerbForm::Infinitive
            {
                return self.object(k + 1);
            }
            return Vec::new();
        }
        self.list_right(k)
    }

    /// Whether a verb follows of which the noun group at `at` is the subject (or the noun a participle is told of).
    #[must_use]
    pub fn is_subject(&self, at: usize) -> bool {
        let mut k = at + 1;
        loop {
            match self.kind(k) {
                Some(ChunkKind::Adverb | ChunkKind::Date(_)) => k += 1,
                Some(ChunkKind::Preposition(_)) if self.noun(k + 1).is_some() => k += 2,
                Some(ChunkKind::Verb(v)) => return matches!(v.form, VerbForm::Finite | VerbForm::Bare),
                Some(ChunkKind::Adjective(_)) => return true,
                _ => return false,
            }
        }
    }

    /// The noun groups that the first `preposition` after `from` governs, before the next verb group or clause border.
    #[must_use]
    pub fn prepositional(&self, from: usize, preposition: WordId) -> Vec<usize> {
        for k in from + 1..self.chunks.len() {
            match &self.chunks[k].kind {
                ChunkKind::Preposition(p) if *p == preposition => {
                    let first = (k + 1..self.chunks.len()).find(|x| !matches!(self.kind(*x), Some(ChunkKind::Adverb | ChunkKind::Quote)));
                    return first
                        .filter(|f| self.noun(*f).is_some())
                        .map_or_else(Vec::new, |f| self.list_right(f));
                }
                ChunkKind::Verb(_) | ChunkKind::Subordinator { .. } | ChunkKind::Relative | ChunkKind::Stop => return Vec::new(),
                _ => {}
            }
        }
        Vec::new()
    }

    /// The noun group that `preposition` governs within so many chunks behind `from`, past participles: “figures compiled by the centre”.
    #[must_use]
    pub fn prepositional_past(&self, from: usize, preposition: WordId, reach: usize) -> Option<usize> {
        let within = from + 1..self.chunks.len().min(from + 1 + reach);
        let at = within
            .clone()
            .find(|k| matches!(self.kind(*k), Some(ChunkKind::Preposition(p)) if *p == preposition))?;
        let passed = |k: usize| match self.kind(k) {
            Some(ChunkKind::Verb(v)) => v.form == VerbForm::Bare,
            Some(ChunkKind::Adverb) => true,
            _ => false,
        };
        ((from + 1..at).all(passed) && self.noun(at + 1).is_some()).then_some(at + 1)
    }

    /// The noun groups of the “of” phrase right behind the noun group at `at`.
    #[must_use]
    pub fn of_phrase(&self, at: usize) -> Vec<usize> {
        let mut k = at + 1;
        // “the death this evening of a carpenter”, “the abduction on Friday of a commander”
        let on_date = |k: usize| {
            matches!(self.kind(k), Some(ChunkKind::Preposition(p)) if *p != self.of) && matches!(self.kind(k + 1), Some(ChunkKind::Date(_)))
        };
        while matches!(self.kind(k), Some(ChunkKind::Adverb | ChunkKind::Quote | ChunkKind::Date(_))) || on_date(k) {
            k += 1;
        }
        if !matches!(self.kind(k), Some(ChunkKind::Preposition(p)) if *p == self.of) {
            return Vec::new();
        }
        let mut first = k + 1;
        while matches!(self.kind(first), Some(ChunkKind::Adverb | ChunkKind::Quote)) {
            first += 1;
        }
        if self.noun(first).is_some() {
            self.list_right(first)
        } else {
            Vec::new()
        }
    }

    /// The chunks of the clause around `at`: between subordinators, relatives, semicolons and the sentence's ends.
    #[must_use]
    pub fn clause(&self, at: usize) -> Clause {
        let border = |k: &usize| {
            matches!(
                self.kind(*k),
                Some(ChunkKind::Subordinator { .. } | ChunkKind::Relative | ChunkKind::Stop)
            )
        };
        let start = (0..at).rev().find(border).map_or(0, |k| k + 1);
        let end = (at + 1..self.chunks.len()).find(border).unwrap_or(self.chunks.len());
        start..end
    }

    /// The part of the clause around `at` that has its own subject and verb: of “two soldiers were killed in Helmand, and four fighters died in Ghazni” one of both.
    #[must_use]
    pub fn coordinate_clause(&self, at: usize) -> Clause {
        let whole = self.clause(at);
        let verb_in = |mut range: Clause| range.any(|k| self.verb(k).is_some());
        let own_subject = |k: usize, end: usize| {
            let verb = (k + 1..end).find(|v| self.verb(*v).is_some_and(|g| matches!(g.form, VerbForm::Finite | VerbForm::Bare)));
            verb.is_some_and(|v| self.subject(v).first().is_some_and(|s| *s > k))
        };
        let parts =
            |k: &usize| matches!(self.kind(*k), Some(ChunkKind::Coordinator)) && verb_in(whole.start..*k) && own_subject(*k, whole.end);
        let start = (whole.start..at).rev().find(parts).map_or(whole.start, |k| k + 1);
        let end = (at + 1..whole.end).find(parts).unwrap_or(whole.end);
        start..end
    }

    /// Whether a conditional word opens the clause around `at`.
    #[must_use]
    pub fn is_conditional(&self, at: usize) -> bool {
        let start = self.clause(at).start;
        start > 0 && matches!(self.kind(start - 1), Some(ChunkKind::Subordinator { conditional: true }))
    }

    /// Whether the word is of the class.
    #[must_use]
    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.vocabulary.is(word, class)
    }
}

/// The noun group behind what becomes of it, which begins at `at`: “hacked to death two men”, “took hostage six workers”.
pub(super) fn behind_state(chunks: &[Chunk], at: usize) -> Option<usize> {
    let noun = |k: usize| chunks.get(k).and_then(Chunk::noun);
    let state = if chunks.get(at)?.preposition().is_some() { at + 1 } else { at };
    (noun(state)?.state && noun(state + 1).is_some()).then_some(state + 1)
}

/// The noun group behind what is inserted at `at` between two commas: “killed, by most accounts, 100 soldiers”.
pub(super) fn behind_insert(chunks: &[Chunk], at: usize) -> Option<usize> {
    let comma = |k: usize| matches!(chunks.get(k).map(|c| &c.kind), Some(ChunkKind::Comma));
    if !comma(at) || chunks.get(at + 1)?.preposition().is_none() {
        return None;
    }
    let inserted = |c: &&Chunk| {
        matches!(
            c.kind,
            ChunkKind::Preposition(_) | ChunkKind::Noun(_) | ChunkKind::Date(_) | ChunkKind::Adverb
        )
    };
    let close = at + 1 + chunks[at + 1..].iter().take_while(inserted).count();
    let object = chunks.get(close + 1).and_then(Chunk::noun).is_some_and(|n| n.number.is_some());
    (comma(close) && object).then_some(close + 1)
}
