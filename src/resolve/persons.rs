//! Surnames: a document that gave a full name once goes on with its last word.

use super::{Resolver, named, set_entity};
use crate::gazetteer::EntityDetail;
use crate::gazetteer::WordFilter;
use crate::record::{Feature, MentionType, Method};
use crate::tag::Mention;
use crate::tag::names::rules::Flags;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

impl<'a> Resolver<'a> {
    /// Gives persons found by pattern their entity, and finds surnames that stand alone.
    pub(super) fn persons(&mut self, mentions: &mut Vec<Mention>) {
        // Surname: entity, and the token after the full name.
        let mut known: FxHashMap<&'a str, (Option<u32>, u32)> = FxHashMap::default();
        for mention in mentions.iter_mut() {
            let Some((MentionType::Person, entity)) = named(mention) else {
                continue;
            };
            let Some(last) = self.surname_token(&mention.tokens) else {
                continue;
            };
            let surname = self.folded(&(last..last + 1));
            let single = self.words(&mention.tokens) < 2;
            let mut entity = entity;
            if entity.is_none() {
                entity = known.get(surname).and_then(|k| k.0);
                if entity.is_none() && single {
                    entity = self.rules.person_of_surname(surname);
                }
                if entity.is_some() {
                    set_entity(mention, MentionType::Person, entity);
                }
            }
            if !single || mention.method == Method::Title {
                let slot = known.entry(surname).or_insert((entity, mention.tokens.end));
                if slot.0.is_none() {
                    slot.0 = entity;
                }
            }
        }
        let countries = self.countries(mentions);
        self.governments_of(mentions, &mut known);
        for mention in mentions.iter_mut() {
            // A place or a body of that name is the person, once the person is known.
            let Some((kind, entity)) = named(mention) else { continue };
            if mention.tokens.len() != 1 || !matches!(kind, MentionType::Place | MentionType::Actor) {
                continue;
            }
            let at = mention.tokens.start;
            let Some(&(person, from)) = known.get(self.folded(&mention.tokens)) else {
                continue;
            };
            let country = entity.is_some_and(|e| self.gazetteer.entity(e).feature() == Some(Feature::Country));
            let group = entity.is_some_and(|e| matches!(self.gazetteer.entity(e).detail, EntityDetail::Actor { .. }));
            if at >= from && !country && !group && !self.after_locative(at) && !self.token(at).is_all_caps() {
                set_entity(mention, MentionType::Person, person);
                mention.method = Method::Surname;
                mention.rule = "person.surname";
            }
        }
        let mut filter = WordFilter::new(10);
        known.keys().for_each(|surname| filter.insert(surname));
        for &at in &self.tokens.capitals {
            if !self.is_free(at) {
                continue;
            }
            let surname = self.folded(&(at..at + 1));
            if !filter.may_hold(surname.as_bytes()) && !self.rules.may_be_surname(surname) {
                continue;
            }
            let range = self.range_at(at);
            if at == range.start && self.is_common(at) {
                continue;
            }
            let entity = match known.get(surname) {
                // A headline in capitals may give the surname before the text gives the name.
                Some((entity, from)) if at >= *from || (self.token(at).is_all_caps() && surname.len() > 3) => *entity,
                _ => {
                    // Known by the surname alone, in a document about the person's country.
                    let Some(person) = self.rules.person_of_surname(surname) else {
                        continue;
                    };
                    let country = &self.gazetteer.entity(person).country;
                    if self.is_common(at) || self.beside_capital(at, &range) || !countries.contains(country.as_str()) {
                        continue;
                    }
                    Some(person)
                }
            };
            let mut first = at;
            // “al-Sudani”: the particle belongs to the name.
            while first > range.start {
                let mut n = first - 1;
                if self.token(n).kind == crate::text::TokenKind::Dash && n > range.start && self.token(n).is_glued() {
                    n -= 1;
                }
                let particle = self.rules.is(self.token(n).word, Flags::PARTICLE_FIRST)
                    || (n + 1 < first && self.rules.is(self.token(n).word, Flags::PARTICLE));
                if !particle || !self.is_free(n) || self.token(n).is_all_caps() {
                    break;
                }
                first = n;
            }
            self.add(
                mentions,
                first..at + 1,
                MentionType::Person,
                entity,
                Method::Surname,
                "person.surname",
            );
        }
    }

    /// “the Biden administration” makes “Biden” known.
    fn governments_of(&self, mentions: &[Mention], known: &mut FxHashMap<&'a str, (Option<u32>, u32)>) {
        for mention in mentions {
            let Some((MentionType::Actor, _)) = named(mention) else { continue };
            let (first, last) = (mention.tokens.start, mention.tokens.end - 1);
            if mention.tokens.len() != 2 || self.token(last).is_capitalised() {
                continue;
            }
            let surname = self.folded(&(first..first + 1));
            if let Some(person) = self.rules.person_of_surname(surname) {
                known.entry(surname).or_insert((Some(person), mention.tokens.end));
            }
        }
    }

    /// The countries that the document names or whose bodies it names.
    fn countries(&self, mentions: &[Mention]) -> FxHashSet<&'a str> {
        let gazetteer = self.gazetteer;
        mentions
            .iter()
            .filter_map(|m| named(m).and_then(|(_, e)| e))
            .map(|e| gazetteer.entity(e).country.as_str())
            .filter(|c| !c.is_empty())
            .collect()
    }

    fn words(&self, tokens: &Range<u32>) -> usize {
        self.tokens
            .slice(tokens)
            .iter()
            .filter(|t| t.is_word() && !self.rules.is(t.word, Flags::PARTICLE))
            .count()
    }

    /// The last word of a name that is no “Jr.”
    fn surname_token(&self, tokens: &Range<u32>) -> Option<u32> {
        tokens
            .clone()
            .rev()
            .find(|n| self.token(*n).is_word() && !self.rules.is(self.token(*n).word, Flags::NAME_SUFFIX))
            .filter(|n| self.token(*n).span.len() > 2 || self.words(tokens) > 1)
    }

    pub(super) fn after_locative(&self, at: u32) -> bool {
        let range = self.range_at(at);
        let mut n = at;
        while n > range.start {
            n -= 1;
            let word = self.token(n).word;
            if self.rules.is(word, Flags::LOCATIVE) {
                return true;
            }
            let passes = self.rules.is(word, Flags::PLACE_MODIFIER.or(Flags::PLACE_KIND)) || matches!(self.str(n), "the" | "of");
            if !passes || at - n > 4 {
                return false;
            }
        }
        false
    }
}
