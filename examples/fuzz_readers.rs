//! Throws bytes at every reader for as many seconds as told, and cuts what comes out: `cargo run --release --example fuzz_readers -- 600`.
//!
//! Inputs are pieces of real articles, pages, feeds and tables, cut, swapped, repeated and strewn with bytes that mean something to one of the readers.
//! Whatever they are, there must be documents and diagnostics, and every sentence must lie in its text. An input that breaks this is kept and named.

use flate2::{Compression, write::GzEncoder};
use recount::Lexicon;
use recount::read::{Inputs, Options};
use recount::segment::segment;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ENDINGS: [&str; 7] = ["txt", "md", "html", "jsonl", "json", "csv", "unknown"];

/// Bytes that one of the readers takes for something.
const PIECES: [&[u8]; 46] = [
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\0",
    b"\x1f\x8b\x08",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"{",
    b"}",
    b"[",
    b"]",
    b"{\"text\": \"",
    b"\\u00e9",
    b"\\ud83d",
    b"\\",
    b"---\n",
    b"title: ",
    b"<p>",
    b"</p>",
    b"<div><",
    b"<script type=\"application/ld+json\">",
    b"</script>",
    b"<meta charset=\"windows-1256\">",
    b"<!--",
    b"<table><tr><td>",
    b"&amp",
    b"&#x1F600;",
    b"# ",
    b"> ",
    b"- ",
    b"```",
    b"\xc2\xa0",
    b"\xc2\xad",
    b"\xe2\x80\x8b",
    b"\xef\xbf\xbd",
    b"\xf0\x9f\x98\x80",
    b"e\xcc\x81",
    b"\xe9\x80",
    b". ",
    b"\xe2\x80\x9d",
];

/// A small generator of numbers, so that a seed gives the same inputs again (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn samples() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut samples: Vec<Vec<u8>> = ["tests/html", "tests/cmd/pages.in", "corpus"]
        .iter()
        .flat_map(|f| std::fs::read_dir(folder.join(f)).expect("the folder is there"))
        .filter_map(|entry| std::fs::read(entry.expect("it can be listed").path()).ok())
        .filter(|bytes| bytes.len() < 40_000)
        .collect();
    samples.sort();
    samples
}

fn input(dice: &mut Dice, samples: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = samples[dice.below(samples.len())].clone();
    if dice.below(12) == 0 {
        bytes = (0..dice.below(400)).map(|_| dice.below(256) as u8).collect();
    }
    for _ in 0..1 + dice.below(8) {
        let (a, b) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let (a, b) = (a.min(b), a.max(b));
        match dice.below(7) {
            0 => drop(bytes.drain(a..b)),
            1 => bytes.truncate(b),
            2 => {
                let again = bytes[a..(a + 60).min(bytes.len())].repeat(dice.below(40));
                bytes.splice(b..b, again);
            }
            3 => {
                let other = &samples[dice.below(samples.len())];
                let from = dice.below(other.len());
                bytes.splice(a..a, other[from..(from + dice.below(500)).min(other.len())].iter().copied());
            }
            4 if a < bytes.len() => bytes[a] = dice.below(256) as u8,
            _ => drop(bytes.splice(a..a, PIECES[dice.below(PIECES.len())].iter().copied())),
        }
    }
    bytes
}

fn check(path: &Path, lexicon: &Lexicon) {
    for document in Inputs::new(vec![path.into()], Options::default()).into_iter().flatten() {
        let text = document.text.as_str();
        assert!(text.get(document.body.clone()).is_some(), "the body lies in the text");
        assert_eq!(document.published.is_some(), document.published_evidence.is_some());
        let sentences = segment(
            text,
            document.body.clone(),
            &document.layout,
            document.title.as_deref(),
            &lexicon.segment,
        );
        let mut at = document.body.start;
        for sentence in sentences {
            assert!(sentence.span.from() >= at && text.get(sentence.span.from()..sentence.span.to()).is_some());
            at = sentence.span.to();
        }
        assert!(at <= document.body.end);
    }
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .map(|a| a.parse::<u64>().expect("seconds, and perhaps a seed"));
    let seconds = arguments.next().unwrap_or(60);
    let mut dice = Dice(arguments.next().unwrap_or(0x9e37_79b9_7f4a_7c15).max(1));
    let lexicon = Lexicon::built_in().expect("the built-in gazetteers compile");
    let samples = samples();
    let folder = std::env::temp_dir().join(format!("fuzz_readers-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the inputs");
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut count, mut broken, mut slowest) = (0u64, 0u64, (Duration::ZERO, PathBuf::new()));
    while Instant::now() < end {
        let bytes = input(&mut dice, &samples);
        let packed = dice.below(6) == 0;
        let path = folder.join(format!(
            "input.{}{}",
            ENDINGS[dice.below(ENDINGS.len())],
            if packed { ".gz" } else { "" }
        ));
        let bytes = if packed {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder
                .write_all(&bytes)
                .and_then(|()| encoder.finish())
                .expect("bytes can be packed")
        } else {
            bytes
        };
        std::fs::write(&path, bytes).expect("the input can be written");
        let begun = Instant::now();
        let ended_well = catch_unwind(AssertUnwindSafe(|| check(&path, &lexicon))).is_ok();
        let took = begun.elapsed();
        count += 1;
        let keep = |name: String| {
            let kept = path.with_file_name(format!("{name}-{}", path.file_name().unwrap_or_default().to_string_lossy()));
            std::fs::rename(&path, &kept).expect("the input can be kept");
            kept
        };
        if !ended_well {
            broken += 1;
            println!("broken: {}", keep(format!("broken{broken}")).display());
        } else if took > slowest.0 {
            slowest = (took, keep(format!("slow{count}")));
        }
    }
    println!(
        "{count} inputs, {broken} broken; the slowest took {} ms: {}",
        slowest.0.as_millis(),
        slowest.1.display()
    );
    assert!(broken == 0, "{broken} inputs broke a reader");
}
