use super::*;
use crate::text::{SentenceKind, Span, WordId};

const DATA: &str = include_str!("../../../gazetteers/words/dates.toml");

fn sentences(text: &str, words: &Words) -> (Tokens, Vec<Sentence>) {
    let abbreviations: Vec<WordId> = ["dec.", "feb.", "a.m.", "p.m."]
        .iter()
        .map(|w| words.get(w))
        .filter(|w| w.is_known())
        .collect();
    let mut tokens = Tokens::default();
    let mut list = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive(". ") {
        let whole = piece.trim_end();
        // “Dec. 15” and the like do not end a sentence in these tests.
        let span = Span::new(from, from + whole.len());
        from += piece.len();
        let range = tokens.push_sentence(text, span, words, |w| abbreviations.contains(&w));
        list.push(Sentence {
            span,
            kind: SentenceKind::Body,
            paragraph: 0,
            speaker: None,
            tokens: range,
        });
    }
    (tokens, list)
}

/// (text, value, start, end, rule) of each mention.
fn found(grammar: &DateGrammar, words: &Words, text: &str, published: Option<&str>) -> Vec<(String, String, String, &'static str)> {
    let (tokens, list) = if text.contains("Dec. ") || text.contains("Feb. ") || text.contains(" a.m. ") || text.contains(" p.m. ") {
        let mut tokens = Tokens::default();
        let span = Span::new(0, text.len());
        let range = tokens.push_sentence(text, span, words, |_| false);
        (
            tokens,
            vec![Sentence {
                span,
                kind: SentenceKind::Body,
                paragraph: 0,
                speaker: None,
                tokens: range,
            }],
        )
    } else {
        sentences(text, words)
    };
    let mut out = Vec::new();
    grammar.tag(text, &tokens, &list, published.map(|p| p.parse().unwrap()), words, &mut out);
    out.iter()
        .map(|m| {
            let MentionValue::Date(value) = &m.value else { panic!("no date") };
            let days = value.start.map_or_else(String::new, |s| format!("{s}/{}", value.end.unwrap()));
            (m.span.of(text).to_string(), value.value.clone().unwrap_or_default(), days, m.rule)
        })
        .collect()
}

fn grammar() -> (DateGrammar, Words) {
    let mut words = Words::new();
    let grammar = DateGrammar::compile(DATA, &mut words).unwrap();
    (grammar, words)
}

#[test]
fn every_rule_finds_what_it_must_and_nothing_else() {
    let (grammar, words) = grammar();
    let data: Data = toml::from_str(DATA).unwrap();
    let mut wrong = Vec::new();
    for rule in &data.rules {
        for [text, span, value] in &rule.must {
            let all = found(&grammar, &words, text, Some("2024-03-14"));
            if !all.iter().any(|(s, v, _, r)| s == span && v == value && *r == rule.id) {
                wrong.push(format!("{}: “{text}” must give “{span}” = {value}, gives {all:?}", rule.id));
            }
        }
        for text in &rule.must_not {
            let all = found(&grammar, &words, text, Some("2024-03-14"));
            if all.iter().any(|(_, _, _, r)| *r == rule.id) {
                wrong.push(format!("{}: “{text}” must give nothing, gives {all:?}", rule.id));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "help: mend the rule in gazetteers/words/dates.toml, or its example\n{}",
        wrong.join("\n")
    );
}

#[test]
fn rule_ids_are_unique_and_every_rule_has_an_example() {
    let data: Data = toml::from_str(DATA).unwrap();
    let mut ids: Vec<&str> = data.rules.iter().map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|w| w[0] != w[1]));
}
