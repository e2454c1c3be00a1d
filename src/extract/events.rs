//! Events told by a noun: “a suicide bombing”, “180 attacks”.

use super::Work;
use super::claim::Rule;
use super::figure::Found;
use super::frames::Trigger;
use crate::chunk::{Determiner, NounGroup, VerbForm, Voice};
use crate::gazetteer::WordList;
use crate::record::{EventType, Kind};
use crate::text::Span;

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
            if let Some(stated) = self.stated(at) {
                if stated.figure.is_unbounded() {
                    continue;
                }
                self.push_event(at, self.links.verb_before(at), stated, event_type, "events.count");
            } else if single && !noun.plural && self.is_new(noun) {
                let span = self.chunk_span(at);
                let found = Found::implied(1.0, span, at);
                self.push_event(at, self.links.verb_before(at), found, event_type, "events.single");
            }
        }
        self.weapons();
    }

    /// “a car bomb killed two”, “a mortar round landed in a playground”: one weapon that strikes is one attack, where no other word tells it.
    fn weapons(&mut self) {
        for at in 0..self.links.chunks.len() {
            let one = self.links.noun(at).is_some_and(|n| {
                n.determiner == Determiner::Indefinite && !n.plural && n.number.is_none() && n.class.event.is_none() && self.is_weapon(n)
            });
            if !one || self.used[at] {
                continue;
            }
            let strikes = (at + 1..self.links.chunks.len().min(at + 10)).find(|k| self.strikes(*k) && self.links.subject(*k).contains(&at));
            let Some(verb) = strikes.filter(|v| !self.claims.iter().any(|c| c.kind == Kind::Attacks && c.verb == Some(*v))) else {
                continue;
            };
            let span = self.chunk_span(at);
            let found = Found::implied(1.0, span, at);
            self.push_event(at, Some(verb), found, EventType::Attack, "events.weapon");
        }
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
        let frames = self.context.frames;
        let harms = |f: &u16| frames.get(*f).kind.counts_victims() && frames.get(*f).has_agent && frames.get(*f).needs.is_empty();
        self.context.vocabulary.lists(verb.verb, WordList::HIT.or(WordList::WEAPON_STRIKES))
            || frames.triggered(Trigger::Verb, verb.verb).iter().any(harms)
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

    /// Whether a single event is told, not pointed back at: “an attack”, “another raid”, “Monday's bombing”.
    fn is_new(&self, noun: &NounGroup) -> bool {
        match noun.determiner {
            Determiner::Indefinite => true,
            Determiner::Possessive => noun.date.is_some(),
            _ => false,
        }
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
