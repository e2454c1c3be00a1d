//! A sentence in lines of a fixed width, with marks under its words. Columns are those of a terminal: wide characters take two, combining ones none.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A span to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the sentence.
    pub span: Range<usize>,
    /// What stands under its first column.
    pub letter: char,
}

/// One line of a sentence.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text, fit to be shown.
    pub text: String,
    /// For each set of marks, the lines below: as few as hold all marks without overlap.
    pub marks: Vec<Vec<String>>,
}

struct Cell<'t> {
    at: usize,
    text: &'t str,
    width: usize,
}

impl Cell<'_> {
    fn is_space(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || c.is_control())
    }
}

/// The text without anything that would move the cursor or change its colour: control characters become spaces.
pub fn shown(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

fn cells(text: &str) -> Vec<Cell<'_>> {
    text.grapheme_indices(true)
        .map(|(at, text)| Cell {
            at,
            text,
            width: if text.chars().any(char::is_control) { 1 } else { text.width() },
        })
        .collect()
}

/// Where the lines begin and end, in cells. A line breaks at white space; a word longer than the width is cut.
fn breaks(cells: &[Cell<'_>], width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut column, mut last_space) = (0, 0, None);
    let mut n = 0;
    while n < cells.len() {
        let cell = &cells[n];
        if column + cell.width > width && n > start {
            if cell.is_space() {
                lines.push(start..n);
                start = n + 1;
                n += 1;
            } else {
                let end = last_space.unwrap_or(n);
                lines.push(start..end);
                start = if last_space.is_some() { end + 1 } else { end };
                n = start;
            }
            (column, last_space) = (0, None);
            continue;
        }
        if cell.is_space() && n > start {
            last_space = Some(n);
        }
        column += cell.width;
        n += 1;
    }
    if start < cells.len() {
        lines.push(start..cells.len());
    }
    lines
}

/// Breaks a text into lines and puts each set of marks under them.
pub fn lines(text: &str, width: usize, sets: &[Vec<Mark>]) -> Vec<Line> {
    let cells = cells(text);
    let width = width.max(8);
    breaks(&cells, width)
        .into_iter()
        .map(|range| {
            let line = &cells[range];
            Line {
                text: line
                    .iter()
                    .map(|c| if c.is_space() { " " } else { c.text })
                    .collect::<String>()
                    .trim_end()
                    .to_string(),
                marks: sets.iter().map(|marks| rows_of(line, marks)).collect(),
            }
        })
        .collect()
}

/// The rows of marks under one line: each mark in the first row where it has room.
fn rows_of(line: &[Cell<'_>], marks: &[Mark]) -> Vec<String> {
    let mut rows: Vec<Vec<char>> = Vec::new();
    for mark in marks {
        let (mut column, mut first, mut end) = (0, None, 0);
        for cell in line {
            let inside = cell.at < mark.span.end && mark.span.start < cell.at + cell.text.len();
            if inside && cell.width > 0 {
                first = first.or(Some(column));
                end = column + cell.width;
            }
            column += cell.width;
        }
        let Some(first) = first else { continue };
        let free = |row: &Vec<char>| (first..end).all(|c| row.get(c).is_none_or(|c| *c == ' '));
        let at = rows.iter().position(free).unwrap_or_else(|| {
            rows.push(Vec::new());
            rows.len() - 1
        });
        let row = &mut rows[at];
        if row.len() < end {
            row.resize(end, ' ');
        }
        row[first..end].fill('^');
        row[first] = mark.letter;
    }
    rows.into_iter().map(|row| row.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, width: usize, marks: &[(&str, char)]) -> String {
        let marks: Vec<Mark> = marks
            .iter()
            .map(|(part, letter)| {
                let start = text.find(part).unwrap();
                Mark {
                    span: start..start + part.len(),
                    letter: *letter,
                }
            })
            .collect();
        let mut out = String::new();
        for line in lines(text, width, &[marks]) {
            out.push_str(&line.text);
            out.push('\n');
            for row in line.marks.iter().flatten() {
                out.push_str(row);
                out.push('\n');
            }
        }
        out
    }

    #[test]
    fn marks_stand_under_their_words() {
        let text = "Gunmen killed at least 12 people.";
        let want = "Gunmen killed at least 12 people.\nA^^^^^ T^^^^^ F^^^^^^^^^^ C^^^^^\n              V^^^^^^^^^^^^^^^^^\n";
        let marks = [
            ("Gunmen", 'A'),
            ("killed", 'T'),
            ("at least 12", 'F'),
            ("people", 'C'),
            ("at least 12 people", 'V'),
        ];
        assert_eq!(marked(text, 80, &marks), want);
    }

    #[test]
    fn wide_and_combining_characters_keep_the_columns() {
        assert_eq!(
            marked("北京 e\u{301}te\u{301} ten", 80, &[("ten", 'F')]),
            "北京 e\u{301}te\u{301} ten\n         F^^\n"
        );
        assert_eq!(marked("北京 ten", 80, &[("北京", 'P')]), "北京 ten\nP^^^\n");
    }

    #[test]
    fn long_texts_wrap_and_marks_go_on() {
        let got = marked("one two three four", 8, &[("two three", 'C')]);
        assert_eq!(got, "one two\n    C^^\nthree\nC^^^^\nfour\n");
        assert_eq!(marked("abcdefghijkl", 8, &[("ijkl", 'C')]), "abcdefgh\nijkl\nC^^^\n");
        assert_eq!(marked("a\tb\nc", 8, &[]), "a b c\n");
        assert_eq!(marked("", 8, &[]), "");
    }
}
