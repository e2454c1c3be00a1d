//! Datasets in the formats of other tools: one file a format, all of them in [`FORMATS`]. An edge: sees records and texts, never stages.
//!
//! A [`Format`] opens a [`Sink`] on a [`Target`]; the sink gets one [`Item`] a document and is finished. What is dropped before that leaves nothing behind.

mod brat;
mod csv;
mod data_package;
mod geojson;
mod inception;
mod jsonl;
mod parquet;
mod profile;
mod spacy;
mod table;
mod web_annotation;

pub use profile::{PROFILES, Profile};

use crate::emit::{Folder, Output};
use crate::record::{PlaceRecord, RecordType, Records};
use std::io;
use table::Table;

/// Every format, in the order in which `--help` tells of them.
pub const FORMATS: &[&Format] = &[
    &jsonl::FORMAT,
    &csv::FORMAT,
    &parquet::FORMAT,
    &geojson::FORMAT,
    &data_package::FORMAT,
    &web_annotation::FORMAT,
    &brat::FORMAT,
    &spacy::FORMAT,
    &inception::FORMAT,
];

/// A format: what it is for, what it can hold, and how it is begun.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, and which tools read it.
    pub about: &'static str,
    /// How the names of its files end; empty: a folder.
    pub ending: &'static str,
    /// Whether it makes one file, a folder, or either.
    pub shape: Shape,
    /// The types of records that it can hold.
    pub types: &'static [RecordType],
    /// Whether it needs the texts of documents.
    pub needs_text: bool,
    /// Whether it holds tables, and so incidents in the columns of a [`Profile`].
    pub profiles: bool,
    begin: fn(Target, Plan) -> Result<Box<dyn Sink>, ExportError>,
}

/// What a format makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One file.
    File,
    /// A folder of files.
    Folder,
    /// One file, or a folder with more.
    Either,
}

/// Where a dataset goes.
pub enum Target {
    /// A file, or standard output.
    File(Output),
    /// A folder.
    Folder(Folder),
}

/// What is written.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The types of records, in their order.
    pub types: Vec<RecordType>,
    /// Incidents in the columns of another dataset, instead of records.
    pub profile: Option<Profile>,
}

/// One document of a dataset.
#[derive(Clone, Copy, Debug)]
pub struct Item<'r> {
    /// Its records.
    pub records: Records<'r>,
    /// Its text, where the format needs it.
    pub text: &'r str,
}

/// A dataset that is being written.
pub trait Sink {
    /// Adds a document.
    ///
    /// # Errors
    /// When it cannot be written.
    fn add(&mut self, item: Item<'_>) -> io::Result<()>;

    /// Ends the dataset, and gives it its name.
    ///
    /// # Errors
    /// When its last bytes cannot be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// What stands in the way of a dataset.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// What was asked for cannot be had: a sentence that says what can.
    #[error("{0}")]
    Unusable(String),
    /// A file cannot be made.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Format {
    /// The format of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().copied().find(|f| f.name == name)
    }

    /// The format whose files end like this one's name.
    #[must_use]
    pub fn of_file(name: &str) -> Option<&'static Self> {
        FORMATS.iter().copied().find(|f| !f.ending.is_empty() && name.ends_with(f.ending))
    }

    /// Begins a dataset.
    ///
    /// # Errors
    /// When the format cannot hold what is planned, or its files cannot be made.
    pub fn begin(&self, target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
        let unusable = |why: String| Err(ExportError::Unusable(format!("--format {}: {why}", self.name)));
        if let Some(other) = plan.types.iter().find(|t| !self.types.contains(t)) {
            let can: Vec<&str> = self.types.iter().map(|t| t.name()).collect();
            return unusable(format!("it holds {}, and no record of type {}", can.join(", "), other.name()));
        }
        if plan.profile.is_some() && !self.profiles {
            return unusable("it holds no table of incidents: --profile goes with the formats that do".into());
        }
        match (self.shape, &target) {
            (Shape::Folder, Target::File(_)) => unusable("it makes a folder: give one in -o (-o DIR/)".into()),
            (Shape::File, Target::Folder(_)) => unusable("it makes one file, not a folder".into()),
            _ => (self.begin)(target, plan),
        }
    }
}

impl Plan {
    /// The tables: one for each type of record, or that of the profile.
    fn tables(self) -> Vec<Table> {
        match self.profile {
            Some(profile) => vec![Table::Profile(Box::new(profile))],
            None => self.types.into_iter().map(Table::Records).collect(),
        }
    }
}

/// The most specific place of which it is known where it lies: the place, latitude, longitude.
fn point(places: &[PlaceRecord]) -> Option<(&PlaceRecord, f64, f64)> {
    places.iter().find_map(|p| Some((p, p.lat?, p.lon?)))
}

/// One output for each of the tables: files of a folder, named after them, or a file that holds them all.
fn outputs(target: Target, tables: &[Table], ending: &str) -> Result<(Vec<Output>, Option<Folder>), ExportError> {
    match target {
        Target::File(output) => Ok((vec![output], None)),
        Target::Folder(mut folder) => {
            let file = |t: &Table| folder.file(&format!("{}{ending}", t.name()));
            let outputs = tables.iter().map(file).collect::<io::Result<_>>()?;
            Ok((outputs, Some(folder)))
        }
    }
}

/// Ends outputs, and then their folder.
fn finish(outputs: Vec<Output>, folder: Option<Folder>) -> io::Result<()> {
    outputs.into_iter().try_for_each(Output::finish)?;
    folder.map_or(Ok(()), Folder::finish)
}

/// A file that holds one table only is asked for more.
fn one_table(target: &Target, tables: &[Table], format: &str) -> Result<(), ExportError> {
    if matches!(target, Target::File(_)) && tables.len() != 1 {
        let why = format!("a {format} table holds one type of record: give one in --only, or a folder in -o");
        return Err(ExportError::Unusable(why));
    }
    Ok(())
}
