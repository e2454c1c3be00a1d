//! Where: places in the claim's own clause, else its sentence, else carried over from the sentences before and the dateline.

use super::Scene;
use crate::extract::Claim;
use crate::gazetteer::Entity;
use crate::record::{Feature, MentionType};
use crate::tag::MentionValue;
use crate::text::TokenKind;

/// How far back a place is carried, in sentences.
const REACH: u32 = 4;

/// Sets `places` of each claim, the most specific first.
pub(super) fn locate(scene: &Scene<'_>, claims: &mut [Claim]) {
    let mut carried: Option<(u32, Vec<u32>)> = None;
    let mut next = 0;
    for index in 0..scene.sentences.len() as u32 {
        let sentence = &scene.sentences[index as usize];
        let located: Vec<u32> = if sentence.kind.tells() {
            locatives(scene, index)
        } else {
            Vec::new()
        };
        while next < claims.len() && claims[next].sentence == index {
            let claim = &mut claims[next];
            next += 1;
            let links = scene.links(index);
            let at = scene.chunk_of(claim);
            let clause = links.clause(at);
            let verb_clause = claim.verb.map_or(clause.clone(), |v| links.clause(v));
            let inside = |m: &&u32| {
                let token = scene.mentions[**m as usize].tokens.start;
                scene
                    .chunk_at(index, token)
                    .is_some_and(|c| clause.contains(&c) || verb_clause.contains(&c))
            };
            let own: Vec<u32> = located.iter().filter(inside).copied().collect();
            let mut places = if own.is_empty() { located.clone() } else { own };
            if places.is_empty()
                && let Some((from, list)) = &carried
                && index - from <= REACH
            {
                places.clone_from(list);
            }
            places.sort_by_key(|m| scene.entity(*m).map_or(3, rank));
            places.dedup_by_key(|m| scene.entity(*m).map(|e| e.id.clone()).unwrap_or_default());
            claim.places = places;
        }
        if !located.is_empty() {
            carried = Some((index, located));
        }
    }
}

/// Places of a sentence that say where something is: behind a preposition of place, named before such a place (“Kut, Iraq”), or in a dateline.
fn locatives(scene: &Scene<'_>, index: u32) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    let range = scene.mentions_of(index);
    let first_token = scene.sentences[index as usize].tokens.start;
    for m in range {
        let mention = &scene.mentions[m];
        let MentionValue::Entity {
            kind: MentionType::Place, ..
        } = mention.value
        else {
            continue;
        };
        let mut k = mention.tokens.start;
        // Past articles, adjectives and nouns of the same phrase: “in the northern city of Mosul”.
        let mut steps = 0;
        let locative = loop {
            if k == first_token {
                // A sentence that opens with a place and a dash or comma is a dateline.
                let next = scene.tokens.list.get(mention.tokens.end as usize);
                break k == mention.tokens.start
                    && next.is_some_and(|t| matches!(t.kind, TokenKind::Dash) || matches!(t.of(scene.text), "," | ":" | "("));
            }
            k -= 1;
            let word = scene.word(k);
            if scene.frames.words.locative.contains(&word) {
                break true;
            }
            if word == scene.frames.words.of {
                // “the city of Mosul”, but not “the government of Iraq”.
                let before = k.checked_sub(1).map(|b| scene.lower(b)).unwrap_or_default();
                break [
                    "city",
                    "town",
                    "village",
                    "province",
                    "district",
                    "region",
                    "area",
                    "outskirts",
                    "suburb",
                    "neighbourhood",
                    "neighborhood",
                    "north",
                    "south",
                    "east",
                    "west",
                    "governorate",
                    "state",
                    "part",
                    "parts",
                    "capital",
                    "centre",
                    "center",
                    "streets",
                    "km",
                    "kilometres",
                    "kilometers",
                    "miles",
                    "northeast",
                    "northwest",
                    "southeast",
                    "southwest",
                    "camp",
                    "port",
                    "county",
                    "township",
                    "municipality",
                    "department",
                ]
                .contains(&before);
            }
            let token = &scene.tokens.list[k as usize];
            let comma = token.of(scene.text) == ",";
            if comma || token.of(scene.text) == "(" {
                // “Kut, Iraq”: as the place before it.
                let before = found.last().is_some_and(|f| scene.mentions[*f as usize].tokens.end + 3 >= k);
                break before;
            }
            if token.of(scene.text) == "and" {
                let before = found.last().is_some_and(|f| scene.mentions[*f as usize].tokens.end + 2 >= k);
                break before;
            }
            steps += 1;
            if steps > 4 || !token.is_word() && token.kind != TokenKind::Dash && token.kind != TokenKind::Clitic {
                break false;
            }
        };
        if locative {
            found.push(m as u32);
        }
    }
    found
}

/// The smaller, the more specific.
fn rank(entity: &Entity) -> u8 {
    match entity.feature() {
        Some(Feature::Base | Feature::Site) => 0,
        Some(Feature::City) => 1,
        Some(Feature::Admin2) => 2,
        Some(Feature::Admin1) => 4,
        Some(Feature::Water | Feature::Region) => 5,
        Some(Feature::Country) => 6,
        None => 3,
    }
}

/// UCDP's where_prec of the most specific place: 1 exact, 3 second-order division, 4 first-order division, 5 fuzzy, 6 country, 7 international waters.
#[must_use]
pub fn precision(entity: &Entity) -> Option<u8> {
    Some(match entity.feature()? {
        Feature::Base | Feature::Site | Feature::City => 1,
        Feature::Admin2 => 3,
        Feature::Admin1 => 4,
        Feature::Region => 5,
        Feature::Country => 6,
        Feature::Water => 7,
    })
}
