//! Tests of what stands around a match: what tells the year 2003 from 2003 troops, May from may, “a day” the length from “a day” the rate.

mod look;

use super::lexicon::Lexicon;
use super::pattern::{Hit, Source};
use super::slots::Unit;
use crate::text::{Token, TokenKind, WordId};
use look::Look;

/// A named test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    None,
    /// All words of the match are in capitals.
    Capitals,
    /// The first word has a capital.
    CapitalsFirst,
    BareYear,
    BareMonth,
    Season,
    /// No noun follows.
    NoNounAfter,
    /// The day is in digits, and no noun follows.
    DigitDay,
    Pair,
    /// “2023-24”: the second year is the one after the first.
    NextYear,
    NthPart,
    ShiftUnit,
    /// Only where the text tells history; asked when the whole text has been read.
    Narrative,
    /// The same, behind a preposition.
    NarrativeLed,
    Distance,
    Duration,
    NotAge,
    /// “at” or “by” stands before it.
    AtBefore,
    BareUnits,
    NotName,
    Rate,
    Vague,
    /// “the year” behind a preposition, and nothing behind it that says which.
    ThePeriod,
    /// The unit is a week.
    WeekUnit,
    /// A mark or the end of the sentence follows.
    Ends,
    PartAlone,
    /// “last” is no verb.
    Window,
    /// A word that leads to a time of day stands before it, and no noun follows.
    ClockLed,
    /// Nothing follows that the last number could count.
    HourEnds,
    TimeRange,
    /// A decade of the century, and of nobody's life.
    Decade,
    /// “mornings” that no number counts.
    Parts,
}

impl Guard {
    /// The guard that the data calls by this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "" => Self::None,
            "capitals" => Self::Capitals,
            "capitals_first" => Self::CapitalsFirst,
            "bare_year" => Self::BareYear,
            "bare_month" => Self::BareMonth,
            "season" => Self::Season,
            "no_noun_after" => Self::NoNounAfter,
            "digit_day" => Self::DigitDay,
            "pair" => Self::Pair,
            "next_year" => Self::NextYear,
            "nth_part" => Self::NthPart,
            "shift_unit" => Self::ShiftUnit,
            "narrative" => Self::Narrative,
            "narrative_led" => Self::NarrativeLed,
            "distance" => Self::Distance,
            "duration" => Self::Duration,
            "at_before" => Self::AtBefore,
            "not_age" => Self::NotAge,
            "bare_units" => Self::BareUnits,
            "not_name" => Self::NotName,
            "rate" => Self::Rate,
            "vague" => Self::Vague,
            "the_period" => Self::ThePeriod,
            "week_unit" => Self::WeekUnit,
            "ends" => Self::Ends,
            "part_alone" => Self::PartAlone,
            "window" => Self::Window,
            "clock_led" => Self::ClockLed,
            "hour_ends" => Self::HourEnds,
            "time_range" => Self::TimeRange,
            "decade" => Self::Decade,
            "parts" => Self::Parts,
            _ => return None,
        })
    }
}

/// The classes of words that guards ask for.
#[derive(Debug, Default)]
pub struct Around {
    before_year: u8,
    names_number: u8,
    before_month: u8,
    before_bare_units: u8,
    before_rate: u8,
    function: u8,
    doubtful_month: u8,
    units: u8,
    unit: u8,
    month: u8,
    before_the_period: u8,
    before_verb: u8,
    before_part: u8,
    before_time: u8,
    number: u8,
}

impl Around {
    /// Looks the classes up.
    pub fn compile(lexicon: &Lexicon) -> Result<Self, String> {
        let class = |name| lexicon.required(name);
        Ok(Self {
            before_year: class("before_year")?,
            names_number: class("names_number")?,
            before_month: class("before_month")?,
            before_bare_units: class("before_bare_units")?,
            before_rate: class("before_rate")?,
            function: class("function")?,
            doubtful_month: class("doubtful_month")?,
            units: class("units")?,
            unit: class("unit")?,
            month: class("month")?,
            before_the_period: class("before_the_period")?,
            before_verb: class("before_verb")?,
            before_part: class("before_part")?,
            before_time: class("before_time")?,
            number: class("number")?,
        })
    }

    /// Whether a match that begins at `at` passes.
    pub fn passes(&self, guard: Guard, source: &Source<'_>, at: usize, hit: &Hit) -> bool {
        let look = Look {
            around: self,
            source,
            at,
            end: hit.end,
        };
        let slots = &hit.slots[0];
        match guard {
            Guard::None | Guard::Narrative => true,
            Guard::NarrativeLed => {
                look.is(look.previous(), self.before_part)
                    || matches!(
                        look.text(look.previous()),
                        "at" | "At" | "During" | "By" | "Around" | "Since" | "From" | "In"
                    )
            }
            Guard::Capitals => source.tokens.list[at..hit.end].iter().all(|t| !t.is_word() || t.is_all_caps()),
            Guard::CapitalsFirst => {
                source.tokens.list[at].is_capitalised()
                    && source.tokens.list[hit.end - 1]
                        .of(source.text)
                        .starts_with(|c: char| !c.is_lowercase())
                    || slots.refer.is_some()
                    || slots.year.is_some()
            }
            Guard::BareYear => look.bare_year(slots.before_christ),
            Guard::BareMonth => look.bare_month(),
            Guard::Season => look.season(),
            Guard::NoNounAfter => !look.noun_follows(),
            Guard::DigitDay => {
                source.tokens.list[at + 1].kind == TokenKind::Number
                    && !look.noun_follows()
                    && !look.next().is_some_and(|t| t.is_capitalised() || t.kind == TokenKind::Dash)
            }
            Guard::Pair => look.pair(hit),
            Guard::NextYear => {
                let (first, second) = (&source.tokens.list[at], &source.tokens.list[hit.end - 1]);
                let number = |t: &Token| t.of(source.text).parse::<u32>().unwrap_or(0);
                (number(first) + 1) % 100 == number(second) && !look.next().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Punct)
            }
            Guard::NthPart => {
                let one = slots.month.is_some() || slots.year.is_some() || slots.unit2.is_some() || slots.refer.is_some();
                let compound = source.tokens.list[at..hit.end].iter().any(|t| t.kind == TokenKind::Dash);
                one || slots.unit == Some(Unit::Quarter) && (compound || !look.noun_follows())
            }
            Guard::ShiftUnit => {
                !matches!(slots.unit, Some(Unit::Second | Unit::Minute | Unit::Hour))
                    && !look.next().is_some_and(|t| t.kind == TokenKind::Dash && t.is_glued())
            }
            Guard::Distance => look.distance(slots.amount),
            Guard::Duration => look.duration(slots.unit),
            Guard::AtBefore => matches!(look.text(look.previous()), "at" | "At" | "by" | "By"),
            Guard::NotAge => {
                // “the Six-Day War”
                let named = source.tokens.list[at..hit.end]
                    .iter()
                    .filter(|t| t.is_word())
                    .all(Token::is_capitalised)
                    && source.tokens.list[at].is_word()
                    && look.next().is_some_and(Token::is_capitalised);
                !look.old_follows() && !named
            }
            Guard::BareUnits => look.previous().is_some_and(|t| source.lexicon.is(t.word, self.before_bare_units)) && !look.old_follows(),
            Guard::NotName => {
                let token = &source.tokens.list[at];
                !token.is_capitalised()
                    || look.is_first()
                    || !look.next().is_some_and(Token::is_capitalised) && !look.previous().is_some_and(Token::is_capitalised)
            }
            Guard::ThePeriod => look.the_period(slots.unit),
            Guard::WeekUnit => slots.unit == Some(Unit::Week),
            Guard::Ends => look
                .next()
                .is_none_or(|t| t.kind == TokenKind::Punct && !matches!(t.of(source.text), "/" | "%" | "$" | ":")),
            Guard::PartAlone => {
                source
                    .lexicon
                    .is(look.previous().map_or(WordId::UNKNOWN, |t| t.word), self.before_part)
                    && !look.noun_follows()
                    && !matches!(look.text(look.next()), "of" | "that" | "when" | "before" | "after")
            }
            Guard::Window => {
                !source.tokens.list[at].of(source.text).eq_ignore_ascii_case("last") || !look.is(look.previous(), self.before_verb)
            }
            Guard::ClockLed => look.leads_to_time() && !look.noun_follows(),
            Guard::HourEnds => look.nothing_counted(),
            Guard::TimeRange => look.time_range(hit),
            Guard::Decade => {
                // Without an article only behind a preposition: “in nineties”, but “in her nineties” is an age.
                let digits = source.tokens.list[at..hit.end].iter().any(Token::has_digit);
                let article = look.text(Some(&source.tokens.list[at])).eq_ignore_ascii_case("the");
                digits || article || look.is(look.previous(), self.before_part)
            }
            Guard::Parts => {
                !look
                    .previous()
                    .is_some_and(|t| t.kind == TokenKind::Number || source.lexicon.is(t.word, self.number))
                    && slots.part != Some("NI")
                    && !look.noun_follows()
            }
            Guard::Rate => look.rate(),
            Guard::Vague => {
                !look.previous().is_some_and(|t| t.kind == TokenKind::Dash)
                    && !look
                        .next()
                        .is_some_and(|t| source.lexicon.is(t.word, self.unit) || source.lexicon.is(t.word, self.units))
            }
        }
    }
}
