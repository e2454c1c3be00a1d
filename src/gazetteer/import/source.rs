//! Opening a source: a plain file, one behind gzip, the first file of a zip archive, or standard input.

use flate2::read::{DeflateDecoder, MultiGzDecoder};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A source that is open.
pub struct Source {
    /// Where it lies; none for standard input.
    pub path: Option<PathBuf>,
    /// Its name without endings, for the names of the files written.
    pub stem: String,
    /// Its bytes, unpacked.
    pub reader: Box<dyn BufRead>,
}

impl Source {
    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    /// When it cannot be read or its packing is none that we know.
    pub fn open(path: &Path) -> io::Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::from_reader("input", Box::new(BufReader::new(io::stdin()))));
        }
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = name.split('.').next().unwrap_or("").to_string();
        let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
        let start = file.fill_buf()?;
        let reader: Box<dyn BufRead> = if start.starts_with(&[0x1f, 0x8b]) {
            Box::new(BufReader::new(MultiGzDecoder::new(file)))
        } else if start.starts_with(b"PK\x03\x04") {
            unzipped(file)?
        } else {
            Box::new(file)
        };
        Ok(Self {
            path: Some(path.to_path_buf()),
            stem,
            reader,
        })
    }

    /// A source that is not a file.
    #[must_use]
    pub fn from_reader(stem: &str, reader: Box<dyn BufRead>) -> Self {
        Self {
            path: None,
            stem: stem.into(),
            reader,
        }
    }
}

/// The first file of a zip archive, by its local header: that is how GeoNames packs its tables.
fn unzipped(mut file: BufReader<File>) -> io::Result<Box<dyn BufRead>> {
    let mut header = [0; 30];
    file.read_exact(&mut header)?;
    let number = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
    let skip = u64::from(number(26)) + u64::from(number(28));
    io::copy(&mut file.by_ref().take(skip), &mut io::sink())?;
    match number(8) {
        8 => Ok(Box::new(BufReader::new(DeflateDecoder::new(file)))),
        other => Err(super::not_of_format(format!(
            "zip method {other} is not known: unpack the archive first"
        ))),
    }
}

/// The lines of a source, numbered from 1, without their ends; bytes that are no UTF-8 become the replacement character.
pub(super) fn for_lines(reader: &mut dyn BufRead, mut take: impl FnMut(u64, &str)) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut line = 0;
    loop {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        line += 1;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_end_matches(['\n', '\r']);
        take(line, if line == 1 { text.trim_start_matches('\u{feff}') } else { text });
    }
}
