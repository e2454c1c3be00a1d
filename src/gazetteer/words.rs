//! From the tables under `words/` to what is known of single words.

use super::Sources;
use super::rows::{GazetteerError, rows};
use super::vocabulary::{Class, Vocabulary, WordList};
use crate::record::{EventType, Kind, Modality, SourceType, VictimClass};
use crate::text::Words;
use serde::Deserialize;
use std::str::FromStr;

#[derive(Deserialize)]
struct NounRow {
    noun: String,
    plural: String,
    #[serde(default)]
    victim_class: String,
    #[serde(default)]
    event_type: String,
    #[serde(default)]
    single: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    source_type: String,
}

#[derive(Deserialize)]
struct VerbRow {
    verb: String,
    past: String,
    participle: String,
    #[serde(default)]
    marks: String,
}

#[derive(Deserialize)]
struct ReportingRow {
    verb: String,
    modality: String,
}

#[derive(Deserialize)]
struct ClassRow {
    class: String,
    word: String,
}

#[derive(Deserialize)]
struct ListRow {
    list: String,
    word: String,
}

#[derive(Deserialize)]
struct TitleRow {
    title: String,
    #[serde(default)]
    plural: String,
}

/// Reads the tables of words.
pub(super) fn load_words(sources: &Sources, words: &mut Words, vocabulary: &mut Vocabulary) -> Result<(), GazetteerError> {
    let files = |name: &'static str| sources.under("words/", ".csv").filter(move |(p, _)| *p == name);
    for (path, text) in files("words/function.csv") {
        rows(path, text, |r: ClassRow| {
            let class = Class::named(&r.class).ok_or_else(|| format!("“{}” is no class of function words", r.class))?;
            vocabulary.add_class(words, &r.word, class);
            Ok(())
        })?;
    }
    for (path, text) in files("words/lists.csv") {
        rows(path, text, |r: ListRow| {
            let list = WordList::named(&r.list).ok_or_else(|| format!("“{}” is no list", r.list))?;
            vocabulary.add_to_list(words, &r.word, list);
            Ok(())
        })?;
    }
    for (path, text) in files("words/verbs.csv") {
        rows(path, text, |r: VerbRow| {
            vocabulary.add_verb(words, &r.verb, &r.past, &r.participle);
            match r.marks.as_str() {
                "" => Ok(()),
                "intransitive" => {
                    vocabulary.add_intransitive(words, &r.verb);
                    Ok(())
                }
                "ergative" => {
                    vocabulary.add_ergative(words, &r.verb);
                    Ok(())
                }
                other => Err(format!("“{other}” is no mark of a verb (intransitive, ergative)")),
            }
        })?;
    }
    for (path, text) in files("words/reporting.csv") {
        rows(path, text, |r: ReportingRow| {
            let modality = match r.modality.as_str() {
                "asserted" => Modality::Asserted,
                other => Modality::from_str(other)?,
            };
            vocabulary.add_reporting(words, &r.verb, modality);
            Ok(())
        })?;
    }
    for name in ["words/people.csv", "words/events.csv", "words/counted.csv", "words/sources.csv"] {
        for (path, text) in files(name) {
            rows(path, text, |r: NounRow| {
                let person = (!r.victim_class.is_empty())
                    .then(|| VictimClass::from_str(&r.victim_class))
                    .transpose()?;
                let event = (!r.event_type.is_empty()).then(|| EventType::from_str(&r.event_type)).transpose()?;
                let counted = (!r.kind.is_empty()).then(|| Kind::from_str(&r.kind)).transpose()?;
                let source = (!r.source_type.is_empty())
                    .then(|| SourceType::from_str(&r.source_type))
                    .transpose()?;
                let single = r.single == "yes";
                vocabulary.add_noun(words, &r.noun, &r.plural, |class| {
                    class.person = person.or(class.person);
                    class.event = event.map(|e| (e, single)).or(class.event);
                    class.counted = counted.or(class.counted);
                    class.source = source.or(class.source);
                });
                Ok(())
            })?;
        }
    }
    for (path, text) in files("words/titles.csv") {
        rows(path, text, |r: TitleRow| {
            for title in [r.title.as_str(), r.plural.as_str()] {
                if let Some(last) = title.split(' ').next_back().filter(|w| !w.is_empty()) {
                    vocabulary.add_class(words, last, Class::TITLE);
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}
