//! Turns matches into dates, in the order of the text. Knows what was said before and when the text was published; sees no words.
//!
//! News is seen from its published date. A text whose explicit dates lie years before it tells history: there what is left out is taken from the date last
//! spoken of. The same holds where no published date is known.

mod calendar;
mod lengths;
mod relative;
mod value;

use super::lexicon::NamedDay;
use super::slots::{Direction, Refer, Slots};
use crate::record::{DateAnchor, TimexType};
use crate::tag::mention::DateValue;
use crate::text::PartialDate;
use jiff::civil::Date;
use std::ops::Range;
use value::Value;

/// How slots are turned into a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Calendar,
    /// “from 2 to 4:30 p.m. on Friday”
    TimeRange,
    Shift,
    Offset,
    Duration,
    Window,
    Set,
    Vague,
    /// “the third quarter of 2019”
    Nth,
    /// “at night”: of any day.
    AnyDay,
    /// “that time”
    Same,
    /// “the year-ago quarter”
    YearAgo,
    /// “the first ten days of last month”
    First,
}

impl Kind {
    /// The kind that the data calls by this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "calendar" => Self::Calendar,
            "time-range" => Self::TimeRange,
            "shift" => Self::Shift,
            "offset" => Self::Offset,
            "duration" => Self::Duration,
            "window" => Self::Window,
            "set" => Self::Set,
            "vague" => Self::Vague,
            "nth" => Self::Nth,
            "any-day" => Self::AnyDay,
            "same" => Self::Same,
            "year-ago" => Self::YearAgo,
            "first" => Self::First,
            _ => return None,
        })
    }
}

/// Where the words beside a date look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
    Open,
}

/// Which of a pair of dates it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Alone,
    First,
    Second,
}

/// A match, not yet resolved.
#[derive(Clone, Debug)]
pub struct Raw {
    pub tokens: Range<u32>,
    pub sentence: u32,
    pub paragraph: u32,
    pub rule: &'static str,
    pub kind: Kind,
    pub slots: Slots,
    pub tense: Tense,
    /// It begins with “the”.
    pub definite: bool,
    /// Its unit stands in the plural.
    pub plural: bool,
    /// It opens its sentence (“In 1976, …”).
    pub opens: bool,
    /// “in” stands before it.
    pub after_in: bool,
    /// “since” stands before it: it says how long something has lasted, and the next sentence does not go on from there.
    pub aside: bool,
    /// It is the name of one day of history, which moves no story.
    pub fixed: bool,
    /// It speaks of a period.
    pub period: bool,
    /// To be dropped unless the text tells history.
    pub narrative_only: bool,
    /// To be dropped unless that history is long over.
    pub history_word: bool,
    pub pair: Side,
    /// Month and day of the second date, where this is the first of a pair and neither gives its year.
    pub partner: Option<(u8, Option<u8>)>,
}

/// Gives each date of a pair what the other says for both.
pub fn share(first: &mut Slots, second: &mut Slots) {
    if let (Some(year), Some(short)) = (first.year, second.short_year) {
        // “1915–17”
        second.year = Some(year / 100 * 100 + short);
    }
    let (a, b) = (*first, *second);
    first.inherit(&b);
    second.inherit(&a);
    // “November–February 2017” began the year before.
    if let (None, Some(year), Some(m), Some(n)) = (a.year, first.year, first.month, second.month)
        && b.year.is_some()
        && m > n
        && !b.before_christ
    {
        first.year = Some(year - 1);
    }
}

/// How many years a year named alone may lie ahead and still move a story on.
const STEP: i16 = 2;

/// What the text has said so far.
struct Resolver<'d> {
    named_days: &'d [NamedDay],
    published: Option<PartialDate>,
    /// What is left out is taken from the text.
    narrative: bool,
    last_day: Option<Date>,
    /// The sentence of the expression in hand.
    sentence: u32,
    /// A day named aside, and its sentence, beyond which it is forgotten.
    aside: Option<(Date, u32)>,
    last_month: Option<(i16, u8)>,
    last_year: Option<i16>,
    /// The year that the story has come to; a year named in passing does not move it.
    story_year: Option<i16>,
    /// Sentence of the last year that was named alone.
    year_at: u32,
    last_season: Option<(i16, &'static str)>,
    last_decade: Option<i16>,
    last_value: Option<Value>,
    /// Sentence and paragraph of the last date that gave its year, and that date's finest part.
    explicit_at: Option<(u32, u32)>,
    /// Sentence of the last day that was told.
    day_at: u32,
    before_christ: bool,
}

/// Resolves all matches of a text in order and hands on those that are dates.
pub fn resolve_all(raws: &[Raw], named_days: &[NamedDay], published: Option<PartialDate>, mut emit: impl FnMut(&Raw, DateValue)) {
    let history = tells_history(raws, published);
    let long_over = is_long_over(raws, published);
    let mut resolver = Resolver {
        named_days,
        published,
        narrative: history || published.is_none(),
        last_day: None,
        sentence: 0,
        aside: None,
        last_month: None,
        last_year: None,
        story_year: None,
        year_at: 0,
        last_season: None,
        last_decade: None,
        last_value: None,
        explicit_at: None,
        day_at: 0,
        before_christ: false,
    };
    for raw in raws {
        if raw.narrative_only && !history || raw.history_word && !long_over {
            continue;
        }
        let found = resolver.resolve(raw);
        if let Some((value, anchor)) = found {
            resolver.remember(raw, &value, anchor);
            emit(raw, value.finish(anchor));
        }
    }
}

/// Whether a text tells history: most of its months and days that give their year lie in years before it was published, and it is not told from day to day as
/// news is (“on Monday”, “yesterday”, a month without its year).
fn tells_history(raws: &[Raw], published: Option<PartialDate>) -> bool {
    let Some(published) = published else { return false };
    let (mut years, mut long_ago, mut full, mut old, mut bare, mut daily) = (0, 0, 0, 0, 0, 0);
    for slots in raws
        .iter()
        .filter(|r| matches!(r.kind, Kind::Calendar | Kind::Shift))
        .map(|r| &r.slots)
    {
        let fine = slots.month.is_some() || slots.season.is_some() || slots.before_christ;
        if let Some(year) = slots.year {
            years += 1;
            long_ago += usize::from(slots.before_christ || year < published.year - 2);
            full += usize::from(fine);
            old += usize::from(fine && (slots.before_christ || is_old(slots, year, published)));
        } else if fine {
            bare += 1;
        } else {
            let seen_from_now = matches!(slots.refer, Some(Refer::Last | Refer::This));
            daily += usize::from(slots.deictic.is_some() || slots.weekday.is_some() || seen_from_now);
        }
    }
    let dated = old >= 4 && old * 4 >= full * 3 && old * 3 >= bare && old > daily * 3;
    let nothing_new = years >= 4 && long_ago * 10 >= years * 9 && long_ago > daily * 3;
    dated || nothing_new
}

/// Whether a month or day of a year lies more than a year before the text was published: New Year makes no history.
fn is_old(slots: &Slots, year: i16, published: PartialDate) -> bool {
    match (slots.month, published.month) {
        (Some(month), Some(now)) => (i32::from(published.year) - i32::from(year)) * 12 + i32::from(now) - i32::from(month) > 12,
        _ => year < published.year,
    }
}

/// How many years before its publication a story is over whose adjectives (“the former king”) say when.
const LONG_AGO: i16 = 5;

/// Whether nearly all years that a text names lie long before it was published: a chapter of history, and no account that comes up to the present.
fn is_long_over(raws: &[Raw], published: Option<PartialDate>) -> bool {
    let Some(published) = published else { return false };
    let years = || raws.iter().filter_map(|r| r.slots.year.filter(|_| !r.slots.before_christ));
    let late = years().filter(|y| *y > published.year - LONG_AGO).count();
    late * 5 <= years().count()
}

impl Resolver<'_> {
    fn resolve(&mut self, raw: &Raw) -> Option<(Value, DateAnchor)> {
        self.sentence = raw.sentence;
        match raw.kind {
            Kind::Calendar | Kind::TimeRange => self.calendar(raw),
            Kind::Nth => self.nth(raw),
            Kind::Shift => self.shift(raw),
            Kind::Offset => self.offset(raw),
            Kind::Duration => self.duration(raw),
            Kind::Window => self.window(raw),
            Kind::Set => Some((Self::set(raw)?, DateAnchor::None)),
            Kind::YearAgo => self.year_ago(raw),
            Kind::First => self.first_of_period(raw),
            Kind::Vague => Some((Value::words(raw.slots.vague?, TimexType::Date), DateAnchor::None)),
            Kind::AnyDay => Some((Value::words("XXXX-XX-XX", TimexType::Date).at_time(&raw.slots), DateAnchor::None)),
            Kind::Same => {
                let mut value = self.last_value.clone()?;
                if raw.period {
                    value.text = None;
                }
                value.timex = TimexType::Date;
                Some((value, DateAnchor::Text))
            }
        }
    }

    /// Keeps what later expressions take from this one.
    fn remember(&mut self, raw: &Raw, value: &Value, anchor: DateAnchor) {
        if raw.fixed
            || !matches!(value.timex, TimexType::Date | TimexType::Time)
            || matches!(raw.kind, Kind::Vague | Kind::Same | Kind::Window)
        {
            return;
        }
        if anchor == DateAnchor::Explicit && raw.slots.year.is_some() {
            self.explicit_at = Some((raw.sentence, raw.paragraph));
            self.before_christ = raw.slots.before_christ;
        }
        if raw.slots.before_christ {
            self.last_year = raw.slots.year;
            self.last_month = raw.slots.year.zip(raw.slots.month);
            self.last_day = None;
            return;
        }
        let Some((start, end)) = value.days else { return };
        // “By noon”, of the day of writing: the day that the text tells stays the one last named.
        if anchor == DateAnchor::Published && raw.slots.is_time_of_day() {
            return;
        }
        self.last_value = Some(value.clone());
        let days = (end - start).get_days();
        if raw.slots.decade.is_some() || raw.slots.century.is_some() || days > 366 {
            self.last_decade = Some(start.year() / 10 * 10);
            return;
        }
        let back = raw.slots.direction == Some(Direction::Earlier) || matches!(raw.slots.refer, Some(Refer::Last | Refer::Previous));
        if back && days > 31 {
            // A look back (“the previous year”) does not move the story.
            return;
        }
        self.last_year = Some(start.year());
        let year = start.year();
        let alone = days > 300;
        if alone {
            self.year_at = raw.sentence;
        }
        // Nor does the end of a span (“from October to March”, “1975–1976”).
        let ahead = raw.pair == Side::Second && self.story_year.is_some_and(|story| year > story);
        if ahead && (alone || raw.slots.year.is_none()) {
            return;
        }
        // A year ahead that is named inside a sentence is more often a goal or an outlook than the next chapter.
        let next = |story: i16| (story..=story + STEP).contains(&year) && (year == story || raw.opens);
        if !alone || self.story_year.is_none_or(next) {
            self.story_year = Some(year);
        }
        if raw.slots.season.is_some() {
            self.last_season = raw.slots.season.map(|s| (start.year(), s));
        }
        if days <= 31 && raw.slots.season.is_none() {
            self.last_month = Some((start.year(), start.month().unsigned_abs()));
        } else {
            self.last_month = None;
        }
        if days == 0 && raw.aside && !self.narrative {
            self.aside = Some((start, raw.sentence));
        } else if days == 0 {
            self.last_day = Some(start);
            self.day_at = raw.sentence;
        }
    }

    fn published_day(&self) -> Option<Date> {
        self.published.map(|p| p.last_day())
    }

    /// The day from which “last”, “this” and “next” are seen.
    fn now(&self) -> Option<(Date, DateAnchor)> {
        if self.narrative {
            return self.last_day.map(|d| (d, DateAnchor::Text));
        }
        self.published_day().map(|d| (d, DateAnchor::Published))
    }

    /// The day named last before the expression in hand; `same` where that is “that day” itself, which goes back to a day named aside as well.
    fn day_before(&self, same: bool) -> Option<Date> {
        // “missing since 27 August, when …. Three men were killed that day.”
        let reach = u32::from(same);
        let aside = self
            .aside
            .filter(|(_, sentence)| self.sentence <= sentence + reach)
            .map(|(day, _)| day);
        aside.or(self.last_day)
    }

    /// The day from which “the previous”, “the following”, “later” are seen.
    fn told(&self) -> Option<(Date, DateAnchor)> {
        match self.day_before(false) {
            Some(day) => Some((day, DateAnchor::Text)),
            None if self.narrative => None,
            None => self.published_day().map(|d| (d, DateAnchor::Published)),
        }
    }

    const fn is_told(refer: Refer) -> bool {
        matches!(refer, Refer::Same | Refer::Previous | Refer::Following)
    }
}

/// One interval from two dates: “between A and B”, “from A to B”, “A–B”. None where either is not resolved or they stand in the wrong order.
#[must_use]
pub fn span_of_two(first: &DateValue, second: &DateValue) -> Option<DateValue> {
    let (start, end) = (first.start?, second.end?);
    if start > end {
        return None;
    }
    let weaker = |a: DateAnchor, b: DateAnchor| {
        let rank = |x| DateAnchor::ALL.iter().position(|y| *y == x).unwrap_or(0);
        if rank(a) >= rank(b) { a } else { b }
    };
    Some(DateValue {
        timex: TimexType::Date,
        value: first.value.as_ref().zip(second.value.as_ref()).map(|(a, b)| format!("{a}/{b}")),
        start: Some(start),
        end: Some(end),
        edtf_start: first.edtf_start.clone(),
        edtf_end: second.edtf_end.clone(),
        prec: Some(value::precision(start, end)),
        anchor: weaker(first.anchor, second.anchor),
    })
}
