//! Names of the gazetteers: which of them are meant, and as what.

use super::hits::{Hit, Senses, senses_here};
use super::rules::Flags;
use super::{Candidate, Marks, Scene, Style, persons};
use crate::gazetteer::{ActorType, Entity, EntityDetail, NameForm, NameSense};
use crate::record::{Feature, MentionType, Method};
use crate::text::TokenKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Turns hits into candidates.
pub fn judge(scene: &Scene, hits: &[Hit], marks: &Marks, out: &mut Vec<Candidate>) {
    let seen = Seen::new(scene, hits);
    for (n, hit) in hits.iter().enumerate() {
        if let Some(candidate) = one(scene, hits, marks, n, *hit, &seen) {
            out.push(candidate);
        }
    }
    join_weapons(scene, out);
}

/// What unambiguous names of the document speak for.
struct Seen {
    countries: FxHashSet<[u8; 2]>,
    entities: FxHashSet<u32>,
    /// Names that need evidence and have it somewhere in the document (“in X”, “X, Iraq”): elsewhere they are the same place.
    evident: FxHashSet<u32>,
}

fn code(country: &str) -> Option<[u8; 2]> {
    country.as_bytes().try_into().ok()
}

impl Seen {
    fn new(scene: &Scene, hits: &[Hit]) -> Self {
        let mut seen = Self {
            countries: FxHashSet::with_capacity_and_hasher(48, Default::default()),
            entities: FxHashSet::with_capacity_and_hasher(96, Default::default()),
            evident: FxHashSet::default(),
        };
        for hit in hits {
            let doubtful = !hit.senses.any(Senses::FIRM) || is_given(scene, hit);
            if doubtful && hit.senses.any(Senses::PLACE) && !seen.evident.contains(&hit.pattern) {
                let range = &scene.sentences[scene.sentence_at(hit.first) as usize].tokens;
                if is_located(scene, hit.first, range) || followed_by_place(scene, hits, hit.last, range.end) {
                    seen.evident.insert(hit.pattern);
                }
            }
            let mut firm = scene.rules.forms(hit.pattern).iter().filter(|s| !s.context);
            let Some(sense) = firm.next() else { continue };
            let mut alone = true;
            // An import may know the same body under an id of its own: what all meanings share holds.
            let shared = firm.all(|other| {
                alone = false;
                other.country == sense.country && other.senses == sense.senses
            });
            if shared {
                seen.countries.extend(sense.country);
            }
            if alone {
                seen.entities.insert(sense.entity);
            }
        }
        seen
    }
}

/// Whether the token is a word that English uses in lower case.
pub fn is_common(scene: &Scene, at: u32) -> bool {
    let word = scene.token(at).word;
    if !word.is_known() {
        return false;
    }
    let info = scene.gazetteer.vocabulary.info(word);
    info.class != crate::gazetteer::Class::NONE || info.verb.is_known() || info.noun.is_known() || scene.rules.is(word, Flags::NOT_NAME)
}

fn one(scene: &Scene, hits: &[Hit], marks: &Marks, n: usize, hit: Hit, seen: &Seen) -> Option<Candidate> {
    let (mut first, last) = (hit.first, hit.last);
    let at = scene.sentence_at(first);
    let sentence = &scene.sentences.get(at as usize)?.tokens;
    let words = scene.count(first, last);
    let style = scene.styles[at as usize];
    // In capitals throughout, or as the first word of a sentence, a common word is no name.
    if words == 1 && scene.token(first).is_capitalised() && !hit.senses.any(Senses::WEAPON) && is_common(scene, first) {
        let opens = first == sentence.start || !scene.token(first - 1).is_word();
        let exact = style != Style::AllCaps && scene.token(first).is_all_caps();
        if !exact && (opens || style != Style::Normal) {
            return None;
        }
    }
    let locative = is_located(scene, first, sentence);
    let titled = persons::title_before(scene, first, sentence).is_some();
    let part = if words == 1 && !locative {
        beside_unknown(scene, marks, first, last)
    } else {
        Beside::default()
    };
    let mut best: Option<(u32, &NameSense)> = None;
    for sense in senses_here(scene, first, last, hit.pattern) {
        let Some(score) = score(scene, hits, n, sense, locative, titled, seen) else {
            continue;
        };
        if part.hides(scene.gazetteer.entity(sense.entity)) {
            continue;
        }
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, sense));
        }
    }
    let (_, sense) = best?;
    let entity = scene.gazetteer.entity(sense.entity);
    let mut kind = entity.mention_type();
    let mut index = Some(sense.entity);
    let mut last = last;
    if sense.form == NameForm::Demonym {
        kind = MentionType::Actor;
        index = None;
    }
    let mut words = words;
    if kind == MentionType::Place && last < sentence.end {
        // “Anbar province”, “Orange County”.
        let flags = scene.flags(last);
        let token = scene.token(last);
        if token.is_word()
            && (flags.any(Flags::PLACE_SUFFIX) || (flags.any(Flags::PLACE_SUFFIX_CAPITALISED) && token.is_capitalised()))
            && entity.feature() != Some(Feature::Country)
            && entity.feature() != Some(Feature::Water)
            && (token.is_capitalised() || style == Style::Normal)
        {
            last += 1;
            words += 1;
        }
    }
    let mut rule_of_part = None;
    if kind == MentionType::Place && style == Style::Normal && opens_with_direction(scene, first, sentence.start) {
        // “Southern California”, “South Harford”: with a capital, the direction belongs to the name.
        first -= 1;
        words += 1;
        rule_of_part = Some("place.direction");
        if !has_parts(entity) {
            index = None;
        }
    }
    let (method, rule) = match sense.form {
        NameForm::Main => (Method::Gazetteer, "name.gazetteer"),
        NameForm::Acronym => (Method::Acronym, "name.acronym"),
        NameForm::Alias => (Method::Alias, "name.alias"),
        NameForm::Demonym | NameForm::Adjective => (Method::Gazetteer, "name.demonym"),
    };
    Some(Candidate {
        first,
        last,
        sentence: at,
        kind,
        entity: index,
        method,
        rule: rule_of_part.unwrap_or(rule),
        // “Quebec City” as a name of its own comes before “Quebec” with a word behind it.
        rank: words * 16
            + if kind == MentionType::Person {
                7
            } else {
                6 - u32::from(last > hit.last)
            },
    })
}

/// How well a sense fits where it stands; none where it cannot be meant.
fn score(scene: &Scene, hits: &[Hit], n: usize, sense: &NameSense, locative: bool, titled: bool, seen: &Seen) -> Option<u32> {
    let hit = hits[n];
    let entity = scene.gazetteer.entity(sense.entity);
    let at = scene.sentence_at(hit.first) as usize;
    let range = &scene.sentences[at].tokens;
    let known = code(&entity.country).is_some_and(|c| seen.countries.contains(&c));
    let words = hit.last - hit.first;
    match &entity.detail {
        EntityDetail::Place { feature, population, .. } => match sense.form {
            NameForm::Adjective => None,
            NameForm::Demonym => plural_people(scene, &hit).then_some(5),
            _ => {
                let contained = followed_by_place(scene, hits, hit.last, range.end);
                let evident = locative
                    || contained
                    || (known && words > 1)
                    || seen.entities.contains(&sense.entity)
                    || seen.evident.contains(&hit.pattern);
                if sense.marks.context && !evident {
                    return None;
                }
                // “Vladimir”, “Charlotte”: a person unless something speaks for the town.
                if *feature == Feature::City && is_given(scene, &hit) && !(locative || contained || seen.evident.contains(&hit.pattern)) {
                    return None;
                }
                if titled && words == 1 && *feature != Feature::Country && !locative {
                    return None;
                }
                let mut score = 20
                    + match feature {
                        Feature::Country => 40,
                        Feature::Admin1 | Feature::Region | Feature::Water => 12,
                        _ => 8,
                    };
                score += population.checked_ilog10().unwrap_or(0);
                if locative || contained {
                    score += 40;
                }
                if known {
                    score += 6;
                }
                Some(score)
            }
        },
        EntityDetail::Actor { actor_type, .. } => {
            if *actor_type == ActorType::People {
                let main = sense.form == NameForm::Main && stands_alone(scene, hit.last, range.end);
                let counted = hit.first > range.start && is_counted(scene, hit.first - 1);
                return (!counted && (main || plural_people(scene, &hit))).then_some(25);
            }
            // “Iraq’s government”: the country is a mention of its own there.
            let inside = &scene.tokens.list[hit.first as usize..hit.last as usize];
            if inside.iter().any(|t| t.kind == TokenKind::Clitic) && !inside[inside.len() - 1].is_capitalised() {
                return None;
            }
            if sense.marks.context && !known && !seen.entities.contains(&sense.entity) {
                return None;
            }
            if sense.marks.context && words == 1 && hit.first == range.start {
                return None;
            }
            Some(if locative { 32 } else { 42 })
        }
        EntityDetail::Person { .. } => {
            if sense.marks.context && !titled && !seen.entities.contains(&sense.entity) {
                return None;
            }
            Some(if titled { 90 } else { 30 })
        }
        EntityDetail::Weapon { .. } => (!sense.marks.context || known || locative).then_some(30),
    }
}

/// Words with a capital that no list knows, directly beside a name of one word: then that name is a part of something longer, a person's name, a club's, a firm's
/// (“Kristy Harford”, “Real Harford”, “Harford Marathon”).
#[derive(Clone, Copy, Default)]
struct Beside {
    /// One stands on either side.
    unknown: bool,
    /// A given name stands before.
    given: bool,
}

impl Beside {
    /// Whether the place cannot be meant then: a country holds its own, and a division does save behind a given name.
    fn hides(self, entity: &Entity) -> bool {
        match entity.feature() {
            None | Some(Feature::Country | Feature::Water) => false,
            Some(Feature::Admin1) => self.given,
            Some(_) => self.unknown,
        }
    }
}

fn beside_unknown(scene: &Scene, marks: &Marks, first: u32, last: u32) -> Beside {
    let at = scene.sentence_at(first) as usize;
    let range = &scene.sentences[at].tokens;
    if scene.styles[at] != Style::Normal || scene.token(first).is_all_caps() {
        return Beside::default();
    }
    let unknown = |n: u32| {
        let token = scene.token(n);
        let plain = token.is_word() && token.is_capitalised() && !token.is_all_caps() && !token.has_digit() && token.span.len() > 2;
        let flags = scene.flags(n);
        let role = Flags::TITLE_WORD
            .or(Flags::TITLE_END)
            .or(Flags::NOT_NAME)
            .or(Flags::PLACE_MODIFIER)
            .or(Flags::PLACE_KIND)
            .or(Flags::PLACE_HEAD)
            .or(Flags::PLACE_SUFFIX)
            .or(Flags::PLACE_SUFFIX_CAPITALISED)
            .or(Flags::ORGANISATION_HEAD)
            .or(Flags::ORGANISATION_OPENER);
        plain && !flags.any(role) && !is_common(scene, n) && !marks.any(n, Marks::NAMED | Marks::STRONG) && !scene.is_taken(n, n + 1)
    };
    // The first word of a sentence has its capital in any case: only a given name tells.
    let before = first > range.start && unknown(first - 1);
    let given = before && scene.flags(first - 1).any(Flags::GIVEN);
    let before = before && (given || first - 1 > range.start);
    Beside {
        unknown: before || (last < range.end && unknown(last)),
        given,
    }
}

/// Whether the hit is one word that is a given name too.
fn is_given(scene: &Scene, hit: &Hit) -> bool {
    hit.last == hit.first + 1 && scene.flags(hit.first).any(Flags::GIVEN)
}

/// Whether a direction with a capital that does not open the sentence stands before the place.
fn opens_with_direction(scene: &Scene, first: u32, start: u32) -> bool {
    if first <= start + 1 {
        return false;
    }
    let token = scene.token(first - 1);
    token.is_word() && token.is_capitalised() && !token.is_all_caps() && scene.flags(first - 1).any(Flags::DIRECTION)
}

/// Whether a place is so large that a part of it is called by a direction and its name.
fn has_parts(entity: &Entity) -> bool {
    match &entity.detail {
        EntityDetail::Place { feature, population, .. } => *feature != Feature::City || *population > 300_000,
        _ => true,
    }
}

/// Whether the words before say that a place follows: “in X”, “the county of X”.
fn is_located(scene: &Scene, first: u32, range: &Range<u32>) -> bool {
    let kind = |n: u32| scene.flags(n).any(Flags::PLACE_KIND);
    let named = first > range.start + 1 && scene.str(first - 1) == "of" && kind(first - 2);
    named || scene.preposition_before(first, range).is_some()
}

/// Whether a comma and a place that could hold it come next (“X, Iraq”).
fn followed_by_place(scene: &Scene, hits: &[Hit], last: u32, end: u32) -> bool {
    if last + 1 >= end || !scene.is_punct(last, ",") {
        return false;
    }
    // Hits are in order of their ends.
    let from = hits.partition_point(|h| h.last <= last + 1);
    hits[from..]
        .iter()
        .take_while(|h| h.last <= last + 5)
        .any(|h| h.first == last + 1 && h.senses.any(Senses::COUNTRY.or(Senses::MAJOR)))
}

/// Whether the hit is a noun in the plural that stands for people (“Iraqis”), not counted.
fn plural_people(scene: &Scene, hit: &Hit) -> bool {
    let last = scene.token(hit.last - 1);
    if !last.of(scene.text).ends_with(['s', 'S']) || !last.is_capitalised() {
        return false;
    }
    let at = scene.sentence_at(hit.first) as usize;
    let range = &scene.sentences[at].tokens;
    stands_alone(scene, hit.last, range.end) && (hit.first == range.start || !is_counted(scene, hit.first - 1))
}

/// Whether a number or a quantifier stands here: what follows is counted, and no party.
fn is_counted(scene: &Scene, at: u32) -> bool {
    let token = scene.token(at);
    token.kind == TokenKind::Number
        || scene.flags(at).any(Flags::COUNTS)
        || scene.gazetteer.vocabulary.is(token.word, crate::gazetteer::Class::QUANTIFIER)
}

/// Whether no noun follows that the name would only modify.
fn stands_alone(scene: &Scene, last: u32, end: u32) -> bool {
    if last >= end {
        return true;
    }
    let token = scene.token(last);
    if !token.is_word() {
        return token.kind != TokenKind::Dash || !token.is_glued();
    }
    if token.is_capitalised() && scene.styles[scene.sentence_at(last) as usize] == Style::Normal {
        return false;
    }
    let info = scene.gazetteer.vocabulary.info(token.word);
    let noun = info.noun.is_known() && !info.verb.is_known();
    token.word.is_known() && !noun && !scene.flags(last).any(Flags::GROUP_HEAD.or(Flags::BETWEEN).or(Flags::DESCRIPTIVE))
}

/// A designation and the common noun after it are one mention (“AC-130 gunship”).
fn join_weapons(scene: &Scene, candidates: &mut Vec<Candidate>) {
    let weapons: Vec<usize> = (0..candidates.len())
        .filter(|n| candidates[*n].kind == MentionType::Weapon)
        .collect();
    let mut joined = Vec::new();
    for (k, a) in weapons.iter().enumerate() {
        let one = &candidates[*a];
        if !scene.tokens.list[one.first as usize..one.last as usize]
            .iter()
            .any(|t| t.is_capitalised() || t.has_digit())
        {
            continue;
        }
        for b in weapons.iter().skip(k + 1).take(6) {
            let two = &candidates[*b];
            if two.first == one.last {
                let mut both = one.clone();
                both.last = two.last;
                both.rank = scene.count(both.first, both.last) * 16 + 6;
                both.rule = "weapon.designation-and-noun";
                joined.push(both);
            }
        }
    }
    candidates.append(&mut joined);
}
