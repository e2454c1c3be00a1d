//! The phrases of `layout.toml`, compiled for looking up at the head of a unit, as a whole unit, and anywhere in it.

use super::white::with_plain;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What a phrase speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    Byline,
    Dateline,
    Caption,
    Credit,
    Link,
    Boilerplate,
    Heading,
    BioHeading,
    Bio,
    Interview,
}

/// Bytes of a unit's head that phrases are compared with.
const HEAD: usize = 120;
/// Longest first word of a phrase, in bytes.
const LONGEST_WORD: usize = 24;

/// Compiled phrases.
#[derive(Debug)]
pub(super) struct Phrases {
    /// First word -> phrases that begin with it, longest first.
    starts: FxHashMap<Box<str>, Vec<(Box<str>, Furniture)>>,
    whole: FxHashMap<Box<str>, Furniture>,
    inside: AhoCorasick,
    inside_means: Vec<Furniture>,
    /// Words of bylines beside names.
    pub(super) particles: FxHashSet<Box<str>>,
    /// Words of a line that is but a date, months and days included.
    pub(super) date_words: FxHashSet<Box<str>>,
    /// Months and days of the week.
    pub(super) date_names: FxHashSet<Box<str>>,
    /// What authors are.
    pub(super) roles: FxHashSet<Box<str>>,
    /// Labels of questions and of answers.
    pub(super) question_labels: FxHashSet<Box<str>>,
    pub(super) answer_labels: FxHashSet<Box<str>>,
    pub(super) not_speakers: FxHashSet<Box<str>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Table {
    starts: Vec<String>,
    whole: Vec<String>,
    contains: Vec<String>,
    particles: Vec<String>,
    words: Vec<String>,
    names: Vec<String>,
    headings: Vec<String>,
    roles: Vec<String>,
    question: Vec<String>,
    answer: Vec<String>,
    not_speakers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    byline: Table,
    dateline: Table,
    caption: Table,
    credit: Table,
    link: Table,
    boilerplate: Table,
    heading: Table,
    bio: Table,
    interview: Table,
}

impl Phrases {
    /// Reads `layout.toml`.
    pub(super) fn compile(layout: &str) -> Result<Self, String> {
        let file: LayoutFile = toml::from_str(layout).map_err(|e| format!("layout: {e}"))?;
        let tables = [
            (&file.byline, Furniture::Byline),
            (&file.dateline, Furniture::Dateline),
            (&file.caption, Furniture::Caption),
            (&file.credit, Furniture::Credit),
            (&file.link, Furniture::Link),
            (&file.boilerplate, Furniture::Boilerplate),
            (&file.heading, Furniture::Heading),
            (&file.bio, Furniture::Bio),
        ];
        let mut starts: FxHashMap<Box<str>, Vec<(Box<str>, Furniture)>> = FxHashMap::default();
        let mut whole = FxHashMap::default();
        let mut patterns: Vec<&str> = Vec::new();
        let mut inside_means = Vec::new();
        for (table, means) in tables {
            for phrase in &table.starts {
                starts
                    .entry(first_word(phrase).into())
                    .or_default()
                    .push((phrase.as_str().into(), means));
            }
            for phrase in &table.whole {
                whole.entry(phrase.as_str().into()).or_insert(means);
            }
            for phrase in &table.contains {
                patterns.push(phrase);
                inside_means.push(means);
            }
        }
        for phrase in &file.bio.headings {
            whole.insert(phrase.as_str().into(), Furniture::BioHeading);
        }
        for phrase in &file.interview.words {
            patterns.push(phrase);
            inside_means.push(Furniture::Interview);
        }
        for list in starts.values_mut() {
            list.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        let inside = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .map_err(|e| format!("layout: {e}"))?;
        let set = |words: &[String]| words.iter().map(|w| w.as_str().into()).collect::<FxHashSet<Box<str>>>();
        let mut date_words = set(&file.dateline.words);
        date_words.extend(set(&file.dateline.names));
        Ok(Self {
            starts,
            whole,
            inside,
            inside_means,
            particles: set(&file.byline.particles),
            date_words,
            date_names: set(&file.dateline.names),
            roles: set(&file.bio.roles),
            question_labels: set(&file.interview.question),
            answer_labels: set(&file.interview.answer),
            not_speakers: set(&file.interview.not_speakers),
        })
    }

    /// The phrase that `unit` begins with: its length in bytes and what it means. Opening brackets and marks are passed over.
    pub(super) fn start(&self, unit: &str) -> Option<(usize, Furniture)> {
        self.start_at(unit, 0).or_else(|| {
            let opened = Self::opened(unit);
            if opened.len() == unit.len() {
                None
            } else {
                self.start_at(opened, unit.len() - opened.len())
            }
        })
    }

    fn opened(unit: &str) -> &str {
        unit.trim_start_matches(['(', '[', '*', '_', '|', '-', '–', '—', '•', '>', '/', ' '])
    }

    fn start_at(&self, opened: &str, skipped: usize) -> Option<(usize, Furniture)> {
        let first = first_word(opened);
        let list = with_plain(first, LONGEST_WORD, |first| self.starts.get(first))?;
        with_plain(&opened[..opened.floor_char_boundary(HEAD)], HEAD, |head| {
            list.iter().find_map(|(phrase, means)| {
                let tail = head.strip_prefix(&**phrase)?;
                // A phrase that ends in a letter must end at the end of a word.
                let whole_word = !phrase.ends_with(char::is_alphanumeric)
                    || !tail.starts_with(char::is_alphanumeric)
                    || phrase.ends_with("20")
                    || phrase.ends_with("19");
                whole_word.then_some((skipped + phrase.len(), *means))
            })
        })
    }

    /// What the unit means where it is nothing but a known phrase.
    pub(super) fn whole(&self, unit: &str) -> Option<Furniture> {
        if unit.len() > HEAD {
            return None;
        }
        if let Some(means) = self.whole.get(unit) {
            return Some(*means);
        }
        let bare = unit.trim_matches(|c: char| !c.is_alphanumeric());
        with_plain(bare, HEAD, |bare| self.whole.get(bare).copied())
    }

    /// What the phrases inside `text` mean, in order.
    pub(super) fn inside<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Furniture> + 'a {
        self.inside.find_iter(text).map(|m| self.inside_means[m.pattern().as_usize()])
    }
}

/// The first run of letters and figures, or the first character where the phrase begins with none.
fn first_word(phrase: &str) -> &str {
    let end = phrase.find(|c: char| !c.is_alphanumeric()).unwrap_or(phrase.len());
    if end > 0 {
        &phrase[..end]
    } else {
        &phrase[..phrase.chars().next().map_or(0, char::len_utf8)]
    }
}
