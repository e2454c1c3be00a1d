//! Events told by a noun: “a suicide bombing”, “180 attacks”.

use super::Work;
use super::claim::{Claim, Rule};
use super::figure::Found;
use super::frames::Trigger;
use crate::chunk::{Determiner, NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::WordList;
use crate::record::{EventType, Kind, MentionType};
use crate::text::{Span, WordId};

impl Work<'_> {
    /// Claims of attacks from nouns.
    pub(crate) fn events(&mut self) {
        for at in 0..self.links.chunks.len() {
            let Some(noun) = self.links.noun(at) else { continue };
            let Some((event_type, single)) = noun.class.event else {
                self.counted_events(at);
                continue;
            };
            let event_type = self.sharpen(noun, event_type);
            if self.used[at] {
                continue;
            }
            // “ISIS attacks: 6”
            let labelled = || self.behind_colon(at, false).pop().filter(|_| noun.plural);
            if let Some(stated) = self.stated(at).or_else(labelled) {
                if stated.figure.is_unbounded() {
                    continue;
                }
                self.push_event(at, self.links.verb_before(at), stated, event_type, "events.count");
            } else if let Some(first) = self.says_two(noun) {
                let span = self.context.tokens.span(&(first..noun.head + 1)).cover(&self.chunk_span(at));
                self.push_event(
                    at,
                    self.links.verb_before(at),
                    Found::implied(2.0, span, at),
                    event_type,
                    "events.twin",
                );
            } else if (single || self.is_of_event(at))
                && !noun.plural
                && !self.is_alternative(at)
                && (self.is_new(at, noun) || self.heads_note(at, noun))
            {
                let span = self.chunk_span(at);
                let found = Found {
                    additional: noun.additional,
                    ..Found::implied(1.0, span, at)
                };
                self.push_event(at, self.links.verb_before(at), found, event_type, "events.single");
            }
        }
        self.weapons();
        // “killed in a raid when gunmen entered the village”: the raid is told already.
        let told = |c: &Claim| c.rule == Rule::Fixed("events.single");
        let yields = |c: &Claim| matches!(c.rule, Rule::Frame(index) if self.context.frames.get(index).yields);
        if self.claims.iter().any(told) && self.claims.iter().any(yields) {
            let frames = self.context.frames;
            self.claims
                .retain(|c| !matches!(c.rule, Rule::Frame(index) if frames.get(index).yields));
        }
    }

    /// “twin bombings”, “back-to-back raids”: the word that says that there were two.
    fn says_two(&self, noun: &NounGroup) -> Option<u32> {
        if !noun.plural {
            return None;
        }
        let twin = |t: &u32| self.context.vocabulary.lists(self.word(*t), WordList::TWIN);
        // “back-to-back” is cut at its hyphens.
        let back = |t: &u32| {
            (*t..noun.head)
                .step_by(2)
                .map(|k| self.context.tokens.folded_of(k))
                .eq(["back", "to", "back"])
        };
        let back = || noun.head.checked_sub(5).filter(back);
        (noun.counted_from..noun.head).find(twin).or_else(back)
    }

    /// “a car bomb killed two”, “a mortar round landed in a playground”: one weapon that strikes is one attack, where no other word tells it.
    fn weapons(&mut self) {
        for at in 0..self.links.chunks.len() {
            let one = self.links.noun(at).is_some_and(|n| {
                let strikes = self.is_weapon(n) || self.context.vocabulary.lists(self.word(n.head), WordList::BOMBER);
                n.determiner == Determiner::Indefinite && !n.plural && n.number.is_none() && n.class.event.is_none() && strikes
            });
            if !one || self.used[at] {
                continue;
            }
            // “a gunship opened fire on a lorry, killing one”: told already.
            let acts = |c: &Claim| c.kind == Kind::Attacks && c.verb.is_some_and(|v| self.links.subject(v).contains(&at));
            if self.claims.iter().any(acts) {
                continue;
            }
            // “a truck was blown up, killing four”, “an armoured car was destroyed”: it was hit.
            let vehicle = self.links.noun(at).is_some_and(|n| !self.links.head_is(n, MentionType::Weapon));
            let is_hit = |k: usize| {
                let passive =
                    |g: &VerbGroup| g.voice == Voice::Passive && (vehicle || self.context.vocabulary.lists(g.verb, WordList::HIT));
                self.links.verb(k).is_some_and(passive) && self.links.subject(k).contains(&at)
            };
            if (at + 1..self.links.chunks.len().min(at + 4)).any(is_hit) {
                continue;
            }
            let strikes = (at + 1..self.links.chunks.len().min(at + 10)).find(|k| self.strikes(*k) && self.links.subject(*k).contains(&at));
            let Some(verb) = strikes
                .or_else(|| self.struck_by(at))
                .filter(|v| !self.claims.iter().any(|c| c.kind == Kind::Attacks && c.verb == Some(*v)))
            else {
                continue;
            };
            let span = self.chunk_span(at);
            let found = Found::implied(1.0, span, at);
            self.push_event(at, Some(verb), found, EventType::Attack, "events.weapon");
            // “a shell hit the shop”
            let hit = self
                .links
                .verb(verb)
                .is_some_and(|v| v.voice == Voice::Active && self.context.vocabulary.lists(v.verb, WordList::HIT));
            let object = if hit { self.role(&self.links.object(verb)) } else { None };
            if let Some(claim) = self.claims.last_mut().filter(|c| c.noun == at && c.target.is_none()) {
                claim.target = object;
            }
        }
    }

    /// “A herder was killed by a landmine”: the verb of whose harm the weapon at `at` is the agent.
    fn struck_by(&self, at: usize) -> Option<usize> {
        let by = self.links.governor(at)?;
        let verb = self.links.verb_before(by)?;
        let passive = self.links.verb(verb)?.voice == Voice::Passive;
        let agent = self.links.chunks[by].preposition() == Some(self.context.frames.words.by);
        (agent && passive && self.harms(self.links.verb(verb)?.verb)).then_some(verb)
    }

    /// Whether a verb alone tells of victims and of who made them so.
    fn harms(&self, verb: WordId) -> bool {
        let frames = self.context.frames;
        let harms = |f: &u16| {
            let frame = frames.get(*f);
            let alone =
                frame.needs.is_empty() && frame.objects.is_empty() && frame.prepositions.is_empty() && frame.needs_before.is_empty();
            matches!(frame.kind, Kind::Killed | Kind::Injured | Kind::Casualties) && frame.has_agent && alone
        };
        frames.triggered(Trigger::Verb, verb).iter().any(harms)
    }

    /// Whether the verb at `at` tells what a weapon does: kills, hits, lands.
    fn strikes(&self, at: usize) -> bool {
        let Some(verb) = self
            .links
            .verb(at)
            .filter(|v| v.voice == Voice::Active && v.form != VerbForm::Infinitive)
        else {
            return false;
        };
        // “left a tailor dead”
        let told = |c: &Claim| c.verb == Some(at) && c.kind.counts_victims();
        self.context.vocabulary.lists(verb.verb, WordList::HIT.or(WordList::WEAPON_STRIKES))
            || self.harms(verb.verb)
            || self.claims.iter().any(told)
    }

    /// “dozens of attacks”, “three of the strikes”: the number is a noun group of its own.
    fn counted_events(&mut self, at: usize) {
        if self.used[at] || self.links.noun(at).is_none_or(|n| n.number.is_none()) {
            return;
        }
        let Some((event_type, _)) = self.class_of(at).event else { return };
        if let Some(stated) = self.stated(at) {
            if stated.figure.is_unbounded() {
                return;
            }
            self.push_event(at, self.links.verb_before(at), stated, event_type, "events.count");
        }
    }

    /// Whether a single event is told, not pointed back at: “an attack”, “another raid”, “the shelling of a market”; in the manner of headings
    /// “killed in Kabul grenade attack”.
    fn is_new(&self, at: usize, noun: &NounGroup) -> bool {
        match noun.determiner {
            Determiner::Indefinite => true,
            Determiner::Definite => {
                let of = self.links.of_phrase(at);
                of.first().and_then(|k| self.links.noun(*k)).is_some_and(|n| {
                    n.determiner == Determiner::Indefinite && n.class.person.is_none() && n.class.event.is_none() && n.date.is_none()
                })
            }
            Determiner::Bare => {
                let place = |m: &u32| self.context.mentions[*m as usize].is(MentionType::Place);
                let uncounted = self.context.vocabulary.lists(self.word(noun.head), WordList::SHELLING);
                let in_it = self
                    .links
                    .governor(at)
                    .is_some_and(|p| self.links.chunks[p].preposition() == Some(self.context.frames.words.in_));
                in_it && !uncounted && noun.names.iter().any(place)
            }
            _ => false,
        }
    }

    /// “an exchange of fire”: an event of others.
    fn is_of_event(&self, at: usize) -> bool {
        let of = self.links.of_phrase(at);
        of.first()
            .and_then(|k| self.links.noun(*k))
            .is_some_and(|n| n.class.event.is_some())
    }

    /// “instead of a raid”, “rather than an attack”: what did not take place.
    fn is_alternative(&self, at: usize) -> bool {
        let tokens = &self.context.tokens;
        let start = self.links.chunks[at].tokens.start;
        let pair = start.checked_sub(2).map(|t| (tokens.folded_of(t), tokens.folded_of(t + 1)));
        matches!(pair, Some(("instead", "of") | ("rather", "than") | ("short", "of")))
    }

    /// “Firefight between police and a gang.”, “Rocket attack, Sderot.”: the bare noun that opens a heading or a note.
    fn heads_note(&self, at: usize, noun: &NounGroup) -> bool {
        let finite = |k: usize| self.links.verb(k).is_some_and(|v| v.form == VerbForm::Finite);
        at == 0 && noun.determiner == Determiner::Bare && noun.number.is_none() && !(0..self.links.chunks.len()).any(finite)
    }

    /// The words before the noun say more: “drone attack”, “suicide car bombing”.
    fn sharpen(&self, noun: &NounGroup, event_type: EventType) -> EventType {
        for token in noun.counted_from..noun.head {
            for (list, sharper) in [
                (WordList::AIR_STRIKE, EventType::AirDroneStrike),
                (WordList::SUICIDE_ATTACK, EventType::SuicideBomb),
                (WordList::SHELLING, EventType::ShellingArtilleryMissileAttack),
                (WordList::GRENADE, EventType::Grenade),
                (WordList::CHEMICAL, EventType::ChemicalWeapon),
                (WordList::EXPLOSIVE, EventType::RemoteExplosive),
            ] {
                if self.context.vocabulary.lists(self.word(token), list) {
                    return sharper;
                }
            }
        }
        event_type
    }

    fn push_event(&mut self, at: usize, verb: Option<usize>, found: Found, event_type: EventType, rule: &'static str) {
        let Some(noun) = self.links.noun(at) else { return };
        let head = noun.head;
        let span: Span = found.span;
        if self.claims.iter().any(|c| c.kind == Kind::Attacks && c.figure_span.overlaps(&span)) {
            return;
        }
        let words = &self.context.frames.words;
        let actor = self.author(at, verb);
        let target = words
            .against
            .iter()
            .map(|p| self.links.prepositional(at, *p))
            .find(|l| !l.is_empty() && l[0] > at && l[0] <= at + 4);
        // The verb that the attack is the subject of, or in which it stands: “a strike killed …”, “… were killed in a strike”.
        let behind = (at + 1..self.links.chunks.len()).find(|k| self.links.verb(*k).is_some());
        let target = target
            .and_then(|l| self.role(&l))
            .or_else(|| self.struck(behind.filter(|v| self.links.subject(*v).contains(&at))))
            .or_else(|| self.struck(verb));
        let noun_at = found.noun;
        let mut claim = self.claim(found, verb, Rule::Fixed(rule), head);
        claim.kind = Kind::Attacks;
        claim.event_type = Some(event_type);
        claim.actor = actor;
        claim.wants_actor = true;
        claim.target = target;
        self.used[noun_at] = true;
        self.used[at] = true;
        self.claims.push(claim);
    }
}
