//! What is known of a document, from a row or from front matter, into a [`Document`].

use super::columns::Column;
use super::encoding::Decoder;
use super::inputs::{Input, io_message};
use super::source::{Kind, Source, read_whole};
use super::{Item, MAX_BYTES, Trouble, encoding, front_matter, html, published};
use crate::document::{Document, Layout};
use crate::record::{Diagnostic, PublishedEvidence};
use std::sync::Arc;

/// What serves documents that bring none of their own, and what rows call their fields.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    pub published: Option<String>,
    pub columns: Arc<[Column]>,
}

/// The fields of a row. An empty field is none.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fields {
    pub id: Option<String>,
    pub text: String,
    pub title: Option<String>,
    pub published: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub authors: Vec<String>,
}

/// The names of a cell or a string, separated by `;`.
pub fn names(list: &str) -> Vec<String> {
    list.split(';').map(str::trim).filter(|n| !n.is_empty()).map(Into::into).collect()
}

fn set_published(document: &mut Document, given: Option<&str>, line: Option<u64>, defaults: &Defaults) {
    document.published_evidence = Some(PublishedEvidence::Given);
    document.published = match given {
        None => defaults.published.clone().or_else(|| {
            document.published_evidence = Some(PublishedEvidence::Text);
            published::in_text(&document.text[document.body.clone()])
        }),
        Some(text) => {
            let date = published::parse(text);
            if date.is_none() {
                // What may be a whole article in the wrong column is not told in full.
                let shown: String = text.chars().take(40).collect();
                document.diagnostics.push(Diagnostic {
                    code: "bad_published".into(),
                    message: format!("published “{shown}” is no date: the document stays undated"),
                    line,
                });
            }
            date
        }
    };
    document.published_evidence = document.published_evidence.filter(|_| document.published.is_some());
}

impl Fields {
    /// The document of a row of a feed. `line` is where the row begins; `oddity` what decoding it brought.
    pub fn document(
        self,
        input: &Input,
        format: &'static str,
        encoding: &'static str,
        oddity: Option<String>,
        line: u64,
        defaults: &Defaults,
    ) -> Item {
        if self.text.trim().is_empty() {
            return Err(Trouble::new(&input.path, Some(line), "empty", "a row without text"));
        }
        let mut document = Document {
            doc_id: self.id.unwrap_or_else(|| format!("{}#{line}", input.doc_id)),
            path: (input.path != "-").then(|| input.path.clone()),
            format,
            encoding,
            title: self.title,
            authors: self.authors,
            publisher: self.publisher,
            url: self.url,
            body: 0..self.text.len(),
            text: self.text,
            keep_text: true,
            ..Document::default()
        };
        if let Some(message) = oddity {
            document.diagnostics.push(Diagnostic {
                code: "not_utf8".into(),
                message,
                line: Some(line),
            });
        }
        set_published(&mut document, self.published.as_deref(), Some(line), defaults);
        Ok((document, Some(line)))
    }
}

/// The document of a file that is one article.
pub fn article(input: &Input, mut source: Source, defaults: &Defaults) -> Item {
    let trouble = |code, message: String| Trouble::new(&input.path, None, code, message);
    let bytes = read_whole(&mut *source.reader, MAX_BYTES)
        .map_err(|e| trouble("unreadable", io_message(&e)))?
        .ok_or_else(|| trouble("too_long", format!("longer than {} MB", MAX_BYTES / 1_000_000)))?;
    if let Some(what) = encoding::not_text(&bytes) {
        return Err(trouble("binary", format!("not a text ({what})")));
    }
    let decoded = Decoder::new().decode(bytes);
    let text = decoded.text;
    let front = front_matter::parse(&text);
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = front.as_ref().map_or(mark, |f| f.body);
    if text[body..].trim().is_empty() {
        return Err(trouble("empty", "no text in it".into()));
    }
    let is_markdown = source.kind == Kind::Markdown;
    let mut document = Document {
        doc_id: input.doc_id.clone(),
        path: (input.path != "-").then(|| input.path.clone()),
        format: if is_markdown { "markdown" } else { "text" },
        encoding: decoded.encoding,
        layout: if is_markdown { Layout::Markdown } else { Layout::Plain },
        body: body..text.len(),
        keep_text: source.derived || decoded.oddity.is_some(),
        ..Document::default()
    };
    if let Some((message, line)) = decoded.oddity {
        document.diagnostics.push(Diagnostic {
            code: "not_utf8".into(),
            message,
            line: Some(line),
        });
    }
    let front = front.unwrap_or_default();
    let value = |key: &str| front.get(key).map(|(v, _)| v.to_string());
    document.title = value("title");
    document.publisher = value("publisher");
    document.url = value("url");
    document.authors = front.list("authors").iter().flat_map(|a| names(a)).collect();
    if let Some(id) = value("id") {
        document.doc_id = id;
    }
    let given = front.get("published").map(|(value, line)| (value.to_string(), line));
    drop(front);
    document.text = text;
    set_published(
        &mut document,
        given.as_ref().map(|g| g.0.as_str()),
        given.as_ref().map(|g| g.1),
        defaults,
    );
    Ok((document, None))
}

/// The document of a file that is one page.
pub fn page(input: &Input, mut source: Source, defaults: &Defaults) -> Item {
    let trouble = |code, message: String| Trouble::new(&input.path, None, code, message);
    let limit = html::LONGEST_PAGE;
    let bytes = read_whole(&mut *source.reader, limit)
        .map_err(|e| trouble("unreadable", io_message(&e)))?
        .ok_or_else(|| trouble("too_long", format!("a page longer than {} MB", limit / 1_000_000)))?;
    if let Some(what) = encoding::not_text(&bytes) {
        return Err(trouble("binary", format!("not a text ({what})")));
    }
    let declared = html::declared_encoding(&bytes);
    let decoded = Decoder::new().decode_declared(bytes, declared);
    let page = html::read(decoded.text.trim_start_matches('\u{feff}'));
    if page.text.trim().is_empty() {
        return Err(trouble("empty", "no article found in the page".into()));
    }
    let known = page.metadata;
    let mut document = Document {
        doc_id: input.doc_id.clone(),
        path: (input.path != "-").then(|| input.path.clone()),
        format: "html",
        encoding: decoded.encoding,
        title: known.title,
        authors: known.authors,
        publisher: known.publisher,
        url: known.url,
        layout: Layout::Blocks(page.blocks),
        body: 0..page.text.len(),
        text: page.text,
        keep_text: true,
        ..Document::default()
    };
    if let Some((message, line)) = decoded.oddity {
        document.diagnostics.push(Diagnostic {
            code: "not_utf8".into(),
            message,
            line: Some(line),
        });
    }
    set_published(&mut document, known.published.as_deref(), None, defaults);
    if document.published.is_none() && known.stated.is_some() {
        document.published = known.stated;
        document.published_evidence = Some(PublishedEvidence::Text);
    }
    Ok((document, None))
}
