//! Puts a mention together: number, unit, range, hedges, role.

use super::data::{Sense, UnitKind};
use super::hedge::stacked;
use super::number::{Amount, Form, LARGEST, Number, times};
use super::special::One;
use super::unit::UnitHit;
use super::view::View;
use crate::record::{Comparator, Figure, Method};
use crate::tag::mention::{Mention, MentionValue, QuantityRole, QuantityValue};
use crate::text::{TokenKind, Tokens, Words};

/// How far before “from … to …” a word of change is looked for, in tokens.
const CHANGE_REACH: usize = 12;

/// A quantity, in tokens.
#[derive(Debug)]
pub(super) struct Found {
    from: usize,
    /// One past the last token of the mention.
    pub to: usize,
    number: (usize, usize),
    figure: Figure,
    unit: Option<u16>,
    /// Unit without an entry in the data: an age is in years where nothing else is said.
    years: bool,
    role: QuantityRole,
    rule: &'static str,
}

impl Found {
    pub(super) fn mention(self, view: &View<'_>, tokens: &Tokens, sentence: u32) -> Mention {
        let range = self.from as u32..self.to as u32;
        let code = self.unit.and_then(|u| view.data.units[u as usize].code.clone());
        Mention {
            span: tokens.span(&range),
            tokens: range,
            sentence,
            method: Method::Grammar,
            value: MentionValue::Quantity(QuantityValue {
                figure: self.figure,
                unit: if self.years { code.or_else(|| Some("year".into())) } else { code },
                number: self.number.0 as u32..self.number.1 as u32,
                role: self.role,
            }),
            rule: self.rule,
        }
    }
}

/// What came of reading at a token.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub found: Option<Found>,
    /// Where to go on.
    pub next: usize,
    /// Before this no later hedge may begin.
    pub floor: usize,
}

impl Read {
    fn skip(next: usize) -> Self {
        Self {
            found: None,
            next,
            floor: 0,
        }
    }
}

/// A number with the currency before it or the unit behind it.
struct Measured {
    number: Number,
    /// First token, the currency included.
    from: usize,
    /// One past the last token that belongs to the figure.
    to: usize,
    unit: Option<UnitHit>,
}

impl Measured {
    fn kind(&self) -> Option<UnitKind> {
        self.unit.map(|u| u.kind)
    }
}

/// The second end of a range.
struct Range {
    low: f64,
    high: f64,
    from: usize,
    to: usize,
    number_to: usize,
    unit: Option<UnitHit>,
}

impl View<'_> {
    /// Reads at a token that can begin a number. `floor`: where the mention before ended.
    pub(super) fn read(&self, i: usize, floor: usize, words: &Words) -> Read {
        let Some((number, money)) = self.number_at(i, floor, words) else {
            return Read::skip(self.past_telephone(i));
        };
        let end = number.to;
        if number.from < floor || self.is_taken(number.from, number.to) || number.exact().is_some_and(|v| v.abs() > LARGEST) {
            return Read::skip(end);
        }
        match number.form {
            Form::Ordinal => {
                if self.part_of_word_before(number.from) {
                    return Read::skip(end);
                }
                return self.finish_plain(&number, QuantityRole::Ordinal, super::ORDINAL_RULE);
            }
            Form::Decade => return self.read_decade(&number),
            _ => {}
        }
        if self.slashed(&number) {
            return Read::skip((end + 2).min(self.to));
        }
        let first = self.measured(number, money);
        if self.is_part_of_word(&first) {
            return Read::skip(end);
        }
        let (hedged_from, hedge) = self.hedges_before(first.from, floor, &first.number, first.kind());
        if let Some(share) = self.one_in(&first.number) {
            return self.finish_share(&first, share, hedged_from, hedge);
        }
        match self.range(&first, hedged_from, floor) {
            RangeRead::Found(range) => return self.finish_range(&first, &range),
            RangeRead::Skip(to) => return Read::skip(to),
            RangeRead::None => {}
        }
        let n = &first.number;
        if first.unit.is_none() && (self.is_year(n, hedge.is_some()) || self.is_list_number(n) && !self.is_age_in_brackets(n))
            || self.is_name(n, first.unit.as_ref())
        {
            return Read::skip(self.past_series(n));
        }
        if n.form == Form::One && first.unit.is_none_or(|u| u.kind == UnitKind::Time) && hedge.is_none() {
            match self.one(n) {
                One::Nothing => return Read::skip(end),
                One::Pronoun => return self.finish_plain(n, QuantityRole::Pronoun, "one_pronoun"),
                One::None => {
                    let none = Number::new(Amount::Zero, Form::None, n.from - 1, n.to);
                    return self.finish_plain(&none, QuantityRole::Count, "none");
                }
                One::Member => return self.finish_plain(n, QuantityRole::Count, "one_of"),
                One::Count => {}
            }
        }
        self.finish(&first, hedged_from, hedge)
    }

    /// Behind the digits of a telephone number with a plus that token `i` begins, else behind the token.
    fn past_telephone(&self, i: usize) -> usize {
        let k = self.known();
        let mut to = i + 1;
        if self.is_number(i) && self.glued(i) && self.word(i - 1) == k.plus {
            while self.is_number(to) || (self.joint(to) && self.is_number(to + 1)) {
                to += 1;
            }
        }
        to
    }

    /// The number at token `i` with the currency before it.
    fn number_at(&self, i: usize, floor: usize, words: &Words) -> Option<(Number, Option<UnitHit>)> {
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
    fn code_number_at(&self, i: usize, words: &Words) -> Option<(Number, Option<UnitHit>)> {
        let token = self.token(i)?;
        let text = token.of(self.text);
        let split = text.find(|c: char| c.is_ascii_digit())?;
        let unit = self.money_code(words.get(&text[..split]))?;
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
        let value = super::number::digits(&self.text[token.span.from() + split..digits_end])?;
        let number = Number {
            scale,
            ..Number::new(Amount::Exact(times(value, scale)), Form::Digits, i, to)
        };
        Some((number, Some(UnitHit { at: i, ..unit })))
    }

    fn measured(&self, number: Number, money: Option<UnitHit>) -> Measured {
        if let Some(unit) = money {
            return Measured {
                from: unit.at,
                to: number.to,
                unit: Some(unit),
                number,
            };
        }
        let unit = self.unit_after(&number);
        let mut number = number;
        // “minus 20 degrees”
        let before = number.from.wrapping_sub(1);
        let minus = if self.joint(before) { before.wrapping_sub(1) } else { before };
        if let (Some(UnitKind::Measure), Amount::Exact(value)) = (unit.map(|u| u.kind), number.amount)
            && self.word(minus) == self.known().minus
        {
            number.amount = Amount::Exact(-value);
            number.from = minus;
        }
        let figure = matches!(unit, Some(u) if matches!(u.kind, UnitKind::Money | UnitKind::Percent));
        Measured {
            from: number.from,
            to: unit.filter(|_| figure).map_or(number.to, |u| u.at),
            unit,
            number,
        }
    }

    /// Whether hyphens or letters joined to the number make it part of something that counts nothing.
    fn is_part_of_word(&self, m: &Measured) -> bool {
        let n = &m.number;
        if m.unit.is_some() {
            return n.form != Form::Digits && self.part_of_word_before(m.from);
        }
        if n.form == Form::Digits {
            if self.part_of_word_after(n.to) {
                return true;
            }
        } else if self.part_of_word_before(n.from) {
            return true;
        }
        // “two-state”, “one-on-one”, “five-a-side”
        let next = n.to + 1;
        if self.hyphen(n.to) && self.is_word(next) {
            let range = self.is(next, Sense::CARDINAL) || self.word(next) == self.known().to;
            return !range
                && (self.is(next, Sense::QUALITY.or(Sense::NO_NOUN)) || self.is_article(next))
                && self.hedge_after(n.to).is_none();
        }
        false
    }

    /// Whether the number is one side of a slash: “24/7”, “9/11”.
    fn slashed(&self, n: &Number) -> bool {
        n.form == Form::Digits
            && self.word(n.to) == self.known().slash
            && self.glued(n.to)
            && self.is_number(n.to + 1)
            && self.glued(n.to + 1)
    }

    /// Behind a number that was no quantity, and those that share its naming word: “Articles 5 and 6”, “page 3-4”.
    fn past_series(&self, n: &Number) -> usize {
        let k = self.known();
        let mut to = n.to;
        let plural = self.plural_noun(n.from.wrapping_sub(1));
        loop {
            let next = self.word(to);
            let joined = self.joint(to) || (plural && (next == k.and || next == k.or || next == k.to || next == k.comma));
            if !joined || !self.is_number(to + 1) {
                return to;
            }
            to += 2;
        }
    }

    /// “One in four”, “1 in every 10”: the second number and one past it.
    fn one_in(&self, first: &Number) -> Option<(f64, usize)> {
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
        if a > 1.0 && a > 9.0 && b != 100.0 || (a > 1.0 && b < 3.0) || self.part_of_word_after(second.to) {
            return None;
        }
        // “They killed five in two towns” counts; “two in three towns” could be either, and is read so only where the whole is no small set of places.
        if a > 1.0 && !every && self.is(first.from.wrapping_sub(1), Sense::SCORE_VERB) {
            return None;
        }
        Some(((a / b * 10_000.0).round() / 100.0, second.to))
    }

    /// A plain number at token `i`, in digits or words.
    fn simple_at(&self, i: usize) -> Option<Number> {
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
        let word = self.word(i);
        if word == k.to {
            Some((i + 1, Joint::To))
        } else if word == k.or {
            Some((i + 1, Joint::Or))
        } else if word == k.and {
            Some((i + 1, Joint::And))
        } else {
            None
        }
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

    fn range(&self, first: &Measured, hedged_from: usize, floor: usize) -> RangeRead {
        let n = &first.number;
        let Amount::Exact(mut low) = n.amount else { return RangeRead::None };
        if !matches!(n.form, Form::Digits | Form::Words | Form::One | Form::Fraction) {
            return RangeRead::None;
        }
        let k = self.known();
        let end = if first.to > n.to { first.to } else { n.to };
        let Some((start, joint)) = self.range_joint(end) else {
            return RangeRead::None;
        };
        let before = self.word(hedged_from.wrapping_sub(1));
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
        let Some(second) = self.second_at(start) else {
            return RangeRead::None;
        };
        let Some(high) = second.number.exact() else {
            return RangeRead::None;
        };
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
            (Some(a), Some(b)) => a.unit == b.unit || (a.kind == b.kind && a.kind != UnitKind::Money),
            (Some(a), None) => a.kind == UnitKind::Money && joint != Joint::Or,
            _ => true,
        };
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
        RangeRead::Found(Range {
            low,
            high,
            from: if between { hedged_from - 1 } else { hedged_from },
            to: second.to,
            number_to: second.number.to,
            unit: second.unit.or(first.unit),
        })
    }

    /// The second number of a range, with its unit.
    fn second_at(&self, start: usize) -> Option<Measured> {
        let k = self.known();
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

    fn read_decade(&self, n: &Number) -> Read {
        if !self.is_life_decade(n.from) {
            return Read::skip(n.to);
        }
        let low = n.exact().unwrap_or_default();
        self.done(Found {
            from: n.from,
            to: n.to,
            number: (n.from, n.to),
            figure: Figure::range(low, low + 9.0),
            unit: None,
            years: true,
            role: QuantityRole::Age,
            rule: "age",
        })
    }

    fn done(&self, found: Found) -> Read {
        Read {
            next: found.to.max(found.number.1),
            floor: found.to,
            found: Some(found),
        }
    }

    fn finish_plain(&self, n: &Number, role: QuantityRole, rule: &'static str) -> Read {
        self.done(Found {
            from: n.from,
            to: n.to,
            number: (n.from, n.to),
            figure: n.exact().map_or_else(Figure::none, Figure::exact),
            unit: None,
            years: false,
            role,
            rule,
        })
    }

    fn finish_share(&self, first: &Measured, (share, to): (f64, usize), from: usize, hedge: Option<Comparator>) -> Read {
        self.done(Found {
            from,
            to,
            number: (first.number.from, to),
            figure: Figure::bounded(hedge.unwrap_or(Comparator::Eq), share, 0.0),
            unit: Some(self.data.percent),
            years: false,
            role: QuantityRole::Share,
            rule: "one_in",
        })
    }

    fn finish_range(&self, first: &Measured, range: &Range) -> Read {
        let age = self.is_age(&first.number, range.from, range.number_to, range.unit.as_ref());
        let role = if age {
            QuantityRole::Age
        } else {
            role_of(first.number.form, range.unit)
        };
        let rule = match role {
            QuantityRole::Money => "money",
            QuantityRole::Share => "percent",
            QuantityRole::Measure => "measure",
            QuantityRole::Age => "age",
            _ => "range",
        };
        let (to, _) = self.hedge_after(range.to).unwrap_or((range.to, Comparator::About));
        let figure = Figure::range(range.low, range.high);
        let mut read = self.done(Found {
            from: range.from,
            to,
            number: (first.number.from, range.number_to),
            figure,
            unit: range.unit.map(|u| u.unit),
            years: age,
            role,
            rule,
        });
        read.next = read.next.max(self.past_unit(range.unit));
        read
    }

    fn past_unit(&self, unit: Option<UnitHit>) -> usize {
        unit.map_or(0, |u| u.at).min(self.to)
    }

    fn finish(&self, first: &Measured, from: usize, hedge: Option<Comparator>) -> Read {
        let n = &first.number;
        let mut comparator = hedge;
        let mut to = first.to;
        // Behind the number, behind the unit of money or percent, or behind the noun (“50 people or more”), where it is left out of the span.
        if let Some((end, found)) = self.hedge_after(n.to).or_else(|| self.hedge_after(first.to)) {
            to = to.max(end);
            comparator = Some(comparator.map_or(found, |c| stacked(c, Some(found))));
        } else {
            let noun = match first.unit {
                Some(u) if u.at > n.to => u.at,
                _ if self.plural_noun(n.to) => n.to + 1,
                _ => n.to,
            };
            if let Some((end, found)) = self.hedge_after(noun).filter(|_| noun > first.to)
                && (self.is_break(end) || comparator.is_none() && found != Comparator::About)
            {
                comparator = Some(comparator.map_or(found, |c| stacked(c, Some(found))));
            }
        }
        let mut unit = first.unit;
        if unit.is_none() && to > n.to {
            // “30-odd kilometres”, “30 or so percent”
            unit = self.unit_at(to, n.form == Form::Digits, false);
            if let Some(u) = unit.filter(|u| matches!(u.kind, UnitKind::Money | UnitKind::Percent)) {
                to = u.at;
            }
        }
        let age = self.is_age(n, from, n.to, unit.as_ref()) || self.is_age_in_brackets(n);
        let role = if age { QuantityRole::Age } else { role_of(n.form, unit) };
        let figure = figure(n.amount, comparator, role);
        let rule = self.rule(first, role, comparator.is_some());
        let unit_code = match role {
            QuantityRole::Share if n.form == Form::Fraction => Some(self.data.percent),
            _ => unit.map(|u| u.unit),
        };
        let half = n.form == Form::Fraction && role == QuantityRole::Measure;
        let figure = if half { halved(figure) } else { figure };
        let mut read = self.done(Found {
            from,
            to,
            number: (n.from, n.to),
            figure,
            unit: unit_code,
            years: age,
            role,
            rule,
        });
        read.next = read.next.max(self.past_unit(unit));
        read
    }

    /// Whether the number says how old somebody is.
    fn is_age(&self, n: &Number, from: usize, to: usize, unit: Option<&UnitHit>) -> bool {
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
    fn is_age_in_brackets(&self, n: &Number) -> bool {
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

    fn rule(&self, m: &Measured, role: QuantityRole, hedged: bool) -> &'static str {
        match role {
            QuantityRole::Money => return "money",
            QuantityRole::Measure => return "measure",
            QuantityRole::Age => return "age",
            QuantityRole::Share if m.number.form == Form::Fraction => return "fraction",
            QuantityRole::Share => return "percent",
            _ => {}
        }
        if m.number.amount == Amount::Zero || (m.number.exact() == Some(0.0) && !hedged) {
            return "none";
        }
        match m.number.form {
            Form::Vague => "vague",
            Form::Many => "vague_many",
            Form::Couple => "couple",
            Form::Group => "group",
            Form::Single => "single",
            Form::Both => "both",
            _ if hedged => "hedged",
            Form::One => "one",
            _ if self.hyphen(m.number.to) && self.is_word(m.number.to + 1) => "compound",
            _ => "number",
        }
    }
}

/// What came of looking for a second number.
enum RangeRead {
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
}

fn role_of(form: Form, unit: Option<UnitHit>) -> QuantityRole {
    match unit.map(|u| u.kind) {
        Some(UnitKind::Money) => QuantityRole::Money,
        Some(UnitKind::Percent) => QuantityRole::Share,
        Some(UnitKind::Measure | UnitKind::Time) => QuantityRole::Measure,
        None if form == Form::Fraction => QuantityRole::Share,
        None => QuantityRole::Count,
    }
}

fn figure(amount: Amount, comparator: Option<Comparator>, role: QuantityRole) -> Figure {
    match amount {
        Amount::Zero if matches!(role, QuantityRole::Count | QuantityRole::Measure) => Figure::none(),
        Amount::Zero => Figure::exact(0.0),
        Amount::Exact(0.0) if role == QuantityRole::Count && comparator.is_none() => Figure::none(),
        Amount::Vague(low) => match comparator {
            None | Some(Comparator::Ge | Comparator::Gt) => Figure::vague(low),
            Some(_) => Figure::vague(None),
        },
        Amount::Exact(value) => {
            let step = if role == QuantityRole::Count && value.fract() == 0.0 {
                1.0
            } else {
                0.0
            };
            Figure::bounded(comparator.unwrap_or(Comparator::Eq), value, step)
        }
    }
}

/// Half of a unit, from the hundredths of a share.
fn halved(figure: Figure) -> Figure {
    let part = |v: Option<f64>| v.map(|v| v / 100.0);
    Figure {
        value: part(figure.value),
        low: part(figure.low),
        high: part(figure.high),
        ..figure
    }
}
