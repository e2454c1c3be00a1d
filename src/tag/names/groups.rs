//! Groups named by description: “Iraqi troops”, “Iran-backed militias”, “suspected Islamist militants”.
//!
//! From each head noun the words before it are read backwards, modifier by modifier, as `words/groups.toml` allows.

use super::hits::{Hit, Senses, senses_here};
use super::rules::{After, Flags, GroupHead};
use super::{Candidate, Scene};
use crate::gazetteer::{EntityDetail, NameForm};
use crate::record::{MentionType, Method};
use crate::text::TokenKind;
use std::ops::Range;

/// A modifier that was read.
#[derive(Clone, Copy, Debug)]
struct Modifier {
    kind: After,
    /// The hit, where it is a name of the gazetteers.
    hit: Option<usize>,
    /// Whether the name stands before “-backed” and its like.
    compound: bool,
}

/// Looks at every head noun.
pub fn find(scene: &Scene, hits: &[Hit], out: &mut Vec<Candidate>) {
    for &(at, sentence) in &scene.heads {
        let range = &scene.sentences[sentence as usize].tokens;
        if let Some(candidate) = group(scene, hits, sentence, range, at) {
            out.push(candidate);
        }
    }
}

/// How many tokens before `at` the head has beside its last; none where they do not stand there.
fn head_start(scene: &Scene, head: &GroupHead, at: u32, range: &Range<u32>) -> Option<u32> {
    let mut n = at;
    for word in head.before.iter().rev() {
        n = n.checked_sub(1).filter(|n| *n >= range.start)?;
        if scene.token(n).kind == TokenKind::Dash {
            n = n.checked_sub(1).filter(|n| *n >= range.start)?;
        }
        if scene.token(n).word != *word {
            return None;
        }
    }
    Some(n)
}

fn group(scene: &Scene, hits: &[Hit], sentence: u32, range: &Range<u32>, at: u32) -> Option<Candidate> {
    for head in scene.rules.heads(scene.token(at).word) {
        let Some(start) = head_start(scene, head, at, range) else {
            continue;
        };
        let Some((first, modifiers)) = modifiers(scene, hits, head, at, start, range) else {
            continue;
        };
        if attributive(scene, head, &modifiers, at, range) {
            continue;
        }
        let entity = entity(scene, hits, head, &modifiers);
        let last = at + 1;
        return Some(Candidate {
            first,
            last,
            sentence,
            kind: MentionType::Actor,
            entity,
            method: Method::Grammar,
            rule: "group.modifier-and-head",
            rank: scene.count(first, last) * 16 + 4,
        });
    }
    None
}

/// Whether a noun follows that the head only modifies: “the Iraqi militia scene”, “the Habbaniyah military base”.
fn attributive(scene: &Scene, head: &GroupHead, modifiers: &[Modifier], at: u32, range: &Range<u32>) -> bool {
    let armed = head.after.contains(&After::Descriptive) || modifiers.iter().all(|m| m.kind == After::Region);
    if !armed || at + 1 >= range.end || scene.folded(at).ends_with('s') {
        return false;
    }
    let next = scene.token(at + 1);
    let info = scene.gazetteer.vocabulary.info(next.word);
    next.is_word() && !next.is_capitalised() && (!next.word.is_known() || (info.noun.is_known() && !info.verb.is_known()))
}

/// The hit that ends where `end` is and does so with the most tokens, of those that can modify a head.
fn hit_before(hits: &[Hit], end: u32) -> Option<usize> {
    let from = hits.partition_point(|h| h.last < end);
    (from..hits.len())
        .take_while(|n| hits[*n].last == end)
        .filter(|n| !hits[*n].senses.any(Senses::WEAPON))
        .min_by_key(|n| hits[*n].first)
}

fn kind_of(hit: &Hit) -> Option<After> {
    let s = hit.senses;
    if s.any(Senses::ADJECTIVE.or(Senses::COUNTRY)) {
        Some(After::Country)
    } else if s.any(Senses::PEOPLE) {
        Some(After::People)
    } else if s.any(Senses::GROUP) {
        Some(After::Group)
    } else if s.any(Senses::PERSON) {
        Some(After::Person)
    } else if s.any(Senses::PLACE) {
        Some(After::Region)
    } else {
        None
    }
}

/// Reads modifiers backwards from the head; the first token and the modifiers, where the head's conditions hold.
fn modifiers(scene: &Scene, hits: &[Hit], head: &GroupHead, at: u32, start: u32, range: &Range<u32>) -> Option<(u32, Vec<Modifier>)> {
    let mut found: Vec<Modifier> = Vec::new();
    let mut unknown = false;
    let mut n = start;
    // The first token of the mention so far: words that only may stand between do not open it.
    let mut first = None;
    while n > range.start {
        let before = n - 1;
        let token = scene.token(before);
        let flags = scene.flags(before);
        if flags.any(Flags::COMPOUND) && before >= range.start + 2 && scene.token(before - 1).kind == TokenKind::Dash {
            // “Iran-backed”, “al-Qaeda-linked”.
            if !flags.any(Flags::BACKING) {
                break;
            }
            let end = before - 1;
            let hit = hit_before(hits, end);
            let capitalised = scene.token(end - 1).is_capitalised();
            if hit.is_none() && !capitalised {
                break;
            }
            n = hit.map_or(end - 1, |h| hits[h].first).max(range.start);
            found.push(Modifier {
                kind: After::Backed,
                hit,
                compound: true,
            });
            first = Some(n);
            continue;
        }
        let hit = hit_before(hits, n).filter(|h| hits[*h].first >= range.start);
        if let Some((h, kind)) = hit.and_then(|h| kind_of(&hits[h]).map(|k| (h, k))) {
            let prefixed = hits[h].first >= range.start + 2
                && scene.token(hits[h].first - 1).kind == TokenKind::Dash
                && scene.flags(hits[h].first - 2).any(Flags::PREFIX);
            if !prefixed && !head.after.contains(&kind) && !flags.any(Flags::BETWEEN.or(Flags::DESCRIPTIVE)) {
                break;
            }
            n = hits[h].first - if prefixed { 2 } else { 0 };
            found.push(Modifier {
                kind: if prefixed { After::Backed } else { kind },
                hit: Some(h),
                compound: prefixed,
            });
            first = Some(n);
            continue;
        }
        if !token.is_word() {
            break;
        }
        if before >= range.start + 2 && scene.token(before - 1).kind == TokenKind::Dash && scene.flags(before - 2).any(Flags::PREFIX) {
            // “anti-government”, “pro-Assad”.
            n = before - 2;
            found.push(Modifier {
                kind: After::Backed,
                hit: None,
                compound: true,
            });
            first = Some(n);
            continue;
        }
        if flags.any(Flags::DESCRIPTIVE) {
            n = before;
            found.push(Modifier {
                kind: After::Descriptive,
                hit: None,
                compound: false,
            });
            first = Some(n);
        } else if flags.any(Flags::UNKNOWN_SIDE) && scene.flags(at).any(Flags::UNKNOWN_HEAD) {
            n = before;
            unknown = true;
            first = Some(n);
        } else if flags.any(Flags::BETWEEN) {
            n = before;
        } else {
            break;
        }
    }
    if head.after == [After::Person] && found.is_empty() && start > range.start {
        // “Biden administration”: a capitalised word that is no common word.
        let before = start - 1;
        let flags = scene.flags(before);
        if scene.token(before).is_word()
            && scene.token(before).is_capitalised()
            && !scene.token(at).is_capitalised()
            && before > range.start
            && !flags.any(Flags::NOT_NAME.or(Flags::TITLE_WORD).or(Flags::ORGANISATION_HEAD))
            && !super::judge::is_common(scene, before)
        {
            return Some((before, found));
        }
    }
    let fits = found.iter().any(|m| head.after.contains(&m.kind));
    (fits || unknown).then_some(())?;
    // A head in “group” after a group's own name adds nothing: “the Hamas group”.
    let own = found.len() == 1 && found[0].kind == After::Group;
    if own
        && matches!(
            scene.folded(at),
            "group" | "groups" | "alliance" | "coalition" | "cell" | "gang" | "cartel" | "party" | "clan" | "tribe"
        )
    {
        return None;
    }
    Some((first?, found))
}

/// The entity that the description names: the country's own row, or the group that modifies.
fn entity(scene: &Scene, hits: &[Hit], head: &GroupHead, modifiers: &[Modifier]) -> Option<u32> {
    let modifier = modifiers.iter().find(|m| !m.compound && m.hit.is_some())?;
    let hit = hits[modifier.hit?];
    for sense in senses_here(scene, hit.first, hit.last, hit.pattern) {
        let entity = scene.gazetteer.entity(sense.entity);
        match (&entity.detail, modifier.kind) {
            (EntityDetail::Place { .. }, After::Country) if sense.form != NameForm::Demonym || !head.ids.is_empty() => {
                let country = entity.country.to_ascii_lowercase();
                if let Some(index) = head
                    .ids
                    .iter()
                    .find_map(|id| scene.gazetteer.index_of(&format!("actor.{country}.{id}")))
                {
                    return Some(index);
                }
            }
            (EntityDetail::Actor { .. }, After::Group) => return Some(sense.entity),
            _ => {}
        }
    }
    None
}
