//! A folder of files that appears only when all of them are complete.

use super::Output;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A folder that is being written. Its files are made in another folder beside its place, or in it where it exists; [`finish`](Self::finish) brings them there. What is dropped before leaves nothing behind.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    part: PathBuf,
    /// The paths of its files below it, in the order in which they were made.
    files: Vec<PathBuf>,
}

impl Folder {
    /// Begins a folder. One that exists keeps its other files.
    ///
    /// # Errors
    /// When it cannot be made, or a file stands in its place.
    pub fn create(path: &Path) -> io::Result<Self> {
        if path.exists() && !path.is_dir() {
            return Err(io::Error::other("a file stands in its place"));
        }
        // “.” and “..” get their names, and what is written follows a link.
        let target = path.canonicalize().unwrap_or_else(|_| path.components().collect());
        let name = target.file_name().ok_or_else(|| io::Error::other("not the name of a folder"))?;
        let part = format!(".{}.{}.part", name.to_string_lossy(), std::process::id());
        // Always on the disk of its place, so that a change of name is all that is left to do.
        let part = if target.exists() {
            target.join(part)
        } else {
            target.with_file_name(part)
        };
        fs::create_dir_all(&part)?;
        Ok(Self {
            target,
            part,
            files: Vec::new(),
        })
    }

    /// Begins a file of it; `name` may lead into folders.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn file(&mut self, name: &str) -> io::Result<Output> {
        let path = self.part.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        self.files.push(name.into());
        Output::file(&path)
    }

    /// Gives the folder its name. Where it exists, each of its new files takes its place there, and the others stay.
    ///
    /// # Errors
    /// When a file or the folder cannot be named.
    pub fn finish(self) -> io::Result<()> {
        if !self.target.exists() {
            return fs::rename(&self.part, &self.target);
        }
        for file in &self.files {
            let target = self.target.join(file);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::rename(self.part.join(file), target)?;
        }
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.part);
    }
}
