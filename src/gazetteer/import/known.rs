//! What is known before an import: countries by all their codes and names, divisions by id, and what each new name will meet.

use super::{Found, FoundKind, Report};
use crate::gazetteer::check::SAME;
use crate::gazetteer::{Entity, EntityDetail, Gazetteer, Sources, kilometres};
use crate::record::{Feature, MentionType};
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// Places of one word with fewer inhabitants need evidence in the text: at this size most are known only to those who live near.
const SMALL: u64 = 50_000;

/// The gazetteers that an import adds to.
pub struct Known<'a> {
    gazetteer: &'a Gazetteer,
    /// Whether a folded word is a common word or a given name.
    is_word: &'a dyn Fn(&str) -> bool,
    /// Country codes by folded name and by the other codes.
    countries: FxHashMap<String, String>,
    /// Names of divisions by their geonameid.
    divisions: FxHashMap<u64, &'a str>,
    places: FxHashMap<u64, &'a str>,
}

impl<'a> Known<'a> {
    /// `is_word` says whether a word (as written) is a common word or a given name.
    #[must_use]
    pub fn new(sources: &Sources, gazetteer: &'a Gazetteer, is_word: &'a dyn Fn(&str) -> bool) -> Self {
        let mut countries = FxHashMap::default();
        for (path, text) in sources.under("places/", "countries.csv") {
            debug_assert!(path.ends_with("countries.csv"));
            let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
            for row in reader.records().flatten() {
                let code = row.get(0).unwrap_or_default();
                let names = [0, 1, 2, 3].into_iter().filter_map(|n| row.get(n)).flat_map(|cell| cell.split(';'));
                for name in names.filter(|n| !n.is_empty()) {
                    countries.insert(fold(name), code.to_string());
                }
            }
        }
        let (mut divisions, mut places) = (FxHashMap::default(), FxHashMap::default());
        for entity in &gazetteer.entities {
            if let EntityDetail::Place {
                feature,
                geonameid: Some(id),
                ..
            } = &entity.detail
            {
                places.insert(*id, entity.id.as_str());
                if *feature == Feature::Admin1 {
                    divisions.insert(*id, entity.name.as_str());
                }
            }
        }
        Self {
            gazetteer,
            is_word,
            countries,
            divisions,
            places,
        }
    }

    /// The alpha-2 code of a country given by a code or a name; empty where it is none.
    #[must_use]
    pub fn country(&self, text: &str) -> String {
        let text = text.split(" (").next().unwrap_or(text).trim();
        self.countries.get(&fold(text)).cloned().unwrap_or_default()
    }

    /// The name of a first-level division of ours by its geonameid.
    #[must_use]
    pub fn division(&self, geonameid: u64) -> Option<&'a str> {
        self.divisions.get(&geonameid).copied()
    }

    /// The id of a place of ours that is the row's by its name, its kind and its coordinates.
    fn same_place(&self, found: &Found) -> Option<&'a str> {
        let FoundKind::Place {
            feature: kind, lat, lon, ..
        } = &found.kind
        else {
            return None;
        };
        let here = lat.parse().ok().zip(lon.parse().ok())?;
        let is_here = |entity: &&Entity| {
            matches!(&entity.detail, EntityDetail::Place { feature, point: Some(there), .. }
                if feature == kind && entity.country == found.country && kilometres(here, *there) < SAME)
        };
        let names = std::iter::once(&found.name).chain(&found.aliases);
        let senses = names.flat_map(|name| self.gazetteer.senses_of(name));
        let mut entities = senses.map(|s| self.gazetteer.entity(s.entity));
        entities.find(|e| e.id != found.id && is_here(e)).map(|e| e.id.as_str())
    }

    /// Tells what the names of a row will meet, drops names that are no names, and marks what needs evidence.
    pub(super) fn judge(&self, found: &mut Found, report: &mut Report) {
        let line = found.line;
        if let FoundKind::Place { geonameid, .. } = &found.kind
            && let Some(id) = geonameid.parse().ok().and_then(|id| self.places.get(&id))
        {
            report.collision("the same place by its geonameid: the built-in row counts", line, || {
                format!("{} is {id}", found.name)
            });
            return;
        }
        if let Some(same) = self.same_place(found) {
            report.collision(
                "the same place by name and coordinates: left out, the built-in row counts",
                line,
                || format!("{} is {same}", found.name),
            );
            found.name.clear();
            return;
        }
        let place = matches!(found.kind, FoundKind::Place { .. });
        let person = matches!(found.kind, FoundKind::Person { .. });
        found.aliases.retain(|alias| {
            let word = !alias.contains(' ') && (self.is_word)(alias);
            if word {
                report.collision("aliases that are common words or given names: left out", line, || alias.clone());
            }
            !word
        });
        let single = !found.name.contains([' ', '-']);
        if single && (self.is_word)(&found.name) {
            report.collision("names that are common words or given names: marked context", line, || {
                found.name.clone()
            });
            found.marks.push("context");
        } else if let FoundKind::Place { population, .. } = &found.kind
            && single
            && *population < SMALL
        {
            found.marks.push("context");
        } else if person && single {
            found.marks.push("context");
        }
        for name in std::iter::once(&found.name).chain(&found.aliases).chain(&found.acronyms) {
            let Some(sense) = self.gazetteer.senses_of(name).first() else {
                continue;
            };
            let other = self.gazetteer.entity(sense.entity);
            if other.id == found.id {
                continue;
            }
            let kind = match other.mention_type() {
                MentionType::Place if place => "names of another place too: the text decides",
                MentionType::Place => "names of a place too: the text decides",
                MentionType::Actor => "names of an actor too: the text decides",
                MentionType::Person => "names of a person too: the text decides",
                _ => "names of a weapon too: the text decides",
            };
            report.collision(kind, line, || format!("{name}: {}", other.id));
        }
        found.marks.dedup();
    }
}
