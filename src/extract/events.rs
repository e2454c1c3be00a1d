//! Events told by a noun: “a suicide bombing”, “180 attacks”.

use super::Work;
use super::claim::Rule;
use super::figure::Found;
use crate::chunk::{Determiner, NounGroup};
use crate::record::{Comparator, EventType, Figure, Kind, MentionType};
use crate::tag::MentionValue;
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
                if stated.figure.comparator == Comparator::Vague && stated.figure.low.is_none() {
                    continue;
                }
                self.push_event(at, stated, event_type, "events.count");
            } else if single && !noun.plural && self.is_new(noun) {
                let span = self.chunk_span(at);
                let found = Found {
                    figure: Figure::exact(1.0),
                    span,
                    implied: true,
                    counted: Some(span),
                    noun: at,
                    additional: false,
                };
                self.push_event(at, found, event_type, "events.single");
            }
        }
    }

    /// “dozens of attacks”, “three of the strikes”: the number is a noun group of its own.
    fn counted_events(&mut self, at: usize) {
        if self.used[at] || self.links.noun(at).is_none_or(|n| n.number.is_none()) {
            return;
        }
        let Some((event_type, _)) = self.class_of(at).event else { return };
        if let Some(stated) = self.stated(at) {
            if stated.figure.comparator == Comparator::Vague && stated.figure.low.is_none() {
                return;
            }
            self.push_event(at, stated, event_type, "events.count");
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
            let word = self.context.tokens.list[token as usize].of(self.context.text).to_ascii_lowercase();
            match word.as_str() {
                "drone" | "air" | "aerial" | "airborne" => return EventType::AirDroneStrike,
                "suicide" => return EventType::SuicideBomb,
                "rocket" | "missile" | "mortar" | "artillery" | "shell" => return EventType::ShellingArtilleryMissileAttack,
                "grenade" => return EventType::Grenade,
                "chemical" | "gas" | "chlorine" | "sarin" => return EventType::ChemicalWeapon,
                "bomb" | "roadside" | "ied" | "mine" | "explosive" | "car" | "truck" => return EventType::RemoteExplosive,
                _ => {}
            }
        }
        event_type
    }

    fn push_event(&mut self, at: usize, found: Found, event_type: EventType, rule: &'static str) {
        let Some(noun) = self.links.noun(at) else { return };
        let head = noun.head;
        let span: Span = found.span;
        if self.claims.iter().any(|c| c.kind == Kind::Attacks && c.figure_span.overlaps(&span)) {
            return;
        }
        let words = &self.context.frames.words;
        // Who: “by X”, a name before the noun, or the subject of the verb that carries it out.
        let by = self.links.prepositional(at, words.by);
        let verb = self.links.verb_before(at);
        let actor = if by.is_empty() {
            let modifier = noun
                .names
                .iter()
                .copied()
                .find(|m| {
                    matches!(
                        self.context.mentions[*m as usize].value,
                        MentionValue::Entity {
                            kind: MentionType::Actor | MentionType::Place,
                            ..
                        }
                    )
                })
                .map(|m| super::Role {
                    span: self.context.mentions[m as usize].span,
                    mention: Some(m),
                });
            modifier.or_else(|| self.national_role(noun)).or_else(|| {
                let verb = verb.filter(|v| self.links.object(*v).contains(&at))?;
                if self.links.verb(verb)?.voice == crate::chunk::Voice::Passive {
                    return None;
                }
                let subject = self.links.subject(verb);
                let first = self.links.noun(*subject.first()?)?;
                if first.class.event.is_some() || first.pronoun {
                    None
                } else {
                    self.role(&subject)
                }
            })
        } else {
            self.role(&by)
        };
        let target = words
            .against
            .iter()
            .map(|p| self.links.prepositional(at, *p))
            .find(|l| !l.is_empty() && l[0] > at && l[0] <= at + 4);
        let target = target.and_then(|l| self.role(&l));
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
