//! What holds of every text.

use super::super::white::is_blank;
use super::{Layout, RULES, run};
use crate::segment::segment;
use proptest::prelude::*;

/// Text that looks like articles: words, stops, marks and line ends thrown together.
fn lookalike() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The ",
        "U.S. ",
        "army ",
        "said",
        ". ",
        ".",
        "... ",
        "…",
        "? ",
        "! ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "(",
        ")",
        "[",
        "]",
        "- ",
        "* ",
        "• ",
        "1. ",
        "2) ",
        "a. ",
        "b. ",
        "Q: ",
        "A: ",
        "RAHIM: ",
        "By ",
        "Dana Rahim",
        "# ",
        "## ",
        "> ",
        "---",
        "===",
        "**",
        "_",
        "![",
        "](",
        "https://example.org/a.b",
        "Photo: ",
        "Read more: ",
        "Last update: ",
        "4 Feb 2024",
        "p.m. ",
        "No. 5 ",
        "Mr. ",
        "🙂",
        "é",
        "ك",
        "。",
        ":-)",
        "is a fellow at ",
        "\t",
        "\u{2028}",
        "\u{0}",
        "said the spokesman of the northern command after the long meeting in the town hall ",
        "12",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str, layout: Layout) -> Result<(), TestCaseError> {
    let sentences = run(text, layout.clone());
    let mut at = 0;
    let mut paragraph = 0;
    let left_out = |gap: &str| match layout {
        Layout::Plain | Layout::Blocks(_) => gap.chars().all(is_blank),
        // Enumerators are markup as well, of at most four signs.
        Layout::Markdown => {
            !gap.chars().any(char::is_alphabetic) || gap.split(is_blank).all(|w| w.chars().filter(|c| c.is_alphabetic()).count() <= 1)
        }
    };
    for s in &sentences {
        let (from, to) = (s.span.from(), s.span.to());
        prop_assert!(from >= at && to > from && to <= text.len(), "out of order: {from}..{to} after {at}");
        prop_assert!(text.is_char_boundary(from) && text.is_char_boundary(to));
        let this = &text[from..to];
        prop_assert!(
            !this.starts_with(is_blank) && !this.ends_with(is_blank),
            "outer white space: {this:?}"
        );
        prop_assert!(left_out(&text[at..from]), "left out: {:?}", &text[at..from]);
        prop_assert!(s.paragraph >= paragraph);
        prop_assert_eq!(&s.tokens, &(0..0));
        if let Some(speaker) = s.speaker {
            prop_assert!(
                !speaker.is_empty()
                    && speaker.to() <= text.len()
                    && text.is_char_boundary(speaker.from())
                    && text.is_char_boundary(speaker.to())
            );
        }
        paragraph = s.paragraph;
        at = to;
    }
    prop_assert!(left_out(&text[at..]), "left out at the end: {:?}", &text[at..]);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_covered(text in "\\PC*|(?s).{0,200}") {
        holds(&text, Layout::Plain)?;
    }

    #[test]
    fn lookalikes_are_covered(text in lookalike()) {
        holds(&text, Layout::Plain)?;
        holds(&text, Layout::Markdown)?;
    }

    #[test]
    fn any_body_will_do(text in lookalike(), a in 0usize..400, b in 0usize..400, title in lookalike()) {
        for s in segment(&text, a..b, &Layout::Plain, Some(&title), &RULES) {
            prop_assert!(s.span.to() <= b.min(text.len()) && s.span.from() >= text.floor_char_boundary(a));
        }
    }
}
