//! Organisations that no gazetteer knows, by what stands beside their names: “the newspaper X”, “X shares”, “an analyst at X”, “X & Y”, an acronym in brackets behind
//! them; and unknown words in capitals.

use super::rules::Flags;
use super::{Candidate, Marks, Scene, Style};
use crate::gazetteer::Class;
use crate::text::TokenKind;
use std::ops::Range;

/// Proposes the organisations of one sentence.
pub fn find(scene: &Scene, sentence: u32, range: &Range<u32>, marks: &Marks, runs: &[(u32, u32)], out: &mut Vec<Candidate>) {
    if scene.styles[sentence as usize] != Style::Normal {
        return;
    }
    for &(at, end) in runs {
        let Some(first) = opening(scene, at, end, range) else {
            continue;
        };
        let rule = if joined(scene, first, end, marks) {
            Some(("organisation.ampersand", 6))
        } else if bracketed(scene, end, range) && end - first > 1 && !is_marked(scene, first, end, marks, Marks::COUNTRY | Marks::PERSON) {
            Some(("organisation.bracketed", 2))
        } else if !is_nameless(scene, first, end, marks) {
            None
        } else if beside_noun(scene, first, end, range) {
            Some(("organisation.beside", 6))
        } else if end == first + 1 && has_ending(scene, first) {
            Some(("organisation.ending", 1))
        } else {
            None
        };
        if let Some((rule, bonus)) = rule {
            out.push(Candidate::organisation(scene, sentence, (first, end), rule, bonus));
        } else {
            capitals(scene, sentence, at, end, range, marks, out);
        }
    }
}

/// The first word of the sequence that can be a part of a name; none where nothing is left.
fn opening(scene: &Scene, at: u32, end: u32, range: &Range<u32>) -> Option<u32> {
    let info = scene.gazetteer.vocabulary.info(scene.token(at).word);
    let function = info.class != Class::NONE && info.class != Class::TITLE && !scene.token(at).is_all_caps();
    // “QUITO - The Harford Council (HC)”: an article is no part of it, wherever it stands.
    let article = scene.gazetteer.vocabulary.is(scene.token(at).word, Class::ARTICLE_DEFINITE);
    let first = if function && (at == range.start || article) { at + 1 } else { at };
    (first < end && scene.token(first).is_word()).then_some(first)
}

fn is_marked(scene: &Scene, first: u32, end: u32, marks: &Marks, bits: u8) -> bool {
    (first..end).any(|n| scene.token(n).is_word() && marks.any(n, bits))
}

/// “Harford & Sons”: no two given names.
fn joined(scene: &Scene, first: u32, end: u32, marks: &Marks) -> bool {
    let Some(sign) = (first + 1..end.saturating_sub(1)).find(|n| scene.is_punct(*n, "&")) else {
        return false;
    };
    let given = |n: u32| scene.flags(n).any(Flags::GIVEN);
    let two_given = given(sign - 1) && given(sign + 1);
    !(two_given || is_marked(scene, first, end, marks, Marks::COUNTRY))
}

/// Whether capitals in brackets follow: “(COB)”.
fn bracketed(scene: &Scene, at: u32, range: &Range<u32>) -> bool {
    if at + 2 >= range.end || !scene.is_punct(at, "(") || !scene.is_punct(at + 2, ")") {
        return false;
    }
    let token = scene.token(at + 1);
    let letters = token.span.len();
    let initial = scene.folded(at + 1).chars().next();
    let start = (range.start..at)
        .rev()
        .take_while(|n| scene.token(*n).is_word() || scene.token(*n).kind == TokenKind::Clitic);
    let mut words = start.filter(|n| scene.token(*n).is_capitalised());
    token.is_all_caps()
        && (2..=8).contains(&letters)
        && !token.has_digit()
        && !scene.flags(at + 1).any(Flags::NOT_ACRONYM)
        && words.any(|n| scene.folded(n).chars().next() == initial)
}

/// Whether no list knows the name as a place's, a person's or a people's, and no word of it opens a phrase of another kind.
fn is_nameless(scene: &Scene, first: u32, end: u32, marks: &Marks) -> bool {
    let other = Flags::GIVEN
        .or(Flags::NOT_NAME)
        .or(Flags::TITLE_END)
        .or(Flags::EVENT_HEAD)
        .or(Flags::PLACE_HEAD);
    scene.count(first, end) <= 4
        && (first..end).filter(|n| scene.token(*n).is_word()).all(|n| {
            !marks.any(n, Marks::STRONG | Marks::PERSON | Marks::NAMED)
                && !scene.flags(n).any(other)
                && scene.gazetteer.vocabulary.info(scene.token(n).word).class == Class::NONE
        })
}

/// “newspaper X”, “X shares”, “analyst at X”.
fn beside_noun(scene: &Scene, first: u32, end: u32, range: &Range<u32>) -> bool {
    let small = |n: u32, flags: Flags| scene.token(n).is_word() && !scene.token(n).is_capitalised() && scene.flags(n).any(flags);
    let mut after = end;
    if after < range.end && scene.token(after).kind == TokenKind::Clitic {
        return false;
    }
    // “the X news agency”, “the X oil company”.
    let plain = |n: u32| {
        let info = scene.gazetteer.vocabulary.info(scene.token(n).word);
        scene.token(n).is_word() && !scene.token(n).is_capitalised() && info.class == Class::NONE && !info.verb.is_known()
    };
    let article = first > range.start && scene.gazetteer.vocabulary.is(scene.token(first - 1).word, Class::ARTICLE_DEFINITE);
    if article && after + 1 < range.end && plain(after) && small(after + 1, Flags::BODY_NOUN) {
        after += 1;
    }
    let said_after = after < range.end && small(after, Flags::BODY_NOUN.or(Flags::BODY_PART));
    if said_after && !(first == range.start && scene.token(first).word.is_known()) {
        return true;
    }
    if first < range.start + 2 {
        return first > range.start && small(first - 1, Flags::BODY_NOUN);
    }
    let mut before = first - 1;
    if small(before, Flags::BODY_NOUN) {
        return true;
    }
    let preposition = matches!(scene.str(before), "at" | "for" | "of" | "with");
    if !preposition || end - first > 3 {
        return false;
    }
    before -= 1;
    small(before, Flags::BODY_PART)
}

/// “Commerzbank”: one unknown word with the ending of firms.
fn has_ending(scene: &Scene, at: u32) -> bool {
    let token = scene.token(at);
    !token.word.is_known() && token.span.len() > 5 && scene.rules.has_organisation_ending(scene.folded(at))
}

/// Unknown words in capitals are bodies, where nothing makes them a code or a measure.
fn capitals(scene: &Scene, sentence: u32, start: u32, end: u32, range: &Range<u32>, marks: &Marks, out: &mut Vec<Candidate>) {
    for at in (start..end).filter(|n| *n == start || *n + 1 == end) {
        let token = scene.token(at);
        if !token.is_word() || !token.is_all_caps() || token.has_digit() || !(3..=7).contains(&token.span.len()) {
            continue;
        }
        if token.word.is_known() || marks.any(at, Marks::NAMED) || scene.flags(at).any(Flags::NOT_ACRONYM) {
            continue;
        }
        let number = |n: u32| n >= range.start && n < range.end && scene.token(n).kind == TokenKind::Number;
        let dash = at + 1 < range.end && scene.token(at + 1).kind == TokenKind::Dash && scene.token(at + 1).is_glued();
        if number(at + 1) || (at > range.start && number(at - 1)) || (dash && number(at + 2)) {
            continue;
        }
        // “NASDAQ-listed” may be; “MI-8” and “DVD-ROM” may not.
        if dash && at + 2 < range.end && scene.token(at + 2).is_all_caps() {
            continue;
        }
        let alone = end == start + 1;
        let article = start > range.start && scene.gazetteer.vocabulary.is(scene.token(start - 1).word, Class::ARTICLE_DEFINITE);
        let acts = at + 1 < range.end
            && (scene
                .flags(at + 1)
                .any(Flags::PERSON_VERB.or(Flags::BODY_PART).or(Flags::BODY_NOUN))
                || scene.token(at + 1).kind == TokenKind::Clitic);
        if alone || (at == start && acts) || (article && acts) {
            let bonus = u32::from(article || acts);
            out.push(Candidate::organisation(
                scene,
                sentence,
                (at, at + 1),
                "organisation.capitals",
                bonus,
            ));
        }
    }
}
