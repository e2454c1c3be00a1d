//! Rows of CSV files, and what can be wrong with files.

use serde::de::DeserializeOwned;

/// What can be wrong with gazetteer files.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// A file or folder that cannot be read.
    #[error("{path}: {why}")]
    Read {
        /// The file or folder.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// A row that does not fit its format.
    #[error("{path}, line {line}: {why}")]
    Row {
        /// The file.
        path: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// A file of grammar data that does not compile.
    #[error("{path}: {why}")]
    Grammar {
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
    },
}

/// Reads the rows of a CSV file and hands each to `take`, which says what is wrong with it.
pub(super) fn rows<R: DeserializeOwned>(
    path: &str,
    text: &str,
    mut take: impl FnMut(R) -> Result<(), String>,
) -> Result<(), GazetteerError> {
    cells(path, text, |headers, record| {
        let row: R = record.deserialize(Some(headers)).map_err(|e| e.to_string())?;
        take(row)
    })
}

/// Reads the rows of a CSV file as cells and hands each, after the header, to `take`, which says what is wrong with it.
pub(super) fn cells(
    path: &str,
    text: &str,
    mut take: impl FnMut(&csv::StringRecord, &csv::StringRecord) -> Result<(), String>,
) -> Result<(), GazetteerError> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .flexible(false)
        .from_reader(text.as_bytes());
    let row_error = |line: u64, why: String| GazetteerError::Row {
        path: path.into(),
        line,
        why,
    };
    let headers = reader.headers().map_err(|e| row_error(1, e.to_string()))?.clone();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(e) => return Err(row_error(e.position().map_or(0, csv::Position::line), e.to_string())),
        }
        let line = record.position().map_or(0, csv::Position::line);
        take(&headers, &record).map_err(|why| row_error(line, why))?;
    }
}

/// The items of a cell that holds a list.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|s| !s.is_empty())
}
