//! The frames: read from `gazetteers/frames/*.toml`, looked up by the word that triggers them.

use super::fixed_words::FixedWords;
use crate::gazetteer::morphology::plural;
use crate::gazetteer::{GazetteerError, Sources, Vocabulary};
use crate::record::{EventType, Kind};
use crate::text::{WordId, Words};
use rustc_hash::{FxHashMap, FxHashSet};
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
    /// The object's possessor.
    ObjectPossessor,
    /// The number behind one of the frame's prepositions.
    Behind,
    /// Those named behind one of the frame's prepositions.
    NamedAs,
    /// Whom an adjective is told of.
    Holder,
    /// The number on the trigger noun itself.
    Count,
    /// The trigger noun's “of” phrase.
    Of,
    /// The trigger noun's possessor.
    Possessor,
    /// The trigger noun itself, where it is one.
    Single,
    /// Whoever stands before “with” and the trigger noun.
    Bearer,
    /// The number after a verb of measure.
    Toll,
    /// The same, where the noun's “of” phrase is a word for those of the kind (“the number of dead stands at 12”).
    StateToll,
    /// The clause tells one event.
    Event,
    /// The clause tells one event that befalls the subject: “came under fire”.
    Befalls,
    /// The clause tells one event, aimed at what stands behind one of the frame's prepositions.
    EventAt,
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
    needs_before: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    unless_before: Vec<String>,
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
    armed_agent: bool,
    #[serde(default = "yes")]
    combatants: bool,
    #[serde(default)]
    known_people: bool,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    only_none: bool,
    #[serde(default)]
    thrown: bool,
    #[serde(default)]
    clause: bool,
    #[serde(default)]
    goes_off: bool,
    #[serde(default)]
    yields: bool,
    #[serde(default)]
    place_object: bool,
    #[serde(default)]
    under_arms: bool,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    snapshot: bool,
    #[serde(default)]
    passive: bool,
    #[serde(default)]
    as_told: bool,
    #[serde(default)]
    part: bool,
    #[serde(default)]
    overrides: bool,
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

/// Words that a frame asks for beside its trigger: nouns in singular and plural, verbs (written with “to”) in all their forms, other words as they stand.
#[derive(Debug, Default)]
pub struct Wanted {
    words: Vec<WordId>,
    verbs: Vec<WordId>,
    /// A bit for each of them, which most other words do not have.
    bits: u64,
}

/// The bit of a word among 64.
const fn bit(word: WordId) -> u64 {
    1 << (word.0 % 64)
}

impl Wanted {
    fn new(list: &[String], words: &mut Words) -> Self {
        let mut all = Self::default();
        for word in list {
            if let Some(verb) = word.strip_prefix("to ") {
                all.verbs.push(words.intern(verb));
            } else {
                all.words.push(words.intern(word));
                all.words.push(words.intern(&plural(word)));
            }
        }
        all.bits = all.words.iter().chain(&all.verbs).fold(0, |bits, word| bits | bit(*word));
        all
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.verbs.is_empty()
    }

    /// Whether a word is one of them.
    #[must_use]
    pub fn has(&self, word: WordId, vocabulary: &Vocabulary) -> bool {
        if !word.is_known() {
            return false;
        }
        let info = vocabulary.info(word);
        if self.bits & (bit(word) | bit(info.noun) | bit(info.verb)) == 0 {
            return false;
        }
        self.words.contains(&word)
            || info.noun.is_known() && self.words.contains(&info.noun)
            || info.verb.is_known() && self.verbs.contains(&info.verb)
    }
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
    pub objects: Wanted,
    /// The last words of its nouns, each with the words before it: “body count”.
    pub nouns: Vec<(WordId, Vec<WordId>)>,
    /// One of these words must stand in the clause.
    pub needs: Wanted,
    /// One of these words must stand before the trigger.
    pub needs_before: Wanted,
    /// None of these words may stand in the clause.
    pub unless: Wanted,
    /// None of these words may stand before the trigger.
    pub unless_before: Wanted,
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
    /// Whether who does it must be armed.
    pub armed_agent: bool,
    /// Whether the figure may stand for people under arms.
    pub combatants: bool,
    /// Whether what is counted must be known to be people.
    pub known_people: bool,
    /// Whether the verb must be denied, as a part of what it tells: “have not been seen since”.
    pub negated: bool,
    /// Whether the figure must be “no”.
    pub only_none: bool,
    /// Whether what the verb moves must be a weapon.
    pub thrown: bool,
    /// Whether the verb with its object is the figure of an event where nothing single is named.
    pub clause: bool,
    /// Whether the verb needs no object to tell an event.
    pub goes_off: bool,
    /// Whether it stands back where a noun of the sentence tells an event.
    pub yields: bool,
    /// Whether the object may be the name of a place instead of one of `objects`.
    pub place_object: bool,
    /// Whether the figure must stand for people under arms.
    pub under_arms: bool,
    /// Whether the figure must be a number without a noun of its own.
    pub bare: bool,
    /// The verb stands in the passive.
    pub passive: bool,
    /// Whoever is held was abducted where the sentences before told of an abduction.
    pub as_told: bool,
    /// Its figure is of those told before, and adds nobody to them.
    pub part: bool,
    /// Whether it tells how things are, and not what happened.
    pub snapshot: bool,
    /// Whether the figure is the toll on which the text settles, whatever it told before.
    pub overrides: bool,
    /// Whether the subject did it.
    pub has_agent: bool,
    /// Sentences and the figures that it takes from them.
    pub matches: Vec<(String, Vec<String>)>,
    /// Sentences from which it takes nothing.
    pub rejects: Vec<String>,
}

impl Frame {
    /// Whether its figure stands in this slot.
    #[must_use]
    pub fn is(&self, slot: Slot) -> bool {
        self.figure.contains(&slot)
    }

    /// Whether it tells an event by a clause.
    #[must_use]
    pub fn tells_event(&self) -> bool {
        [Slot::Event, Slot::EventAt, Slot::Befalls].iter().any(|s| self.is(*s))
    }

    /// Whether its noun says by itself that those counted are captives: “three hostages”.
    #[must_use]
    pub fn counts_captives(&self) -> bool {
        matches!(self.kind, Kind::Abducted | Kind::Detained) && self.figure.contains(&Slot::Count)
    }

    /// Whether its verb alone says that somebody attacks its object: “shelled the town”, not “entered the town”.
    #[must_use]
    pub fn tells_attack_on_object(&self) -> bool {
        let alone = self.objects.is_empty() && self.prepositions.is_empty() && self.needs.is_empty();
        self.kind == Kind::Attacks && alone && !self.armed_agent && !self.goes_off && !self.thrown
    }
}

/// All frames.
#[derive(Debug, Default)]
pub struct Frames {
    list: Vec<Frame>,
    by_trigger: FxHashMap<(Trigger, WordId), Vec<u16>>,
    /// By word id: a bit for each kind of trigger that the word is, to be asked before the table is.
    is_trigger: Vec<u8>,
    /// Words that the mechanism names.
    pub words: FixedWords,
}

impl Frames {
    /// Reads the frames of `frames/*.toml`. The file's name is the kind of its claims unless it says another. A frame whose id is known already replaces the earlier one.
    ///
    /// # Errors
    /// At the first file that does not fit the format.
    pub fn load(sources: &Sources, words: &mut Words) -> Result<Self, GazetteerError> {
        let mut all = Self {
            words: FixedWords::new(words),
            ..Self::default()
        };
        let mut rows: Vec<(String, Kind, FrameRow)> = Vec::new();
        for (path, text) in sources.under("frames/", ".toml") {
            let wrong = |why: String| GazetteerError::Grammar { path: path.into(), why };
            let file: FrameFile = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
            let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
            let kind = Kind::from_str(file.kind.as_deref().unwrap_or(stem)).map_err(wrong)?;
            let mut here = FxHashSet::default();
            for row in file.frame {
                if !here.insert(row.id.clone()) {
                    return Err(wrong(format!("frame {} stands here twice", row.id)));
                }
                match rows.iter_mut().find(|(_, _, known)| known.id == row.id) {
                    Some(known) => *known = (path.to_string(), kind, row),
                    None => rows.push((path.to_string(), kind, row)),
                }
            }
        }
        for (path, kind, row) in rows {
            all.add(row, kind, words).map_err(|why| GazetteerError::Grammar { path, why })?;
        }
        Ok(all)
    }

    fn add(&mut self, row: FrameRow, kind: Kind, words: &mut Words) -> Result<(), String> {
        let number = u16::try_from(self.list.len()).map_err(|_| "more than 65,535 frames".to_string())?;
        let prepositions = row.prepositions.iter().map(|w| words.intern(w)).collect();
        let mut wanted = |list: &[String]| Wanted::new(list, words);
        let objects = wanted(&row.objects);
        let (needs, needs_before) = (wanted(&row.needs), wanted(&row.needs_before));
        let (unless, unless_before) = (wanted(&row.unless), wanted(&row.unless_before));
        let mut triggers = Vec::new();
        triggers.extend(row.verbs.iter().map(|w| (Trigger::Verb, words.intern(w))));
        triggers.extend(row.adjectives.iter().map(|w| (Trigger::Adjective, words.intern(w))));
        let mut nouns = Vec::new();
        for noun in &row.nouns {
            // A noun of several words is triggered by its last.
            let noun = noun.to_lowercase();
            let (before, last) = noun.rsplit_once(' ').unwrap_or(("", &noun));
            let before: Vec<WordId> = before.split_whitespace().map(|w| words.intern(w)).collect();
            for form in [last.to_string(), plural(last)] {
                let word = words.intern(&form);
                triggers.push((Trigger::Noun, word));
                nouns.push((word, before.clone()));
            }
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
            nouns,
            needs,
            needs_before,
            unless,
            unless_before,
            prepositions,
            figure: row.figure,
            event_type: row.event_type.as_deref().map(EventType::from_str).transpose()?,
            implied: row.implied,
            persons: row.persons,
            violent: row.violent,
            armed_agent: row.armed_agent,
            combatants: row.combatants,
            known_people: row.known_people,
            negated: row.negated,
            only_none: row.only_none,
            thrown: row.thrown,
            clause: row.clause,
            goes_off: row.goes_off,
            yields: row.yields,
            place_object: row.place_object,
            under_arms: row.under_arms,
            bare: row.bare,
            snapshot: row.snapshot,
            passive: row.passive,
            as_told: row.as_told,
            part: row.part,
            overrides: row.overrides,
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
