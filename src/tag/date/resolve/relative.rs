//! Expressions seen from another date: “last month”, “two days later”.

use super::value::{Value, monday, moved, period};
use super::{Raw, Resolver, Tense};
use crate::record::{DateAnchor, TimexType};
use crate::tag::date::slots::{Amount, Direction, Refer, Slots, Unit};
use crate::text::PartialDate;
use jiff::ToSpan;
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn shift(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let slots = &raw.slots;
        let (value, anchor) = self.shifted(raw)?;
        let value = match slots.edge {
            Some(edge) if slots.part.is_none() && slots.clock.is_none() => value.at_edge(edge),
            _ => value,
        };
        Some((value.at_time(slots), anchor))
    }

    fn shifted(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let slots = &raw.slots;
        if let Some(days) = slots.deictic {
            return Some(self.deictic(slots, days));
        }
        let refer = slots.refer;
        if slots.unit == Some(Unit::Month)
            && let Some(day) = slots.day
        {
            // “the 26th of this month”
            let whole = Raw {
                slots: Slots { day: None, ..*slots },
                ..raw.clone()
            };
            let (month, anchor) = self.shifted(&whole)?;
            let first = month.days?.0;
            let date = PartialDate::new(first.year(), Some(first.month().unsigned_abs()), Some(day))?;
            return Some((Value::partial(date), anchor));
        }
        if slots.unit == Some(Unit::Year) && (slots.month.is_some() || slots.season.is_some()) {
            return self.in_year(slots, refer.unwrap_or(Refer::Same));
        }
        if let Some(weekday) = slots.weekday {
            return self.refer_weekday(raw, weekday, refer?);
        }
        if let Some(month) = slots.month {
            return self.refer_month(slots, month, refer?);
        }
        if let Some(season) = slots.season {
            return self.refer_season(season, refer?);
        }
        let Some(unit) = slots.unit else {
            return Some(self.refer_part(raw));
        };
        let told = raw.definite && refer != Some(Refer::This) || refer.is_some_and(Self::is_told);
        // “the past year”, “the last week”: the stretch that ends now.
        if raw.definite && refer == Some(Refer::Last) {
            return self.window(&Raw {
                slots: Slots {
                    amount: Some(Amount::whole(1)),
                    ..*slots
                },
                ..raw.clone()
            });
        }
        let by = match refer {
            Some(Refer::Last | Refer::Previous) => -1,
            Some(Refer::Next | Refer::Following) => 1,
            _ => 0,
        };
        let the_weekend = refer.is_none() && unit == Unit::Weekend;
        if told && !the_weekend || self.narrative {
            return Some(self.told_period(unit, by));
        }
        let (today, anchor) = self.now()?;
        if the_weekend && raw.tense != Tense::Future {
            // “over the weekend”: the one before, unless it is the weekend.
            let weekend = Value::weekend(today)?;
            let begun = weekend.days.is_some_and(|(start, _)| start <= today);
            let day = if begun { today } else { today.checked_sub(7.days()).ok()? };
            return Value::weekend(day).map(|v| (v, anchor));
        }
        period(moved(first_of(today, unit)?, by * 100, unit)?, unit).map(|v| (v, anchor))
    }

    fn deictic(&self, slots: &Slots, days: i8) -> (Value, DateAnchor) {
        let days = match slots.direction {
            Some(Direction::Earlier) => days.saturating_sub(1),
            Some(Direction::Later) => days.saturating_add(1),
            _ => days,
        };
        if self.narrative && self.published.is_some() && days == 0 && slots.part.is_none() {
            return (Value::words("PRESENT_REF", TimexType::Date), DateAnchor::None);
        }
        let Some((today, anchor)) = self.now() else {
            return (unknown_day(), DateAnchor::None);
        };
        today
            .checked_add(i32::from(days).days())
            .map_or_else(|_| (unknown_day(), DateAnchor::None), |d| (Value::day(d), anchor))
    }

    /// “last night”, “this morning”, “the next evening”, “overnight”.
    fn refer_part(&self, raw: &Raw) -> (Value, DateAnchor) {
        let refer = raw.slots.refer;
        let told = raw.definite || refer.is_some_and(Self::is_told) || self.narrative;
        let base = if told { self.told() } else { self.now() };
        let Some(base) = base else {
            return (unknown_day(), DateAnchor::None);
        };
        let by = match refer {
            Some(Refer::Last | Refer::Previous) => -1,
            Some(Refer::Next | Refer::Following) => 1,
            _ => 0,
        };
        let day = |d| match raw.slots.overnight && !told {
            true => Value::day(d).since_yesterday(),
            false => Value::day(d),
        };
        base.0
            .checked_add(by.days())
            .map_or_else(|_| (unknown_day(), DateAnchor::None), |d| (day(d), base.1))
    }

    /// A period before, at or after the one last spoken of.
    fn told_period(&self, unit: Unit, by: i64) -> (Value, DateAnchor) {
        let unknown = || {
            let text = match unit {
                Unit::Year => "XXXX",
                Unit::Month => "XXXX-XX",
                Unit::Week | Unit::Weekend | Unit::Fortnight => "XXXX-WXX",
                Unit::Decade => "XXX",
                Unit::Century => "XX",
                _ => "XXXX-XX-XX",
            };
            (Value::words(text, TimexType::Date), DateAnchor::None)
        };
        if self.before_christ && matches!(unit, Unit::Year | Unit::Decade | Unit::Century) {
            let Some(year) = self.last_year else { return unknown() };
            // Years are counted from 1, decades and centuries from 0; what lies behind the first is of the common era.
            let (now, first, digits) = match unit {
                Unit::Year => (i64::from(year), 1, 4),
                Unit::Decade => (i64::from(year) / 10, 0, 3),
                _ => (i64::from(year) / 100, 0, 2),
            };
            let text = match now - by {
                10_000.. => return unknown(),
                before if before >= first => format!("BC{before:0digits$}"),
                common => format!("{:0digits$}", 2 * first - 1 - common),
            };
            return (Value::words(text, TimexType::Date), DateAnchor::Text);
        }
        let base = match unit {
            Unit::Year | Unit::Decade | Unit::Century => {
                self.last_year.and_then(|y| PartialDate::new(y, None, None)).map(|d| d.first_day())
            }
            Unit::Month | Unit::Quarter | Unit::Half => self
                .last_month
                .and_then(|(y, m)| PartialDate::new(y, Some(m), None))
                .map(|d| d.first_day()),
            _ => self.day_before(by == 0),
        };
        let base = base
            .map(|d| (d, DateAnchor::Text))
            .or_else(|| if self.narrative { None } else { self.now() });
        let Some((day, anchor)) = base else { return unknown() };
        let value = first_of(day, unit)
            .and_then(|d| moved(d, by * 100, unit))
            .and_then(|d| period(d, unit));
        value.map_or_else(unknown, |v| (v, anchor))
    }

    /// “August 12 of that year”, “the spring of next year”.
    fn in_year(&self, slots: &Slots, refer: Refer) -> Option<(Value, DateAnchor)> {
        let by = match refer {
            Refer::Last | Refer::Previous => -1,
            Refer::Next | Refer::Following => 1,
            _ => 0,
        };
        let told = self.narrative || Self::is_told(refer);
        let base = self.last_year.filter(|_| told).map(|y| (y, DateAnchor::Text));
        let (year, anchor) = base.or_else(|| self.published.filter(|_| !self.narrative).map(|p| (p.year, DateAnchor::Published)))?;
        let year = year.checked_add(by)?;
        let value = match (slots.month, slots.season) {
            (Some(month), _) => Value::partial(PartialDate::new(year, Some(month), slots.day)?),
            (None, season) => Value::season(year, season?)?,
        };
        Some((value, anchor))
    }

    fn refer_weekday(&self, raw: &Raw, weekday: u8, refer: Refer) -> Option<(Value, DateAnchor)> {
        let told = raw.definite || Self::is_told(refer);
        let Some((today, anchor)) = (if told { self.told() } else { self.now() }) else {
            return Some((Value::words(format!("XXXX-WXX-{weekday}"), TimexType::Date), DateAnchor::None));
        };
        let in_week = |weeks: i32| monday(today)?.checked_add((weeks * 7 + i32::from(weekday) - 1).days()).ok();
        let this = in_week(0)?;
        let date = match refer {
            _ if raw.slots.unit == Some(Unit::Week) => match refer {
                Refer::Last | Refer::Previous => in_week(-1)?,
                Refer::Next | Refer::Following => in_week(1)?,
                _ => this,
            },
            Refer::This | Refer::Same => this,
            Refer::Previous => in_week(-1)?,
            Refer::Last => {
                if this < today {
                    this
                } else {
                    in_week(-1)?
                }
            }
            Refer::Next => in_week(1)?,
            Refer::Following => {
                if this > today {
                    this
                } else {
                    in_week(1)?
                }
            }
        };
        Some((Value::day(date), anchor))
    }

    fn refer_month(&self, slots: &Slots, month: u8, refer: Refer) -> Option<(Value, DateAnchor)> {
        let told = self.narrative || Self::is_told(refer);
        let base = self.last_month.filter(|_| told).map(|m| (m, DateAnchor::Text));
        let published = || {
            self.published_day()
                .filter(|_| !self.narrative)
                .map(|d| ((d.year(), d.month().unsigned_abs()), DateAnchor::Published))
        };
        let ((year, now), anchor) = base.or_else(published)?;
        let year = match refer {
            Refer::Last | Refer::Previous => year - i16::from(month >= now),
            Refer::Next | Refer::Following => year + i16::from(month <= now),
            Refer::This | Refer::Same => year,
        };
        Some((Value::partial(PartialDate::new(year, Some(month), slots.day)?), anchor))
    }

    fn refer_season(&self, season: &'static str, refer: Refer) -> Option<(Value, DateAnchor)> {
        if self.narrative || Self::is_told(refer) {
            let base = self
                .last_day
                .map(|d| d.year())
                .filter(|y| Some(*y) == self.last_year)
                .or(self.last_year);
            let year = base?;
            let by = match refer {
                Refer::Next | Refer::Following => 1,
                Refer::Last | Refer::Previous => -1,
                _ => 0,
            };
            return Value::season(year.checked_add(by)?, season).map(|v| (v, DateAnchor::Text));
        }
        let today = self.published_day()?;
        let this = Value::season(today.year(), season)?;
        let (start, end) = this.days?;
        let year = match refer {
            Refer::Last | Refer::Previous => today.year() - i16::from(end >= today),
            Refer::Next | Refer::Following => today.year() + i16::from(start <= today),
            _ => today.year(),
        };
        Value::season(year, season).map(|v| (v, DateAnchor::Published))
    }

    pub(super) fn offset(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let slots = &raw.slots;
        let unit = slots.unit?;
        let direction = slots.direction.unwrap_or(Direction::Later);
        let back = matches!(direction, Direction::Ago | Direction::Earlier);
        let amount = slots.amount.unwrap_or(if raw.rule == "date.ago" || raw.rule == "date.later" {
            plural_or_one(raw)
        } else {
            Amount::whole(1)
        });
        let base = self.offset_base(raw, direction, unit);
        let Amount::Hundredths(n) = amount else {
            let text = if back { "PAST_REF" } else { "FUTURE_REF" };
            let mut value = Value::words(text, TimexType::Date);
            if let Some((day, anchor)) = base.filter(|_| direction == Direction::Ago) {
                // “a few weeks ago”: two to eight of them.
                if let (Some(start), Some(end)) = (moved(day, -800, unit), moved(day, -200, unit)) {
                    value.edtf = Some((start.to_string(), end.to_string()));
                    value.days = Some((start, end));
                    return Some((value, anchor));
                }
            }
            return Some((value, DateAnchor::None));
        };
        let sign = if back { -1 } else { 1 };
        if self.before_christ
            && base.is_none()
            && let (Some(year), Unit::Year | Unit::Decade) = (self.last_year, unit)
        {
            let years = i64::from(n) / 100 * if unit == Unit::Decade { 10 } else { 1 };
            let year = i64::from(year) - sign * years;
            return (1..=9999)
                .contains(&year)
                .then(|| (Value::words(format!("BC{year:04}"), TimexType::Date), DateAnchor::Text));
        }
        let Some((day, anchor)) = base else {
            let text = match unit {
                Unit::Year | Unit::Decade => "XXXX",
                Unit::Month => "XXXX-XX",
                Unit::Week | Unit::Fortnight => "XXXX-WXX",
                _ => "XXXX-XX-XX",
            };
            return Some((Value::words(text, TimexType::Date), DateAnchor::None));
        };
        let mut date = moved(day, sign * i64::from(n), unit)?;
        let mut finest = unit;
        if let Some(second) = slots.unit2 {
            let Amount::Hundredths(m) = slots.amount2.unwrap_or(Amount::whole(1)) else {
                return None;
            };
            date = moved(date, sign * i64::from(m), second)?;
            finest = finest.min(second);
        }
        let from_day = raw.rule == "date.from" && slots.month.is_some() && slots.day.is_some()
            || raw.rule == "date.from" && (slots.weekday.is_some() || slots.holiday.is_some() || slots.deictic.is_some());
        // A fraction of a year is told in months.
        let finest = if n % 100 != 0 && finest == Unit::Year {
            Unit::Month
        } else {
            finest
        };
        let value = match finest {
            _ if from_day => Value::day(date),
            Unit::Decade | Unit::Century => Value::year(date.year())?,
            _ => period(date, finest)?,
        };
        Some((value, anchor))
    }

    fn offset_base(&self, raw: &Raw, direction: Direction, unit: Unit) -> Option<(Date, DateAnchor)> {
        let slots = &raw.slots;
        if raw.rule == "date.from" {
            let inner = Raw {
                slots: Slots {
                    unit: None,
                    amount: None,
                    direction: None,
                    unit2: None,
                    amount2: None,
                    ..*slots
                },
                ..raw.clone()
            };
            let (value, anchor) = if slots.deictic.is_some() || slots.refer.is_some() {
                self.shift(&inner)?
            } else {
                self.calendar(&inner)?
            };
            return value.days.map(|(start, _)| (start, anchor));
        }
        if matches!(direction, Direction::Ago | Direction::Hence) {
            return self.now();
        }
        let of_unit = match unit {
            Unit::Year | Unit::Decade | Unit::Century => self
                .last_year
                .filter(|_| !self.before_christ)
                .and_then(|y| PartialDate::new(y, None, None))
                .map(|d| d.first_day()),
            Unit::Month => self
                .last_month
                .and_then(|(y, m)| PartialDate::new(y, Some(m), None))
                .map(|d| d.first_day()),
            _ => self.day_before(false),
        };
        of_unit
            .map(|d| (d, DateAnchor::Text))
            .or_else(|| if self.narrative || self.before_christ { None } else { self.now() })
    }
}

fn unknown_day() -> Value {
    Value::words("XXXX-XX-XX", TimexType::Date)
}

/// “days later” leaves the number open; “a day later” says one.
pub(super) fn plural_or_one(raw: &Raw) -> Amount {
    if raw.plural { Amount::Open } else { Amount::whole(1) }
}

/// The first day of the unit's period that holds a day, so that moving by months never meets a day that does not exist.
fn first_of(date: Date, unit: Unit) -> Option<Date> {
    Some(match unit {
        Unit::Month | Unit::Quarter | Unit::Half => date.first_of_month(),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => date.first_of_year(),
        Unit::Week | Unit::Fortnight | Unit::Weekend => monday(date)?,
        _ => date,
    })
}
