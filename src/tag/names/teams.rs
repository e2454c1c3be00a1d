//! Clubs: by their own words (“Harford Rovers”, “Dynamo Harford”), by a place and their byname (“the Harford Red Sox”), and in results and tables of sport
//! (“Harford 2 Marston 1”, “HARFORD 36 18 .667”), where a town stands for its side. A country stands for nobody else there: it stays a place.

use super::forms::run;
use super::rules::Flags;
use super::{Candidate, Marks, Scene, Style};
use crate::gazetteer::Class;
use crate::text::TokenKind;
use std::ops::Range;

/// Proposes the clubs of one sentence.
pub fn find(scene: &Scene, sentence: u32, range: &Range<u32>, marks: &Marks, runs: &[(u32, u32)], out: &mut Vec<Candidate>) {
    let mut push = |first: u32, last: u32, rule: &'static str, bonus: u32| {
        out.push(Candidate::organisation(scene, sentence, (first, last), rule, bonus));
    };
    // The side before the one in hand: its tokens and its goals.
    let mut side: Option<Range<u32>> = None;
    for &(at, end) in runs {
        let counts = numbers(scene, end, range);
        // Most sequences stand beside no number, and no side before them waits for its opponent.
        if (counts > 0 || side.is_some()) && can_be_side(scene, at, end, marks) {
            let follows = side
                .take()
                .is_some_and(|s| numbers(scene, s.end, range) == 1 && (at == s.end + 1 || brackets(scene, s.end + 1, at)));
            let in_result = counts == 1 && (follows || starts_result(scene, end + 1, range, marks));
            let in_table = || counts >= 3 && at <= range.start + 2 && is_listed_club(scene, at, end, marks);
            if in_result || in_table() {
                push(at, end, RESULT, 8);
            }
            side = (counts == 1).then_some(at..end);
        }
        let title_case = scene.styles[sentence as usize] == Style::TitleCase;
        if let Some(last) = named(scene, at, end, marks) {
            push(at, last, "organisation.team", 4);
        } else if !title_case && let Some((first, last)) = of_place(scene, at, end, range, marks) {
            push(first, last, "organisation.of-place", 2);
        }
    }
}

/// The rule of sides in results, which [`crate::resolve`] carries on.
pub const RESULT: &str = "organisation.side-of-match";

/// Whether the words may name a side of a match that is no country's.
fn can_be_side(scene: &Scene, first: u32, end: u32, marks: &Marks) -> bool {
    let other = Flags::NOT_NAME.or(Flags::TITLE_END);
    scene.count(first, end) <= 4
        && !scene.flags(first).any(Flags::GIVEN)
        && (first..end).filter(|n| scene.token(*n).is_word()).all(|n| {
            let part = marks.any(n, Marks::NAMED) || scene.flags(n).any(Flags::TEAM_HEAD.or(Flags::ORGANISATION_HEAD));
            !marks.any(n, Marks::COUNTRY | Marks::PERSON) && (part || !scene.flags(n).any(other))
        })
}

/// How many numbers of at most three digits follow each other, with nothing but their marks between them.
fn numbers(scene: &Scene, mut at: u32, range: &Range<u32>) -> u32 {
    let mut count = 0;
    while at < range.end {
        let token = scene.token(at);
        match token.kind {
            TokenKind::Number if token.span.len() <= 3 && !scene.is_taken(at, at + 1) => count += 1,
            TokenKind::Punct if count > 0 && matches!(scene.str(at), "." | "/") => {}
            TokenKind::Dash if count > 0 => {}
            _ => break,
        }
        at += 1;
    }
    count
}

/// Whether the tokens are one pair of brackets: who scored.
fn brackets(scene: &Scene, from: u32, to: u32) -> bool {
    from + 1 < to && to - from < 40 && scene.is_punct(from, "(") && scene.is_punct(to - 1, ")")
}

/// Whether another side with one number comes next.
fn starts_result(scene: &Scene, mut at: u32, range: &Range<u32>, marks: &Marks) -> bool {
    if at < range.end && scene.is_punct(at, "(") {
        let Some(close) = (at..range.end.min(at + 40)).find(|n| scene.is_punct(*n, ")")) else {
            return false;
        };
        at = close + 1;
    }
    if at < range.end && scene.is_punct(at, ",") {
        at += 1;
    }
    if at >= range.end || !scene.token(at).is_word() || !scene.token(at).is_capitalised() {
        return false;
    }
    let end = run(scene, at, range, marks);
    can_be_side(scene, at, end, marks) && numbers(scene, end, range) == 1
}

/// In a table of standings stand persons too: a club's name is one word, a place's, or ends as clubs' do.
fn is_listed_club(scene: &Scene, first: u32, end: u32, marks: &Marks) -> bool {
    end == first + 1 || marks.any(first, Marks::PLACE) || scene.flags(end - 1).any(Flags::TEAM_HEAD.or(Flags::ORGANISATION_HEAD))
}

/// “Harford Rovers”, “Dynamo Harford”: where the name ends.
fn named(scene: &Scene, first: u32, end: u32, marks: &Marks) -> Option<u32> {
    if marks.any(first, Marks::COUNTRY) {
        return None;
    }
    let head = (first + 1..end).find(|n| scene.token(*n).is_word() && scene.flags(*n).any(Flags::TEAM_HEAD));
    let plain = |n: u32| {
        !scene
            .flags(n)
            .any(Flags::NOT_NAME.or(Flags::TITLE_WORD).or(Flags::TITLE_END).or(Flags::GIVEN))
    };
    if let Some(head) = head
        && (first..head).all(plain)
        && (marks.any(first, Marks::PLACE) || scene.gazetteer.vocabulary.info(scene.token(first).word).class == Class::NONE)
    {
        return Some(head + 1);
    }
    let own = |n: u32| n < end && scene.token(n).is_word() && (marks.any(n, Marks::PLACE) || !scene.token(n).word.is_known());
    // “AS Harford”, but “As Harford fell”: short ones are written in capitals.
    let written = scene.str(first);
    let as_prefix = written.len() > 3 || written.ends_with(char::is_uppercase);
    (scene.flags(first).any(Flags::ORGANISATION_PREFIX) && as_prefix && own(first + 1)).then(|| {
        let more = (first + 2..end).take_while(|n| own(*n) && !marks.any(*n, Marks::COUNTRY)).count() as u32;
        first + 2 + more
    })
}

/// “the Harford Red Sox”, “the Harford Globe”: a town with words of a name behind it, after an article or ending in the plural.
fn of_place(scene: &Scene, first: u32, end: u32, range: &Range<u32>, marks: &Marks) -> Option<(u32, u32)> {
    let opens = first == range.start && scene.gazetteer.vocabulary.is(scene.token(first).word, Class::ARTICLE_DEFINITE);
    let first = first + u32::from(opens);
    if first >= end || !marks.any(first, Marks::PLACE) || marks.any(first, Marks::COUNTRY) {
        return None;
    }
    let mut rest = first + 1;
    while rest < end && marks.any(rest, Marks::PLACE) && !is_byname(scene, rest, marks) {
        rest += 1;
    }
    if !(1..=2).contains(&(end - rest.min(end))) || (rest..end).any(|n| !is_byname(scene, n, marks)) {
        return None;
    }
    let article = opens || (first > range.start && scene.gazetteer.vocabulary.is(scene.token(first - 1).word, Class::ARTICLE_DEFINITE));
    let plural = scene.folded(end - 1).ends_with('s');
    // “the Harford Saint hospital”: a noun in small letters goes on with the name.
    let goes_on = end < range.end && scene.token(end).is_word() && {
        let info = scene.gazetteer.vocabulary.info(scene.token(end).word);
        let flags = scene.flags(end);
        flags.any(Flags::PLACE_KIND.or(Flags::PLACE_SUFFIX).or(Flags::PLACE_HEAD))
            || (article
                && !plural
                && info.class == Class::NONE
                && !info.verb.is_known()
                && !flags.any(Flags::BODY_NOUN.or(Flags::BODY_PART)))
    };
    ((article || plural) && !goes_on).then_some((first, end))
}

/// Whether the word can be the second part of a club's or a newspaper's name.
fn is_byname(scene: &Scene, at: u32, marks: &Marks) -> bool {
    let token = scene.token(at);
    let other = Flags::EVENT_HEAD
        .or(Flags::PLACE_HEAD)
        .or(Flags::PLACE_SUFFIX)
        .or(Flags::PLACE_SUFFIX_CAPITALISED)
        .or(Flags::PLACE_KIND)
        .or(Flags::TITLE_WORD)
        .or(Flags::TITLE_END)
        .or(Flags::GIVEN)
        .or(Flags::GROUP_HEAD);
    let colour = scene.gazetteer.vocabulary.info(token.word).class == Class::NONE;
    token.is_word()
        && token.is_capitalised()
        && token.span.len() > 2
        && colour
        && !scene.flags(at).any(other)
        && !marks.any(at, Marks::STRONG | Marks::PERSON)
}
