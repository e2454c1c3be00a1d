//! All entities with the index of their names, as the tables of places, actors, persons and weapons give them: what takes long to compile where there are many rows,
//! and depends on nothing but those tables, so that [`super::cache`] can keep it.

use super::Sources;
use super::entities::load_entities;
use super::entity::Entity;
use super::names::{NameForm, NameIndex, NameIndexBuilder, NameSense};
use super::rows::GazetteerError;
use super::table::Table;
use crate::text::{WordId, Words};
use serde::{Deserialize, Serialize};

/// Entities and their names.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Catalogue {
    /// Those of a replaced id are gone.
    pub entities: Vec<Entity>,
    /// From id to index.
    pub ids: Table,
    /// Their names.
    pub names: NameIndex,
    /// Adjectives of countries that are one word.
    pub adjectives: Vec<String>,
}

impl Catalogue {
    /// Compiles the tables. Rows of a later file replace earlier ones of the same id.
    ///
    /// # Errors
    /// At the first row that does not fit its format, with file and line.
    pub fn compile(sources: &Sources, words: &Words, is_abbreviation: impl Fn(WordId) -> bool) -> Result<Self, GazetteerError> {
        let read = load_entities(sources)?;
        let names = read.list.iter().flat_map(|n| &n.names);
        let adjectives = names.filter(|(written, form)| *form == NameForm::Adjective && !written.contains(' '));
        let adjectives = adjectives.map(|(written, _)| written.clone()).collect();
        let mut builder = NameIndexBuilder::with_capacity(read.list.iter().map(|n| n.names.len()).sum());
        let mut entities = Vec::with_capacity(read.list.len());
        for (n, named) in read.list.into_iter().enumerate() {
            for (written, form) in named.names {
                let sense = NameSense {
                    entity: n as u32,
                    form,
                    written: written.into_boxed_str(),
                    marks: named.entity.marks,
                    capitals: 0,
                };
                builder.add(sense, words, &is_abbreviation);
            }
            entities.push(named.entity);
        }
        Ok(Self {
            entities,
            ids: read.ids,
            names: builder.build(),
            adjectives,
        })
    }
}
