//! Temporal expressions: finds dates, times, lengths and recurrences in sentences and resolves them against the published date and each other.
//! Sees tokens and the data of `gazetteers/words/dates.toml`; knows nothing of entities, quantities or claims.
//!
//! Three steps: rules of the data are matched over tokens ([`pattern`], [`lexeme`], [`lexicon`]), what stands around a match is asked ([`guard`]), and when
//! the whole text has been read, the matches are resolved in its order ([`resolve`]).

mod guard;
mod lexeme;
mod lexicon;
mod numeral;
mod pattern;
mod resolve;
mod slots;
#[cfg(test)]
mod tests;

pub use resolve::span_of_two;

use crate::record::Method;
use crate::tag::mention::{Mention, MentionValue};
use crate::text::{PartialDate, Sentence, Token, TokenKind, Tokens, Words};
use guard::{Around, Guard};
use lexeme::Reading;
use lexicon::Lexicon;
use pattern::{LITERAL, MARK, NUMERAL, Pattern, Source};
use resolve::{Kind, Raw, Tense};
use serde::Deserialize;
use slots::Slots;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many tokens before a trigger an expression may begin (“more than two and a half years …”).
const REACH: usize = 8;

/// The data as it is written.
#[derive(Deserialize)]
struct Data {
    words: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    fragments: BTreeMap<String, String>,
    #[serde(rename = "rule")]
    rules: Vec<RuleData>,
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
    fixed: Option<PartialDate>,
    pattern: Pattern,
}

/// The grammar of temporal expressions, compiled once from its data.
#[derive(Debug)]
pub struct DateGrammar {
    lexicon: Lexicon,
    reading: Reading,
    around: Around,
    rules: Vec<Rule>,
    /// For each word id whether some rule begins with it literally.
    literal: Vec<bool>,
    /// Classes whose words make a sentence worth reading.
    triggers: u64,
    numeral_classes: u64,
    /// Classes that patterns name; the others are only asked for by guards.
    pattern_classes: u64,
    future_cue: u8,
    past_cue: u8,
    units: u8,
    known_words: usize,
}

impl DateGrammar {
    /// Reads the data (`gazetteers/words/dates.toml`). Rule ids live as long as the program.
    pub fn compile(data: &str, words: &mut Words) -> Result<Self, String> {
        let data: Data = toml::from_str(data).map_err(|e| format!("dates.toml: {e}"))?;
        let lexicon = Lexicon::compile(&data.words, words)?;
        let reading = Reading::compile(&lexicon, words)?;
        let around = Around::compile(&lexicon)?;
        let mut rules = Vec::with_capacity(data.rules.len());
        for rule in &data.rules {
            let wrong = |what: String| format!("dates.toml, rule {}: {what}", rule.id);
            rules.push(Rule {
                id: Box::leak(rule.id.clone().into_boxed_str()),
                kind: Kind::named(&rule.kind).ok_or_else(|| wrong(format!("no kind is called “{}”", rule.kind)))?,
                fixed: rule.fixed.as_deref().map(str::parse).transpose().map_err(wrong)?,
                guard: Guard::named(&rule.guard).ok_or_else(|| wrong(format!("no guard is called “{}”", rule.guard)))?,
                pattern: Pattern::compile(&rule.pattern, &data.fragments, &lexicon, words).map_err(wrong)?,
            });
        }
        let mut literal = vec![false; words.len()];
        for word in rules.iter().flat_map(|r| &r.pattern.literals) {
            literal[word.0 as usize] = true;
        }
        for word in lexicon.inner_words() {
            literal[word.0 as usize] = true;
        }
        let bit = |name: &str| lexicon.class(name).map_or(0, |c| 1u64 << c);
        let triggers = [
            "month",
            "weekday",
            "weekdays",
            "season",
            "part",
            "parts",
            "hour_name",
            "day_mark",
            "deictic",
            "unit",
            "units",
            "adverb_set",
            "decade",
            "vague",
            "tonight",
            "vague_narrative",
            "holiday",
            "era",
            "forenoon",
            "afternoon",
        ]
        .iter()
        .fold(0, |mask, name| mask | bit(name));
        Ok(Self {
            triggers,
            pattern_classes: rules.iter().fold(0, |mask, r| mask | r.pattern.classes),
            numeral_classes: bit("number") | bit("ordinal") | bit("open"),
            future_cue: lexicon.class("future_cue").ok_or("[words.future_cue] is missing")?,
            past_cue: lexicon.class("past_cue").ok_or("[words.past_cue] is missing")?,
            units: lexicon.class("units").ok_or("[words.units] is missing")?,
            known_words: words.len(),
            lexicon,
            reading,
            around,
            rules,
            literal,
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
        let Some(list) = tokens.list.get(start..end) else { return };
        let is_trigger = |at: usize| self.is_trigger(text, tokens, at, end);
        let Some(mut trigger) = (start..end).find(|at| is_trigger(*at)) else {
            return;
        };
        masks.clear();
        masks.extend(list.iter().map(|t| self.mask(t)));
        let source = Source {
            text,
            tokens,
            lexicon: &self.lexicon,
            reading: &self.reading,
            end,
            start,
            masks,
        };
        let mut at = start;
        loop {
            // What hangs on a trigger begins at most REACH tokens before it, and no token in between is unknown to all patterns.
            let mut from = trigger;
            while from > at && trigger - from < REACH && source.masks[from - 1 - start] != 0 {
                from -= 1;
            }
            at = from.max(at);
            while at <= trigger {
                at = match self.longest(&source, at) {
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

    /// Whether an expression can hang on a token: a word of the calendar, or digits that look like a year or a time.
    fn is_trigger(&self, text: &str, tokens: &Tokens, at: usize, end: usize) -> bool {
        let token = &tokens.list[at];
        match token.kind {
            TokenKind::Word => self.lexicon.mask(token.word) & self.triggers != 0 || token.has_digit() && token.span.len() == 2,
            TokenKind::Number => {
                let next = (at + 1 < end).then(|| &tokens.list[at + 1]);
                token.span.len() >= 4 || next.is_some_and(|t| t.is_glued() && !matches!(t.of(text), "," | ")" | "%" | "."))
            }
            _ => false,
        }
    }

    fn mask(&self, token: &Token) -> u64 {
        let all = self.lexicon.mask(token.word);
        let mut mask = all & self.pattern_classes;
        if all & self.numeral_classes != 0 || token.has_digit() {
            mask |= NUMERAL;
        }
        if !token.is_word() {
            mask |= MARK;
        }
        if self.literal.get(token.word.0 as usize).copied().unwrap_or(false) {
            mask |= LITERAL;
        }
        mask
    }

    fn longest(&self, source: &Source<'_>, at: usize) -> Option<(&Rule, pattern::Hit)> {
        let token = &source.tokens.list[at];
        let mask = source.masks[at - source.start];
        let next_mask = source.masks.get(at + 1 - source.start).copied().unwrap_or(0);
        let mut best: Option<(&Rule, pattern::Hit)> = None;
        for rule in &self.rules {
            let shared = rule.pattern.first & mask;
            if shared == 0 {
                continue;
            }
            if shared == LITERAL && (rule.pattern.after_literal & next_mask == 0 || !rule.pattern.first_words.contains(&token.word)) {
                continue;
            }
            let Some(hit) = rule.pattern.longest(source, at) else { continue };
            if best.as_ref().is_none_or(|(_, b)| hit.end > b.end) && self.around.passes(rule.guard, source, at, &hit) {
                best = Some((rule, hit));
            }
        }
        best
    }

    /// Adds a match to the list: one expression, or the two of a pair.
    fn keep(&self, source: &Source<'_>, rule: &Rule, at: usize, hit: &pattern::Hit, place: (u32, u32), out: &mut Vec<Raw>) {
        let (sentence, paragraph) = place;
        let tense = self.tense(source, at, hit.end);
        let first = source.tokens.list[at].of(source.text);
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
            after_in: at > source.start && source.tokens.list[at - 1].of(source.text).eq_ignore_ascii_case("in"),
            period: rule.kind == Kind::Same && source.tokens.list[hit.end - 1].of(source.text) == "period",
            narrative_only: rule.guard == Guard::Narrative,
            pair: resolve::Side::Alone,
        };
        if !is_pair {
            out.push(raw);
            return;
        }
        let [mut one, mut two] = hit.slots;
        let ranges = [at as u32..hit.turns[0] as u32, hit.turns[1] as u32..hit.end as u32];
        resolve::share(&mut one, &mut two);
        out.push(Raw {
            tokens: ranges[0].clone(),
            slots: one,
            pair: resolve::Side::First,
            ..raw.clone()
        });
        out.push(Raw {
            tokens: ranges[1].clone(),
            slots: two,
            pair: resolve::Side::Second,
            ..raw
        });
    }

    /// Whether the words nearest to a date look forward or back: first those before it, then those after it.
    fn tense(&self, source: &Source<'_>, at: usize, end: usize) -> Tense {
        let cue = |i: &usize| {
            let token = &source.tokens.list[*i];
            if self.lexicon.is(token.word, self.future_cue) {
                return Some(Tense::Future);
            }
            let text = token.of(source.text);
            let participle = token.is_word() && !token.is_capitalised() && text.len() > 4 && text.ends_with("ed");
            if !participle && !self.lexicon.is(token.word, self.past_cue) {
                return None;
            }
            // “to be held”, “will be killed”
            let to_be = *i > source.start && matches!(source.tokens.list[i - 1].of(source.text), "be" | "to");
            Some(if to_be { Tense::Future } else { Tense::Past })
        };
        let before = (source.start..at).rev().find_map(|i| cue(&i));
        before.or_else(|| (end..source.end).find_map(|i| cue(&i))).unwrap_or(Tense::Open)
    }
}
