//! To whom it was done: the victims that a figure counts, what an attack hit, at what a weapon was aimed. Knows noun groups and the claims of the sentence so far.
//!
//! A bare number (“14 civilians were killed and 50 wounded”) has the victims told before it in the sentence, and none where no victims were named.

use super::claim::{Claim, Role};
use super::{Told, Work};
use crate::chunk::{ChunkKind, Determiner, VerbForm, Voice};
use crate::gazetteer::{Class, WordList};
use crate::record::Kind;

impl Work<'_> {
    /// The victims that the noun group at `at` counts.
    pub(crate) fn victims(&self, at: usize) -> Option<Role> {
        let group = self.counted_group(at);
        let noun = self.links.noun(group)?;
        if self.is_them(group) || self.state(group).is_some() && group != at {
            // “six of them minors”, “eleven of the dead were militants”
            // “seized dozens of hostages”
            let named = || self.links.noun(group).filter(|n| n.plural && n.determiner == Determiner::Bare);
            return self
                .predicate(group)
                .or_else(|| self.antecedent(at))
                .or_else(|| named().and_then(|_| self.role(&[group])));
        }
        let bare = self.links.is_bare_number(group);
        let head = self.word(noun.head);
        if self.is_nobody(group) {
            return None;
        }
        // “Five of those killed were children.”
        if group != at
            && noun.pronoun
            && let Some(said) = self.predicate(group)
        {
            return Some(said);
        }
        let others = self.links.is(head, Class::ADDITIONAL);
        if bare || others {
            // “Of the dead, five were children.”
            let said = || self.predicate(group).filter(|_| bare && self.is_be(group + 1));
            // “five others were hurt”: they are named by nothing else where nobody was told of before.
            return said()
                .or_else(|| self.antecedent(at))
                .or_else(|| self.role(&[group]).filter(|_| others));
        }
        // “three deaths”, “13,000 lives” say of nobody who it was.
        if self.context.vocabulary.lists(head, WordList::EVERYBODY) && noun.class.person.is_none() && !noun.named {
            return None;
        }
        self.role(&[group])
    }

    /// What is said of those at `at`: a noun directly behind, or behind “were”, after the participle that says which are meant.
    fn predicate(&self, at: usize) -> Option<Role> {
        let participle = self
            .links
            .verb(at + 1)
            .filter(|v| v.form == VerbForm::Bare && v.voice == Voice::Passive);
        let mut next = at + 1 + usize::from(participle.is_some());
        if let Some(verb) = self.links.verb(next) {
            if !self.links.is(self.word(verb.head), Class::BE) {
                return None;
            }
            next += 1;
        }
        let noun = self.links.noun(next)?;
        (noun.number.is_none() && !noun.pronoun).then(|| self.role(&[next])).flatten()
    }

    /// The victims that the sentence named last before the chunk at `at`.
    fn antecedent(&self, at: usize) -> Option<Role> {
        let before = self.links.chunks[at].tokens.start;
        let start = self.context.tokens.list[before as usize].span.start;
        let claim = self
            .claims
            .iter()
            .filter(|c| c.kind.counts_victims() && c.target.is_some() && c.figure_span.start < start)
            .max_by_key(|c| c.figure_span.start)?;
        // Without their number: 50 of the civilians, not of the 14.
        Told::of(claim).target
    }

    /// What a number that no frame took counts or is aimed at, where that is a party to it.
    pub(crate) fn counted_target(&self, claim: &Claim, at: usize) -> Option<Role> {
        match claim.kind {
            Kind::Targets => {
                let group = self.counted_group(at);
                let role = self.role(&[group])?;
                Some(Role {
                    span: claim.counted.unwrap_or(role.span),
                    mention: role.mention,
                })
            }
            Kind::Share => {
                let whole = self.links.of_phrase(at);
                let them = whole.first().and_then(|k| self.links.noun(*k)).is_some_and(|n| n.pronoun);
                self.role(&whole).filter(|_| !them)
            }
            Kind::Munitions => self.aim(at),
            Kind::Money => self.recipient(at),
            _ => None,
        }
    }

    /// Who gets a sum: “$40 million in arms sales to the kingdom”, “gave the army $40 million”.
    fn recipient(&self, at: usize) -> Option<Role> {
        let words = &self.context.frames.words;
        let gets = |k: usize| {
            self.links.noun(k).is_some_and(|n| {
                n.number.is_none()
                    && !n.pronoun
                    && (n.named || n.class.person.is_some() || n.class.source.is_some() || self.links.is_place(n))
            })
        };
        if let Some(verb) = self.links.verb_before(at)
            && let [receiver] = self.links.object(verb).as_slice()
            && *receiver + 1 == at
            && gets(*receiver)
        {
            return self.role(&[*receiver]);
        }
        for k in at + 1..self.links.chunks.len() {
            match &self.links.chunks[k].kind {
                ChunkKind::Preposition(p) if *p == words.to => return self.role(&[k + 1]).filter(|_| gets(k + 1)),
                ChunkKind::Preposition(_) | ChunkKind::Noun(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// At what a weapon was aimed: what it struck, or what stands behind “at”, “into”, “towards” after its verb.
    fn aim(&self, at: usize) -> Option<Role> {
        let words = &self.context.frames.words;
        let hits = |verb: usize| {
            self.links
                .verb(verb)
                .is_some_and(|v| self.context.vocabulary.lists(self.word(v.head), WordList::HIT))
        };
        if let Some(by) = self.links.governor(at)
            && self.links.chunks[by].preposition() == Some(words.by)
        {
            // “a destroyer was struck by three missiles”
            let verb = self.links.verb_before(at)?;
            let passive = self.links.verb(verb)?.voice == Voice::Passive;
            return (passive && hits(verb)).then(|| self.role(&self.links.subject(verb))).flatten();
        }
        let behind = (at + 1..self.links.chunks.len()).find(|k| self.links.verb(*k).is_some());
        if let Some(verb) = behind.filter(|v| self.links.subject(*v).contains(&at)) {
            if self.links.verb(verb)?.voice == Voice::Active && hits(verb) {
                return self.role(&self.links.object(verb));
            }
            return self.aimed_behind(verb);
        }
        self.aimed_behind(at)
    }

    fn aimed_behind(&self, from: usize) -> Option<Role> {
        let prepositions = &self.context.frames.words.aim;
        for at in from + 1..self.links.chunks.len() {
            match &self.links.chunks[at].kind {
                ChunkKind::Preposition(p) if prepositions.contains(p) => return self.role(&[at + 1]),
                ChunkKind::Verb(_) | ChunkKind::Stop | ChunkKind::Relative | ChunkKind::Subordinator { .. } | ChunkKind::Coordinator => {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// Whom an attack hit that a noun tells: the victims of its own verb (“ten firefighters were killed in an air strike”).
    pub(crate) fn struck(&self, verb: Option<usize>) -> Option<Role> {
        let verb = verb?;
        self.claims
            .iter()
            .find(|c| c.kind.counts_victims() && c.verb == Some(verb) && c.target.is_some())
            .and_then(|c| c.target)
    }
}
