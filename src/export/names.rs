//! Names of files for documents.

use std::collections::HashSet;

/// Gives each document a name that file systems and other tools take, unlike all names before.
#[derive(Default)]
pub struct FileNames(HashSet<String>);

impl FileNames {
    /// Most file systems take 255 bytes: four for each character, and the ending.
    const LONGEST: usize = 60;

    /// The name for the files of a document, to which an ending is added: its id without `.txt`, and without what is no letter, digit, `-`, `_` or inner dot.
    pub fn name(&mut self, doc_id: &str) -> String {
        let plain = |(n, c): (usize, char)| match c {
            '.' if n > 0 => c,
            '-' | '_' => c,
            c if c.is_alphanumeric() => c,
            _ => '_',
        };
        let stem = doc_id.strip_suffix(".txt").unwrap_or(doc_id);
        let name: String = stem.chars().take(Self::LONGEST).enumerate().map(plain).collect();
        let mut unlike = name.clone();
        let mut n = 1;
        // Some file systems do not tell capitals from small letters.
        while !self.0.insert(unlike.to_lowercase()) {
            n += 1;
            unlike = format!("{name}-{n}");
        }
        unlike
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_each_is_another() {
        let mut names = FileNames::default();
        let ids = ["news/a.txt", "News/A.txt", "news/a", "feed.jsonl#ü 1", "../x"];
        let given = ids.map(|id| names.name(id));
        assert_eq!(given, ["news_a", "News_A-2", "news_a-3", "feed.jsonl_ü_1", "_._x"]);
        assert_eq!(names.name(&"é".repeat(200)).chars().count(), FileNames::LONGEST);
    }
}
