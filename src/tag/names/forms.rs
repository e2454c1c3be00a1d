//! Organisations and places that no gazetteer knows, by the form of their names: a capitalised sequence with a head (“Nile Research Institute”, “Ministry of Oil”,
//! “Camp Harper”), a preposition of place before an unknown word.

use super::rules::Flags;
use super::{Candidate, Marks, Scene, Style};
use crate::gazetteer::Class;
use crate::record::{MentionType, Method};
use crate::text::TokenKind;
use std::ops::Range;

/// The capitalised sequences of one sentence, from their first token to behind their last.
pub fn runs(scene: &Scene, sentence: u32, range: &Range<u32>, marks: &Marks, out: &mut Vec<(u32, u32)>) {
    out.clear();
    let mut next = range.start;
    for &at in scene.starts_in(sentence) {
        if at < next || !scene.token(at).is_capitalised() || scene.is_taken(at, at + 1) {
            continue;
        }
        next = run(scene, at, range, marks);
        out.push((at, next));
    }
}

/// Proposes organisations and places of one sentence.
pub fn find(scene: &Scene, sentence: u32, range: &Range<u32>, marks: &Marks, runs: &[(u32, u32)], out: &mut Vec<Candidate>) {
    if scene.styles[sentence as usize] != Style::Normal {
        return;
    }
    for &(at, end) in runs {
        if let Some(mut candidate) = headed(scene, at, end, range, marks).or_else(|| after_preposition(scene, at, end, range, marks)) {
            candidate.sentence = sentence;
            out.push(candidate);
        }
    }
}

/// Where the capitalised sequence that begins here ends.
pub(super) fn run(scene: &Scene, start: u32, range: &Range<u32>, marks: &Marks) -> u32 {
    let capital = |n: u32| n < range.end && scene.token(n).is_word() && scene.token(n).is_capitalised() && !scene.is_taken(n, n + 1);
    let mut at = start + 1;
    while at < range.end && at - start < 14 {
        if capital(at) {
            at += 1;
            continue;
        }
        let token = scene.token(at);
        let joins = match token.kind {
            // “Banco de Harford”.
            TokenKind::Word => {
                let info = scene.gazetteer.vocabulary.info(token.word);
                let inside = scene.flags(at).any(Flags::PARTICLE) && info.class == Class::NONE && matches!(token.span.len(), 2 | 3);
                inside && capital(at + 1) && !scene.flags(at - 1).any(Flags::GIVEN) && !marks.any(at + 1, Marks::COUNTRY | Marks::PERSON)
            }
            TokenKind::Dash => token.is_glued() && token.of(scene.text) == "-" && capital(at + 1) && scene.token(at + 1).is_glued(),
            // “People’s Party”, but not “Iraq’s Ministry”.
            TokenKind::Clitic => capital(at + 1) && !marks.any(at - 1, Marks::STRONG | Marks::NAMED),
            TokenKind::Punct => {
                let mark = token.of(scene.text);
                capital(at + 1)
                    && (mark == "&"
                        || (token.is_glued() && matches!(mark, "'" | "’") && !scene.token(at + 1).is_glued())
                        || (token.is_glued() && mark == "." && scene.token(at - 1).span.len() <= 2))
            }
            _ => false,
        };
        if !joins {
            break;
        }
        at += 2;
    }
    at
}

/// The first token of the sequence that can be a part of the name: articles and adverbs that only open the sentence cannot.
fn trimmed(scene: &Scene, mut first: u32, end: u32) -> u32 {
    let opens = first;
    while first < end {
        let token = scene.token(first);
        let national = scene.gazetteer.vocabulary.is(token.word, Class::NATIONAL);
        // “Four Army men”, “Jammu: Four Army men”: a number that opens what is told is no part of a name that no list knows.
        let counts = scene.flags(first).any(Flags::COUNTS) && opens_telling(scene, opens) && first + 1 < end;
        if counts || first == opens && !national && is_opening_word(scene, first) {
            first += 1;
            continue;
        }
        let function = scene.gazetteer.vocabulary.info(token.word).class;
        let flags = scene.flags(first);
        let title = flags.any(Flags::TITLE_END) && flags.any(Flags::TITLE_WORD) && !flags.any(Flags::ORGANISATION_HEAD);
        let title = title && scene.rules.titles(token.word).iter().any(|t| t.before.is_empty());
        let title = title && first + 1 < end && scene.token(first + 1).is_word();
        // “American Harbour Union”, but “Iraqi Ministry of Water”: what every state has is told by whose it is.
        let national = scene.gazetteer.vocabulary.is(token.word, Class::NATIONAL) && !has_state_body(scene, first + 1, end);
        if token.is_word() && (function == Class::NONE || function == Class::TITLE || token.is_all_caps() || national) && !title {
            break;
        }
        first += 1;
    }
    first
}

/// Whether one of the words is what every state has: a ministry, an army.
fn has_state_body(scene: &Scene, first: u32, end: u32) -> bool {
    (first..end).any(|n| scene.flags(n).any(Flags::STATE_BODY))
}

/// Whether the word opens a sentence and is one that English uses in lower case, but no country's adjective: its capital says nothing.
fn is_opening_word(scene: &Scene, at: u32) -> bool {
    let info = scene.gazetteer.vocabulary.info(scene.token(at).word);
    opens_sentence(scene, at) && (info.verb.is_known() || info.class != Class::NONE) && !scene.token(at).is_all_caps()
}

fn opens_sentence(scene: &Scene, at: u32) -> bool {
    scene.sentences[scene.sentence_at(at) as usize].tokens.start == at
}

/// Whether a token opens its sentence, or what is told behind a colon, a dash that stands alone or a quotation mark.
fn opens_telling(scene: &Scene, at: u32) -> bool {
    let dash = |t: u32| scene.token(t).kind == TokenKind::Dash && !scene.token(t).is_glued();
    opens_sentence(scene, at) || [":", "“", "\""].iter().any(|mark| scene.is_punct(at - 1, mark)) || dash(at - 1)
}

fn headed(scene: &Scene, start: u32, end: u32, range: &Range<u32>, marks: &Marks) -> Option<Candidate> {
    let first = trimmed(scene, start, end);
    if first >= end {
        return None;
    }
    let head = (first..end).rev().find(|n| {
        let flags = scene.flags(*n);
        scene.token(*n).is_word() && flags.any(Flags::ORGANISATION_HEAD.or(Flags::PLACE_HEAD))
    });
    let opener = scene.flags(first).any(Flags::PLACE_OPENER) && scene.count(first, end) > 1;
    // “the Senate”, “Peru’s Congress”: one word, and its capital is no sentence's.
    if end == first + 1 && scene.flags(first).any(Flags::BODY_ALONE) && !opens_telling(scene, first) {
        return Some(candidate(scene, first, end, MentionType::Actor, "organisation.alone", 1));
    }
    let Some(head) = head else {
        if opener && scene.count(first, end) <= 3 && !marks.any(first, Marks::STRONG) {
            return Some(candidate(scene, first, end, MentionType::Place, "place.opener", 1));
        }
        return None;
    };
    let flags = scene.flags(head);
    let organisation = flags.any(Flags::ORGANISATION_HEAD);
    let mut last = head + 1;
    let mut tail = false;
    if last == end && flags.any(Flags::ORGANISATION_OPENER) {
        let extended = tail_end(scene, last, range, marks);
        tail = extended > last;
        last = extended;
    }
    if head == first && !tail {
        return (opener && scene.count(first, end) <= 3).then(|| candidate(scene, first, end, MentionType::Place, "place.opener", 1));
    }
    // “Finance Minister”: the head belongs to a title.
    if last < end && scene.token(last).is_word() && scene.flags(last).any(Flags::TITLE_END.or(Flags::TITLE_WORD)) {
        return None;
    }
    if organisation {
        return Some(candidate(scene, first, last, MentionType::Actor, "organisation.head", 3));
    }
    Some(candidate(scene, first, last, MentionType::Place, "place.head", 3))
}

/// The end of “of Baghdad”, “for the Study of War”, “of Health and Population”.
fn tail_end(scene: &Scene, mut at: u32, range: &Range<u32>, marks: &Marks) -> u32 {
    let capital = |n: u32| n < range.end && scene.token(n).is_word() && scene.token(n).is_capitalised() && !scene.is_taken(n, n + 1);
    for step in 0..4 {
        let mut n = at;
        if n >= range.end {
            break;
        }
        match scene.str(n) {
            "of" | "for" => n += 1,
            "and" | "&" if step > 0 => n += 1,
            "," if step > 0 && capital(n + 1) && n + 3 < range.end && scene.str(n + 2) == "and" && capital(n + 3) => n += 1,
            _ => break,
        }
        let article = n < range.end && scene.str(n) == "the";
        n += u32::from(article);
        if !capital(n) {
            break;
        }
        // After “and” only what is no name by itself: “Ministry of Health and Population”, not “of Health and Iraq”.
        if scene.str(at) == "and" && (marks.any(n, Marks::NAMED) || scene.flags(n).any(Flags::GIVEN)) {
            break;
        }
        at = run(scene, n, range, marks);
    }
    at
}

fn candidate(scene: &Scene, first: u32, last: u32, kind: MentionType, rule: &'static str, bonus: u32) -> Candidate {
    Candidate {
        first,
        last,
        sentence: 0,
        kind,
        entity: None,
        method: Method::Pattern,
        rule,
        rank: scene.count(first, last) * 16 + bonus,
    }
}

/// “in Xville”: an unknown word after a preposition of place, or after “town of”.
fn after_preposition(scene: &Scene, start: u32, end: u32, range: &Range<u32>, marks: &Marks) -> Option<Candidate> {
    if scene.count(start, end) > 3 {
        return None;
    }
    let (mut strong, mut of) = (false, false);
    if start > range.start {
        let mut before = start - 1;
        while before > range.start && scene.flags(before).any(Flags::PLACE_MODIFIER) {
            before -= 1;
        }
        strong = scene.flags(before).any(Flags::LOCATIVE_STRONG);
        of = scene.str(before) == "of" && before > range.start && scene.flags(before - 1).any(Flags::PLACE_KIND)
            || is_listed_settlement(scene, start, range);
    }
    strong |= !strong && !of && joins_place(scene, start, end, range);
    of |= !strong && !of && heads_item(scene, start, end, range);
    if !(strong || of) {
        return None;
    }
    let unknown = (start..end).filter(|n| scene.token(*n).is_word()).all(|n| {
        let token = scene.token(n);
        let info = scene.gazetteer.vocabulary.info(token.word);
        !marks.any(n, Marks::NAMED | Marks::PERSON)
            && !scene.flags(n).any(Flags::NOT_NAME.or(Flags::TITLE_WORD).or(Flags::TITLE_END))
            && (of || !scene.flags(n).any(Flags::GIVEN))
            && info.class == Class::NONE
            && !info.noun.is_known()
            && !token.is_all_caps()
    });
    let possessive = end < range.end && scene.token(end).kind == TokenKind::Clitic;
    (unknown && !(possessive && strong)).then(|| candidate(scene, start, end, MentionType::Place, "place.after-preposition", 0))
}

/// “in Nondin and Xville, according to”: the second of two names behind a preposition of place, where nothing goes on with it.
fn joins_place(scene: &Scene, start: u32, end: u32, range: &Range<u32>) -> bool {
    if start < range.start + 3 || scene.str(start - 1) != "and" {
        return false;
    }
    let over =
        end >= range.end || !scene.token(end).is_word() || matches!(scene.str(end), "in" | "on" | "of" | "by" | "since" | "after" | "near");
    let name = |n: &u32| scene.token(*n).is_word() && scene.token(*n).is_capitalised();
    let first = (range.start.max(start.saturating_sub(5))..start - 1).rev().take_while(name).last();
    over && first.is_some_and(|f| f > range.start && scene.flags(f - 1).any(Flags::LOCATIVE_STRONG))
}

/// “the villages of Harvan, Dulab and Xville”: whether the word is a later one of such a list.
fn is_listed_settlement(scene: &Scene, start: u32, range: &Range<u32>) -> bool {
    let joins = |n: u32| matches!(scene.str(n), "," | "and");
    if !joins(start - 1) {
        return false;
    }
    let in_list = |n: &u32| joins(*n) || scene.token(*n).is_capitalised() || scene.token(*n).kind != TokenKind::Word;
    let Some(of) = (range.start..start).rev().find(|n| !in_list(n)) else {
        return false;
    };
    scene.str(of) == "of" && of > range.start && scene.flags(of - 1).any(Flags::SETTLEMENTS)
}

/// “3 May, Xville: …”, “Xville, 3 May: …”: whether a name between a date and a colon at the head of a sentence says where.
fn heads_item(scene: &Scene, start: u32, end: u32, range: &Range<u32>) -> bool {
    /// How many tokens a date takes here, with its comma.
    const DATE: u32 = 6;
    let dated = |tokens: Range<u32>| tokens.len() as u32 <= DATE && tokens.clone().any(|n| scene.token(n).has_digit());
    let colon = |n: u32| n < range.end && scene.str(n) == ":";
    if start > range.start {
        return colon(end) && scene.str(start - 1) == "," && dated(range.start..start - 1);
    }
    let colon_at = || (end + 1..range.end.min(end + 1 + DATE)).find(|n| colon(*n));
    end < range.end && scene.str(end) == "," && colon_at().is_some_and(|n| dated(end + 1..n))
}
