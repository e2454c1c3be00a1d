//! What several tests need: the lexicon, compiled once, and the documents of `corpus/`.
#![allow(dead_code)]

use recount::read::{Inputs, Options};
use recount::{Document, Lexicon};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The built-in lexicon.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::built_in().expect("the built-in gazetteers compile"))
}

/// A path inside the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The documents of a file or folder of the project.
pub fn documents(path: &Path) -> Vec<Document> {
    Inputs::new(vec![path.into()], Options::default())
        .into_iter()
        .map(|item| item.unwrap_or_else(|trouble| panic!("{trouble}")))
        .collect()
}
