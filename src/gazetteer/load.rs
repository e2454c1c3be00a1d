//! From files to entities, names and words.

use super::Sources;
use super::cache::Cache;
use super::catalogue::Catalogue;
use super::entity::Entity;
use super::names::{NameIndex, NameSense};
use super::rows::GazetteerError;
use super::table::Table;
use super::vocabulary::{Class, Vocabulary};
use super::words::load_words;
use crate::record::VictimClass;
use crate::text::{Span, Tokens, WordId, Words};
use rustc_hash::FxHashSet;

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
    ids: Table,
    /// Abbreviations that keep their stop, as word ids (“gen.”).
    pub abbreviations: FxHashSet<WordId>,
    /// What the user should know of the loading: why compiled names could not be read or kept.
    pub notes: Vec<String>,
}

impl Gazetteer {
    /// Reads all files. Rows of a later file replace earlier ones of the same id. Compiled names of large folders are read from the file beside them, and kept there.
    ///
    /// # Errors
    /// At the first row that does not fit its format, with file and line.
    pub fn load(sources: &Sources, abbreviations: &[&str]) -> Result<Self, GazetteerError> {
        let mut words = Words::new();
        let mut vocabulary = Vocabulary::default();
        let ids = abbreviations.iter().map(|a| words.intern(a)).collect::<FxHashSet<_>>();
        load_words(sources, &mut words, &mut vocabulary)?;
        let compile = || Catalogue::compile(sources, &words, |id| ids.contains(&id));
        let mut notes = Vec::new();
        let mut catalogue = match sources.keeps_names_in() {
            None => compile()?,
            Some(folder) => kept(&Cache::new(folder, sources, abbreviations), compile, &mut notes)?,
        };
        for adjective in &catalogue.adjectives {
            vocabulary.add_class(&mut words, adjective, Class::NATIONAL);
            if adjective.ends_with(['i', 'n']) {
                // “18 million Yemenis”
                vocabulary.add_plural(&mut words, &format!("{adjective}s"), |c| {
                    c.person = c.person.or(Some(VictimClass::Unknown))
                });
            }
        }
        vocabulary.settle();
        catalogue.names.intern(&mut words);
        Ok(Self {
            names: catalogue.names,
            words,
            vocabulary,
            entities: catalogue.entities,
            ids: catalogue.ids,
            abbreviations: ids,
            notes,
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
        self.ids.get(id, |n| self.entities[n as usize].id == id).number
    }
}

/// What the cache holds, or else what `compile` makes, which the cache then holds. What goes wrong with the cache is noted, and costs nothing but time.
fn kept(
    cache: &Cache,
    compile: impl FnOnce() -> Result<Catalogue, GazetteerError>,
    notes: &mut Vec<String>,
) -> Result<Catalogue, GazetteerError> {
    match cache.read() {
        Ok(Some(catalogue)) => return Ok(catalogue),
        Ok(None) => {}
        Err(why) => notes.push(format!("{why}; compiled names are made anew")),
    }
    let catalogue = compile()?;
    if let Err(why) = cache.write(&catalogue) {
        notes.push(format!(
            "{why}; compiled names are not kept, and every run makes them anew (--no-cache says nothing of it)"
        ));
    }
    Ok(catalogue)
}
