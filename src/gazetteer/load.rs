//! From files to entities, names and words.

use super::entities::{Entities, load_places};
use super::entity::{ActorType, Entity, EntityDetail, Marks, Office};
use super::names::{NameForm, NameIndex, NameIndexBuilder, NameSense};
use super::vocabulary::{Class, Vocabulary, WordList};
use super::{Sources, morphology};
use crate::record::{EventType, Feature, Kind, Modality, SourceType, VictimClass};
use crate::text::{Span, Tokens, WordId, Words};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// What can be wrong with gazetteer files.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// A file or folder that cannot be read.
    #[error("{path}: {why}")]
    Read {
        /// The file or folder.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// A row that does not fit its format.
    #[error("{path}, line {line}: {why}")]
    Row {
        /// The file.
        path: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// A file of grammar data that does not compile.
    #[error("{path}: {why}")]
    Grammar {
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
    },
}

/// Everything that the gazetteer files say.
#[derive(Debug)]
pub struct Gazetteer {
    /// Words by id; stages that bring vocabulary of their own add to it.
    pub words: Words,
    /// What is known of single words.
    pub vocabulary: Vocabulary,
    /// Named entities: those of a replaced id are gone.
    pub entities: Vec<Entity>,
    /// Their names.
    pub names: NameIndex,
    /// From id to index.
    pub by_id: FxHashMap<String, u32>,
    /// Abbreviations that keep their stop, as word ids (“gen.”).
    pub abbreviations: FxHashSet<WordId>,
}

#[derive(Deserialize)]
struct CountryRow {
    id: String,
    name: String,
    aliases: String,
    capital: String,
    demonyms: String,
    adjectives: String,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u64>,
    population: Option<u64>,
}

#[derive(Deserialize)]
struct ActorRow {
    id: String,
    name: String,
    aliases: String,
    acronyms: String,
    actor_type: String,
    country: String,
    parent: String,
    marks: String,
}

#[derive(Deserialize)]
struct PersonRow {
    id: String,
    name: String,
    aliases: String,
    country: String,
    affiliation: String,
    offices: String,
    marks: String,
}

#[derive(Deserialize)]
struct WeaponRow {
    id: String,
    name: String,
    aliases: String,
    class: String,
    counts_as: String,
    marks: String,
}

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

/// Reads the rows of a CSV file and hands each to `take`, which says what is wrong with it.
fn rows<R: DeserializeOwned>(path: &str, text: &str, mut take: impl FnMut(R) -> Result<(), String>) -> Result<(), GazetteerError> {
    cells(path, text, |headers, record| {
        let row: R = record.deserialize(Some(headers)).map_err(|e| e.to_string())?;
        take(row)
    })
}

/// Reads the rows of a CSV file as cells and hands each, after the header, to `take`, which says what is wrong with it.
pub(super) fn cells(
    path: &str,
    text: &str,
    mut take: impl FnMut(&csv::StringRecord, &csv::StringRecord) -> Result<(), String>,
) -> Result<(), GazetteerError> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .flexible(false)
        .from_reader(text.as_bytes());
    let row_error = |line: u64, why: String| GazetteerError::Row {
        path: path.into(),
        line,
        why,
    };
    let headers = reader.headers().map_err(|e| row_error(1, e.to_string()))?.clone();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(e) => return Err(row_error(e.position().map_or(0, csv::Position::line), e.to_string())),
        }
        let line = record.position().map_or(0, csv::Position::line);
        take(&headers, &record).map_err(|why| row_error(line, why))?;
    }
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|s| !s.is_empty())
}

pub(super) fn marks(cell: &str) -> Result<Marks, String> {
    let mut marks = Marks::default();
    for mark in list(cell) {
        match mark {
            "case" => marks.case = true,
            "context" => marks.context = true,
            "full" => marks.full = true,
            other => return Err(format!("“{other}” is no mark (case, context, full)")),
        }
    }
    Ok(marks)
}

fn office(text: &str) -> Result<Office, String> {
    let (title, span) = text
        .rsplit_once(' ')
        .ok_or_else(|| format!("“{text}”: an office is “Title FROM/TO”"))?;
    let (from, to) = span
        .split_once('/')
        .ok_or_else(|| format!("“{text}”: an office ends with FROM/TO"))?;
    Ok(Office {
        title: title.into(),
        from: from.into(),
        to: to.into(),
    })
}

pub(super) fn names_of(name: &str, aliases: &str) -> Vec<(String, NameForm)> {
    let mut names = vec![(name.to_string(), NameForm::Main)];
    names.extend(list(aliases).map(|a| (a.to_string(), NameForm::Alias)));
    names
}

impl Gazetteer {
    /// Reads all files. Rows of a later file replace earlier ones of the same id.
    ///
    /// # Errors
    /// At the first row that does not fit its format, with file and line.
    pub fn load(sources: &Sources, abbreviations: &[&str]) -> Result<Self, GazetteerError> {
        let mut words = Words::new();
        let mut vocabulary = Vocabulary::default();
        let abbreviations = abbreviations.iter().map(|a| words.intern(a)).collect::<FxHashSet<_>>();
        load_words(sources, &mut words, &mut vocabulary)?;
        let entities = load_entities(sources)?;
        for (written, _) in entities
            .list
            .iter()
            .flat_map(|n| &n.names)
            .filter(|(w, form)| *form == NameForm::Adjective && !w.contains(' '))
        {
            vocabulary.add_class(&mut words, written, Class::NATIONAL);
        }
        let count = entities.list.iter().map(|n| n.names.len()).sum();
        let mut builder = NameIndexBuilder::with_capacity(count);
        let mut list = Vec::with_capacity(entities.list.len());
        for (n, named) in entities.list.into_iter().enumerate() {
            for (written, form) in named.names {
                let sense = NameSense {
                    entity: n as u32,
                    form,
                    written: written.into_boxed_str(),
                    marks: named.entity.marks,
                    capitals: 0,
                };
                builder.add(sense, &words, |id| abbreviations.contains(&id));
            }
            list.push(named.entity);
        }
        let names = builder.build(&mut words);
        Ok(Self {
            names,
            words,
            vocabulary,
            entities: list,
            by_id: entities.by_id,
            abbreviations,
        })
    }

    /// The entity with that index.
    #[must_use]
    pub fn entity(&self, index: u32) -> &Entity {
        &self.entities[index as usize]
    }

    /// All that a name can mean, whatever the case of its letters.
    #[must_use]
    pub fn senses_of(&self, name: &str) -> &[NameSense] {
        let mut tokens = Tokens::default();
        tokens.push_sentence(name, Span::new(0, name.len()), &self.words, |id| self.abbreviations.contains(&id));
        self.names
            .exact(tokens.folded.trim_end())
            .map_or(&[], |pattern| self.names.senses(pattern))
    }

    /// The index of the entity with that id.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}

fn load_words(sources: &Sources, words: &mut Words, vocabulary: &mut Vocabulary) -> Result<(), GazetteerError> {
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
                other => Err(format!("“{other}” is no mark of a verb (intransitive)")),
            }
        })?;
    }
    vocabulary.add_copula(words);
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

/// Folders of entities.
const ENTITIES: [&str; 4] = ["places/", "actors/", "persons/", "weapons/"];

fn load_entities(sources: &Sources) -> Result<Entities, GazetteerError> {
    let mut all = Entities::default();
    // Rows are about eighty bytes long.
    let bytes: usize = ENTITIES.iter().flat_map(|f| sources.under(f, ".csv")).map(|(_, t)| t.len()).sum();
    all.list.reserve(bytes / 80);
    all.by_id.reserve(bytes / 80);
    all.by_geonameid.reserve(bytes / 120);
    for (path, text) in sources.under("places/", ".csv") {
        if path.ends_with("countries.csv") {
            rows(path, text, |r: CountryRow| {
                let mut names = names_of(&r.name, &r.aliases);
                names.extend(list(&r.demonyms).map(|d| (d.to_string(), NameForm::Demonym)));
                names.extend(list(&r.adjectives).map(|d| (d.to_string(), NameForm::Adjective)));
                let detail = EntityDetail::Place {
                    feature: Feature::Country,
                    admin1: String::new(),
                    point: r.lat.zip(r.lon),
                    geonameid: r.geonameid,
                    population: r.population.unwrap_or(0),
                    capital: r.capital,
                };
                all.add(
                    Entity {
                        country: r.id.clone(),
                        id: r.id,
                        name: r.name,
                        marks: Marks::default(),
                        detail,
                    },
                    names,
                );
                Ok(())
            })?;
            continue;
        }
        load_places(path, text, &mut all)?;
    }
    for (path, text) in sources.under("actors/", ".csv") {
        rows(path, text, |r: ActorRow| {
            let mut names = names_of(&r.name, &r.aliases);
            names.extend(list(&r.acronyms).map(|a| (a.to_string(), NameForm::Acronym)));
            let detail = EntityDetail::Actor {
                actor_type: ActorType::from_str(&r.actor_type)?,
                parent: r.parent,
            };
            all.add(
                Entity {
                    id: r.id,
                    name: r.name,
                    country: r.country,
                    marks: marks(&r.marks)?,
                    detail,
                },
                names,
            );
            Ok(())
        })?;
    }
    for (path, text) in sources.under("persons/", ".csv") {
        rows(path, text, |r: PersonRow| {
            let names = names_of(&r.name, &r.aliases);
            let offices = list(&r.offices).map(office).collect::<Result<_, _>>()?;
            let detail = EntityDetail::Person {
                affiliation: r.affiliation,
                offices,
            };
            all.add(
                Entity {
                    id: r.id,
                    name: r.name,
                    country: r.country,
                    marks: marks(&r.marks)?,
                    detail,
                },
                names,
            );
            Ok(())
        })?;
    }
    for (path, text) in sources.under("weapons/", ".csv") {
        rows(path, text, |r: WeaponRow| {
            let mut names = names_of(&r.name, &r.aliases);
            // Common nouns have a plural too.
            let plurals: Vec<_> = names
                .iter()
                .filter(|(n, _)| n.chars().all(|c| !c.is_uppercase() && !c.is_ascii_digit()))
                .map(|(n, f)| (morphology::plural(n), *f))
                .collect();
            names.extend(plurals);
            let munition = match r.counts_as.as_str() {
                "munition" => true,
                "platform" => false,
                other => return Err(format!("counts_as “{other}” is neither munition nor platform")),
            };
            all.add(
                Entity {
                    id: r.id,
                    name: r.name,
                    country: String::new(),
                    marks: marks(&r.marks)?,
                    detail: EntityDetail::Weapon { class: r.class, munition },
                },
                names,
            );
            Ok(())
        })?;
    }
    Ok(all)
}
