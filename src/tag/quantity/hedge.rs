//! Hedges: words that bound a number or make it inexact, before it and behind it.

use super::data::{Hedge, Sense, UnitKind};
use super::number::{Form, Number};
use super::view::View;
use crate::record::Comparator;

/// How strongly a comparator holds against another: bounds go before “nearly”, that before “about”.
const fn strength(comparator: Comparator) -> u8 {
    match comparator {
        Comparator::Gt | Comparator::Ge | Comparator::Lt | Comparator::Le => 3,
        Comparator::Nearly => 2,
        _ => 1,
    }
}

/// What two stacked hedges mean together.
pub(super) fn stacked(outer: Comparator, inner: Option<Comparator>) -> Comparator {
    match inner {
        Some(inner) if strength(inner) > strength(outer) => inner,
        _ => outer,
    }
}

/// The most hedges that are read before one number.
const DEEPEST: usize = 4;

impl View<'_> {
    /// The hedges that end before token `from`, none beginning before `floor`: the first token with them, and what they mean.
    pub(super) fn hedges_before(&self, from: usize, floor: usize, number: &Number, kind: Option<UnitKind>) -> (usize, Option<Comparator>) {
        let (mut at, mut comparator) = (from, None);
        for _ in 0..DEEPEST {
            let Some((start, found)) = self
                .hedge_ending(at, floor, number, kind)
                .or_else(|| self.hedge_ending(self.before_additional(at, floor)?, floor, number, kind))
            else {
                break;
            };
            at = start;
            comparator = Some(stacked(found, comparator));
        }
        (at, comparator)
    }

    /// Before words that may stand between hedge and number: “at least [another] 20”, “about [a total of] 40”.
    fn before_additional(&self, at: usize, floor: usize) -> Option<usize> {
        let k = self.known();
        let last = at.wrapping_sub(1);
        let mut start = if self.is(last, Sense::BETWEEN) {
            last
        } else if self.word(last) == k.of && self.word(last.wrapping_sub(1)) == k.total {
            last - 1
        } else {
            return None;
        };
        if self.is_article(start.wrapping_sub(1)) {
            start -= 1;
        }
        (start > floor).then_some(start)
    }

    fn hedge_ending(&self, at: usize, floor: usize, number: &Number, kind: Option<UnitKind>) -> Option<(usize, Comparator)> {
        let mut last = at.wrapping_sub(1);
        if self.hyphen(last) && self.word(last.wrapping_sub(1)) == self.known().sub {
            last -= 1;
        }
        if last < floor || !self.is(last, Sense::HEDGE_LAST) {
            return None;
        }
        for (phrase, index) in self.data.hedges_before.of(self.word(last)) {
            let start = (last + 1).wrapping_sub(phrase.len());
            if start < floor || start >= self.to || !self.matches(start, phrase) {
                continue;
            }
            let hedge = &self.data.hedges[*index as usize];
            let with_degree = self.degree_ending(start, floor);
            if self.hedge_fits(hedge, start, with_degree < start, number, kind) {
                return Some((with_degree, hedge.comparator));
            }
        }
        None
    }

    fn hedge_fits(&self, hedge: &Hedge, start: usize, degree: bool, number: &Number, kind: Option<UnitKind>) -> bool {
        let before = self.word(start.wrapping_sub(1));
        if before.is_known() && hedge.not_after.contains(&before) {
            return false;
        }
        // “not even one” is none at all.
        if self.word(start) == self.known().not && number.form == Form::One && self.word(start + 1) == self.known().even {
            return false;
        }
        let counted = !matches!(kind, Some(UnitKind::Money | UnitKind::Percent));
        // “children under five” gives an age.
        let age = self.is(start.wrapping_sub(1), Sense::AGED_PEOPLE);
        if hedge.large
            && counted
            && !age
            && number.form != Form::Digits
            && number.form != Form::Fraction
            && number.exact().is_none_or(|v| v <= 10.0)
        {
            return false;
        }
        kind != Some(UnitKind::Time) || degree || hedge.time_only_after.is_empty() || hedge.time_only_after.contains(&before)
    }

    /// The first token of the adverbs of degree that end before token `at`, else `at`.
    fn degree_ending(&self, at: usize, floor: usize) -> usize {
        let last = at.wrapping_sub(1);
        if last < floor || !self.is(last, Sense::DEGREE_LAST) {
            return at;
        }
        for (phrase, ()) in self.data.degrees.of(self.word(last)) {
            let start = at.wrapping_sub(phrase.len());
            if start >= floor && start < self.to && self.matches(start, phrase) {
                return start;
            }
        }
        at
    }

    /// The hedge that begins at token `at`, or behind a hyphen there: one past its last token, and what it means.
    pub(super) fn hedge_after(&self, at: usize) -> Option<(usize, Comparator)> {
        let i = self.past_hyphen(at);
        if !self.is(i, Sense::HEDGE_FIRST) {
            return None;
        }
        let k = self.known();
        for (phrase, index) in self.data.hedges_after.of(self.word(i)) {
            let to = i + phrase.len();
            // “killed 40 at least 30 of them”, “10 and up to 20”: the words belong to the next number.
            let next = self.word(to);
            let number_follows =
                self.is_number(to) || self.is(to, Sense::CARDINAL) || next == k.to || next == k.than || self.is_article(to);
            if self.matches(i, phrase) && !number_follows {
                return Some((to, self.data.hedges[*index as usize].comparator));
            }
        }
        None
    }
}
