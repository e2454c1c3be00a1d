//! What holds of every reader whatever the bytes: documents and diagnostics, never a fault. `examples/fuzz_readers.rs` does the same for as long as one likes.

mod common;

use common::{lexicon, project};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use recount::read::{Inputs, Options};
use recount::segment::segment;
use std::io::Write;
use std::path::Path;

const ENDINGS: [&str; 6] = ["txt", "md", "html", "jsonl", "csv", "unknown"];

fn samples() -> Vec<Vec<u8>> {
    [
        "tests/html/blogger-1.html",
        "tests/cmd/pages.in/page.html",
        "tests/cmd/pages.in/feed.jsonl",
        "tests/cmd/pages.in/table.csv",
        "corpus/01-wire-rising-toll.txt",
    ]
    .iter()
    .map(|p| std::fs::read(project(p)).expect("the sample is there"))
    .collect()
}

/// A sample with a piece taken out, a piece put in, and a piece said again.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::collection::vec(any::<u8>(), 0..12);
    (
        prop::sample::select(samples()),
        any::<[prop::sample::Index; 4]>(),
        piece,
        0usize..30,
    )
        .prop_map(|(mut bytes, at, piece, times)| {
            let (a, b) = (at[0].index(bytes.len()), at[1].index(bytes.len()));
            bytes.drain(a.min(b)..a.max(b));
            let at_piece = at[2].index(bytes.len() + 1);
            bytes.splice(at_piece..at_piece, piece);
            let from = at[3].index(bytes.len() + 1);
            let again = bytes[from..(from + 40).min(bytes.len())].repeat(times);
            bytes.splice(from..from, again);
            bytes
        })
}

fn holds(test: &str, bytes: &[u8], ending: &str, packed: bool) -> Result<(), TestCaseError> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.{ending}{}", if packed { ".gz" } else { "" }));
    if packed {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        std::fs::write(&path, encoder.finish().unwrap()).unwrap();
    } else {
        std::fs::write(&path, bytes).unwrap();
    }
    for document in Inputs::new(vec![path], Options::default()).into_iter().flatten() {
        let text = document.text.as_str();
        prop_assert!(text.get(document.body.clone()).is_some());
        prop_assert_eq!(document.published.is_some(), document.published_evidence.is_some());
        let mut at = 0;
        for sentence in segment(
            text,
            document.body.clone(),
            &document.layout,
            document.title.as_deref(),
            &lexicon().segment,
        ) {
            prop_assert!(sentence.span.from() >= at && text.get(sentence.span.from()..sentence.span.to()).is_some());
            at = sentence.span.to();
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), ending in 0..ENDINGS.len(), packed: bool) {
        holds("any", &bytes, ENDINGS[ending], packed)?;
    }

    #[test]
    fn mutated_articles_are_read(bytes in mutated(), ending in 0..ENDINGS.len(), packed in prop::bool::weighted(0.2)) {
        holds("mutated", &bytes, ENDINGS[ending], packed)?;
    }
}
