//! Everything that the stages know, compiled once: gazetteers and grammars. Made before the first document, read by all threads.

use crate::gazetteer::{Gazetteer, GazetteerError, Sources};

/// The compiled gazetteers and grammars.
#[derive(Debug)]
pub struct Lexicon {
    /// Entities, names, words.
    pub gazetteer: Gazetteer,
}

impl Lexicon {
    /// The gazetteers that are compiled in.
    ///
    /// # Errors
    /// When a built-in file is broken; a test holds that none is.
    pub fn built_in() -> Result<Self, GazetteerError> {
        Self::load(&Sources::built_in())
    }

    /// Compiles the files of `sources`.
    ///
    /// # Errors
    /// At the first file that does not fit its format, with path and line.
    pub fn load(sources: &Sources) -> Result<Self, GazetteerError> {
        Ok(Self {
            gazetteer: Gazetteer::load(sources, &[])?,
        })
    }
}
