//! Offices of countries, with those who held them and when: from the rows of persons.

use crate::gazetteer::{EntityDetail, Gazetteer};
use crate::record::Feature;
use crate::text::WordId;
use rustc_hash::FxHashMap;

/// One person's time in an office: first and last day, as partial as they are known, empty where open.
#[derive(Debug)]
struct Term {
    person: u32,
    from: String,
    to: String,
}

/// All offices “… of COUNTRY”.
#[derive(Debug, Default)]
pub(super) struct Offices {
    /// By last word: the words before it, and the office.
    by_end: FxHashMap<WordId, Vec<(Vec<WordId>, u32)>>,
    terms: FxHashMap<(u32, [u8; 2]), Vec<Term>>,
}

impl Offices {
    pub fn compile(gazetteer: &mut Gazetteer) -> Self {
        let mut out = Self::default();
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        let mut places: FxHashMap<String, Option<[u8; 2]>> = FxHashMap::default();
        let Gazetteer {
            words, entities, names, ..
        } = gazetteer;
        for (person, entity) in entities.iter().enumerate() {
            let EntityDetail::Person { offices, .. } = &entity.detail else {
                continue;
            };
            for office in offices.iter().filter(|o| !(o.from.is_empty() && o.to.is_empty())) {
                let Some((title, of)) = office.title.rsplit_once(" of ") else {
                    continue;
                };
                let of = of.strip_prefix("the ").unwrap_or(of);
                let country = *places.entry(of.to_string()).or_insert_with(|| {
                    let pattern = names.exact(&crate::text::fold::fold(of))?;
                    let senses = names.senses(pattern).iter().map(|s| &entities[s.entity as usize]);
                    let mut countries = senses.filter(|e| e.feature() == Some(Feature::Country));
                    countries.next()?.country.as_bytes().try_into().ok()
                });
                let Some(country) = country else { continue };
                // Both spellings are one office.
                let title = title.to_lowercase().replace("defense", "defence");
                let next = known.len() as u32;
                let number = *known.entry(title.clone()).or_insert_with(|| {
                    for spelling in [title.clone(), title.replace("defence", "defense")] {
                        let ids: Vec<WordId> = spelling.split([' ', '-']).map(|w| words.intern(w)).collect();
                        let Some((last, before)) = ids.split_last() else { continue };
                        let list = out.by_end.entry(*last).or_default();
                        if !list.iter().any(|(b, _)| b == before) {
                            list.push((before.to_vec(), next));
                        }
                    }
                    next
                });
                out.terms.entry((number, country)).or_default().push(Term {
                    person: person as u32,
                    from: office.from.clone(),
                    to: office.to.clone(),
                });
            }
        }
        for list in out.by_end.values_mut() {
            list.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
        }
        out
    }

    pub fn ends(&self) -> impl Iterator<Item = WordId> + '_ {
        self.by_end.keys().copied()
    }

    pub fn ending(&self, last: WordId) -> &[(Vec<WordId>, u32)] {
        self.by_end.get(&last).map_or(&[], Vec::as_slice)
    }

    pub fn holder(&self, office: u32, country: [u8; 2], day: &str) -> Option<u32> {
        let mut holders = self
            .terms
            .get(&(office, country))?
            .iter()
            .filter(|t| t.holds(day))
            .map(|t| t.person);
        let first = holders.next()?;
        // Two on one day: the text would have to say which.
        holders.all(|p| p == first).then_some(first)
    }
}

impl Term {
    fn holds(&self, day: &str) -> bool {
        // Only as far as both dates are known.
        let order = |bound: &str| {
            let len = bound.len().min(day.len());
            day.get(..len).cmp(&bound.get(..len))
        };
        (self.from.is_empty() || order(&self.from).is_ge()) && (self.to.is_empty() || order(&self.to).is_le())
    }
}
