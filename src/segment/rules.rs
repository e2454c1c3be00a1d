//! The data of the stage, compiled: abbreviations by class, and the phrases of an article's furniture.

use super::phrases::Phrases;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// When the stop of an abbreviation also ends the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Ends {
    /// Not before anything: a title before a name.
    Never,
    /// Only before a word that typically begins a sentence.
    Starter,
    /// Not before a number.
    Number,
    /// Before any capital letter.
    Capital,
    /// As `Starter`, and not while the sentence is but a phrase of time.
    Time,
}

/// How surely a word begins a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Starter {
    Strong,
    Weak,
}

/// What the splitter and the layout rules know, compiled once from the data.
#[derive(Debug)]
pub struct SegmentRules {
    /// Abbreviations (lower case, without the last stop) that match in any case, and those that need a capital.
    any_case: FxHashMap<Box<str>, Ends>,
    capital: FxHashMap<Box<str>, Ends>,
    longest: usize,
    starters: FxHashMap<Box<str>, Starter>,
    speech: FxHashSet<Box<str>>,
    after_speech: FxHashSet<Box<str>>,
    names_hearer: FxHashSet<Box<str>>,
    time_phrase: FxHashSet<Box<str>>,
    marked: FxHashSet<Box<str>>,
    greetings: FxHashSet<Box<str>>,
    opens_message: FxHashSet<Box<str>>,
    listed: Vec<Box<str>>,
    /// The phrases of `layout.toml`.
    pub(super) phrases: Phrases,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationFile {
    class: BTreeMap<String, Class>,
    starters: StarterTable,
    speech: Speech,
    time_phrase: TimePhrase,
    names: Names,
    message: Message,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    ends: Ends,
    words: Vec<String>,
    #[serde(default)]
    plain: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StarterTable {
    strong: Vec<String>,
    weak: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Speech {
    verbs: Vec<String>,
    after: Vec<String>,
    to: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TimePhrase {
    begins: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    marked: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    greetings: Vec<String>,
    opens: Vec<String>,
}

/// Longest word that is worth looking up, in bytes.
const LONGEST_WORD: usize = 24;

impl SegmentRules {
    /// Reads `gazetteers/words/abbreviations.toml` and `gazetteers/words/layout.toml`.
    ///
    /// # Errors
    /// Says what is wrong where one of them is not TOML of the known tables.
    pub fn compile(abbreviations: &str, layout: &str) -> Result<Self, String> {
        let file: AbbreviationFile = toml::from_str(abbreviations).map_err(|e| format!("abbreviations: {e}"))?;
        let phrases = Phrases::compile(layout)?;
        let mut rules = Self {
            any_case: FxHashMap::default(),
            capital: FxHashMap::default(),
            longest: 0,
            starters: FxHashMap::default(),
            speech: boxed(&file.speech.verbs),
            after_speech: boxed(&file.speech.after),
            names_hearer: boxed(&file.speech.to),
            time_phrase: boxed(&file.time_phrase.begins),
            marked: boxed(&file.names.marked),
            greetings: boxed(&file.message.greetings),
            opens_message: boxed(&file.message.opens),
            listed: Vec::new(),
            phrases,
        };
        for (name, class) in &file.class {
            if let Some(stray) = class.plain.iter().find(|w| !class.words.contains(w)) {
                return Err(format!("abbreviations: class {name}: “{stray}” is in `plain` but not in `words`"));
            }
            for word in &class.words {
                if word.is_empty() || word.ends_with('.') {
                    return Err(format!(
                        "abbreviations: class {name}: “{word}”: words stand without their last stop"
                    ));
                }
                let lower = word.to_lowercase();
                rules.longest = rules.longest.max(lower.len());
                let map = if word.starts_with(char::is_uppercase) {
                    &mut rules.capital
                } else {
                    &mut rules.any_case
                };
                map.insert(lower.into(), class.ends);
                if !class.plain.contains(word) {
                    rules.listed.push(format!("{word}.").into());
                }
            }
        }
        for (words, how) in [(&file.starters.weak, Starter::Weak), (&file.starters.strong, Starter::Strong)] {
            rules.starters.extend(words.iter().map(|w| (w.as_str().into(), how)));
        }
        Ok(rules)
    }

    /// The abbreviations with their stop (“Gen.”), but for those that are also common words (“no.”, “Sat.”).
    pub fn abbreviations(&self) -> impl Iterator<Item = &str> {
        self.listed.iter().map(AsRef::as_ref)
    }

    /// What the stop after `word` (without it) may mean, where `word` is an abbreviation.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Ends> {
        if word.len() > self.longest {
            return None;
        }
        lowered(word, |lower| {
            if word.starts_with(char::is_uppercase)
                && let Some(ends) = self.capital.get(lower)
            {
                return Some(*ends);
            }
            self.any_case.get(lower).copied()
        })
    }

    /// Whether `word` typically begins a sentence.
    pub(super) fn starter(&self, word: &str) -> Option<Starter> {
        lowered(word, |lower| self.starters.get(lower).copied())
    }

    /// Whether `word` is a verb of saying.
    pub(super) fn speech(&self, word: &str) -> bool {
        lowered(word, |lower| self.speech.contains(lower).then_some(())).is_some()
    }

    /// Whether a sentence goes on with `word` after a verb of saying.
    pub(super) fn after_speech(&self, word: &str) -> bool {
        lowered(word, |lower| self.after_speech.contains(lower).then_some(())).is_some()
    }

    /// Whether `word` is a verb of saying behind which the hearer is named.
    pub(super) fn names_hearer(&self, word: &str) -> bool {
        lowered(word, |lower| self.names_hearer.contains(lower).then_some(())).is_some()
    }

    /// Whether a phrase of time may begin with `word`.
    pub(super) fn begins_time(&self, word: &str) -> bool {
        lowered(word, |lower| self.time_phrase.contains(lower).then_some(())).is_some()
    }

    /// Whether `word`, with its mark, is a name that is written so.
    pub(super) fn marked_name(&self, word: &str) -> bool {
        lowered(word, |lower| self.marked.contains(lower).then_some(())).is_some()
    }

    /// Whether a salutation may begin with `word` (“Dear”).
    pub(super) fn greets(&self, word: &str) -> bool {
        lowered(word, |lower| self.greetings.contains(lower).then_some(())).is_some()
    }

    /// Whether the first sentence of a message often begins with `word`.
    pub(super) fn opens_message(&self, word: &str) -> bool {
        lowered(word, |lower| self.opens_message.contains(lower).then_some(())).is_some()
    }
}

fn boxed(words: &[String]) -> FxHashSet<Box<str>> {
    words.iter().map(|w| w.as_str().into()).collect()
}

/// Calls `look` with `word` in lower case and with straight apostrophes, on the stack.
fn lowered<T>(word: &str, look: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let mut buffer = [0u8; LONGEST_WORD * 3];
    let mut n = 0;
    for c in word.chars() {
        let c = match c {
            '’' | 'ʼ' => '\'',
            _ => c.to_lowercase().next().unwrap_or(c),
        };
        n += c.encode_utf8(&mut buffer[n..]).len();
    }
    look(std::str::from_utf8(&buffer[..n]).ok()?)
}
