//! Dates that name a part of the calendar: days, months, seasons, years, named days, with what they leave out filled in.

use super::value::{Value, easter};
use super::{Raw, Resolver, Side, Tense};
use crate::record::{DateAnchor, TimexType};
use crate::tag::date::lexicon::NamedDay;
use crate::tag::date::slots::{Refer, Slots, Unit};
use crate::text::PartialDate;
use jiff::ToSpan;
use jiff::civil::Date;

/// How many days ahead of the published date a date without year and tense may lie.
const NEAR_FUTURE: i32 = 60;
/// For how many sentences a time of day is one of the day last told.
const STILL_THAT_DAY: u32 = 3;
/// A month this far before the last one told opens the next year of a story.
const NEW_YEAR: u8 = 10;

impl Resolver<'_> {
    pub(super) fn calendar(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let slots = &raw.slots;
        let (value, anchor) = self.day_or_longer(raw, slots)?;
        let value = match slots.edge {
            Some(edge) if slots.part.is_none() => value.at_edge(edge),
            _ => value,
        };
        Some((value.at_time(slots), anchor))
    }

    fn day_or_longer(&self, raw: &Raw, slots: &Slots) -> Option<(Value, DateAnchor)> {
        if slots.before_christ {
            return before_christ(slots).map(|v| (v, DateAnchor::Explicit));
        }
        if let Some(decade) = slots.decade {
            let first = if decade < 100 { 1900 + decade } else { decade };
            return Value::decade(first).map(|v| (v, DateAnchor::Explicit));
        }
        if let Some(nth) = slots.nth.filter(|_| slots.month.is_none() && slots.unit.is_none()) {
            return Value::century(nth)
                .filter(|_| (1..=21).contains(&nth))
                .map(|v| (v, DateAnchor::Explicit));
        }
        if let Some(holiday) = slots.holiday {
            let (day, anchor) = self.holiday(raw, slots, holiday)?;
            return if slots.unit == Some(Unit::Weekend) {
                long_weekend(day.days?.0).map(|v| (v, anchor))
            } else {
                Some((day, anchor))
            };
        }
        if raw.rule == "date.season-years" {
            return Value::two_years(slots.year?).map(|v| (v, DateAnchor::Explicit));
        }
        if self.before_christ && slots.year.is_none() && (slots.month.is_some() || slots.season.is_some()) {
            let mut whole = *slots;
            whole.year = Some(self.last_year?);
            return before_christ(&whole).map(|v| (v, DateAnchor::Text));
        }
        if let Some(month) = slots.month {
            if let Some(year) = slots.year {
                return Some((
                    Value::partial(PartialDate::new(year, Some(month), slots.day)?),
                    DateAnchor::Explicit,
                ));
            }
            // 29 February exists in some year.
            PartialDate::new(2024, Some(month), slots.day)?;
            let Some((year, anchor)) = self.year_of(raw, month, slots.day, slots.weekday) else {
                let text = slots
                    .day
                    .map_or_else(|| format!("XXXX-{month:02}"), |d| format!("XXXX-{month:02}-{d:02}"));
                return Some((Value::words(text, TimexType::Date), DateAnchor::None));
            };
            return Some((Value::partial(existing(year, month, slots.day, raw.tense)?), anchor));
        }
        if let Some(season) = slots.season {
            if let Some(year) = slots.year {
                return Value::season(year, season).map(|v| (v, DateAnchor::Explicit));
            }
            return self.season_of(raw, season);
        }
        if let Some(quarter) = slots.quarter {
            if slots.year.is_none() {
                return self.quarter_of(raw, quarter);
            }
            let (year, anchor) = self.some_year(slots)?;
            return Value::quarter(year, quarter).map(|v| (v, anchor));
        }
        if let Some(half) = slots.half {
            let (year, anchor) = self.some_year(slots)?;
            return Value::half(year, half).map(|v| (v, anchor));
        }
        if let Some(year) = slots.year {
            return Value::year(year).map(|v| (v, DateAnchor::Explicit));
        }
        if let Some(day) = slots.day.filter(|_| slots.weekday.is_none()) {
            return self.day_of_month(raw, day);
        }
        if let Some(weekday) = slots.weekday {
            return Some(self.weekday(raw, weekday));
        }
        if slots.deictic.is_some() || slots.refer.is_some() {
            let mut bare = raw.clone();
            (bare.slots.part, bare.slots.clock, bare.slots.edge) = (None, None, None);
            if bare.slots.unit.is_none() {
                bare.slots.unit = Some(Unit::Day);
            }
            if slots.refer == Some(Refer::Last) && slots.part == Some("NI") {
                bare.slots.refer = None;
                bare.slots.deictic = Some(-1);
            }
            return self.shift(&bare);
        }
        // A time of day alone: of the day that the text has just told of, or of the day of writing.
        if slots.part.is_some() || slots.clock.is_some() {
            let same = self
                .last_day
                .filter(|_| self.narrative || raw.sentence <= self.day_at + STILL_THAT_DAY)
                .map(|d| (d, DateAnchor::Text));
            let day = same.or_else(|| self.published_day().filter(|_| !self.narrative).map(|d| (d, DateAnchor::Published)));
            return Some(day.map_or_else(
                || (Value::words("XXXX-XX-XX", TimexType::Date), DateAnchor::None),
                |(d, a)| (Value::day(d), a),
            ));
        }
        None
    }

    /// The year of a month or day that leaves it out.
    fn year_of(&self, raw: &Raw, month: u8, day: Option<u8>, weekday: Option<u8>) -> Option<(i16, DateAnchor)> {
        let local = !self.narrative
            && raw.slots.refer.is_none()
            && self.explicit_at.is_some_and(|(s, _)| raw.sentence == s || raw.sentence == s + 1)
            && self.last_month.is_some()
            && self.published.zip(self.last_year).is_some_and(|(p, y)| y < p.year);
        if self.narrative || local {
            let year = self.year_told(raw)?;
            let turn = match self.last_month {
                Some((y, last)) if y == year => {
                    let wait = if raw.pair == Side::Second { 1 } else { NEW_YEAR };
                    last >= month + wait
                }
                _ => false,
            };
            return Some((if turn { year + 1 } else { year }, DateAnchor::Text));
        }
        // The first date of a pair takes its year from the second, so that they stand in order.
        if let Some((second_month, second_day)) = raw.partner
            && weekday.is_none()
        {
            let second = Raw {
                partner: None,
                ..raw.clone()
            };
            let (year, anchor) = self.year_of(&second, second_month, second_day, None)?;
            let turn = (month, day.unwrap_or(0)) > (second_month, second_day.unwrap_or(31));
            return Some((year - i16::from(turn), anchor));
        }
        let published = self.published?;
        let today = published.last_day();
        // A weekday beside it says which year it was.
        if let (Some(weekday), Some(_)) = (weekday, day) {
            for year in [today.year(), today.year() - 1, today.year() + 1] {
                let date = PartialDate::new(year, Some(month), day);
                if date.is_some_and(|d| d.first_day().weekday().to_monday_one_offset().unsigned_abs() == weekday) {
                    return Some((year, DateAnchor::Published));
                }
            }
        }
        let this = PartialDate::new(today.year(), Some(month), day).or_else(|| PartialDate::new(today.year(), Some(month), None))?;
        let ahead = (this.first_day() - today).get_days();
        let year = match raw.tense {
            Tense::Future if this.last_day() < today => today.year() + 1,
            Tense::Past if ahead > 0 => today.year() - 1,
            Tense::Open if ahead > NEAR_FUTURE => today.year() - 1,
            _ => today.year(),
        };
        Some((year, DateAnchor::Published))
    }

    /// The year of the story, or the one named alone in the same sentence.
    fn year_told(&self, raw: &Raw) -> Option<i16> {
        let same_sentence = self.year_at == raw.sentence;
        self.story_year.filter(|_| !same_sentence).or(self.last_year)
    }

    fn some_year(&self, slots: &Slots) -> Option<(i16, DateAnchor)> {
        if let Some(year) = slots.year {
            return Some((year, DateAnchor::Explicit));
        }
        if self.narrative {
            return self.last_year.map(|y| (y, DateAnchor::Text));
        }
        self.published.map(|p| (p.year, DateAnchor::Published))
    }

    /// A quarter without its year: the last one that has begun, or the next where the sentence looks forward.
    fn quarter_of(&self, raw: &Raw, quarter: u8) -> Option<(Value, DateAnchor)> {
        let (year, anchor) = self.some_year(&raw.slots)?;
        let this = Value::quarter(year, quarter)?;
        let (Some(today), Some((start, end))) = (self.published_day().filter(|_| !self.narrative), this.days) else {
            return Some((this, anchor));
        };
        let year = match raw.tense {
            Tense::Future if end < today => year + 1,
            Tense::Past | Tense::Open if start > today => year - 1,
            _ => year,
        };
        Value::quarter(year, quarter).map(|v| (v, anchor))
    }

    /// “the year-ago quarter”: the same stretch a year before the one told of or the one of writing.
    pub(super) fn year_ago(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let (day, anchor) = self.now()?;
        let told = self
            .last_value
            .as_ref()
            .and_then(|v| v.days)
            .filter(|_| raw.slots.unit == Some(Unit::Quarter));
        let same_length = told.filter(|(start, end)| (80..100).contains(&(*end - *start).get_days()));
        let day = same_length.map_or(day, |(start, _)| start).checked_sub(1.year()).ok()?;
        super::value::period(day, raw.slots.unit.unwrap_or(Unit::Year)).map(|v| (v, anchor))
    }

    fn season_of(&self, raw: &Raw, season: &'static str) -> Option<(Value, DateAnchor)> {
        if self.narrative {
            let Some(year) = self.year_told(raw) else {
                return Some((Value::words(format!("XXXX-{season}"), TimexType::Date), DateAnchor::None));
            };
            return Value::season(year, season).map(|v| (v, DateAnchor::Text));
        }
        let today = self.published_day()?;
        let this = Value::season(today.year(), season)?;
        let begun = this.days.is_some_and(|(start, _)| start <= today);
        let value = if begun || raw.tense == Tense::Future {
            this
        } else {
            Value::season(today.year() - 1, season)?
        };
        Some((value, DateAnchor::Published))
    }

    /// “the 3rd”: of the month last spoken of, or the last such day before the day of writing.
    fn day_of_month(&self, raw: &Raw, day: u8) -> Option<(Value, DateAnchor)> {
        if let Some((year, month)) = self.last_month
            && let Some(date) = PartialDate::new(year, Some(month), Some(day))
        {
            return Some((Value::partial(date), DateAnchor::Text));
        }
        let today = self.published_day().filter(|_| !self.narrative)?;
        let mut month = today.first_of_month();
        for _ in 0..3 {
            let date = PartialDate::new(month.year(), Some(month.month().unsigned_abs()), Some(day));
            if let Some(date) = date.filter(|d| d.first_day() <= today || raw.tense == Tense::Future && d.first_day() >= today) {
                return Some((Value::partial(date), DateAnchor::Published));
            }
            month = month.checked_sub(1.months()).ok()?;
        }
        None
    }

    /// A weekday: the last one up to the day of writing, or the next where the sentence looks forward.
    fn weekday(&self, raw: &Raw, weekday: u8) -> (Value, DateAnchor) {
        let unknown = || (Value::words(format!("XXXX-WXX-{weekday}"), TimexType::Date), DateAnchor::None);
        let Some((today, anchor)) = self.now() else { return unknown() };
        let today_is = today.weekday().to_monday_one_offset().unsigned_abs();
        if let Some(day) = raw.slots.day {
            // “Monday 21”: the nearest such day back, or ahead where the sentence looks there.
            let step = if raw.tense == Tense::Future { 1 } else { -1 };
            for far in 0..400 {
                let date = today.checked_add((far * step).days()).unwrap_or(today);
                if date.day().unsigned_abs() == day && date.weekday().to_monday_one_offset().unsigned_abs() == weekday {
                    return (Value::day(date), anchor);
                }
            }
        }
        let back = i32::from((today_is + 7 - weekday) % 7);
        let moved = if self.narrative || raw.tense == Tense::Future {
            today.checked_add(((7 - back) % 7).days())
        } else {
            today.checked_sub(back.days())
        };
        // “by Thursday or Friday”: of two in a sentence the second is not before the first.
        let after = self
            .last_day
            .filter(|_| self.day_at == raw.sentence && raw.tense == Tense::Future && !self.narrative);
        let moved = moved.and_then(|d| {
            if after.is_some_and(|last| last > d) {
                d.checked_add(7.days())
            } else {
                Ok(d)
            }
        });
        moved.map_or_else(|_| unknown(), |d| (Value::day(d), anchor))
    }

    fn holiday(&self, raw: &Raw, slots: &Slots, holiday: u16) -> Option<(Value, DateAnchor)> {
        let named = self.named_days.get(usize::from(holiday))?;
        if let NamedDay::Once(date) = named {
            return Some((Value::day(*date), DateAnchor::Explicit));
        }
        if let Some(year) = slots.year {
            return Some((Value::day(date_of(named, year)?), DateAnchor::Explicit));
        }
        if self.narrative {
            let year = self.last_year?;
            return Some((Value::day(date_of(named, year)?), DateAnchor::Text));
        }
        let today = self.published_day()?;
        let this = date_of(named, today.year())?;
        let year = match slots.refer {
            Some(Refer::Next | Refer::Following) => today.year() + i16::from(this <= today),
            Some(Refer::Last | Refer::Previous) => today.year() - i16::from(this >= today),
            Some(_) => today.year(),
            None => match raw.tense {
                Tense::Future => today.year() + i16::from(this < today),
                Tense::Open if (this - today).get_days() <= NEAR_FUTURE => today.year(),
                _ => today.year() - i16::from(this > today),
            },
        };
        Some((Value::day(date_of(named, year)?), DateAnchor::Published))
    }

    /// “the third quarter of 2019”, “the second half of the year”, “the first week of March”.
    pub(super) fn nth(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let mut slots = raw.slots;
        let nth = slots.nth.unwrap_or(2);
        let last = nth == 99;
        if let Some(weekday) = slots.weekday {
            slots.weekday = None;
            slots.nth = None;
            return self.nth_weekday(
                &Raw { slots, ..raw.clone() },
                weekday,
                if last { -1 } else { i8::try_from(nth).ok()? },
            );
        }
        let unit = slots.unit?;
        match unit {
            Unit::Half => {
                let (year, anchor) = self.year_within(&slots)?;
                let half = if last { 2 } else { nth };
                Value::half(year, half).filter(|_| half <= 2).map(|v| (v, anchor))
            }
            Unit::Quarter => {
                let quarter = if last { 4 } else { nth };
                if quarter > 4 {
                    return None;
                }
                if slots.year.is_none() && slots.unit2.is_none() {
                    return self.quarter_of(raw, quarter);
                }
                let (year, anchor) = self.year_within(&slots)?;
                Value::quarter(year, quarter).map(|v| (v, anchor))
            }
            Unit::Month if slots.month.is_none() => {
                let (year, anchor) = self.year_within(&slots)?;
                Value::month(year, if last { 12 } else { nth }).map(|v| (v, anchor))
            }
            Unit::Week | Unit::Day | Unit::Weekend => {
                slots.nth = None;
                slots.unit = None;
                let whole = Raw { slots, ..raw.clone() };
                let (value, anchor) = if slots.month.is_some() || slots.year.is_some() {
                    self.day_or_longer(&whole, &slots)?
                } else {
                    slots.unit = slots.unit2;
                    let definite = false;
                    self.shift(&Raw {
                        slots,
                        definite,
                        ..raw.clone()
                    })?
                };
                let Some((start, end)) = value.days else {
                    return Some((
                        Value::words(
                            super::value::length(crate::tag::date::slots::Amount::whole(1), unit),
                            TimexType::Duration,
                        ),
                        DateAnchor::None,
                    ));
                };
                let step = if unit == Unit::Day { 1 } else { 7 };
                // The week that holds a year's or month's last Thursday is its last.
                let day = if last {
                    end.checked_sub(if step == 7 { 3 } else { 0 }.days()).ok()?
                } else {
                    start
                        .checked_add((i32::from(nth - 1) * step + i32::from(step == 7) * 3).days())
                        .ok()?
                };
                super::value::period(day, unit).map(|v| (v, anchor))
            }
            _ => None,
        }
    }

    /// “the first Tuesday of November”: `whole` is the month.
    fn nth_weekday(&self, whole: &Raw, weekday: u8, nth: i8) -> Option<(Value, DateAnchor)> {
        let (month, anchor) = if whole.slots.month.is_some() {
            self.day_or_longer(whole, &whole.slots)?
        } else {
            self.shift(whole)?
        };
        let (first, end) = month.days.filter(|(a, b)| (*b - *a).get_days() <= 31)?;
        let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
        let day = first.nth_weekday_of_month(nth, weekday).ok()?;
        (day <= end).then(|| (Value::day(day), anchor))
    }

    fn year_within(&self, slots: &Slots) -> Option<(i16, DateAnchor)> {
        let (year, anchor) = self.some_year(slots)?;
        let by = match slots.refer {
            Some(Refer::Last | Refer::Previous) => -1,
            Some(Refer::Next | Refer::Following) => 1,
            _ => 0,
        };
        Some((year + by, anchor))
    }
}

/// A day of a year; 29 February of the nearest year that has one.
fn existing(year: i16, month: u8, day: Option<u8>, tense: Tense) -> Option<PartialDate> {
    let step = if tense == Tense::Future { 1 } else { -1 };
    (0..8).find_map(|n| PartialDate::new(year + n * step, Some(month), day))
}

/// The weekend nearest to a named day, that day included where it is a Monday or a Friday.
fn long_weekend(day: Date) -> Option<Value> {
    let weekday = day.weekday().to_monday_one_offset();
    let near = if weekday <= 2 { day.checked_sub(7.days()).ok()? } else { day };
    let mut value = Value::weekend(near)?;
    let (start, end) = value.days?;
    let days = match weekday {
        1 => (start, day),
        5 => (day, end),
        _ => (start, end),
    };
    value.days = Some(days);
    value.edtf = Some((days.0.to_string(), days.1.to_string()));
    Some(value)
}

/// The day that a name means in a year.
fn date_of(named: &NamedDay, year: i16) -> Option<Date> {
    match *named {
        NamedDay::Once(date) => Some(date),
        NamedDay::Fixed(month, day) => PartialDate::new(year, Some(month), Some(day)).map(|d| d.first_day()),
        NamedDay::Easter(days) => easter(year)?.checked_add(i32::from(days).days()).ok(),
        NamedDay::Nth { month, weekday, nth, plus } => {
            let first = PartialDate::new(year, Some(month), None)?.first_day();
            let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
            first
                .nth_weekday_of_month(nth, weekday)
                .ok()?
                .checked_add(i32::from(plus).days())
                .ok()
        }
    }
}

/// A date before the common era has a value but no days of the calendar.
fn before_christ(slots: &Slots) -> Option<Value> {
    if let Some(nth) = slots.nth {
        return Some(Value::words(format!("BC{:02}", nth.checked_sub(1)?), TimexType::Date));
    }
    if let Some(decade) = slots.decade {
        return Some(Value::words(format!("BC{:03}", decade / 10), TimexType::Date));
    }
    let mut text = format!("BC{:04}", slots.year?);
    if let Some(month) = slots.month {
        text.push_str(&format!("-{month:02}"));
        if let Some(day) = slots.day {
            text.push_str(&format!("-{day:02}"));
        }
    } else if let Some(season) = slots.season {
        text.push('-');
        text.push_str(season);
    }
    Some(Value::words(text, TimexType::Date))
}
