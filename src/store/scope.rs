//! Which documents of a database the paths given can be expected to have.

/// Which documents the paths given can be expected to have.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Files and folders that were read, with `/` between their parts.
    pub read: Vec<String>,
    /// Those of them, or below them, that could not be read: nothing is said of what they held.
    pub unread: Vec<String>,
}

impl Scope {
    /// Whether a document of this path would have been seen if it were still there.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        let below = |folder: &String| {
            (folder == "." && !path.starts_with('/') && !path.starts_with("../"))
                || path == folder
                || path
                    .strip_prefix(folder.trim_end_matches('/'))
                    .is_some_and(|rest| rest.starts_with('/'))
        };
        self.read.iter().any(below) && !self.unread.iter().any(below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_what_was_read_and_could_be() {
        let scope = Scope {
            read: vec!["news".into(), "feed.jsonl".into(), "old/".into()],
            unread: vec!["news/broken".into()],
        };
        for path in ["news/a.txt", "news/deep/a.txt", "feed.jsonl", "old/a.txt"] {
            assert!(scope.holds(path), "{path}");
        }
        for path in ["newspaper/a.txt", "other.jsonl", "news/broken/a.txt", "a.txt"] {
            assert!(!scope.holds(path), "{path}");
        }
        let here = Scope {
            read: vec![".".into()],
            unread: vec![],
        };
        assert!(here.holds("a.txt") && here.holds("news/a.txt") && !here.holds("/a.txt") && !here.holds("../a.txt"));
    }
}
