//! The grammar's data, compiled from the files under `gazetteers/words`: classes and values of words, hedges, units. Knows no text.

use crate::record::Comparator;
use crate::text::{Span, Tokens, WordId, Words};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Declares the classes of words; those with a name are lists under `[words]` in `numbers.toml`.
macro_rules! senses {
    ($($name:ident $(= $list:literal)?),+ $(,)?) => {
        /// What a word can be in or beside a number, a set.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct Sense(u64);

        impl Sense {
            $(pub const $name: Self = Self(1 << SenseNumber::$name as u64);)+

            fn named(list: &str) -> Option<Self> {
                match list { $($($list => Some(Self::$name),)?)+ _ => None }
            }
        }

        #[allow(clippy::upper_case_acronyms, non_camel_case_types)]
        enum SenseNumber { $($name),+ }
    };
}

senses! {
    CARDINAL, SCALE, SUFFIX, ORDINAL, FRACTION, FRACTION_PLURAL, VAGUE, VAGUE_COUNT, GROUP, DECADE, FOLD,
    HEDGE_LAST, HEDGE_FIRST, DEGREE_LAST, UNIT_FIRST, MONEY_LAST,
    MANY = "many", NOT_BEFORE_MANY = "not_before_many", SIZE = "size", NAMING = "naming", NAMING_CAPITAL = "naming_capital",
    YEAR_AFTER = "year_after", YEAR_DETERMINER = "year_determiner", NOT_AFTER_NO = "not_after_no", LOSS = "loss", NOT_AFTER_NONE = "not_after_none",
    SCORE = "score", NO_SUM = "no_sum", SCORE_VERB = "score_verb", CLOCK = "clock", AGE = "age", AGED_PEOPLE = "aged_people", POSSESSIVE = "possessive", SOMEBODY = "somebody", AGED_PERSON = "aged_person",
    LIFE_PART = "life_part", ZERO_NEVER_AFTER = "zero_never_after", BETWEEN = "between_hedge_and_number", PLURAL = "plural", NO_NOUN = "no_noun", AFTER_SCORES = "after_scores", BE = "be",
    ONE_PRONOUN_BEFORE = "one_pronoun_before", ONE_NEVER_AFTER = "one_never_after", ONE_NEVER_BEFORE = "one_never_before",
    SUPERLATIVE = "superlative", QUALITY = "quality_after_hyphen", AFTER_NAME = "after_name",
    RELATIVE = "relative", RANGE_FROM = "range_from", CHANGE = "change", PLACE_PREPOSITION = "place_preposition",
    ALTERNATIVE = "alternative",
    // Single words on which the grammar turns; see `Known`.
    TRIGGER,
}

impl Sense {
    /// Whether the two sets share a class.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a number with a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum UnitKind {
    Money,
    Measure,
    Time,
    Percent,
}

/// A unit of measure, of time, of money; percent.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub kind: UnitKind,
    /// None for money whose bare word leaves the currency open.
    pub code: Option<String>,
}

/// One written form of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitForm {
    pub unit: u16,
    /// The singular name of a time (“year”): “10 year” alone does not have it.
    pub singular: bool,
    /// A symbol of one letter, which counts only in its case and directly behind digits.
    pub letter: Option<char>,
    /// A symbol of two or three letters, which counts only behind digits.
    pub short: bool,
    /// Made of letters, so that before a number it needs a capital.
    pub word: bool,
}

/// What words bound a number, and where they may stand.
#[derive(Clone, Debug)]
pub(super) struct Hedge {
    pub comparator: Comparator,
    pub not_after: Vec<WordId>,
    pub large: bool,
    /// Bounds a length of time only behind one of these words; empty for “always”.
    pub time_only_after: Vec<WordId>,
}

type Phrase<T> = (Box<[WordId]>, T);

/// Phrases by one of their words (the first or the last), longest first.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by: FxHashMap<WordId, Vec<Phrase<T>>>,
    /// A bit for each word id: whether it is a key. Asked before the table is, for every token of a text.
    keys: Vec<u64>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by: FxHashMap::default(),
            keys: Vec::new(),
        }
    }
}

impl<T> Phrases<T> {
    fn add(&mut self, key: WordId, phrase: Vec<WordId>, value: T) {
        let (at, bit) = (key.0 as usize / 64, 1 << (key.0 % 64));
        if self.keys.len() <= at {
            self.keys.resize(at + 1, 0);
        }
        self.keys[at] |= bit;
        let list = self.by.entry(key).or_default();
        let at = list.partition_point(|(p, _)| p.len() >= phrase.len());
        list.insert(at, (phrase.into(), value));
    }

    /// The phrases that have `word` as their key.
    pub(super) fn of(&self, word: WordId) -> &[Phrase<T>] {
        let bit = 1 << (word.0 % 64);
        if self.keys.get(word.0 as usize / 64).is_none_or(|bits| bits & bit == 0) {
            return &[];
        }
        self.by.get(&word).map_or(&[], Vec::as_slice)
    }
}

/// Declares the single words that the grammar's code names.
macro_rules! known {
    ($($field:ident = $word:literal),+ $(,)?) => {
        /// Single words that the grammar's code names.
        #[derive(Debug)]
        pub(super) struct Known { $(pub $field: WordId),+ }

        impl Known {
            fn new(words: &mut Words) -> Self {
                Self { $($field: words.intern($word)),+ }
            }
        }
    };
}

known! {
    a = "a", an = "an", the = "the", of = "of", and = "and", or = "or", to = "to", in_ = "in", every = "every", between = "between", from = "from",
    not = "not", no = "no", nor = "nor", none = "none", neither = "neither", without = "without", any = "any", both = "both", single = "single",
    half = "half", one = "one", number = "number", numbers = "numbers", as_ = "as", young = "young", few = "few", scores = "scores", tens = "tens", couple = "couple", per = "per", s = "s",
    st = "st", nd = "nd", rd = "rd", th = "th", old = "old", olds = "olds", age = "age", them = "them", those = "those", these = "these", whom = "whom",
    which = "which", more = "more", minus = "minus", sub = "sub", under = "under", over = "over", last = "last", past = "past", next = "next",
    first = "first", handful = "handful", total = "total", than = "than", were = "were", comma = ",", stop = ".", open = "(", close = ")", slash = "/",
    colon = ":", plus = "+", by = "by", up = "up", even = "even",
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "descriptions and examples are read by tests and by `explain`")]
pub(super) struct NumbersFile {
    cardinals: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    scale_suffixes: BTreeMap<String, f64>,
    ordinals: BTreeMap<String, f64>,
    fractions: BTreeMap<String, f64>,
    fraction_plurals: BTreeMap<String, f64>,
    vague: BTreeMap<String, f64>,
    vague_counts: BTreeMap<String, f64>,
    groups: BTreeMap<String, f64>,
    decades: BTreeMap<String, f64>,
    folds: BTreeMap<String, f64>,
    words: BTreeMap<String, Vec<String>>,
    pub(super) rule: Vec<RuleRow>,
}

/// A rule's description and its examples; the rule itself is code, named by the same id.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "descriptions and examples are read by tests and by `explain`")]
pub(super) struct RuleRow {
    pub(super) id: String,
    pub(super) about: String,
    pub(super) must: Vec<String>,
    pub(super) must_not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HedgesFile {
    degree: Vec<String>,
    pub(super) hedge: Vec<HedgeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "ids and examples are read by tests and by `explain`")]
pub(super) struct HedgeRow {
    pub(super) id: String,
    pub(super) comparator: Comparator,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    large: bool,
    #[serde(default)]
    time_only_after: Vec<String>,
    pub(super) must: Vec<String>,
    pub(super) must_not: Vec<String>,
}

#[derive(Deserialize)]
struct UnitRow {
    name: String,
    plural: String,
    symbols: String,
    kind: UnitKind,
    code: String,
}

/// The compiled data.
#[derive(Debug)]
pub(super) struct Data {
    senses: Vec<(Sense, f64)>,
    pub known: Known,
    pub units: Vec<Unit>,
    pub unit_forms: Phrases<UnitForm>,
    /// Forms of money, by their last word: what can stand before a number.
    pub money_before: Phrases<UnitForm>,
    pub hedges: Vec<Hedge>,
    pub hedges_before: Phrases<u16>,
    pub hedges_after: Phrases<u16>,
    pub degrees: Phrases<()>,
    /// Index of percent in `units`.
    pub percent: u16,
    /// Index of “times” in `units`.
    pub times: u16,
}

/// Cuts a phrase of the data as a text would be cut.
fn cut(phrase: &str, words: &mut Words) -> Result<Vec<WordId>, String> {
    let mut tokens = Tokens::default();
    tokens.push_sentence(phrase, Span::new(0, phrase.len()), &Words::new(), |_| false);
    let ids: Vec<_> = tokens.list.iter().map(|t| words.intern(t.of(phrase))).collect();
    // A dash or an apostrophe alone folds to nothing, which no text can match.
    if ids.is_empty() || ids.iter().any(|id| words.text(*id).is_empty()) || phrase.contains(['-', '–']) {
        return Err(format!("“{phrase}” cannot be matched: write it without hyphens"));
    }
    Ok(ids)
}

impl Data {
    pub(super) fn compile(numbers: &str, hedges: &str, units: &str, words: &mut Words) -> Result<Self, String> {
        let numbers: NumbersFile = toml::from_str(numbers).map_err(|e| format!("numbers.toml: {e}"))?;
        let hedges: HedgesFile = toml::from_str(hedges).map_err(|e| format!("hedges.toml: {e}"))?;
        let mut data = Self {
            senses: Vec::new(),
            known: Known::new(words),
            units: Vec::new(),
            unit_forms: Phrases::default(),
            money_before: Phrases::default(),
            hedges: Vec::new(),
            hedges_before: Phrases::default(),
            hedges_after: Phrases::default(),
            degrees: Phrases::default(),
            percent: 0,
            times: 0,
        };
        for (table, sense) in [
            (&numbers.cardinals, Sense::CARDINAL),
            (&numbers.scales, Sense::SCALE),
            (&numbers.scale_suffixes, Sense::SUFFIX),
            (&numbers.ordinals, Sense::ORDINAL),
            (&numbers.fractions, Sense::FRACTION),
            (&numbers.fraction_plurals, Sense::FRACTION_PLURAL),
            (&numbers.vague, Sense::VAGUE),
            (&numbers.vague_counts, Sense::VAGUE_COUNT),
            (&numbers.groups, Sense::GROUP),
            (&numbers.decades, Sense::DECADE),
            (&numbers.folds, Sense::FOLD),
        ] {
            for (word, value) in table {
                data.set(words.intern(word), sense, Some(*value))
                    .map_err(|why| format!("numbers.toml: {word}: {why}"))?;
            }
        }
        for (list, members) in &numbers.words {
            let sense = Sense::named(list).ok_or_else(|| format!("numbers.toml: [words] knows no list “{list}”"))?;
            for word in members {
                data.set(words.intern(word), sense, None)?;
            }
        }
        let k = &data.known;
        for word in [k.no, k.none, k.neither, k.without, k.both, k.single, k.number, k.numbers] {
            data.set(word, Sense::TRIGGER, None)?;
        }
        data.add_hedges(&hedges, words)?;
        data.add_units(units, words)?;
        Ok(data)
    }

    fn set(&mut self, word: WordId, sense: Sense, value: Option<f64>) -> Result<(), String> {
        let at = word.0 as usize;
        if self.senses.len() <= at {
            self.senses.resize(at + 1, (Sense::default(), 0.0));
        }
        let (senses, known) = &mut self.senses[at];
        *senses = senses.or(sense);
        if let Some(value) = value {
            // A word has one value: an ordinal and the fraction of that name share it.
            if *known != 0.0 && *known != value {
                return Err(format!("has two values, {known} and {value}"));
            }
            *known = value;
        }
        Ok(())
    }

    fn add_hedges(&mut self, file: &HedgesFile, words: &mut Words) -> Result<(), String> {
        for row in &file.hedge {
            let index = self.hedges.len() as u16;
            self.hedges.push(Hedge {
                comparator: row.comparator,
                not_after: row.not_after.iter().map(|w| words.intern(w)).collect(),
                large: row.large,
                time_only_after: row.time_only_after.iter().map(|w| words.intern(w)).collect(),
            });
            for phrase in &row.before {
                let ids = cut(phrase, words).map_err(|why| format!("hedges.toml: {why}"))?;
                let last = ids[ids.len() - 1];
                self.set(last, Sense::HEDGE_LAST, None)?;
                self.hedges_before.add(last, ids, index);
            }
            for phrase in &row.after {
                let ids = cut(phrase, words).map_err(|why| format!("hedges.toml: {why}"))?;
                self.set(ids[0], Sense::HEDGE_FIRST, None)?;
                self.hedges_after.add(ids[0], ids, index);
            }
        }
        for phrase in &file.degree {
            let ids = cut(phrase, words).map_err(|why| format!("hedges.toml: {why}"))?;
            let last = ids[ids.len() - 1];
            self.set(last, Sense::DEGREE_LAST, None)?;
            self.degrees.add(last, ids, ());
        }
        Ok(())
    }

    fn add_units(&mut self, file: &str, words: &mut Words) -> Result<(), String> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(file.as_bytes());
        for row in reader.deserialize() {
            let row: UnitRow = row.map_err(|e| format!("units.csv: {e}"))?;
            let unit = self.units.len() as u16;
            if row.kind == UnitKind::Percent && row.code == "percent" {
                self.percent = unit;
            }
            if row.code == "times" {
                self.times = unit;
            }
            let plural = if row.plural.is_empty() {
                format!("{}s", row.name)
            } else {
                row.plural.clone()
            };
            let symbols = row.symbols.split(';').filter(|s| !s.is_empty());
            let names = [(row.name.as_str(), plural != row.name), (plural.as_str(), false)];
            for (n, (form, singular)) in names.into_iter().chain(symbols.map(|s| (s, false))).enumerate() {
                let ids = cut(form, words).map_err(|why| format!("units.csv: {}: {why}", row.name))?;
                let form = UnitForm {
                    unit,
                    singular: singular && row.kind == UnitKind::Time,
                    letter: form.chars().next().filter(|c| form.len() == 1 && c.is_ascii_alphabetic()),
                    short: form.len() <= 3 && n >= 2 && form.bytes().all(|b| b.is_ascii_alphabetic()),
                    word: form.chars().any(char::is_alphabetic),
                };
                self.set(ids[0], Sense::UNIT_FIRST, None)?;
                if row.kind == UnitKind::Money {
                    let last = ids[ids.len() - 1];
                    self.set(last, Sense::MONEY_LAST, None)?;
                    self.money_before.add(last, ids.clone(), form);
                }
                self.unit_forms.add(ids[0], ids, form);
            }
            self.units.push(Unit {
                kind: row.kind,
                code: (!row.code.is_empty()).then_some(row.code),
            });
        }
        Ok(())
    }

    /// The classes of a word.
    pub(super) fn sense(&self, word: WordId) -> Sense {
        self.senses.get(word.0 as usize).map_or(Sense(0), |s| s.0)
    }

    /// The number that a word stands for; see its classes for how.
    pub(super) fn value(&self, word: WordId) -> f64 {
        self.senses.get(word.0 as usize).map_or(0.0, |s| s.1)
    }
}
