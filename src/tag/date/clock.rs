//! Times of day: “17:30”, “5 p.m.”, and the bare hours behind “at”. Says what stands at a token; knows no patterns.

use super::numeral::Reader;
use super::slots::Slots;
use crate::text::TokenKind;

/// A time of day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub hour: u8,
    pub minute: u8,
    /// It is one of twelve hours, and its half of the day is not said.
    pub half_open: bool,
    /// It is a number and nothing else.
    pub bare: bool,
}

impl Clock {
    /// Puts it into the slots: of “3:15 p.m. (1315 GMT)” the first counts.
    pub const fn put(self, slots: &mut Slots) {
        if slots.clock.is_none() {
            slots.clock = Some((self.hour, self.minute));
            (slots.half_open, slots.bare_hour) = (self.half_open, self.bare);
        }
    }
}

impl Reader<'_, '_> {
    /// A time that is sure to be one, and how many tokens it takes.
    pub fn clock(&self, at: usize) -> Option<(usize, Clock)> {
        let reading = self.source.reading;
        let token = self.token(at)?;
        let spoken = token.kind == TokenKind::Word;
        let (mut n, mut hour, minute, mut sure);
        let mut half_open = !self.text(at).starts_with('0');
        if spoken {
            let (m, v) = self.word(at, reading.number).filter(|(_, v)| (1..=12).contains(v))?;
            (n, hour, minute, sure) = (m, v as u16, 0, false);
        } else if self.text(at + 1) == ":" && self.glued(at + 1) && self.glued(at + 2) {
            hour = self.digits(at, 1..=2)?;
            minute = self.digits(at + 2, 2..=2)?;
            n = 3;
            if self.text(at + 3) == ":" && self.glued(at + 4) && self.digits(at + 4, 2..=2).is_some() {
                n = 5;
            }
            sure = true;
        } else if let Some((h, m)) = self.text(at).split_once('.') {
            hour = h.parse().ok().filter(|_| h.len() <= 2)?;
            minute = m.parse().ok().filter(|_| m.len() == 2)?;
            (n, sure) = (1, false);
        } else if let Some(four) = self.digits(at, 4..=4) {
            (hour, minute) = (four / 100, four % 100);
            let mut marks = self
                .source
                .lexicon
                .entries(self.source.tokens, at + 1, self.source.end, reading.clock_mark);
            marks.next()?;
            (n, sure, half_open) = (1, true, false);
        } else {
            hour = self.digits(at, 1..=2)?;
            (n, minute, sure) = (1, 0, false);
        }
        if let Some((afternoon, m)) = reading.half_of_day(self.source, at + n) {
            if !(1..=12).contains(&hour) && !sure {
                return None;
            }
            if hour <= 12 {
                hour = hour % 12 + if afternoon { 12 } else { 0 };
            }
            n += m;
            (sure, half_open) = (true, false);
        }
        let clock = Clock {
            hour: (hour % 24) as u8,
            minute: minute as u8,
            half_open: half_open && (1..=12).contains(&hour),
            bare: false,
        };
        (sure && hour <= 24 && minute < 60).then_some((n, clock))
    }

    /// A bare hour, 1 to 12, in words with its minutes too (“seven twenty-seven”), and how many tokens it takes.
    pub fn hour(&self, at: usize) -> Option<(usize, Clock)> {
        let clock = |hour: u16, minute: u8| Clock {
            hour: hour as u8,
            minute,
            half_open: true,
            bare: true,
        };
        if let Some(hour) = self.digits(at, 1..=2) {
            let alone = (1..=12).contains(&hour) && !self.word_glued(at + 1) && !(self.glued(at + 1) && self.text(at + 1) == ":");
            return alone.then(|| (1, clock(hour, 0)));
        }
        let number = self.source.reading.number;
        // “A dozen” and “a couple” are no hours.
        let (n, hour) = self.word(at, number).filter(|(n, v)| *n == 1 && (1..=12).contains(v))?;
        if matches!(self.text(at), "couple" | "dozen") {
            return None;
        }
        let tens = self.word(at + n, number).filter(|(m, v)| *m == 1 && (10..60).contains(v));
        let Some((mut m, mut minute)) = tens else {
            return Some((n, clock(hour as u16, 0)));
        };
        let next = at + n + m + usize::from(self.token(at + n + m).is_some_and(|t| t.kind == TokenKind::Dash));
        if let Some((k, ones)) = self
            .word(next, number)
            .filter(|(_, v)| minute % 10 == 0 && minute >= 20 && (1..10).contains(v))
        {
            minute += ones;
            m = next + k - at - n;
        }
        Some((n + m, clock(hour as u16, minute as u8)))
    }
}
