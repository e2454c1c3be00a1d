//! Blocks: paragraphs, headings, list items and quotations, from lines. Sees marks at the head of a line, never what the words say.

use super::lines::{self, Line, Wrapping};
use super::lists;
use super::white::{is_blank, trim};
use crate::document::{Layout, PageBlock, PageRole};
use std::ops::Range;

/// What the marks at the head of a block say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    /// A Markdown heading of level 1 to 6.
    Heading(u8),
    /// An item of a list.
    Item,
    /// “> …”
    Quote,
    /// A Markdown picture: the block is what stands for it.
    Picture,
    /// What a page has under a picture.
    Caption,
}

/// A block of text.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Its text (bytes), without blanks and Markdown marks at either end.
    pub(super) span: Range<usize>,
    pub(super) mark: Mark,
}

/// The blocks of `body`, in order.
pub(super) fn read(text: &str, body: Range<usize>, layout: &Layout) -> Vec<Block> {
    if let Layout::Blocks(blocks) = layout {
        return of_page(text, &body, blocks);
    }
    let lines = lines::read(text, body);
    let wrapping = Wrapping::of(text, &lines);
    match layout {
        Layout::Markdown => markdown(text, &lines, wrapping),
        _ => plain(text, &lines, wrapping),
    }
}

/// The blocks as the page has them, as far as they lie in the body and in order.
fn of_page(text: &str, body: &Range<usize>, page: &[PageBlock]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(page.len());
    let mut at = body.start;
    for block in page {
        let end = text.floor_char_boundary(block.span.end.min(body.end));
        let span = trim(text, text.ceil_char_boundary(block.span.start.max(at)).min(end)..end);
        if span.is_empty() {
            continue;
        }
        at = span.end;
        let mark = match block.role {
            PageRole::Heading(level) => Mark::Heading(level),
            PageRole::Item => Mark::Item,
            PageRole::Quote => Mark::Quote,
            PageRole::Caption => Mark::Caption,
            PageRole::Paragraph if lists::mark(&text[span.clone()]) > 0 => Mark::Item,
            PageRole::Paragraph => Mark::None,
        };
        blocks.push(Block { span, mark });
    }
    blocks
}

fn plain(text: &str, lines: &[Line], wrapping: Wrapping) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        let this = &text[line.span.clone()];
        let quoted = this.starts_with('>');
        if let Some(last) = blocks.last_mut()
            && wrapping.joins(text, last.span.start, &lines[n - 1], line)
            && quoted == (last.mark == Mark::Quote)
        {
            last.span.end = line.span.end;
            continue;
        }
        let mark = match this {
            _ if quoted => Mark::Quote,
            _ if lists::mark(this) > 0 => Mark::Item,
            _ => Mark::None,
        };
        blocks.push(Block {
            span: line.span.clone(),
            mark,
        });
    }
    blocks
}

fn markdown(text: &str, lines: &[Line], wrapping: Wrapping) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    // Whether the last line may be gone on with.
    let mut open = false;
    for (n, line) in lines.iter().enumerate() {
        let whole = &text[line.span.clone()];
        let (mark, skip) = markdown_mark(whole);
        let span = trim(text, line.span.start + skip..line.span.end);
        let this = &text[span.clone()];
        if is_rule(whole) {
            // Setext underlines make the line above a heading; other rules part blocks.
            if open
                && !line.apart
                && n > 0
                && let Some(last) = blocks.last_mut().filter(|b| b.mark == Mark::None && b.span.len() < 200)
            {
                match whole.as_bytes()[0] {
                    b'=' => last.mark = Mark::Heading(1),
                    b'-' => last.mark = Mark::Heading(2),
                    _ => {}
                }
            }
            open = false;
            continue;
        }
        if span.is_empty() {
            open = false;
            continue;
        }
        let goes_on = open
            && !line.apart
            && n > 0
            && blocks
                .last()
                .is_some_and(|b| b.mark == mark || (mark == Mark::None && b.mark == Mark::Item && line.indent > 0));
        if goes_on && mark != Mark::Item && !matches!(mark, Mark::Heading(_) | Mark::Picture) {
            let before = Line {
                span: trim(
                    text,
                    lines[n - 1].span.start + markdown_mark(&text[lines[n - 1].span.clone()]).1..lines[n - 1].span.end,
                ),
                ..lines[n - 1].clone()
            };
            let here = Line {
                span: span.clone(),
                ..line.clone()
            };
            if let Some(last) = blocks.last_mut()
                && wrapping.joins(text, last.span.start, &before, &here)
            {
                last.span.end = span.end;
                continue;
            }
        }
        open = !matches!(mark, Mark::Heading(_) | Mark::Picture);
        let span = if matches!(mark, Mark::Heading(_)) {
            trim(text, span.start..span.start + this.trim_end_matches('#').len())
        } else {
            span
        };
        if !span.is_empty() {
            blocks.push(Block { span, mark });
        }
    }
    for block in &mut blocks {
        block.span = without_emphasis(text, block.span.clone());
    }
    blocks.retain(|b| !b.span.is_empty());
    blocks
}

/// The mark of a Markdown line, and the bytes of markup before its text.
fn markdown_mark(line: &str) -> (Mark, usize) {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].chars().next().is_none_or(is_blank) {
        return (Mark::Heading(hashes as u8), hashes);
    }
    if line.starts_with('>') {
        let skip = line.find(|c: char| c != '>' && !is_blank(c)).unwrap_or(line.len());
        return (Mark::Quote, skip);
    }
    if line.starts_with("![") {
        return (Mark::Picture, 0);
    }
    match lists::mark(line) {
        0 => (Mark::None, 0),
        n => {
            let rest = &line[n..];
            let task = ["[ ] ", "[x] ", "[X] "].iter().any(|t| rest.starts_with(t));
            (Mark::Item, if task { n + 4 } else { n })
        }
    }
}

/// “---”, “***”, “===”, “```” and their like: a line of markup alone.
fn is_rule(line: &str) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    matches!(first, '-' | '*' | '_' | '=' | '`' | '~') && line.chars().filter(|c| !is_blank(*c)).all(|c| c == first) && line.len() >= 3
}

/// The span without “**” or “_” that stand around all of it.
fn without_emphasis(text: &str, span: Range<usize>) -> Range<usize> {
    let this = &text[span.clone()];
    for mark in ["***", "**", "__", "*", "_"] {
        if let Some(inner) = this.strip_prefix(mark).and_then(|t| t.strip_suffix(mark))
            && !inner.contains(mark)
        {
            return trim(text, span.start + mark.len()..span.end - mark.len());
        }
    }
    span
}
