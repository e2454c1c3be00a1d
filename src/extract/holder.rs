//! Whose a number is that no frame of violence has taken: who has the men, pays the sum, fires the rockets, hits the targets. Knows noun groups, no frames.

use super::Work;
use super::claim::Role;
use crate::chunk::{Chunk, ChunkKind, Determiner, NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::{Class, WordList};
use crate::record::{Comparator, Kind, MentionType};
use crate::tag::{MentionValue, QuantityRole};

impl Work<'_> {
    /// Sets the actor of a claim whose number stands in the noun group at `at`.
    pub(super) fn holder(&mut self, claim: &mut super::Claim, at: usize) {
        if let Some(with) = self.links.governor(at)
            && self.links.chunks[with].preposition() == Some(self.context.frames.words.with)
        {
            claim.actor = self.holder_by_with(claim.kind, with);
            return;
        }
        // “10 million dinars ($6,800)”: the same sum in another currency.
        if claim.kind == Kind::Money
            && at > 1
            && matches!(self.links.chunks[at - 1].kind, ChunkKind::Open)
            && let Some(same) = self.claims.iter().find(|c| c.kind == Kind::Money && c.noun == at - 2)
        {
            (claim.actor, claim.target) = (same.actor, same.target);
            return;
        }
        let kind = claim.kind;
        claim.actor = self
            .holder_by_verb(kind, at)
            .or_else(|| self.holder_by_total(at))
            .or_else(|| self.holder_by_noun(kind, at))
            .or_else(|| self.holder_by_clause_behind(at))
            .or_else(|| self.holder_by_name(kind, at));
    }

    /// “the party, with 33 seats”, “a group with 200 fighters”: who is told so; “hit the town with 12 rockets”, “made off with 62 rifles”: who did it.
    fn holder_by_with(&self, kind: Kind, with: usize) -> Option<Role> {
        let before = (0..with).rev().find(|k| !matches!(self.links.chunks[*k].kind, ChunkKind::Comma))?;
        let done = self.links.verb_before(with).filter(|verb| {
            let direct = before <= verb + 1 || self.links.object(*verb).contains(&before);
            // “made” alone may be a participle; with “off” it tells what they did.
            let tells = |v: &VerbGroup| v.voice == Voice::Active || v.form == VerbForm::Bare;
            kind == Kind::Munitions && direct && self.links.verb(*verb).is_some_and(tells)
        });
        match done {
            Some(verb) => self.agent_role(&self.doer(verb)),
            None => self.agent_role(&[before]),
        }
    }

    /// Who does with it what the verb before it tells: also in an infinitive (“plans to recruit 4,000 men”), and of all that “and” joins.
    fn holder_by_verb(&self, kind: Kind, at: usize) -> Option<Role> {
        let head = self.list_head(at);
        let one = |at: usize| {
            let infinitive = self.infinitive_before(at).and_then(|verb| self.holder_by(kind, verb, at));
            infinitive.or_else(|| self.holder_by(kind, self.links.verb_before(at)?, at))
        };
        one(at).or_else(|| one(head).filter(|_| head != at))
    }

    /// The infinitive before `at`, where no other verb stands between.
    pub(super) fn infinitive_before(&self, at: usize) -> Option<usize> {
        let border = |k: usize| matches!(self.links.chunks[k].kind, ChunkKind::Stop);
        let verb = (0..at).rev().take_while(|k| !border(*k)).find(|k| self.links.verb(*k).is_some())?;
        self.links.verb(verb).filter(|v| v.form == VerbForm::Infinitive)?;
        // “it will take a month, we hear, to land 40 men”; “the camp had been used to train 200 men”, but “is said to have 200”
        let outer = self.links.verb_before(verb)?;
        let group = self.links.verb(outer)?;
        let told =
            self.context.vocabulary.info(group.verb).reporting.is_some() || self.context.vocabulary.lists(group.verb, WordList::WISH);
        let parted = self.links.chunks[outer..verb].iter().any(|c| matches!(c.kind, ChunkKind::Comma));
        (!parted && (group.voice == Voice::Active || told)).then_some(verb)
    }

    fn holder_by(&self, kind: Kind, verb: usize, at: usize) -> Option<Role> {
        let group = self.links.verb(verb)?;
        // “air strikes on 120 targets”, “the evacuation of 20 villages”, “a sum of $5 million”: of the noun before.
        let outer = self.links.governor(at).and_then(|p| p.checked_sub(1)).filter(|o| *o > verb);
        if let Some(outer) = outer
            && self.links.noun(outer).is_some_and(|n| n.class.event.is_some())
        {
            return self.author(outer, Some(verb));
        }
        let outer = outer.filter(|o| self.links.of_phrase(*o).contains(&at));
        // “six of the 22 ministries”: whoever has the six need not have the 22, unless they are “its 22”.
        let (some, all) = (outer.and_then(|o| self.links.noun(o)), self.links.noun(at)?);
        if some.is_some_and(|n| n.number.is_some()) && all.determiner == Determiner::Definite {
            return None;
        }
        let held = outer.unwrap_or(at);
        // Who tells of a number does not have it, but who pledges a sum does.
        let tells = self.context.vocabulary.info(group.verb).reporting.is_some() && kind != Kind::Money;
        if group.voice != Voice::Active || tells || !(self.links.object(verb).contains(&held) || self.is_told_by(kind, verb, held)) {
            return None;
        }
        let subject = self.doer(verb);
        if let Some(accused) = self.accused_before(verb, &subject) {
            return self.role(&accused);
        }
        // “A spokesman for its forces threatened to strike 300 targets”: not himself.
        let speaks = subject.first().and_then(|s| self.links.noun(*s)).map(|n| self.word(n.head));
        if speaks.is_some_and(|w| self.context.vocabulary.lists(w, WordList::SPEAKS_FOR)) {
            return None;
        }
        // “is due to send home 3,000 of its troops”, “the force sent home 2,000”: also where no list knows the word for who does.
        self.agent_role(&subject).or_else(|| self.payer(kind, verb, &subject))
    }

    /// The subject of a verb; of an infinitive behind somebody who is asked, expected or made to do it, that one: “they expect the army to send two brigades”.
    fn doer(&self, verb: usize) -> Vec<usize> {
        let infinitive = self.links.verb(verb).is_some_and(|v| v.form == VerbForm::Infinitive);
        let object = verb.checked_sub(1).filter(|_| infinitive).and_then(|k| {
            let noun = self.links.noun(k).filter(|n| self.can_act(k, n))?;
            let outer = self
                .links
                .verb_before(k)
                .filter(|o| self.links.verb(*o).is_some_and(|v| v.voice == Voice::Active))?;
            let list = self.links.object(outer);
            (!noun.pronoun && list.last() == Some(&k)).then_some(list)
        });
        object.unwrap_or_else(|| self.links.subject(verb))
    }

    /// The first of the nouns that “and” and commas join to the one at `at`: “burned a church and some 40 houses”. Itself where a verb of its own follows.
    fn list_head(&self, at: usize) -> usize {
        let kind = |k: usize| self.links.chunks.get(k).map(|c| &c.kind);
        let (mut head, mut closed) = (at, matches!(kind(at + 1), Some(ChunkKind::Coordinator | ChunkKind::Comma)));
        if self.links.is_subject(at) {
            return at;
        }
        while let Some(k) = head.checked_sub(1) {
            let comma_before = k > 0 && matches!(kind(k - 1), Some(ChunkKind::Comma));
            let joined = match kind(k) {
                Some(ChunkKind::Coordinator) => {
                    closed = true;
                    Some(k - usize::from(comma_before))
                }
                Some(ChunkKind::Comma) if closed => Some(k),
                // “recovered arms: 11 Kalashnikovs and two launchers”
                Some(ChunkKind::Stop) if self.is_colon(k) => Some(k),
                _ => None,
            };
            let Some(before) = joined
                .and_then(|k| k.checked_sub(1))
                .filter(|b| self.links.noun(*b).is_some_and(|n| !n.pronoun))
            else {
                break;
            };
            head = before;
        }
        head
    }

    pub(super) fn is_colon(&self, at: usize) -> bool {
        let token = self.links.chunks[at].tokens.start;
        self.context.tokens.list[token as usize].of(self.context.text) == ":"
    }

    /// “64 drones, more than half of them over Bryansk”: who did it with all of them.
    fn holder_by_total(&self, at: usize) -> Option<Role> {
        if !self.is_them(at + 2) {
            return None;
        }
        self.claims.iter().filter(|c| c.noun < at).max_by_key(|c| c.noun)?.actor
    }

    /// Who has the men by the noun that they stand with: “a rebel unit of 15”, “a column (120 troops)”, “the army, some 33,000 strong,”, “the assailants, about 60 of them,”.
    fn holder_by_noun(&self, kind: Kind, at: usize) -> Option<Role> {
        if kind != Kind::Strength {
            return None;
        }
        let mark = at.checked_sub(1)?;
        let outer = match &self.links.chunks[mark].kind {
            ChunkKind::Preposition(p) if *p == self.context.frames.words.of => mark.checked_sub(1),
            ChunkKind::Open => mark.checked_sub(1),
            ChunkKind::Comma if self.measures(at) => mark.checked_sub(1),
            _ => None,
        }?;
        let noun = self.links.noun(outer).filter(|n| n.number.is_none() && !n.pronoun)?;
        let collective = self.context.vocabulary.lists(self.word(noun.head), WordList::COLLECTIVE);
        if !collective && self.can_act(outer, noun) {
            return self.role(&[outer]);
        }
        self.side_of(noun)
    }

    /// “some 33,000 strong”, “about 60 of them”, “around 25 in number”: a number that says of the noun before it how many they are.
    fn measures(&self, at: usize) -> bool {
        self.links
            .noun(at)
            .is_some_and(|n| n.number.is_some() && n.class.person.is_none() && n.names.is_empty())
    }

    /// Who does what a clause behind the number tells of it: “the $2.7 billion it requested”, “a dozen calls were made by the secretary”.
    fn holder_by_clause_behind(&self, at: usize) -> Option<Role> {
        let chunks = &self.links.chunks;
        // “60 of them run by militias and 32 by the army”
        let words = &self.context.frames.words;
        if chunks.get(at + 1).and_then(Chunk::preposition) == Some(words.by) {
            return self.agent_role(&self.links.prepositional(at, words.by));
        }
        let next = at + 1 + usize::from(matches!(chunks.get(at + 1).map(|c| &c.kind), Some(ChunkKind::Relative)));
        if let Some(noun) = self.links.noun(next)
            && let Some(verb) = self.links.verb(next + 1)
        {
            let tells = self.context.vocabulary.info(verb.verb).reporting.is_some() && !self.is_sum(at);
            let objectless = self.links.object(next + 1).is_empty();
            // “the $60 million the council requested”: without an object it looks like a participle.
            let does = verb.voice == Voice::Active || verb.form == VerbForm::Bare;
            return (does && !tells && objectless && (noun.pronoun || self.can_act(next, noun)))
                .then(|| self.role(&[next]))
                .flatten();
        }
        let verb = (at + 1..chunks.len()).find(|k| self.links.verb(*k).is_some())?;
        if self.links.verb(verb)?.voice != Voice::Passive || !self.links.subject(verb).contains(&at) {
            return None;
        }
        self.agent_role(&self.links.prepositional(verb, words.by))
    }

    fn is_sum(&self, at: usize) -> bool {
        let mention = self.links.noun(at).and_then(|n| n.number);
        mention
            .is_some_and(|m| matches!(&self.context.mentions[m as usize].value, MentionValue::Quantity(q) if q.role == QuantityRole::Money))
    }

    /// Whether the number hangs on the verb without being its first object: “asked for $10 million”, “raised the budget to 84 billion birr”, “fired on ten people”,
    /// “sold the army £42 million of weapons”.
    fn is_told_by(&self, kind: Kind, verb: usize, at: usize) -> bool {
        let second = at > verb + 1 && self.links.object(verb).last() == Some(&(at - 1)) && kind == Kind::Money;
        if second {
            return true;
        }
        let is_be = self.links.verb(verb).is_some_and(|v| self.links.is(self.word(v.head), Class::BE));
        let Some(governor) = self.links.governor(at).filter(|p| *p > verb && !is_be) else {
            return false;
        };
        let Some(preposition) = self.links.chunks[governor].preposition() else {
            return false;
        };
        let words = &self.context.frames.words;
        let direct = governor == verb + 1;
        let behind_object = self.links.object(verb).last().is_some_and(|o| *o < governor);
        let (for_, place) = (preposition == words.for_, preposition == words.on || preposition == words.at);
        match kind {
            Kind::Money | Kind::Share => (direct && for_) || (behind_object && preposition == words.to),
            // “imposed sanctions on two companies”, “struck 85 targets at seven sites”
            // “set fire to three homes and seven cars”
            Kind::Targets | Kind::Other => place && (direct || behind_object) || direct && for_ || behind_object && preposition == words.to,
            Kind::Strength => direct && (place || preposition == words.of),
            _ => false,
        }
    }

    /// “accused Chad of hiding 300 rebels”: of whom it is said, where the verb at `verb` is what they are accused of.
    fn accused_before(&self, verb: usize, subject: &[usize]) -> Option<Vec<usize>> {
        let of = verb.checked_sub(1)?;
        if self.links.chunks[of].preposition() != Some(self.context.frames.words.of) {
            return None;
        }
        let accuser = self.links.verb_before(verb)?;
        let group = self.links.verb(accuser)?;
        if !self.context.vocabulary.lists(group.verb, WordList::ACCUSES) {
            return None;
        }
        Some(match group.voice {
            Voice::Active => self.links.object(accuser),
            Voice::Passive => subject.to_vec(),
        })
    }

    /// Of sums, shares and seats whoever pays, wins or asks, also where no list knows the word for it (“the consortium has released $2 million”): no event, no thing
    /// that costs.
    fn payer(&self, kind: Kind, verb: usize, subject: &[usize]) -> Option<Role> {
        if !matches!(kind, Kind::Money | Kind::Share | Kind::Seats | Kind::Strength) {
            return None;
        }
        let noun = self.links.noun(*subject.first()?)?;
        let group = self.links.verb(verb)?;
        let measures = [group.verb, self.word(group.head)]
            .iter()
            .any(|w| self.context.vocabulary.lists(*w, WordList::MEASURE) || self.context.vocabulary.lists(*w, WordList::COSTS));
        let counts =
            noun.number.is_some() || noun.date.is_some() || noun.class.event.is_some() || noun.class.counted == Some(Kind::Munitions);
        let weapon = self.links.head_is(noun, MentionType::Weapon);
        let is_be = self.links.is(self.word(group.head), Class::BE);
        let common = self.context.vocabulary.info(self.word(noun.head)).class == Class::NONE;
        let capital = common && self.context.tokens.list[noun.head as usize].is_capitalised();
        let somebody = capital && !noun.pronoun || matches!(noun.determiner, Determiner::Definite | Determiner::Possessive);
        (somebody && !measures && !counts && !weapon && !is_be)
            .then(|| self.role(subject))
            .flatten()
    }

    /// Whose it is by the noun group itself: “2,500 US soldiers”, “the 30,000-strong army of Khartoum”; the fighters themselves where they act.
    fn holder_by_name(&self, kind: Kind, at: usize) -> Option<Role> {
        let noun = self.links.noun(at)?;
        // “the UN's $2.7 billion appeal”, “the group's 43 seats”
        if !matches!(kind, Kind::Strength | Kind::Munitions) {
            let possessor = self.context.tokens.span(noun.possessor.as_ref()?);
            let within = |m: &u32| possessor.contains(&self.context.mentions[*m as usize].span);
            let owner = noun.names.iter().copied().filter(within).find(|m| {
                let mention = &self.context.mentions[*m as usize];
                mention.is(MentionType::Actor) || mention.is(MentionType::Person) || kind == Kind::Money && self.place_acts(*m)
            });
            return owner.map(|mention| Role {
                span: self.context.mentions[mention as usize].span,
                mention: Some(mention),
            });
        }
        let named = self.side_of(noun);
        if named.is_some() || kind != Kind::Strength {
            return named;
        }
        // “ten gunmen stormed …”, “about 300 police officers guarded the court”
        let verb = (at + 1..self.links.chunks.len()).find(|k| self.links.verb(*k).is_some())?;
        let group = self.links.verb(verb)?;
        let some = self.quantity(noun).is_some_and(|(q, _)| q.figure.comparator != Comparator::None);
        let subject = self.links.subject(verb);
        let acts = some && group.voice == Voice::Active && subject.contains(&at);
        acts.then(|| self.role(&subject)).flatten()
    }

    /// The side that a noun group names before its head.
    fn side_of(&self, noun: &NounGroup) -> Option<Role> {
        let mentions = &self.context.mentions;
        let named = noun.names.iter().copied().find(|m| {
            let mention = &mentions[*m as usize];
            (mention.is(MentionType::Actor) || mention.is(MentionType::Place)) && mention.tokens.start <= noun.head
        });
        if let Some(mention) = named {
            return Some(Role {
                span: mentions[mention as usize].span,
                mention: Some(mention),
            });
        }
        self.national_role(noun)
    }
}
