//! What a number counts that no frame claims: by its noun (`words/counted.csv`), by what is done to it, by the noun whose size it tells, by the field of a form. Makes no
//! claims; that is for [`super::counted`].

use super::Work;
use super::claim::Claim;
use super::frames::{Frame, Trigger};
use crate::chunk::{Chunk, ChunkKind, Voice};
use crate::gazetteer::WordList;
use crate::record::{EventType, Kind, MentionType, SourceType, VictimClass};
use crate::text::WordId;

impl Work<'_> {
    /// The kind that the counted noun gives a claim; none for a number that counts nothing stated.
    pub(super) fn kind_of(&self, at: usize) -> Option<Kind> {
        let counted = self.told_of_them(at).unwrap_or_else(|| self.counted_group(at));
        let noun = self.links.noun(counted)?;
        // “30 or 40 according to a villager”
        let bare = noun.counted_from >= self.links.chunks[at].tokens.end || self.word(noun.head) == self.context.frames.words.according;
        if counted == at && bare {
            return self
                .kind_of_party(at)
                .or_else(|| self.kind_of_those_before(at))
                .or_else(|| self.are_under_arms(at).then_some(Kind::Strength))
                .or_else(|| self.kind_of_field(at));
        }
        let carrier = self.context.vocabulary.lists(self.word(noun.head), WordList::CARRIER);
        if self.links.head_is(noun, MentionType::Weapon) && !(carrier && self.chunk_is_one_word(counted)) {
            return Some(Kind::Munitions);
        }
        if carrier {
            return Some(self.kind_of_carrier(at));
        }
        // “a dozen victims”: of what the sentences before told.
        if let Some(told) = self.context.antecedent
            && self.context.vocabulary.lists(self.word(noun.head), WordList::VICTIM)
            && noun.counted_from == noun.head
        {
            return Some(told.victims);
        }
        // “a 12-man patrol”, “the 20,000-strong army”
        let behind = noun.number.map_or(0, |m| self.context.mentions[m as usize].tokens.end);
        let joined = self
            .context
            .tokens
            .list
            .get(behind as usize)
            .is_some_and(|t| t.kind == crate::text::TokenKind::Dash && t.is_glued());
        if joined
            && noun.number.is_some()
            && behind + 1 < noun.head
            && self.context.vocabulary.lists(self.word(behind + 1), WordList::FORCE_SIZE)
        {
            return Some(Kind::Strength);
        }
        if let Some(kind) = self.kind_of_cases(counted) {
            return Some(kind);
        }
        if let Some(kind) = noun.class.counted {
            return Some(match kind {
                Kind::Targets if self.is_captured(at) => Kind::Other,
                Kind::Targets if !self.is_hit(at) && !self.is_struck_there(at) && !self.is_target_word(noun.head) => Kind::Other,
                other => other,
            });
        }
        Some(match noun.class.person {
            Some(VictimClass::Combatant | VictimClass::SecurityForce) => Kind::Strength,
            Some(VictimClass::Civilian | VictimClass::Unknown) => Kind::Population,
            // “five oil fields were hit”
            None if noun.plural && !noun.pronoun && (self.is_attacked(at) || self.is_aimed_at(at)) => Kind::Targets,
            _ => Kind::Other,
        })
    }

    /// “1,284 cases of arbitrary detention”, “12 boxes of ammunition”: what they are cases or boxes of.
    fn kind_of_cases(&self, at: usize) -> Option<Kind> {
        let word = self.word(self.links.noun(at)?.head);
        let lists = |list| self.context.vocabulary.lists(word, list);
        if !lists(WordList::CASE.or(WordList::CONTAINER)) {
            return None;
        }
        let inner = self.links.noun(*self.links.of_phrase(at).first()?)?;
        let munitions = self.links.head_is(inner, MentionType::Weapon) || inner.class.counted == Some(Kind::Munitions);
        if munitions && lists(WordList::CONTAINER) {
            return Some(Kind::Munitions);
        }
        if !lists(WordList::CASE) {
            return None;
        }
        let frames = self.context.frames.triggered(Trigger::Noun, self.word(inner.head)).iter();
        let told = frames.map(|f| self.frame(*f).kind).find(|k| k.counts_victims());
        told.or_else(|| inner.class.event.map(|_| Kind::Attacks))
    }

    /// “a patrol of 12”, “a group of about 40 attacked”: people whose number stands alone behind the word for them all.
    fn kind_of_party(&self, at: usize) -> Option<Kind> {
        let of = self.links.governor(at).filter(|k| *k > 0 && *k + 1 == at)?;
        let party = self.links.noun(of - 1).filter(|n| !n.plural && n.number.is_none())?;
        let (words, vocabulary) = (&self.context.frames.words, self.context.vocabulary);
        let is_party = vocabulary.lists(self.word(party.head), WordList::PARTY) || self.is_armed(party.head);
        if self.links.chunks[of].preposition() != Some(words.of) || !is_party {
            return None;
        }
        let tells_attack = |verb: WordId| {
            let frames = self.context.frames.triggered(Trigger::Verb, verb).iter();
            frames.map(|f| self.frame(*f)).any(|f| f.tells_event() || f.kind == Kind::Killed)
        };
        let attacks = || {
            let verb = (at + 1..self.links.chunks.len()).find(|k| self.links.verb(*k).is_some());
            verb.and_then(|v| self.links.verb(v).map(|g| (v, g)))
                .is_some_and(|(v, g)| g.voice == Voice::Active && tells_attack(g.verb) && self.links.subject(v).contains(&(of - 1)))
        };
        let mut tokens = self.links.chunks[of - 1].tokens.clone();
        let armed = vocabulary.lists(self.word(party.head), WordList::ARMED_PARTY)
            || tokens.any(|t| self.word(t) == words.armed || self.is_armed(t))
            || attacks();
        Some(if armed { Kind::Strength } else { Kind::Population })
    }

    /// “30,000 under arms”
    fn are_under_arms(&self, at: usize) -> bool {
        let next = |n: usize| self.links.chunks.get(at + n).map(|c| c.tokens.start);
        let (under, arms) = (next(1), next(2));
        under.is_some_and(|t| self.context.tokens.folded_of(t) == "under")
            && arms.is_some_and(|t| self.context.tokens.folded_of(t) == "arms")
    }

    /// “Death sentences: 1,056”, “Releases by pardon: 203”: what a form counts is said before the colon, in the plural.
    fn kind_of_field(&self, at: usize) -> Option<Kind> {
        let colon = at.checked_sub(1).filter(|k| self.is_colon(*k))?;
        let stop = |k: &usize| matches!(self.links.chunks[*k].kind, ChunkKind::Stop);
        let from = (0..colon).rev().find(stop).map_or(0, |k| k + 1);
        let label = self.links.chunks.get(from..colon)?;
        let plain = |c: &Chunk| matches!(c.kind, ChunkKind::Noun(_) | ChunkKind::Preposition(_));
        let noun = label.first()?.noun().filter(|n| n.plural && n.number.is_none() && !n.pronoun)?;
        let ends = self.links.verb(at + 1).is_none() && self.links.noun(at + 1).is_none();
        (ends && label.iter().all(plain)).then(|| noun.class.counted.filter(|k| *k == Kind::Munitions).unwrap_or(Kind::Other))
    }

    /// “the gunmen, over 100 in number,”, “the attackers, 30 or 40 according to a villager,”: how many they are of whom the noun before the comma tells.
    fn kind_of_those_before(&self, at: usize) -> Option<Kind> {
        let those = at
            .checked_sub(2)
            .filter(|k| matches!(self.links.chunks[k + 1].kind, ChunkKind::Comma))?;
        let noun = self.links.noun(those).filter(|n| n.plural && n.number.is_none())?;
        let number = self.links.noun(at)?.number.is_some();
        // “according to the groups, thousands in Kashmir are missing” goes on without a comma, and is of others.
        let comma = |k: &usize| matches!(self.links.chunks[*k].kind, ChunkKind::Comma | ChunkKind::Close);
        let inserted = (at + 1..self.links.chunks.len().min(at + 8))
            .take_while(|k| self.links.verb(*k).is_none())
            .any(|k| comma(&k));
        let free = self.links.governor(those).is_none();
        let armed = (noun.counted_from..=noun.head).any(|t| self.is_armed(t) || self.word(t) == self.context.frames.words.armed);
        (number && inserted && free && armed).then_some(Kind::Strength)
    }

    /// Whether a verb of attack is done to the number's noun.
    fn is_attacked(&self, at: usize) -> bool {
        self.suffers(at, &|verb| {
            let frames = self.context.frames.triggered(Trigger::Verb, verb).iter();
            frames.map(|f| self.frame(*f)).any(Frame::tells_attack_on_object)
        })
    }

    /// “The assailants, about 60 of them, came by boat”, “five drones, two of which were shot down”: the noun group of those whom “them” means.
    fn told_of_them(&self, at: usize) -> Option<usize> {
        let comma = |k: usize| matches!(self.links.chunks[k].kind, ChunkKind::Comma);
        let before = at.checked_sub(2).filter(|_| self.is_them(at + 2) && comma(at - 1))?;
        self.links
            .noun(before)
            .filter(|n| n.plural && (n.number.is_none() || self.is_thing(n)))
            .map(|_| before)
    }

    /// “armoured vehicles” are weapons, “vehicles” need not be.
    fn chunk_is_one_word(&self, at: usize) -> bool {
        self.links.noun(at).is_some_and(|n| n.counted_from >= n.head)
    }

    /// Ships and vehicles: targets where they are attacked, materiel where they are destroyed or taken.
    fn kind_of_carrier(&self, at: usize) -> Kind {
        let military = self.class_of(at).counted == Some(Kind::Munitions);
        if self.is_attacked(at) {
            Kind::Targets
        } else if self.is_hit(at) {
            if military { Kind::Munitions } else { Kind::Targets }
        } else {
            Kind::Other
        }
    }

    /// “the population fell from 34,000 to about 9,000”, “the attacks, numbering around 170”: what a bare number counts is the subject of a verb of measure.
    pub(super) fn kind_by_change(&self, at: usize) -> Option<Kind> {
        let lists = |word, list| self.context.vocabulary.lists(word, list);
        // “was meant to number 2,500”
        let measures = |v: &usize| self.links.verb(*v).is_some_and(|g| lists(self.word(g.head), WordList::MEASURE));
        let verb = self.infinitive_before(at).filter(measures).or_else(|| self.links.verb_before(at))?;
        let group = self.links.verb(verb)?;
        // “the army is down to 73,000”
        let to = self.links.governor(at).and_then(|p| self.links.chunks[p].preposition()) == Some(self.context.frames.words.to);
        let is_now = to && self.is_be(verb) && !self.links.chunks[verb + 1..at].iter().any(|c| c.noun().is_some());
        let subject = if is_now || measures(&verb) {
            *self.links.subject(verb).first()?
        } else {
            // “put the number of militiamen at 20,000”
            let object = *self.links.object(verb).first()?;
            let tally = lists(self.word(self.links.noun(object)?.head), WordList::TALLY);
            Some(object).filter(|_| tally && lists(group.verb, WordList::GIVES_FIGURE))?
        };
        let noun = self.links.noun(subject)?;
        let head = self.context.tokens.list[noun.head as usize]
            .of(self.context.text)
            .to_ascii_lowercase();
        if noun.class.event.is_some() {
            return Some(Kind::Attacks);
        }
        if head.starts_with("population") {
            return Some(Kind::Population);
        }
        // “the dissident groups total some 5,200”
        let group =
            self.context.vocabulary.lists(self.word(noun.head), WordList::BODIES) || noun.class.source == Some(SourceType::ArmedGroup);
        if group || self.is_armed(noun.head) {
            return Some(Kind::Strength);
        }
        let of = self.links.of_phrase(subject).first().copied();
        of.and_then(|o| self.kind_of(o))
            .or(noun.class.counted)
            .or_else(|| noun.class.person.map(|_| Kind::Population))
    }

    /// “an army of 50,000 men”, “the group has 500 members”: people whom a force has.
    pub(super) fn are_ranks(&self, claim: &Claim, at: usize) -> bool {
        let counted = self.counted_group(at);
        let Some(noun) = self.links.noun(counted) else { return false };
        if !self.context.vocabulary.lists(self.word(noun.head), WordList::RANKS) {
            return false;
        }
        let armed = |span: crate::text::Span| {
            let first = self.context.tokens.list.partition_point(|t| t.span.end <= span.start);
            let last = self.context.tokens.list.partition_point(|t| t.span.start < span.end);
            (first..last).any(|t| self.is_armed(t as u32))
        };
        let governor = self.links.governor(at);
        let outer = governor.and_then(|p| p.checked_sub(1));
        let of_force = outer.is_some_and(|o| self.links.of_phrase(o).contains(&at) && armed(self.chunk_span(o)));
        let had = self.links.verb_before(at).is_some_and(|v| {
            self.links
                .is(self.word(self.links.verb(v).map_or(0, |g| g.head)), crate::gazetteer::Class::HAVE)
        });
        // “the army is to grow to 50,000 men”, “armed men”, “the Houthis, whose strength diplomats put at 180,000 men”
        let words = &self.context.frames.words;
        let soldiers = self.word(noun.head) != words.people;
        let armed_before = (noun.counted_from..noun.head).any(|t| self.word(t) == words.armed);
        let by = governor.is_some_and(|p| self.links.chunks[p].preposition() == Some(words.by));
        let subject_armed = !by
            && self.links.verb_before(at).is_some_and(|v| {
                self.links.subject(v).first().is_some_and(|s| {
                    *s != counted
                        && self
                            .links
                            .noun(*s)
                            .is_some_and(|n| n.number.is_none() && armed(self.chunk_span(*s)))
                })
            });
        let measured = self.links.chunks[self.links.clause(at)]
            .iter()
            .filter_map(|c| c.noun())
            .any(|n| self.word(n.head) == words.strength);
        armed_before
            || soldiers && (subject_armed || measured)
            || of_force
            || had && claim.actor.is_some_and(|a| armed(a.span) || a.mention.is_some())
    }

    fn is_target_word(&self, head: u32) -> bool {
        let text = self.context.tokens.list[head as usize].of(self.context.text);
        text.to_ascii_lowercase().starts_with("target")
    }

    /// Whether the number's noun is what a verb of attack or destruction is done to.
    fn is_hit(&self, at: usize) -> bool {
        self.suffers(at, &|verb| self.context.vocabulary.lists(verb, WordList::HIT))
    }

    /// “attacks on 25 villages”: whether an event is aimed at the number's noun.
    fn is_aimed_at(&self, at: usize) -> bool {
        let Some(before) = self.links.governor(at).filter(|k| *k > 0) else {
            return false;
        };
        let preposition = self.links.chunks[before].preposition();
        let event = self.links.noun(before - 1).and_then(|n| n.class.event);
        let attack = |kind| !matches!(kind, EventType::Arrests | EventType::PeacefulProtest);
        event.is_some_and(|(kind, _)| attack(kind)) && preposition.is_some_and(|p| self.context.frames.words.against.contains(&p))
    }

    /// The same, and “struck 60 targets at 16 sites”: whether a verb of attack is done there.
    fn is_struck_there(&self, at: usize) -> bool {
        if self.is_aimed_at(at) {
            return true;
        }
        let words = &self.context.frames.words;
        let Some(preposition) = self.links.governor(at).and_then(|k| self.links.chunks[k].preposition()) else {
            return false;
        };
        let hits = |v: usize| {
            let group = self.links.verb(v);
            group.is_some_and(|g| self.context.vocabulary.lists(g.verb, WordList::HIT)) && self.links.object(v).len() == 1
        };
        (preposition == words.at || preposition == words.in_) && self.links.verb_before(at).is_some_and(hits)
    }

    /// “captured two villages”: they changed hands, and were no targets.
    fn is_captured(&self, at: usize) -> bool {
        self.suffers(at, &|verb| self.context.vocabulary.lists(verb, WordList::CAPTURES))
    }

    /// Whether such a verb is done to the number's noun: it is the object of the active, or the subject of the passive.
    fn suffers(&self, at: usize, verb: &dyn Fn(WordId) -> bool) -> bool {
        let fits = |k: usize| self.links.verb(k).is_some_and(|v| verb(v.verb));
        // “set fire to three homes” too
        let set_fire = |v: usize| {
            let fire = self
                .links
                .object(v)
                .first()
                .and_then(|o| self.links.noun(*o))
                .is_some_and(|n| n.class.event.is_some());
            fire && self
                .links
                .governor(at)
                .is_some_and(|p| self.links.chunks[p].preposition() == Some(self.context.frames.words.to))
        };
        // “set ablaze 50 houses”, “three shops were set on fire”
        let words = &self.context.frames.words;
        let alight = |v: usize| {
            let mut near = self.links.chunks[v + 1..].iter().take(4).flat_map(|c| c.tokens.clone());
            let fire = near.any(|t| self.context.vocabulary.lists(self.word(t), WordList::ALIGHT));
            fire && self.links.verb(v).is_some_and(|g| g.verb == words.set)
        };
        let fits = |k: usize| fits(k) || verb(words.torch) && alight(k);
        let next = || (at + 1..self.links.chunks.len()).find(|k| self.links.verb(*k).is_some());
        let passive = |v: usize| self.links.verb(v).is_some_and(|g| g.voice == Voice::Passive) && self.links.subject(v).contains(&at);
        let object = self
            .links
            .verb_before(at)
            .is_some_and(|v| fits(v) && self.links.object(v).contains(&at) || verb(words.torch) && set_fire(v));
        object || next().is_some_and(|v| fits(v) && passive(v))
    }
}
