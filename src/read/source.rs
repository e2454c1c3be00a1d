//! Opening one input: unpacking, telling its format, telling text from anything else.

use super::inputs::{Input, ending, io_message};
use super::{Format, Trouble, encoding, html};
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// Bytes that are looked at before the format is decided.
const HEAD: usize = 8192;

/// How an input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Markdown,
    Html,
    Jsonl,
    Csv,
}

/// An input that is open.
pub struct Source {
    pub kind: Kind,
    pub reader: Box<dyn BufRead>,
    /// Whether the bytes that are read are not the file's own: unpacked, or from standard input.
    pub derived: bool,
    /// Whether feeds are decoded from UTF-16 as they are read.
    pub transcoded: bool,
    /// That encoding's name; `UTF-8` else.
    pub encoding: &'static str,
}

fn head_of(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Opens an input and looks at its beginning.
pub fn open(input: &Input, format: Format) -> Result<Source, Trouble> {
    let trouble = |code, message: String| Trouble::new(&input.path, None, code, message);
    let unreadable = |e: io::Error| trouble("unreadable", io_message(&e));
    let is_stdin = input.file.as_os_str() == "-";
    let ending = ending(&input.file);
    let mut raw: Box<dyn Read> = if is_stdin {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(&input.file).map_err(unreadable)?)
    };
    let mut head = head_of(&mut raw).map_err(unreadable)?;
    let mut derived = is_stdin;
    if head.starts_with(&[0x1f, 0x8b]) {
        derived = true;
        raw = Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, Cursor::new(head).chain(raw))));
        head = head_of(&mut raw).map_err(|e| trouble("unreadable", format!("broken gzip: {}", io_message(&e))))?;
    }
    if head.is_empty() {
        return Err(trouble("empty", "empty file".into()));
    }
    if let Some(what) = encoding::not_text(&head) {
        return Err(trouble("binary", format!("not a text ({what})")));
    }
    let kind = kind_of(format, &ending, &head);
    if matches!(kind, Kind::Jsonl | Kind::Csv) && html::looks_like_page(&head) {
        return Err(trouble("broken_row", "a web page, where rows should be".into()));
    }
    let utf16 = encoding::utf16(&head).filter(|_| matches!(kind, Kind::Jsonl | Kind::Csv));
    let whole = Cursor::new(head).chain(raw);
    let reader: Box<dyn BufRead> = match utf16 {
        Some(from) => Box::new(BufReader::with_capacity(
            1 << 16,
            DecodeReaderBytesBuilder::new()
                .encoding(Some(from))
                .strip_bom(true)
                .bom_override(true)
                .build(whole),
        )),
        None => Box::new(BufReader::with_capacity(1 << 16, whole)),
    };
    Ok(Source {
        kind,
        reader,
        derived,
        transcoded: utf16.is_some(),
        encoding: utf16.map_or("UTF-8", encoding_rs::Encoding::name),
    })
}

fn kind_of(format: Format, ending: &str, head: &[u8]) -> Kind {
    match format {
        Format::Text => Kind::Text,
        Format::Markdown => Kind::Markdown,
        Format::Html => Kind::Html,
        Format::Jsonl => Kind::Jsonl,
        Format::Csv => Kind::Csv,
        Format::Auto => match ending {
            "md" | "markdown" => Kind::Markdown,
            "jsonl" | "ndjson" => Kind::Jsonl,
            "csv" | "tsv" => Kind::Csv,
            "html" | "htm" | "xhtml" => Kind::Html,
            // Pages are saved as .txt now and then.
            _ if html::looks_like_page(head) => Kind::Html,
            "txt" | "text" => Kind::Text,
            // No name that says it: an object on the first line makes a feed.
            _ if begins_with_object(head) => Kind::Jsonl,
            _ => Kind::Text,
        },
    }
}

fn begins_with_object(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    // An array of objects is a feed too.
    let head = head.strip_prefix(b"[").unwrap_or(head).trim_ascii_start();
    let Some(rest) = head.strip_prefix(b"{") else { return false };
    matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}'))
}

/// Reads a whole input, up to `limit` bytes; none where it is longer.
pub fn read_whole(reader: &mut dyn BufRead, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}
