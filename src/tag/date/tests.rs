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
fn dates_lie_where_the_words_beside_them_look() {
    let (grammar, words) = grammar();
    let data: Data = toml::from_str(DATA).unwrap();
    for [text, span, value] in &data.direction.must {
        let all = found(&grammar, &words, text, Some("2024-03-14"));
        assert!(
            all.iter().any(|(s, v, _, _)| s == span && v == value),
            "“{text}” must give “{span}” = {value}, gives {all:?}"
        );
    }
}

#[test]
fn rule_ids_are_unique_and_every_rule_has_an_example() {
    let data: Data = toml::from_str(DATA).unwrap();
    let mut ids: Vec<&str> = data.rules.iter().map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|w| w[0] != w[1]));
    // Rules for history only cannot be shown in a sentence of news; `history_is_dated_by_itself` is their test.
    for rule in data.rules.iter().filter(|r| !r.guard.starts_with("narrative")) {
        assert!(!rule.must.is_empty(), "help: give rule {} an example", rule.id);
    }
}

#[test]
fn spans_of_two_dates() {
    let (grammar, words) = grammar();
    let interval = |text: &str| {
        let (tokens, list) = sentences(text, &words);
        let mut out = Vec::new();
        grammar.tag(text, &tokens, &list, "2024-03-14".parse().ok(), &words, &mut out);
        let values: Vec<_> = out
            .iter()
            .filter_map(|m| {
                if let MentionValue::Date(v) = &m.value {
                    Some(v.clone())
                } else {
                    None
                }
            })
            .collect();
        let [a, b] = values.as_slice() else { panic!("{text}: {values:?}") };
        let both = span_of_two(a, b).unwrap();
        format!(
            "{}/{} {}/{} {}",
            both.start.unwrap(),
            both.end.unwrap(),
            both.edtf_start.unwrap(),
            both.edtf_end.unwrap(),
            both.prec.unwrap()
        )
    };
    assert_eq!(
        interval("Between May 18, 2023, and June 4, 2023, it fell"),
        "2023-05-18/2023-06-04 2023-05-18/2023-06-04 4"
    );
    assert_eq!(interval("From 2003 to 2008 it fell"), "2003-01-01/2008-12-31 2003/2008 5");
    assert_eq!(interval("It fell on March 3-5"), "2024-03-03/2024-03-05 2024-03-03/2024-03-05 2");
    assert_eq!(
        interval("Between October and February it fell"),
        "2023-10-01/2024-02-29 2023-10/2024-02 5"
    );
}

#[test]
fn without_a_published_date_nothing_is_guessed() {
    let (grammar, words) = grammar();
    let values =
        |text: &str| -> Vec<(String, String)> { found(&grammar, &words, text, None).into_iter().map(|(_, v, d, _)| (v, d)).collect() };
    assert_eq!(values("It fell on October 18"), [("XXXX-10-18".to_string(), String::new())]);
    assert_eq!(values("It fell yesterday"), [("XXXX-XX-XX".to_string(), String::new())]);
    assert_eq!(values("It fell on Friday"), [("XXXX-WXX-5".to_string(), String::new())]);
    // A date that is said in full still anchors what follows.
    assert_eq!(values("It fell on 2 May 2019. On June 3, it rose")[1].0, "2019-06-03");
}

#[test]
fn history_is_dated_by_itself() {
    let (grammar, words) = grammar();
    let text = "In June 1912 they met. In September 1912 they left. On 4 October, war came. In May 1913 it ended. In July 1913 it began again. The next month, peace was made";
    let all = found(&grammar, &words, text, Some("2009-12-19"));
    assert_eq!(all[2].1, "1912-10-04");
    assert_eq!(all[5].1, "1913-08");
    let adjectives = |text: &str| {
        found(&grammar, &words, text, Some("2009-12-19"))
            .iter()
            .filter(|m| m.3 == "vague.narrative")
            .count()
    };
    assert_eq!(adjectives(&format!("{text}. The former king left")), 1);
    assert_eq!(adjectives("On Friday the former king left"), 0);
}

#[test]
fn behind_the_last_year_before_christ_comes_the_first_one() {
    let (grammar, words) = grammar();
    let cases = [
        ("He fell in 490 BC. The next year they fled.", "BC0489"),
        ("He fell in 1 BC. The next year they fled.", "0001"),
        ("He fell in 9 BC. The next decade was calm.", "000"),
        ("He fell in 9 BC. The next century was calm.", "00"),
        ("He fell in 490 BC. The next century was calm.", "BC03"),
    ];
    for (text, want) in cases {
        let values: Vec<String> = found(&grammar, &words, text, None).into_iter().map(|f| f.1).collect();
        assert_eq!(values.last().map(String::as_str), Some(want), "{text}: {values:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(pieces in proptest::collection::vec(0usize..PIECES.len(), 0..24), noise in "\\PC{0,12}") {
        let (grammar, words) = grammar_once();
        let mut text = String::new();
        for (n, piece) in pieces.iter().enumerate() {
            text.push_str(PIECES[*piece]);
            text.push_str(if n % 3 == 0 { &noise } else { " " });
        }
        for published in [None, Some("0001"), Some("2024-02-29"), Some("9999-12-31")] {
            for (span, value, _, _) in found(grammar, words, &text, published) {
                proptest::prop_assert!(!span.is_empty());
                proptest::prop_assert!(is_sane(&value), "{span}: {value} in {text}");
            }
        }
    }
}

const PIECES: &[&str] = &[
    "May",
    "31",
    "February",
    "29",
    "2023",
    "9999",
    "-",
    "/",
    "the",
    "last",
    "next",
    "following",
    "week",
    "century",
    "of",
    "99999",
    "years",
    "ago",
    "later",
    "first",
    "12:30",
    "p.m.",
    "BC",
    "'",
    "90",
    "s",
    "24:59",
    "Easter",
    "Monday",
    "two",
    "and a half",
    "thousand",
    "millennia",
    "early",
    "fall",
    "Q4",
    "H2",
    "99.99.9999",
    "2023-02-31",
    "at",
    "night",
    "before",
    "the 31st",
    "a",
    "day",
    "per",
    "to",
    "between",
    "30th",
    "decades",
    "0",
    "from",
    "5 to 9",
    "half past",
    "ten",
    "tonight",
    "o'clock",
    "evening",
    "weekend",
];

fn grammar_once() -> &'static (DateGrammar, Words) {
    static ONCE: std::sync::OnceLock<(DateGrammar, Words)> = std::sync::OnceLock::new();
    ONCE.get_or_init(grammar)
}

/// Whether a TIMEX3 value names nothing that no calendar has: month 13, day 32, week 54, hour 24, the year 0.
fn is_sane(value: &str) -> bool {
    let within = |text: &str, low: u32, high: u32| text.contains('X') || text.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n));
    if let Some(length) = value.strip_prefix('P').filter(|l| !l.starts_with(['A', 'R'])) {
        return !length.contains("inf") && !length.contains("NaN") && !length.contains('-');
    }
    if let Some((first, second)) = value.split_once('/') {
        return is_sane(first) && is_sane(second);
    }
    if value.is_empty() || value.ends_with("_REF") {
        return true;
    }
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let hour = time.split_once(':').is_none_or(|(h, m)| within(h, 0, 23) && within(m, 0, 59));
    let mut parts = date.trim_start_matches("BC").split('-');
    let year = parts
        .next()
        .is_some_and(|y| (2..=4).contains(&y.len()) && (y.len() < 4 || within(y, 1, 9999)));
    let fine = parts.all(|part| match part.split_at_checked(1) {
        Some(("W", "E")) => true,
        Some(("W", "XX")) => true,
        Some(("W", week)) if week.parse::<u32>().is_ok() => within(week, 1, 53),
        Some(("Q", n)) => within(n, 1, 4),
        Some(("H", n)) => within(n, 1, 2),
        _ => matches!(part, "SP" | "SU" | "FA" | "WI") || within(part, 1, 31),
    });
    let month = date
        .trim_start_matches("BC")
        .split('-')
        .nth(1)
        .is_none_or(|m| m.parse::<u32>().is_err() || within(m, 1, 12));
    hour && year && fine && month
}

#[test]
fn sane_values_are_told_from_absurd_ones() {
    for value in [
        "2024-02-29",
        "XXXX-XX-XXTNI",
        "2023-W53-WE",
        "P2.5Y",
        "BC0490",
        "199",
        "2024-Q4",
        "XXXX-WXX-5",
        "PAST_REF",
        "2024-03-01T23:59",
        "2023/2024",
        "2024-03-14T21:00/2024-03-15T05:00",
    ] {
        assert!(is_sane(value), "{value}");
    }
    for value in [
        "2024-13",
        "0000-01-01",
        "2024-02-32",
        "2024-W54",
        "2024-Q5",
        "2024-01-01T24:00",
        "2024-03-14T21:00/2024-03-15T25:00",
        "PinfY",
    ] {
        assert!(!is_sane(value), "{value}");
    }
}

#[test]
fn what_is_to_come_is_told_from_what_is_over() {
    let (grammar, words) = grammar();
    let value = |text: &str| {
        let all = found(&grammar, &words, text, Some("2024-03-14"));
        all.into_iter().map(|(_, v, _, _)| v).next_back().unwrap_or_default()
    };
    assert_eq!(value("The talks, which began last week, are to resume on March 20."), "2024-03-20");
    assert_eq!(value("The team plays again on Saturday night."), "2024-03-16TNI");
    assert_eq!(value("The court will hear the case on the 21st."), "2024-03-21");
    assert_eq!(value("The minister spoke on Saturday."), "2024-03-09");
    assert_eq!(value("The war began on October 7."), "2023-10-07");
}
