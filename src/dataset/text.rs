//! The texts that a dataset's spans point into.

use crate::record::DocumentRecord;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Why there is no text of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The record leads to none.
    #[error("the record holds neither text nor path")]
    Nowhere,
    /// The file cannot be read.
    #[error("its text, {path}, cannot be read: {why}")]
    Unreadable {
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// The file is in another encoding.
    #[error("its text, {0}, is not UTF-8, and the record does not keep it")]
    NotUtf8(String),
    /// The file was edited since.
    #[error("the text is not the one that was read (sha256 differs)")]
    Changed,
}

/// The text of a document: its own where the record keeps it, else the file's, whose path is relative to `root`.
///
/// # Errors
/// When it cannot be read. Whether it is the one that was read is for [`is_the_one_read`] to say.
pub fn text_of(document: &DocumentRecord, root: &Path) -> Result<String, TextError> {
    if let Some(text) = &document.text {
        return Ok(text.clone());
    }
    let path = document.path.as_deref().ok_or(TextError::Nowhere)?;
    let bytes = std::fs::read(root.join(path)).map_err(|e| TextError::Unreadable {
        path: path.into(),
        why: e.to_string(),
    })?;
    String::from_utf8(bytes).map_err(|_| TextError::NotUtf8(path.into()))
}

/// Whether a text is the one whose spans the document's records give.
///
/// # Errors
/// When it is another.
pub fn is_the_one_read(document: &DocumentRecord, text: &str) -> Result<(), TextError> {
    let hash = format!("{:x}", Sha256::digest(text.as_bytes()));
    if hash == document.sha256 { Ok(()) } else { Err(TextError::Changed) }
}
