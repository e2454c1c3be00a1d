//! The built-in gazetteers are compiled in: build again when one of their files changes. `RECOUNT_CODE` is a hash of the sources that decide what is extracted, so that a database
//! knows which documents another build has worked on.

use std::fs;
use std::path::{Path, PathBuf};

/// What makes records of texts: the stages and what lies below them.
const SOURCES: [&str; 13] = [
    "src/chunk",
    "src/document.rs",
    "src/extract",
    "src/gazetteer",
    "src/lexicon.rs",
    "src/pipeline",
    "src/read",
    "src/record",
    "src/relate",
    "src/resolve",
    "src/segment",
    "src/tag",
    "src/text",
];

fn main() {
    println!("cargo:rerun-if-changed=gazetteers");
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        walk(Path::new(source), &mut files);
    }
    files.sort();
    // FNV-1a: tells builds apart, and needs no crate.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in files.iter().filter_map(|f| fs::read(f).ok()).flatten() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    println!("cargo:rustc-env=RECOUNT_CODE={hash:016x}");
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(folder) = fs::read_dir(path) else {
        files.push(path.into());
        return;
    };
    folder.flatten().for_each(|entry| walk(&entry.path(), files));
}
