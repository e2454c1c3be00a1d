//! Everything that the stages know, compiled once: gazetteers, grammars, frames. Made before the first document, read by all threads.

use crate::extract::Frames;
use crate::gazetteer::{Gazetteer, GazetteerError, Sources};
use crate::segment::SegmentRules;
use crate::tag::{DateGrammar, NameRules, QuantityGrammar};

/// The compiled gazetteers, grammars and frames.
#[derive(Debug)]
pub struct Lexicon {
    /// Entities, names, words.
    pub gazetteer: Gazetteer,
    /// Where sentences end and what blocks are.
    pub segment: SegmentRules,
    /// Temporal expressions.
    pub dates: DateGrammar,
    /// Names beyond the gazetteers.
    pub names: NameRules,
    /// Number expressions.
    pub quantities: QuantityGrammar,
    /// How claims are said.
    pub frames: Frames,
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
        let file = |path: &str| sources.file(path).unwrap_or_default();
        let wrong = |path: &str| {
            let path = path.to_string();
            move |why: String| GazetteerError::Grammar { path, why }
        };
        let segment = SegmentRules::compile(file("words/abbreviations.toml"), file("words/layout.toml"))
            .map_err(wrong("words/abbreviations.toml"))?;
        let abbreviations: Vec<&str> = segment.abbreviations().collect();
        let mut gazetteer = Gazetteer::load(sources, &abbreviations)?;
        let dates = DateGrammar::compile(file("words/dates.toml"), &mut gazetteer.words).map_err(wrong("words/dates.toml"))?;
        let quantities = QuantityGrammar::compile(
            file("words/numbers.toml"),
            file("words/hedges.toml"),
            file("words/units.csv"),
            &mut gazetteer.words,
        )
        .map_err(wrong("words/numbers.toml"))?;
        let names = NameRules::compile(sources, &mut gazetteer)?;
        let frames = Frames::load(sources, &mut gazetteer.words)?;
        Ok(Self {
            gazetteer,
            segment,
            dates,
            names,
            quantities,
            frames,
        })
    }
}
