//! Notes about the author at the end of an article.

use super::blocks::Mark;
use super::phrases::{Furniture, Phrases};
use super::units::Unit;
use super::white::plain;
use crate::text::SentenceKind;

/// Longest note, in words.
const LONGEST: usize = 120;

/// Marks what stands under a heading such as “About the author”, and notes of the form “NAME is a fellow at …” after the last running text.
pub(super) fn mark(text: &str, units: &mut [Unit], phrases: &Phrases) {
    let mut under_heading = false;
    for (n, unit) in units.iter_mut().enumerate() {
        if unit.kind == Some(SentenceKind::Heading) {
            under_heading = n > 0 && phrases.whole(unit.text) == Some(Furniture::BioHeading);
        } else if under_heading && unit.kind.is_none() && unit.words <= LONGEST {
            unit.kind = Some(SentenceKind::Bio);
        }
    }
    for n in (1..units.len()).rev() {
        match units[n].kind {
            Some(
                SentenceKind::Boilerplate
                | SentenceKind::Link
                | SentenceKind::Credit
                | SentenceKind::Byline
                | SentenceKind::Dateline
                | SentenceKind::Bio,
            ) => {}
            None if is_note(text, units, n, phrases) => units[n].kind = Some(SentenceKind::Bio),
            _ => break,
        }
    }
}

fn is_note(text: &str, units: &[Unit], n: usize, phrases: &Phrases) -> bool {
    let unit = &units[n];
    if unit.words > LONGEST || !matches!(unit.mark, Mark::None | Mark::Quote) || !units[..n].iter().any(Unit::is_telling) {
        return false;
    }
    let bare = unit.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((name, rest)) = name_and_rest(bare) else { return false };
    let described = rest
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|w| !w.is_empty())
        .take(18)
        .any(|w| {
            plain(w, 24)
                .is_some_and(|w| phrases.roles.contains(w.as_str()) || w.strip_suffix('s').is_some_and(|one| phrases.roles.contains(one)))
        });
    if !described && !phrases.inside(unit.text).any(|means| means == Furniture::Bio) {
        return false;
    }
    // Somebody whom the article itself tells of is no author, unless the byline names him.
    let mut told = false;
    for at in memchr::memmem::find_iter(&text.as_bytes()[..unit.span.start], name.as_bytes()) {
        let other = units.partition_point(|u| u.span.end <= at);
        match units.get(other).map(|u| u.kind) {
            Some(Some(SentenceKind::Byline)) => return true,
            Some(None | Some(SentenceKind::Body | SentenceKind::Standfirst | SentenceKind::Title)) => told = true,
            _ => {}
        }
    }
    !told
}

/// “NAME is …”: the name (two to six words with capitals) and what is said after the verb.
fn name_and_rest(text: &str) -> Option<(&str, &str)> {
    let mut capitals = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if matches!(
            bare,
            "is" | "was" | "are" | "has" | "holds" | "works" | "worked" | "reports" | "covers" | "writes" | "serves" | "teaches"
        ) {
            let name = text[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
            // Without a comma or a title behind it (“Dana Rahim, PhD, is”).
            let name = name.split([',', '(', '@']).next().unwrap_or(name).trim_end();
            return (capitals >= 2).then_some((name, &text[at + word.len()..]));
        }
        if bare.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if !bare.is_empty()
            && !matches!(
                bare,
                "al" | "el" | "bin" | "van" | "von" | "de" | "and" | "der" | "ibn" | "da" | "al-"
            )
            && !bare.starts_with("al-")
            && !bare.starts_with("el-")
            && !word.contains('@')
        {
            return None;
        }
        at += word.len();
        if capitals > 8 {
            return None;
        }
    }
    None
}
