//! Which of several places of one name: what contains it in the text, what else the document names, how large it is.

use super::{Resolver, named, set_entity};
use crate::gazetteer::{EntityDetail, NameForm};
use crate::record::{Feature, MentionType};
use crate::tag::Mention;
use crate::tag::names::rules::Flags;
use rustc_hash::FxHashMap;
use std::ops::Range;

impl Resolver<'_> {
    /// Chooses the entity of each place.
    pub(super) fn places(&mut self, mentions: &mut [Mention]) {
        let senses: Vec<Vec<u32>> = mentions.iter().map(|m| self.senses(m)).collect();
        if senses.iter().all(|s| s.len() < 2) {
            return;
        }
        let (mut countries, mut divisions) = (FxHashMap::default(), FxHashMap::default());
        for (mention, senses) in mentions.iter().zip(&senses) {
            let Some((_, Some(entity))) = named(mention) else { continue };
            if senses.len() > 1 {
                continue;
            }
            let entity = self.gazetteer.entity(entity);
            if !entity.country.is_empty() {
                *countries.entry(entity.country.as_str()).or_insert(0u32) += 1;
            }
            if let EntityDetail::Place { feature, admin1, .. } = &entity.detail {
                let name = if *feature == Feature::Admin1 {
                    entity.name.as_str()
                } else {
                    admin1.as_str()
                };
                if !name.is_empty() {
                    *divisions.entry(name).or_insert(0u32) += 1;
                }
            }
        }
        for n in 0..mentions.len() {
            if senses[n].len() < 2 {
                continue;
            }
            let container = self.container(mentions, n);
            let suffixed = self.place_suffix(&mentions[n].tokens);
            let best = senses[n]
                .iter()
                .map(|e| (self.fit(*e, container, suffixed, &countries, &divisions), *e))
                .max_by_key(|(score, e)| (*score, std::cmp::Reverse(*e)));
            if let Some((_, entity)) = best {
                set_entity(&mut mentions[n], MentionType::Place, Some(entity));
            }
        }
    }

    /// All places that the mention's words can name.
    fn senses(&self, mention: &Mention) -> Vec<u32> {
        let Some((MentionType::Place, Some(_))) = named(mention) else {
            return Vec::new();
        };
        let mut tokens = mention.tokens.clone();
        let mut pattern = self.gazetteer.names.exact(self.folded(&tokens));
        if pattern.is_none() && tokens.len() > 1 {
            tokens.end -= 1;
            pattern = self.gazetteer.names.exact(self.folded(&tokens));
        }
        let Some(pattern) = pattern else { return Vec::new() };
        // One meaning leaves no choice.
        if self.gazetteer.names.senses(pattern).len() < 2 {
            return Vec::new();
        }
        let mut out: Vec<u32> = Vec::new();
        for sense in self.gazetteer.names.senses(pattern) {
            let place = self.gazetteer.entity(sense.entity).feature().is_some();
            if place && !matches!(sense.form, NameForm::Adjective | NameForm::Demonym) && !out.contains(&sense.entity) {
                out.push(sense.entity);
            }
        }
        out
    }

    /// The place that stands after a comma, or in brackets, behind the mention.
    fn container(&self, mentions: &[Mention], n: usize) -> Option<u32> {
        let end = mentions[n].tokens.end;
        let next = mentions.get(n + 1)?;
        let (kind, entity) = named(next)?;
        let gap: Range<u32> = end..next.tokens.start;
        let close = gap.len() <= 2 && gap.clone().all(|t| matches!(self.str(t), "," | "(" | "in" | "of" | "'s" | "’s"));
        (kind == MentionType::Place && close && !gap.is_empty()).then_some(entity).flatten()
    }

    /// Whether the mention ends with “province” or the like.
    fn place_suffix(&self, tokens: &Range<u32>) -> bool {
        tokens.len() > 1
            && self.rules.is(
                self.token(tokens.end - 1).word,
                Flags::PLACE_SUFFIX.or(Flags::PLACE_SUFFIX_CAPITALISED),
            )
    }

    fn fit(
        &self,
        entity: u32,
        container: Option<u32>,
        suffixed: bool,
        countries: &FxHashMap<&str, u32>,
        divisions: &FxHashMap<&str, u32>,
    ) -> u32 {
        let entity = self.gazetteer.entity(entity);
        let EntityDetail::Place {
            feature,
            admin1,
            population,
            ..
        } = &entity.detail
        else {
            return 0;
        };
        let mut score = 4 * population.checked_ilog10().unwrap_or(3)
            + match feature {
                Feature::Country => 60,
                Feature::City => 6,
                _ => 4,
            };
        if suffixed && matches!(feature, Feature::Admin1 | Feature::Admin2) {
            score += 100;
        }
        if let Some(holder) = container.map(|c| self.gazetteer.entity(c)) {
            let same_country = holder.country == entity.country;
            let in_division = same_country && holder.feature() == Some(Feature::Admin1) && *admin1 == holder.name;
            score += if in_division {
                160
            } else if same_country && holder.feature() == Some(Feature::Country) {
                120
            } else {
                0
            };
        }
        score += 3 * countries.get(entity.country.as_str()).copied().unwrap_or(0).min(6);
        if countries.contains_key(entity.country.as_str()) {
            score += 8;
        }
        if !admin1.is_empty() && divisions.contains_key(admin1.as_str()) {
            score += 10;
        }
        score
    }
}
