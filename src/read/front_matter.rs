//! The `---` block of `key: value` lines that may open a text.

/// Longest front matter, in bytes: what is longer is no front matter.
const LIMIT: usize = 64 * 1024;

/// What stands in the front matter; keys that are not known are passed over.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FrontMatter<'t> {
    /// Keys in lower case with their values, lists with several, and the line (from 1) of the key.
    pub entries: Vec<(String, Vec<&'t str>, u64)>,
    /// Where the article begins: the byte after the closing line.
    pub body: usize,
}

impl<'t> FrontMatter<'t> {
    /// The first value of a key that has one, and its line.
    pub fn get(&self, key: &str) -> Option<(&'t str, u64)> {
        let (_, values, line) = self.entries.iter().find(|(k, ..)| k == key)?;
        values.first().filter(|v| !v.is_empty()).map(|v| (*v, *line))
    }

    /// All values of a key.
    pub fn list(&self, key: &str) -> &[&'t str] {
        self.entries.iter().find(|(k, ..)| k == key).map_or(&[], |(_, values, _)| values)
    }
}

/// Reads the front matter of a text that begins (after a byte-order mark) with a line `---`. None where there is none, it is not closed,
/// or a line in it is no `key: value`: then the lines are the article's own.
pub fn parse(text: &str) -> Option<FrontMatter<'_>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = Lines { text, at: start };
    if lines.next()?.1.trim_end() != "---" {
        return None;
    }
    let mut found = FrontMatter::default();
    let mut number = 1;
    for (end, line) in lines {
        number += 1;
        if end - start > LIMIT {
            return None;
        }
        let content = line.trim();
        if matches!(content, "---" | "...") {
            found.body = end;
            return Some(found);
        }
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let is_item = content == "-" || content.starts_with("- ");
        if is_item || line.starts_with([' ', '\t']) {
            // An item of a list below its key; what is nested otherwise belongs to keys that are not known here.
            let (_, values, _) = found.entries.last_mut()?;
            if is_item {
                values.retain(|v| !v.is_empty());
                values.push(unquoted(content[1..].trim()));
            }
            continue;
        }
        let (key, value) = content.split_once(':')?;
        let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        if !is_key || !(value.is_empty() || value.starts_with([' ', '\t'])) {
            return None;
        }
        let value = value.trim();
        let values = match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
            Some(list) => list.split(',').map(|v| unquoted(v.trim())).collect(),
            None => vec![unquoted(value)],
        };
        found.entries.push((key.to_ascii_lowercase(), values, number));
    }
    None
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if value.len() >= 2 && value.starts_with(quote) && value.ends_with(quote) {
            return &value[1..value.len() - 1];
        }
    }
    value
}

struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    /// Where the next line begins, and the line.
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |n| n + 1);
        self.at += end;
        Some((self.at, rest[..end].trim_end_matches(['\n', '\r'])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_keys_and_finds_the_body() {
        let text = "\u{feff}---\r\ntitle: \"Two: a story\"\r\n# a comment\r\nauthors: A. One; B. Two\r\nid:\r\ntags: [a, 'b']\r\nNames:\r\n  - X\r\n  - Y\r\n---\r\nBody";
        let found = parse(text).unwrap();
        assert_eq!(&text[found.body..], "Body");
        assert_eq!(found.get("title"), Some(("Two: a story", 2)));
        assert_eq!(found.get("authors"), Some(("A. One; B. Two", 4)));
        assert_eq!(found.get("id"), None);
        assert_eq!(found.list("tags"), ["a", "b"]);
        assert_eq!(found.list("names"), ["X", "Y"]);
    }

    #[test]
    fn leaves_an_article_alone() {
        for text in [
            "---\nA rule, then text\n---\n",
            "---\ntitle: x\n",
            "Text\n---\n",
            "",
            "---",
            "---\nhttp://a.b\n---\n",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
