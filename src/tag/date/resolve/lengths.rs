//! Lengths of time, the stretches that they measure (“the past three weeks”), and what recurs.

use super::relative::plural_or_one;
use super::value::{Value, length, moved, period};
use super::{Kind, Raw, Resolver, Tense};
use crate::record::{DateAnchor, TimexType};
use crate::tag::date::slots::{Amount, Direction, Refer, Slots, Unit};

impl Resolver<'_> {
    pub(super) fn duration(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let slots = &raw.slots;
        let unit = slots.unit?;
        let amount = slots.amount.unwrap_or_else(|| plural_or_one(raw));
        // “in two days” of what is to come is a day.
        if raw.after_in
            && raw.tense == Tense::Future
            && !self.narrative
            && matches!(amount, Amount::Hundredths(_))
            && raw.rule == "duration.amount"
        {
            let ahead = Raw {
                slots: Slots {
                    direction: Some(Direction::Hence),
                    amount: Some(amount),
                    ..*slots
                },
                ..raw.clone()
            };
            if let Some(found) = self.offset(&ahead).filter(|_| unit >= Unit::Day) {
                return Some(found);
            }
        }
        let mut text = length(amount, unit);
        if let Some(second) = slots.unit2.filter(|_| raw.kind == Kind::Duration) {
            let more = length(slots.amount2.unwrap_or(Amount::whole(1)), second);
            let more = more.trim_start_matches('P');
            text.push_str(if text.contains('T') { more.trim_start_matches('T') } else { more });
        }
        Some((Value::words(text, TimexType::Duration), DateAnchor::None))
    }

    pub(super) fn window(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let slots = &raw.slots;
        let (unit, amount) = (slots.unit?, slots.amount.unwrap_or(Amount::Open));
        let text = length(amount, unit);
        let refer = slots.refer.unwrap_or(Refer::Last);
        let base = if Self::is_told(refer) { self.told() } else { self.now() };
        let bare = || Some((Value::words(text.clone(), TimexType::Duration), DateAnchor::None));
        let Some((day, anchor)) = base else { return bare() };
        let Amount::Hundredths(n) = amount else { return bare() };
        let n = i64::from(n);
        // Quarters are whole ones: those over, or those to come.
        let day = if unit == Unit::Quarter && n >= 100 {
            let this = period(day, unit)?.days?;
            if matches!(refer, Refer::Last | Refer::Previous) {
                this.0.yesterday().ok()?
            } else {
                this.1
            }
        } else {
            day
        };
        let days = match refer {
            Refer::Last | Refer::Previous if unit == Unit::Quarter => {
                day.tomorrow().ok().and_then(|next| moved(next, -n, unit)).map(|start| (start, day))
            }
            Refer::Last | Refer::Previous => moved(day, -n, unit).map(|start| (start, day)),
            _ => day
                .tomorrow()
                .ok()
                .and_then(|next| Some((next, moved(next, n, unit)?.yesterday().ok()?))),
        };
        match days.filter(|(a, b)| a <= b) {
            Some((start, end)) => Some((Value::window(text, start, end), anchor)),
            None => bare(),
        }
    }

    /// “the first ten days of last month”: a length, with its days where the longer stretch is known.
    pub(super) fn first_of_period(&self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        let slots = &raw.slots;
        let (length, anchor) = self.duration(raw)?;
        let whole = Raw {
            slots: Slots {
                nth: None,
                amount: None,
                unit: slots.unit2,
                unit2: None,
                ..*slots
            },
            definite: false,
            ..raw.clone()
        };
        let period = if slots.month.is_some() || slots.year.is_some() {
            self.calendar(&whole)
        } else if slots.unit2.is_some() {
            self.shift(&whole)
        } else {
            None
        };
        let days = period.and_then(|(value, period_anchor)| {
            let (start, end) = value.days?;
            let Amount::Hundredths(n) = slots.amount? else { return None };
            let (n, unit) = (i64::from(n), slots.unit?);
            let days = if slots.nth == Some(99) {
                (moved(end.tomorrow().ok()?, -n, unit)?, end)
            } else {
                (start, moved(start, n, unit)?.yesterday().ok()?)
            };
            (start <= days.0 && days.0 <= days.1 && days.1 <= end).then_some((days, period_anchor))
        });
        let Some(((start, end), period_anchor)) = days else {
            return Some((length, anchor));
        };
        Some((Value::window(length.text?, start, end), period_anchor))
    }

    pub(super) fn set(raw: &Raw) -> Option<Value> {
        let slots = &raw.slots;
        let part = slots.part.map_or_else(String::new, |p| format!("T{p}"));
        let text = if let Some(weekday) = slots.weekday {
            let time = slots.time().map(|(hour, minute)| format!("T{hour:02}:{minute:02}"));
            format!("XXXX-WXX-{weekday}{}", time.unwrap_or(part))
        } else if let Some(unit) = slots.unit {
            length(slots.amount.filter(|_| raw.rule != "set.times").unwrap_or(Amount::whole(1)), unit)
        } else if slots.part.is_some() {
            format!("XXXX-XX-XX{part}")
        } else if let Some(season) = slots.season {
            format!("XXXX-{season}")
        } else {
            format!("XXXX-{:02}", slots.month?)
        };
        Some(Value::words(text, TimexType::Set))
    }
}
