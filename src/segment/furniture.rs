//! Units that are no part of the telling: bylines, date lines, captions, credits, links, boilerplate. Looks at one unit at a time.

use super::blocks::Mark;
use super::phrases::{Furniture, Phrases};
use super::units::Unit;
use super::white::plain;
use crate::text::SentenceKind;

/// Most words of a piece of boilerplate in the middle of a text.
const MIDDLE: usize = 35;

/// What `unit` is, where its words say so. `edge`: it stands near the beginning or the end of the text.
pub(super) fn kind(unit: &Unit, edge: bool, phrases: &Phrases) -> Option<SentenceKind> {
    if unit.words == usize::MAX {
        return None;
    }
    if unit.mark == Mark::Picture {
        return Some(SentenceKind::Caption);
    }
    if is_link(unit.text) {
        return Some(SentenceKind::Link);
    }
    if !unit.text.contains(char::is_alphanumeric) {
        return Some(SentenceKind::Boilerplate);
    }
    if let Some(means) = phrases.whole(unit.text) {
        match means {
            Furniture::Heading | Furniture::BioHeading => return Some(SentenceKind::Heading),
            Furniture::Bio | Furniture::Interview => {}
            _ => return Some(of(means)),
        }
    }
    if let Some((length, means)) = phrases.start(unit.text)
        && takes(unit, length, means, phrases)
    {
        return Some(of(means));
    }
    if is_date_line(unit.text, phrases) {
        return Some(SentenceKind::Dateline);
    }
    if unit.words > MIDDLE && !edge {
        return None;
    }
    for means in phrases.inside(unit.text) {
        let takes = match means {
            Furniture::Boilerplate => unit.words <= if edge { 110 } else { MIDDLE },
            Furniture::Byline => unit.words <= 60,
            Furniture::Credit => unit.words <= 12 && !unit.text.ends_with('.') && !unit.is_question() && has_only_names(unit.text),
            _ => false,
        };
        if takes {
            return Some(of(means));
        }
    }
    None
}

const fn of(means: Furniture) -> SentenceKind {
    match means {
        Furniture::Byline => SentenceKind::Byline,
        Furniture::Dateline => SentenceKind::Dateline,
        Furniture::Caption => SentenceKind::Caption,
        Furniture::Credit => SentenceKind::Credit,
        Furniture::Link => SentenceKind::Link,
        Furniture::Boilerplate => SentenceKind::Boilerplate,
        Furniture::Heading | Furniture::BioHeading => SentenceKind::Heading,
        Furniture::Bio => SentenceKind::Bio,
        Furniture::Interview => SentenceKind::Body,
    }
}

/// Whether what comes after the opening phrase of `unit` fits it.
fn takes(unit: &Unit, length: usize, means: Furniture, phrases: &Phrases) -> bool {
    let phrase = &unit.text[..length];
    let rest = &unit.text[length..];
    let labelled = phrase.ends_with(':') || rest.starts_with(':');
    let full_stop = unit.text.ends_with('.');
    match means {
        Furniture::Byline => unit.words <= 25 && !is_sentence_end(unit.text) && is_byline(rest, phrases),
        Furniture::Dateline => {
            unit.words <= 15
                && rest.bytes().any(|b| b.is_ascii_digit())
                && (labelled || !full_stop)
                && (labelled || has_only_dates(rest, phrases) || is_date_and_name(rest, phrases))
        }
        Furniture::Caption => unit.words <= 100,
        Furniture::Credit => unit.words <= 25 && (labelled || !full_stop),
        Furniture::Link => unit.words <= 30 && (labelled || !full_stop) && !(full_stop && unit.sentences.len() > 1),
        Furniture::Boilerplate => unit.words <= 90,
        _ => false,
    }
}

/// “June 3, 2013 by Dana Rahim”
fn is_date_and_name(rest: &str, phrases: &Phrases) -> bool {
    rest.split_once(" by ")
        .is_some_and(|(date, name)| has_only_dates(date, phrases) && is_byline(name, phrases))
}

/// A name and nothing else, of two to four words.
pub(super) fn is_bare_name(unit: &Unit, phrases: &Phrases) -> bool {
    (2..=4).contains(&unit.words)
        && unit.mark == Mark::None
        && !unit.text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '"' | '“'))
        && is_byline(unit.text, phrases)
}

/// A sentence's full stop at the end, and not that of an initial or of “Jr.”.
fn is_sentence_end(text: &str) -> bool {
    let Some(head) = text.strip_suffix(['.', '!', '?']) else {
        return false;
    };
    let last = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    last.chars().count() > 3
}

/// Names, and the few words that bylines put between them.
fn is_byline(rest: &str, phrases: &Phrases) -> bool {
    let mut names = 0;
    for word in rest
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '@' | '.' | '_')))
        .filter(|w| w.contains(char::is_alphanumeric))
    {
        let lower = plain(word.trim_matches('.'), 40).unwrap_or_default();
        if phrases.date_names.contains(lower.as_str()) && names == 0 {
            return false;
        }
        if word.starts_with(char::is_uppercase) || word.contains('@') {
            names += 1;
        } else if !phrases.particles.contains(lower.as_str()) && !lower.split('-').next().is_some_and(|w| phrases.particles.contains(w)) {
            return false;
        }
    }
    names > 0
}

/// Capitals, agencies and small words alone: “Ishaq Karim/AFP via Getty Images”.
fn has_only_names(text: &str) -> bool {
    let (mut large, mut small) = (0, 0);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if word.starts_with(char::is_lowercase) {
            small += 1
        } else {
            large += 1
        }
    }
    large > 0 && small <= 2 + large / 4
}

/// Whether `text` is a date and nothing else.
pub(super) fn is_date(text: &str, phrases: &Phrases) -> bool {
    words_of_date(text, phrases).is_some_and(|names| names > 0)
}

fn has_only_dates(rest: &str, phrases: &Phrases) -> bool {
    words_of_date(rest, phrases).is_some()
}

/// Counts the months and days named in a text that holds nothing but the words of a date.
fn words_of_date(text: &str, phrases: &Phrases) -> Option<usize> {
    let mut names = 0;
    for word in text.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter(|w| !w.is_empty()) {
        let lower = plain(word.trim_matches('.'), 24)?;
        let letters = lower.trim_start_matches(|c: char| c.is_ascii_digit());
        if letters.is_empty() || matches!(letters, "t" | "z" | "h" | "x") {
            continue;
        }
        if !phrases.date_words.contains(letters) {
            return None;
        }
        names += usize::from(phrases.date_names.contains(letters));
    }
    Some(names)
}

/// A line that is nothing but a date, perhaps with the place before it and an agency in brackets behind it.
fn is_date_line(text: &str, phrases: &Phrases) -> bool {
    if text.len() > 120 || text.len() < 6 || !text.bytes().any(|b| b.is_ascii_digit()) || is_sentence_end(text) {
        return false;
    }
    let head = match text.rfind('(') {
        Some(open) if text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').ends_with(')') => &text[..open],
        _ => text,
    };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if let Some(names) = words_of_date(head, phrases) {
        // “2024-03-14 17:24”, “14/03/2024”, “14 March 2024”
        return if names == 0 {
            digits >= 6 && head.matches(['-', '/', ':', '.']).count() >= 2
        } else {
            digits >= 1 && (digits >= 4 || head.len() < text.len() || names > 1)
        };
    }
    // A place first: “BAGHDAD, 4 Feb 2024”, “Erbil, Iraq – March 4”.
    let Some(comma) = head.find([',', '–', '—', '-', '|', ':']) else {
        return false;
    };
    let place = &head[..comma];
    let small = place
        .split_whitespace()
        .any(|w| !w.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()));
    if small || place.split_whitespace().count() > 4 {
        return false;
    }
    let tail = head[comma..].trim_start_matches(|c: char| !c.is_alphanumeric());
    if words_of_date(tail, phrases).is_some_and(|names| names > 0) {
        return true;
    }
    // A country between the place and the date.
    tail.find([',', '–', '—', '|']).is_some_and(|next| {
        let country = &tail[..next];
        !country
            .split_whitespace()
            .any(|w| !w.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()))
            && country.split_whitespace().count() <= 3
            && words_of_date(&tail[next..], phrases).is_some_and(|names| names > 0)
    })
}

/// A line that is nothing but links: an address, “[text](address)”, “[Another headline]”.
fn is_link(text: &str) -> bool {
    let address =
        |t: &str| (t.starts_with("http://") || t.starts_with("https://") || t.starts_with("www.")) && !t.contains(char::is_whitespace);
    let bare = text.trim_matches(['<', '>', '(', ')', '[', ']']);
    if address(bare) {
        return true;
    }
    if !text.starts_with('[') {
        return false;
    }
    if let Some(inner) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        let words = inner.split_whitespace().count();
        return words >= 4 && !inner.contains(['[', ']']) && !inner.ends_with(['.', '!']) && inner.contains(char::is_lowercase);
    }
    // “[text](address) | [text](address)”
    let mut rest = text;
    while let Some(open) = rest.strip_prefix('[') {
        let Some(middle) = open.find("](") else { return false };
        let Some(close) = open[middle..].find(')') else { return false };
        rest = open[middle + close + 1..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[');
    }
    rest.is_empty()
}

/// Whether a sentence in brackets says who made the picture: “(Joint Command, via AP)”, “[Dana Rahim/Reuters]”.
pub(super) fn is_credit(sentence: &str, phrases: &Phrases) -> bool {
    let Some(inner) = bracketed(sentence) else { return false };
    if inner.len() > 160 {
        return false;
    }
    if phrases.whole(inner) == Some(Furniture::Credit) || phrases.start(inner).is_some_and(|(_, means)| means == Furniture::Credit) {
        return true;
    }
    let names = has_only_names(inner);
    names
        && (phrases.inside(inner).any(|means| means == Furniture::Credit)
            || (sentence.starts_with('[') && inner.contains('/') && !inner.contains("://")))
}

/// What stands in the brackets that open and close `text`.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text
        .strip_prefix('(')
        .and_then(|t| t.strip_suffix(')'))
        .or_else(|| text.strip_prefix('[').and_then(|t| t.strip_suffix(']')))?;
    (!inner.contains(['(', '['])).then_some(inner)
}

/// The last brackets of `text`, where it ends with them.
pub(super) fn last_brackets(text: &str) -> Option<&str> {
    let open = match text.chars().next_back()? {
        ')' => text.rfind('(')?,
        ']' => text.rfind('[')?,
        _ => return None,
    };
    Some(&text[open..])
}
