//! The rows of a JSON feed as bytes: a line each; or where the file is one array, or has its objects over several lines, an object each. Knows nothing of fields.

use super::MAX_BYTES;
use std::io::{self, BufRead};

/// What comes next in a feed.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// A row, without its line end.
    Row(Vec<u8>),
    /// A row of more than [`MAX_BYTES`], passed over.
    TooLong,
    /// What is no object where one should begin, or is over before it is complete: nothing more is read.
    Broken(&'static str),
    /// Nothing more.
    End,
}

/// Reads the rows of a feed, one at a time.
pub struct JsonRows {
    reader: Box<dyn BufRead>,
    whole_objects: bool,
    /// Line of the file at which the last row began, from 1.
    pub line: u64,
    /// Line ends read so far, where objects are read.
    passed: u64,
}

impl JsonRows {
    /// Looks at the beginning of the feed to see how its rows are written.
    ///
    /// # Errors
    /// Where the input cannot be read.
    pub fn new(mut reader: Box<dyn BufRead>) -> io::Result<Self> {
        let head = reader.fill_buf()?;
        let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let whole_objects = has_whole_objects(&head[mark..]);
        reader.consume(mark);
        Ok(Self {
            reader,
            whole_objects,
            line: 0,
            passed: 0,
        })
    }

    /// The next row; lines without anything are passed over.
    ///
    /// # Errors
    /// Where the input cannot be read.
    pub fn read(&mut self) -> io::Result<Piece> {
        if self.whole_objects { self.next_object() } else { self.next_line() }
    }

    fn next_line(&mut self) -> io::Result<Piece> {
        loop {
            let mut row = Vec::new();
            let (mut any, mut too_long, mut ended) = (false, false, false);
            while !ended {
                let available = filled(&mut *self.reader)?;
                if available.is_empty() {
                    break;
                }
                any = true;
                let end = memchr::memchr(b'\n', available);
                let take = end.unwrap_or(available.len());
                too_long |= row.len() + take > MAX_BYTES;
                if too_long {
                    row = Vec::new();
                } else {
                    row.extend_from_slice(&available[..take]);
                }
                ended = end.is_some();
                self.reader.consume(take + usize::from(ended));
            }
            if !any {
                return Ok(Piece::End);
            }
            self.line += 1;
            if too_long {
                return Ok(Piece::TooLong);
            }
            if !row.trim_ascii().is_empty() {
                return Ok(Piece::Row(row));
            }
        }
    }

    /// The next object, whatever commas, brackets and white space stand before it.
    fn next_object(&mut self) -> io::Result<Piece> {
        loop {
            let available = filled(&mut *self.reader)?;
            if available.is_empty() {
                return Ok(Piece::End);
            }
            let between = |b: &u8| b.is_ascii_whitespace() || matches!(b, b',' | b'[' | b']');
            let skip = available.iter().position(|b| !between(b)).unwrap_or(available.len());
            self.passed += line_ends(&available[..skip]);
            let opens = available.get(skip) == Some(&b'{');
            let over = skip == available.len();
            self.reader.consume(skip);
            if over {
                continue;
            }
            self.line = self.passed + 1;
            if !opens {
                return Ok(Piece::Broken("something that is no object"));
            }
            break;
        }
        let mut row = Vec::new();
        let mut too_long = false;
        let mut scan = Scan::default();
        loop {
            let available = filled(&mut *self.reader)?;
            if available.is_empty() {
                return Ok(Piece::Broken("the file is over in the middle of an object"));
            }
            let end = scan.end(available);
            let take = end.unwrap_or(available.len());
            self.passed += line_ends(&available[..take]);
            too_long |= row.len() + take > MAX_BYTES;
            if too_long {
                row = Vec::new();
            } else {
                row.extend_from_slice(&available[..take]);
            }
            self.reader.consume(take);
            if end.is_some() {
                return Ok(if too_long { Piece::TooLong } else { Piece::Row(row) });
            }
        }
    }
}

fn filled(reader: &mut dyn BufRead) -> io::Result<&[u8]> {
    loop {
        match reader.fill_buf() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
            // Asked for once more, since what was lent in a loop cannot be handed out of it; nothing is read twice.
            Ok(_) => break,
        }
    }
    reader.fill_buf()
}

/// Line ends of any kind.
fn line_ends(bytes: &[u8]) -> u64 {
    let lines = memchr::memchr_iter(b'\n', bytes).count();
    (if lines > 0 {
        lines
    } else {
        memchr::memchr_iter(b'\r', bytes).count()
    }) as u64
}

/// Looks for the end of an object, over as many pieces of it as there are.
#[derive(Default)]
struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// The byte after the bracket that closes the object, if it stands in `bytes`.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.escaped {
                self.escaped = false;
            } else if self.in_string {
                at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
                self.in_string = bytes[at] != b'"';
                self.escaped = bytes[at] == b'\\';
            } else {
                match bytes[at] {
                    b'"' => self.in_string = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
            }
            at += 1;
        }
        None
    }
}

/// Whether rows are no lines: an array of objects, an object that goes on after a line end, or objects with carriage returns or nothing between them.
fn has_whole_objects(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    if let Some(rest) = head.strip_prefix(b"[") {
        return matches!(rest.trim_ascii_start().first(), Some(b'{' | b']'));
    }
    if head.first() != Some(&b'{') {
        return false;
    }
    let first = memchr::memchr(b'\n', head).map_or(head, |end| &head[..end]);
    let mut scan = Scan::default();
    match scan.end(first) {
        // Something behind it, on its own line.
        Some(end) => first[end..].trim_ascii_start().first() == Some(&b'{'),
        // A line end between two fields; one inside a string means a broken row.
        None if first.len() < head.len() && !scan.in_string => {
            first.trim_ascii_end().ends_with(b"{") || {
                let goes_on = head[first.len()..].trim_ascii_start().first() == Some(&b'"');
                first.trim_ascii_end().ends_with(b",") && goes_on
            }
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    /// Rows with their lines, read through a buffer so small that every row lies in several pieces; the head is seen whole.
    fn rows(text: &str) -> Vec<(u64, Piece)> {
        let mut rows = JsonRows::new(Box::new(Cursor::new(text.to_owned().into_bytes()))).unwrap();
        let rest = std::mem::replace(&mut rows.reader, Box::new(Cursor::new(Vec::new())));
        rows.reader = Box::new(BufReader::with_capacity(3, rest));
        let mut out = Vec::new();
        loop {
            match rows.read().unwrap() {
                Piece::End => return out,
                piece => {
                    let over = matches!(piece, Piece::Broken(_));
                    out.push((rows.line, piece));
                    if over {
                        return out;
                    }
                }
            }
        }
    }

    fn row(line: u64, text: &str) -> (u64, Piece) {
        (line, Piece::Row(text.into()))
    }

    #[test]
    fn lines_are_rows() {
        assert_eq!(
            rows("\u{feff}{\"a\": 1}\n\n{\"b\": \"{\"}"),
            [row(1, "{\"a\": 1}"), row(3, "{\"b\": \"{\"}")]
        );
        // A broken line spoils no other.
        assert_eq!(rows("{\"a\": \"x\n{\"b\": 2}\n"), [row(1, "{\"a\": \"x"), row(2, "{\"b\": 2}")]);
        assert_eq!(rows("{\"a\": 1,\n{\"b\": 2}\n").len(), 2);
    }

    #[test]
    fn objects_are_rows() {
        let (one, two) = ("{\"a\": {\"b\": [1, \"}\\\"\"]}}", "{\"c\": 2}");
        assert_eq!(rows(&format!("[{one}, {two}]")), [row(1, one), row(1, two)]);
        assert_eq!(rows(&format!("[\n  {one},\n  {two}\n]\n")), [row(2, one), row(3, two)]);
        assert_eq!(rows(&format!("{one}\r{two}\r")), [row(1, one), row(2, two)]);
        assert_eq!(rows(&format!("{one}{two}")), [row(1, one), row(1, two)]);
        let wide = "{\n  \"a\": 1,\n  \"b\": 2\n}";
        assert_eq!(rows(&format!("{wide}\n{wide}")), [row(1, wide), row(5, wide)]);
        assert_eq!(rows("[]"), []);
    }

    #[test]
    fn what_is_broken_ends_the_rows() {
        assert_eq!(rows("[{\"a\": 1}, 5, {\"b\": 2}]").len(), 2);
        assert!(matches!(rows("[{\"a\": 1}, {\"b\": ")[1], (1, Piece::Broken(_))));
    }
}
