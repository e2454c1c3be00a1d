//! HTML: a page in, its article out. The text of the document is what is taken out of the page, block by block, with what the markup says of each block;
//! what is known of it comes from the page's own metadata. Sees one page; knows nothing of files and records.

mod content;
mod furniture;
mod json_ld;
mod metadata;

pub use metadata::Metadata;

use crate::document::{PageBlock, PageRole};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The longest page, in bytes: its tree takes many times as much memory.
pub const LONGEST_PAGE: usize = 25_000_000;

/// What a page holds.
#[derive(Debug, Default)]
pub struct Page {
    /// The article's text: blocks with an empty line between two.
    pub text: String,
    /// Where each block stands in it and what its element says.
    pub blocks: Vec<PageBlock>,
    /// What the page says of itself.
    pub metadata: Metadata,
}

/// Whether bytes begin as a page does.
pub fn looks_like_page(head: &[u8]) -> bool {
    let mut head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    // Comments and the XML declaration may come first.
    while head.starts_with(b"<!--") || head.starts_with(b"<?") {
        let end: &[u8] = if head.starts_with(b"<?") { b">" } else { b"-->" };
        let Some(at) = memchr::memmem::find(head, end) else { return false };
        head = head[at + end.len()..].trim_ascii_start();
    }
    let begins = |tag: &str| {
        head.len() > tag.len()
            && head[..tag.len()].eq_ignore_ascii_case(tag.as_bytes())
            && matches!(head[tag.len()], b' ' | b'>' | b'\n' | b'\r' | b'\t')
    };
    ["<!doctype html", "<html", "<head", "<body", "<article"].into_iter().any(begins)
}

/// The encoding that the page declares in its first bytes: `<meta charset>`, `http-equiv`, or the XML declaration.
pub fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    for key in ["charset=", "encoding="] {
        for at in memchr::memmem::find_iter(head, key) {
            let value = head[at + key.len()..].trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let end = value
                .iter()
                .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')))
                .unwrap_or(value.len());
            if let Some(found) = encoding_rs::Encoding::for_label(&value[..end]) {
                return Some(found);
            }
        }
    }
    None
}

/// Takes the article out of a page. A page that holds none has an empty text.
pub fn read(html: &str) -> Page {
    // The libraries below promise much and unwrap now and then: a fault in them must not cost the batch.
    catch_unwind(AssertUnwindSafe(|| take_out(html))).unwrap_or_default()
}

fn take_out(html: &str) -> Page {
    let document = dom_query::Document::from(html);
    let mut metadata = metadata::read(&document);
    furniture::strip(&document);
    metadata.complete(&document);
    let mut blocks = content::read(document);
    if blocks.is_empty()
        && let Some(body) = &metadata.body
    {
        // The text is only in the data that a script would show.
        blocks.extend(
            body.split('\n')
                .map(str::trim)
                .filter(|p| !p.is_empty())
                .map(|p| (PageRole::Paragraph, p.to_string())),
        );
    }
    if !blocks.is_empty()
        && let Some(title) = &metadata.title
    {
        head_with(title, &mut blocks);
    }
    let mut page = Page {
        metadata,
        ..Page::default()
    };
    for (role, text) in blocks {
        if !page.text.is_empty() {
            page.text.push_str("\n\n");
        }
        let start = page.text.len();
        page.text.push_str(&text);
        page.blocks.push(PageBlock {
            span: start..page.text.len(),
            role,
        });
    }
    page
}

/// Puts the title first, unless it stands near the top already.
fn head_with(title: &str, blocks: &mut Vec<(PageRole, String)>) {
    let wanted = letters(title);
    if let Some(at) = blocks.iter().take(6).position(|(_, text)| letters(text) == wanted) {
        blocks[at].0 = PageRole::Heading(1);
    } else {
        blocks.insert(0, (PageRole::Heading(1), title.to_string()));
    }
}

/// Letters and figures alone, in lower case: for comparing titles.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// White space made single spaces.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_ascii_whitespace() || c == '\u{a0}')
        .filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_pages_from_text() {
        for page in [
            "<!DOCTYPE html>\n<title>x</title>",
            "\u{feff} <html lang=en>",
            "<!-- a --><?xml version=\"1.0\"?>\n<HTML>",
            "<article><p>x</p></article>",
        ] {
            assert!(looks_like_page(page.as_bytes()), "{page}");
        }
        for text in ["", "<", "<!--", "<p", "The <html> tag", "<htmlx>", "{\"text\": \"<html>\"}"] {
            assert!(!looks_like_page(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn declared_encodings() {
        for (head, want) in [
            ("<meta charset=\"windows-1252\">", Some("windows-1252")),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>",
                Some("windows-1252"),
            ),
            ("<?xml version='1.0' encoding='koi8-r'?>", Some("KOI8-R")),
            ("<meta charset=none>", None),
            ("", None),
        ] {
            assert_eq!(declared_encoding(head.as_bytes()).map(encoding_rs::Encoding::name), want, "{head}");
        }
    }

    #[test]
    fn blocks_keep_what_their_elements_say() {
        let page = read(
            "<html><head><title>Bridge Taken in the North - The Herald</title></head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article>\
             <h1>Bridge Taken in the North</h1><p>The army took the bridge on Monday, it said, after a fight of three hours with men of the other side.</p>\
             <figure><img src=a.png><figcaption>Men at the bridge, 3 March</figcaption></figure>\
             <h2>The fight</h2><ul><li>Two men were killed in the first hour, an officer said.</li><li>Five were hurt, among them a colonel of the guard.</li></ul>\
             <blockquote><p>We will not leave, and we will not go back to where we came from.</p></blockquote>\
             <p>First line, which ends here.<br>Second line, which\n goes on<br>over the break and ends, as lines of this kind do, with a stop.</p></article></body></html>",
        );
        let told: Vec<_> = page.blocks.iter().map(|b| (b.role, &page.text[b.span.clone()])).collect();
        assert_eq!(
            told,
            [
                (PageRole::Heading(1), "Bridge Taken in the North"),
                (
                    PageRole::Paragraph,
                    "The army took the bridge on Monday, it said, after a fight of three hours with men of the other side."
                ),
                (PageRole::Caption, "Men at the bridge, 3 March"),
                (PageRole::Heading(2), "The fight"),
                (PageRole::Item, "Two men were killed in the first hour, an officer said."),
                (PageRole::Item, "Five were hurt, among them a colonel of the guard."),
                (PageRole::Quote, "We will not leave, and we will not go back to where we came from."),
                (PageRole::Paragraph, "First line, which ends here."),
                (
                    PageRole::Paragraph,
                    "Second line, which goes on over the break and ends, as lines of this kind do, with a stop."
                ),
            ]
        );
        assert_eq!(page.metadata.title.as_deref(), Some("Bridge Taken in the North"));
    }

    #[test]
    fn odd_pages_do_no_harm() {
        let deep = format!(
            "<html><body>{}<p>In the depth there is a paragraph that is long enough.",
            "<div>".repeat(3000)
        );
        for page in [
            "",
            "<",
            "<html>",
            "<html><body><p>",
            &deep,
            "<title>",
            "<table><tr><td><p>x",
            "\u{0}<html>",
        ] {
            let _ = read(page);
        }
    }
}
