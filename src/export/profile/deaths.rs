//! The number killed, where the text states none: by the conventions that a profile names, and never in silence.

use super::{Event, Filled};
use crate::record::{ClaimRecord, Comparator, Kind};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// How words become a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conventions {
    /// Of “more than 60” and “at least 20”.
    bound: Bound,
    /// Of “between 11 and 14”.
    range: Range,
    /// Where no deaths are told of.
    none_told: Option<u64>,
    /// Of words that state no number, by the whole figure.
    #[serde(default)]
    words: FxHashMap<String, u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Bound {
    /// The number that stands there.
    Stated,
    /// The lowest that the wording allows.
    Low,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Range {
    /// Its lower end.
    Low,
    /// Its upper end.
    High,
}

const LOWEST: &str = "the lowest number that the wording allows";

/// A number of people.
fn people(number: f64) -> Option<u64> {
    (number.is_finite() && (0.0..1e15).contains(&number)).then_some(number as u64)
}

impl Conventions {
    /// The number of a claim, and the convention that made it; none where neither the text nor a convention gives one.
    fn number(&self, claim: &ClaimRecord) -> Option<(u64, Option<String>)> {
        let text = &claim.figure_text;
        let by = |number: f64, how: &str| Some((people(number)?, Some(format!("“{text}” is counted as {how}"))));
        match claim.comparator {
            Comparator::Eq | Comparator::None | Comparator::About | Comparator::Nearly => Some((people(claim.value?)?, None)),
            Comparator::Gt | Comparator::Ge => match (self.bound, claim.value, claim.low) {
                (Bound::Stated, Some(value), _) => by(value, "the number that stands there"),
                (_, _, low) => by(low?, LOWEST),
            },
            Comparator::Range => match self.range {
                Range::Low => by(claim.low?, "the lower end"),
                Range::High => by(claim.high?, "the upper end"),
            },
            Comparator::Vague => match self.words.get(&text.to_lowercase()) {
                Some(value) => Some((*value, Some(format!("“{text}” is counted as {value}")))),
                None => by(claim.low?, LOWEST),
            },
            // “up to 500”: how many there were nobody says.
            Comparator::Lt | Comparator::Le => None,
        }
    }
}

impl<'r> Event<'r> {
    /// The claims of people killed that the incident counts.
    pub fn killed(&self) -> impl Iterator<Item = &'r ClaimRecord> + '_ {
        self.claims.iter().copied().filter(|c| c.kind == Kind::Killed)
    }

    /// The number killed.
    pub fn deaths(&self) -> Option<Filled> {
        if let Some(best) = self.incident.killed_best {
            return Some(Filled::stated(best));
        }
        // Without the claims there is only the incident's own bound.
        if self.claims.len() < self.incident.claim_ids.len() {
            return self.incident.killed_low.map(|low| Filled::imputed(low, LOWEST));
        }
        if self.killed().next().is_none() {
            return self
                .conventions
                .none_told
                .map(|none| Filled::imputed(none, "no deaths are told of"));
        }
        let numbers: Vec<(u64, Option<String>)> = self.killed().map(|c| self.conventions.number(c)).collect::<Option<_>>()?;
        let sum: u64 = numbers.iter().map(|(n, _)| n).sum();
        let conventions: Vec<String> = numbers.into_iter().filter_map(|(_, c)| c).collect();
        Some(Filled::imputed(sum, conventions.join(", ")))
    }

    /// A bound of the number killed; where none is told, the number itself.
    pub fn deaths_bound(&self, bound: Option<u64>) -> Option<Filled> {
        if let Some(bound) = bound {
            return Some(Filled::stated(bound));
        }
        let number = self.deaths()?;
        Some(Filled::imputed(number.value, "no bound is told: the number killed"))
    }
}
