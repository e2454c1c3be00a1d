//! Who acts: the person, group or state that a noun phrase names, or to whom the attack or the weapon that it names belongs. Knows noun groups, no frames.
//!
//! An attack, a weapon, a thing or a stretch of time acts in grammar only: “an army shell killed three” is the army's deed where the phrase says whose shell it was, and
//! nobody's stated deed where it does not.

use super::Work;
use super::claim::Role;
use super::frames::Trigger;
use crate::chunk::{ChunkKind, Determiner, NounGroup, VerbForm, Voice};
use crate::gazetteer::{Class, Entity, EntityDetail, WordList};
use crate::record::{Feature, Kind, MentionType, SourceType, VictimClass};
use crate::tag::MentionValue;
use crate::text::{TokenKind, WordId};

impl Work<'_> {
    /// The agent that a list of noun groups names; none where it names what cannot act and does not say whose it is.
    pub(crate) fn agent_role(&self, list: &[usize]) -> Option<Role> {
        let first = *list.first()?;
        let noun = self.links.noun(first)?;
        if self.links.is(self.word(noun.head), Class::EXISTENTIAL) {
            // “There were no injuries”: nobody.
            return None;
        }
        if noun.pronoun {
            // For whom it stands is settled where the sentences before are known.
            return self.role(list);
        }
        if self.can_act(first, noun) {
            return self.role(list);
        }
        // “launched a series of attacks that left six dead”: whose attacks they were.
        let event = self.event_at(first).unwrap_or(first);
        let author = self.author(event, self.links.verb_before(first));
        // “Jets bombed the town”: those who fly them, where nobody says whose they are.
        author.or_else(|| self.flies(noun).then(|| self.role(list)).flatten())
    }

    /// Whether a noun group stands for an aircraft with a crew.
    fn flies(&self, noun: &NounGroup) -> bool {
        let name = noun.names.last().filter(|_| self.links.head_is(noun, MentionType::Weapon));
        name.and_then(|m| self.entity(*m)).is_some_and(|e| match &e.detail {
            EntityDetail::Weapon { class, .. } => matches!(class.as_str(), "aircraft" | "helicopter"),
            _ => false,
        })
    }

    /// The entity of a mention.
    pub(super) fn entity(&self, mention: u32) -> Option<&Entity> {
        match self.context.mentions[mention as usize].value {
            MentionValue::Entity { entity, .. } => Some(self.context.gazetteer.entity(entity?)),
            _ => None,
        }
    }

    /// Whether a noun group names somebody.
    pub(super) fn can_act(&self, at: usize, noun: &NounGroup) -> bool {
        if noun.class.event.is_some() || noun.class.counted == Some(Kind::Munitions) {
            return false;
        }
        let head_is = |kind| self.links.head_is(noun, kind);
        if head_is(MentionType::Actor) || head_is(MentionType::Person) {
            return true;
        }
        if head_is(MentionType::Weapon) {
            return false;
        }
        if let Some(place) = noun.names.last().filter(|_| self.links.is_place(noun)) {
            return self.place_acts(*place);
        }
        let body = !noun.plural && self.context.vocabulary.lists(self.word(noun.head), WordList::BODIES);
        let institution = self.context.vocabulary.lists(self.word(noun.head), WordList::INSTITUTION);
        if noun.class.person.is_some() || noun.class.source.is_some() || noun.named || body || institution {
            return true;
        }
        // “a group of gunmen”, “12 of the soldiers”
        let counts = noun.number.is_some() || self.context.vocabulary.lists(self.word(noun.head), WordList::COLLECTIVE);
        counts
            && self
                .links
                .of_phrase(at)
                .first()
                .is_some_and(|k| *k > at && self.links.noun(*k).is_some_and(|inner| self.can_act(*k, inner)))
    }

    /// Countries and capitals act for their governments, other places do not act.
    pub(super) fn place_acts(&self, mention: u32) -> bool {
        match self.context.mentions[mention as usize].value {
            MentionValue::Entity { stands_for: Some(_), .. } => true,
            _ => self.entity(mention).and_then(Entity::feature) == Some(Feature::Country),
        }
    }

    /// Whose attack or weapon it is: a possessor, a name or an armed actor before the noun, “by” or “from” behind it.
    fn owner(&self, at: usize, noun: &NounGroup) -> Option<Role> {
        // “a Kabul blast” is one in Kabul.
        let is_party = |m: &u32| {
            let mention = &self.context.mentions[*m as usize];
            let party = mention.is(MentionType::Actor) || mention.is(MentionType::Person);
            party || mention.is(MentionType::Place) && self.place_acts(*m)
        };
        if let Some(range) = &noun.possessor
            && noun.date.is_none()
        {
            let span = self.context.tokens.span(range);
            let inside = |m: &u32| span.contains(&self.context.mentions[*m as usize].span);
            let mention = noun.names.iter().copied().find(|m| inside(m) && is_party(m));
            let armed = range.clone().any(|t| self.is_armed(t));
            if mention.is_some() || armed {
                return Some(Role { span, mention });
            }
        }
        let named = noun
            .names
            .iter()
            .copied()
            .find(|m| is_party(m) && self.context.mentions[*m as usize].tokens.end <= noun.head);
        if let Some(mention) = named {
            return Some(Role {
                span: self.context.mentions[mention as usize].span,
                mention: Some(mention),
            });
        }
        if let Some(role) = self.national_role(noun) {
            return Some(role);
        }
        if noun.determiner == Determiner::Possessive && noun.possessor.is_none() {
            // “the coalition denied that its planes had attacked”: whoever speaks of them.
            let speaker = (0..at).rev().find(|k| {
                self.links
                    .verb(*k)
                    .is_some_and(|v| self.context.vocabulary.info(v.verb).reporting.is_some())
            })?;
            let subject = self.links.subject(speaker);
            let first = *subject.first()?;
            return if self.can_act(first, self.links.noun(first)?) {
                self.role(&subject)
            } else {
                None
            };
        }
        // “rebel fire”, “junta jets”, “settler attacks”
        let party =
            |t: &u32| self.is_armed(*t) || self.context.vocabulary.lists(self.word(*t), WordList::BODIES) || self.attacks_as(noun, *t);
        if let Some(token) = (noun.counted_from..noun.head).find(party) {
            return Some(Role {
                span: self.context.tokens.list[token as usize].span,
                mention: None,
            });
        }
        // “an attack by gunmen”, “artillery fire from rebel positions”
        [self.context.frames.words.by, self.context.frames.words.from]
            .iter()
            .map(|p| self.links.prepositional(at, *p))
            .find(|list| {
                list.first().is_some_and(|k| {
                    *k > at && *k <= at + 4 && self.links.noun(*k).is_some_and(|n| self.can_act(*k, n) && !self.links.is_place(n))
                })
            })
            .and_then(|list| self.role(&list))
            .or_else(|| {
                // “a mine planted by the rebels”
                let by = self.links.prepositional_past(at, self.context.frames.words.by, 3)?;
                let noun = self.links.noun(by)?;
                self.can_act(by, noun).then(|| self.role(&[by])).flatten()
            })
    }

    /// “settler attacks”: people right before the word for the attack.
    fn attacks_as(&self, noun: &NounGroup, token: u32) -> bool {
        let word = self.word(token);
        let class = self.context.vocabulary.info(word).noun_class;
        // “twin bombings” are nobody's twin's.
        let twin = self.context.vocabulary.lists(word, WordList::TWIN);
        noun.class.event.is_some() && token + 1 == noun.head && class.person.is_some() && !class.plural && !twin
    }

    /// Who did what a passive tells: “by X”; else whose attack it was (“killed in an Israeli air strike”), or who attacked when (“killed when gunmen stormed …”).
    pub(crate) fn passive_agent(&self, verb: usize) -> Option<Role> {
        let words = &self.context.frames.words;
        let by = self.links.prepositional(verb, words.by);
        // “3,500 were killed, upwards of 300 of them by the army”: by whom a part was.
        let of_part = by.first().is_some_and(|first| {
            let between = &self.links.chunks[verb + 1..*first];
            let comma = between.iter().position(|c| matches!(c.kind, ChunkKind::Comma));
            comma.is_some_and(|k| between[k..].iter().any(|c| c.noun().is_some_and(|n| n.number.is_some())))
        });
        if !by.is_empty() && !of_part {
            return self.agent_role(&by);
        }
        let mut at = verb + 1;
        while let Some(chunk) = self.links.chunks.get(at) {
            match &chunk.kind {
                ChunkKind::Preposition(p) if self.links.is(*p, Class::BEFORE_EVENT) => {
                    let event = at + 1;
                    let role = self
                        .event_at(event)
                        .and_then(|k| self.owner(k, self.links.noun(k)?).or_else(|| self.opponent(k)));
                    if role.is_some() {
                        return role;
                    }
                }
                // “when”, “after”: the first clause behind the passive, where somebody armed does it.
                ChunkKind::Subordinator { conditional: false } => {
                    let next = (at + 1..self.links.chunks.len()).find(|k| self.links.verb(*k).is_some())?;
                    let active = self.links.verb(next)?.voice == Voice::Active;
                    let subject = self.links.subject(next);
                    let first = self.links.noun(*subject.first()?)?;
                    let armed = self.is_armed(first.head) || self.links.head_is(first, MentionType::Actor);
                    return if active && armed { self.agent_role(&subject) } else { None };
                }
                // “two were shot and six stabbed by a mob”, “… when a mob stormed the hall”: both were.
                ChunkKind::Verb(next) if next.voice == Voice::Passive && next.form == VerbForm::Bare && self.joins(verb, at) => {
                    let by = self.links.prepositional(at, words.by);
                    if by.first() == Some(&(at + 2)) {
                        return self.agent_role(&by);
                    }
                }
                ChunkKind::Verb(_) | ChunkKind::Stop | ChunkKind::Relative => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// “the death toll from the American raids”: whose the event is that stands behind a noun.
    pub(crate) fn agent_of_event_behind(&self, at: usize) -> Option<Role> {
        let preposition = self.links.chunks.get(at + 1)?.preposition()?;
        let words = &self.context.frames.words;
        let leads = preposition == words.from || self.links.is(preposition, Class::BEFORE_EVENT);
        let event = self.event_at(at + 2).filter(|_| leads)?;
        self.owner(event, self.links.noun(event)?)
    }

    /// Whether “and” stands between two verb groups, and no third.
    fn joins(&self, from: usize, to: usize) -> bool {
        self.links.chunks[from + 1..to]
            .iter()
            .any(|c| matches!(c.kind, ChunkKind::Coordinator))
    }

    /// “killed in clashes with troops”: the other side.
    fn opponent(&self, event: usize) -> Option<Role> {
        let with = self.links.prepositional(event, self.context.frames.words.with);
        let first = *with.first()?;
        let near = first > event && first <= event + 2;
        (near && self.can_act(first, self.links.noun(first)?))
            .then(|| self.role(&with))
            .flatten()
    }

    /// The chunk of the violent event that the noun group at `at` names, also as “a series of strikes”.
    fn event_at(&self, at: usize) -> Option<usize> {
        let noun = self.links.noun(at)?;
        if noun.class.event.is_some() || noun.class.counted == Some(Kind::Munitions) || self.links.head_is(noun, MentionType::Weapon) {
            return Some(at);
        }
        let inner = *self.links.of_phrase(at).first()?;
        let counts = noun.number.is_some() || self.context.vocabulary.lists(self.word(noun.head), WordList::COLLECTIVE);
        (counts && self.links.noun(inner)?.class.event.is_some()).then_some(inner)
    }

    /// Whether a word names fighters or an armed body: “militia”, “rebel”, “army”.
    pub(super) fn is_armed(&self, token: u32) -> bool {
        let class = self.context.vocabulary.info(self.word(token)).noun_class;
        matches!(class.person, Some(VictimClass::Combatant | VictimClass::SecurityForce))
            || matches!(
                class.source,
                Some(SourceType::ArmedGroup | SourceType::Military | SourceType::Police)
            )
    }

    /// “an Israeli air strike”: the adjective of a country before the noun.
    pub(super) fn national_role(&self, noun: &NounGroup) -> Option<Role> {
        let first = noun.possessor.as_ref().map_or(noun.counted_from, |p| p.end);
        // “Ukrainian-built howitzers” need not be Ukraine's.
        let made = |t: u32| t + 1 < noun.head && self.context.tokens.list[t as usize + 1].kind == TokenKind::Dash;
        let token = (first..noun.head).find(|t| self.links.is(self.word(*t), Class::NATIONAL) && !made(*t))?;
        let span = self.context.tokens.list[token as usize].span;
        let mention = noun.names.iter().copied().find(|m| self.context.mentions[*m as usize].span == span);
        Some(Role { span, mention })
    }

    /// Who is behind an attack that a noun tells: its owner, or who carries it out.
    pub(crate) fn author(&self, at: usize, verb: Option<usize>) -> Option<Role> {
        let noun = self.links.noun(at)?;
        let by = self.links.prepositional(at, self.context.frames.words.by);
        if let Some(role) = self.agent_role(&by).filter(|_| by.first().is_some_and(|k| *k > at)) {
            return Some(role);
        }
        self.owner(at, noun).or_else(|| self.claimant(at)).or_else(|| {
            let verb = verb.filter(|v| *v < at)?;
            let group = self.links.verb(verb)?;
            if group.voice == Voice::Passive {
                return None;
            }
            // Who suffers, counts or condemns an attack did not carry it out: who launches it did, and who kills in it fought it.
            let outer = self.links.governor(at).filter(|p| *p > verb);
            let object = self.links.object(verb);
            let carries_out = self.context.vocabulary.lists(self.word(group.head), WordList::CARRY_OUT)
                && (object.contains(&at) || outer.is_some_and(|p| p > 0 && object.contains(&(p - 1))));
            let fought = outer.is_some_and(|p| self.links.chunks[p].preposition() == Some(self.context.frames.words.in_))
                && self.has_agent(group.verb);
            if !carries_out && !fought {
                return None;
            }
            let subject = self.links.subject(verb);
            let first = *subject.first()?;
            let noun = self.links.noun(first)?;
            // “it said it had carried out a strike”: for whom the pronoun stands is settled later.
            (first != at && (noun.pronoun || self.can_act(first, noun)))
                .then(|| self.role(&subject))
                .flatten()
        })
    }

    /// Whether some frame of the verb has somebody who does it: “killed”, not “died”.
    pub(super) fn has_agent(&self, verb: WordId) -> bool {
        let frames = self.context.frames;
        frames.triggered(Trigger::Verb, verb).iter().any(|f| frames.get(*f).has_agent)
    }

    /// “claimed responsibility for the attack”: who claimed it.
    pub(crate) fn claimant(&self, at: usize) -> Option<Role> {
        let responsibility = self.context.frames.words.responsibility;
        let noun = (0..at)
            .rev()
            .take_while(|k| {
                !matches!(
                    self.links.chunks[*k].kind,
                    ChunkKind::Stop | ChunkKind::Relative | ChunkKind::Subordinator { .. }
                )
            })
            .find(|k| self.links.noun(*k).is_some_and(|n| self.word(n.head) == responsibility))?;
        let verb = self.links.verb_before(noun)?;
        let group = self.links.verb(verb)?;
        let own = group.voice == Voice::Active && !group.negated && self.links.object(verb).contains(&noun);
        let subject = self.links.subject(verb);
        let nobody = subject.iter().any(|k| self.is_nobody(*k));
        (own && !nobody).then(|| self.role(&subject)).flatten()
    }
}
