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
    /// The names of its files, in the order in which they were made.
    files: Vec<String>,
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

    /// Begins a file of it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn file(&mut self, name: &str) -> io::Result<Output> {
        self.files.push(name.into());
        Output::file(&self.part.join(name))
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
            fs::rename(self.part.join(file), self.target.join(file))?;
        }
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &mut Folder, name: &str, text: &str) {
        let mut output = folder.file(name).unwrap();
        output.write(text.as_bytes()).unwrap();
        output.finish().unwrap();
    }

    #[test]
    fn a_folder_is_there_when_it_is_complete_and_not_before() {
        let place = std::env::temp_dir().join(format!("recount-folder-{}", std::process::id()));
        let target = place.join("new");
        let read = |name: &str| fs::read_to_string(target.join(name)).ok();

        let mut given_up = Folder::create(&target).unwrap();
        write(&mut given_up, "a", "half");
        assert!(!target.exists());
        drop(given_up);
        assert_eq!(fs::read_dir(&place).unwrap().count(), 0);

        let mut folder = Folder::create(&target).unwrap();
        write(&mut folder, "a", "one");
        write(&mut folder, "b", "one");
        folder.finish().unwrap();

        // The second time what is not written again stays.
        let mut folder = Folder::create(&target).unwrap();
        write(&mut folder, "b", "two");
        assert_eq!(read("b").as_deref(), Some("one"));
        folder.finish().unwrap();
        assert_eq!((read("a").as_deref(), read("b").as_deref()), (Some("one"), Some("two")));
        assert_eq!(fs::read_dir(&target).unwrap().count(), 2);
        fs::remove_dir_all(place).unwrap();
    }
}
