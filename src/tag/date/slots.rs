//! What one match of a rule has read: a flat set of slots, filled by the words and numerals of the pattern.

/// Parts of the calendar and lengths of time that words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    /// Half of a year.
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Which one is meant, seen from the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refer {
    /// “last”, “past”: the one before the time of writing.
    Last,
    /// “this”, “current”: the one that holds the time of writing.
    This,
    /// “next”, “coming”: the one after the time of writing.
    Next,
    /// “that”, “the same”: the one last spoken of.
    Same,
    /// “the previous”, “the preceding”: the one before what was last spoken of.
    Previous,
    /// “the following”, “the subsequent”: the one after what was last spoken of.
    Following,
}

/// Which end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// “early”: the first third.
    Early,
    /// “mid”, “the middle of”: the second third.
    Mid,
    /// “late”: the last third.
    Late,
    /// “the beginning of”, “the start of”.
    Start,
    /// “the end of”.
    End,
    /// “the rest of”, “most of”: no narrower than the whole.
    Whole,
}

/// Where a distance is measured to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// “ago”: back from the time of writing.
    Ago,
    /// “from now”, “hence”: on from the time of writing.
    Hence,
    /// “earlier”, “before”: back from what is spoken of.
    Earlier,
    /// “later”, “after”: on from what is spoken of.
    Later,
}

/// How many: hundredths, or a number that the words leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// In hundredths, so that “two and a half” is 250.
    Hundredths(i32),
    /// “several”, “a few”, a bare plural.
    Open,
}

impl Amount {
    /// A whole number.
    pub const fn whole(n: i32) -> Self {
        Self::Hundredths(n.saturating_mul(100))
    }
}

/// Everything that a pattern can read. Month, day and the like are as they stand in the text: whether such a day exists is asked when the date is resolved.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slots {
    pub year: Option<i16>,
    /// Two digits of a year.
    pub short_year: Option<i16>,
    /// The year is before the common era.
    pub before_christ: bool,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// 1 Monday to 7 Sunday.
    pub weekday: Option<u8>,
    /// Two letters of TIMEX3: MO, AF, EV, NI, DT.
    pub part: Option<&'static str>,
    /// The part is a night that began on the day before.
    pub overnight: bool,
    /// Hour and minute, as they stand; [`Slots::time`] adds what part and half of the day say.
    pub clock: Option<(u8, u8)>,
    /// The clock is one of twelve hours, and its half of the day is not said.
    pub half_open: bool,
    /// The clock is a number and nothing else (“at 7”).
    pub bare_hour: bool,
    /// Minutes past the hour, or to it where negative (“half past six”).
    pub minutes: i8,
    /// The end of a stretch of hours.
    pub until: Option<(u8, u8)>,
    /// Two letters of TIMEX3: SP, SU, FA, WI.
    pub season: Option<&'static str>,
    pub quarter: Option<u8>,
    pub half: Option<u8>,
    /// First year of the decade; below 100 where the century is not said.
    pub decade: Option<i16>,
    /// 20 for the 20th century.
    pub century: Option<u8>,
    /// Index into the named days of the data.
    pub holiday: Option<u16>,
    pub edge: Option<Edge>,
    /// Days from today: “yesterday” is -1.
    pub deictic: Option<i8>,
    pub refer: Option<Refer>,
    pub direction: Option<Direction>,
    pub amount: Option<Amount>,
    pub unit: Option<Unit>,
    /// A second amount and unit: “two years and three months”.
    pub amount2: Option<Amount>,
    pub unit2: Option<Unit>,
    /// “the third week of …”; 99 for the last one.
    pub nth: Option<u8>,
    /// TIMEX3 value that a word stands for: PAST_REF …
    pub vague: Option<&'static str>,
}

impl Slots {
    /// Hour and minute of twenty-four hours: “7 in the evening” is 19:00, “half past six” 6:30.
    pub fn time(&self) -> Option<(u8, u8)> {
        let (hour, minute) = self.clock?;
        let past = i16::from(hour) * 60 + i16::from(minute) + i16::from(self.minutes);
        let past = past.rem_euclid(24 * 60);
        let (hour, minute) = ((past / 60) as u8, (past % 60) as u8);
        let hour = match self.part {
            _ if !self.half_open => hour,
            Some("AF" | "EV") if hour < 12 => hour + 12,
            // “2 at night” is early, “11 at night” late.
            Some("NI") if (5..12).contains(&hour) => hour + 12,
            Some("MO" | "NI") if hour == 12 => 0,
            _ => hour,
        };
        Some((hour, minute))
    }

    /// One stretch of hours from the two dates of a pattern; the day and the half of the day may be said on either side.
    pub fn stretch(mut first: Self, mut second: Self) -> Option<Self> {
        let part = first.part.or(second.part);
        (first.part, second.part) = (part, part);
        let ((mut from, start_minute), (mut to, end_minute)) = (first.time()?, second.time()?);
        match (first.half_open, second.half_open) {
            // “2 to 4:30 p.m.”
            (true, false) if part.is_none() && from < 12 && (from + 12, start_minute) < (to, end_minute) => from += 12,
            // “8 a.m. to 3”
            (false, true) if to < 12 && (to, end_minute) <= (from, start_minute) => to += 12,
            _ => {}
        }
        let says_day =
            |s: &Self| s.year.or(s.day.map(i16::from)).is_some() || s.weekday.is_some() || s.deictic.is_some() || s.refer.is_some();
        let mut whole = if says_day(&second) { second } else { first };
        (whole.part, whole.half_open, whole.minutes) = (part, false, 0);
        (whole.clock, whole.until) = (Some((from, start_minute)), Some((to, end_minute)));
        Some(whole)
    }

    /// Whether they say a time of day and nothing of which day.
    pub const fn is_time_of_day(&self) -> bool {
        let day = self.day.is_some() || self.weekday.is_some() || self.deictic.is_some() || self.refer.is_some() || self.holiday.is_some();
        (self.part.is_some() || self.clock.is_some()) && !day && self.year.is_none() && self.month.is_none() && self.unit.is_none()
    }

    /// Takes from `other` what is coarser than the finest part that is said here: “3–5 March 2020” says of the 3rd only the day.
    pub fn inherit(&mut self, other: &Self) {
        let none = self.year.is_none() && self.decade.is_none() && self.century.is_none();
        if self.day.is_some() && self.month.is_none() {
            self.month = other.month;
        }
        if none {
            self.year = other.year;
            self.refer = self.refer.or(other.refer.filter(|_| self.month.is_some()));
        }
        if none || other.before_christ {
            self.before_christ |= other.before_christ;
        }
        if self.clock.is_some() && self.day.is_none() && self.month.is_none() {
            self.day = other.day;
            self.month = other.month;
        }
    }
}
