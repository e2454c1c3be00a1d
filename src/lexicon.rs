//! Everything that the stages know, compiled once: gazetteers, grammars, frames. Made before the first document, read by all threads.

use crate::extract::{Frames, Trigger};
use crate::gazetteer::{Gazetteer, GazetteerError, Sources};
use crate::relate::{Descriptions, Phrases};
use crate::segment::SegmentRules;
use crate::tag::{DateGrammar, NameRules, QuantityGrammar};
use crate::text::WordId;

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
    /// Phrases that tell how figures relate.
    pub phrases: Phrases,
    /// Definite descriptions of actors.
    pub descriptions: Descriptions,
    /// By word id: whether a sentence with the word can make a claim or say who speaks.
    telling: Vec<bool>,
}

impl Lexicon {
    /// The gazetteers that are compiled in.
    ///
    /// # Errors
    /// When a built-in file is broken; a test holds that none is.
    pub fn built_in() -> Result<Self, GazetteerError> {
        Self::load(&Sources::built_in())
    }

    /// Whether a sentence with this word can make a claim, or say who speaks: others need no chunks.
    #[must_use]
    pub fn can_tell(&self, word: WordId) -> bool {
        self.telling.get(word.0 as usize).copied().unwrap_or(false)
    }

    /// Whether English uses a word in lower case, or it is a given name or a word of titles and of names of bodies: alone it is a poor name of anything else.
    #[must_use]
    pub fn is_ordinary_word(&self, word: &str) -> bool {
        use crate::tag::names::rules::Flags;
        let id = self.gazetteer.words.get(word);
        let info = self.gazetteer.vocabulary.info(id);
        let flags = [
            Flags::GIVEN,
            Flags::NOT_NAME,
            Flags::TITLE_WORD,
            Flags::TITLE_END,
            Flags::PLACE_MODIFIER,
            Flags::PLACE_KIND,
            Flags::PLACE_SUFFIX,
            Flags::PLACE_HEAD,
            Flags::ORGANISATION_HEAD,
            Flags::GROUP_HEAD,
        ];
        let in_list = flags.into_iter().any(|f| self.names.is(id, f));
        id.is_known() && (in_list || info.class != crate::gazetteer::Class::NONE || info.verb.is_known() || info.noun.is_known())
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
        let descriptions =
            Descriptions::compile(file("words/descriptions.toml"), &mut gazetteer.words).map_err(wrong("words/descriptions.toml"))?;
        let phrases = Phrases::compile(file("words/phrases.toml")).map_err(wrong("words/phrases.toml"))?;
        let telling = (0..gazetteer.words.len() as u32)
            .map(|n| {
                let word = WordId(n);
                let info = gazetteer.vocabulary.info(word);
                let reports = info.verb.is_known() && gazetteer.vocabulary.info(info.verb).reporting.is_some();
                let triggers = !frames.triggered(Trigger::Verb, info.verb).is_empty()
                    || !frames.triggered(Trigger::Adjective, word).is_empty()
                    || !frames.triggered(Trigger::Noun, word).is_empty();
                reports || triggers || info.noun_class.event.is_some() || word == frames.words.according
            })
            .collect();
        Ok(Self {
            telling,
            phrases,
            descriptions,
            gazetteer,
            segment,
            dates,
            names,
            quantities,
            frames,
        })
    }
}
