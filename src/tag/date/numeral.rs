//! How numerals are written: the digits and number words of days, years, amounts and times. Says what stands at a token; knows no patterns.

use super::lexicon::Fill;
use super::pattern::Source;
use super::slots::{Amount, Slots};
use crate::text::{Token, TokenKind};

/// The year that two digits mean: 00 to 49 are of this century, as wire services write them.
pub const fn full_year(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// Reads numerals at a token.
pub struct Reader<'s, 'a> {
    pub source: &'s Source<'a>,
}

impl Reader<'_, '_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        (at < self.source.end).then(|| &self.source.tokens.list[at])
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| t.of(self.source.text))
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_glued)
    }

    /// A token of digits only, as many as `length` allows.
    pub fn digits(&self, at: usize, length: std::ops::RangeInclusive<usize>) -> Option<u16> {
        let token = self.token(at)?;
        let text = token.of(self.source.text);
        if token.kind != TokenKind::Number || !length.contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        text.parse().ok()
    }

    /// A word of a class that holds numbers, with its value.
    pub(super) fn word(&self, at: usize, class: u8) -> Option<(usize, i32)> {
        self.token(at)?;
        self.source
            .lexicon
            .entries(self.source.tokens, at, self.source.end, class)
            .find_map(|(n, fill)| match fill {
                Fill::Number(v) => Some((n, v)),
                Fill::Ordinal(v) => Some((n, i32::from(v))),
                Fill::Nothing => Some((n, 0)),
                _ => None,
            })
    }

    pub fn ordinal(&self, at: usize) -> Option<(usize, u8)> {
        if let Some(n) = self.digits(at, 1..=2) {
            let suffix = self.glued(at + 1) && matches!(self.text(at + 1), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
            return (suffix && n > 0).then_some((2, n as u8));
        }
        let reading = self.source.reading;
        if let Some((n, v)) = self.word(at, reading.ordinal) {
            return u8::try_from(v).ok().map(|v| (n, v));
        }
        // “twenty-first”
        let (n, tens) = self
            .word(at, reading.number)
            .filter(|(_, v)| matches!(v, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90))?;
        let next = at + n + usize::from(self.token(at + n).is_some_and(|t| t.kind == TokenKind::Dash));
        let (m, ones) = self.word(next, reading.ordinal).filter(|(_, v)| *v < 10)?;
        u8::try_from(tens + ones).ok().map(|v| (next + m - at, v))
    }

    pub fn day(&self, at: usize, ordinal: bool) -> Option<(usize, u8)> {
        if let Some(found) = self.ordinal(at) {
            return Some(found).filter(|(_, d)| (1..=31).contains(d));
        }
        if ordinal {
            return None;
        }
        let day = self.digits(at, 1..=2).filter(|d| (1..=31).contains(d))?;
        // “May 5 p.m.”, “March 12:30”: a time, and “12%” no day at all; “Aug 11: two held” is a day.
        let clock = self.text(at + 1) == ":" && self.glued(at + 2) && self.token(at + 2).is_some_and(Token::has_digit);
        let beside = self.text(at + 1);
        let joined = clock
            || beside.len() > 1 && beside.starts_with(':')
            || beside.starts_with('%')
            || self.token(at + 1).is_some_and(Token::is_word);
        if self.glued(at + 1) && joined {
            return None;
        }
        Some((1, day as u8))
    }

    pub fn year(&self, at: usize) -> Option<(usize, i16)> {
        let token = self.token(at)?;
        if token.kind == TokenKind::Punct {
            // ’63
            let year = self
                .digits(at + 1, 2..=2)
                .filter(|_| self.glued(at + 1) && matches!(self.text(at), "'" | "’" | "‘"))?;
            return (!self.word_glued(at + 2)).then_some((2, full_year(year as i16)));
        }
        let year = self.digits(at, 4..=4).filter(|y| (1000..=2100).contains(y))?;
        (!self.word_glued(at + 1)).then_some((1, year as i16))
    }

    pub(super) fn word_glued(&self, at: usize) -> bool {
        self.glued(at) && self.token(at).is_some_and(|t| t.is_word() || t.of(self.source.text) == "%")
    }

    pub fn decade(&self, at: usize) -> Option<(usize, i16)> {
        let skip = usize::from(self.token(at)?.kind == TokenKind::Punct);
        if skip == 1 && !(matches!(self.text(at), "'" | "’" | "‘") && self.glued(at + 1)) {
            return None;
        }
        let number = at + skip;
        let era = self
            .token(number + 2)
            .is_some_and(|t| self.source.lexicon.is(t.word, self.source.reading.era));
        if era && self.text(number + 1) == "s" {
            return self.digits(number, 1..=4).filter(|d| d % 10 == 0).map(|d| (skip + 2, d as i16));
        }
        let decade = self
            .digits(number, 4..=4)
            .or_else(|| self.digits(number, 2..=2))
            .filter(|d| d % 10 == 0)?;
        let s = self.text(number + 1);
        if !matches!(s, "s" | "'s" | "’s" | "S") {
            return None;
        }
        let four = (1000..=2090).contains(&decade);
        ((four || (20..=90).contains(&decade)) && (self.glued(number + 1) || four || skip == 1)).then_some((skip + 2, decade as i16))
    }

    pub fn amount(&self, at: usize) -> Option<(usize, Amount)> {
        let reading = self.source.reading;
        let (mut n, first) = self.one_amount(at)?;
        let Amount::Hundredths(mut hundredths) = first else {
            return Some((n, first));
        };
        // “two to three”, “3-4”, “two or three”: the words leave it open.
        let joint = self.text(at + n);
        if matches!(joint, "to" | "or" | "-" | "–")
            && let Some((m, Amount::Hundredths(second))) = self.one_amount(at + n + 1)
            && second > hundredths
        {
            return Some((n + 1 + m, Amount::Open));
        }
        // “2 1/2”
        if let (Some(above), Some(below)) = (self.digits(at + n, 1..=1), self.digits(at + n + 2, 1..=1))
            && self.text(at + n + 1) == "/"
            && self.glued(at + n + 1)
            && self.glued(at + n + 2)
            && !self.glued(at + n)
            && (1..below).contains(&above)
        {
            let part = i32::from(above) * 100 / i32::from(below);
            return Some((n + 3, Amount::Hundredths(hundredths.saturating_add(part))));
        }
        // “two and a half”, “one-and-a-half”, “one and a quarter”
        let mut next = at + n;
        let mut want = [[reading.and; 2], [reading.a; 2], [reading.half, reading.quarter]].into_iter();
        let mut done = want.len();
        let mut part = 50;
        while done > 0 {
            if self.token(next).is_some_and(|t| t.kind == TokenKind::Dash) {
                next += 1;
            }
            let word = self.token(next).map(|t| t.word);
            if word.is_none_or(|word| want.next().is_none_or(|either| !either.contains(&word))) {
                break;
            }
            part = if word == Some(reading.quarter) { 25 } else { 50 };
            next += 1;
            done -= 1;
        }
        // “two and half”
        let and_half =
            self.token(at + n).is_some_and(|t| t.word == reading.and) && self.token(at + n + 1).is_some_and(|t| t.word == reading.half);
        if and_half {
            (done, part, next) = (0, 50, at + n + 2);
        }
        if done == 0 {
            hundredths = hundredths.saturating_add(part);
            n = next - at;
        }
        Some((n, Amount::Hundredths(hundredths)))
    }

    fn one_amount(&self, at: usize) -> Option<(usize, Amount)> {
        let reading = self.source.reading;
        let token = self.token(at)?;
        if token.kind == TokenKind::Number {
            let text = token.of(self.source.text);
            if text.len() > 7 || self.word_glued(at + 1) && !self.is_unit_letters(at + 1) {
                return None;
            }
            let value: f64 = text.replace(',', "").parse().ok()?;
            return (value < 100_000.0).then_some((1, Amount::Hundredths((value * 100.0).round() as i32)));
        }
        if let Some((n, _)) = self.word(at, reading.open) {
            return Some((n, Amount::Open));
        }
        let (mut n, mut value) = self.word(at, reading.number)?;
        if (20..100).contains(&value) && value % 10 == 0 {
            let next = at + n + usize::from(self.token(at + n).is_some_and(|t| t.kind == TokenKind::Dash));
            if let Some((m, ones)) = self.word(next, reading.number).filter(|(_, v)| (1..10).contains(v)) {
                value += ones;
                n = next + m - at;
            }
        }
        if let Some((m, factor)) = self.word(at + n, reading.number).filter(|(_, v)| matches!(v, 100 | 1000)) {
            value = value.saturating_mul(factor);
            n += m;
        }
        Some((n, Amount::whole(value)))
    }

    /// “3.5years”, “24hrs”: a unit written without a space.
    fn is_unit_letters(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|t| t.word.is_known() && (t.span.len() > 1 || t.of(self.source.text) == "h"))
    }

    /// Whether digits go on before `at` or from `end` on, as in telephone numbers.
    fn runs_on(&self, at: usize, end: usize) -> bool {
        let joint = |t: &Token| matches!(t.of(self.source.text), "-" | "/" | ".");
        let before = at > self.source.start && self.glued(at) && at >= 1 && joint(&self.source.tokens.list[at - 1]);
        let after = self.glued(end)
            && self.glued(end + 1)
            && self.token(end).is_some_and(joint)
            && self.token(end + 1).is_some_and(|t| t.has_digit());
        before || after
    }

    pub fn iso(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let year = self.digits(at, 4..=4).filter(|y| (1000..=2100).contains(y))? as i16;
        let joint = self.text(at + 1);
        if !matches!(joint, "-" | "/" | "‑") || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let month = self.digits(at + 2, 1..=2).filter(|m| (1..=12).contains(m))?;
        let day = if self.text(at + 3) == joint && self.glued(at + 3) && self.glued(at + 4) {
            self.digits(at + 4, 1..=2)
        } else {
            None
        };
        if let Some(day) = day {
            if !(1..=31).contains(&day) || self.runs_on(at, at + 5) {
                return None;
            }
            (slots.year, slots.month, slots.day) = (Some(year), Some(month as u8), Some(day as u8));
            return Some(5);
        }
        // “2003-08” is more often a span of years.
        if joint == "/" || self.text(at + 2).len() != 2 || month as i16 > year % 100 || self.runs_on(at, at + 3) {
            return None;
        }
        (slots.year, slots.month) = (Some(year), Some(month as u8));
        Some(3)
    }

    pub fn numeric(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let dotted = self.text(at);
        let (a, b, year, length, american) = if dotted.contains('.') {
            let mut parts = dotted.split('.');
            let mut next = |longest: usize| parts.next().filter(|p| p.len() <= longest).and_then(|p| p.parse::<u16>().ok());
            let (a, b) = (next(2)?, next(2)?);
            let year = dotted.rsplit('.').next().filter(|p| p.len() == 4 || p.len() == 2)?;
            if dotted.split('.').count() != 3 {
                return None;
            }
            (a, b, year, 1, false)
        } else {
            let joint = self.text(at + 1);
            let same = joint == self.text(at + 3) && (1..=4).all(|i| self.glued(at + i));
            if !same || !matches!(joint, "/" | "-") {
                return None;
            }
            let year = self.text(at + 4);
            if year.len() != 4 && (year.len() != 2 || joint == "-") {
                return None;
            }
            (self.digits(at, 1..=2)?, self.digits(at + 2, 1..=2)?, year, 5, true)
        };
        if self.runs_on(at, at + length) || self.word_glued(at + length) {
            return None;
        }
        let (month, day) = if american && a <= 12 { (a, b) } else { (b, a) };
        let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
        let number: i16 = year.parse().ok()?;
        let year = if year.len() == 2 { full_year(number) } else { number };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1000..=2100).contains(&year) {
            return None;
        }
        (slots.year, slots.month, slots.day) = (Some(year), Some(month as u8), Some(day as u8));
        Some(length)
    }

    pub fn letter_digit(&self, at: usize, letter: char) -> Option<(usize, u8)> {
        let text = self.text(at);
        let mut chars = text.chars();
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.to_ascii_lowercase() == letter);
        if is_letter(chars.next()) && chars.clone().count() == 1 {
            return chars.next().and_then(|c| c.to_digit(10)).map(|d| (1, d as u8));
        }
        let next = self.text(at + 1);
        if let Some(digit) = self.digits(at, 1..=1)
            && self.glued(at + 1)
            && next.len() == 1
            && is_letter(next.chars().next())
        {
            return Some((2, digit as u8));
        }
        None
    }
}
