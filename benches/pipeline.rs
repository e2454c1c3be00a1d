//! Throughput of the whole pipeline and of each stage, in bytes of article text a second. `cargo bench`; one stage: `cargo bench -- names`.
//!
//! The text is `corpus/` as often as makes about a megabyte. Each stage is timed alone, on what the stages before it made.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use recount::emit::{Encoder, Format};
use recount::pipeline::Analysis;
use recount::read::{Inputs, Options};
use recount::record::RecordType;
use recount::tag::Mention;
use recount::text::{Span, Tokens};
use recount::{Document, Lexicon, extract};
use std::path::Path;

const BYTES: usize = 1 << 20;

fn main() {
    divan::main();
}

/// The articles, and their length in bytes.
fn articles() -> (Vec<Document>, usize) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let once: Vec<Document> = Inputs::new(vec![corpus], Options::default()).into_iter().flatten().collect();
    let mut all = Vec::new();
    let mut bytes = 0;
    for document in once.iter().cycle() {
        if bytes >= BYTES {
            break;
        }
        bytes += document.text.len();
        all.push(document.clone());
    }
    (all, bytes)
}

fn lexicon() -> Lexicon {
    Lexicon::built_in().expect("the built-in gazetteers compile")
}

fn tokens(document: &Document, lexicon: &Lexicon) -> Tokens {
    let mut tokens = Tokens::default();
    let span = Span::new(document.body.start, document.body.end);
    tokens.push_sentence(&document.text, span, &lexicon.gazetteer.words, |id| {
        lexicon.gazetteer.abbreviations.contains(&id)
    });
    tokens
}

/// From a document to its records.
#[divan::bench(sample_count = 10)]
fn whole_pipeline(bencher: Bencher<'_, '_>) {
    let (articles, bytes) = articles();
    let lexicon = lexicon();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for document in &articles {
            black_box(extract(document, &lexicon));
        }
    });
}

/// From a document to JSON Lines.
#[divan::bench(sample_count = 10)]
fn whole_pipeline_and_jsonl(bencher: Bencher<'_, '_>) {
    let (articles, bytes) = articles();
    let lexicon = lexicon();
    let encoder = Encoder {
        format: Format::Jsonl,
        types: RecordType::ALL.to_vec(),
        split: false,
    };
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for document in &articles {
            black_box(encoder.encode(&extract(document, &lexicon)));
        }
    });
}

/// Compiling the gazetteers.
#[divan::bench(sample_count = 3)]
fn lexicon_built_in() -> Lexicon {
    lexicon()
}

/// One bench a stage, in the order of the pipeline.
mod stages {
    use super::*;
    use recount::segment::segment;

    /// Times `stage` on what `before` makes of each article.
    fn stage<B: Sync, T>(
        bencher: Bencher<'_, '_>,
        before: impl Fn(&Document, &Lexicon) -> B,
        stage: impl Fn(&Document, &B, &Lexicon) -> T + Sync,
    ) {
        let (articles, bytes) = articles();
        let lexicon = lexicon();
        let made: Vec<(Document, B)> = articles
            .into_iter()
            .map(|d| (before(&d, &lexicon), d))
            .map(|(b, d)| (d, b))
            .collect();
        bencher.counter(BytesCount::new(bytes)).bench(|| {
            for (document, before) in &made {
                black_box(stage(document, before, &lexicon));
            }
        });
    }

    /// Blocks, sentences and their kinds.
    #[divan::bench(sample_count = 20)]
    fn cutting(bencher: Bencher<'_, '_>) {
        stage(
            bencher,
            |_, _| (),
            |d, (), lexicon| segment(&d.text, d.body.clone(), &d.layout, d.title.as_deref(), &lexicon.segment).len(),
        );
    }

    /// From files to documents: the corpus, each file as often as makes about a megabyte.
    #[divan::bench(sample_count = 20)]
    fn reading(bencher: Bencher<'_, '_>) {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let bytes: usize = Inputs::new(vec![corpus.clone()], Options::default())
            .into_iter()
            .flatten()
            .map(|d| d.text.len())
            .sum();
        let times = BYTES.div_ceil(bytes.max(1));
        bencher.counter(BytesCount::new(bytes * times)).bench(|| {
            for _ in 0..times {
                for document in Inputs::new(vec![corpus.clone()], Options::default()) {
                    let _ = black_box(document);
                }
            }
        });
    }

    #[divan::bench(sample_count = 10)]
    fn tokens(bencher: Bencher<'_, '_>) {
        stage(bencher, |_, _| (), |document, (), lexicon| super::tokens(document, lexicon));
    }

    #[divan::bench(sample_count = 10)]
    fn names(bencher: Bencher<'_, '_>) {
        stage(bencher, super::tokens, |_, tokens, lexicon| {
            lexicon.gazetteer.names.find(tokens).len()
        });
    }

    /// Dates and quantities together: what numbers and time cost.
    #[divan::bench(sample_count = 10)]
    fn time_and_numbers(bencher: Bencher<'_, '_>) {
        stage(bencher, Analysis::of, |document, analysis, lexicon| {
            let mut mentions = dates(document, analysis, lexicon);
            quantities(document, analysis, lexicon, &mut mentions);
            mentions.len()
        });
    }

    #[divan::bench(sample_count = 10)]
    fn time(bencher: Bencher<'_, '_>) {
        stage(bencher, Analysis::of, dates);
    }

    #[divan::bench(sample_count = 10)]
    fn numbers(bencher: Bencher<'_, '_>) {
        stage(bencher, Analysis::of, |document, analysis, lexicon| {
            let mut mentions = Vec::new();
            quantities(document, analysis, lexicon, &mut mentions);
            mentions
        });
    }

    fn dates(document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> Vec<Mention> {
        let (tokens, words) = (&analysis.tokens, &lexicon.gazetteer.words);
        let published = document.published.as_deref().and_then(|d| d.parse().ok());
        let mut mentions = Vec::new();
        let grammar = &lexicon.dates;
        grammar.tag(&document.text, tokens, &analysis.sentences, published, words, &mut mentions);
        mentions
    }

    fn quantities(document: &Document, analysis: &Analysis, lexicon: &Lexicon, mentions: &mut Vec<Mention>) {
        let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
        let (tokens, words) = (&analysis.tokens, &lexicon.gazetteer.words);
        let grammar = &lexicon.quantities;
        grammar.tag(&document.text, tokens, &analysis.sentences, &taken, words, mentions);
    }
}
