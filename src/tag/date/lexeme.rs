//! Numerals inside dates: days, years, decades, clock times, amounts, dates all in digits. Reads tokens into slots; resolves nothing.

use super::lexicon::Lexicon;
use super::numeral::{Reader, full_year};
use super::pattern::Source;
use super::sign::{APOSTROPHE, DASH, DIGITS, FOUR_DIGITS, GLUED, INNER, JOINT, NUMBER_WORD, OTHER_DIGITS, OTHER_MARK, SHORT_DIGITS};
use super::slots::Slots;
use crate::text::{TokenKind, WordId, Words};

/// A kind of numeral that patterns name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lexeme {
    /// `day`: 1 to 31, “12th”, “twelfth”.
    Day,
    /// `ordinal_day`: the same, but “12” is not enough.
    OrdinalDay,
    /// `nth`: any ordinal, for quarters, weeks, centuries.
    Nth,
    /// `year`: four digits, or two behind an apostrophe.
    Year,
    /// `small_year`: one to four digits, where an era follows.
    SmallYear,
    /// `short_year`: two digits.
    ShortYear,
    /// `decade_digits`: “1990s”, “90s”, “’90s”.
    Decade,
    /// `amount`: “3”, “2.5”, “twenty-one”, “two and a half”, “several”.
    Amount,
    /// `iso`: 2023-03-12, 2023/03/12, 2015-12.
    Iso,
    /// `numeric`: 03/12/2023, 12.03.2023, 3/12/23.
    Numeric,
    /// `clock`: 17:30, 5 p.m., 0530 before GMT.
    Clock,
    /// `hour`: a bare hour, 1 to 12, “seven”, “seven twenty-seven”.
    Hour,
    /// `quarter`: Q3, 3Q.
    Quarter,
    /// `half`: H1.
    Half,
}

/// One way a numeral can begin, in the bits of `sign`. It may promise too much, never too little.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    pub first: u64,
    /// What its second token can be.
    pub second: u64,
    /// It can be over after one token.
    pub over: bool,
}

/// Classes of words that numerals and capitals are read with.
#[derive(Debug, Default)]
pub struct Reading {
    pub(super) month: u8,
    pub(super) weekday: u8,
    pub(super) number: u8,
    pub(super) ordinal: u8,
    pub(super) open: u8,
    pub(super) needs_capital: u8,
    pub(super) needs_stop: u8,
    pub(super) takes_stop: u8,
    pub(super) forenoon: u8,
    pub(super) afternoon: u8,
    pub(super) clock_mark: u8,
    pub(super) era: u8,
    /// Words that numerals look for behind their first token: “to”, “or”, “and”, and the “s” of decades.
    pub(super) joints: [WordId; 4],
    pub(super) and: WordId,
    pub(super) a: WordId,
    pub(super) half: WordId,
    pub(super) quarter: WordId,
}

impl Reading {
    /// Looks the classes up.
    pub fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self, String> {
        let class = |name| lexicon.required(name);
        Ok(Self {
            month: class("month")?,
            weekday: class("weekday")?,
            number: class("number")?,
            ordinal: class("ordinal")?,
            open: class("open")?,
            needs_capital: class("needs_capital")?,
            needs_stop: class("needs_stop")?,
            takes_stop: class("takes_stop")?,
            forenoon: class("forenoon")?,
            afternoon: class("afternoon")?,
            clock_mark: class("clock_mark")?,
            era: class("era")?,
            joints: ["to", "or", "and", "s"].map(|word| words.intern(word)),
            and: words.intern("and"),
            a: words.intern("a"),
            half: words.intern("half"),
            quarter: words.intern("quarter"),
        })
    }

    /// Whether a month or weekday that is also another word is written as one: “May”, “Sat.”, never “may”, “sat”.
    pub fn may_be(&self, source: &Source<'_>, class: u8, at: usize) -> bool {
        if class != self.month && class != self.weekday {
            return true;
        }
        let token = &source.tokens.list[at];
        if !token.is_capitalised() && source.lexicon.is(token.word, self.needs_capital) {
            return false;
        }
        if !source.lexicon.is(token.word, self.needs_stop) {
            return true;
        }
        let next = (at + 1 < source.end).then(|| &source.tokens.list[at + 1]);
        next.is_some_and(|t| {
            t.kind == TokenKind::Number
                || t.is_capitalised() && source.lexicon.is(t.word, self.month)
                || (t.is_glued() && matches!(t.of(source.text), "." | "-" | "/"))
        })
    }

    /// One past the stop of an abbreviation that ends at `end`, where a stop stands there and does not end the sentence.
    pub fn over_stop(&self, source: &Source<'_>, class: u8, end: usize) -> usize {
        if (class != self.month && class != self.weekday) || end + 1 >= source.end {
            return end;
        }
        let stop = &source.tokens.list[end];
        let is_stop = stop.is_glued() && stop.of(source.text) == ".";
        if is_stop && source.lexicon.is(source.tokens.list[end - 1].word, self.takes_stop) {
            end + 1
        } else {
            end
        }
    }

    /// Whether a.m. or p.m. stands at a token, and how many tokens it takes.
    pub(super) fn half_of_day(&self, source: &Source<'_>, at: usize) -> Option<(bool, usize)> {
        if at >= source.end {
            return None;
        }
        let word = source.tokens.list[at].word;
        let length = |class| source.lexicon.entries(source.tokens, at, source.end, class).next().map(|(n, _)| n);
        if !word.is_known() {
            return None;
        }
        length(self.forenoon)
            .map(|n| (false, n))
            .or_else(|| length(self.afternoon).map(|n| (true, n)))
    }
}

impl Lexeme {
    /// The lexeme that a pattern calls by this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "ordinal_day" => Self::OrdinalDay,
            "nth" => Self::Nth,
            "year" => Self::Year,
            "small_year" => Self::SmallYear,
            "short_year" => Self::ShortYear,
            "decade_digits" => Self::Decade,
            "amount" => Self::Amount,
            "iso" => Self::Iso,
            "numeric" => Self::Numeric,
            "clock" => Self::Clock,
            "hour" => Self::Hour,
            "quarter_digit" => Self::Quarter,
            "half_digit" => Self::Half,
            _ => return None,
        })
    }

    /// What its first token can be.
    pub const fn first(self) -> u64 {
        let mut first = 0;
        let openings = self.openings();
        let mut at = 0;
        while at < openings.len() {
            first |= openings[at].first;
            at += 1;
        }
        first
    }

    /// The ways it can begin.
    pub const fn openings(self) -> &'static [Opening] {
        const PHRASE: u64 = NUMBER_WORD | INNER | DASH | APOSTROPHE;
        // Strokes, colons, hyphens of all kinds.
        const JOINTS: u64 = DASH | APOSTROPHE | OTHER_MARK;
        const fn alone(first: u64) -> Opening {
            Opening {
                first,
                second: 0,
                over: true,
            }
        }
        const fn long(first: u64, second: u64) -> Opening {
            Opening {
                first,
                second,
                over: false,
            }
        }
        const fn either(first: u64, second: u64) -> Opening {
            Opening { first, second, over: true }
        }
        match self {
            Self::Day => &const { [either(SHORT_DIGITS, GLUED), either(NUMBER_WORD, PHRASE)] },
            Self::OrdinalDay | Self::Nth => &const { [long(SHORT_DIGITS, GLUED), either(NUMBER_WORD, PHRASE)] },
            Self::Year => &const { [alone(FOUR_DIGITS), long(APOSTROPHE, SHORT_DIGITS)] },
            Self::SmallYear => &const { [alone(DIGITS)] },
            Self::ShortYear => &const { [alone(SHORT_DIGITS)] },
            Self::Hour => &const { [alone(SHORT_DIGITS), either(NUMBER_WORD, NUMBER_WORD)] },
            Self::Decade => &const { [long(DIGITS, JOINT | GLUED | JOINTS), long(APOSTROPHE, DIGITS)] },
            Self::Amount => {
                &const {
                    [
                        either(DIGITS, JOINT | DASH | APOSTROPHE | SHORT_DIGITS),
                        either(NUMBER_WORD, PHRASE | JOINT),
                    ]
                }
            }
            Self::Iso => &const { [long(FOUR_DIGITS, JOINTS)] },
            Self::Numeric => &const { [alone(OTHER_DIGITS), long(SHORT_DIGITS, JOINTS)] },
            Self::Clock => &const { [long(DIGITS | NUMBER_WORD, JOINT | GLUED | INNER | JOINTS)] },
            Self::Quarter | Self::Half => &const { [alone(OTHER_DIGITS), long(SHORT_DIGITS, GLUED)] },
        }
    }

    /// Reads it at token `at`, which is inside the sentence; returns how many tokens it takes.
    pub fn read(self, source: &Source<'_>, at: usize, slots: &mut Slots) -> Option<usize> {
        let reader = Reader { source };
        match self {
            Self::Day => reader.day(at, false).map(|(n, day)| {
                slots.day = Some(day);
                n
            }),
            Self::OrdinalDay => reader.day(at, true).map(|(n, day)| {
                slots.day = Some(day);
                n
            }),
            Self::Nth => reader.ordinal(at).map(|(n, nth)| {
                slots.nth = Some(nth);
                n
            }),
            Self::Year => reader.year(at).map(|(n, year)| {
                slots.year = Some(year);
                n
            }),
            Self::SmallYear => {
                let year = reader.digits(at, 1..=4)?;
                slots.year = Some(year as i16);
                (year > 0).then_some(1)
            }
            Self::ShortYear => {
                let year = reader.digits(at, 2..=2)? as i16;
                slots.short_year = Some(year);
                // “2023/24”: the first year is the one that counts.
                slots.year = slots.year.or(Some(full_year(year)));
                Some(1)
            }
            Self::Decade => reader.decade(at).map(|(n, decade)| {
                slots.decade = Some(decade);
                n
            }),
            Self::Amount => reader.amount(at).map(|(n, amount)| {
                if slots.amount.is_none() {
                    slots.amount = Some(amount);
                } else {
                    slots.amount2 = Some(amount);
                }
                n
            }),
            Self::Iso => reader.iso(at, slots),
            Self::Numeric => reader.numeric(at, slots),
            Self::Clock => reader.clock(at).map(|(n, clock)| {
                clock.put(slots);
                n
            }),
            Self::Hour => reader.hour(at).map(|(n, clock)| {
                clock.put(slots);
                n
            }),
            Self::Quarter | Self::Half => {
                let letter = if self == Self::Quarter { 'q' } else { 'h' };
                let limit = if self == Self::Quarter { 4 } else { 2 };
                let (n, value) = reader.letter_digit(at, letter)?;
                if !(1..=limit).contains(&value) {
                    return None;
                }
                if self == Self::Quarter {
                    slots.quarter = Some(value);
                } else {
                    slots.half = Some(value);
                }
                Some(n)
            }
        }
    }
}
