//! The gazetteers: reads the files under `gazetteers/` into entities, names and words. May use [`crate::text`] and [`crate::record`]; knows no grammar and no claim.
//!
//! [`Sources`] says which files there are (built in, and folders that the user adds), [`Gazetteer`] what they say: entities ([`entity`]), the automaton over their
//! names ([`names`]), and what is known of single words ([`vocabulary`]).

pub mod check;
mod entities;
pub mod entity;
pub mod import;
mod load;
pub mod morphology;
pub mod names;
mod sources;
pub mod vocabulary;

pub(crate) use entity::kilometres;
pub use entity::{ActorType, Entity, EntityDetail, Marks, Office};
pub use load::{Gazetteer, GazetteerError};
pub use names::{NameForm, NameIndex, NameSense};
pub use sources::Sources;
pub use vocabulary::{Class, NounClass, VerbForms, Vocabulary, WordList};
