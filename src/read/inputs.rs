//! Which files there are: PATHs as given, folders walked in the order of their names.

use super::Trouble;
use ignore::{Walk, WalkBuilder};
use std::io;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// As it is opened; `-` for standard input.
    pub file: PathBuf,
    /// As it is told, with `/` between its parts.
    pub path: String,
    /// Id of the document in it: its path relative to the folder given.
    pub doc_id: String,
}

/// The endings of files that a folder's walk reads.
const ENDINGS: [&str; 11] = [
    "txt", "text", "md", "markdown", "jsonl", "ndjson", "csv", "tsv", "html", "htm", "xhtml",
];

/// The file's ending in lower case, that of its packing (`.gz`) taken off.
pub fn ending(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    Path::new(name)
        .extension()
        .map(|e| e.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn slashes(path: &Path) -> String {
    let text = path.strip_prefix(".").unwrap_or(path).to_string_lossy();
    if text.is_empty() {
        return ".".into();
    }
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

struct Folder {
    root: PathBuf,
    walk: Walk,
    found: bool,
}

/// Goes through all PATHs.
pub struct Walker {
    paths: std::vec::IntoIter<PathBuf>,
    exclude: Vec<PathBuf>,
    folder: Option<Folder>,
}

impl Walker {
    pub fn new(paths: Vec<PathBuf>, exclude: Vec<PathBuf>) -> Self {
        Self {
            paths: paths.into_iter(),
            exclude,
            folder: None,
        }
    }

    fn excluded(&self, path: &Path) -> bool {
        !self.exclude.is_empty() && path.canonicalize().is_ok_and(|p| self.exclude.contains(&p))
    }

    fn next_in_folder(&mut self) -> Option<Result<Input, Trouble>> {
        loop {
            let folder = self.folder.as_mut()?;
            let Some(entry) = folder.walk.next() else {
                let folder = self.folder.take()?;
                return (!folder.found).then(|| {
                    let message = "nothing to read in this folder (.txt .md .html .jsonl .csv .tsv, and .gz of each)";
                    Err(Trouble::new(&slashes(&folder.root), None, "no_files", message))
                });
            };
            match entry {
                Err(error) => {
                    // The folder's own trouble is told by this line and not once more at its end.
                    folder.found = true;
                    let root = slashes(&folder.root);
                    return Some(Err(walk_trouble(&root, &error)));
                }
                Ok(entry) => {
                    let path = entry.path();
                    let is_file = entry.file_type().is_some_and(|t| t.is_file());
                    let known = ENDINGS.contains(&ending(path).as_str());
                    if !is_file || !known {
                        continue;
                    }
                    folder.found = true;
                    let input = Input {
                        path: slashes(path),
                        doc_id: slashes(path.strip_prefix(&folder.root).unwrap_or(path)),
                        file: path.into(),
                    };
                    if self.excluded(&input.file) {
                        continue;
                    }
                    return Some(Ok(input));
                }
            }
        }
    }
}

impl Iterator for Walker {
    type Item = Result<Input, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.next_in_folder() {
                return Some(item);
            }
            let path = self.paths.next()?;
            if path.is_dir() {
                let walk = WalkBuilder::new(&path)
                    .standard_filters(false)
                    .hidden(true)
                    .ignore(true)
                    .follow_links(true)
                    .sort_by_file_name(std::ffi::OsStr::cmp)
                    .build();
                self.folder = Some(Folder {
                    root: path,
                    walk,
                    found: false,
                });
                continue;
            }
            let name = path.file_name().map_or(path.as_path(), Path::new);
            return Some(Ok(Input {
                path: slashes(&path),
                doc_id: slashes(name),
                file: path,
            }));
        }
    }
}

/// What an error of the operating system means to people.
pub fn io_message(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_string()
        }
    }
}

fn walk_trouble(root: &str, error: &ignore::Error) -> Trouble {
    use ignore::Error;
    fn place(error: &Error) -> Option<&Path> {
        match error {
            Error::WithPath { path, .. } => Some(path),
            Error::Loop { child, .. } => Some(child),
            Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => place(err),
            _ => None,
        }
    }
    fn cause(error: &Error) -> (&'static str, String) {
        match error {
            Error::Loop { ancestor, .. } => (
                "symlink_loop",
                format!("a link that leads back to {}: passed over", slashes(ancestor)),
            ),
            Error::WithPath { err, .. } | Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => cause(err),
            Error::Io(error) => ("unreadable", io_message(error)),
            other => ("unreadable", other.to_string()),
        }
    }
    let (code, message) = cause(error);
    Trouble::new(&place(error).map_or_else(|| root.to_string(), slashes), None, code, message)
}
