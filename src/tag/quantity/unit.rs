//! Units: behind a number (“km”, “percent”, “euros”) and, for money, before it (“$”, “Rs”).

use super::data::{Sense, UnitForm, UnitKind};
use super::number::{Amount, Form, Number};
use super::view::View;
use crate::text::{Token, WordId};

/// A unit found beside a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitHit {
    pub unit: u16,
    pub kind: UnitKind,
    /// One past its last token; for money before a number its first token.
    pub at: usize,
}

impl View<'_> {
    /// The unit behind `number`, at its end, behind a hyphen, or behind “of” and “a” (“dozens of kilometres”, “half an hour”).
    pub(super) fn unit_after(&self, number: &Number) -> Option<UnitHit> {
        let k = self.known();
        let mut at = self.past_hyphen(number.to);
        let joined = at > number.to;
        let counts = matches!(number.form, Form::Vague | Form::Couple | Form::Group | Form::Many | Form::Fraction);
        if counts && self.word(at) == k.of {
            at += 1;
        }
        if number.form == Form::Fraction && self.is_article(at) {
            at += 1;
        }
        let few = joined || number.form == Form::Fraction || matches!(number.amount, Amount::Exact(v) if v <= 1.0);
        self.unit_at(at, number.form == Form::Digits, few)
    }

    /// The unit at token `i`; `few` where its singular will do.
    pub(super) fn unit_at(&self, i: usize, digits: bool, few: bool) -> Option<UnitHit> {
        if !self.is(i, Sense::UNIT_FIRST) {
            return None;
        }
        for (phrase, form) in self.data.unit_forms.of(self.word(i)) {
            let to = i + phrase.len();
            if self.matches(i, phrase) && self.form_fits(form, i, to, digits, few) {
                return Some(self.hit(form, to));
            }
        }
        None
    }

    fn form_fits(&self, form: &UnitForm, i: usize, to: usize, digits: bool, few: bool) -> bool {
        if let Some(letter) = form.letter {
            return digits && self.glued(i) && self.token(i).is_some_and(|t| t.of(self.text).starts_with(letter));
        }
        if form.short && !digits {
            return false;
        }
        if form.singular && !few && !self.hyphen(to) && self.word(to) != self.known().old {
            return false;
        }
        // “10 $20”: the sign belongs to what follows.
        form.word || !self.is_number(to) || self.data.units[form.unit as usize].kind != UnitKind::Money
    }

    fn hit(&self, form: &UnitForm, at: usize) -> UnitHit {
        UnitHit {
            unit: form.unit,
            kind: self.data.units[form.unit as usize].kind,
            at,
        }
    }

    /// The currency that ends before token `i`.
    pub(super) fn money_before(&self, i: usize) -> Option<UnitHit> {
        let last = i.wrapping_sub(1);
        if !self.is(last, Sense::MONEY_LAST) {
            return None;
        }
        for (phrase, form) in self.data.money_before.of(self.word(last)) {
            let from = i.wrapping_sub(phrase.len());
            if from >= self.to || !self.matches(from, phrase) {
                continue;
            }
            // “A $2 fine” is no Australian money.
            if phrase.len() > 1 && !self.is_word(last) && !self.glued(last) {
                continue;
            }
            let capital = self.token(from).is_some_and(Token::is_capitalised);
            if form.letter.is_none() && (!form.word || capital) {
                return Some(self.hit(form, from));
            }
        }
        None
    }

    /// The currency that a single written form means, for codes glued to digits (“USD10m”); a letter means one in its case (“N150 million”).
    pub(super) fn money_code(&self, word: WordId, written: &str) -> Option<UnitHit> {
        let forms = self.data.money_before.of(word);
        forms
            .iter()
            .find(|(p, f)| p.len() == 1 && f.letter.is_none_or(|l| written.starts_with(l)))
            .map(|(_, f)| self.hit(f, 0))
    }

    /// Whether the words of a phrase stand from token `i` on.
    pub(super) fn matches(&self, i: usize, phrase: &[WordId]) -> bool {
        phrase.iter().enumerate().all(|(n, w)| self.word(i + n) == *w)
    }
}
