//! Temporal expressions: finds dates, times, lengths and recurrences in sentences and resolves them against the published date and each other.
//! Sees tokens and the data of `gazetteers/words/dates.toml`; knows nothing of entities, quantities or claims.
//!
//! Three steps: rules of the data are matched over tokens ([`pattern`], [`lexeme`], [`lexicon`]), what stands around a match is asked ([`guard`]), and when
//! the whole text has been read, the matches are resolved in its order ([`resolve`]).

mod clock;
mod direction;
mod guard;
mod lexeme;
mod lexicon;
mod numeral;
mod pattern;
mod resolve;
mod sign;
mod signs;
mod slots;
#[cfg(test)]
mod tests;

pub use resolve::span_of_two;

use crate::record::Method;
use crate::tag::mention::{Mention, MentionValue};
use crate::text::{PartialDate, Sentence, TokenKind, Tokens, Words};
use direction::Cues;
use guard::{Around, Guard};
use lexeme::Reading;
use lexicon::Lexicon;
use pattern::{Pattern, Source};
use resolve::{Kind, Raw, Tense};
use serde::Deserialize;
use sign::{Literals, Openings, UNNAMED};
use signs::Signs;
use slots::Slots;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Id of the rule that finds how old somebody or something is.
pub const AGE_RULE: &str = "duration.age";

/// Within how many tokens of its sentence's beginning a date opens it.
const OPENING: usize = 8;

/// How many tokens before a trigger an expression may begin (“more than two and a half years …”).
const REACH: usize = 8;

/// Words of patterns that are everywhere in English.
const FREQUENT: [&str; 16] = [
    "the", "of", "in", "a", "an", "and", "on", "at", "or", "to", "that", "this", "from", "through", "about", "all",
];

/// The data as it is written.
#[derive(Deserialize)]
struct Data {
    words: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    fragments: BTreeMap<String, String>,
    #[serde(rename = "rule")]
    rules: Vec<RuleData>,
    /// [text, what is found, its TIMEX3 value], for a text published on Thursday 14 March 2024.
    #[cfg_attr(not(test), allow(dead_code))]
    direction: Direction,
}

#[derive(Deserialize)]
struct Direction {
    #[cfg_attr(not(test), allow(dead_code))]
    must: Vec<[String; 3]>,
}

#[derive(Deserialize)]
struct RuleData {
    id: String,
    #[allow(dead_code)]
    about: String,
    kind: String,
    pattern: String,
    #[serde(default)]
    guard: String,
    /// The one day that the rule always means.
    #[serde(default)]
    fixed: Option<String>,
    #[serde(default)]
    #[cfg_attr(not(test), allow(dead_code))]
    must: Vec<[String; 3]>,
    #[serde(default)]
    #[cfg_attr(not(test), allow(dead_code))]
    must_not: Vec<String>,
}

#[derive(Debug)]
struct Rule {
    id: &'static str,
    kind: Kind,
    guard: Guard,
    guard_name: Box<str>,
    fixed: Option<PartialDate>,
    pattern: Pattern,
}

/// A match of a rule that its guard refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused<'g> {
    /// The tokens that it matches.
    pub tokens: Range<u32>,
    /// The rule's id.
    pub rule: &'static str,
    /// The name of its guard in the data.
    pub guard: &'g str,
}

/// The grammar of temporal expressions, compiled once from its data.
#[derive(Debug)]
pub struct DateGrammar {
    lexicon: Lexicon,
    reading: Reading,
    around: Around,
    rules: Vec<Rule>,
    signs: Signs,
    openings: Openings,
    /// Masks of which a sentence must have a bit, and the rules that need it, one bit each.
    needs: Vec<(u64, u128)>,
    cues: Cues,
    units: u8,
    known_words: usize,
}

impl DateGrammar {
    /// Reads the data (`gazetteers/words/dates.toml`). Rule ids live as long as the program.
    pub fn compile(data: &str, words: &mut Words) -> Result<Self, String> {
        let data: Data = toml::from_str(data).map_err(|e| format!("dates.toml: {e}"))?;
        let patterns = data.rules.iter().map(|r| &r.pattern).chain(data.fragments.values());
        let masked: BTreeSet<String> = patterns.flat_map(|p| pattern::pieces(p)).collect();
        let lexicon = Lexicon::compile(&data.words, |class| masked.contains(class), words)?;
        let mut literals = Literals::new(lexicon.bits());
        // The words that stand most often beside dates have a bit of their own.
        for word in FREQUENT {
            literals.bit(words.intern(word));
        }
        let reading = Reading::compile(&lexicon, words)?;
        let around = Around::compile(&lexicon)?;
        let mut rules = Vec::with_capacity(data.rules.len());
        for rule in &data.rules {
            let wrong = |what: String| format!("dates.toml, rule {}: {what}", rule.id);
            rules.push(Rule {
                id: Box::leak(rule.id.clone().into_boxed_str()),
                kind: Kind::named(&rule.kind).ok_or_else(|| wrong(format!("no kind is called “{}”", rule.kind)))?,
                fixed: rule.fixed.as_deref().map(str::parse).transpose().map_err(wrong)?,
                guard_name: rule.guard.clone().into_boxed_str(),
                guard: Guard::named(&rule.guard).ok_or_else(|| wrong(format!("no guard is called “{}”", rule.guard)))?,
                pattern: Pattern::compile(&rule.pattern, &data.fragments, &lexicon, &mut literals, words).map_err(wrong)?,
            });
        }
        if rules.len() > Openings::MAX_RULES {
            return Err(format!("dates.toml: more than {} rules", Openings::MAX_RULES));
        }
        let signs = Signs::compile(&lexicon, &reading, &literals, words.len());
        let mut openings = Openings::new();
        for (number, rule) in rules.iter().enumerate() {
            rule.pattern
                .openings(&lexicon, &mut |first, second| openings.add(number, first, second));
        }
        let mut needs: BTreeMap<u64, u128> = BTreeMap::new();
        for (number, rule) in rules.iter().enumerate() {
            for mask in &rule.pattern.required {
                *needs.entry(*mask).or_default() |= 1 << number;
            }
        }
        Ok(Self {
            needs: needs.into_iter().collect(),
            signs,
            openings,
            cues: Cues::compile(&lexicon)?,
            units: lexicon.required("units")?,
            known_words: words.len(),
            lexicon,
            reading,
            around,
            rules,
        })
    }

    /// Appends the temporal expressions of all sentences to `out`, in order; none overlap, the longest wins. `words` are those that the tokens were cut with.
    pub fn tag(
        &self,
        text: &str,
        tokens: &Tokens,
        sentences: &[Sentence],
        published: Option<PartialDate>,
        words: &Words,
        out: &mut Vec<Mention>,
    ) {
        debug_assert!(
            words.len() >= self.known_words,
            "the tokens must be cut with the words that the grammar was compiled with"
        );
        let mut raw = Vec::new();
        let mut masks = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            self.read_sentence(
                text,
                tokens,
                &sentence.tokens,
                (number as u32, sentence.paragraph),
                &mut masks,
                &mut raw,
            );
        }
        resolve::resolve_all(&raw, &self.lexicon.named_days, published, |raw: &Raw, value| {
            out.push(Mention {
                span: tokens.span(&raw.tokens),
                tokens: raw.tokens.clone(),
                sentence: raw.sentence,
                method: Method::Grammar,
                value: MentionValue::Date(value),
                rule: raw.rule,
            });
        });
    }

    fn read_sentence(&self, text: &str, tokens: &Tokens, range: &Range<u32>, place: (u32, u32), masks: &mut Vec<u64>, out: &mut Vec<Raw>) {
        let (start, end) = (range.start as usize, (range.end as usize).min(tokens.list.len()));
        if start >= end {
            return;
        }
        let is_trigger = |at: usize| self.is_trigger(text, tokens, at, end);
        let Some(mut trigger) = (start..end).find(|at| is_trigger(*at)) else {
            return;
        };
        self.masks(text, tokens, start..end, masks);
        let possible = self.possible(masks.iter().fold(0, |all, mask| all | mask));
        let source = self.source(text, tokens, start..end, masks);
        let mut at = start;
        loop {
            // What hangs on a trigger begins at most REACH tokens before it, and no token in between is unknown to all patterns.
            let mut from = trigger;
            while from > at && trigger - from < REACH && source.masks[from - 1 - start] & !UNNAMED != 0 {
                from -= 1;
            }
            at = from.max(at);
            while at <= trigger {
                at = match self.longest(&source, at, possible) {
                    Some((rule, hit)) => {
                        self.keep(&source, rule, at, &hit, place, out);
                        hit.end
                    }
                    None => at + 1,
                };
            }
            match (at..end).find(|at| is_trigger(*at)) {
                Some(next) => trigger = next,
                None => return,
            }
        }
    }

    /// What each token of a sentence can begin.
    fn masks(&self, text: &str, tokens: &Tokens, range: Range<usize>, masks: &mut Vec<u64>) {
        let end = range.end;
        masks.clear();
        masks.extend(range.map(|at| {
            let token = &tokens.list[at];
            let sign = self.signs.of(token.word);
            let phrases = if sign.phrases {
                self.signs.of_phrases(&self.lexicon, tokens, at, end).mask
            } else {
                0
            };
            sign.mask | phrases | sign::of_shape(token, text)
        }));
    }

    fn source<'a>(&'a self, text: &'a str, tokens: &'a Tokens, range: Range<usize>, masks: &'a [u64]) -> Source<'a> {
        Source {
            text,
            tokens,
            lexicon: &self.lexicon,
            reading: &self.reading,
            end: range.end,
            start: range.start,
            masks,
        }
    }

    /// The rules that match somewhere in a sentence, but that what stands around the match refuses; for `explain`.
    #[must_use]
    pub fn refused(&self, text: &str, tokens: &Tokens, range: &Range<u32>) -> Vec<Refused<'_>> {
        let (start, end) = (range.start as usize, (range.end as usize).min(tokens.list.len()));
        let mut masks = Vec::new();
        self.masks(text, tokens, start..end, &mut masks);
        let possible = self.possible(masks.iter().fold(0, |all, mask| all | mask));
        let source = self.source(text, tokens, start..end, &masks);
        let mut out = Vec::new();
        for at in start..end {
            for (n, rule) in self.rules.iter().enumerate() {
                let opens = self.openings.rules(source.mask(at), source.mask(at + 1)) & possible;
                let hit = if opens & (1 << n) == 0 {
                    None
                } else {
                    rule.pattern.longest(&source, at)
                };
                if let Some(hit) = hit.filter(|hit| !self.around.passes(rule.guard, &source, at, hit)) {
                    out.push(Refused {
                        tokens: at as u32..hit.end as u32,
                        rule: rule.id,
                        guard: &rule.guard_name,
                    });
                }
            }
        }
        out
    }

    /// Whether an expression can hang on a token: a word of the calendar, or digits that look like a year or a time.
    fn is_trigger(&self, text: &str, tokens: &Tokens, at: usize, end: usize) -> bool {
        let token = &tokens.list[at];
        match token.kind {
            TokenKind::Word => {
                let sign = self.signs.of(token.word);
                sign.is_trigger
                    || sign.trigger_phrases && self.signs.of_phrases(&self.lexicon, tokens, at, end).is_trigger
                    || token.has_digit() && token.span.len() == 2
            }
            TokenKind::Number => {
                let next = (at + 1 < end).then(|| &tokens.list[at + 1]);
                token.span.len() >= 4 || next.is_some_and(|t| t.is_glued() && !matches!(t.of(text), "," | ")" | "%" | "."))
            }
            _ => false,
        }
    }

    /// The rules, one bit each, that can match in a sentence whose tokens have these bits.
    fn possible(&self, present: u64) -> u128 {
        let lacking = self.needs.iter().filter(|(mask, _)| mask & present == 0);
        !lacking.fold(0, |all, (_, rules)| all | rules)
    }

    fn longest(&self, source: &Source<'_>, at: usize, possible: u128) -> Option<(&Rule, pattern::Hit)> {
        let mut best: Option<(&Rule, pattern::Hit)> = None;
        let mut rules = self.openings.rules(source.mask(at), source.mask(at + 1)) & possible;
        while rules != 0 {
            let rule = &self.rules[rules.trailing_zeros() as usize];
            rules &= rules - 1;
            let Some(hit) = rule.pattern.longest(source, at) else { continue };
            if best.as_ref().is_none_or(|(_, b)| hit.end > b.end) && self.around.passes(rule.guard, source, at, &hit) {
                best = Some((rule, hit));
            }
        }
        best
    }

    /// Adds a match to the list: one expression, or the two of a pair. A stretch of hours is one.
    fn keep(&self, source: &Source<'_>, rule: &Rule, at: usize, hit: &pattern::Hit, place: (u32, u32), out: &mut Vec<Raw>) {
        let (sentence, paragraph) = place;
        // What names its year, or no day at all, lies where it lies.
        let looks = hit.slots[0].year.is_none() && !matches!(rule.kind, Kind::Vague | Kind::Set | Kind::Same | Kind::AnyDay);
        let tense = if looks {
            self.cues.tense(&self.lexicon, source, at, hit.end)
        } else {
            Tense::Open
        };
        let first = source.tokens.list[at].of(source.text);
        let led_by = |word: &str| at > source.start && source.tokens.list[at - 1].of(source.text).eq_ignore_ascii_case(word);
        let is_pair = hit.turns[1] != usize::MAX;
        let raw = Raw {
            tokens: at as u32..hit.end as u32,
            fixed: rule.fixed.is_some(),
            sentence,
            paragraph,
            rule: rule.id,
            kind: rule.kind,
            slots: rule.fixed.map_or(hit.slots[0], |d| Slots {
                year: Some(d.year),
                month: d.month,
                day: d.day,
                ..Slots::default()
            }),
            tense,
            definite: first.eq_ignore_ascii_case("the") && hit.slots[0].edge.is_none(),
            plural: source.tokens.list[at..hit.end].iter().any(|t| self.lexicon.is(t.word, self.units)),
            opens: at - source.start <= OPENING,
            after_in: led_by("in"),
            aside: led_by("since"),
            period: rule.kind == Kind::Same && source.tokens.list[hit.end - 1].of(source.text) == "period",
            narrative_only: matches!(rule.guard, Guard::Narrative | Guard::NarrativeLed),
            history_word: rule.guard == Guard::Narrative,
            pair: resolve::Side::Alone,
            partner: None,
        };
        if !is_pair {
            out.push(raw);
            return;
        }
        let [mut one, mut two] = hit.slots;
        if rule.kind == Kind::TimeRange {
            out.extend(Slots::stretch(one, two).map(|slots| Raw { slots, ..raw }));
            return;
        }
        let ranges = [at as u32..hit.turns[0] as u32, hit.turns[1] as u32..hit.end as u32];
        resolve::share(&mut one, &mut two);
        let partner = two
            .month
            .filter(|_| one.year.is_none() && two.year.is_none() && two.refer.is_none())
            .map(|m| (m, two.day));
        out.push(Raw {
            tokens: ranges[0].clone(),
            slots: one,
            pair: resolve::Side::First,
            partner,
            ..raw.clone()
        });
        out.push(Raw {
            tokens: ranges[1].clone(),
            slots: two,
            pair: resolve::Side::Second,
            ..raw
        });
    }
}
