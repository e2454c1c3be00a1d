//! Offices without a name: “the prime minister”, “Iraq's foreign minister” are whoever held the office on the day of publication.

use super::{Resolver, named};
use crate::gazetteer::{Class, EntityDetail, NameForm, VerbForms};
use crate::record::{Feature, MentionType, Method};
use crate::tag::Mention;
use crate::tag::names::rules::Flags;
use crate::text::TokenKind;
use rustc_hash::FxHashMap;

/// Of the mentions with a country, the part (in hundredths) that makes one the document's.
const CLEAR: u32 = 60;

impl Resolver<'_> {
    /// Adds a mention for each office of one country whose holder on the day of publication is known.
    pub(super) fn offices(&mut self, mentions: &mut Vec<Mention>, published: Option<&str>) {
        let Some(published) = published.filter(|p| p.len() >= 4) else {
            return;
        };
        let mut setting: Option<Option<[u8; 2]>> = None;
        for at in 0..self.tokens.list.len() as u32 {
            if !self.rules.is(self.token(at).word, Flags::OFFICE) || !self.is_free(at) {
                continue;
            }
            let range = self.range_at(at);
            let Some((first, office)) = self.office_ending(at, range.start) else {
                continue;
            };
            if first == range.start || (first..at).any(|n| !self.is_free(n)) || !self.stands_alone(at + 1, range.end) {
                continue;
            }
            let country = match self.country_beside(mentions, first, at + 1, &range) {
                Beside::Country(country) => Some(country),
                // “The prime minister serves at their pleasure” speaks of the office, whoever holds it.
                Beside::Article if self.is_present(at + 1, range.end) => None,
                Beside::Article => *setting.get_or_insert_with(|| self.country_of(mentions)),
                Beside::Other => None,
            };
            let Some(person) = country.and_then(|c| self.rules.holder(office, c, published)) else {
                continue;
            };
            self.add(
                mentions,
                first..at + 1,
                MentionType::Person,
                Some(person),
                Method::Title,
                "person.office",
            );
        }
    }

    /// The office whose last word stands at `at`: where it begins, and its number.
    fn office_ending(&self, at: u32, start: u32) -> Option<(u32, u32)> {
        self.rules.offices(self.token(at).word).iter().find_map(|(before, office)| {
            let first = at.checked_sub(before.len() as u32).filter(|f| *f >= start)?;
            let same = before.iter().zip(first..at).all(|(word, n)| self.token(n).word == *word);
            same.then_some((first, *office))
        })
    }

    /// Whether no name follows, and nothing that is the office's and not the person.
    fn stands_alone(&self, next: u32, end: u32) -> bool {
        if next >= end {
            return true;
        }
        let token = self.token(next);
        if token.kind == TokenKind::Dash && token.is_glued() {
            return false;
        }
        if token.kind == TokenKind::Clitic {
            let owned = (next + 1 < end).then(|| self.folded(&(next + 1..next + 2)));
            return !matches!(owned, Some("office" | "offices" | "residence" | "palace" | "department"));
        }
        let named = token.is_word() && token.is_capitalised();
        let other = matches!(self.str(next), "or" | "candidate" | "candidates" | "post" | "job" | "position");
        !named && !other
    }

    /// Whether a verb in the present follows, or what makes a list of offices.
    fn is_present(&self, next: u32, end: u32) -> bool {
        if next >= end {
            return false;
        }
        let info = self.gazetteer.vocabulary.info(self.token(next).word);
        let third = info.forms.any(VerbForms::THIRD) && !info.forms.any(VerbForms::PAST);
        let has = info.class.any(Class::HAVE) || matches!(self.folded(&(next..next + 1)), "has" | "had" | "is" | "was");
        (third && !has) || self.str(next) == ","
    }

    /// What stands beside the office and says whose it is: “Iraq's …”, “the Iraqi …”, “the … of Iraq”, or “the” alone.
    fn country_beside(&self, mentions: &[Mention], first: u32, next: u32, range: &std::ops::Range<u32>) -> Beside {
        let before = first - 1;
        let code = |at: u32| {
            let pattern = self.gazetteer.names.exact(self.folded(&(at..at + 1)))?;
            let senses = self.gazetteer.names.senses(pattern).iter();
            let mut countries = senses.filter(|s| self.gazetteer.entity(s.entity).feature() == Some(Feature::Country));
            let sense = countries.find(|s| s.form != NameForm::Demonym)?;
            self.gazetteer.entity(sense.entity).country.as_bytes().try_into().ok()
        };
        let token = self.token(before);
        if token.kind == TokenKind::Clitic && before > range.start {
            let owner = mentions
                .iter()
                .find(|m| m.tokens.end == before)
                .and_then(named)
                .and_then(|(_, e)| e);
            let country = owner.filter(|e| self.gazetteer.entity(*e).feature() == Some(Feature::Country));
            let code = country.and_then(|e| self.gazetteer.entity(e).country.as_bytes().try_into().ok());
            return code.map_or(Beside::Other, Beside::Country);
        }
        if token.is_capitalised() && before > range.start && self.str(before - 1).eq_ignore_ascii_case("the") {
            return code(before).map_or(Beside::Other, Beside::Country);
        }
        if !self.gazetteer.vocabulary.is(token.word, Class::ARTICLE_DEFINITE) || !self.str(before).eq_ignore_ascii_case("the") {
            return Beside::Other;
        }
        if next + 1 < range.end && self.str(next) == "of" {
            let of = mentions
                .iter()
                .find(|m| m.tokens.start == next + 1)
                .and_then(named)
                .and_then(|(_, e)| e);
            let code = of
                .filter(|e| self.gazetteer.entity(*e).feature() == Some(Feature::Country))
                .and_then(|e| self.gazetteer.entity(e).country.as_bytes().try_into().ok());
            return code.map_or(Beside::Other, Beside::Country);
        }
        Beside::Article
    }

    /// The country of the document, where it is clear: that of most of its names.
    fn country_of(&self, mentions: &[Mention]) -> Option<[u8; 2]> {
        let mut counts: FxHashMap<[u8; 2], u32> = FxHashMap::default();
        let mut total = 0;
        for entity in mentions.iter().filter_map(named).filter_map(|(_, e)| e) {
            let entity = self.gazetteer.entity(entity);
            if matches!(entity.detail, EntityDetail::Weapon { .. }) {
                continue;
            }
            if let Ok(code) = entity.country.as_bytes().try_into() {
                *counts.entry(code).or_insert(0) += 1;
                total += 1;
            }
        }
        let (country, count) = counts.into_iter().max_by_key(|(country, count)| (*count, *country))?;
        (count >= 3 && count * 100 >= total * CLEAR).then_some(country)
    }
}

/// What stands beside an office.
enum Beside {
    /// Its country.
    Country([u8; 2]),
    /// “the” and no country.
    Article,
    /// Something that makes it another office, or nobody's: “a”, “former”, “deputy”.
    Other,
}
