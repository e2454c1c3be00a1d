//! Persons that no gazetteer knows: a title, a given name, the form of the surname, or what a person does beside the name.

use super::rules::{Flags, Title};
use super::{Candidate, Marks, Scene, Style};
use crate::gazetteer::Class;
use crate::record::{MentionType, Method};
use crate::text::TokenKind;
use std::ops::Range;

/// A name of words that was read.
#[derive(Clone, Copy, Debug, Default)]
struct Read {
    end: u32,
    words: u32,
    given: bool,
    /// The first word is a given name.
    given_first: bool,
    /// A later word is one.
    late_given: bool,
    /// A particle, an initial or a suffix stands inside.
    personal: bool,
    surname_ending: bool,
    /// All words are in no list.
    unknown: bool,
}

/// The title that ends directly before the token.
pub fn title_before<'a>(scene: &'a Scene, at: u32, range: &Range<u32>) -> Option<&'a Title> {
    let mut end = at;
    if end > range.start && scene.is_punct(end - 1, ".") {
        end -= 1;
    }
    if end <= range.start || !scene.flags(end - 1).any(Flags::TITLE_END) || !scene.token(end - 1).is_word() {
        return None;
    }
    'titles: for title in scene.rules.titles(scene.token(end - 1).word) {
        let mut n = end - 1;
        for word in title.before.iter().rev() {
            if n <= range.start {
                continue 'titles;
            }
            n -= 1;
            while n > range.start && !scene.token(n).is_word() && (scene.token(n).kind == TokenKind::Dash || scene.is_punct(n, ".")) {
                n -= 1;
            }
            if scene.token(n).word != *word {
                continue 'titles;
            }
        }
        if !title.capital || scene.token(n).is_capitalised() {
            return Some(title);
        }
    }
    None
}

/// Proposes the persons of one sentence.
pub fn find(scene: &Scene, sentence: u32, range: &Range<u32>, marks: &Marks, out: &mut Vec<Candidate>) {
    let style = scene.styles[sentence as usize];
    let mut next = range.start;
    let starts = scene.starts_in(sentence);
    let brackets = !starts.is_empty() && range.clone().any(|n| scene.is_punct(n, "("));
    for &at in starts {
        if at < next || scene.is_taken(at, at + 1) {
            continue;
        }
        if brackets && let Some(end) = listed(scene, at, range, marks) {
            out.push(candidate(scene, sentence, at, end, (Method::Pattern, "person.listed")));
            next = end;
            continue;
        }
        let Some(read) = read(scene, at, range, marks, style) else {
            continue;
        };
        let opens = at == range.start && read.words > 2 && scene.flags(at + 1).any(Flags::GIVEN);
        if read.late_given && !read.given_first && (opens || scene.token(at).is_all_caps() || marks.any(at, Marks::NAMED)) {
            // “Calgary MLA Anna Muster”, “Pianist Anna Maria Muster”: the name begins later.
            continue;
        }
        // “the broadcaster X”: one word behind what may be a person's trade and a body is a body.
        let body = read.words == 1 && at > range.start && scene.flags(at - 1).any(Flags::BODY_NOUN);
        let title = title_before(scene, at, range).filter(|_| !body);
        let (method, rule) = if title.is_some_and(|t| read.words > 1 || !t.context || read.unknown) {
            (Method::Title, "person.title")
        } else if read.words > 1 && read.given {
            (Method::Pattern, "person.given-name")
        } else if read.words > 1 && (read.personal || read.surname_ending) && !opens_as_phrase(scene, at, range) {
            (Method::Pattern, "person.form")
        } else if read.unknown
            && (2..=3).contains(&read.words)
            && style == Style::Normal
            && beside_person(scene, at, read.end, range, marks)
        {
            (Method::Pattern, "person.beside")
        } else if read.unknown
            && read.words == 2
            && style == Style::Normal
            && at > range.start
            && !opens_as_phrase(scene, at, range)
            && !scene.flags(at - 1).any(Flags::LOCATIVE)
            && named_again(scene, read.end - 1, marks)
        {
            (Method::Pattern, "person.named-again")
        } else if is_unknown_pair(scene, at, &read, range, style) {
            (Method::Pattern, "person.unknown-words")
        } else {
            if read.personal && opens_as_phrase(scene, at, range) {
                next = read.end;
                continue;
            }
            continue;
        };
        out.push(candidate(scene, sentence, at, read.end, (method, rule)));
        next = read.end;
    }
}

fn candidate(scene: &Scene, sentence: u32, first: u32, last: u32, (method, rule): (Method, &'static str)) -> Candidate {
    // What rests on nothing but unknown words gives way to everything of the same length.
    let bonus = match rule {
        "person.title" => 9,
        "person.unknown-words" => 1,
        _ => 5,
    };
    Candidate {
        first,
        last,
        sentence,
        kind: MentionType::Person,
        entity: None,
        method,
        rule,
        rank: scene.count(first, last) * 16 + bonus,
    }
}

/// “Beat Muster (Switzerland)”, as results and lists have it: there even words that English uses in lower case are names. The end of the name.
fn listed(scene: &Scene, at: u32, range: &Range<u32>, marks: &Marks) -> Option<u32> {
    let other = Flags::NOT_NAME
        .or(Flags::ORGANISATION_HEAD)
        .or(Flags::PLACE_HEAD)
        .or(Flags::TEAM_HEAD)
        .or(Flags::TITLE_END)
        .or(Flags::ORGANISATION_PREFIX);
    let mut end = at;
    let mut words = 0;
    while end < range.end && words < 5 {
        let token = scene.token(end);
        let flags = scene.flags(end);
        let known = flags.any(other) && !flags.any(Flags::GIVEN) || marks.any(end, Marks::STRONG);
        if token.is_word() && token.is_capitalised() && !known {
            words += 1;
        } else if !(words > 0
            && (token.kind == TokenKind::Dash && token.is_glued() || flags.any(Flags::PARTICLE) || scene.is_punct(end, ".")))
        {
            break;
        }
        end += 1;
    }
    let bracket = end + 2 < range.end && scene.is_punct(end, "(") && marks.any(end + 1, Marks::COUNTRY);
    let closes = bracket && (end + 2..range.end.min(end + 5)).any(|n| scene.is_punct(n, ")"));
    let place = !scene.flags(at).any(Flags::GIVEN) && (at..end).any(|n| marks.any(n, Marks::PLACE));
    ((2..=4).contains(&words) && closes && !place && scene.token(end - 1).is_word()).then_some(end)
}

/// Two or three words with capitals that no list knows, inside running text: mostly a person.
fn is_unknown_pair(scene: &Scene, at: u32, read: &Read, range: &Range<u32>, style: Style) -> bool {
    if !read.unknown || !(2..=3).contains(&read.words) || style != Style::Normal || opens_as_phrase(scene, at, range) {
        return false;
    }
    let plain = (at..read.end).filter(|n| scene.token(*n).is_word()).all(|n| {
        let flags = scene.flags(n);
        !flags.any(Flags::TITLE_WORD.or(Flags::PLACE_OPENER).or(Flags::ORGANISATION_PREFIX))
            && !scene.token(n).is_all_caps()
            && scene.token(n).span.len() > 1
    });
    let before = (at > range.start).then(|| at - 1);
    let placed = before.is_some_and(|n| scene.flags(n).any(Flags::LOCATIVE) || scene.str(n) == "of" || scene.token(n).is_capitalised());
    // “Harpo Bellin airport”: a noun in small letters goes on with the name.
    let goes_on = read.end < range.end && {
        let token = scene.token(read.end);
        let info = scene.gazetteer.vocabulary.info(token.word);
        let noun = info.class == Class::NONE && !info.verb.is_known();
        token.is_word() && (token.is_capitalised() || noun) || token.kind == TokenKind::Dash && token.is_glued()
    };
    plain && !placed && !goes_on
}

/// Whether the sequence begins as phrases do and names of persons do not: with an article, “the” or “al-”.
fn opens_as_phrase(scene: &Scene, at: u32, range: &Range<u32>) -> bool {
    let article = at > range.start && scene.gazetteer.vocabulary.is(scene.token(at - 1).word, Class::ARTICLE_DEFINITE);
    article || matches!(scene.folded(at), "al" | "el")
}

/// Whether the token can be a word of a name; after a given name more can.
fn is_name_word(scene: &Scene, at: u32, range: &Range<u32>, marks: &Marks, style: Style, after_given: bool) -> bool {
    let token = scene.token(at);
    if !token.is_word() || !token.is_capitalised() || token.has_digit() || scene.is_taken(at, at + 1) {
        return false;
    }
    if token.is_all_caps() && style != Style::AllCaps && token.span.len() > 3 {
        return false;
    }
    let flags = scene.flags(at);
    if flags.any(Flags::GIVEN) && !marks.any(at, Marks::STRONG) {
        return true;
    }
    if marks.any(at, Marks::STRONG) {
        // “Michael Jordan”: directly behind a given name a country is a surname. “Victoria Canada” leaves a comma out.
        return after_given
            && marks.any(at, Marks::COUNTRY)
            && at > range.start
            && scene.flags(at - 1).any(Flags::GIVEN)
            && !marks.any(at - 1, Marks::PLACE)
            && style == Style::Normal;
    }
    // “Coach Dorvan Quelm”: what a team has opens the sentence, and no name.
    if at == range.start && !after_given && flags.any(Flags::BODY_PART) {
        return false;
    }
    if flags.any(Flags::ORGANISATION_HEAD.or(Flags::PLACE_HEAD)) {
        // “Maggie Lake, a reporter”: the head of a place can be a surname, where a person is spoken of.
        return after_given
            && at > range.start
            && scene.flags(at - 1).any(Flags::GIVEN)
            && flags.any(Flags::PLACE_HEAD)
            && beside_person(scene, at - 1, at + 1, range, marks);
    }
    let class = scene.gazetteer.vocabulary.info(token.word).class;
    if after_given {
        return class == Class::NONE && !flags.any(Flags::TITLE_END);
    }
    let info = scene.gazetteer.vocabulary.info(token.word);
    // At the head of a sentence every word has a capital: a known verb or noun is no name there.
    class == Class::NONE && !flags.any(Flags::NOT_NAME.or(Flags::TITLE_END)) && !info.verb.is_known() && !info.noun.is_known()
}

fn read(scene: &Scene, start: u32, range: &Range<u32>, marks: &Marks, style: Style) -> Option<Read> {
    let mut at = start;
    let mut out = Read {
        unknown: true,
        ..Read::default()
    };
    while at < range.end && scene.flags(at).any(Flags::PARTICLE_FIRST) && !scene.flags(at).any(Flags::GIVEN) {
        // “al-Sudani”, “Abu Mahdi”: the particle belongs to the word after it.
        let next = at + 1;
        let dash = next < range.end && scene.token(next).kind == TokenKind::Dash && scene.token(next).is_glued();
        let word = next + u32::from(dash);
        if word >= range.end || !(scene.token(word).is_capitalised() || scene.flags(word).any(Flags::PARTICLE_FIRST)) {
            return None;
        }
        out.personal = true;
        at = word;
    }
    let mut last_word = start;
    while at < range.end && out.words < 6 {
        let after_given = out.words > 0 && (out.given || out.personal);
        let first_given = out.words == 0 && scene.flags(at).any(Flags::GIVEN) && !scene.token(at).is_all_caps();
        let ok = if first_given {
            scene.token(at).is_capitalised()
        } else {
            is_name_word(scene, at, range, marks, style, after_given)
        };
        if !ok {
            break;
        }
        let flags = scene.flags(at);
        out.given |= flags.any(Flags::GIVEN);
        out.given_first |= out.words == 0 && flags.any(Flags::GIVEN);
        out.late_given |= out.words > 0 && flags.any(Flags::GIVEN);
        out.unknown &= !marks.any(at, Marks::NAMED) && !flags.any(Flags::NOT_NAME);
        out.words += 1;
        last_word = at;
        let single = scene.token(at).span.len() == 1;
        at += 1;
        if single
            && at < range.end
            && scene.is_punct(at, ".")
            && scene.token(at).is_glued()
            && at + 1 < range.end
            && scene.token(at + 1).is_capitalised()
        {
            out.personal = true;
            at += 1;
        }
        // “Jean-Claude”, “Jong-un”.
        while at + 1 < range.end
            && scene.token(at).kind == TokenKind::Dash
            && scene.token(at).is_glued()
            && scene.token(at + 1).is_word()
            && scene.token(at + 1).is_glued()
            && !scene.flags(at + 1).any(Flags::COMPOUND)
            && !marks.any(at + 1, Marks::STRONG)
            && (scene.token(at + 1).is_capitalised() || (scene.token(at + 1).span.len() <= 5 && !scene.token(at + 1).word.is_known()))
        {
            last_word = at + 1;
            at += 2;
        }
        if let Some(after) = after_nickname(scene, at, range) {
            out.personal = true;
            at = after;
        }
        // Particles, where a name word follows them.
        let mut ahead = at;
        while ahead < range.end && scene.flags(ahead).any(Flags::PARTICLE) && scene.token(ahead).is_word() && ahead - at < 6 {
            let dash = ahead + 1 < range.end && scene.token(ahead + 1).kind == TokenKind::Dash;
            // “as”, “at”, “an” are particles only before a hyphen (“as-Sayed”).
            if !dash && scene.gazetteer.vocabulary.info(scene.token(ahead).word).class != Class::NONE {
                break;
            }
            ahead += 1 + u32::from(dash);
        }
        if ahead > at
            && ahead < range.end
            && scene.token(ahead).is_capitalised()
            && scene.token(ahead).is_word()
            && is_name_word(scene, ahead, range, marks, style, true)
        {
            out.personal = true;
            at = ahead;
        }
    }
    if out.words == 0 || last_word < start {
        return None;
    }
    // Initials alone end no name.
    if scene.str(last_word).contains('.') && !scene.flags(last_word).any(Flags::NAME_SUFFIX) {
        return None;
    }
    let mut end = last_word + 1;
    if end < range.end && out.words > 1 && scene.flags(end).any(Flags::NAME_SUFFIX) && scene.token(end).is_capitalised() {
        out.personal = true;
        end += 1;
    }
    out.surname_ending = out.words > 1 && !out.given && scene.rules.has_surname_ending(scene.folded(last_word));
    if scene.is_taken(start, end) {
        return None;
    }
    // A given name that is also a country's, or that only opens the sentence, needs more than a common word after it.
    if marks.any(start, Marks::STRONG) && (out.words < 2 || marks.any(start + 1, Marks::STRONG)) {
        return None;
    }
    out.end = end;
    Some(out)
}

/// “Salvo “Red” Muster”: the token after a nickname in quotation marks, where the name goes on.
fn after_nickname(scene: &Scene, at: u32, range: &Range<u32>) -> Option<u32> {
    let quote = |n: u32| n < range.end && matches!(scene.str(n), "\"" | "“" | "”");
    let capital = |n: u32| n < range.end && scene.token(n).is_word() && scene.token(n).is_capitalised();
    let close = (at + 2..at + 4).find(|n| quote(*n))?;
    (quote(at) && (at + 1..close).all(capital) && capital(close + 1)).then_some(close + 1)
}

/// Whether the last word of an unknown name stands alone further on, as surnames do (“Arlo Quent … Quent left”).
fn named_again(scene: &Scene, last: u32, marks: &Marks) -> bool {
    let surname = scene.folded(last);
    let end = scene.tokens.list.len() as u32;
    // Not beyond the next few paragraphs: the second naming follows soon.
    scene.starts_between(last + 1, end.min(last + 400)).any(|n| {
        let token = scene.token(n);
        let capital = |n: u32| n < end && scene.token(n).is_word() && scene.token(n).is_capitalised();
        token.is_word()
            && token.is_capitalised()
            && token.span.len() == scene.token(last).span.len()
            && !marks.any(n, Marks::NAMED)
            && scene.folded(n) == surname
            && (!capital(n - 1)
                || scene.flags(n - 1).any(Flags::NOT_NAME)
                || scene.gazetteer.vocabulary.info(scene.token(n - 1).word).class != Class::NONE)
            && !capital(n + 1)
            && !scene.gazetteer.vocabulary.is(scene.token(n - 1).word, Class::ARTICLE_DEFINITE)
    })
}

/// Whether what stands around the name is what a person does or is.
fn beside_person(scene: &Scene, first: u32, last: u32, range: &Range<u32>, marks: &Marks) -> bool {
    let vocabulary = &scene.gazetteer.vocabulary;
    let reports = |at: u32| {
        let word = scene.token(at).word;
        let info = vocabulary.info(word);
        scene.rules.is(word, Flags::PERSON_VERB) || vocabulary.info(info.verb).reporting.is_some()
    };
    if first > range.start {
        let before = first - 1;
        if vocabulary.is(scene.token(before).word, Class::ARTICLE_DEFINITE) {
            return false;
        }
        if scene.flags(before).any(Flags::LOCATIVE) {
            // “takes over from X Y, who …”: no place is a “who”.
            let comma = last < range.end && scene.is_punct(last, ",");
            let next = last + u32::from(comma);
            return next < range.end && scene.str(next) == "who";
        }
        if !scene.token(before).is_capitalised()
            && (reports(before) || vocabulary.info(scene.token(before).word).noun_class.person.is_some())
        {
            return true;
        }
    }
    if last >= range.end {
        return false;
    }
    if scene.token(last).is_word() && !scene.token(last).is_capitalised() {
        return reports(last) || scene.str(last) == "who";
    }
    if last + 1 >= range.end {
        return false;
    }
    // “X Y (Kenya)”, as results of sport have it.
    if scene.is_punct(last, "(") {
        return marks.any(last + 1, Marks::STRONG) && (last + 2..range.end.min(last + 5)).any(|n| scene.is_punct(n, ")"));
    }
    if !scene.is_punct(last, ",") {
        return false;
    }
    // “X Y, 34,” and “X Y, a spokesman for”.
    let next = last + 1;
    if scene.token(next).kind == TokenKind::Number && next + 1 < range.end && scene.is_punct(next + 1, ",") {
        return scene.token(next).span.len() <= 2;
    }
    if scene.str(next) == "who" {
        return true;
    }
    (next..range.end.min(next + 6))
        .take_while(|n| scene.token(*n).is_word())
        .any(|n| vocabulary.info(scene.token(n).word).noun_class.person.is_some())
}
