//! Dates as partial as they are known: a year, a month of a year, or a day. Knows nothing of texts.

use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A year, a month, or a day of the calendar. Every value that [`PartialDate::new`] hands out exists in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, 1 to 9999.
    pub year: i16,
    /// The month, 1 to 12, where known.
    pub month: Option<u8>,
    /// The day of the month, where known; never without a month.
    pub day: Option<u8>,
}

impl PartialDate {
    /// The date, where the calendar has it.
    #[must_use]
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if day.is_some() && month.is_none() {
            return None;
        }
        if !(1..=9999).contains(&year) {
            return None;
        }
        let as_i8 = |n: Option<u8>| i8::try_from(n.unwrap_or(1)).ok();
        Date::new(year, as_i8(month)?, as_i8(day)?).ok()?;
        Some(Self { year, month, day })
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(&self) -> Date {
        let month = i8::try_from(self.month.unwrap_or(1)).unwrap_or(1);
        let day = i8::try_from(self.day.unwrap_or(1)).unwrap_or(1);
        Date::new(self.year, month, day).unwrap_or(Date::MIN)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(&self) -> Date {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            _ => self.first_day().last_of_year(),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: Some(date.month().unsigned_abs()),
            day: Some(date.day().unsigned_abs()),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = String;

    /// Reads `2021`, `2021-07` or `2021-07-04`; what follows a full date after `T` or a space (a time of day) is passed over.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is no date: give YYYY, YYYY-MM or YYYY-MM-DD");
        let text_date = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let parts: Vec<&str> = text_date.split('-').collect();
        let number = |part: &str, digits: usize| -> Option<i16> {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse().ok())
                .flatten()
        };
        let small = |part: &str| number(part, 2).and_then(|n| u8::try_from(n).ok());
        let date = match parts.as_slice() {
            [y] => number(y, 4).and_then(|y| Self::new(y, None, None)),
            [y, m] => number(y, 4).zip(small(m)).and_then(|(y, m)| Self::new(y, Some(m), None)),
            [y, m, d] => number(y, 4)
                .zip(small(m))
                .zip(small(d))
                .and_then(|((y, m), d)| Self::new(y, Some(m), Some(d))),
            _ => None,
        };
        date.ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_iso() {
        for text in ["2021", "2021-07", "2021-07-04", "0490"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        assert_eq!("2021-07-04T10:00:00".parse::<PartialDate>().unwrap().to_string(), "2021-07-04");
        for text in ["", "21", "2021-13", "2021-02-30", "2021-7", "July 2021", "0000", "2021-07-04-01"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn knows_its_first_and_last_day() {
        let check = |text: &str, first: &str, last: &str| {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(
                (date.first_day().to_string(), date.last_day().to_string()),
                (first.to_string(), last.to_string())
            );
        };
        check("2024", "2024-01-01", "2024-12-31");
        check("2024-02", "2024-02-01", "2024-02-29");
        check("2024-02-10", "2024-02-10", "2024-02-10");
    }
}
