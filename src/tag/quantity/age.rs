//! Whether a number says how old somebody is, by what stands around it.

use super::data::{Sense, UnitKind};
use super::number::{Form, Number};
use super::unit::UnitHit;
use super::view::View;

impl View<'_> {
    /// Whether the number says how old somebody is.
    pub(super) fn is_age(&self, n: &Number, from: usize, to: usize, unit: Option<&UnitHit>) -> bool {
        let k = self.known();
        if !matches!(n.form, Form::Digits | Form::Words | Form::One) || n.scale > 1.0 && n.form == Form::Digits {
            return false;
        }
        if let Some(unit) = unit {
            if unit.kind != UnitKind::Time {
                return false;
            }
            let old = self.past_hyphen(unit.at);
            let of_age = self.word(unit.at) == k.of && self.word(unit.at + 1) == k.age;
            if self.word(old) == k.old || self.word(old) == k.olds || of_age {
                return true;
            }
        }
        if n.exact().is_none_or(|v| v > 120.0) {
            return false;
        }
        if unit.is_none() || unit.is_some_and(|u| u.kind == UnitKind::Time) {
            let before = from.wrapping_sub(1);
            let at = if self.hyphen(before) { before.wrapping_sub(1) } else { before };
            // “aged 20”, “aged 12 and 15”
            let listed = self.word(at) == k.and && self.simple_at(at.wrapping_sub(1)).is_some_and(|n| n.to == at);
            if self.is(at, Sense::AGE) || (listed && self.is(at.wrapping_sub(2), Sense::AGE)) {
                return true;
            }
        }
        if unit.is_some() {
            return false;
        }
        // “children under five”, “were over 60”, “as young as 14”, “she is 14”
        let inside = self.word(from) == k.under || self.word(from) == k.over;
        let limit = if inside { from } else { from.wrapping_sub(1) };
        let who = limit.wrapping_sub(1);
        if (self.word(limit) == k.under || self.word(limit) == k.over) && !self.plural_noun(to) {
            let people = self.is(who, Sense::AGED_PEOPLE);
            let predicate = self.is(who, Sense::BE) && self.is_break(to) && n.exact().is_some_and(|v| (15.0..100.0).contains(&v));
            if people || predicate {
                return true;
            }
        }
        let as_ = from.wrapping_sub(1);
        if self.word(as_) == k.as_ && [k.young, k.old].contains(&self.word(as_.wrapping_sub(1))) {
            return true;
        }
        if self.is(as_, Sense::BE) && self.is(as_.wrapping_sub(1), Sense::SOMEBODY) && (self.is_break(to) || self.is(to, Sense::NO_NOUN)) {
            return true;
        }
        // “Ali Hassan, 32, …”
        let comma = from.wrapping_sub(1);
        let name = comma.wrapping_sub(1);
        let place = self.is(name.wrapping_sub(1), Sense::PLACE_PREPOSITION);
        let capital = self.is(name, Sense::AGED_PERSON) || self.token(name).is_some_and(|t| t.is_word() && t.is_capitalised() && !place);
        let second = self.token(name.wrapping_sub(1)).is_some_and(|t| t.is_word() && t.is_capitalised());
        let ends = self.is_break(to) && !self.is_number(to + 1) || self.is(to, Sense::RELATIVE) || (self.word(to) == k.and && second);
        n.form == Form::Digits
            && n.to == n.from + 1
            && n.exact().is_some_and(|v| v.fract() == 0.0 && v >= 1.0)
            && self.word(comma) == k.comma
            && capital
            && ends
    }

    /// “Ali Hassan (32)”.
    pub(super) fn is_age_in_brackets(&self, n: &Number) -> bool {
        let k = self.known();
        let open = n.from.wrapping_sub(1);
        let capital = |i: usize| self.token(i).is_some_and(|t| t.is_word() && t.is_capitalised() && !t.is_all_caps());
        n.form == Form::Digits
            && n.exact().is_some_and(|v| v.fract() == 0.0 && (1.0..=120.0).contains(&v))
            && self.word(open) == k.open
            && self.word(n.to) == k.close
            && capital(open.wrapping_sub(1))
            && capital(open.wrapping_sub(2))
    }
}
