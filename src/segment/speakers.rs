//! Interviews: who asks, who answers, as the layout says it by labels (“Q:”, “RAHIM:”) or by blocks that are but a question.

use super::blocks::Mark;
use super::phrases::{Furniture, Phrases};
use super::units::Unit;
use super::white::plain;
use crate::text::{SentenceKind, Span};
use rustc_hash::FxHashMap;

/// Longest label, in bytes.
const LABEL: usize = 48;
/// Longest question, in words.
const QUESTION: usize = 90;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Asks,
    Answers,
    Named,
}

struct Label {
    unit: usize,
    /// Bytes of the unit's text that the label takes, without its colon.
    length: usize,
    key: String,
    role: Role,
}

/// The labels at the heads of units that are not furniture.
fn labels(units: &[Unit], phrases: &Phrases) -> Vec<Label> {
    let mut out = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        if unit.kind.is_some() || !matches!(unit.mark, Mark::None | Mark::Quote) {
            continue;
        }
        let bytes = &unit.text.as_bytes()[..unit.text.len().min(LABEL)];
        let bare = unit.text.trim_start_matches(['*', '_', '[']);
        let skipped = unit.text.len() - bare.len();
        // “Q. What …”, “A. We …”
        let letter = matches!(bare.as_bytes(), [b'Q' | b'A', b'.', b' ', ..]);
        let Some(colon) = memchr::memchr(b':', bytes).or(letter.then_some(skipped + 1)) else {
            continue;
        };
        let colon = if letter { skipped + 1 } else { colon };
        if colon <= skipped {
            continue;
        }
        let label = unit.text[skipped..colon].trim_end_matches(['*', '_', ']', ' ']);
        let Some(key) = plain(label, LABEL) else { continue };
        let role = if phrases.question_labels.contains(key.as_str()) {
            Role::Asks
        } else if phrases.answer_labels.contains(key.as_str()) {
            Role::Answers
        } else if is_name(label) && !phrases.not_speakers.contains(key.as_str()) {
            Role::Named
        } else {
            continue;
        };
        out.push(Label {
            unit: n,
            length: skipped + label.len(),
            key,
            role,
        });
    }
    out
}

/// A name as labels have it: up to five words, each with a capital.
fn is_name(label: &str) -> bool {
    let words = label.split_whitespace().count();
    (1..=5).contains(&words)
        && label
            .split_whitespace()
            .all(|w| w.trim_start_matches("al-").starts_with(char::is_uppercase) || matches!(w, "al" | "bin" | "van" | "de"))
        && !label.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '"' | '“' | '(' | '/'))
}

/// Marks who speaks, and what is asked, where labels say so. Says whether they do.
pub(super) fn by_labels(units: &mut [Unit], phrases: &Phrases) -> bool {
    let labels = labels(units, phrases);
    // Times that a label comes, and how often what it heads ends as a question.
    let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for label in &labels {
        let count = counts.entry(&label.key).or_default();
        count.0 += 1;
        count.1 += usize::from(units[label.unit].is_question());
    }
    let asked = labels.iter().filter(|l| l.role == Role::Asks).count();
    let answered = labels.iter().filter(|l| l.role == Role::Answers).count();
    let repeated = counts.values().filter(|c| c.0 >= 2).count();
    let named = labels.iter().filter(|l| l.role == Role::Named).count();
    let letters = asked >= 1 && (answered >= 1 || asked >= 2 || named >= 1);
    let names = repeated >= 1 && counts.len() >= 2 && named >= 3 && counts.values().any(|c| c.1 > 0);
    if !letters && !names {
        return false;
    }
    let mut speaker = None;
    let mut next = labels.iter().peekable();
    for (n, unit) in units.iter_mut().enumerate() {
        if let Some(label) = next.next_if(|l| l.unit == n) {
            let (count, questions) = counts[label.key.as_str()];
            let known = label.role != Role::Named || count >= 2 || letters;
            if known {
                let asks = label.role == Role::Asks || (label.role == Role::Named && questions * 2 > count);
                let start = unit.span.start + unit.text.len() - unit.text.trim_start_matches(['*', '_', '[']).len();
                let span = Span::new(start, unit.span.start + label.length);
                unit.speaker = Some(span);
                unit.kind = Some(if asks { SentenceKind::Question } else { SentenceKind::Body });
                speaker = Some((span, asks));
                continue;
            }
        }
        match unit.kind {
            None => {
                // A short line without a stop may be a heading.
                if let Some((span, asks)) = speaker
                    && (unit.ended || unit.words > 12)
                {
                    unit.speaker = Some(span);
                    if asks && unit.is_question() {
                        unit.kind = Some(SentenceKind::Question);
                    }
                }
            }
            Some(SentenceKind::Heading | SentenceKind::Boilerplate) => speaker = None,
            _ => {}
        }
    }
    true
}

/// Marks questions that no label shows: a text that calls itself an interview, with blocks that end in a question and answers after them.
pub(super) fn by_questions(units: &mut [Unit], phrases: &Phrases) {
    let questions: Vec<usize> = (1..units.len())
        .filter(|n| {
            let unit = &units[*n];
            matches!(unit.kind, None | Some(SentenceKind::Heading))
                && unit.mark != Mark::Item
                && unit.is_question()
                && unit.words <= QUESTION
                && unit.sentences.len() <= 4
        })
        .filter(|n| {
            units
                .get(n + 1)
                .is_some_and(|after| !after.is_question() || after.sentences.len() > 2)
        })
        .collect();
    if questions.len() < 2 {
        return;
    }
    let top = units.len().min(8);
    let says_so = units[..top].iter().any(|u| {
        u.words < 200 && phrases.inside(u.text).any(|means| means == Furniture::Interview)
            || u.kind == Some(SentenceKind::Byline) && u.text.starts_with("Interview")
    });
    if !says_so {
        return;
    }
    for n in questions {
        units[n].kind = Some(SentenceKind::Question);
    }
}
