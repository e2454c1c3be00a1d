//! The fields of a claim that is right, one by one, against what the gold says of them.

use super::gold::{Coded, GoldClaim};
use super::names::Names;
use crate::record::{ClaimRecord, Comparator, PlaceRecord};

/// What became of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As the gold has it.
    Right,
    /// Filled otherwise.
    Wrong,
    /// Left empty.
    Missed,
    /// Filled where the gold has nothing.
    Invented,
}

/// A field that was scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the gold.
    pub name: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// What the claim has.
    pub claimed: String,
    /// What the gold has.
    pub gold: String,
}

/// Each field of which there is something to say: what the gold codes and does not doubt, unless both leave it empty.
#[must_use]
pub fn fields(gold: &GoldClaim, claim: &ClaimRecord, names: &Names) -> Vec<Field> {
    let mut fields = Fields {
        gold,
        names,
        found: Vec::new(),
    };
    fields.word(
        "comparator",
        gold.comparator.value(),
        claim.comparator,
        |wanted, got| match wanted {
            Comparator::None => matches!(got, Comparator::None | Comparator::Eq),
            Comparator::Nearly => matches!(got, Comparator::Nearly | Comparator::About),
            wanted => got == wanted,
        },
    );
    fields.name(
        "actor",
        &gold.actor,
        gold.actor_alt.as_ref(),
        [&claim.actor_text, &claim.actor_name],
    );
    fields.name(
        "target",
        &gold.target,
        gold.target_alt.as_ref(),
        [&claim.target_text, &claim.target_name],
    );
    fields.name(
        "source",
        &gold.source,
        gold.source_alt.as_ref(),
        [&claim.attributed_to_text, &claim.attributed_to_name],
    );
    fields.places(&gold.places, &claim.places);
    fields.date("date_start", &gold.date_start, claim.date_start.as_ref());
    // Of a date that is one day, gold need not code the end.
    if gold.date_start.value().is_none() || gold.date_end.value().is_some() {
        fields.date("date_end", &gold.date_end, claim.date_end.as_ref());
    }
    fields.word("modality", gold.modality.value(), claim.modality, |wanted, got| wanted == got);
    fields.word("scope", gold.scope.value(), claim.scope, |wanted, got| wanted == got);
    fields.found
}

struct Fields<'g> {
    gold: &'g GoldClaim,
    names: &'g Names,
    found: Vec<Field>,
}

impl Fields<'_> {
    /// `agrees`: whether what the claim has is what the gold has, or another reading that is right too.
    fn add(&mut self, name: &'static str, gold: Option<String>, claimed: Option<String>, agrees: bool) {
        if self.gold.doubts(name) {
            return;
        }
        let outcome = match (&gold, &claimed) {
            // Nothing, or another reading that is right too.
            (None, None) => return,
            (None, Some(_)) if agrees => return,
            (None, Some(_)) => Outcome::Invented,
            (Some(_), None) => Outcome::Missed,
            (Some(_), Some(_)) if agrees => Outcome::Right,
            (Some(_), Some(_)) => Outcome::Wrong,
        };
        self.found.push(Field {
            name,
            outcome,
            claimed: claimed.unwrap_or_default(),
            gold: gold.unwrap_or_default(),
        });
    }

    fn word<T: Copy + ToString>(&mut self, name: &'static str, gold: Option<&T>, claimed: T, agrees: impl Fn(T, T) -> bool) {
        if let Some(gold) = gold {
            self.add(name, Some(gold.to_string()), Some(claimed.to_string()), agrees(*gold, claimed));
        }
    }

    fn name(&mut self, name: &'static str, gold: &Coded<String>, others: Option<&Vec<String>>, claimed: [&Option<String>; 2]) {
        if gold.is_silent() {
            return;
        }
        let mut readings = gold.value().into_iter().chain(others.into_iter().flatten());
        let agrees = readings.any(|a| claimed.iter().copied().flatten().any(|b| self.names.same(a, b)));
        let claimed = claimed.into_iter().flatten().next().cloned();
        self.add(name, gold.value().cloned(), claimed, agrees);
    }

    fn places(&mut self, gold: &Coded<Vec<String>>, claimed: &[PlaceRecord]) {
        if gold.is_silent() {
            return;
        }
        let same = |name: &str, place: &PlaceRecord| {
            self.names.same(name, &place.text) || place.name.as_ref().is_some_and(|n| self.names.same(name, n))
        };
        let is_there = |name: &String| claimed.iter().any(|place| same(name, place));
        let wanted: Vec<String> = gold.value().cloned().unwrap_or_default();
        let others = self.gold.places_alt.iter().flatten();
        let agrees = (!wanted.is_empty() && wanted.iter().all(is_there)) || others.into_iter().any(is_there);
        let list = |names: Vec<&str>| Some(names.join(", ")).filter(|l| !l.is_empty());
        let wanted = list(wanted.iter().map(String::as_str).collect());
        let claimed = list(claimed.iter().map(|p| p.text.as_str()).collect());
        self.add("places", wanted, claimed, agrees);
    }

    fn date(&mut self, name: &'static str, gold: &Coded<String>, claimed: Option<&String>) {
        if gold.is_silent() {
            return;
        }
        let agrees = gold.value().zip(claimed).is_some_and(|(a, b)| dates_agree(a, b));
        self.add(name, gold.value().cloned(), claimed.cloned(), agrees);
    }
}

/// Dates agree when the less precise one is the beginning of the other.
fn dates_agree(a: &str, b: &str) -> bool {
    let n = a.len().min(b.len());
    n > 0 && a.as_bytes()[..n] == b.as_bytes()[..n]
}
