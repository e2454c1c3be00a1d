//! CSV: one article a row, after a header line that names the columns.

use super::columns::{Column, name_of};
use super::encoding::Decoder;
use super::fields::{Defaults, Fields, names};
use super::inputs::{Input, io_message};
use super::source::Source;
use super::{Item, MAX_BYTES, Trouble};
use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// Ends with an error when one row takes more than [`MAX_BYTES`]: a quote that is never closed would make the rest of the file one row.
struct Bounded {
    reader: Box<dyn BufRead>,
    left: Rc<Cell<usize>>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let left = self.left.get();
        if read > left {
            return Err(io::Error::other(format!(
                "a row of more than {} MB (a quote that is not closed?)",
                MAX_BYTES / 1_000_000
            )));
        }
        self.left.set(left - read);
        Ok(read)
    }
}

/// Where each field stands in a row.
struct Columns {
    text: usize,
    id: Option<usize>,
    title: Option<usize>,
    published: Option<usize>,
    publisher: Option<usize>,
    url: Option<usize>,
    authors: Option<usize>,
}

impl Columns {
    /// Or what is wrong with the header line.
    fn of(header: &ByteRecord, columns: &[Column]) -> Result<Self, String> {
        let names: Vec<String> = header
            .iter()
            .map(|h| String::from_utf8_lossy(h).trim_matches(['\u{feff}', ' ', '"']).to_lowercase())
            .collect();
        let at = |field: &'static str| {
            let (name, given) = name_of(columns, field);
            let found = names.iter().position(|n| *n == name.to_lowercase());
            if given && found.is_none() {
                return Err(format!("the header line names no column “{name}”"));
            }
            Ok(found)
        };
        let text = at("text")?.ok_or_else(|| {
            let named: Vec<&str> = names.iter().map(|n| n.trim()).filter(|n| !n.is_empty()).take(12).collect();
            format!("the header line names no column “text”, but {}: see --column", named.join(", "))
        })?;
        Ok(Self {
            text,
            id: at("id")?,
            title: at("title")?,
            published: at("published")?,
            publisher: at("publisher")?,
            url: at("url")?,
            authors: at("authors")?,
        })
    }

    fn fields(&self, row: &[String]) -> Fields {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).filter(|c| !c.trim().is_empty()).cloned();
        Fields {
            id: cell(self.id),
            text: row.get(self.text).cloned().unwrap_or_default(),
            title: cell(self.title),
            published: cell(self.published),
            publisher: cell(self.publisher),
            url: cell(self.url),
            authors: cell(self.authors).map_or_else(Vec::new, |a| names(&a)),
        }
    }
}

/// The separator that the header line has most of, outside quotes: a comma, or as spreadsheets of some countries write them a semicolon, a tab or a bar.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or(head);
    let mut quoted = false;
    let outside: Vec<u8> = line
        .iter()
        .copied()
        .filter(|b| {
            quoted ^= *b == b'"';
            !quoted
        })
        .collect();
    // The last of those that are equal is taken, so the comma comes last.
    [b'|', b';', b'\t', b',']
        .into_iter()
        .max_by_key(|d| memchr::memchr_iter(*d, &outside).count())
        .unwrap_or(b',')
}

/// The rows of a table, one at a time.
pub fn rows(input: &Input, mut source: Source, defaults: Defaults) -> Result<impl Iterator<Item = Item> + use<>, Trouble> {
    let unreadable = |e: &io::Error| Trouble::new(&input.path, None, "unreadable", io_message(e));
    let delimiter = delimiter(source.reader.fill_buf().map_err(|e| unreadable(&e))?);
    let left = Rc::new(Cell::new(MAX_BYTES));
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(false).from_reader(Bounded {
        reader: source.reader,
        left: Rc::clone(&left),
    });
    let header = reader
        .byte_headers()
        .map_err(|e| Trouble::new(&input.path, None, "unreadable", e.to_string()))?;
    let columns = Columns::of(header, &defaults.columns).map_err(|message| Trouble::new(&input.path, Some(1), "broken_row", message))?;
    let input = input.clone();
    let (transcoded, name) = (source.transcoded, source.encoding);
    let mut decoder = Decoder::new();
    let mut record = ByteRecord::new();
    let mut ended = false;
    let mut any = false;
    Ok(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        left.set(MAX_BYTES);
        let at = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(true) => any = true,
            Ok(false) => {
                ended = true;
                return (!any).then(|| Err(Trouble::new(&input.path, None, "empty", "a header line and no rows")));
            }
            Err(error) => {
                any = true;
                let line = error.position().map_or(at, csv::Position::line);
                let (code, message) = match error.kind() {
                    ErrorKind::UnequalLengths { expected_len, len, .. } => {
                        ("broken_row", format!("{len} columns where the header line has {expected_len}"))
                    }
                    ErrorKind::Io(e) => {
                        ended = true;
                        ("unreadable", format!("{}: the rest is not read", io_message(e)))
                    }
                    _ => ("broken_row", error.to_string()),
                };
                return Some(Err(Trouble::new(&input.path, Some(line), code, message)));
            }
        }
        let line = record.position().map_or(at, csv::Position::line);
        let mut encoding = "UTF-8";
        let mut oddity = None;
        let cells: Vec<String> = record
            .iter()
            .map(|cell| {
                let decoded = decoder.decode(cell.to_vec());
                if let Some((message, _)) = decoded.oddity {
                    encoding = decoded.encoding;
                    oddity = Some(message);
                }
                decoded.text
            })
            .collect();
        if transcoded {
            encoding = name;
        }
        Some(columns.fields(&cells).document(&input, "csv", encoding, oddity, line, &defaults))
    }))
}
