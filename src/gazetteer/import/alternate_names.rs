//! English names of places from GeoNames' table of alternate names, where it lies beside the source: ten columns parted by tabs. Of its names in all languages, links and
//! codes only those are kept, in memory, by the place's id.

use super::source::{Source, for_lines};
use rustc_hash::FxHashMap;
use std::io;
use std::path::Path;

/// The table's name, as GeoNames packs it.
const FILE: &str = "alternateNamesV2.txt";

/// By GeoNames id.
pub(super) type EnglishNames = FxHashMap<u64, Vec<Box<str>>>;

/// Reads the table; empty where there is none. Names that are only slang (“the Big Apple”) are left out, former ones kept.
pub(super) fn read(beside: Option<&Path>) -> io::Result<EnglishNames> {
    let mut names = EnglishNames::default();
    let Some(path) = beside.map(|folder| folder.join(FILE)).filter(|path| path.exists()) else {
        return Ok(names);
    };
    for_lines(&mut Source::open(&path)?.reader, |_, line| {
        let mut cells = line.split('\t').skip(1);
        let (Some(id), Some("en"), Some(name)) = (cells.next(), cells.next(), cells.next()) else {
            return;
        };
        // Preferred and short are of no interest; what is said in slang has a 1 in the column behind.
        let slang = cells.nth(2) == Some("1");
        if let Ok(id) = id.parse()
            && !slang
        {
            names.entry(id).or_default().push(name.into());
        }
    })?;
    Ok(names)
}
