//! What words mean to the grammar, before any pattern is tried: the bits of `sign` for each word, and whether an expression can hang on it.

use super::lexeme::Reading;
use super::lexicon::Lexicon;
use super::sign::{INNER, JOINT, Literals, NUMBER_WORD};
use crate::text::{Tokens, WordId};

/// The classes whose words make a sentence worth reading.
const TRIGGERS: [&str; 23] = [
    "told_time",
    "month",
    "weekday",
    "weekdays",
    "season",
    "part",
    "parts",
    "hour_name",
    "day_mark",
    "deictic",
    "unit",
    "units",
    "adverb_set",
    "decade",
    "vague",
    "tonight",
    "vague_narrative",
    "holiday",
    "era",
    "forenoon",
    "afternoon",
    "minutes_of",
    "oclock",
];
/// The classes whose words numerals are read from.
const NUMERALS: [&str; 3] = ["number", "ordinal", "open"];

/// The signs of all words.
#[derive(Debug)]
pub struct Signs {
    /// For each word id the place of its sign in `list`: few words have any, and few signs are different.
    by_word: Vec<u16>,
    list: Vec<WordSign>,
    /// For each class what its phrases of several words mean where they stand.
    by_class: Vec<PhraseSign>,
}

/// What a word means whatever follows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordSign {
    /// What it can begin.
    pub mask: u64,
    /// An expression can hang on it.
    pub is_trigger: bool,
    /// It begins phrases of several words that mean more; ask [`Signs::of_phrases`].
    pub phrases: bool,
    /// It begins phrases that an expression can hang on.
    pub trigger_phrases: bool,
}

/// What the phrases at a token mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhraseSign {
    pub mask: u64,
    pub is_trigger: bool,
}

impl Signs {
    /// Finds the sign of each word that is known.
    pub fn compile(lexicon: &Lexicon, reading: &Reading, literals: &Literals, known_words: usize) -> Self {
        let mut by_class = vec![PhraseSign::default(); lexicon.classes()];
        for (class, sign) in by_class.iter_mut().enumerate() {
            sign.mask = lexicon.bit(class as u8);
        }
        let named = |names: &'static [&'static str]| names.iter().filter_map(|name| lexicon.class(name));
        for class in named(&NUMERALS) {
            by_class[class as usize].mask |= NUMBER_WORD;
        }
        for class in named(&TRIGGERS) {
            by_class[class as usize].is_trigger = true;
        }
        let mut signs = vec![WordSign::default(); known_words];
        for (word, sign) in signs.iter_mut().enumerate() {
            lexicon.begun_by(WordId(word as u32), |class, phrase| {
                let of_class = by_class[class as usize];
                if phrase {
                    sign.phrases |= of_class.mask != 0;
                    sign.trigger_phrases |= of_class.is_trigger;
                } else {
                    sign.mask |= of_class.mask;
                    sign.is_trigger |= of_class.is_trigger;
                }
            });
        }
        let mut add = |word: WordId, bit: u64| {
            if let Some(sign) = signs.get_mut(word.0 as usize) {
                sign.mask |= bit;
            }
        };
        literals.all().for_each(|(word, bit)| add(word, bit));
        lexicon.inner_words().for_each(|word| add(word, INNER));
        let of_clocks = [reading.forenoon, reading.afternoon, reading.clock_mark];
        let of_clocks = of_clocks.into_iter().flat_map(|class| lexicon.first_words(class));
        of_clocks.chain(reading.joints).for_each(|word| add(word, JOINT));
        let mut list = vec![WordSign::default()];
        let mut by_word = Vec::with_capacity(signs.len());
        for sign in signs {
            let place = list.iter().position(|s| *s == sign).unwrap_or_else(|| {
                list.push(sign);
                list.len() - 1
            });
            by_word.push(place as u16);
        }
        Self { by_word, list, by_class }
    }

    /// The sign of a word.
    pub fn of(&self, word: WordId) -> WordSign {
        let place = self.by_word.get(word.0 as usize).copied().unwrap_or(0);
        self.list[place as usize]
    }

    /// What the phrases of several words that stand at token `at` mean.
    pub fn of_phrases(&self, lexicon: &Lexicon, tokens: &Tokens, at: usize, end: usize) -> PhraseSign {
        let mut sign = PhraseSign::default();
        lexicon.phrases_at(tokens, at, end, |class| {
            let of_class = self.by_class[class as usize];
            sign.mask |= of_class.mask;
            sign.is_trigger |= of_class.is_trigger;
        });
        sign
    }
}
