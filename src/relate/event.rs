//! The violence behind a figure, in ACLED's sub-event names: from the attack told in the same sentence, else from the weapon, else from the verb.

use super::Scene;
use crate::chunk::{Chunk, Clause, Voice};
use crate::extract::Claim;
use crate::gazetteer::{EntityDetail, WordList};
use crate::record::{EventType, Kind, MentionType};
use smallvec::SmallVec;

/// Sets `event_type` and `weapon`.
pub(super) fn classify(scene: &Scene<'_>, claims: &mut [Claim]) {
    for at in 0..claims.len() {
        let sentence = claims[at].sentence;
        let violent = claims[at].kind.counts_victims() || matches!(claims[at].kind, Kind::Attacks | Kind::Munitions | Kind::Targets);
        if claims[at].weapon.is_none() && violent {
            claims[at].weapon = weapon_of(scene, &claims[at]).filter(|_| !has_own_attack(scene, &claims[at]));
        }
        let by_weapon = claims[at].weapon.and_then(|w| by_weapon(scene, w));
        let general = matches!(claims[at].event_type, None | Some(EventType::Attack | EventType::RemoteExplosive));
        if !general || !violent {
            continue;
        }
        // Claims stand in the order of their sentences: those beside this one, however long the document.
        let from = claims[..at].iter().rposition(|c| c.sentence != sentence).map_or(0, |n| n + 1);
        let attacks: SmallVec<[(usize, EventType); 4]> = claims[from..]
            .iter()
            .take_while(|c| c.sentence == sentence)
            .filter(|c| c.kind == Kind::Attacks)
            .filter_map(|c| Some((c.noun, c.event_type.filter(|e| *e != EventType::Attack)?)))
            .collect();
        // Of several attacks that of the claim's own part of the sentence.
        let own = (attacks.len() > 1).then(|| coordinate_clause(scene, &claims[at]));
        let inside = own.and_then(|clause| attacks.iter().find(|(noun, _)| clause.contains(noun)));
        let neighbour = inside.or(attacks.first()).map(|(_, event)| *event);
        let suicide = scene.sentences[sentence as usize]
            .span
            .of(scene.text)
            .to_ascii_lowercase()
            .contains("suicide");
        let found = if suicide && !matches!(claims[at].kind, Kind::Munitions) {
            Some(EventType::SuicideBomb)
        } else {
            by_weapon.or(neighbour)
        };
        if let Some(event) = found {
            claims[at].event_type = Some(event);
        } else if claims[at].event_type.is_none() && matches!(claims[at].kind, Kind::Killed | Kind::Injured | Kind::Casualties) {
            claims[at].event_type = Some(EventType::Attack);
        }
    }
}

fn coordinate_clause(scene: &Scene<'_>, claim: &Claim) -> Clause {
    scene.links(claim.sentence).coordinate_clause(claim.verb.unwrap_or(claim.noun))
}

/// Whether the claim's own part of its sentence tells an attack but no weapon: what another part was done with is not this one's (“… by a roadside bomb, and four died in
/// an air strike”).
fn has_own_attack(scene: &Scene<'_>, claim: &Claim) -> bool {
    let clause = coordinate_clause(scene, claim);
    let links = scene.links(claim.sentence);
    if clause == links.clause(claim.verb.unwrap_or(claim.noun)) {
        return false;
    }
    let chunks = &links.chunks[clause];
    let weapon = |m: &u32| scene.mentions[*m as usize].is(MentionType::Weapon);
    let nouns = || chunks.iter().filter_map(Chunk::noun);
    nouns().any(|n| n.class.event.is_some()) && !nouns().any(|n| n.names.iter().any(weapon))
}

/// The weapon mention nearest to the claim in its sentence, of those with which somebody may have been hit.
fn weapon_of(scene: &Scene<'_>, claim: &Claim) -> Option<u32> {
    let weapons = scene
        .mentions_of(claim.sentence)
        .filter(|m| scene.mentions[*m].is(MentionType::Weapon));
    let of_violence = claim.kind != Kind::Munitions;
    weapons
        .filter(|m| !of_violence || !is_idle(scene, claim, *m))
        .min_by_key(|m| scene.mentions[*m].span.start.abs_diff(claim.figure_span.start))
        .map(|m| m as u32)
}

/// Whether a weapon hit nobody of the claim: seized, stolen or found, aimed at, or on its way to a rescue.
fn is_idle(scene: &Scene<'_>, claim: &Claim, weapon: usize) -> bool {
    let links = scene.links(claim.sentence);
    let Some(at) = scene.chunk_at(claim.sentence, scene.mentions[weapon].tokens.start) else {
        return false;
    };
    // What the claim itself counts is its weapon: “seized two Humvees”.
    if at == claim.noun {
        return false;
    }
    let Some(noun) = links.noun(at).filter(|n| links.head_is(n, MentionType::Weapon)) else {
        return false;
    };
    let is = |verb: usize, list| links.verb(verb).is_some_and(|v| scene.gazetteer.vocabulary.lists(v.verb, list));
    let voice = |verb: usize| links.verb(verb).map(|v| v.voice);
    if let Some(before) = links.verb_before(at)
        && is(before, WordList::TAKES)
        && voice(before) == Some(Voice::Active)
        && links.object(before).contains(&at)
    {
        return true;
    }
    let behind = (at + 1..links.chunks.len()).find(|k| links.verb(*k).is_some());
    if let Some(behind) = behind.filter(|v| links.subject(*v).contains(&at))
        && (is(behind, WordList::TAKES) && voice(behind) == Some(Voice::Passive)
            || is(behind, WordList::SPARES) && voice(behind) == Some(Voice::Active))
    {
        return true;
    }
    let aimed = |p: usize| {
        links.chunks[p]
            .preposition()
            .is_some_and(|w| scene.frames.words.against.contains(&w))
    };
    noun.class.event.is_none() && links.governor(at).is_some_and(aimed)
}

fn by_weapon(scene: &Scene<'_>, weapon: u32) -> Option<EventType> {
    let EntityDetail::Weapon { class, .. } = &scene.entity(weapon)?.detail else {
        return None;
    };
    Some(match class.as_str() {
        "aircraft" | "helicopter" | "drone" => EventType::AirDroneStrike,
        "missile" | "rocket" | "artillery" => EventType::ShellingArtilleryMissileAttack,
        "bomb" | "explosive" => EventType::RemoteExplosive,
        "chemical" => EventType::ChemicalWeapon,
        _ => return None,
    })
}
