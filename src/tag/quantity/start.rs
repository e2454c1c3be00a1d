//! From the token that can begin a number to the number, by what kind of word it is.

use super::data::Sense;
use super::number::{Amount, Form, Number, digits, times};
use super::unit::UnitHit;
use super::view::View;
use crate::text::Words;

impl View<'_> {
    /// The number at token `i` with the currency before it.
    pub(super) fn number_at(&self, i: usize, floor: usize, words: &Words) -> Option<(Number, Option<UnitHit>)> {
        let k = self.known();
        if self.is_number(i) {
            let money = self.money_before(i).filter(|m| m.at >= floor);
            if self.part_of_word_before(i) && money.is_none() {
                return None;
            }
            let mut number = self.scaled_digits(i, money.is_some())?;
            let suffix = self.word(number.to);
            if self.glued(number.to) && money.is_none() && number.scale == 1.0 {
                if [k.st, k.nd, k.rd, k.th].contains(&suffix) {
                    number.form = Form::Ordinal;
                    number.to += 1;
                } else if suffix == k.s && number.exact().is_some_and(|v| v < 100.0 && v % 10.0 == 0.0) {
                    number.form = Form::Decade;
                    number.to += 1;
                }
            }
            if let Some(part) = self.fraction_after(&number).or_else(|| self.slash_fraction(&number)) {
                number = part;
            }
            return Some((number, money));
        }
        let sense = self.sense(i);
        if sense.any(Sense::TRIGGER)
            && let Some(number) = self.keyword_at(i)
        {
            return Some((number, None));
        }
        let number = if sense.any(Sense::CARDINAL) {
            self.cardinal_at(i)
        } else if sense.any(Sense::VAGUE.or(Sense::VAGUE_COUNT)) {
            self.vague_at(i).filter(|_| !self.hyphen(i + 1))
        } else if sense.any(Sense::SCALE) {
            self.bare_scale_at(i, floor)
        } else if sense.any(Sense::GROUP) {
            self.group_at(i)
        } else if sense.any(Sense::MANY) {
            self.many_at(i)
        } else if sense.any(Sense::FOLD) {
            Some(Number::new(Amount::Exact(self.value(i)), Form::Words, i, i + 1))
        } else if sense.any(Sense::DECADE) {
            Some(Number::new(Amount::Exact(self.value(i)), Form::Decade, i, i + 1))
        } else if sense.any(Sense::FRACTION.or(Sense::ORDINAL)) {
            let part = if sense.any(Sense::FRACTION) {
                self.fraction_at(i, floor)
            } else {
                None
            };
            part.or_else(|| {
                sense
                    .any(Sense::ORDINAL)
                    .then(|| Number::new(Amount::Exact(self.value(i)), Form::Ordinal, i, i + 1))
            })
        } else {
            return self.code_number_at(i, words);
        };
        let number = number?;
        let money = self.money_before(number.from).filter(|m| m.at >= floor);
        Some((number, money))
    }

    /// A number in words from a cardinal on, or the fraction or ordinal that it begins.
    fn cardinal_at(&self, i: usize) -> Option<Number> {
        let k = self.known();
        let mut number = self.words_at(i)?;
        if let Some(part) = self.fraction_after(&number) {
            return Some(part);
        }
        let after = number.to + 1;
        if self.hyphen(number.to) && self.is(after, Sense::ORDINAL) && number.exact().is_some_and(|v| v % 10.0 == 0.0) {
            let value = number.exact().unwrap_or_default() + self.value(after);
            return Some(Number::new(Amount::Exact(value), Form::Ordinal, i, after + 1));
        }
        if number.exact() == Some(0.0) {
            number.amount = Amount::Zero;
            if self.is(i.wrapping_sub(1), Sense::ZERO_NEVER_AFTER) || self.is_break(number.to) {
                return None;
            }
        }
        if self.word(i) == k.one && number.to == i + 1 {
            number.form = Form::One;
        }
        Some(number)
    }

    /// “A hundred”, “a dozen”, “the thousand”; bare where a plural noun follows.
    fn bare_scale_at(&self, i: usize, floor: usize) -> Option<Number> {
        let mut number = self.words_at(i)?;
        let article = i.wrapping_sub(1);
        if self.is_article(article) {
            number.from = article;
            return Some(number);
        }
        let hedged = self.hedges_before(i, floor, &number, None).1.is_some();
        (hedged || self.plural_noun(number.to)).then_some(number)
    }

    /// “USD10m”, “Rs500,000”: a currency's code glued to digits is one word.
    pub(super) fn code_number_at(&self, i: usize, words: &Words) -> Option<(Number, Option<UnitHit>)> {
        if self.is(i, Sense::NO_SUM) {
            return None;
        }
        let token = self.token(i)?;
        let text = token.of(self.text);
        let split = text.find(|c: char| c.is_ascii_digit())?;
        let code = &text[..split];
        let unit = self.money_code(words.get(code), code)?;
        let tail = text[split..]
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .map_or(text.len(), |n| n + split);
        let (mut to, mut digits_end) = (i + 1, token.span.from() + tail);
        let mut scale = 1.0;
        if tail < text.len() {
            let suffix = words.get(&text[tail..]);
            if !self.data.sense(suffix).any(Sense::SUFFIX.or(Sense::SCALE)) {
                return None;
            }
            scale = self.data.value(suffix);
        } else {
            let k = self.known();
            while (self.word(to) == k.comma || self.word(to) == k.stop) && self.glued(to) && self.is_number(to + 1) && self.glued(to + 1) {
                digits_end = self.token(to + 1)?.span.to();
                to += 2;
            }
            if self.is(to, Sense::SCALE) || (self.is(to, Sense::SUFFIX) && self.glued(to)) {
                scale = self.value(to);
                to += 1;
            }
        }
        // “N150 million”, “P86,000”: a single letter is a currency only before a sum; “N3” is a road.
        let grouped = self.word(i + 1) == self.known().comma && to > i + 2;
        if code.len() == 1 && code.is_ascii() && scale == 1.0 && !grouped {
            return None;
        }
        let value = digits(&self.text[token.span.from() + split..digits_end])?;
        let number = Number {
            scale,
            ..Number::new(Amount::Exact(times(value, scale)), Form::Digits, i, to)
        };
        Some((number, Some(UnitHit { at: i, ..unit })))
    }
}
