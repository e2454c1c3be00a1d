//! Properties that hold for any text whatever.

mod common;

use common::lexicon;
use proptest::prelude::*;
use recount::document::Layout;
use recount::emit::{Encoder, Format, ReadableOptions, readable};
use recount::record::RecordType;
use recount::verify::{Counts, verify};
use recount::{Document, extract, run};
use std::convert::Infallible;
use std::ops::ControlFlow;
use std::path::Path;

/// Pieces that the grammars look for, and pieces that break what counts on bytes being characters.
const PIECES: &[&str] = &[
    "killed",
    "wounded",
    "were",
    "at least",
    "more than",
    "dozens of",
    "people",
    "soldiers",
    "Iraq",
    "Hezbollah",
    "the",
    "a",
    "in",
    "on",
    "by",
    "Monday",
    "May 2019",
    "yesterday",
    "police said",
    "an air strike",
    "12",
    "3,000",
    "1.2 million",
    "11-12",
    "15%",
    "$4.2 billion",
    "twenty-one",
    "including",
    "three of them",
    "“",
    "”",
    "’s",
    "'",
    ".",
    ",",
    ";",
    ":",
    "—",
    "-",
    "–",
    "(",
    ")",
    "\n",
    "\n\n",
    "\r\n",
    "* ",
    "- ",
    "# ",
    "> ",
    "**",
    "_",
    "|",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "é",
    "e\u{301}",
    "ı",
    "İ",
    "ß",
    "ﬁ",
    "Ⅷ",
    "٣",
    "½",
    "北京",
    "عين",
    "🙂",
    "👩‍👩‍👧",
    "\u{0}",
    "\u{1b}[31m",
    "\u{2028}",
    "U.S.",
    "Lt. Gen.",
    "A.",
    "http://a.b/c",
    "---",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec((prop::sample::select(PIECES), prop::bool::weighted(0.7)), 0..60).prop_map(|list| {
        list.into_iter()
            .map(|(piece, space)| format!("{piece}{}", if space { " " } else { "" }))
            .collect::<String>()
    });
    prop_oneof![3 => pieces, 1 => any::<String>(), 1 => "\\PC{0,200}"]
}

fn document(text: &str, markdown: bool, published: bool) -> Document {
    let mut document = Document::plain("d", text);
    document.keep_text = true;
    if markdown {
        document.layout = Layout::Markdown;
    }
    if published { document.published("2024-02-06") } else { document }
}

fn bytes(documents: &[Document], threads: usize) -> Vec<u8> {
    let encoder = Encoder {
        format: Format::Jsonl,
        types: RecordType::ALL.to_vec(),
        split: false,
    };
    let mut out = Vec::new();
    run::in_order(
        documents.iter().cloned().map(Ok::<_, Infallible>),
        threads,
        |document| encoder.encode(&extract(&document, lexicon())).concat(),
        |done| {
            out.extend(done.unwrap_or_default());
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_is_what_it_says(text in texts(), markdown: bool, published: bool) {
        let extraction = extract(&document(&text, markdown, published), lexicon());
        let mut failures = Vec::new();
        verify(&extraction.into(), Path::new("."), &mut Counts::default(), &mut |f| failures.push(f.to_string()));
        prop_assert!(failures.is_empty(), "{:?}\n{:?}", failures, text);
    }

    #[test]
    fn the_view_never_fails_and_never_moves_the_cursor(text in texts(), width in 0usize..200) {
        let extraction = extract(&document(&text, false, true), lexicon());
        let view = readable(&extraction, &ReadableOptions { width, ..ReadableOptions::default() });
        prop_assert!(view.chars().all(|c| c == '\n' || !c.is_control()));
    }

    #[test]
    fn records_read_back_as_they_were_written(text in texts()) {
        let extraction = extract(&document(&text, false, true), lexicon());
        for claim in &extraction.claims {
            let line = serde_json::to_string(claim).unwrap();
            prop_assert_eq!(claim, &serde_json::from_str(&line).unwrap());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_number_of_threads_makes_the_same_bytes(list in prop::collection::vec(texts(), 0..150)) {
        let documents: Vec<Document> = list.iter().map(|text| document(text, false, true)).collect();
        prop_assert_eq!(bytes(&documents, 1), bytes(&documents, 4));
    }
}
