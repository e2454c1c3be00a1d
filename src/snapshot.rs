//! Snapshots: reviewed expectations beside a corpus, one file beside each article, with what is extracted from it as people read it. An edge: sees texts and folders, no record.
//!
//! `news/a.txt` has `news/a.txt.expected`; a feed has one file for all its rows.

use ignore::WalkBuilder;
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// The ending of an expectation's name.
pub const ENDING: &str = ".expected";

/// Texts by the path of the article, with `/` between its parts.
pub type Texts = BTreeMap<String, String>;

/// How what is extracted differs from what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// An article without an expectation.
    New(String),
    /// An expectation without an article.
    Gone(String),
    /// Other text, as a unified diff.
    Changed(String, String),
}

impl Difference {
    /// The path of the article.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::New(path) | Self::Gone(path) | Self::Changed(path, _) => path,
        }
    }
}

/// The expectations below a folder, or beside a file.
///
/// # Errors
/// When one cannot be read.
pub fn expected(root: &Path) -> io::Result<Texts> {
    let mut texts = Texts::new();
    root.metadata()?;
    if root.is_file() {
        let beside = format!("{}{ENDING}", told(root));
        if Path::new(&beside).exists() {
            texts.insert(told(root), std::fs::read_to_string(&beside)?);
        }
        return Ok(texts);
    }
    for entry in WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .build()
    {
        let entry = entry.map_err(io::Error::other)?;
        let path = told(entry.path());
        if let Some(article) = path.strip_suffix(ENDING).filter(|_| entry.file_type().is_some_and(|t| t.is_file())) {
            texts.insert(article.to_string(), std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(texts)
}

/// A path as documents tell theirs.
fn told(path: &Path) -> String {
    let text = path.strip_prefix(".").unwrap_or(path).to_string_lossy().into_owned();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

/// All differences in the order of the paths. Nothing is said of articles that are `unread`.
#[must_use]
pub fn compare(expected: &Texts, found: &Texts, unread: &BTreeSet<String>) -> Vec<Difference> {
    let paths: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let difference = |path: &String| match (expected.get(path), found.get(path)) {
        (None, _) => Some(Difference::New(path.clone())),
        (Some(_), None) => (!unread.contains(path)).then(|| Difference::Gone(path.clone())),
        (Some(old), Some(new)) => (old != new).then(|| Difference::Changed(path.clone(), unified(path, old, new))),
    };
    paths.into_iter().filter_map(difference).collect()
}

/// The lines that differ, with three around them.
fn unified(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let names = [format!("{path}{ENDING}"), format!("{path} (now)")];
    diff.unified_diff().context_radius(3).header(&names[0], &names[1]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_new_gone_and_changed_apart() {
        let texts = |pairs: &[(&str, &str)]| -> Texts { pairs.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect() };
        let expected = texts(&[("a", "one\ntwo\n"), ("b", "x\n"), ("c", "y\n"), ("e", "z\n")]);
        let found = texts(&[("a", "one\nthree\n"), ("b", "x\n"), ("d", "y\n")]);
        let differences = compare(&expected, &found, &BTreeSet::from(["e".to_string()]));
        assert_eq!(differences.iter().map(Difference::path).collect::<Vec<_>>(), ["a", "c", "d"]);
        let Difference::Changed(_, shown) = &differences[0] else {
            panic!("{differences:?}")
        };
        assert!(shown.contains("\n-two\n+three\n"), "{shown}");
        assert_eq!(&differences[1..], [Difference::Gone("c".into()), Difference::New("d".into())]);
    }
}
