//! Lines of a text, and whether a line end is the end of a paragraph or only the edge of the page.
//!
//! Old wire copy and mail break their lines at some 60 to 80 columns; web text has a paragraph a line. Which of them a text is
//! shows at line ends in the middle of a sentence.

use super::lists;
use super::white::{is_blank, trim, width};
use std::ops::Range;

/// A line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// What is written, without blanks at either end (bytes).
    pub(super) span: Range<usize>,
    /// Blank bytes before it.
    pub(super) indent: usize,
    /// Characters.
    pub(super) width: usize,
    /// Whether a blank line, or the start of the text, comes before.
    pub(super) apart: bool,
    /// Whether a space stands before the line's end.
    pub(super) trailing_space: bool,
}

/// Widest line that a hard line end may leave.
const WIDEST: usize = 130;

/// The lines of `body` that are not blank. A lone carriage return ends a line too.
pub(super) fn read(text: &str, body: Range<usize>) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut at = body.start;
    let mut apart = true;
    while at < body.end {
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..body.end]).map_or(body.end, |n| at + n);
        let span = trim(text, at..end);
        if span.is_empty() {
            apart = true;
        } else {
            let width = if span.len() > 4 * WIDEST {
                span.len()
            } else {
                width(&bytes[span.clone()])
            };
            let trailing_space = span.end < end && end < body.end;
            lines.push(Line {
                indent: span.start - at,
                width,
                apart,
                trailing_space,
                span,
            });
            apart = false;
        }
        at = end + 1;
        if bytes.get(end) == Some(&b'\r') && at < body.end && bytes[at] == b'\n' {
            at += 1;
        }
    }
    lines
}

/// How the lines of one text are broken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrapping {
    /// Columns that lines are filled up to, where the text has hard line ends.
    columns: Option<usize>,
}

impl Wrapping {
    /// Looks at all pairs of lines that follow each other without a blank line.
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let mut pairs = 0;
        let mut evident = 0;
        let mut columns = 0;
        for pair in lines.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            if b.apart {
                continue;
            }
            pairs += 1;
            if (30..=WIDEST).contains(&a.width) && in_mid_sentence(text, a, b) {
                evident += 1;
                columns = columns.max(a.width);
            }
        }
        Self {
            columns: (evident > 0 && evident * 5 >= pairs && columns >= 40).then_some(columns),
        }
    }

    /// Whether `b` goes on with the paragraph of `a`, which begins at byte `begun`.
    pub(super) fn joins(self, text: &str, begun: usize, a: &Line, b: &Line) -> bool {
        if b.apart {
            return false;
        }
        let (a_text, b_text) = (&text[a.span.clone()], &text[b.span.clone()]);
        let ended = ends_unit(a_text);
        let lower = b_text.starts_with(|c: char| c.is_lowercase());
        let item = lists::mark(b_text) > 0;
        let fits = |columns: usize, slack: usize| a.width + 1 + first_word(b_text) + slack > columns;
        let mid_sentence = || !ended && !a_text.ends_with(',') && (lower_after_mark(b_text) || in_capitals(b_text) && in_capitals(a_text));
        let filled = |columns: usize| a.width <= WIDEST && fits(columns, 0);
        if item && !(self.columns.is_some_and(filled) && mid_sentence()) {
            return false;
        }
        if lower
            && !ended
            && (a_text.ends_with([',', '-'])
                || a.trailing_space
                || has_three_words(a_text) && !text[begun..].starts_with(char::is_lowercase))
        {
            return true;
        }
        let Some(columns) = self.columns.filter(|_| a.width <= WIDEST) else {
            return false;
        };
        if b.indent > a.indent + 1 && ended {
            return false;
        }
        fits(columns, 0) || (!ended && (fits(columns, 12) || lower && a.width * 2 > columns))
    }
}

/// A line end that can only be the edge of the page: no stop before it, and lower case (or a text in capitals) after it.
fn in_mid_sentence(text: &str, a: &Line, b: &Line) -> bool {
    let (a_text, b_text) = (&text[a.span.clone()], &text[b.span.clone()]);
    if ends_unit(a_text) || lists::mark(b_text) > 0 {
        return false;
    }
    b_text.starts_with(|c: char| c.is_lowercase()) || (a.width >= 50 && in_capitals(a_text) && in_capitals(b_text))
}

fn in_capitals(line: &str) -> bool {
    if line.bytes().any(|b| b.is_ascii_lowercase()) {
        return false;
    }
    !line.contains(char::is_lowercase) && line.contains(char::is_uppercase)
}

/// Whether the line ends with a stop, perhaps inside quotes or brackets.
pub(super) fn ends_unit(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '*' | '_') || is_blank(c));
    bare.ends_with(['.', '!', '?', '…', ':', '。'])
}

fn first_word(line: &str) -> usize {
    width(&line.as_bytes()[..line.find(is_blank).unwrap_or(line.len())])
}

fn has_three_words(line: &str) -> bool {
    line.split_whitespace().nth(2).is_some()
}

fn lower_after_mark(line: &str) -> bool {
    line[lists::mark(line)..].starts_with(|c: char| c.is_lowercase()) || line.starts_with(|c: char| c.is_ascii_digit())
}
