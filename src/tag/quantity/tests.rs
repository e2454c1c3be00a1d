//! Runs the examples of the data, and what no example can say.

use super::data::{HedgesFile, NumbersFile};
use super::*;
use crate::record::{Comparator, Figure};
use crate::tag::mention::{MentionValue, QuantityRole, QuantityValue};
use crate::text::SentenceKind;
use proptest::prelude::*;
use std::str::FromStr;

const NUMBERS: &str = include_str!("../../../gazetteers/words/numbers.toml");
const HEDGES: &str = include_str!("../../../gazetteers/words/hedges.toml");
const UNITS: &str = include_str!("../../../gazetteers/words/units.csv");

struct Bench {
    words: Words,
    grammar: QuantityGrammar,
}

impl Bench {
    fn new() -> Self {
        let mut words = Words::new();
        let grammar = QuantityGrammar::compile(NUMBERS, HEDGES, UNITS, &mut words).unwrap();
        Self { words, grammar }
    }

    fn tag_with(&self, text: &str, taken: &[Span]) -> Vec<Mention> {
        let mut tokens = Tokens::default();
        let span = Span::new(0, text.len());
        let range = tokens.push_sentence(text, span, &self.words, |_| false);
        let sentence = Sentence {
            span,
            kind: SentenceKind::Body,
            paragraph: 0,
            speaker: None,
            tokens: range,
        };
        let mut out = Vec::new();
        self.grammar.tag(text, &tokens, &[sentence], taken, &self.words, &mut out);
        out
    }

    fn tag(&self, text: &str) -> Vec<Mention> {
        self.tag_with(text, &[])
    }
}

fn quantity(mention: &Mention) -> &QuantityValue {
    match &mention.value {
        MentionValue::Quantity(q) => q,
        _ => panic!("no quantity"),
    }
}

/// A marked figure: its span in the plain text, its figure and unit.
struct Marked {
    span: Span,
    figure: Figure,
    unit: Option<String>,
}

/// “They killed [about 12 = about 12 - -] men.” → the plain text and what is marked in it.
fn marked(example: &str) -> (String, Vec<Marked>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), example);
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find(']').expect(example);
        let (words, what) = rest[open + 1..close].split_once(" = ").expect(example);
        let start = text.len();
        text.push_str(words);
        let parts: Vec<&str> = what.split(' ').collect();
        let number = |n: usize| (parts[n] != "-").then(|| parts[n].parse::<f64>().expect(example));
        marks.push(Marked {
            span: Span::new(start, text.len()),
            figure: Figure {
                comparator: Comparator::from_str(parts[0]).expect(example),
                value: number(1),
                low: number(2),
                high: number(3),
            },
            unit: parts.get(4).map(|u| (*u).to_string()),
        });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

fn show(text: &str, mentions: &[Mention]) -> String {
    let each = mentions.iter().map(|m| {
        let q = quantity(m);
        let f = &q.figure;
        format!(
            "[{}] {:?} {:?} {:?} {:?} {:?} {:?} by {}",
            m.span.of(text),
            f.comparator,
            f.value,
            f.low,
            f.high,
            q.unit,
            q.role,
            m.rule
        )
    });
    each.collect::<Vec<_>>().join("; ")
}

fn check_must(bench: &Bench, example: &str, rule: Option<&str>, failures: &mut Vec<String>) {
    let (text, marks) = marked(example);
    let ordinals = rule == Some(ORDINAL_RULE);
    let mentions: Vec<_> = bench
        .tag(&text)
        .into_iter()
        .filter(|m| ordinals || quantity(m).role != QuantityRole::Ordinal)
        .collect();
    let same = mentions.len() == marks.len()
        && mentions.iter().zip(&marks).all(|(m, want)| {
            let q = quantity(m);
            m.span == want.span && q.figure == want.figure && q.unit == want.unit
        });
    let ruled = rule.is_none_or(|rule| mentions.iter().any(|m| m.rule == rule));
    if !same || !ruled {
        failures.push(format!(
            "{} must: {example}\n      got {}",
            rule.unwrap_or("hedge"),
            show(&text, &mentions)
        ));
    }
}

#[test]
fn examples_of_the_data_hold() {
    let bench = Bench::new();
    let numbers: NumbersFile = toml::from_str(NUMBERS).unwrap();
    let hedges: HedgesFile = toml::from_str(HEDGES).unwrap();
    let (mut failures, mut examples) = (Vec::new(), 0);
    for rule in &numbers.rule {
        assert!(
            !rule.about.is_empty() && !rule.must.is_empty(),
            "{}: no description or no example",
            rule.id
        );
        for example in &rule.must {
            check_must(&bench, example, Some(&rule.id), &mut failures);
        }
        for text in &rule.must_not {
            let mentions = bench.tag(text);
            if mentions.iter().any(|m| m.rule == rule.id) {
                failures.push(format!("{} must not: {text}\n      got {}", rule.id, show(text, &mentions)));
            }
        }
        examples += rule.must.len() + rule.must_not.len();
    }
    for hedge in &hedges.hedge {
        for example in &hedge.must {
            check_must(&bench, example, None, &mut failures);
        }
        for text in &hedge.must_not {
            let mentions = bench.tag(text);
            if mentions.iter().any(|m| quantity(m).figure.comparator == hedge.comparator) {
                failures.push(format!("hedge {} must not: {text}\n      got {}", hedge.id, show(text, &mentions)));
            }
        }
        examples += hedge.must.len() + hedge.must_not.len();
    }
    assert!(failures.is_empty(), "{} of {examples}:\n{}", failures.len(), failures.join("\n"));
    assert!(examples >= 120);
}

#[test]
fn every_rule_has_its_examples() {
    let numbers: NumbersFile = toml::from_str(NUMBERS).unwrap();
    let mut ids: Vec<_> = numbers.rule.iter().map(|r| r.id.as_str()).collect();
    let mut rules: Vec<_> = RULES.iter().copied().chain([ORDINAL_RULE]).collect();
    ids.sort_unstable();
    rules.sort_unstable();
    assert_eq!(ids, rules);
}

#[test]
fn what_is_taken_is_no_quantity() {
    let bench = Bench::new();
    let text = "On 7 October 12 men died.";
    let mentions = bench.tag_with(text, &[Span::new(3, 12)]);
    assert_eq!(mentions.len(), 1);
    assert_eq!(mentions[0].span.of(text), "12");
}

#[test]
fn the_number_is_told_from_its_hedge() {
    let bench = Bench::new();
    let mentions = bench.tag("It cost at least $10 billion.");
    assert_eq!(mentions[0].tokens, 2..7);
    assert_eq!(quantity(&mentions[0]).number, 5..7);
}

proptest! {
    /// No text makes it fail, and its mentions stand in order and apart.
    #[test]
    fn any_text_is_read(text in "\\PC*") {
        apart(&text);
    }

    #[test]
    fn any_mix_of_number_words_is_read(parts in proptest::collection::vec(proptest::sample::select(vec![
        "a", "one", "two", "twenty", "hundred", "thousand", "million", "and", "half", "of", "-", "–", "to", "or", "between", "from", "$", "%", "12", "2,500", "1.5", "000",
        "999999999999999999", "at", "least", "more", "than", "no", "not", "single", "dozens", "tens", "several", "few", "couple", "in", "every", "third", "thirds", "year",
        "old", "s", "th", ",", ".", "(", ")", "/", ":", "USD10m", "Rs5", "km", "percent", "number", "both", "neither", "another", "up", "minus", "quarter", "early", "his",
    ]), 0..24), glue in proptest::collection::vec(any::<bool>(), 24)) {
        let mut text = String::new();
        for (part, glued) in parts.iter().zip(glue) {
            text.push_str(part);
            if !glued {
                text.push(' ');
            }
        }
        apart(&text);
    }
}

fn apart(text: &str) {
    thread_local!(static BENCH: Bench = Bench::new());
    BENCH.with(|bench| {
        let mut end = 0;
        for m in bench.tag(text) {
            assert!(m.span.start >= end && m.span.end > m.span.start, "{text}");
            let q = quantity(&m);
            assert!(
                m.tokens.start <= q.number.start && q.number.start < q.number.end && q.number.end <= m.tokens.end.max(q.number.end),
                "{text}"
            );
            end = m.span.end;
        }
    });
}
