//! Puts a mention together: number, unit, range, hedges, role.

use super::data::{Sense, UnitKind};
use super::hedge::stacked;
use super::number::{Amount, Form, LARGEST, Number};
use super::range::{Range, RangeRead};
use super::special::One;
use super::unit::UnitHit;
use super::view::View;
use crate::record::{Comparator, Figure, Method};
use crate::tag::mention::{Mention, MentionValue, QuantityRole, QuantityValue};
use crate::text::{TokenKind, Tokens, Words};

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

/// What a mention leaves for the one behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    comparator: Comparator,
    role: QuantityRole,
    /// One past its unit.
    end: usize,
}

impl Found {
    pub(super) fn told(&self, end: usize) -> Told {
        Told {
            comparator: self.figure.comparator,
            role: self.role,
            end,
        }
    }

    /// “More than 20 km (12 miles)”: what brackets give in another unit is bounded as what stands before them.
    pub(super) fn take_hedge_of(&mut self, before: &Told, view: &View<'_>) {
        let open = self.from.wrapping_sub(1);
        let converts = before.end == open && view.word(open) == view.known().open && before.role == self.role;
        let measured = matches!(self.role, QuantityRole::Measure | QuantityRole::Money);
        if let (true, true, Comparator::Eq, Some(value)) = (converts, measured, self.figure.comparator, self.figure.value)
            && before.comparator != Comparator::Range
        {
            self.figure = figure(Amount::Exact(value), Some(before.comparator), self.role);
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
pub(super) struct Measured {
    pub number: Number,
    /// First token, the currency included.
    pub from: usize,
    /// One past the last token that belongs to the figure.
    pub to: usize,
    pub unit: Option<UnitHit>,
}

impl Measured {
    fn kind(&self) -> Option<UnitKind> {
        self.unit.map(|u| u.kind)
    }
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
        match self.range(&first, hedged_from, floor, words) {
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
                    let even = self.word(n.from - 1) == self.known().even;
                    let none = Number::new(Amount::Zero, Form::None, n.from - 1 - usize::from(even), n.to);
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

    pub(super) fn measured(&self, number: Number, money: Option<UnitHit>) -> Measured {
        if let Some(unit) = money {
            return Measured {
                from: unit.at,
                to: number.to,
                unit: Some(unit),
                number,
            };
        }
        let mut unit = self.unit_after(&number);
        if unit.is_none() && self.is(number.from, Sense::FOLD) {
            unit = Some(UnitHit {
                unit: self.data.times,
                kind: UnitKind::Measure,
                at: number.to,
            });
        }
        let mut number = number;
        // “minus 20 degrees”
        let before = number.from.wrapping_sub(1);
        let minus = if self.joint(before) { before.wrapping_sub(1) } else { before };
        // “-5°C”
        let sign = self.kind(before) == Some(TokenKind::Dash) && self.glued(number.from) && !self.glued(before);
        let minus = if sign { before } else { minus };
        if let (Some(UnitKind::Measure), Amount::Exact(value)) = (unit.map(|u| u.kind), number.amount)
            && (sign || self.word(minus) == self.known().minus)
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
            QuantityRole::Share if n.form == Form::Fraction && unit.is_none() => Some(self.data.percent),
            _ => unit.map(|u| u.unit),
        };
        let half = n.form == Form::Fraction && unit.is_some();
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

    fn rule(&self, m: &Measured, role: QuantityRole, hedged: bool) -> &'static str {
        match role {
            QuantityRole::Money => return "money",
            QuantityRole::Measure => return "measure",
            QuantityRole::Age => return "age",
            QuantityRole::Share if m.number.form == Form::Fraction && m.unit.is_none() => return "fraction",
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
            // A bound on a whole number is the next whole number; a bound on a fraction keeps the fraction.
            let counts = !matches!(role, QuantityRole::Measure | QuantityRole::Age);
            let step = if counts && value.fract() == 0.0 { 1.0 } else { 0.0 };
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
