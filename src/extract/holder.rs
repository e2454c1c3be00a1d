//! Whose a number is that no frame of violence has taken: who has the men, pays the sum, fires the rockets, hits the targets. Knows noun groups, no frames.

use super::Work;
use super::claim::Role;
use crate::chunk::{ChunkKind, Determiner, NounGroup, Voice};
use crate::gazetteer::{Class, WordList};
use crate::record::{Kind, MentionType, VictimClass};

impl Work<'_> {
    /// Sets the actor of a claim whose number stands in the noun group at `at`.
    pub(super) fn holder(&mut self, claim: &mut super::Claim, at: usize) {
        if let Some(with) = self.links.governor(at)
            && self.links.chunks[with].preposition() == Some(self.context.frames.words.with)
        {
            // “the party, with 33 seats”, “a group with 200 fighters”
            let before = (0..with).rev().find(|k| !matches!(self.links.chunks[*k].kind, ChunkKind::Comma));
            claim.actor = before.and_then(|k| self.agent_role(&[k]));
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
        claim.actor = self.holder_by_verb(claim.kind, at).or_else(|| self.holder_by_name(claim.kind, at));
    }

    /// Who does with it what the verb before it tells.
    fn holder_by_verb(&self, kind: Kind, at: usize) -> Option<Role> {
        let verb = self.links.verb_before(at)?;
        let group = self.links.verb(verb)?;
        // “air strikes on 120 targets”, “the evacuation of 20 villages”, “a sum of $5 million”: of the noun before.
        let outer = self.links.governor(at).and_then(|p| p.checked_sub(1)).filter(|o| *o > verb);
        if let Some(outer) = outer
            && self.links.noun(outer).is_some_and(|n| n.class.event.is_some())
        {
            return self.author(outer, Some(verb));
        }
        let held = outer.filter(|o| self.links.of_phrase(*o).contains(&at)).unwrap_or(at);
        // Who tells of a number does not have it, but who pledges a sum does.
        let tells = self.context.vocabulary.info(group.verb).reporting.is_some() && kind != Kind::Money;
        if group.voice != Voice::Active || tells || !(self.links.object(verb).contains(&held) || self.is_told_by(kind, verb, held)) {
            return None;
        }
        let subject = self.links.subject(verb);
        if let Some(accused) = self.accused_before(verb, &subject) {
            return self.role(&accused);
        }
        // “is due to send home 3,000 of its troops”, “the force sent home 2,000”: also where no list knows the word for who does.
        self.agent_role(&subject).or_else(|| self.payer(kind, verb, &subject))
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
        match kind {
            Kind::Money | Kind::Share => (direct && preposition == words.for_) || (behind_object && preposition == words.to),
            Kind::Targets | Kind::Other | Kind::Strength => direct && (preposition == words.on || preposition == words.at),
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

    /// Whose it is by the noun group itself: “2,500 US soldiers”, “the 30,000-strong army of Khartoum”; the fighters themselves where they act (“ten gunmen stormed”).
    fn holder_by_name(&self, kind: Kind, at: usize) -> Option<Role> {
        if !matches!(kind, Kind::Strength | Kind::Munitions) {
            return None;
        }
        let noun = self.links.noun(at)?;
        let named = self.side_of(noun);
        if named.is_some() || kind != Kind::Strength {
            return named;
        }
        let fighters = noun.class.person == Some(VictimClass::Combatant) && noun.number.is_some();
        let verb = (at + 1..self.links.chunks.len()).find(|k| self.links.verb(*k).is_some())?;
        let group = self.links.verb(verb)?;
        let attack = group.voice == Voice::Active && self.has_agent(group.verb) && self.links.subject(verb).contains(&at);
        (fighters && attack).then(|| self.role(&[at])).flatten()
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
