//! The option of what to look at, for every subcommand that goes through a dataset: JSON Lines, tables or a data package, a folder of them, standard input, or a database.

use anyhow::{Context, Result};
use recount::dataset::{Dataset, DocumentGroup};
use recount::store::{Store, looks_like_database};
use std::path::Path;

/// A document's records, or what is wrong with a line or a row.
pub type Group = Result<DocumentGroup, String>;

/// The documents of a dataset, one after the other.
///
/// # Errors
/// When it cannot be opened.
pub fn groups(path: &Path) -> Result<Box<dyn Iterator<Item = Group>>> {
    if !looks_like_database(path) {
        let dataset = Dataset::open(path).with_context(|| path.display().to_string())?;
        return Ok(Box::new(dataset.map(|group| group.map_err(|line| line.to_string()))));
    }
    let store = Store::open(path)?;
    let keys = store.document_keys()?;
    let extractions = keys.into_iter().map(move |key| store.extraction(key));
    Ok(Box::new(extractions.map(|e| e.map(Into::into).map_err(|e| e.to_string()))))
}
