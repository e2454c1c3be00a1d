//! The words of the data: which class a word or phrase belongs to and what it puts into the slots. Knows nothing of rules.

use super::slots::{Amount, Direction, Edge, Refer, Slots, Unit};
use crate::text::{TokenKind, Tokens, WordId, Words};
use std::collections::BTreeMap;

/// What an entry of a class fills in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    Nothing,
    Month(u8),
    Weekday(u8),
    Part(&'static str),
    /// The night before and the small hours of a day.
    Overnight,
    Season(&'static str),
    Edge(Edge),
    Deictic(i8),
    Refer(Refer),
    Direction(Direction),
    Unit(Unit),
    /// A number word: its value.
    Number(i32),
    /// An ordinal word: its value.
    Ordinal(u8),
    Nth(u8),
    Decade(i16),
    Vague(&'static str),
    Holiday(u16),
    BeforeChrist,
    Clock(u8, u8),
    /// Minutes past the hour that follows, or to it where negative.
    Minutes(i8),
    /// Half of what follows.
    HalfOf,
    /// And a half of what came before.
    AndHalf,
}

impl Fill {
    /// Puts it into the slots.
    pub const fn put(self, slots: &mut Slots) {
        match self {
            Self::Nothing | Self::Number(_) | Self::Ordinal(_) => {}
            Self::Month(n) => slots.month = Some(n),
            Self::Weekday(n) => slots.weekday = Some(n),
            Self::Part(p) => slots.part = Some(p),
            Self::Overnight => {
                slots.part = Some("NI");
                slots.overnight = true;
            }
            Self::Season(s) => slots.season = Some(s),
            Self::Edge(e) => slots.edge = Some(e),
            Self::Deictic(n) => slots.deictic = Some(n),
            Self::Refer(r) => slots.refer = Some(r),
            Self::Direction(d) => slots.direction = Some(d),
            Self::Unit(u) => {
                if slots.unit.is_none() {
                    slots.unit = Some(u);
                } else {
                    slots.unit2 = Some(u);
                }
            }
            Self::Nth(n) => slots.nth = Some(n),
            Self::Decade(d) => slots.decade = Some(d),
            Self::Vague(v) => slots.vague = Some(v),
            Self::Holiday(h) => slots.holiday = Some(h),
            Self::BeforeChrist => slots.before_christ = true,
            Self::Clock(h, m) => {
                slots.clock = Some((h, m));
                (slots.half_open, slots.bare_hour) = (false, false);
            }
            Self::Minutes(m) => slots.minutes = m,
            Self::HalfOf => slots.amount = Some(Amount::Hundredths(50)),
            Self::AndHalf => {
                slots.amount = Some(match slots.amount {
                    Some(Amount::Hundredths(n)) => Amount::Hundredths(n.saturating_add(50)),
                    Some(Amount::Open) => Amount::Open,
                    None => Amount::Hundredths(150),
                });
            }
        }
    }
}

/// A named day of every year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedDay {
    /// Month and day.
    Fixed(u8, u8),
    /// The nth (from the end where negative) weekday of a month.
    Nth {
        /// 1 to 12.
        month: u8,
        /// 1 Monday to 7 Sunday.
        weekday: u8,
        /// 1 to 4; -1 for the last.
        nth: i8,
        /// Days after it.
        plus: u8,
    },
    /// Days after Easter Sunday of the western churches.
    Easter(i16),
    /// One day of history: “9/11”.
    Once(jiff::civil::Date),
}

impl NamedDay {
    fn parse(key: &str) -> Option<Self> {
        if let Some(rest) = key.strip_prefix("easter") {
            return if rest.is_empty() {
                Some(Self::Easter(0))
            } else {
                rest.parse().ok().map(Self::Easter)
            };
        }
        if let Some((month, rest)) = key.split_once(':') {
            let (weekday, nth) = rest.split_once('#')?;
            let (nth, plus) = nth.split_once('+').unwrap_or((nth, "0"));
            return Some(Self::Nth {
                month: month.parse().ok()?,
                weekday: weekday.parse().ok()?,
                nth: nth.parse().ok()?,
                plus: plus.parse().ok()?,
            });
        }
        if key.len() == 10 {
            return key.parse().ok().map(Self::Once);
        }
        let (month, day) = key.split_once('-')?;
        Some(Self::Fixed(month.parse().ok()?, day.parse().ok()?))
    }
}

/// A word or phrase of a class.
#[derive(Debug)]
struct Entry {
    class: u8,
    fill: Fill,
    /// The words after the first.
    rest: Box<[WordId]>,
}

impl Entry {
    /// How many tokens it takes at token `at`, whose word is its first, where the rest of it follows.
    fn length(&self, tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
        let mut next = at + 1;
        for want in &self.rest {
            // A phrase is written with or without hyphens, and with or without the apostrophe of a plural possessive.
            while next < end && (tokens.list[next].kind == TokenKind::Dash || is_bare_apostrophe(tokens, next)) {
                next += 1;
            }
            if next >= end || tokens.list[next].word != *want {
                return None;
            }
            next += 1;
        }
        Some(next - at)
    }
}

/// The classes that stand for themselves in patterns, in the order of their bits.
#[derive(Debug, Default)]
pub struct Lexicon {
    classes: Vec<String>,
    /// For each word id the range of its entries.
    by_word: Vec<(u32, u32)>,
    entries: Vec<Entry>,
    /// How many classes have a bit of their own: the first ones.
    own: usize,
    /// How many classes have a bit: those, and behind them the seldom ones, which share a few.
    masked: usize,
    /// The named days.
    pub named_days: Vec<NamedDay>,
}

/// How many bits there are for classes and literal words; the bits above are those of `sign`.
pub const MASKED_CLASSES: usize = 51;
/// Classes whose words are seldom seen, so that they can share their bits.
const SELDOM: [&str; 20] = [
    "adverb_set",
    "afternoon",
    "and_half",
    "day_mark",
    "decade",
    "era",
    "final",
    "first",
    "forenoon",
    "half_of",
    "half_unit",
    "holiday",
    "hour_name",
    "minutes_of",
    "oclock",
    "parts",
    "tonight",
    "vague_narrative",
    "weekdays",
    "zone",
];
/// How many bits they share.
const SHARED_BITS: usize = 8;

impl Lexicon {
    /// Reads `[words]`: class → key → words. The classes that `masked` names have a bit of their own in the words' masks.
    pub fn compile(
        data: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
        masked: impl Fn(&str) -> bool,
        words: &mut Words,
    ) -> Result<Self, String> {
        let mut lexicon = Self::default();
        let mut by_first: BTreeMap<WordId, Vec<Entry>> = BTreeMap::new();
        let (with_bit, without): (Vec<_>, Vec<_>) = data.iter().partition(|(class, _)| masked(class));
        let (seldom, often): (Vec<_>, Vec<_>) = with_bit.into_iter().partition(|(class, _)| SELDOM.contains(&class.as_str()));
        (lexicon.own, lexicon.masked) = (often.len(), often.len() + seldom.len());
        if lexicon.bits() >= MASKED_CLASSES || data.len() > usize::from(u8::MAX) {
            return Err(format!("{MASKED_CLASSES} or more classes of words in patterns, or too many in all"));
        }
        for (class, keys) in often.into_iter().chain(seldom).chain(without) {
            let number = lexicon.classes.len();
            lexicon.classes.push(class.clone());
            for (key, phrases) in keys {
                let fill = lexicon
                    .fill(class, key)
                    .ok_or_else(|| format!("[words.{class}]: “{key}” is no value of that class"))?;
                for phrase in phrases {
                    let mut ids: Vec<WordId> = phrase
                        .split([' ', '-'])
                        .filter(|w| !w.is_empty())
                        .map(|w| words.intern(w))
                        .collect();
                    if ids.is_empty() {
                        return Err(format!("[words.{class}]: an empty phrase under “{key}”"));
                    }
                    let rest = ids.split_off(1).into_boxed_slice();
                    // “Aug.” is one token where the stop belongs to a known abbreviation.
                    if rest.is_empty() && !phrase.ends_with('.') && phrase.len() <= 5 {
                        let dotted = words.intern(&format!("{phrase}."));
                        by_first.entry(dotted).or_default().push(Entry {
                            class: number as u8,
                            fill,
                            rest: Box::default(),
                        });
                    }
                    by_first.entry(ids[0]).or_default().push(Entry {
                        class: number as u8,
                        fill,
                        rest,
                    });
                }
            }
        }
        lexicon.by_word = vec![(0, 0); words.len()];
        for (id, mut entries) in by_first {
            entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
            let start = lexicon.entries.len() as u32;
            for entry in entries {
                lexicon.entries.push(entry);
            }
            lexicon.by_word[id.0 as usize] = (start, lexicon.entries.len() as u32);
        }
        Ok(lexicon)
    }

    /// The number of a class.
    pub fn class(&self, name: &str) -> Option<u8> {
        self.classes.iter().position(|c| c == name).map(|n| n as u8)
    }

    /// The number of a class that the mechanism asks for.
    pub fn required(&self, name: &str) -> Result<u8, String> {
        self.class(name).ok_or_else(|| format!("[words.{name}] is missing"))
    }

    /// How many bits the classes take, the lowest ones.
    pub const fn bits(&self) -> usize {
        self.own + SHARED_BITS
    }

    /// The bit of a class that patterns name; none of one that they do not.
    pub const fn bit(&self, class: u8) -> u64 {
        let class = class as usize;
        if class < self.own {
            1 << class
        } else if class < self.masked {
            1 << (self.own + (class - self.own) % SHARED_BITS)
        } else {
            0
        }
    }

    /// How many classes there are.
    pub const fn classes(&self) -> usize {
        self.classes.len()
    }

    /// Tells `tell` of each entry that a word begins: its class, and whether it is a phrase of several words.
    pub fn begun_by(&self, word: WordId, mut tell: impl FnMut(u8, bool)) {
        let (from, to) = self.by_word.get(word.0 as usize).copied().unwrap_or((0, 0));
        for entry in &self.entries[from as usize..to as usize] {
            tell(entry.class, !entry.rest.is_empty());
        }
    }

    /// Tells `tell` of the class of each phrase of several words that stands at token `at`.
    pub fn phrases_at(&self, tokens: &Tokens, at: usize, end: usize, mut tell: impl FnMut(u8)) {
        let word = tokens.list[at].word;
        let (from, to) = self.by_word.get(word.0 as usize).copied().unwrap_or((0, 0));
        for entry in &self.entries[from as usize..to as usize] {
            if !entry.rest.is_empty() && entry.length(tokens, at, end).is_some() {
                tell(entry.class);
            }
        }
    }

    /// The words inside phrases, behind the first.
    pub fn inner_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.entries.iter().flat_map(|e| e.rest.iter().copied())
    }

    /// The words that begin an entry of a class.
    pub fn first_words(&self, class: u8) -> impl Iterator<Item = WordId> + '_ {
        let ranges = self.by_word.iter().enumerate();
        ranges
            .filter(move |(_, (from, to))| self.entries[*from as usize..*to as usize].iter().any(|e| e.class == class))
            .map(|(word, _)| WordId(word as u32))
    }

    /// Whether a class has phrases of several words.
    pub fn has_phrases(&self, class: u8) -> bool {
        self.entries.iter().any(|e| e.class == class && !e.rest.is_empty())
    }

    /// The entries of a class that begin at token `at`: how many tokens they take, and what they fill in. The longest comes first.
    pub fn entries<'l>(&'l self, tokens: &'l Tokens, at: usize, end: usize, class: u8) -> impl Iterator<Item = (usize, Fill)> + 'l {
        let word = if at < end { tokens.list[at].word } else { WordId::UNKNOWN };
        let (from, to) = self.by_word.get(word.0 as usize).copied().unwrap_or((0, 0));
        self.entries[from as usize..to as usize]
            .iter()
            .filter(move |e| e.class == class)
            .filter_map(move |entry| entry.length(tokens, at, end).map(|length| (length, entry.fill)))
    }

    /// Whether a word, alone, belongs to a class.
    pub fn is(&self, word: WordId, class: u8) -> bool {
        let (from, to) = self.by_word.get(word.0 as usize).copied().unwrap_or((0, 0));
        self.entries[from as usize..to as usize]
            .iter()
            .any(|e| e.class == class && e.rest.is_empty())
    }

    fn fill(&mut self, class: &str, key: &str) -> Option<Fill> {
        let leak = |list: &[&'static str]| list.iter().copied().find(|k| *k == key);
        Some(match class {
            "month" => Fill::Month(key.parse().ok().filter(|n| (1..=12).contains(n))?),
            "weekday" | "weekdays" => Fill::Weekday(key.parse().ok().filter(|n| (1..=7).contains(n))?),
            "tonight" if key == "NX" => Fill::Overnight,
            "part" | "parts" | "day_mark" | "tonight" | "forenoon" | "afternoon" => {
                Fill::Part(leak(&["MO", "MI", "AF", "EV", "NI", "DT"])?)
            }
            "season" => Fill::Season(leak(&["SP", "SU", "FA", "WI"])?),
            "edge" | "edge_noun" | "edge_adverb" => Fill::Edge(match key {
                "early" => Edge::Early,
                "mid" => Edge::Mid,
                "late" => Edge::Late,
                "start" => Edge::Start,
                "end" => Edge::End,
                "whole" => Edge::Whole,
                _ => return None,
            }),
            "deictic" => Fill::Deictic(key.parse().ok()?),
            "last" | "this" | "next" | "same" | "previous" | "following" => Fill::Refer(match key {
                "last" => Refer::Last,
                "this" => Refer::This,
                "next" => Refer::Next,
                "same" => Refer::Same,
                "previous" => Refer::Previous,
                "following" => Refer::Following,
                _ => return None,
            }),
            "ago" | "before" | "after" => Fill::Direction(match key {
                "ago" => Direction::Ago,
                "hence" => Direction::Hence,
                "earlier" => Direction::Earlier,
                "later" => Direction::Later,
                _ => return None,
            }),
            "half_of" => Fill::HalfOf,
            "and_half" => Fill::AndHalf,
            "unit" | "units" | "half_unit" | "weekend" | "adverb_set" => Fill::Unit(match key {
                "second" => Unit::Second,
                "minute" => Unit::Minute,
                "hour" => Unit::Hour,
                "day" => Unit::Day,
                "week" => Unit::Week,
                "weekend" => Unit::Weekend,
                "fortnight" => Unit::Fortnight,
                "month" => Unit::Month,
                "quarter" => Unit::Quarter,
                "half" => Unit::Half,
                "year" => Unit::Year,
                "decade" => Unit::Decade,
                "century" => Unit::Century,
                "millennium" => Unit::Millennium,
                _ => return None,
            }),
            "number" => Fill::Number(key.parse().ok()?),
            "ordinal" => Fill::Ordinal(key.parse().ok()?),
            "final" | "first" => Fill::Nth(key.parse().ok()?),
            "decade" => Fill::Decade(key.parse().ok()?),
            "vague" | "vague_narrative" => Fill::Vague(leak(&["PAST_REF", "PRESENT_REF", "FUTURE_REF"])?),
            "era" => {
                if key == "before" {
                    Fill::BeforeChrist
                } else {
                    Fill::Nothing
                }
            }
            "hour_name" => {
                let (h, m) = key.split_once(':')?;
                Fill::Clock(h.parse().ok()?, m.parse().ok()?)
            }
            "minutes_of" => Fill::Minutes(key.parse().ok().filter(|m| (-59..60).contains(m))?),
            "holiday" => {
                let day = NamedDay::parse(key)?;
                self.named_days.push(day);
                Fill::Holiday(self.named_days.len() as u16 - 1)
            }
            _ => Fill::Nothing,
        })
    }
}

/// A mark that stands for an apostrophe, as in “three days' journey”.
fn is_bare_apostrophe(tokens: &Tokens, at: usize) -> bool {
    let token = &tokens.list[at];
    token.kind == TokenKind::Punct
        && tokens.folded_start.get(at).is_some_and(|from| {
            // Apostrophes fold to nothing, so the next token's place is the same.
            tokens
                .folded_start
                .get(at + 1)
                .map_or(tokens.folded.len().saturating_sub(1), |next| *next as usize)
                == *from as usize
        })
}
