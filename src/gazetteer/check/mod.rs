//! The lint of gazetteer files: what loading does not refuse but makes a gazetteer wrong, or hard to edit for two people at once.

mod places;

pub(super) use places::SAME;

use super::Sources;
use csv::{ReaderBuilder, StringRecord};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt;
use unicode_normalization::is_nfc;

/// Something that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// Folders whose rows have ids.
const ENTITIES: [&str; 4] = ["places/", "actors/", "persons/", "weapons/"];
/// Prefixes of ids that an import keeps from its source: its rows stand in the order of the source.
const IMPORTED: [&str; 6] = ["gn.", "wd.", "os.", "ucdp.", "cameo.", "own."];
/// Columns that hold the id of another row.
const LINKS: [&str; 3] = ["capital", "parent", "affiliation"];

struct Row<'s> {
    path: &'s str,
    line: u64,
    header: &'s StringRecord,
    cells: StringRecord,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        self.header
            .iter()
            .position(|h| h == column)
            .and_then(|n| self.cells.get(n))
            .unwrap_or("")
    }

    fn finding(&self, message: String) -> Finding {
        Finding {
            path: self.path.into(),
            line: self.line,
            message,
        }
    }
}

/// Checks the rows of entities. Each of `origins` is a folder, with the name to tell it by: an id may stand once in each, and a link may lead to any.
#[must_use]
pub fn check(origins: &[(&str, Sources)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ids: FxHashSet<String> = FxHashSet::default();
    let mut links: Vec<(Finding, String)> = Vec::new();
    let mut places = places::Places::default();
    for (origin, sources) in origins {
        let mut seen: FxHashMap<String, String> = FxHashMap::default();
        for folder in ENTITIES {
            for (path, text) in sources.under(folder, ".csv") {
                let mut before = String::new();
                let path = &format!("{}/{path}", origin.trim_end_matches('/'));
                for_rows(path, text, &mut findings, |row, findings| {
                    let id = row.get("id").to_string();
                    if let Some(first) = seen.insert(id.clone(), path.to_string()) {
                        findings.push(row.finding(format!("the id {id} stands in {first} already")));
                    }
                    if id < before && !IMPORTED.iter().any(|prefix| id.starts_with(prefix)) {
                        findings.push(row.finding(format!("{id} comes after {before}: rows are sorted by id")));
                    }
                    before.clone_from(&id);
                    if folder == "places/" {
                        places.add(row);
                    }
                    check_row(row, &mut |message| findings.push(row.finding(message)));
                    for column in LINKS {
                        let to = row.get(column);
                        if !to.is_empty() {
                            links.push((row.finding(format!("{column} {to} is the id of no row")), to.into()));
                        }
                    }
                    ids.insert(id);
                });
            }
        }
    }
    findings.extend(places.check());
    findings.extend(links.into_iter().filter(|(_, to)| !ids.contains(to)).map(|(finding, _)| finding));
    findings
}

fn for_rows(path: &str, text: &str, findings: &mut Vec<Finding>, mut take: impl FnMut(&Row<'_>, &mut Vec<Finding>)) {
    let mut reader = ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let broken = |line: u64, error: &csv::Error| Finding {
        path: path.into(),
        line,
        message: error.to_string(),
    };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return findings.push(broken(1, &error)),
    };
    for cells in reader.records() {
        match cells {
            Ok(cells) => {
                let line = cells.position().map_or(0, csv::Position::line);
                let row = Row {
                    path,
                    line,
                    header: &header,
                    cells,
                };
                take(&row, findings);
            }
            Err(error) => findings.push(broken(error.position().map_or(0, csv::Position::line), &error)),
        }
    }
}

fn check_row(row: &Row<'_>, tell: &mut impl FnMut(String)) {
    let id = row.get("id");
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')) {
        tell(format!("“{id}” is no id (letters, digits, dots and hyphens)"));
    }
    if row.get("name").is_empty() {
        tell(format!("{id} has no name"));
    }
    let mut names = FxHashSet::default();
    for column in ["name", "aliases", "acronyms"] {
        for name in row.get(column).split(';').filter(|n| !n.is_empty()) {
            if name.trim() != name {
                tell(format!("{id}: “{name}” has white space at an end"));
            }
            if !is_nfc(name) {
                tell(format!("{id}: “{name}” is not in Unicode's composed form (NFC)"));
            }
            if !names.insert(name) {
                tell(format!("{id}: the name “{name}” stands twice"));
            }
        }
    }
    for (column, most) in [("lat", 90.0), ("lon", 180.0)] {
        let cell = row.get(column);
        if !cell.is_empty() && !cell.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most) {
            tell(format!("{id}: {column} {cell} is out of range"));
        }
    }
    if row.get("lat").is_empty() != row.get("lon").is_empty() {
        tell(format!("{id}: lat and lon stand together or not at all"));
    }
}
