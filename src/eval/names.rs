//! Whether two texts name the same: by the words that carry the name.

use regex::Regex;
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that carry no name.
const STOP: [&str; 15] = [
    "the", "a", "an", "of", "in", "on", "at", "by", "for", "and", "to", "from", "its", "their", "his",
];

/// Compares names.
#[derive(Debug)]
pub struct Names {
    article: Regex,
}

impl Names {
    /// Compiles what it needs.
    ///
    /// # Panics
    /// Never: the expression is a constant.
    #[must_use]
    pub fn new() -> Self {
        Self {
            article: Regex::new(r"\b(?:al|el|ul|as|ad|ar|an)[- ]").expect("a constant"),
        }
    }

    fn words(&self, text: &str) -> FxHashSet<String> {
        let plain: String = text
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .filter(|c| !matches!(c, '’' | '\'' | '‘' | '`' | 'ʿ' | 'ʾ' | '.'))
            .collect();
        let plain = self.article.replace_all(&plain, "");
        plain
            .split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit())
            .flat_map(|word| match word {
                "u" | "" => [None, None],
                "us" | "usa" | "american" | "americans" => [Some("united"), Some("states")],
                "uk" | "british" => [Some("united"), Some("kingdom")],
                "un" => [Some("united"), Some("nations")],
                word => [Some(word), None],
            })
            .flatten()
            .filter(|w| !STOP.contains(w) && *w != "her")
            .map(Into::into)
            .collect()
    }

    /// Whether one name's words hold the other's, or half of them are shared. Of texts without a word that carries a name (“a”, “AT”, a name in another script) whether they are the
    /// same but for case.
    #[must_use]
    pub fn same(&self, a: &str, b: &str) -> bool {
        let (text_a, text_b) = (a, b);
        let (a, b) = (self.words(a), self.words(b));
        if a.is_empty() || b.is_empty() {
            return a.is_empty()
                && b.is_empty()
                && !text_a.trim().is_empty()
                && text_a.trim().to_lowercase() == text_b.trim().to_lowercase();
        }
        let shared = a.intersection(&b).count();
        let all = a.len() + b.len() - shared;
        shared == a.len().min(b.len()) || shared * 2 >= all
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn compares_words_that_carry_the_name() {
        let names = Names::new();
        for (a, b, same) in [
            ("the police", "Police", true),
            ("al-Shabab", "Shabab", true),
            ("U.S. forces", "American forces", true),
            ("Sana’a", "Sanaa", true),
            ("the health ministry", "Ministry of Health", true),
            ("Houthi fighters", "Saudi fighters", false),
            ("the", "a", false),
            ("a", "a", true),
            ("AT", "at ", true),
            ("a", "A soldier", false),
            ("الشرطة", "الشرطة", true),
            ("الشرطة", "الجيش", false),
            ("", "", false),
        ] {
            assert_eq!(names.same(a, b), same, "{a} / {b}");
        }
    }
}
