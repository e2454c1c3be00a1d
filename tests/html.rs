//! Pages in the manner of ten publishing systems, each with its metadata in another place: what is read from them, and that nothing around the article is.
//! `tests/html/NAME.html` is a page, `NAME.toml` what it holds.

use recount::document::{Document, Layout};
use recount::read::{Inputs, Options};
use recount::{Lexicon, extract};
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    title: String,
    authors: Vec<String>,
    publisher: String,
    published: String,
    url: String,
    /// Kind and text of each paragraph.
    body: Vec<(String, String)>,
}

/// What stands around the articles.
const FURNITURE: [&str; 13] = [
    "cookie",
    "Accept all",
    "morning newsletter",
    "All rights reserved",
    "Harvest festival",
    "Museum reopens",
    "Five recipes",
    "Log in to comment",
    "Most read",
    "Weather",
    "Contact us",
    "Advertisement",
    "Share",
];

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "html"))
        .collect();
    pages.sort();
    pages
}

fn read(page: &Path) -> Document {
    Inputs::new(vec![page.into()], Options::default())
        .into_iter()
        .next()
        .unwrap()
        .unwrap()
}

#[test]
fn pages_of_ten_systems() {
    let lexicon = Lexicon::built_in().unwrap();
    let mut wrong = Vec::new();
    let pages = pages();
    assert_eq!(pages.len(), 30);
    for page in &pages {
        let name = page.file_stem().unwrap().to_string_lossy().into_owned();
        let expected: Expected = toml::from_str(&std::fs::read_to_string(page.with_extension("toml")).unwrap()).unwrap();
        let document = read(page);
        assert!(matches!(document.layout, Layout::Blocks(_)) && document.keep_text && document.diagnostics.is_empty());
        let mut check = |field: &str, got: &str, want: &str| {
            if got != want {
                wrong.push(format!("{name}: {field}\n   want {want:?}\n   got  {got:?}"));
            }
        };
        check("title", document.title.as_deref().unwrap_or(""), &expected.title);
        check("authors", &document.authors.join("; "), &expected.authors.join("; "));
        check("publisher", document.publisher.as_deref().unwrap_or(""), &expected.publisher);
        check("published", document.published.as_deref().unwrap_or(""), &expected.published);
        check("url", document.url.as_deref().unwrap_or(""), &expected.url);
        let sentences = extract(&document, &lexicon).sentences;
        let mut from = 0;
        for (kind, paragraph) in &expected.body {
            let Some(at) = document.text[from..].find(paragraph.as_str()).map(|n| from + n) else {
                wrong.push(format!("{name}: the text lacks {paragraph:?}"));
                continue;
            };
            from = at + paragraph.len();
            let inside = sentences.iter().filter(|s| s.start as usize >= at && s.end as usize <= from);
            let kinds: Vec<String> = inside
                .map(|s| serde_json::to_value(s.kind).unwrap().as_str().unwrap().to_string())
                .collect();
            let fits = |k: &str| k == kind || (kind == "caption" && k == "credit") || (kind == "quote" && k == "pull_quote");
            if kinds.is_empty() || !kinds.iter().all(|k| fits(k)) {
                wrong.push(format!("{name}: {kinds:?} in place of {kind}: {paragraph:?}"));
            }
        }
        for furniture in FURNITURE {
            if document.text.contains(furniture) {
                wrong.push(format!("{name}: the text holds {furniture:?}"));
            }
        }
        let title = sentences
            .iter()
            .filter(|s| serde_json::to_value(s.kind).unwrap() == "title")
            .count();
        if title != 1 {
            wrong.push(format!("{name}: {title} titles in the text"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
