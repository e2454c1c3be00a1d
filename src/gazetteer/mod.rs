//! The gazetteers: reads the files under `gazetteers/` into entities, names and words. May use [`crate::text`] and [`crate::record`]; knows no grammar and no claim.
//!
//! [`Sources`] says which files there are (built in, and folders that the user adds), [`Gazetteer`] what they say: entities ([`entity`]), the index of their
//! names ([`names`]), and what is known of single words ([`vocabulary`]).

mod cache;
mod catalogue;
pub mod check;
mod entities;
pub mod entity;
mod filter;
pub mod import;
mod load;
pub mod morphology;
pub mod names;
mod rows;
mod sources;
mod table;
pub mod vocabulary;
mod words;

pub(crate) use entity::kilometres;
pub use entity::{ActorType, Entity, EntityDetail, Marks, Office};
pub(crate) use filter::WordFilter;
pub use load::Gazetteer;
pub use names::{NameForm, NameIndex, NameSense};
pub use rows::GazetteerError;
pub use sources::Sources;
pub use vocabulary::{Class, NounClass, VerbForms, Vocabulary, WordList};
