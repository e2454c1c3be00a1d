//! The frames: read from `gazetteers/frames/*.toml`, looked up by the word that triggers them.

use crate::gazetteer::morphology::plural;
use crate::gazetteer::{GazetteerError, Sources};
use crate::record::{EventType, Kind};
use crate::text::{WordId, Words};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::str::FromStr;

/// Where the figure of a frame stands. See `gazetteers/frames/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Object of the active, subject of the passive.
    Patient,
    /// Grammatical subject.
    Subject,
    /// Grammatical object.
    Object,
    /// The object's “of” phrase.
    ObjectOf,
    /// The number on the object itself.
    ObjectCount,
    /// Whom an adjective is told of.
    Holder,
    /// The number on the trigger noun itself.
    Count,
    /// The trigger noun's “of” phrase.
    Of,
    /// The trigger noun's possessor.
    Possessor,
    /// The number after a verb of measure.
    Toll,
    /// The same, where the noun's “of” phrase is a word for those of the kind (“the number of dead stands at 12”).
    StateToll,
    /// The clause tells one event.
    Event,
}

/// What kind of word triggers a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// A verb, by its base form.
    Verb,
    /// An adjective.
    Adjective,
    /// A noun, by any form.
    Noun,
}

impl Trigger {
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameRow {
    id: String,
    description: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    objects: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    prepositions: Vec<String>,
    figure: Vec<Slot>,
    #[serde(default)]
    event_type: Option<String>,
    #[serde(default = "yes")]
    implied: bool,
    #[serde(default = "yes")]
    persons: bool,
    #[serde(default)]
    violent: bool,
    #[serde(default)]
    agent: Option<String>,
    #[serde(rename = "match")]
    matches: Vec<String>,
    reject: Vec<String>,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct FrameFile {
    #[serde(default)]
    kind: Option<String>,
    frame: Vec<FrameRow>,
}

/// One way of saying a claim.
#[derive(Debug)]
pub struct Frame {
    /// Stable id.
    pub id: String,
    /// What it is for.
    pub description: String,
    /// The kind of its claims.
    pub kind: Kind,
    /// Where the figure stands, by preference.
    pub figure: Vec<Slot>,
    /// The object's head must be one of these.
    pub objects: Vec<WordId>,
    /// One of these words must stand in the clause.
    pub needs: Vec<WordId>,
    /// One of these prepositions must follow.
    pub prepositions: Vec<WordId>,
    /// The violence behind it.
    pub event_type: Option<EventType>,
    /// Whether a noun without a number counts as one.
    pub implied: bool,
    /// Whether the figure must stand for people.
    pub persons: bool,
    /// Whether a weapon, an armed actor or another event must stand beside it.
    pub violent: bool,
    /// Whether the subject did it.
    pub has_agent: bool,
    /// Sentences and the figures that it takes from them.
    pub matches: Vec<(String, Vec<String>)>,
    /// Sentences from which it takes nothing.
    pub rejects: Vec<String>,
}

/// Words that the mechanism names.
#[derive(Debug, Default)]
pub struct FixedWords {
    /// “along”, “together”: before “with”, whoever shares the fate.
    pub along: Vec<WordId>,
    /// “with”
    pub with: WordId,
    /// “addition”
    pub addition: WordId,
    /// “when”
    pub when: WordId,
    /// “of”
    pub of: WordId,
    /// “by”
    pub by: WordId,
    /// “in”
    pub in_: WordId,
    /// “among”
    pub among: WordId,
    /// “to”
    pub to: WordId,
    /// “from”
    pub from: WordId,
    /// “on”, “against”, “at”: before the target of an attack.
    pub against: Vec<WordId>,
    /// “at”, “into”, “towards”: before that at which a weapon is aimed.
    pub aim: Vec<WordId>,
    /// Nouns that stand for a number of what follows “of”: group, total, family.
    pub collective: Vec<WordId>,
    /// “them”, “whom”
    pub them: Vec<WordId>,
    /// “to” after “according”.
    pub according: WordId,
    /// “since”
    pub since: WordId,
    /// “responsibility”, which is claimed.
    pub responsibility: WordId,
}

impl FixedWords {
    fn new(words: &mut Words) -> Self {
        let mut list = |text: &str| text.split(' ').map(|w| words.intern(w)).collect::<Vec<_>>();
        let against = list("on against at");
        let aim = list("at into toward towards against on");
        let collective =
            list("group total number family team crew band gang crowd series wave string spate handful majority dozens convoy");
        let them = list("them whom these those");
        let along = list("along together");
        Self {
            along,
            with: words.intern("with"),
            addition: words.intern("addition"),
            when: words.intern("when"),
            of: words.intern("of"),
            by: words.intern("by"),
            in_: words.intern("in"),
            among: words.intern("among"),
            to: words.intern("to"),
            from: words.intern("from"),
            against,
            aim,
            collective,
            them,
            according: words.intern("according"),
            since: words.intern("since"),
            responsibility: words.intern("responsibility"),
        }
    }
}

/// All frames.
#[derive(Debug, Default)]
pub struct Frames {
    list: Vec<Frame>,
    by_trigger: FxHashMap<(Trigger, WordId), Vec<u16>>,
    /// By word id: a bit for each kind of trigger that the word is, to be asked before the table is.
    is_trigger: Vec<u8>,
    named: FxHashMap<String, WordId>,
    /// Words that the mechanism names.
    pub words: FixedWords,
}

impl Frames {
    /// Reads the frames of `frames/*.toml`. The file's name is the kind of its claims unless it says another.
    ///
    /// # Errors
    /// At the first file that does not fit the format.
    pub fn load(sources: &Sources, words: &mut Words) -> Result<Self, GazetteerError> {
        let mut all = Self {
            words: FixedWords::new(words),
            ..Self::default()
        };
        for (path, text) in sources.under("frames/", ".toml") {
            let wrong = |why: String| GazetteerError::Grammar { path: path.into(), why };
            let file: FrameFile = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
            let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
            let kind = Kind::from_str(file.kind.as_deref().unwrap_or(stem)).map_err(wrong)?;
            for row in file.frame {
                all.add(row, kind, words).map_err(wrong)?;
            }
        }
        Ok(all)
    }

    fn add(&mut self, row: FrameRow, kind: Kind, words: &mut Words) -> Result<(), String> {
        let number = u16::try_from(self.list.len()).map_err(|_| "more than 65,535 frames".to_string())?;
        for object in &row.objects {
            let id = words.intern(object);
            self.named.insert(object.clone(), id);
        }
        let mut ids = |list: &[String]| list.iter().map(|w| words.intern(w)).collect::<Vec<_>>();
        let (objects, needs, prepositions) = (ids(&row.objects), ids(&row.needs), ids(&row.prepositions));
        let mut triggers = Vec::new();
        triggers.extend(row.verbs.iter().map(|w| (Trigger::Verb, words.intern(w))));
        triggers.extend(row.adjectives.iter().map(|w| (Trigger::Adjective, words.intern(w))));
        for noun in &row.nouns {
            // A noun of several words is triggered by its last.
            let last = noun.rsplit(' ').next().unwrap_or(noun);
            triggers.push((Trigger::Noun, words.intern(last)));
            triggers.push((Trigger::Noun, words.intern(&plural(last))));
        }
        if triggers.is_empty() {
            return Err(format!("frame {}: no verbs, adjectives or nouns", row.id));
        }
        for trigger in triggers {
            let at = trigger.1.0 as usize;
            if self.is_trigger.len() <= at {
                self.is_trigger.resize(at + 1, 0);
            }
            self.is_trigger[at] |= trigger.0.bit();
            let frames = self.by_trigger.entry(trigger).or_default();
            if !frames.contains(&number) {
                frames.push(number);
            }
        }
        let matches = row
            .matches
            .iter()
            .map(|m| {
                let (text, figures) = m.split_once("=>").ok_or_else(|| format!("frame {}: “{m}” has no =>", row.id))?;
                Ok((text.trim().to_string(), figures.split(';').map(|f| f.trim().to_string()).collect()))
            })
            .collect::<Result<_, String>>()?;
        self.list.push(Frame {
            kind,
            objects,
            needs,
            prepositions,
            figure: row.figure,
            event_type: row.event_type.as_deref().map(EventType::from_str).transpose()?,
            implied: row.implied,
            persons: row.persons,
            violent: row.violent,
            has_agent: row.agent.as_deref() != Some("none"),
            matches,
            rejects: row.reject,
            id: row.id,
            description: row.description,
        });
        Ok(())
    }

    /// The frames that a word triggers.
    #[must_use]
    pub fn triggered(&self, trigger: Trigger, word: WordId) -> &[u16] {
        if !word.is_known() {
            return &[];
        }
        if self.is_trigger.get(word.0 as usize).is_none_or(|bits| bits & trigger.bit() == 0) {
            return &[];
        }
        self.by_trigger.get(&(trigger, word)).map_or(&[], Vec::as_slice)
    }

    /// The id of a word that frames name as an object.
    #[must_use]
    pub fn vocabulary_word(&self, word: &str) -> WordId {
        self.named.get(word).copied().unwrap_or_default()
    }

    /// A frame by its index.
    #[must_use]
    pub fn get(&self, index: u16) -> &Frame {
        &self.list[index as usize]
    }

    /// All frames.
    pub fn iter(&self) -> impl Iterator<Item = &Frame> {
        self.list.iter()
    }
}
