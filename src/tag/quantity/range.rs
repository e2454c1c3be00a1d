//! Two numbers that belong together: ranges (“11-12”, “between 40 and 50”) and shares (“one in four”).

use super::data::{Sense, UnitKind};
use super::number::{Amount, Form, Number, times};
use super::read::Measured;
use super::unit::UnitHit;
use super::view::View;
use crate::text::{Token, TokenKind, Words};

/// How far before “from … to …” a word of change is looked for, in tokens.
const CHANGE_REACH: usize = 12;

/// The second end of a range.
pub(super) struct Range {
    pub low: f64,
    pub high: f64,
    pub from: usize,
    pub to: usize,
    pub number_to: usize,
    pub unit: Option<UnitHit>,
}

/// What came of looking for a second number.
pub(super) enum RangeRead {
    Found(Range),
    /// Neither number is a quantity.
    Skip(usize),
    None,
}

/// What joins two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    Or,
    And,
    /// “five, maybe six”
    Perhaps,
}

impl View<'_> {
    /// “One in four”, “1 in every 10”: the share in hundredths and one past the second number. (“7 out of 15” are two counts.)
    pub(super) fn one_in(&self, first: &Number) -> Option<(f64, usize)> {
        let k = self.known();
        if !matches!(first.form, Form::One | Form::Digits | Form::Words) || self.word(first.to) != k.in_ {
            return None;
        }
        let every = self.word(first.to + 1) == k.every;
        let second = self.simple_at(first.to + 1 + usize::from(every))?;
        let (a, b) = (first.exact()?, second.exact()?);
        let plain = a.fract() == 0.0 && b.fract() == 0.0 && second.scale <= 1000.0 && a >= 1.0 && a < b;
        let round = b <= 10.0 || [12.0, 20.0, 50.0, 100.0, 1000.0].contains(&b);
        if !plain || b > 1000.0 || (a > 1.0 && !round) || self.unit_after(&second).is_some() {
            return None;
        }
        if (a > 9.0 && b != 100.0) || self.part_of_word_after(second.to) {
            return None;
        }
        Some(((a / b * 10_000.0).round() / 100.0, second.to))
    }

    /// A plain number at token `i`, in digits or words.
    pub(super) fn simple_at(&self, i: usize) -> Option<Number> {
        if self.is_number(i) {
            return self.scaled_digits(i, false);
        }
        if self.is(i, Sense::CARDINAL) {
            return self.words_at(i);
        }
        if self.is_article(i) && self.is(i + 1, Sense::SCALE) {
            return self.words_at(i + 1).map(|n| Number { from: i, ..n });
        }
        None
    }

    /// What joins two numbers to a range at token `i`: one past it, and whether it is “and”.
    fn range_joint(&self, i: usize) -> Option<(usize, Joint)> {
        let k = self.known();
        if self.joint(i) {
            let dash = self.token(i).is_some_and(|t| t.of(self.text) != "—" && t.of(self.text) != "―");
            let next = self.word(i + 1);
            if next == k.to && self.hyphen(i + 2) {
                return Some((i + 3, Joint::To));
            }
            if next == k.or && self.hyphen(i + 2) {
                return Some((i + 3, Joint::Or));
            }
            return dash.then_some((i + 1, Joint::Dash));
        }
        if let Some(start) = self.past_alternative(i) {
            return Some((start, Joint::Perhaps));
        }
        let word = self.word(i);
        if word == k.to {
            // “4,000 to-6,000”
            Some((self.past_hyphen(i + 1), Joint::To))
        } else if word == k.or {
            Some((i + 1, Joint::Or))
        } else if word == k.and {
            Some((i + 1, Joint::And))
        } else {
            None
        }
    }

    /// Behind the “maybe” of “five, maybe six”, “five “maybe six”” that begins at token `i`.
    fn past_alternative(&self, i: usize) -> Option<usize> {
        let comma = i + usize::from(self.word(i) == self.known().comma);
        let word = comma + usize::from(self.is_mark(comma, &["“", "\"", "‘"]));
        self.is(word, Sense::ALTERNATIVE).then_some(word + 1)
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.token(at).is_some_and(|t| marks.contains(&t.of(self.text)))
    }

    /// Whether “from … to …” behind token `i` tells how something changed.
    fn is_change(&self, i: usize) -> bool {
        if self.is(i, Sense::RANGE_FROM) {
            return false;
        }
        let from = i.saturating_sub(CHANGE_REACH);
        (from..=i)
            .rev()
            .take_while(|at| self.kind(*at).is_some_and(|k| k != TokenKind::Punct))
            .any(|at| self.is(at, Sense::CHANGE))
    }

    pub(super) fn range(&self, first: &Measured, hedged_from: usize, floor: usize, words: &Words) -> RangeRead {
        let n = &first.number;
        let Amount::Exact(mut low) = n.amount else { return RangeRead::None };
        if !matches!(n.form, Form::Digits | Form::Words | Form::One | Form::Fraction) {
            return RangeRead::None;
        }
        let k = self.known();
        let before = self.word(hedged_from.wrapping_sub(1));
        let mut end = if first.to > n.to { first.to } else { n.to };
        // “from 40 km to 60 km”: the unit of measure is said twice.
        if let Some(unit) = first.unit.filter(|u| u.kind == UnitKind::Measure && u.at > end && before == k.from) {
            end = unit.at;
        }
        // “from 40 up to 60”
        if before == k.from && self.word(end) == k.up && self.word(end + 1) == k.to {
            end += 1;
        }
        let Some((start, joint)) = self.range_joint(end) else {
            return RangeRead::None;
        };
        let between = before == k.between && hedged_from > floor;
        if joint == Joint::And && !between {
            return RangeRead::None;
        }
        if joint == Joint::To && before == k.from && self.is_change(hedged_from.wrapping_sub(2)) {
            return RangeRead::None;
        }
        if first.unit.is_none()
            && !between
            && self.is(hedged_from.wrapping_sub(1), Sense::YEAR_AFTER)
            && self.is_year(n, false)
            && joint != Joint::Dash
        {
            return RangeRead::None;
        }
        let Some(second) = self.second_at(start, words) else {
            return RangeRead::None;
        };
        let Some(high) = second.number.exact() else {
            return RangeRead::None;
        };
        // “killed 12, perhaps 40 wounded” are two things.
        if joint == Joint::Perhaps && (high > low * 2.0 || n.scale > second.number.scale) {
            return RangeRead::None;
        }
        let digits = n.form == Form::Digits && second.number.form == Form::Digits;
        if self.is_taken(second.number.from, second.number.to) {
            return RangeRead::None;
        }
        if joint == Joint::Dash {
            // “555-123-4567”, “2020-05-12”
            if digits && self.joint(second.number.to) && self.is_number(second.number.to + 1) {
                let mut to = second.number.to;
                while self.joint(to) && self.is_number(to + 1) {
                    to += 2;
                }
                return RangeRead::Skip(to);
            }
            if second.unit.is_none() && first.unit.is_none() && self.is_score(hedged_from, second.to, low, high) {
                return RangeRead::Skip(second.to);
            }
        }
        // “555-1234”, where no plural makes it so many things.
        let length = |n: &Number| self.token(n.from).map_or(0, |t| t.span.len()) * usize::from(n.to == n.from + 1);
        let telephone = joint == Joint::Dash && digits && (length(n), length(&second.number)) == (3, 4) && n.scale == 1.0;
        if telephone && first.unit.is_none() && second.unit.is_none() && !self.plural_noun(second.to) {
            return RangeRead::Skip(second.to);
        }
        let years = |n: &Number| n.exact().is_some_and(|v| (1900.0..2100.0).contains(&v)) && n.to == n.from + 1 && n.scale == 1.0;
        if digits && first.unit.is_none() && second.unit.is_none() && years(n) && years(&second.number) {
            return RangeRead::Skip(second.to);
        }
        // The first number of “between 2 and 3 million”, “$5-10 million” lacks its scale.
        if n.scale == 1.0 && second.number.scale > 1.0 && first.unit.is_none_or(|u| u.kind == UnitKind::Money && u.at < n.from + 1) {
            let mantissa = high / second.number.scale;
            if low <= mantissa {
                low = times(low, second.number.scale);
            }
        }
        let same = match (first.unit, second.unit) {
            (Some(a), Some(b)) => a.unit == b.unit || (a.kind == b.kind && !matches!(a.kind, UnitKind::Money | UnitKind::Percent)),
            (Some(a), None) => a.kind == UnitKind::Money && joint != Joint::Or,
            _ => true,
        };
        if joint == Joint::To && digits && first.unit.is_none() && second.unit.is_none() && self.is_told_as_score(hedged_from) {
            return RangeRead::Skip(second.to);
        }
        // “rose 2 percent to 34 percent”: a step and where it led to.
        let unit_twice = first.unit.is_some() && second.unit.is_some();
        if joint == Joint::To && unit_twice && self.is(hedged_from.wrapping_sub(1), Sense::CHANGE) {
            return RangeRead::None;
        }
        if !same || low >= high || self.is_name(n, second.unit.as_ref()) {
            // Behind a naming word neither is a count; a fall (“passed 52 to 48”) is no range, and its numbers are a vote.
            if joint == Joint::To
                && digits
                && same
                && !between
                && before != k.from
                && self.is(hedged_from.wrapping_sub(1), Sense::SCORE_VERB)
            {
                return RangeRead::Skip(second.to);
            }
            return RangeRead::None;
        }
        // “Rose by $3 million to $20 million”, “by 5 to 120”: a step and where it led to.
        if joint == Joint::To && before == k.by && (first.unit.is_some() || high > low * 2.0) {
            return RangeRead::None;
        }
        if joint == Joint::Or && low * 10.0 < high {
            return RangeRead::None;
        }
        let closes =
            joint == Joint::Perhaps && self.is_mark(start.wrapping_sub(2), &["“", "\"", "‘"]) && self.is_mark(second.to, &["”", "\"", "’"]);
        RangeRead::Found(Range {
            low,
            high,
            from: if between { hedged_from - 1 } else { hedged_from },
            to: second.to + usize::from(closes),
            number_to: second.number.to,
            unit: second.unit.or(first.unit),
        })
    }

    /// The second number of a range, with its unit.
    fn second_at(&self, start: usize, words: &Words) -> Option<Measured> {
        let k = self.known();
        if self.is_word(start)
            && self.token(start).is_some_and(Token::has_digit)
            && let Some((number, money)) = self.code_number_at(start, words)
        {
            return Some(self.measured(number, money));
        }
        for at in start..start + 3 {
            let money = if at > start {
                Some(self.money_before(at).filter(|m| m.at == start)?)
            } else {
                None
            };
            if let Some(number) = self.simple_at(at) {
                let second = self.measured(number, money);
                let after = second.number.to;
                if second.unit.is_none() && second.number.form == Form::Digits && self.part_of_word_after(after) {
                    return None;
                }
                return Some(second);
            }
            if !self.is(at, Sense::MONEY_LAST) && self.word(at) == k.more {
                return None;
            }
            if !self.is(at + 1, Sense::MONEY_LAST) && !self.is(at, Sense::MONEY_LAST) {
                return None;
            }
        }
        None
    }
}
