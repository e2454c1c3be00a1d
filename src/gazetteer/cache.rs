//! The compiled catalogue of large gazetteers, kept in a file beside them. It is used where it was made by this program of these very tables, and made anew where not;
//! whoever reads it while another makes it sees the old file or the new one, never half of one.

use super::Sources;
use super::catalogue::Catalogue;
use super::entities::FOLDERS;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Name of the file in the folder of gazetteers.
const NAME: &str = ".recount-names.cache";

/// What the file begins with; the key of its tables and the hash of what follows come next.
const OPENS: &[u8; 16] = b"recount names 1\n";
const HEADER: usize = OPENS.len() + 16 + 8;

/// A file for what is compiled of certain tables.
pub(super) struct Cache {
    path: PathBuf,
    key: [u8; 16],
}

impl Cache {
    /// The file in `folder` for what this program makes of the tables of `sources` and of names cut with these abbreviations.
    pub fn new(folder: &Path, sources: &Sources, abbreviations: &[&str]) -> Self {
        let mut hasher = Xxh3::new();
        let mut add = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        add(env!("RECOUNT_CODE"));
        abbreviations.iter().for_each(|a| add(a));
        for (path, text) in FOLDERS.iter().flat_map(|folder| sources.under(folder, ".csv")) {
            add(path);
            add(text);
        }
        Self {
            path: folder.join(NAME),
            key: hasher.digest128().to_le_bytes(),
        }
    }

    /// What the file holds; none where there is no file, or one made of other tables or by another program.
    ///
    /// # Errors
    /// When the file cannot be read or is broken: what is wrong.
    pub fn read(&self) -> Result<Option<Catalogue>, String> {
        let told = |error: io::Error| format!("{}: {error}", self.path.display());
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(told(error)),
        };
        let mut header = [0; HEADER];
        let broken = || format!("{}: broken", self.path.display());
        file.read_exact(&mut header).map_err(|_| broken())?;
        let (opens, rest) = header.split_at(OPENS.len());
        let (key, hash) = rest.split_at(self.key.len());
        if opens != OPENS {
            return Err(broken());
        }
        if key != self.key {
            return Ok(None);
        }
        let mut payload = Vec::new();
        file.read_to_end(&mut payload).map_err(told)?;
        if hash != xxh3_64(&payload).to_le_bytes() {
            return Err(broken());
        }
        postcard::from_bytes(&payload).map(Some).map_err(|_| broken())
    }

    /// Writes the file: under another name first, so that it appears when it is complete.
    ///
    /// # Errors
    /// When it cannot be written: what is wrong.
    pub fn write(&self, catalogue: &Catalogue) -> Result<(), String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let told = |error: &dyn std::fmt::Display| format!("{}: {error}", self.path.display());
        let payload = postcard::to_stdvec(catalogue).map_err(|e| told(&e))?;
        let mut bytes = Vec::with_capacity(HEADER + payload.len());
        bytes.extend(OPENS);
        bytes.extend(self.key);
        bytes.extend(xxh3_64(&payload).to_le_bytes());
        bytes.extend(payload);
        let own = format!("{NAME}.{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let own = self.path.with_file_name(own);
        fs::write(&own, bytes).and_then(|()| fs::rename(&own, &self.path)).map_err(|error| {
            // Half a file is of no use; where it cannot be removed either, nothing more can be done.
            let _ = fs::remove_file(&own);
            told(&error)
        })
    }
}
