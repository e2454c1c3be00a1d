//! Periods of the calendar and how TIMEX3 writes them. Pure arithmetic: knows no words.

use crate::record::{DateAnchor, TimexType};
use crate::tag::date::slots::{Amount, Edge, Slots, Unit};
use crate::tag::mention::DateValue;
use crate::text::PartialDate;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A TIMEX3 value with the days that it covers, where it covers some.
#[derive(Clone, Debug)]
pub struct Value {
    pub text: Option<String>,
    pub days: Option<(Date, Date)>,
    /// First and last day, month or year, as partial as the words are.
    pub edtf: Option<(String, String)>,
    pub timex: TimexType,
}

impl Value {
    /// A value that covers no days of the calendar.
    pub fn words(text: impl Into<String>, timex: TimexType) -> Self {
        Self {
            text: Some(text.into()),
            days: None,
            edtf: None,
            timex,
        }
    }

    fn of(text: String, start: Date, end: Date, edtf: (String, String)) -> Self {
        Self {
            text: Some(text),
            days: Some((start, end)),
            edtf: Some(edtf),
            timex: TimexType::Date,
        }
    }

    pub fn day(date: Date) -> Self {
        let iso = date.to_string();
        Self::of(iso.clone(), date, date, (iso.clone(), iso))
    }

    pub fn partial(date: PartialDate) -> Self {
        let text = date.to_string();
        Self::of(text.clone(), date.first_day(), date.last_day(), (text.clone(), text))
    }

    pub fn month(year: i16, month: u8) -> Option<Self> {
        PartialDate::new(year, Some(month), None).map(Self::partial)
    }

    pub fn year(year: i16) -> Option<Self> {
        PartialDate::new(year, None, None).map(Self::partial)
    }

    /// Months `first` to `last` of a year, under another name.
    fn months(text: String, year: i16, first: u8, last: u8) -> Option<Self> {
        let start = PartialDate::new(year, Some(first), None)?;
        let end = PartialDate::new(if last < first { year + 1 } else { year }, Some(last), None)?;
        Some(Self::of(
            text,
            start.first_day(),
            end.last_day(),
            (start.to_string(), end.to_string()),
        ))
    }

    pub fn season(year: i16, season: &str) -> Option<Self> {
        let first = match season {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            _ => 12,
        };
        Self::months(format!("{year:04}-{season}"), year, first, if first == 12 { 2 } else { first + 2 })
    }

    pub fn quarter(year: i16, quarter: u8) -> Option<Self> {
        Self::months(format!("{year:04}-Q{quarter}"), year, quarter * 3 - 2, quarter * 3)
    }

    pub fn half(year: i16, half: u8) -> Option<Self> {
        Self::months(format!("{year:04}-H{half}"), year, half * 6 - 5, half * 6)
    }

    fn years(text: String, first: i16, last: i16) -> Option<Self> {
        let (a, b) = (PartialDate::new(first, None, None)?, PartialDate::new(last, None, None)?);
        Some(Self::of(text, a.first_day(), b.last_day(), (a.to_string(), b.to_string())))
    }

    pub fn decade(first: i16) -> Option<Self> {
        Self::years(format!("{:03}", first / 10), first, first + 9)
    }

    pub fn century(number: u8) -> Option<Self> {
        let first = i16::from(number) * 100 - 100;
        Self::years(format!("{:02}", first / 100), first + 1, first + 100)
    }

    pub fn two_years(first: i16) -> Option<Self> {
        Self::years(format!("{first:04}/{:04}", first + 1), first, first + 1)
    }

    /// The ISO week that holds a day.
    pub fn week(date: Date) -> Option<Self> {
        let week = date.iso_week_date();
        let monday = monday(date)?;
        let sunday = monday.checked_add(6.days()).ok()?;
        if week.year() < 1 {
            // Before the first year there is no date.
            return None;
        }
        Some(Self::of(
            format!("{:04}-W{:02}", week.year(), week.week()),
            monday,
            sunday,
            (monday.to_string(), sunday.to_string()),
        ))
    }

    /// Saturday and Sunday of the ISO week that holds a day.
    pub fn weekend(date: Date) -> Option<Self> {
        let week = Self::week(date)?;
        let (monday, sunday) = week.days?;
        let saturday = monday.checked_add(5.days()).ok()?;
        let text = format!("{}-WE", week.text?);
        Some(Self::of(text, saturday, sunday, (saturday.to_string(), sunday.to_string())))
    }

    /// Days from one to another under a TIMEX3 length.
    pub fn window(text: String, start: Date, end: Date) -> Self {
        Self {
            timex: TimexType::Duration,
            ..Self::of(text, start, end, (start.to_string(), end.to_string()))
        }
    }

    /// Narrows the days to an end of the period; the TIMEX3 value stays that of the whole.
    pub fn at_edge(mut self, edge: Edge) -> Self {
        let Some((start, end)) = self.days else { return self };
        let Some(narrow) = narrowed(start, end, edge) else { return self };
        let months = self.edtf.as_ref().is_some_and(|(a, _)| a.len() < 10) && (end - start).get_days() > 60;
        let write = |d: Date| {
            if months {
                format!("{:04}-{:02}", d.year(), d.month())
            } else {
                d.to_string()
            }
        };
        self.edtf = Some((write(narrow.0), write(narrow.1)));
        self.days = Some(narrow);
        self
    }

    /// The same value, of a night that began on the day before: “overnight” in a report of the morning.
    pub fn since_yesterday(mut self) -> Self {
        if let Some((start, end)) = self.days
            && let Ok(before) = start.yesterday()
        {
            self.days = Some((before, end));
            self.edtf = Some((before.to_string(), end.to_string()));
        }
        self
    }

    /// Adds to a day the part of the day, the hour or the stretch of hours that is said.
    pub fn at_time(mut self, slots: &Slots) -> Self {
        if let Some((hour, minute)) = slots.time() {
            let day = self.text.unwrap_or_default();
            let mut text = format!("{day}T{hour:02}:{minute:02}");
            if let Some(until) = slots.until {
                // “From 9 p.m. to 5 a.m.” ends on the next day.
                let next = self
                    .days
                    .filter(|_| until <= (hour, minute))
                    .and_then(|(_, end)| end.tomorrow().ok());
                if let (Some(next), Some((start, _))) = (next, self.days) {
                    self.days = Some((start, next));
                    self.edtf = Some((start.to_string(), next.to_string()));
                }
                let last = next.map_or(day, |d| d.to_string());
                text.push_str(&format!("/{last}T{:02}:{:02}", until.0, until.1));
            }
            self.text = Some(text);
            self.timex = TimexType::Time;
        } else if let Some(part) = slots.part {
            self.text = self.text.map(|t| format!("{t}T{part}"));
            self.timex = TimexType::Time;
        }
        self
    }

    /// The value as mentions carry it.
    pub fn finish(mut self, anchor: DateAnchor) -> DateValue {
        // There was no year 0: “years before” an early date lead to no day at all.
        if self.days.is_some_and(|(start, _)| start.year() < 1) {
            self = Self::words("XXXX-XX-XX", self.timex);
        }
        let anchor = if self.days.is_none() && anchor != DateAnchor::Explicit {
            DateAnchor::None
        } else {
            anchor
        };
        let (edtf_start, edtf_end) = self.edtf.map_or((None, None), |(a, b)| (Some(a), Some(b)));
        DateValue {
            timex: self.timex,
            value: self.text,
            start: self.days.map(|d| d.0),
            end: self.days.map(|d| d.1),
            edtf_start,
            edtf_end,
            prec: self.days.map(|(a, b)| precision(a, b)),
            anchor,
        }
    }
}

/// Days of a period as UCDP codes its length.
pub fn precision(start: Date, end: Date) -> u8 {
    match (end - start).get_days() {
        ..=0 => 1,
        1..=5 => 2,
        6 => 3,
        7..=30 => 4,
        _ => 5,
    }
}

fn narrowed(start: Date, end: Date, edge: Edge) -> Option<(Date, Date)> {
    let days = (end - start).get_days();
    let on = |n: i32| start.checked_add(n.days()).ok();
    if (27..=30).contains(&days) {
        // A month: its first ten days, the next ten, the rest.
        return match edge {
            Edge::Early | Edge::Start => Some((start, on(9)?)),
            Edge::Mid => Some((on(10)?, on(19)?)),
            Edge::Late | Edge::End => Some((on(20)?, end)),
            Edge::Whole => None,
        };
    }
    if (364..=365).contains(&days) {
        let month = |first: i8, last: i8| {
            let last = Date::new(start.year(), last, 1).ok()?.last_of_month();
            Some((Date::new(start.year(), first, 1).ok()?, last))
        };
        return match edge {
            Edge::Early => month(1, 4),
            Edge::Start => month(1, 2),
            Edge::Mid => month(5, 8),
            Edge::Late => month(9, 12),
            Edge::End => month(11, 12),
            Edge::Whole => None,
        };
    }
    let third = days / 3;
    match edge {
        _ if days < 3 => None,
        Edge::Early | Edge::Start => Some((start, on(third)?)),
        Edge::Mid => Some((on(third)?, on(days - third)?)),
        Edge::Late | Edge::End => Some((on(days - third)?, end)),
        Edge::Whole => None,
    }
}

/// The Monday of the ISO week that holds a day.
pub fn monday(date: Date) -> Option<Date> {
    date.checked_sub(i32::from(date.weekday().to_monday_zero_offset()).days()).ok()
}

/// Easter Sunday of the western churches (Meeus, Jones and Butcher).
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// A TIMEX3 length: P3D, PT15M, P2.5Y, PXW.
pub fn length(amount: Amount, unit: Unit) -> String {
    let (time, letter, factor) = match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Week => ("", "W", 1),
        Unit::Weekend => ("", "WE", 1),
        Unit::Fortnight => ("", "W", 2),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "M", 3),
        Unit::Half => ("", "M", 6),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "DE", 1),
        Unit::Century => ("", "CE", 1),
        Unit::Millennium => ("", "ML", 1),
    };
    match amount {
        Amount::Open => format!("P{time}X{letter}"),
        Amount::Hundredths(n) => format!("P{time}{}{letter}", f64::from(n.saturating_mul(factor)) / 100.0),
    }
}

/// A day so many units on (or back, where negative), where the calendar has it.
pub fn moved(date: Date, hundredths: i64, unit: Unit) -> Option<Date> {
    let days = |factor: i64| {
        date.checked_add(Span::new().try_days(hundredths.checked_mul(factor)? / 100).ok()?)
            .ok()
    };
    let months = |factor: i64| {
        date.checked_add(Span::new().try_months(hundredths.checked_mul(factor)? / 100).ok()?)
            .ok()
    };
    match unit {
        Unit::Second => days_of(date, hundredths / 8_640_000),
        Unit::Minute => days_of(date, hundredths / 144_000),
        Unit::Hour => days_of(date, hundredths / 2400),
        Unit::Day => days(1),
        Unit::Week | Unit::Weekend => days(7),
        Unit::Fortnight => days(14),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Half => months(6),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
        Unit::Millennium => months(12000),
    }
}

fn days_of(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The period of a unit that holds a day.
pub fn period(date: Date, unit: Unit) -> Option<Value> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(Value::day(date)),
        Unit::Week | Unit::Fortnight => Value::week(date),
        Unit::Weekend => Value::weekend(date),
        Unit::Month => Value::month(date.year(), date.month().unsigned_abs()),
        Unit::Quarter => Value::quarter(date.year(), (date.month().unsigned_abs() - 1) / 3 + 1),
        Unit::Half => Value::half(date.year(), if date.month() <= 6 { 1 } else { 2 }),
        Unit::Year => Value::year(date.year()),
        Unit::Decade => Value::decade(date.year() / 10 * 10),
        Unit::Century => u8::try_from(date.year() / 100 + 1).ok().and_then(Value::century),
        Unit::Millennium => None,
    }
}
