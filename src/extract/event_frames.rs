//! Frames that tell an attack by a clause: “gunmen stormed a police station”, “a drone struck the base”. Who did what to what, and whether the clause says that it took
//! place; where its figure stands is for [`super::event_figures`].

use super::Work;
use super::claim::Rule;
use super::frames::{Frame, Slot};
use crate::chunk::{Chunk, Determiner, NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::WordList;
use crate::record::{Comparator, Kind, MentionType, VictimClass};
use crate::text::WordId;

/// What a clause that tells an event names, as chunks.
#[derive(Default)]
pub(super) struct Deed {
    /// Who does it, or the weapon that does.
    pub agents: Vec<usize>,
    /// To what it is done, or at what it is aimed.
    pub patients: Vec<usize>,
    /// What is fired, thrown, dropped.
    pub thrown: Vec<usize>,
}

/// The grammar of the clause: its verb, and who stands where.
struct Clause<'a> {
    at: usize,
    verb: &'a VerbGroup,
    passive: bool,
    subject: &'a [usize],
    object: &'a [usize],
}

impl Work<'_> {
    /// A clause that tells one event, or as many as it says (“bombed twice”).
    pub(super) fn event_frame(
        &mut self,
        at: usize,
        verb: &VerbGroup,
        index: u16,
        subject: &[usize],
        object: &[usize],
    ) -> Result<(), &'static str> {
        let frame = self.frame(index);
        let bare = verb.form == VerbForm::Bare && verb.voice == Voice::Passive;
        // “gunmen fired on a van” looks like “rockets fired on Monday”: who is armed fires.
        let fires = bare && frame.is(Slot::EventAt) && !frame.thrown && subject.iter().any(|k| self.is_party_under_arms(*k));
        let clause = Clause {
            at,
            verb,
            passive: verb.voice == Voice::Passive && !fires,
            subject,
            object,
        };
        self.took_place(&clause)?;
        let deed = self.deed(&clause, frame);
        self.is_attack(&clause, frame, &deed)?;
        let found = self.event_figures(at, bare && clause.passive, frame, &deed);
        if found.is_empty() {
            return Err("a single object or subject");
        }
        let (actor, target) = if !frame.has_agent {
            // “a lorry ran over a mine”: it was hit.
            (None, self.role(subject))
        } else if frame.clause && frame.is(Slot::Event) && !frame.objects.is_empty() {
            // “opened fire”: at nobody who is named.
            (self.agent_role(&deed.agents), None)
        } else {
            (self.agent_role(&deed.agents), self.role(&deed.patients))
        };
        let several = found.len() > 1;
        for found in found {
            let own = if several { self.role(&[found.noun]) } else { target };
            let mut claim = self.claim(found, Some(at), Rule::Frame(index), verb.head);
            claim.actor = actor;
            claim.target = own;
            claim.wants_actor = true;
            self.claims.push(claim);
        }
        Ok(())
    }

    /// Whether a clause says that its event took place, and no other frame of the verb has told it.
    fn took_place(&self, clause: &Clause<'_>) -> Result<(), &'static str> {
        let at = clause.at;
        if clause.verb.form == VerbForm::Infinitive && !self.is_accomplished(at) && !self.is_attempted(at) {
            return Err("a verb that says it took place");
        }
        if self.links.is_conditional(at) {
            return Err("a clause that tells it as having happened");
        }
        if !clause.passive && !clause.object.is_empty() && self.is_answer(at, clause.verb) {
            return Err("an object of its own (“struck back” has none)");
        }
        if self.claims.iter().any(|c| c.kind == Kind::Attacks && c.verb == Some(at)) {
            return Err("an event that no other frame of the verb has told");
        }
        let nobody = |k: &usize| self.stated(*k).is_some_and(|f| f.figure.comparator == Comparator::None);
        if clause.subject.iter().any(nobody) {
            return Err("somebody who does it, not “no one”");
        }
        Ok(())
    }

    /// Who does what to what, by where the frame says that it stands.
    fn deed(&self, clause: &Clause<'_>, frame: &Frame) -> Deed {
        let agents = if clause.passive {
            self.links.prepositional(clause.at, self.context.frames.words.by)
        } else {
            clause.subject.to_vec()
        };
        let done_to = if clause.passive { clause.subject } else { clause.object };
        if frame.is(Slot::Befalls) {
            return Deed {
                patients: clause.subject.to_vec(),
                ..Deed::default()
            };
        }
        let aimed = frame.is(Slot::EventAt);
        let patients = match (aimed, frame.thrown) {
            (true, _) => self.aimed_at(clause, frame),
            (false, true) => Vec::new(),
            (false, false) => done_to.to_vec(),
        };
        Deed {
            agents,
            patients,
            thrown: if frame.thrown { done_to.to_vec() } else { Vec::new() },
        }
    }

    /// What stands behind one of the frame's prepositions: “fired on a van”, “lobbed a grenade at a shop”.
    fn aimed_at(&self, clause: &Clause<'_>, frame: &Frame) -> Vec<usize> {
        let at = clause.at;
        let moves = frame.thrown || !frame.objects.is_empty();
        if clause.passive && !moves {
            // “was shot at by snipers” has lost the noun of its preposition to the subject; “was shot at a checkpoint” has not.
            let next = self.links.chunks.get(at + 1).and_then(Chunk::preposition);
            let stranded = next.is_some_and(|p| frame.prepositions.contains(&p)) && self.links.noun(at + 2).is_none();
            return if stranded { clause.subject.to_vec() } else { Vec::new() };
        }
        let past_object = moves || frame.armed_agent;
        // “fired a salute at noon” has an object of its own; “drove over a mine” and “blew himself up” have none.
        let own = |o: &usize| *o == at + 1 && self.links.noun(*o).is_some_and(|n| !n.pronoun);
        if !past_object && clause.object.iter().any(own) {
            return Vec::new();
        }
        let reach = if past_object || !clause.object.is_empty() { at + 5 } else { at + 3 };
        let near = |p: &WordId| Some(self.links.prepositional(at, *p)).filter(|l| l.first().is_some_and(|k| *k <= reach));
        frame.prepositions.iter().find_map(near).unwrap_or_default()
    }

    /// Whether what the clause names makes it an attack.
    fn is_attack(&self, clause: &Clause<'_>, frame: &Frame, deed: &Deed) -> Result<(), &'static str> {
        let noun = |k: &usize| self.links.noun(*k);
        let agent = deed.agents.first().and_then(noun);
        if agent.is_some_and(|n| n.class.event.is_some_and(|(_, single)| single) && !n.plural) {
            return Err("somebody or a weapon that does it, not an event that is told by its noun");
        }
        if frame.violent && !self.is_violent(clause.at, &deed.patients, &deed.agents) {
            return Err("a weapon, an armed actor or an event beside it");
        }
        // “a private was hit in the leg” tells of him.
        let person = |k: &usize| noun(k).is_some_and(|n| n.class.person.is_some() || self.links.head_is(n, MentionType::Actor));
        let by_weapon = |k: &usize| noun(k).is_some_and(|n| self.is_weapon(n));
        if frame.violent && !frame.clause && clause.passive && !deed.agents.iter().any(by_weapon) && deed.patients.iter().all(person) {
            return Err("a thing or a place that is attacked, or who attacks");
        }
        // “31 drones attacked the region”: that many attacks.
        let many = agent.is_some_and(|n| n.number.is_some() && self.is_weapon(n));
        let back = |k: &usize| noun(k).is_some_and(|n| n.determiner != Determiner::Indefinite && n.head == n.counted_from);
        if many && deed.patients.iter().all(back) {
            return Err("one weapon, or something new that many hit");
        }
        if frame.armed_agent && !self.acts_armed(clause.at, clause.passive) {
            return Err("somebody armed who does it");
        }
        if frame.thrown && !deed.thrown.first().and_then(noun).is_some_and(|n| self.is_weapon(n)) {
            return Err("a weapon that is thrown or fired");
        }
        Ok(())
    }

    /// Whether a noun group stands for people under arms, or for a force that has a name.
    fn is_party_under_arms(&self, at: usize) -> bool {
        let noun = self.links.noun(at);
        noun.is_some_and(|n| self.is_armed(n.head) || self.links.head_is(n, MentionType::Actor))
    }

    /// “struck back hard”, “hit back the next day”: a blow that answers one. (“Brought back 12 men” does not.)
    fn is_answer(&self, at: usize, verb: &VerbGroup) -> bool {
        let next = self.links.chunks.get(at + 1).map(|c| self.word(c.tokens.start));
        next == Some(self.context.frames.words.back) && self.context.vocabulary.lists(verb.verb, WordList::HIT)
    }

    /// “tried to storm”: who tries to attack has attacked.
    fn is_attempted(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|k| self.links.verb(k));
        before.is_some_and(|v| v.form == VerbForm::Finite && self.context.vocabulary.lists(v.verb, WordList::ATTEMPT))
    }

    /// “managed to storm”, “began to shell”: the infinitive is told as having happened.
    fn is_accomplished(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|k| self.links.verb(k)) else {
            return false;
        };
        self.context.vocabulary.lists(self.word(before.head), WordList::ACCOMPLISHMENT)
    }

    /// Whether a weapon, an armed actor or a violent event stands among these; or somebody who is named or told of before hits what is hit in war: “they hit a camp”.
    fn is_violent(&self, at: usize, patients: &[usize], agents: &[usize]) -> bool {
        let near = patients.iter().chain(agents).copied().chain(self.links.clause(at));
        for k in near {
            let Some(noun) = self.links.noun(k) else { continue };
            let armed = matches!(noun.class.person, Some(VictimClass::Combatant | VictimClass::SecurityForce));
            let weapon = |m: &u32| self.context.mentions[*m as usize].is(MentionType::Weapon);
            if armed || noun.class.event.is_some() || self.is_weapon(noun) || noun.names.iter().any(weapon) {
                return true;
            }
        }
        let group = |list: &[usize]| list.first().and_then(|k| self.links.noun(*k));
        // “nine people died when a house was hit”, “the base has been hit 40 times”
        let target = |n: &NounGroup| n.class.counted == Some(Kind::Targets);
        // “He denied that a market had been hit”: what nobody hits but in war, where no other cause is told.
        let told = |n: &NounGroup| self.claims.iter().any(|c| c.kind.counts_victims()) || n.determiner == Determiner::Indefinite;
        let thing = |n: &NounGroup| n.class.person.is_none() && self.times(at).is_some();
        if agents.is_empty() && group(patients).is_some_and(|n| target(n) && told(n) || thing(n)) {
            return true;
        }
        let (Some(agent), Some(patient)) = (group(agents), group(patients)) else {
            return false;
        };
        let party = agent.pronoun || self.links.head_is(agent, MentionType::Actor) || self.is_armed(agent.head);
        let martial = patient.class.counted == Some(Kind::Targets) || (patient.counted_from..patient.head).any(|t| self.is_armed(t));
        party && martial
    }

    /// Whether a noun group is headed by a weapon.
    pub(super) fn is_weapon(&self, noun: &NounGroup) -> bool {
        // “a stray bullet” is aimed at nobody.
        let stray = (noun.counted_from..noun.head).any(|t| self.word(t) == self.context.frames.words.stray);
        let weapon =
            self.links.head_is(noun, MentionType::Weapon) || noun.class.counted == Some(Kind::Munitions) && noun.class.person.is_none();
        weapon && !stray
    }
}
