//! Reads PATHs and cuts what is read into sentences, and nothing else: `time cargo run --release --example speed_of_reading -- PATH…`.
//!
//! Says how much text there was, what of the time was the program's own start, and the most memory that was held (Linux).

use recount::Lexicon;
use recount::read::{Inputs, Options};
use recount::segment::segment;
use std::time::Instant;

fn main() {
    let paths: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    let begun = Instant::now();
    let lexicon = Lexicon::built_in().expect("the built-in gazetteers compile");
    let start = begun.elapsed();
    let (mut documents, mut bytes, mut sentences, mut troubles) = (0u64, 0u64, 0u64, 0u64);
    for item in Inputs::new(paths, Options::default()) {
        let Ok(document) = item else {
            troubles += 1;
            continue;
        };
        let cut = segment(
            &document.text,
            document.body.clone(),
            &document.layout,
            document.title.as_deref(),
            &lexicon.segment,
        );
        documents += 1;
        bytes += document.text.len() as u64;
        sentences += cut.len() as u64;
    }
    let seconds = (begun.elapsed() - start).as_secs_f64();
    println!("{documents} documents, {bytes} bytes, {sentences} sentences, {troubles} not read");
    println!(
        "{seconds:.2} s after {:.2} s of start: {:.0} MB/s",
        start.as_secs_f64(),
        bytes as f64 / 1e6 / seconds
    );
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|l| l.starts_with("VmHWM")) {
        println!("most memory: {}", line.trim_start_matches("VmHWM:").trim());
    }
}
