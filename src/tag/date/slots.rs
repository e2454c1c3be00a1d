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
    /// Hour and minute.
    pub clock: Option<(u8, u8)>,
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
