//! Which of several places of one name: what contains it in the text, what the document says of the same name elsewhere, what else it names, how large it is.

use super::{Resolver, named, set_entity};
use crate::gazetteer::{EntityDetail, NameForm, kilometres};
use crate::record::{Feature, MentionType, Method};
use crate::tag::Mention;
use crate::tag::names::rules::Flags;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The score of ten times as many inhabitants: all others are measured by it.
const TENFOLD: u32 = 100;
/// Most places with one meaning that others are measured against.
const ANCHORS: usize = 64;

/// How far from a city its suburbs may lie, in kilometres.
const SUBURB: f64 = 60.0;
/// Words between “in” and a place that say which part of it is meant.
const MOST_QUALIFIERS: usize = 2;

/// A mention that names a place, with what it can mean.
struct Named {
    /// Index into the mentions.
    mention: usize,
    /// The name, with whether “province” or the like follows it.
    key: (u32, bool),
    senses: Vec<u32>,
    /// The place in which the text says that it lies.
    container: Option<u32>,
    /// The city of which it is said to be a suburb.
    city: Option<u32>,
    /// What it comes to: none where no meaning fits.
    chosen: Option<Option<u32>>,
}

/// Why a mention of a place means what it does.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Index of the mention.
    pub mention: usize,
    /// The place in which the text says that it lies.
    pub container: Option<u32>,
    /// Each place that the name can mean, with what speaks for it.
    pub weights: Vec<(u32, Vec<(&'static str, u32)>)>,
}

/// What the document's firm names tell of where it plays.
#[derive(Default)]
struct Setting<'a> {
    countries: FxHashMap<&'a str, u32>,
    divisions: FxHashMap<&'a str, u32>,
    total: u32,
    /// Points of towns and sites, with their entities.
    points: Vec<(u32, (f64, f64))>,
    /// Points of what names with several meanings can mean, with the name.
    possible: Vec<(u32, (f64, f64))>,
}

impl Resolver<'_> {
    /// Chooses the entity of each place.
    pub(super) fn places(&mut self, mentions: &mut [Mention]) {
        let mut named_places: Vec<Named> = Vec::new();
        let mut open = false;
        for n in 0..mentions.len() {
            if let Some(place) = self.named_place(mentions, n) {
                open |= place.senses.len() > 1 || place.chosen.is_some() || place.container.is_some() || place.city.is_some();
                named_places.push(place);
            }
        }
        if !open {
            return;
        }
        // First what the text itself says: “Paris, Texas”. Elsewhere in the document the same name is the same place.
        let mut said: FxHashMap<(u32, bool), Option<u32>> = FxHashMap::default();
        for place in &mut named_places {
            if place.chosen == Some(None) {
                said.entry(place.key).or_insert(None);
            }
            if place.chosen.is_none()
                && let Some(city) = place.city
            {
                let near = place.senses.iter().copied().filter(|e| self.lies_by(*e, city));
                place.chosen = Some(near.max_by_key(|e| (self.size(*e), std::cmp::Reverse(*e))));
                said.entry(place.key).or_insert(place.chosen.flatten());
            }
            let Some(container) = place.container.filter(|_| place.chosen.is_none()) else {
                continue;
            };
            let inside = place.senses.iter().copied().filter(|e| self.lies_in(*e, container));
            let best = inside.max_by_key(|e| (self.size(*e), std::cmp::Reverse(*e)));
            if best.is_some() || self.is_stated(mentions, place.mention, container) {
                place.chosen = Some(best);
                said.entry(place.key).or_insert(best);
            }
        }
        for place in &mut named_places {
            if place.chosen.is_none() {
                place.chosen = said.get(&place.key).copied();
            }
        }
        let setting = self.setting(mentions, &named_places);
        let mut by_name: FxHashMap<(u32, bool), u32> = FxHashMap::default();
        for place in &named_places {
            let best = if let Some(chosen) = place.chosen {
                chosen
            } else if place.senses.len() < 2 {
                continue;
            } else {
                Some(*by_name.entry(place.key).or_insert_with(|| self.best(place, &setting)))
            };
            set_entity(&mut mentions[place.mention], MentionType::Place, best);
        }
    }

    fn best(&self, place: &Named, setting: &Setting<'_>) -> u32 {
        let best = place
            .senses
            .iter()
            .max_by_key(|e| (self.fit(**e, place.key, setting), std::cmp::Reverse(**e)));
        best.copied().unwrap_or_default()
    }

    /// The mention as a place with what it can mean; none where it is no place of the gazetteers.
    fn named_place(&self, mentions: &[Mention], n: usize) -> Option<Named> {
        let mention = &mentions[n];
        let Some((MentionType::Place, Some(_))) = named(mention) else {
            return None;
        };
        let mut tokens = mention.tokens.clone();
        let suffixed = self.place_suffix(&tokens);
        let mut pattern = self.gazetteer.names.exact(self.folded(&tokens));
        // “North Harford”: what the name without its direction can mean is no choice here.
        if pattern.is_none() && tokens.len() > 1 && mention.rule != "place.direction" {
            tokens.end -= 1;
            pattern = self.gazetteer.names.exact(self.folded(&tokens));
        }
        let pattern = pattern?;
        // A county lies elsewhere than the towns of its name.
        let county = suffixed && tokens.end < mention.tokens.end && self.folded(&(tokens.end..tokens.end + 1)) == "county";
        let mut senses = self.places_named(pattern, county);
        let mut none = county && senses.is_empty();
        if self.is_called(mention.tokens.start, Flags::SETTLEMENT) {
            none |= self.leaves_no_settlement(&mut senses);
        }
        Some(Named {
            mention: n,
            key: (pattern, suffixed),
            container: self.container(mentions, n),
            city: self.quarter_of(mentions, n),
            chosen: none.then_some(None),
            senses,
        })
    }

    /// Whether “town of” or the like stands before token `at`.
    fn is_called(&self, at: u32, what: Flags) -> bool {
        at >= 2 && self.str(at - 1) == "of" && self.rules.is(self.token(at - 2).word, what) && at >= self.range_at(at).start + 2
    }

    /// Keeps what can be called a town, and says whether that is nothing.
    fn leaves_no_settlement(&self, senses: &mut Vec<u32>) -> bool {
        senses.retain(|e| !matches!(self.gazetteer.entity(*e).feature(), Some(Feature::Country | Feature::Water)));
        senses.is_empty()
    }

    /// “the Damascus suburb of Douma”: the city by which the mention lies.
    pub(super) fn quarter_of(&self, mentions: &[Mention], n: usize) -> Option<u32> {
        let at = mentions[n].tokens.start;
        if n == 0 || !self.is_called(at, Flags::QUARTER) || mentions[n - 1].tokens.end != at - 2 {
            return None;
        }
        named(&mentions[n - 1]).and_then(|(kind, entity)| entity.filter(|_| kind == MentionType::Place))
    }

    /// Whether one place lies by another, as a suburb does.
    fn lies_by(&self, entity: u32, city: u32) -> bool {
        let point = |e: u32| match &self.gazetteer.entity(e).detail {
            EntityDetail::Place { point, .. } => *point,
            _ => None,
        };
        entity != city && point(entity).zip(point(city)).is_some_and(|(a, b)| kilometres(a, b) < SUBURB)
    }

    /// The place that stands after a comma, or in brackets, behind the mention.
    pub(super) fn container(&self, mentions: &[Mention], n: usize) -> Option<u32> {
        let end = mentions[n].tokens.end;
        let next = mentions.get(n + 1)?;
        let (kind, entity) = named(next)?;
        let gap: Range<u32> = end..next.tokens.start;
        let links = |t: &u32| matches!(self.str(*t), "," | "(" | "in" | "of" | "'s" | "’s");
        let joined = gap.clone().take_while(links).count() as u32;
        // “Harford in the northern Anbar province”, “Harford, central Texas”
        let words = || gap.start + joined..gap.end;
        let qualifies = |t: u32| self.rules.is(self.token(t).word, Flags::PLACE_MODIFIER) || t == words().start && self.str(t) == "the";
        let close = matches!(joined, 1 | 2) && words().len() <= MOST_QUALIFIERS && words().all(qualifies);
        if kind != MentionType::Place || gap.is_empty() {
            return None;
        }
        // “the towns of Harford and Varzan in Anbar”
        if gap.len() == 1 && self.str(end) == "and" && self.is_called(mentions[n].tokens.start, Flags::SETTLEMENTS) {
            return self.container(mentions, n + 1);
        }
        entity.filter(|_| close)
    }

    /// Whether “X, Y” says for certain that X lies in Y, a country or a division: it is no list.
    pub(super) fn is_stated(&self, mentions: &[Mention], n: usize, container: u32) -> bool {
        let holder = self.gazetteer.entity(container);
        let (mention, next) = (&mentions[n], &mentions[n + 1]);
        if self.str(mention.tokens.end) == "and" {
            return true;
        }
        if !matches!(holder.feature(), Some(Feature::Country | Feature::Admin1)) || self.str(mention.tokens.end) != "," {
            return false;
        }
        let range = self.range_at(mention.tokens.start);
        let listed = |at: u32| matches!(self.str(at), "," | "and" | "or" | "&");
        if mention.tokens.start > range.start && listed(mention.tokens.start - 1) {
            return false;
        }
        let end = next.tokens.end;
        let goes_on = end < range.end && listed(end);
        // “in London, Kentucky, and …” closes the pair; “in Mosul, Anbar, Kirkuk and …” goes on with a place.
        let another = mentions
            .get(n + 2)
            .is_some_and(|m| m.tokens.start <= end + 2 && named(m).is_some_and(|(kind, _)| kind == MentionType::Place));
        let entity = named(mention).and_then(|(_, e)| e).map(|e| self.gazetteer.entity(e));
        let larger = entity.is_some_and(|e| matches!(e.feature(), Some(Feature::Country | Feature::Region | Feature::Water)));
        !(larger || (goes_on && (another || self.str(end) != ",")))
    }

    /// Whether a place lies in another by what the gazetteers say.
    pub(super) fn lies_in(&self, entity: u32, container: u32) -> bool {
        let (entity, holder) = (self.gazetteer.entity(entity), self.gazetteer.entity(container));
        let same_country = !holder.country.is_empty() && holder.country == entity.country;
        let EntityDetail::Place { admin1, .. } = &entity.detail else {
            return false;
        };
        same_country
            && match holder.feature() {
                Some(Feature::Country) => entity.id != holder.id,
                Some(Feature::Admin1) => *admin1 == holder.name,
                _ => false,
            }
    }

    /// Whether the mention ends with “province” or the like.
    fn place_suffix(&self, tokens: &Range<u32>) -> bool {
        tokens.len() > 1
            && self.rules.is(
                self.token(tokens.end - 1).word,
                Flags::PLACE_SUFFIX.or(Flags::PLACE_SUFFIX_CAPITALISED),
            )
    }

    /// Where the document plays, by names that leave no choice.
    fn setting<'s>(&'s self, mentions: &[Mention], places: &[Named]) -> Setting<'s> {
        let mut setting = Setting::default();
        let mut at = 0;
        for (n, mention) in mentions.iter().enumerate() {
            while at < places.len() && places[at].mention < n {
                at += 1;
            }
            let place = places.get(at).filter(|p| p.mention == n);
            let entity = match place {
                Some(place) if place.chosen.is_some() => place.chosen.flatten(),
                Some(place) if place.senses.len() > 1 => None,
                _ => named(mention).and_then(|(_, e)| e),
            };
            let Some(index) = entity else { continue };
            let entity = self.gazetteer.entity(index);
            if !entity.country.is_empty() {
                *setting.countries.entry(entity.country.as_str()).or_insert(0) += 1;
                setting.total += 1;
            }
            let EntityDetail::Place {
                feature, admin1, point, ..
            } = &entity.detail
            else {
                continue;
            };
            let division = if *feature == Feature::Admin1 { &entity.name } else { admin1 };
            if !division.is_empty() {
                *setting.divisions.entry(division.as_str()).or_insert(0) += 1;
            }
            let local = matches!(feature, Feature::City | Feature::Base | Feature::Site | Feature::Admin2);
            if let Some(point) = point.filter(|_| local && setting.points.len() < ANCHORS)
                && !setting.points.iter().any(|(e, _)| *e == index)
            {
                setting.points.push((index, point));
            }
        }
        for place in places.iter().filter(|p| p.chosen.is_none() && p.senses.len() > 1) {
            self.add_possible(place.key.0, place.senses.clone(), &mut setting);
        }
        // “Harford Council”: a body that no list knows is of its place.
        for mention in mentions.iter().filter(|m| m.method == Method::Pattern) {
            if named(mention) == Some((MentionType::Actor, None)) {
                let first = mention.tokens.start;
                if let Some(pattern) = self.gazetteer.names.exact(self.folded(&(first..first + 1))) {
                    self.add_possible(pattern, self.places_named(pattern, false), &mut setting);
                }
            }
        }
        setting
    }

    /// Adds the points of what a name can mean, the largest few.
    fn add_possible(&self, name: u32, mut senses: Vec<u32>, setting: &mut Setting<'_>) {
        if setting.possible.len() >= ANCHORS || setting.possible.iter().any(|(other, _)| *other == name) {
            return;
        }
        senses.sort_by_key(|e| std::cmp::Reverse(self.size(*e)));
        for index in senses.into_iter().take(4) {
            if let EntityDetail::Place { point: Some(point), .. } = &self.gazetteer.entity(index).detail {
                setting.possible.push((name, *point));
            }
        }
    }

    /// The places that a name can mean; administrative units only where `units` says so.
    fn places_named(&self, pattern: u32, units: bool) -> Vec<u32> {
        let mut out = Vec::new();
        for sense in self.gazetteer.names.senses(pattern) {
            let feature = self.gazetteer.entity(sense.entity).feature();
            let fits = feature.is_some_and(|f| !units || matches!(f, Feature::Admin1 | Feature::Admin2));
            if fits && !matches!(sense.form, NameForm::Adjective | NameForm::Demonym) && !out.contains(&sense.entity) {
                out.push(sense.entity);
            }
        }
        out
    }

    /// How large a place is, in hundredths of a power of ten; a thousand where it is not known, of a first-level division a hundred thousand.
    fn size(&self, entity: u32) -> u32 {
        match &self.gazetteer.entity(entity).detail {
            EntityDetail::Place { population, .. } if *population > 0 => ((*population as f64).log10() * f64::from(TENFOLD)) as u32,
            EntityDetail::Place {
                feature: Feature::Admin1, ..
            } => 5 * TENFOLD,
            _ => 3 * TENFOLD,
        }
    }

    /// How well a place fits what the document tells.
    fn fit(&self, index: u32, key: (u32, bool), setting: &Setting<'_>) -> u32 {
        let mut score = 0;
        self.weigh(index, key, setting, |_, points| score += points);
        score
    }

    /// What speaks for a place, with its points.
    fn weigh(&self, index: u32, (name, suffixed): (u32, bool), setting: &Setting<'_>, mut add: impl FnMut(&'static str, u32)) {
        let entity = self.gazetteer.entity(index);
        let EntityDetail::Place {
            feature, admin1, point, ..
        } = &entity.detail
        else {
            return;
        };
        // “Gaza” is the strip, and Mozambique's province only where the text tells of Mozambique or says “province”.
        if entity.marks.context && !suffixed && !setting.countries.contains_key(entity.country.as_str()) {
            return;
        }
        add("size", self.size(index));
        add(
            feature.as_str(),
            match feature {
                Feature::Country => 15 * TENFOLD,
                Feature::City => 3 * TENFOLD / 2,
                _ => TENFOLD,
            },
        );
        if suffixed && matches!(feature, Feature::Admin1 | Feature::Admin2) {
            add("called a division", 25 * TENFOLD);
        }
        if self.is_seat(index) == Some(true) {
            add("capital", TENFOLD);
        }
        // By the country's share of the document, not by a single word of it.
        if let Some(count) = setting.countries.get(entity.country.as_str()) {
            add("country told of", TENFOLD + 9 * TENFOLD / 2 * count / setting.total.max(4));
        }
        if !admin1.is_empty() && setting.divisions.contains_key(admin1.as_str()) {
            add("division told of", 3 * TENFOLD / 2);
        }
        let nearest = point.and_then(|here| {
            let others = setting.points.iter().filter(|(e, _)| *e != index);
            others.map(|(_, there)| kilometres(here, *there)).min_by(f64::total_cmp)
        });
        let with_others = point.is_some_and(|here| {
            let mut others = setting.possible.iter().filter(|(other, _)| *other != name);
            others.any(|(_, there)| kilometres(here, *there) < 60.0)
        });
        match nearest {
            Some(distance) if distance < 60.0 => add("near a place told of", 3 * TENFOLD / 2),
            Some(distance) if distance < 160.0 => add("not far from a place told of", TENFOLD),
            _ if with_others => add("near a place that may be meant", 3 * TENFOLD / 2),
            _ => {}
        }
    }

    /// For each mention of a place with what it can mean: why it means what it does.
    pub(super) fn choices(&self, mentions: &[Mention]) -> Vec<Choice> {
        let places: Vec<Named> = (0..mentions.len()).filter_map(|n| self.named_place(mentions, n)).collect();
        let setting = self.setting(mentions, &places);
        let choice = |place: &Named| Choice {
            mention: place.mention,
            container: place.container.filter(|c| {
                let entity = named(&mentions[place.mention]).and_then(|(_, e)| e);
                entity.is_some_and(|e| self.lies_in(e, *c))
            }),
            weights: place
                .senses
                .iter()
                .map(|e| {
                    let mut parts = Vec::new();
                    self.weigh(*e, place.key, &setting, |what, points| parts.push((what, points)));
                    (*e, parts)
                })
                .collect(),
        };
        places.iter().map(choice).collect()
    }
}
