//! Phrases that tell how figures relate: all of them looked for in one pass over a sentence, by Aho-Corasick. Knows text and the data file only.

use aho_corasick::AhoCorasick;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseFile {
    cumulative: Vec<String>,
    period: Vec<String>,
    also: Vec<String>,
    opens: Vec<String>,
    totals: Vec<String>,
}

/// What a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    Cumulative,
    Period,
    Also,
    Opens,
    Total,
}

/// The compiled phrases.
#[derive(Debug)]
pub struct Phrases {
    automaton: AhoCorasick,
    tells: Vec<Tells>,
}

/// What the phrases of a sentence tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its figures are running totals.
    pub cumulative: bool,
    /// Its figures are of the stretch of time told of before.
    pub period: bool,
    /// Its figures add to what was told before.
    pub also: bool,
    /// It opens with words that announce another event.
    pub opens_other: bool,
    /// It opens with words that announce the sum of what the text told.
    pub total: bool,
}

impl Phrases {
    /// Reads `gazetteers/words/phrases.toml`.
    ///
    /// # Errors
    /// Says what is wrong where the file does not fit its format.
    pub fn compile(data: &str) -> Result<Self, String> {
        let file: PhraseFile = toml::from_str(data).map_err(|e| e.to_string())?;
        let mut phrases = Vec::new();
        let mut tells = Vec::new();
        for (list, what) in [
            (file.cumulative, Tells::Cumulative),
            (file.period, Tells::Period),
            (file.also, Tells::Also),
            (file.opens, Tells::Opens),
            (file.totals, Tells::Total),
        ] {
            tells.extend(list.iter().map(|_| what));
            phrases.extend(list);
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(&phrases)
            .map_err(|e| e.to_string())?;
        Ok(Self { automaton, tells })
    }

    /// What the phrases of a sentence tell.
    #[must_use]
    pub fn read(&self, sentence: &str) -> Told {
        let mut told = Told::default();
        for found in self.automaton.find_overlapping_iter(sentence) {
            match self.tells[found.pattern().as_usize()] {
                Tells::Cumulative => told.cumulative = true,
                Tells::Period => told.period = true,
                Tells::Also => told.also = true,
                Tells::Opens => told.opens_other |= found.start() == 0,
                Tells::Total => told.total |= found.start() == 0,
            }
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_phrases_tell() {
        let phrases = Phrases::compile(include_str!("../../gazetteers/words/phrases.toml")).unwrap();
        let told = |cumulative, also, opens_other| Told {
            cumulative,
            also,
            opens_other,
            ..Told::default()
        };
        assert_eq!(phrases.read("So far 40 people have died."), told(true, false, false));
        assert_eq!(phrases.read("In another attack, two died."), told(false, true, true));
        assert!(phrases.read("Total for May: 9 attacks.").total && !phrases.read("In total 9 died.").total);
        assert_eq!(phrases.read("Two guards also died elsewhere."), told(false, true, false));
    }
}
