//! Gold files: one claim a line, as `corpus/gold/RULES.md` describes them.

use crate::record::{Comparator, Kind, Modality, Scope};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A claim as a person coded it.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldClaim {
    /// File name; of a row of a feed file name, `#`, the row's id.
    pub doc: String,
    /// First code point of the figure.
    pub start: u64,
    /// One past its last code point.
    pub end: u64,
    /// The figure's text.
    pub figure: String,
    /// What it counts.
    pub kind: Kind,
    /// The number stated.
    pub value: Option<f64>,
    /// Lowest number that the wording allows.
    pub low: Option<f64>,
    /// Highest number that the wording allows.
    pub high: Option<f64>,
    /// How the words bound it.
    pub comparator: Comparator,
    /// No number word states it.
    #[serde(default)]
    pub implied: bool,
    /// Who did it.
    pub actor: Option<String>,
    /// To whom.
    pub target: Option<String>,
    /// Where.
    #[serde(default)]
    pub places: Vec<String>,
    /// First day, as partial as the text leaves it.
    pub date_start: Option<String>,
    /// Last day, inclusive.
    pub date_end: Option<String>,
    /// According to whom.
    pub source: Option<String>,
    /// How the text stands to it.
    pub modality: Option<Modality>,
    /// How it relates to time.
    pub scope: Option<Scope>,
    /// The beginning of the sentence.
    #[serde(default)]
    pub sentence: String,
    /// Why it may be read otherwise.
    pub doubt: Option<String>,
    /// Which fields may be; none: the claim as a whole.
    pub doubt_fields: Option<Vec<String>>,
    /// Other readings that are right too.
    pub actor_alt: Option<Vec<String>>,
    /// The same for the target.
    pub target_alt: Option<Vec<String>>,
    /// The same for the places.
    pub places_alt: Option<Vec<String>>,
    /// The same for the source.
    pub source_alt: Option<Vec<String>>,
    /// The same for the kind.
    pub kind_alt: Option<Vec<Kind>>,
}

impl GoldClaim {
    /// Whether the claim as a whole is in doubt: neither required nor punished.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.doubt.as_ref().is_some_and(|d| !d.is_empty()) && self.doubt_fields.as_ref().is_none_or(Vec::is_empty)
    }

    /// Whether a field is in doubt.
    #[must_use]
    pub fn doubts(&self, field: &str) -> bool {
        self.doubt_fields.as_ref().is_some_and(|f| f.iter().any(|f| f == field))
    }
}

/// What can be wrong with gold files.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// A file or folder that cannot be read.
    #[error("{path}: {why}")]
    Read {
        /// The file or folder.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// A line that is no claim.
    #[error("{path}:{line}: {why}")]
    Line {
        /// The file.
        path: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
}

/// Reads a gold file, or all `.jsonl` files of a folder in the order of their names.
///
/// # Errors
/// At the first file that cannot be read, or line that is no claim.
pub fn load(path: &Path) -> Result<Vec<GoldClaim>, GoldError> {
    let read_error = |path: &Path, why: String| GoldError::Read {
        path: path.display().to_string(),
        why,
    };
    let mut files: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        for entry in std::fs::read_dir(path).map_err(|e| read_error(path, e.to_string()))? {
            let file = entry.map_err(|e| read_error(path, e.to_string()))?.path();
            if file.extension().is_some_and(|e| e == "jsonl") {
                files.push(file);
            }
        }
        files.sort();
        if files.is_empty() {
            return Err(read_error(path, "no .jsonl file in this folder".into()));
        }
    } else {
        files.push(path.into());
    }
    let mut claims = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|e| read_error(&file, e.to_string()))?;
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            claims.push(serde_json::from_str(line).map_err(|e| GoldError::Line {
                path: file.display().to_string(),
                line: n + 1,
                why: e.to_string(),
            })?);
        }
    }
    Ok(claims)
}
