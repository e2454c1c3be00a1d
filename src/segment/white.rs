//! White space and letters as the splitter sees them, on raw bytes. Knows nothing of sentences.
//!
//! Blank is what a reader does not see: Unicode white space and the invisible characters of [`crate::text::fold::is_invisible`].

use crate::text::fold::is_invisible;
use std::ops::Range;

/// Whether a reader sees nothing there.
pub(super) fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' ' | '\t'..='\r');
    }
    c.is_whitespace() || is_invisible(c)
}

/// The character that begins at `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 {
        Some(byte as char)
    } else {
        text[at..].chars().next()
    }
}

/// The character that ends at `at`.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at.checked_sub(1)?)?;
    if byte < 0x80 {
        Some(byte as char)
    } else {
        text[..at].chars().next_back()
    }
}

/// The first position from `at` on that is not blank, at most `end`.
pub(super) fn skip_blank(text: &str, mut at: usize, end: usize) -> usize {
    while at < end {
        match char_at(text, at) {
            Some(c) if is_blank(c) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// `range` without blank characters at either end.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let start = skip_blank(text, range.start, range.end);
    let mut end = range.end;
    while end > start {
        match char_before(text, end) {
            Some(c) if is_blank(c) => end -= c.len_utf8(),
            _ => break,
        }
    }
    start..end
}

/// Number of characters, near enough for widths of lines.
pub(super) fn width(bytes: &[u8]) -> usize {
    let count = |piece: &[u8]| usize::from(piece.iter().map(|b| u8::from((*b as i8) >= -0x40)).sum::<u8>());
    bytes.chunks(255).map(count).sum()
}

/// Characters that close a quotation or a bracket, or may (straight ones do both).
pub(super) const fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '*' | '_' | '」' | '）')
}

/// Characters that open a quotation or a bracket, or may.
pub(super) const fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '„' | '«' | '‹' | '(' | '[' | '{' | '*' | '_' | '`' | '¿' | '¡' | '「' | '（'
    )
}

/// Lower case, curly apostrophes made straight, for looking up; `None` where it is longer than `limit` bytes.
pub(super) fn plain(word: &str, limit: usize) -> Option<String> {
    if word.len() > limit {
        return None;
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | '‘' | 'ʼ' => out.push('\''),
            '\u{a0}' | '\u{202f}' | '\t' | '\n' | '\r' => out.push(' '),
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => out.extend(c.to_lowercase()),
        }
    }
    Some(out)
}

/// Calls `look` with what [`plain`] makes of `word`, made on the stack; `None` where it is longer than `limit` bytes (at most [`LIMIT`]).
pub(super) fn with_plain<T>(word: &str, limit: usize, look: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    if word.len() > limit.min(LIMIT) {
        return None;
    }
    let mut buffer = [0u8; 4 * LIMIT];
    let mut n = 0;
    for c in word.chars() {
        match c {
            '’' | '‘' | 'ʼ' => {
                buffer[n] = b'\'';
                n += 1;
            }
            '\u{a0}' | '\u{202f}' | '\t' | '\n' | '\r' => {
                buffer[n] = b' ';
                n += 1;
            }
            _ if c.is_ascii() => {
                buffer[n] = c.to_ascii_lowercase() as u8;
                n += 1;
            }
            _ => {
                for lower in c.to_lowercase() {
                    n += lower.encode_utf8(buffer.get_mut(n..n + 4)?).len();
                }
            }
        }
    }
    look(std::str::from_utf8(&buffer[..n]).ok()?)
}

/// Longest text that [`with_plain`] takes, in bytes.
pub(super) const LIMIT: usize = 128;
