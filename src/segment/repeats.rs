//! Pull quotes: a sentence of the article that stands once more as a short block of its own, word for word or nearly so.

use super::blocks::Mark;
use super::units::Unit;
use super::white::plain;
use crate::text::SentenceKind;

/// A pull quote has at least and at most so many words.
const WORDS: std::ops::RangeInclusive<usize> = 6..=70;
/// Share of its words, in hundredths, that stand in the same order elsewhere.
const SAME: usize = 85;
/// Most blocks that are looked for elsewhere, so that a long text stays cheap.
const MOST: usize = 200;
/// Bytes of the piece of a block that is looked for.
const PIECE: usize = 18;
/// Where in a block the pieces are taken: not at its ends, so that a changed first or last word does no harm.
const LOOKS: [(usize, usize); 3] = [(1, 2), (1, 4), (3, 4)];
/// Most places where a piece is found that are compared.
const PLACES: usize = 12;

/// Marks the pull quotes among `units`. `first`: the first unit of running text, before which nothing can be one.
pub(super) fn mark(text: &str, units: &mut [Unit], first: usize) {
    let candidates: Vec<usize> = (first + 1..units.len())
        .filter(|n| {
            let unit = &units[*n];
            unit.kind.is_none() && matches!(unit.mark, Mark::None | Mark::Quote) && WORDS.contains(&unit.words) && unit.sentences.len() <= 3
        })
        .take(MOST)
        .collect();
    // Where most paragraphs are short, a short block is nothing special: one look has to do.
    let looks = if candidates.len() * 2 > units.len() { 1 } else { LOOKS.len() };
    let mut hits = Vec::new();
    for n in candidates {
        if let Some(other) = elsewhere(text, units, n, &LOOKS[..looks])
            && (units[other].words > units[n].words || other < n)
        {
            hits.push(n);
        }
    }
    for n in hits {
        units[n].kind = Some(SentenceKind::PullQuote);
    }
}

/// The other unit of running text that holds the words of unit `n`.
fn elsewhere(text: &str, units: &[Unit], n: usize, looks: &[(usize, usize)]) -> Option<usize> {
    let unit = &units[n];
    let mut wanted: Vec<&str> = Vec::new();
    for &(share, total) in looks {
        let from = unit
            .text
            .ceil_char_boundary((unit.text.len() * share / total).saturating_sub(PIECE / 2));
        let to = unit.text.ceil_char_boundary((from + PIECE).min(unit.text.len()));
        let piece = &unit.text[from..to];
        for at in memchr::memmem::find_iter(text.as_bytes(), piece.as_bytes()).take(PLACES) {
            if unit.span.contains(&at) {
                continue;
            }
            let other = units.partition_point(|u| u.span.end <= at);
            let Some(found) = units.get(other).filter(|u| u.span.contains(&at)) else {
                continue;
            };
            if !found.is_running() {
                continue;
            }
            if wanted.is_empty() {
                wanted.extend(words(unit.text));
            }
            // Compare word by word around the hit.
            let back = found.text.floor_char_boundary((at - found.span.start).saturating_sub(from + 40));
            let front = found.text.ceil_char_boundary((back + unit.text.len() + 160).min(found.text.len()));
            let window = &found.text[back..front];
            // Another number is another fact: “shelling killed 3 people in Kherson”, “shelling killed 5 people in Kherson”.
            let same_numbers = || {
                let number = |w: &&&str| w.bytes().any(|b| b.is_ascii_digit());
                wanted.iter().filter(number).all(|n| words(window).any(|w| w == *n))
            };
            if wanted.len() >= *WORDS.start() && same_order(&wanted, window) * 100 >= wanted.len() * SAME && same_numbers() {
                return Some(other);
            }
        }
    }
    None
}

/// How many of `wanted` stand in `window` in the same order, with at most four other words between two of them.
fn same_order(wanted: &[&str], window: &str) -> usize {
    let there: Vec<&str> = words(window).collect();
    let mut best = 0;
    for start in 0..there.len().min(24) {
        let (mut at, mut n) = (start, 0);
        for word in wanted {
            if let Some(step) = there[at..].iter().take(if n == 0 { 1 } else { 5 }).position(|w| same(w, word)) {
                at += step + 1;
                n += 1;
            }
        }
        best = best.max(n);
    }
    best
}

fn same(a: &str, b: &str) -> bool {
    a == b || (a.len() == b.len() && a.eq_ignore_ascii_case(b)) || (!a.is_ascii() && plain(a, 64) == plain(b, 64))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}
