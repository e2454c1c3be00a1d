//! Frames that tell one attack by a clause: “gunmen stormed a police station”, “a drone struck the base”.

use super::Work;
use super::claim::Rule;
use super::figure::Found;
use crate::chunk::{NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::WordList;
use crate::record::{Figure, Kind, MentionType, VictimClass};

impl Work<'_> {
    /// A clause that tells one event: the figure is its object where that is single, else its subject, else the verb.
    /// The number of several subjects: each may be an event of its own.
    fn stated_of(&self, list: &[usize]) -> Option<usize> {
        list.iter().copied().find(|at| self.stated(*at).is_some())
    }

    pub(super) fn event_frame(
        &mut self,
        at: usize,
        verb: &VerbGroup,
        index: u16,
        subject: &[usize],
        object: &[usize],
    ) -> Result<(), &'static str> {
        let frame = self.frame(index);
        if verb.form == VerbForm::Infinitive && !self.is_accomplished(at) {
            return Err("a verb that says it took place");
        }
        let passive = verb.voice == Voice::Passive;
        if !passive && !object.is_empty() && self.is_answer(at, verb) {
            return Err("an object of its own (“struck back” has none)");
        }
        let (patients, agents) = if passive {
            (subject.to_vec(), self.links.prepositional(at, self.context.frames.words.by))
        } else {
            (object.to_vec(), subject.to_vec())
        };
        if verb.form == VerbForm::Bare
            && passive
            && patients.len() == 1
            && self.links.noun(patients[0]).is_some_and(|n| n.class.event.is_some() || n.plural)
        {
            return Err("a single object or subject");
        }
        if frame.violent && !self.is_violent(at, &patients, &agents) {
            return Err("a weapon, an armed actor or an event beside it");
        }
        let single = |list: &[usize]| {
            list.first().copied().filter(|s| {
                list.len() == 1
                    && self
                        .links
                        .noun(*s)
                        .is_some_and(|n| !n.plural && n.number.is_none() && !n.pronoun && n.class.event.is_none())
            })
        };
        // A clause about several things is one event only where something single did it: “a drone hit several houses”, not “the army shelled villages”.
        let single_agent = |list: &[usize]| {
            single(list).filter(|s| {
                patients.is_empty()
                    || self
                        .links
                        .noun(*s)
                        .is_some_and(|n| n.determiner == crate::chunk::Determiner::Indefinite)
            })
        };
        let explodes = frame.objects.is_empty() && object.is_empty() && !passive;
        let weapon = single(&agents).filter(|a| self.links.noun(*a).is_some_and(|n| self.is_weapon(n)));
        let span_at = if let Some(weapon) = weapon.filter(|_| frame.objects.is_empty()) {
            weapon
        } else if let Some(patient) = single(&patients) {
            if !frame.objects.is_empty() { at } else { patient }
        } else if let Some(agent) = single_agent(&agents)
            .filter(|_| explodes || !patients.is_empty() || passive || !frame.prepositions.is_empty() || !frame.objects.is_empty())
        {
            if !frame.objects.is_empty() { at } else { agent }
        } else if !frame.objects.is_empty() || !frame.prepositions.is_empty() && self.stated_of(subject).is_none() {
            // “U.S. forces came under attack” is one event too.
            single(subject).filter(|_| frame.objects.is_empty()).unwrap_or(at)
        } else {
            return Err("a single object or subject");
        };
        if patients.is_empty() && frame.objects.is_empty() && frame.prepositions.is_empty() && !explodes {
            return Err("an object");
        }
        let mut span = self.chunk_span(span_at);
        if !frame.prepositions.is_empty() {
            // “came under attack”
            let end = (at + 1..self.links.chunks.len())
                .find(|k| self.links.noun(*k).is_some())
                .unwrap_or(at);
            span = self.chunk_span(at).cover(&self.chunk_span(end));
        }
        if span_at == at
            && let Some(o) = object.first()
        {
            span = span.cover(&self.chunk_span(*o));
        }
        let found = Found {
            figure: Figure::exact(1.0),
            span,
            implied: true,
            counted: None,
            noun: span_at,
            additional: false,
        };
        let actor = self.agent_role(&agents);
        let target_list: Vec<usize> = if !frame.objects.is_empty() {
            // “opened fire on the crowd”
            let against = &self.context.frames.words.against;
            against
                .iter()
                .map(|p| self.links.prepositional(at, *p))
                .find(|l| l.first().is_some_and(|k| *k <= at + 4))
                .unwrap_or_default()
        } else if !frame.prepositions.is_empty() {
            subject.to_vec()
        } else {
            patients
        };
        let target = self.role(&target_list);
        let mut claim = self.claim(found, Some(at), Rule::Frame(index), verb.head);
        claim.actor = actor;
        claim.target = target;
        claim.wants_actor = true;
        self.claims.push(claim);
        Ok(())
    }

    /// “struck back hard”, “hit back the next day”: a blow that answers one. (“Brought back 12 men” does not.)
    fn is_answer(&self, at: usize, verb: &VerbGroup) -> bool {
        let next = self.links.chunks.get(at + 1).map(|c| self.word(c.tokens.start));
        next == Some(self.context.frames.words.back) && self.context.vocabulary.lists(verb.verb, WordList::HIT)
    }

    /// “managed to storm”, “began to shell”: the infinitive is told as having happened.
    fn is_accomplished(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|k| self.links.verb(k)) else {
            return false;
        };
        self.context.vocabulary.lists(self.word(before.head), WordList::ACCOMPLISHMENT)
    }

    /// Whether a weapon, an armed actor or a violent event stands among these.
    fn is_violent(&self, at: usize, patients: &[usize], agents: &[usize]) -> bool {
        let near = patients.iter().chain(agents).copied().chain(self.links.clause(at));
        for k in near {
            let Some(noun) = self.links.noun(k) else { continue };
            if matches!(noun.class.person, Some(VictimClass::Combatant | VictimClass::SecurityForce)) || noun.class.event.is_some() {
                return true;
            }
            if noun
                .names
                .iter()
                .any(|m| self.context.mentions[*m as usize].is(MentionType::Weapon))
            {
                return true;
            }
        }
        false
    }

    /// Whether a noun group is headed by a weapon.
    pub(super) fn is_weapon(&self, noun: &NounGroup) -> bool {
        self.links.head_is(noun, MentionType::Weapon) || noun.class.counted == Some(Kind::Munitions) && noun.class.person.is_none()
    }
}
