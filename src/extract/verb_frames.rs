//! Frames that a verb triggers: whom it is done to, or who it happens to.

use super::Work;
use super::figure::Found;
use super::frames::{Slot, Trigger};
use crate::chunk::{ChunkKind, NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::{ActorType, EntityDetail, WordList};
use crate::record::{Figure, Kind, MentionType};
use crate::text::WordId;

impl Work<'_> {
    /// All frames that the verb of a group triggers.
    pub(crate) fn verb_frames(&mut self, at: usize, verb: &VerbGroup) {
        for index in self.context.frames.triggered(Trigger::Verb, verb.verb) {
            let missed = self.verb_frame(at, verb, *index).err();
            let id = &self.frame(*index).id;
            self.missed(id, verb.head, missed);
        }
    }

    fn verb_frame(&mut self, at: usize, verb: &VerbGroup, index: u16) -> Result<(), &'static str> {
        let frame = self.frame(index);
        if frame.negated && !verb.negated {
            return Err("a “not” with the verb");
        }
        if frame.passive && verb.voice != Voice::Passive {
            return Err("the passive");
        }
        // The cheap questions first: the words of a clause are many.
        if !frame.prepositions.is_empty() && !self.preposition_follows(at, &frame.prepositions) {
            return Err("one of its prepositions behind the verb");
        }
        let object = self.links.object(at);
        if !frame.objects.is_empty() {
            let named = || {
                object
                    .first()
                    .and_then(|o| self.links.noun(*o))
                    .is_some_and(|n| self.links.is_place(n))
            };
            let fits = frame.place_object && named()
                || object
                    .iter()
                    .flat_map(|o| [*o, self.counted_group(*o)])
                    .any(|o| self.links.noun(o).is_some_and(|n| self.is_one_of(n, &frame.objects)));
            if !fits {
                return Err("one of its objects behind the verb");
            }
        }
        self.words_fit(at, at, frame)?;
        let subject = self.links.subject(at);
        let passive = verb.voice == Voice::Passive;
        if frame.tells_event() {
            return self.event_frame(at, verb, index, &subject, &object);
        }
        let mut found = Vec::new();
        for slot in &frame.figure {
            let list: Vec<usize> = match slot {
                Slot::Patient if passive => subject.clone(),
                Slot::Patient | Slot::Object => object.clone(),
                Slot::Subject => subject.clone(),
                Slot::ObjectOf => object.first().map_or_else(Vec::new, |o| self.links.of_phrase(*o)),
                Slot::ObjectCount => object.clone(),
                Slot::Behind => frame
                    .prepositions
                    .iter()
                    .map(|p| self.links.prepositional(at, *p))
                    .find(|l| !l.is_empty())
                    .unwrap_or_default(),
                Slot::NamedAs => self.named_as(at, &frame.prepositions),
                Slot::ObjectPossessor => {
                    found = object
                        .first()
                        .and_then(|o| self.possessor(*o, self.links.noun(*o)?))
                        .into_iter()
                        .collect();
                    continue;
                }
                _ => continue,
            };
            let persons = frame.persons && *slot != Slot::ObjectCount;
            found = self.figures(&list, persons, frame.implied && *slot != Slot::ObjectCount);
            if found.is_empty() && persons {
                found = self.those_told(&list, frame.kind).into_iter().collect();
            }
            if !found.is_empty() {
                break;
            }
        }
        if found.is_empty() && verb.form == VerbForm::Bare {
            found = self.behind_colon(at, frame.persons);
        }
        if found.is_empty() && frame.figure.contains(&Slot::Patient) && passive {
            found = self.in_brackets_behind(at, &subject).into_iter().collect();
        }
        // “took in 22 bodies and 40 wounded”: the dead are not wounded, nor taken.
        if frame.kind.counts_victims() && frame.kind != Kind::Killed {
            found.retain(|f| !self.tells_of_the_dead(f.noun));
        }
        // “A man accused of killing four and wounding nine was charged”: not the nine. (Of victims notes write “two soldiers was killed”, too.)
        if passive && verb.singular && frame.kind == Kind::Other {
            found.retain(|f| f.figure.value.is_none_or(|v| v <= 1.0));
        }
        if found.is_empty() {
            return Err("a figure, or a single person, in its slot");
        }
        // Who did it: the subject of the active, the “by” phrase of the passive and what stands for it.
        let agent = if !frame.has_agent {
            None
        } else if passive {
            self.passive_agent(at)
        } else if let Some(told) = self.passive_before(at, verb) {
            self.passive_agent(told)
        } else {
            let agent: Vec<usize> = subject.into_iter().filter(|a| !found.iter().any(|f| f.noun == *a)).collect();
            self.agent_role(&agent)
        };
        if frame.armed_agent && !self.acts_armed(at, passive) {
            return Err("somebody armed who does it");
        }
        self.push_found(found, Some(at), index, verb.head, agent);
        Ok(())
    }

    /// “identified as Ram Singh and Omar Ali”: the list behind one of the prepositions, where persons are named in it.
    fn named_as(&self, at: usize, prepositions: &[WordId]) -> Vec<usize> {
        let behind = prepositions
            .iter()
            .map(|p| self.links.prepositional(at, *p))
            .find(|l| !l.is_empty());
        let list = behind.map_or_else(Vec::new, |l| self.links.list_right(l[0]));
        let named = |k: &usize| {
            let person = |m: &u32| self.context.mentions[*m as usize].is(MentionType::Person);
            self.links.noun(*k).is_some_and(|n| n.names.iter().any(person))
        };
        if list.first().is_some_and(named) { list } else { Vec::new() }
    }

    /// “a bus was hit by rebel fire, killing nine”: the passive of which a participle tells what came of it. It was not the bus.
    fn passive_before(&self, at: usize, verb: &VerbGroup) -> Option<usize> {
        let comma = at
            .checked_sub(1)
            .is_some_and(|k| matches!(self.links.chunks[k].kind, ChunkKind::Comma));
        let told = self.links.verb_before(at).filter(|_| comma && verb.form == VerbForm::Gerund)?;
        let group = self.links.verb(told)?;
        (group.voice == Voice::Passive && group.form != VerbForm::Bare).then_some(told)
    }

    /// “abducted five loggers and slaughtered them”: as many as the sentence told of before, of whom it told something else.
    fn those_told(&self, list: &[usize], kind: Kind) -> Option<Found> {
        let [at] = list else { return None };
        let noun = self.links.noun(*at).filter(|n| n.pronoun && n.plural)?;
        if !matches!(kind, Kind::Killed | Kind::Injured | Kind::Abducted)
            || !self.context.vocabulary.lists(self.word(noun.head), WordList::THEY)
        {
            return None;
        }
        let told = self.claims.iter().rev().find(|c| c.kind.counts_victims() && c.noun < *at)?;
        let size = told.figure.value.filter(|size| *size > 1.0 && told.kind != kind)?;
        Some(Found::implied(size, self.chunk_span(*at), *at))
    }

    /// Whether a noun tells by itself of people killed: “bodies”, “deaths”.
    fn tells_of_the_dead(&self, at: usize) -> bool {
        let head = self.links.noun(at).map(|n| self.word(n.head));
        let killed = |index: &u16| self.frame(*index).kind == Kind::Killed;
        head.is_some_and(|head| self.context.frames.triggered(Trigger::Noun, head).iter().any(killed))
    }

    /// Whether somebody armed does what the verb tells: “taken by gunmen”, “rebels seized”.
    pub(super) fn acts_armed(&self, at: usize, passive: bool) -> bool {
        let agents = if passive {
            self.links.prepositional(at, self.context.frames.words.by)
        } else {
            self.links.subject(at)
        };
        // “men in military fatigues”, “youths with machetes”
        let garbed = |a: usize| {
            let with = self.links.chunks.get(a + 1).and_then(crate::chunk::Chunk::preposition);
            let words = &self.context.frames.words;
            let noun = self
                .links
                .noun(a + 2)
                .filter(|_| with.is_some_and(|p| p == words.in_ || p == words.with));
            noun.is_some_and(|n| {
                self.is_weapon(n)
                    || (n.counted_from..=n.head).any(|t| self.is_armed(t) || self.context.vocabulary.lists(self.word(t), WordList::GARB))
            })
        };
        if agents.first().is_some_and(|a| garbed(*a)) {
            return true;
        }
        agents.first().and_then(|a| self.links.noun(*a)).is_some_and(|n| {
            n.class.person == Some(crate::record::VictimClass::Combatant) || self.is_armed(n.head) || self.is_armed_group(n)
        })
    }

    /// “Prison officers injured (4)”: how many, as notes put it behind the verb.
    fn in_brackets_behind(&self, at: usize, subject: &[usize]) -> Option<Found> {
        let is = |k: usize, what: fn(&ChunkKind) -> bool| self.links.chunks.get(k).is_some_and(|c| what(&c.kind));
        let opens = is(at + 1, |k| matches!(k, ChunkKind::Open)) && is(at + 3, |k| matches!(k, ChunkKind::Close));
        let [one] = subject else { return None };
        let people = self
            .links
            .noun(*one)
            .is_some_and(|n| n.plural && n.number.is_none() && n.class.person.is_some());
        // A figure alone between brackets is no number to the tagger: most are list marks and years.
        let span = self
            .context
            .tokens
            .span(&self.links.chunks.get(at + 2).filter(|_| opens && people)?.tokens);
        let value: u16 = span.of(self.context.text).parse().ok()?;
        Some(Found {
            figure: Figure::exact(f64::from(value)),
            implied: false,
            span,
            ..Found::implied(f64::from(value), self.chunk_span(*one), *one)
        })
    }

    /// Whether a noun group names an armed group: “JNIM”, “LRA remnants”.
    fn is_armed_group(&self, noun: &NounGroup) -> bool {
        let armed = |m: &u32| {
            let detail = self.entity(*m).map(|e| &e.detail);
            matches!(
                detail,
                Some(EntityDetail::Actor {
                    actor_type: ActorType::ArmedGroup | ActorType::Paramilitary,
                    ..
                })
            )
        };
        noun.names.iter().any(armed)
    }
}
