//! Datasets in the formats of other tools: one file a format, all of them in [`FORMATS`]. An edge: sees records and texts, never stages.
//!
//! A [`Format`] opens a [`Sink`] on a [`Target`]; the sink gets one [`Item`] a document and is finished. What is dropped before that leaves nothing behind.

mod brat;
mod csv;
mod data_package;
mod geojson;
mod inception;
mod jsonl;
mod names;
mod parquet;
mod profile;
mod spacy;
mod table;
mod web_annotation;

pub use profile::Profile;

use crate::emit::{Folder, Output};
use crate::record::{PlaceRecord, RecordType, Records};
use std::io;

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
    /// How the names of its files end, where that tells it from other formats; else empty.
    pub ending: &'static str,
    /// Whether it always makes a folder.
    pub is_folder: bool,
    /// The types of records that it can hold.
    pub types: &'static [RecordType],
    /// Whether it needs the texts of documents.
    pub needs_text: bool,
    /// Whether it can hold incidents in the columns of a [`Profile`].
    pub takes_profiles: bool,
    begin: fn(Target, Plan) -> Result<Box<dyn Sink>, ExportError>,
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

    /// The format that the name of a file tells.
    #[must_use]
    pub fn of_file(name: &str) -> Option<&'static Self> {
        FORMATS.iter().copied().find(|f| !f.ending.is_empty() && name.ends_with(f.ending))
    }

    /// Begins a dataset.
    ///
    /// # Errors
    /// When the format cannot hold what is planned, or its files cannot be made.
    pub fn begin(&self, target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
        let named = |why: String| ExportError::Unusable(format!("--format {}: {why}", self.name));
        if let Some(other) = plan.types.iter().find(|t| !self.types.contains(t)) {
            let can: Vec<&str> = self.types.iter().map(|t| t.name()).collect();
            return Err(named(format!(
                "it holds {}, and no record of type {}",
                can.join(", "),
                other.name()
            )));
        }
        if plan.profile.is_some() && !self.takes_profiles {
            return Err(named(
                "it holds no table of incidents: --profile goes with the formats that do".into(),
            ));
        }
        (self.begin)(target, plan).map_err(|error| match error {
            ExportError::Unusable(why) => named(why),
            error => error,
        })
    }
}

impl Target {
    /// The file, for a format that makes one.
    fn file(self) -> Result<Output, ExportError> {
        match self {
            Self::File(output) => Ok(output),
            Self::Folder(_) => Err(ExportError::Unusable("it makes one file: give its name in -o".into())),
        }
    }

    /// The folder, for a format that makes several files.
    fn folder(self) -> Result<Folder, ExportError> {
        match self {
            Self::File(_) => Err(ExportError::Unusable("it makes a folder: give one in -o (-o DIR/)".into())),
            Self::Folder(folder) => Ok(folder),
        }
    }
}

/// The most specific place of which it is known where it lies: the place, latitude, longitude.
fn point(places: &[PlaceRecord]) -> Option<(&PlaceRecord, f64, f64)> {
    places.iter().find_map(|p| Some((p, p.lat?, p.lon?)))
}

/// What a place is called: in the gazetteer, else in the text.
fn place_name(place: &PlaceRecord) -> &str {
    place.name.as_ref().unwrap_or(&place.text)
}
