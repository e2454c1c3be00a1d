//! Marks of list items: bullets and enumerators at the head of a line, and further ones inside it.

use super::white::{char_at, is_blank, skip_blank};
use super::words::roman_value;
use std::ops::Range;

/// What an enumerator counts with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counter {
    /// 1, 2, 3
    Figure,
    /// a, b, c
    Letter,
    /// i, ii, iii
    Roman,
}

/// An enumerator: what counts, and how it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Enumerator {
    /// 1, 2, 3, a = 1, b = 2, i = 1, ii = 2 …
    value: u32,
    counter: Counter,
    bracket_before: bool,
    dot: bool,
    bracket: bool,
    /// Bytes up to its end.
    len: usize,
}

pub(super) const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣'
            | '◦'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '■'
            | '□'
            | '⁃'
            | '∙'
            | '·'
            | '►'
            | '▶'
            | '➤'
            | '➢'
            | '✓'
            | '✔'
            | '\u{f0b7}'
    )
}

/// The length in bytes of the mark of a list item that `line` begins with, white space behind it included. 0 where there is none.
pub(super) fn mark(line: &str) -> usize {
    let Some(c) = line.chars().next() else { return 0 };
    let blank_after = |n: usize| line[n..].starts_with(is_blank) && line[n..].contains(|c| !is_blank(c));
    if is_bullet(c) {
        return skip_blank(line, c.len_utf8(), line.len());
    }
    if matches!(c, '-' | '*' | '+' | '–') && blank_after(c.len_utf8()) {
        return skip_blank(line, c.len_utf8(), line.len());
    }
    match enumerator(line, None) {
        // “A. Rahman” is a name and “II. The river” a heading, “a. the first” an item.
        Some(e) if blank_after(e.len) && (e.counter == Counter::Figure || e.bracket || c.is_lowercase()) => {
            skip_blank(line, e.len, line.len())
        }
        _ => 0,
    }
}

/// Where further items begin inside `block`, if it begins with one: “1. The first 2. The second”, “• One • Two”.
pub(super) fn inline_items(text: &str, block: Range<usize>) -> Vec<usize> {
    let mut cuts = Vec::new();
    let line = &text[block.clone()];
    let Some(first) = line.chars().next() else { return cuts };
    if is_bullet(first) {
        cuts.extend(
            line.match_indices(first)
                .skip(1)
                .map(|(n, _)| n)
                .filter(|n| line[..*n].ends_with(is_blank))
                .map(|n| block.start + n),
        );
        return cuts;
    }
    let of_letters = || first.is_ascii_alphabetic() && line.as_bytes()[1..].iter().take(3).any(|b| matches!(b, b'.' | b')'));
    if !(first.is_ascii_digit() || first == '(' || of_letters()) {
        return cuts;
    }
    let Some(mut current) = enumerator(line, None).filter(|e| line[e.len..].starts_with(is_blank)) else {
        return cuts;
    };
    let mut at = current.len;
    while let Some(gap) = line[at..].find(is_blank) {
        let here = skip_blank(line, at + gap, line.len());
        if let Some(next) = enumerator(&line[here..], Some(current.counter))
            && next.value == current.value + 1
            && next.counter == current.counter
            && (next.dot, next.bracket, next.bracket_before) == (current.dot, current.bracket, current.bracket_before)
            && line[here + next.len..].starts_with(is_blank)
            && char_at(line, skip_blank(line, here + next.len, line.len()))
                .is_some_and(|c| c.is_uppercase() || (current.bracket && c.is_alphanumeric()))
        {
            cuts.push(block.start + here);
            current = next;
            at = here + next.len;
        } else {
            at = here.max(at + gap + 1);
            at = line.ceil_char_boundary(at);
        }
    }
    cuts
}

/// The enumerator that `line` begins with. One letter may count in two ways: as `like` does, or where nothing came before, “i” as the first of its kind.
fn enumerator(line: &str, like: Option<Counter>) -> Option<Enumerator> {
    let bytes = line.as_bytes();
    let mut at = 0;
    let bracket_before = bytes.first() == Some(&b'(');
    at += usize::from(bracket_before);
    let run = |of: fn(&u8) -> bool| bytes[at..].iter().take(6).take_while(|b| of(b)).count();
    let (digits, letters) = (run(u8::is_ascii_digit), run(u8::is_ascii_alphabetic));
    let (value, counter, length) = if (1..=3).contains(&digits) {
        (line[at..at + digits].parse().ok()?, Counter::Figure, digits)
    } else if letters == 0 {
        return None;
    } else {
        let word = &line[at..at + letters];
        let roman = roman_value(word).filter(|_| letters > 1 || like.map_or(word.eq_ignore_ascii_case("i"), |l| l == Counter::Roman));
        match roman {
            Some(value) => (value, Counter::Roman, letters),
            None if letters == 1 => (u32::from(bytes[at].to_ascii_lowercase() - b'a') + 1, Counter::Letter, 1),
            None => return None,
        }
    };
    at += length;
    let dot = bytes.get(at) == Some(&b'.');
    at += usize::from(dot);
    let bracket = bytes.get(at) == Some(&b')');
    at += usize::from(bracket);
    (if bracket_before { bracket } else { dot || bracket }).then_some(Enumerator {
        value,
        counter,
        bracket_before,
        dot,
        bracket,
        len: at,
    })
}
