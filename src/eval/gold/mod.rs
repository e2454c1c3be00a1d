//! Gold: claims coded by hand, read from JSON Lines or brat, and drafted from what was extracted.

mod brat;
mod claim;
mod draft;

pub use claim::{Coded, GoldClaim};
pub use draft::draft;

use std::path::{Path, PathBuf};

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

fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(|e| e.to_str())
}

/// Reads a gold file (`.ann` is brat standoff, all else JSON Lines), or all `.jsonl` and `.ann` files of a folder in the order of their names.
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
            if matches!(extension(&file), Some("jsonl" | "ann")) {
                files.push(file);
            }
        }
        files.sort();
        if files.is_empty() {
            return Err(read_error(path, "no .jsonl or .ann file in this folder".into()));
        }
    } else {
        files.push(path.into());
    }
    let mut claims = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|e| read_error(&file, e.to_string()))?;
        let wrong = |(line, why)| GoldError::Line {
            path: file.display().to_string(),
            line,
            why,
        };
        if extension(&file) == Some("ann") {
            // The name of the text is that of the annotations, as brat has it.
            let text_name = file
                .with_extension("txt")
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            claims.extend(brat::claims(&text_name, &text).map_err(wrong)?);
            continue;
        }
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            claims.push(serde_json::from_str(line).map_err(|e| wrong((n + 1, e.to_string())))?);
        }
    }
    Ok(claims)
}
