//! The number killed, where the text states none: by the conventions that a profile names, and never in silence.

use super::{Event, Filled};
use crate::record::{ClaimRecord, Comparator, Kind};
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
    /// Of “dozens”: by the last word of the figure that is in a list.
    #[serde(default)]
    words: Vec<Words>,
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

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
    value: u64,
}

/// A number of people.
fn people(number: f64) -> Option<u64> {
    (number.is_finite() && (0.0..1e15).contains(&number)).then_some(number as u64)
}

impl Conventions {
    /// The number of a claim, and the convention that made it; none where neither the text nor a convention gives one.
    fn number(&self, claim: &ClaimRecord) -> Option<(u64, Option<String>)> {
        let text = &claim.figure_text;
        let by = |number: f64, how: &str| Some((people(number)?, Some(format!("“{text}”: {how}"))));
        match claim.comparator {
            Comparator::Eq | Comparator::None | Comparator::About | Comparator::Nearly => Some((people(claim.value?)?, None)),
            Comparator::Gt | Comparator::Ge => match (self.bound, claim.value, claim.low) {
                (Bound::Stated, Some(value), _) => by(value, "the number of the lower bound"),
                (_, _, low) => by(low?, "the lowest number that the wording allows"),
            },
            Comparator::Range => match self.range {
                Range::Low => by(claim.low?, "the lower end"),
                Range::High => by(claim.high?, "the upper end"),
            },
            Comparator::Vague => {
                let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
                let known = words
                    .iter()
                    .rev()
                    .find_map(|w| self.words.iter().find(|list| list.words.contains(w)).map(|list| (w, list.value)));
                match known {
                    Some((word, value)) => Some((value, Some(format!("“{text}”: {word} is {value}")))),
                    None => by(claim.low?, "the lowest number that the wording allows"),
                }
            }
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
        let incident = self.incident;
        if let Some(best) = incident.killed_best {
            return Some(Filled::stated(best));
        }
        let numbers: Option<Vec<(u64, Option<String>)>> = self.killed().map(|c| self.conventions.number(c)).collect();
        match numbers {
            Some(numbers) if !numbers.is_empty() => {
                let sum: u64 = numbers.iter().map(|(n, _)| n).sum();
                let conventions: Vec<String> = numbers.into_iter().filter_map(|(_, c)| c).collect();
                Some(Filled {
                    value: sum.to_string(),
                    convention: (!conventions.is_empty()).then(|| conventions.join("; ")),
                })
            }
            // Without the claims there is only the incident's own bound.
            _ if incident.killed_low.is_some() => {
                let low = incident.killed_low.unwrap_or_default();
                Some(Filled::imputed(low, "the lowest number that the wording allows"))
            }
            _ if incident.killed_high.is_some() => None,
            _ => {
                let none = self.conventions.none_told?;
                Some(Filled::imputed(none, format!("no deaths told: {none}")))
            }
        }
    }

    /// A bound of the number killed; where none is told, the number itself.
    pub fn deaths_bound(&self, bound: Option<u64>) -> Option<Filled> {
        if let Some(bound) = bound {
            return Some(Filled::stated(bound));
        }
        self.deaths().map(|f| Filled::imputed(f.value, "no bound told: best"))
    }
}
