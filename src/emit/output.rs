//! Where bytes go: standard output, or files that appear only when they are complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// An output. A regular file is written under another name beside its place, and takes its name when it is [`finish`](Self::finish)ed; what is dropped before leaves nothing behind.
pub struct Output {
    writer: Option<BufWriter<Box<dyn Write + Send>>>,
    /// The file while it is written, and what it will be called.
    rename: Option<(PathBuf, PathBuf)>,
}

impl Output {
    /// Standard output.
    #[must_use]
    pub fn stdout() -> Self {
        Self {
            writer: Some(BufWriter::with_capacity(1 << 16, Box::new(io::stdout()))),
            rename: None,
        }
    }

    /// A file; one that exists is replaced. A device or a pipe is written to as it is.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn file(path: &Path) -> io::Result<Self> {
        let target = path.canonicalize().unwrap_or_else(|_| path.into());
        if target.exists() && !target.is_file() {
            let file = File::options().write(true).open(&target)?;
            return Ok(Self {
                writer: Some(BufWriter::with_capacity(1 << 16, Box::new(file))),
                rename: None,
            });
        }
        let name = target.file_name().ok_or_else(|| io::Error::other("not a file name"))?;
        let part = target.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
        let file = File::create(&part)?;
        Ok(Self {
            writer: Some(BufWriter::with_capacity(1 << 16, Box::new(file))),
            rename: Some((part, target)),
        })
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), |w| w.write_all(bytes))
    }

    /// Writes out what is buffered and gives a file its name.
    ///
    /// # Errors
    /// When the last bytes cannot be written, or the file cannot be named.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some(mut writer) = self.writer.take() {
            writer.flush()?;
        }
        match self.rename.take() {
            Some((part, target)) => fs::rename(&part, &target).inspect_err(|_| {
                let _ = fs::remove_file(&part);
            }),
            None => Ok(()),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some((part, _)) = self.rename.take() {
            drop(self.writer.take().map(BufWriter::into_parts));
            let _ = fs::remove_file(part);
        }
    }
}
