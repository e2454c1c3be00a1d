//! Which files make up a dataset.

use crate::record::RecordType;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The file that makes a folder a data package.
pub const DESCRIPTOR: &str = "datapackage.json";

/// The files of a dataset, in the order in which a document's records are read: a file is itself, a folder has one for each type of record.
///
/// # Errors
/// When a descriptor cannot be read, or there is no file of records.
pub fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.file_name().is_some_and(|n| n == DESCRIPTOR) {
        return tables_of_package(path);
    }
    if !path.is_dir() {
        return Ok(vec![path.into()]);
    }
    if path.join(DESCRIPTOR).is_file() {
        return tables_of_package(&path.join(DESCRIPTOR));
    }
    let of_type = |t: RecordType| {
        let named = |ending: &str| path.join(format!("{}.{ending}", t.name()));
        [named("jsonl"), named("csv")].into_iter().find(|f| f.is_file())
    };
    let files: Vec<PathBuf> = RecordType::ALL.into_iter().filter_map(of_type).collect();
    if files.is_empty() {
        let message = format!("no document.jsonl, claim.csv, {DESCRIPTOR} … in this folder");
        return Err(io::Error::new(ErrorKind::NotFound, message));
    }
    Ok(files)
}

/// The tables that a descriptor names, those of our records only, in our order.
fn tables_of_package(descriptor: &Path) -> io::Result<Vec<PathBuf>> {
    let broken = |why: &str| io::Error::new(ErrorKind::InvalidData, format!("no data package: {why}"));
    let package: serde_json::Value = serde_json::from_slice(&fs::read(descriptor)?).map_err(|e| broken(&e.to_string()))?;
    let resources = package["resources"].as_array().ok_or_else(|| broken("it has no resources"))?;
    let folder = descriptor.parent().unwrap_or(Path::new(""));
    let path_of = |t: RecordType| resources.iter().find(|r| r["name"] == t.name()).and_then(|r| r["path"].as_str());
    let files: Vec<PathBuf> = RecordType::ALL.into_iter().filter_map(path_of).map(|p| folder.join(p)).collect();
    if files.is_empty() {
        return Err(broken("no resource of it is called document, sentence, mention, claim or incident"));
    }
    Ok(files)
}
