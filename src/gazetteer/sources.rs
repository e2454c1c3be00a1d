//! Which gazetteer files there are: those compiled in, and those of folders that the user adds.

use super::GazetteerError;
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/gazetteers");

/// The gazetteer files in the order in which they are read: a later row replaces an earlier one of the same id.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<(String, Cow<'static, str>)>,
    /// The first folder whose tables are large.
    large: Option<PathBuf>,
}

/// From so many bytes on, the tables of a folder are large: what is compiled of them is kept in a file beside them. Below, reading them takes no time to speak of.
const LARGE: usize = 1 << 20;

impl Sources {
    /// The files that are compiled in, sorted by path.
    #[must_use]
    pub fn built_in() -> Self {
        fn walk(dir: &'static Dir<'static>, files: &mut Vec<(String, Cow<'static, str>)>) {
            for file in dir.files() {
                if let Some(text) = file.contents_utf8() {
                    files.push((file.path().to_string_lossy().replace('\\', "/"), Cow::Borrowed(text)));
                }
            }
            dir.dirs().for_each(|d| walk(d, files));
        }
        let mut files = Vec::new();
        walk(&BUILT_IN, &mut files);
        files.sort_by(|a, b| a.0.cmp(&b.0));
        Self { files, large: None }
    }

    /// The same files, without a file of compiled names beside them.
    #[must_use]
    pub fn without_cache(mut self) -> Self {
        self.large = None;
        self
    }

    /// The folder in which compiled names are kept, where the tables are so large that it pays.
    pub(super) fn keeps_names_in(&self) -> Option<&Path> {
        self.large.as_deref()
    }

    /// Adds the files of a folder laid out like `gazetteers/`.
    ///
    /// # Errors
    /// When the folder or one of its files cannot be read, or is not UTF-8.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), GazetteerError> {
        let mut added = Vec::new();
        folder.metadata().map_err(|e| GazetteerError::Read {
            path: folder.display().to_string(),
            why: e.to_string(),
        })?;
        for entry in ignore::WalkBuilder::new(folder).standard_filters(false).build() {
            let entry = entry.map_err(|e| GazetteerError::Read {
                path: folder.display().to_string(),
                why: e.io_error().map_or_else(|| e.to_string(), ToString::to_string),
            })?;
            if !entry.file_type().is_some_and(|t| t.is_file()) {
                continue;
            }
            let path = entry.path();
            if !matches!(path.extension().and_then(|e| e.to_str()), Some("csv" | "toml")) {
                continue;
            }
            let text = std::fs::read_to_string(path).map_err(|e| GazetteerError::Read {
                path: path.display().to_string(),
                why: e.to_string(),
            })?;
            let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
            added.push((name, Cow::Owned(text)));
        }
        added.sort_by(|a, b| a.0.cmp(&b.0));
        if added.is_empty() {
            return Err(GazetteerError::Read {
                path: folder.display().to_string(),
                why: "no .csv or .toml file in this folder".into(),
            });
        }
        let bytes: usize = added.iter().map(|(_, text): &(String, Cow<str>)| text.len()).sum();
        if bytes >= LARGE && self.large.is_none() {
            self.large = Some(folder.to_path_buf());
        }
        self.files.extend(added);
        Ok(())
    }

    /// Path and text of the files below `folder` (`places/`) that end in `suffix` (`.csv`).
    pub fn under<'s>(&'s self, folder: &'s str, suffix: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
        self.files
            .iter()
            .filter(move |(p, _)| p.starts_with(folder) && p.ends_with(suffix))
            .map(|(p, t)| (p.as_str(), t.as_ref()))
    }

    /// The text of one file; where a folder that was added has it too, the last.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.iter().rev().find(|(p, _)| p == path).map(|(_, t)| t.as_ref())
    }
}
