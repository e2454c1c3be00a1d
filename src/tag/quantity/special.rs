//! Words that are numbers only among some neighbours: no, none, both, one, a pair, half, a third.

use super::data::Sense;
use super::number::{Amount, Form, Number, times};
use super::view::View;

/// How far “one of the …” is looked through for a superlative, in tokens.
const SUPERLATIVE_REACH: usize = 7;

impl View<'_> {
    /// “no”, “none”, “neither”, “without any”, “both”, “a single”, “a number of”.
    pub(super) fn keyword_at(&self, i: usize) -> Option<Number> {
        let k = self.known();
        let word = self.word(i);
        let next = i + 1;
        if self.joint(next) {
            return None;
        }
        let zero = |from, to| Some(Number::new(Amount::Zero, Form::None, from, to));
        if word == k.no {
            // “no GPS”: capitals among small letters are the name of a thing that is not counted.
            let all_caps = |at| self.token(at).is_some_and(|t| t.is_all_caps() && t.span.len() > 1);
            // “No U.S. troops” counts troops.
            let alone = self.is_break(next + 1) || self.is(next + 1, Sense::NO_NOUN);
            let named = alone && all_caps(next) && !all_caps(i);
            let counts = self.is_word(next) && !named && !self.is(next, Sense::NOT_AFTER_NO.or(Sense::CARDINAL));
            return if counts { zero(i, next) } else { None };
        }
        if word == k.none {
            return if self.is(next, Sense::NOT_AFTER_NONE) {
                None
            } else {
                zero(i, next)
            };
        }
        if word == k.neither {
            let correlative = (next..self.to).any(|at| self.word(at) == k.nor);
            return if correlative || self.is_break(next) { None } else { zero(i, next) };
        }
        if word == k.without {
            if self.word(next) == k.any {
                return zero(i, next + 1);
            }
            let loss = self.is(next, Sense::LOSS) || (self.is_word(next) && self.is(next + 1, Sense::LOSS));
            return if loss { zero(i, next) } else { None };
        }
        if word == k.both {
            return (!self.both_and(next)).then(|| Number::new(Amount::Exact(2.0), Form::Both, i, next));
        }
        if word == k.single {
            let article = i.wrapping_sub(1);
            if !self.is_article(article) || !self.is_word(next) {
                return None;
            }
            if self.word(article.wrapping_sub(1)) == k.not {
                return zero(article - 1, next);
            }
            return Some(Number::new(Amount::Exact(1.0), Form::Single, article, next));
        }
        if (word == k.number || word == k.numbers) && self.word(next) == k.of {
            let size = i.wrapping_sub(1);
            let sized = self.is(size, Sense::SIZE);
            let article = if sized { size.wrapping_sub(1) } else { size };
            let from = if self.is_article(article) { article } else { size };
            return (sized || self.is_article(article)).then(|| Number::new(Amount::Vague(None), Form::Many, from, next));
        }
        None
    }

    /// Whether “both” before token `i` joins two things with “and” and counts nothing.
    fn both_and(&self, i: usize) -> bool {
        if self.plural_noun(i) && self.word(i + 1) != self.known().and {
            return false;
        }
        for at in i..(i + 7).min(self.to) {
            if self.word(at) == self.known().and {
                return true;
            }
            if self.is(at, Sense::BE) || self.word(at) == self.known().of {
                return false;
            }
        }
        false
    }

    pub(super) fn many_at(&self, i: usize) -> Option<Number> {
        let before = i.wrapping_sub(1);
        if self.is(before, Sense::NOT_BEFORE_MANY)
            || self.joint(i + 1)
            || self.word(i + 1) == self.known().more
            || self.is(i + 1, Sense::VAGUE)
        {
            return None;
        }
        (!self.is_break(i + 1)).then(|| Number::new(Amount::Vague(None), Form::Many, i, i + 1))
    }

    /// “A pair of”, “a couple more”, “a couple hundred”.
    pub(super) fn group_at(&self, i: usize) -> Option<Number> {
        let k = self.known();
        let (from, next) = (i.wrapping_sub(1), i + 1);
        if !self.is_article(from) {
            return None;
        }
        if self.word(i) == k.couple {
            let scale = next + usize::from(self.word(next) == k.of);
            if self.is(scale, Sense::SCALE) {
                let value = times(2.0, self.value(scale));
                return Some(Number::new(Amount::Exact(value), Form::Couple, from, scale + 1));
            }
            let counts = self.word(next) == k.of || self.plural_noun(next);
            return (counts && !self.is(next, Sense::AFTER_NAME) || self.word(next) == k.of)
                .then(|| Number::new(Amount::Exact(2.0), Form::Couple, from, next));
        }
        let of = self.word(next) == k.of && self.is_word(next + 1);
        of.then(|| Number::new(Amount::Exact(self.value(i)), Form::Group, from, next))
    }

    /// A fraction of a whole that begins with `parts` (“two”), which ends before token `i`: “two-thirds”. The share in hundredths.
    pub(super) fn fraction_after(&self, parts: &Number) -> Option<Number> {
        let value = parts.exact().filter(|v| v.fract() == 0.0 && *v >= 1.0 && *v <= 99.0)?;
        let at = self.past_hyphen(parts.to);
        let whole = self.value(at);
        let singular = self.is(at, Sense::FRACTION) && value == 1.0;
        if !(singular || self.is(at, Sense::FRACTION_PLURAL)) || value >= whole {
            return None;
        }
        // “Two quarters of growth” are half a year.
        if whole == 4.0 && value == 2.0 {
            return None;
        }
        Some(self.part(value / whole, parts.from, at + 1))
    }

    /// “2/3 of”.
    pub(super) fn slash_fraction(&self, parts: &Number) -> Option<Number> {
        let k = self.known();
        let at = parts.to + 1;
        if self.word(parts.to) != k.slash || !self.glued(parts.to) || !self.glued(at) || self.word(at + 1) != k.of || !self.is_number(at) {
            return None;
        }
        let (a, (b, to)) = (parts.exact()?, self.digits_at(at)?);
        let part = a.fract() == 0.0 && b.fract() == 0.0 && a >= 1.0 && a < b && b <= 100.0;
        part.then(|| self.part(a / b, parts.from, to))
    }

    /// “Half (of)”, “a third of”, where what stands around makes it a part of a whole; “half a million” is a number.
    pub(super) fn fraction_at(&self, i: usize, floor: usize) -> Option<Number> {
        let k = self.known();
        if self.word(i) == k.half {
            return self.half_at(i, floor);
        }
        let from = i.wrapping_sub(1);
        if !self.is_article(from) || self.hyphen(i + 1) {
            return None;
        }
        let part = self.part(1.0 / self.value(i), from, i + 1);
        let hedged = self.hedges_before(from, floor, &part, None).1.is_some();
        (hedged || self.word(i + 1) == k.of || self.word(i + 1) == k.were).then_some(part)
    }

    fn half_at(&self, i: usize, floor: usize) -> Option<Number> {
        let k = self.known();
        let mut next = i + 1;
        if self.hyphen(next) {
            // “half-dozen”, “half-hour”
            next += 1;
            if self.is_article(next) {
                next = self.past_hyphen(next + 1);
            }
            let unit = self.is(next, Sense::UNIT_FIRST);
            if !self.is(next, Sense::SCALE) && !unit {
                return None;
            }
            if unit {
                return Some(Number::new(Amount::Exact(50.0), Form::Fraction, i, i + 1));
            }
        }
        let article = self.is_article(next);
        let scale = next + usize::from(article);
        if self.is(scale, Sense::SCALE) {
            let value = times(self.value(scale), 0.5);
            let from = if self.is_article(i.wrapping_sub(1)) { i - 1 } else { i };
            return Some(Number {
                scale: self.value(scale),
                ..Number::new(Amount::Exact(value), Form::Words, from, scale + 1)
            });
        }
        let part = Number::new(Amount::Exact(50.0), Form::Fraction, i, i + 1);
        let hedged = self.hedges_before(i, floor, &part, None).1.is_some();
        let whole =
            article || self.word(next) == k.of || self.is(next, Sense::YEAR_DETERMINER.or(Sense::POSSESSIVE)) || self.word(next) == k.were;
        let named = self.is_word(i.wrapping_sub(1))
            && (self.is(i.wrapping_sub(1), Sense::ORDINAL.or(Sense::ONE_PRONOUN_BEFORE)) || self.word(i.wrapping_sub(1)) == k.in_);
        (hedged || (whole && !named)).then_some(part)
    }

    /// A part of a whole, or of a number that follows: “a quarter of a million”.
    fn part(&self, share: f64, from: usize, to: usize) -> Number {
        let k = self.known();
        if self.word(to) == k.of {
            let scale = to + 1 + usize::from(self.is_article(to + 1));
            if scale > to + 1 && self.is(scale, Sense::SCALE) {
                let value = times(self.value(scale), share);
                return Number {
                    scale: self.value(scale),
                    ..Number::new(Amount::Exact(value), Form::Words, from, scale + 1)
                };
            }
        }
        let percent = (share * 10_000.0).round() / 100.0;
        Number::new(Amount::Exact(percent), Form::Fraction, from, to)
    }

    /// What “one”, which ends before token `n.to`, is: a number (its rule and amount), a pronoun, or nothing (an idiom).
    pub(super) fn one(&self, n: &Number) -> One {
        let k = self.known();
        let (before, next) = (n.from.wrapping_sub(1), n.to);
        let idiom = self.is(next, Sense::ONE_NEVER_BEFORE) && !self.joint(next);
        if self.is(before, Sense::ONE_NEVER_AFTER) || idiom || self.glued(next) && !self.joint(next) && self.is_word(next) {
            return One::Nothing;
        }
        if self.glued(next) && self.kind(next) == Some(crate::text::TokenKind::Clitic) {
            return One::Nothing;
        }
        if self.word(before) == k.not || self.word(before) == k.even && self.word(before.wrapping_sub(1)) == k.not {
            return One::None;
        }
        if self.word(next) == k.of {
            let member = [k.them, k.whom, k.which, k.those, k.these].contains(&self.word(next + 1));
            return if !member && self.praise_follows(next + 1) {
                One::Pronoun
            } else {
                One::Member
            };
        }
        let bare = self.is_break(next) || self.is(next, Sense::NO_NOUN);
        if bare && !self.joint(next) {
            let pronoun = self.is(before, Sense::ONE_PRONOUN_BEFORE.or(Sense::BE)) || self.is(next, Sense::RELATIVE);
            return if pronoun { One::Pronoun } else { One::Count };
        }
        One::Count
    }

    /// Whether a superlative comes in the noun phrase from token `i` on.
    fn praise_follows(&self, i: usize) -> bool {
        for at in i..(i + SUPERLATIVE_REACH).min(self.to) {
            if self.kind(at) == Some(crate::text::TokenKind::Punct) || self.is(at, Sense::BE) {
                return false;
            }
            let superlative = self.token(at).is_some_and(|t| {
                let word = t.of(self.text);
                t.is_word() && word.len() > 5 && (word.ends_with("est") || word.ends_with("EST"))
            });
            if superlative || self.is(at, Sense::SUPERLATIVE) {
                return true;
            }
        }
        false
    }

    /// “30s”, “thirties”, as a decade of somebody's life: “in his (early) 30s”.
    pub(super) fn is_life_decade(&self, from: usize) -> bool {
        let mut at = from.wrapping_sub(1);
        if self.hyphen(at) {
            at = at.wrapping_sub(1);
        }
        for _ in 0..3 {
            if self.is(at, Sense::POSSESSIVE) {
                return true;
            }
            if !self.is(at, Sense::LIFE_PART) && self.word(at) != self.known().to {
                return false;
            }
            at = at.wrapping_sub(1);
        }
        false
    }
}

/// What “one” can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum One {
    Count,
    /// “One of them”.
    Member,
    Pronoun,
    /// “Not one”.
    None,
    Nothing,
}
