//! Where: the places of a sentence that say where something is. Which of them is a claim's, and what is carried over, is for [`super::setting`].

use super::{Scene, reports};
use crate::chunk::{Chunk, ChunkKind, Clause, VerbGroup, Voice};
use crate::extract::{Claim, Frame, Trigger};
use crate::gazetteer::{Class, Entity, EntityDetail, WordList};
use crate::record::{Feature, MentionType};
use crate::tag::MentionValue;
use crate::text::{SentenceKind, TokenKind, WordId};

/// The places of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Behind a preposition of place, or named before such a place (“Kut, Iraq”).
    pub located: Vec<u32>,
    /// The place of a dateline: from where it is reported.
    pub dateline: Option<u32>,
    /// The place of the dateline where that opens a report.
    pub report: Option<u32>,
    /// Where somebody is who tells of it: “an official in Marib said”. It says little of where it happened.
    pub speaker: Option<u32>,
    /// Whether the first of them is told of as a whole: “Across Sudan”.
    pub wide: bool,
    /// Whether they are those of hospitals, courts, jails: where victims and suspects were taken.
    pub wards: bool,
    /// Whether the sentence does nothing but name a place or a day, as the head of an entry: “12 March 2021. Bannu, Pakistan.”
    pub header: bool,
}

/// The places that a claim's own sentence gives it: those of its clause, else those of the sentence.
pub(super) fn choose(scene: &Scene<'_>, claim: &Claim, located: &[u32]) -> Vec<u32> {
    let links = scene.links(claim.sentence);
    let at = scene.chunk_of(claim);
    let semicolon = |k: &usize| matches!(links.chunks[*k].kind, ChunkKind::Stop) && scene.lower(links.chunks[*k].tokens.start) == ";";
    if !located.is_empty()
        && let Some(end) = (at..links.chunks.len()).find(semicolon)
        && (0..end).any(|k| links.verb(k).is_some())
    {
        // “two men died; in Kano, gunmen killed six”: what stands behind a semicolon says nothing of where that was.
        let token = links.chunks[end].tokens.start;
        let before: Vec<u32> = located
            .iter()
            .copied()
            .filter(|m| scene.mentions[*m as usize].tokens.start < token)
            .collect();
        return of_clause(scene, claim, &before);
    }
    of_clause(scene, claim, located)
}

fn of_clause(scene: &Scene<'_>, claim: &Claim, located: &[u32]) -> Vec<u32> {
    if located.len() < 2 {
        return located.to_vec();
    }
    let links = scene.links(claim.sentence);
    let beside = beside(scene, claim, located);
    if !beside.is_empty() {
        return beside;
    }
    let at = scene.chunk_of(claim);
    let verb = claim.verb.unwrap_or(at);
    let within = |clauses: [Clause; 2]| -> Vec<u32> {
        let inside = |m: &&u32| {
            let token = scene.mentions[**m as usize].tokens.start;
            let chunk = scene.chunk_at(claim.sentence, token);
            chunk.is_some_and(|c| clauses.iter().any(|clause| clause.contains(&c)))
        };
        located.iter().filter(inside).copied().collect()
    };
    let mut own = within([links.coordinate_clause(at), links.coordinate_clause(verb)]);
    if own.is_empty() {
        own = within([links.clause(at), links.clause(verb)]);
    }
    if own.is_empty() { located.to_vec() } else { own }
}

/// “12 people in Kabul, three in Herat”: the places that stand directly behind what is counted.
fn beside(scene: &Scene<'_>, claim: &Claim, located: &[u32]) -> Vec<u32> {
    let chunks = &scene.chunks[claim.sentence as usize];
    let locative = |p| scene.gazetteer.vocabulary.lists(p, WordList::LOCATIVE);
    if claim.implied || !chunks.get(claim.noun + 1).and_then(Chunk::preposition).is_some_and(locative) {
        return Vec::new();
    }
    let links = scene.links(claim.sentence);
    let is_place = |k: usize| {
        links
            .noun(k)
            .is_some_and(|n| n.number.is_none() && links.is_place(n) && !links.is_subject(k))
    };
    // “in Kano and Kaduna”, not “in Kano and gunmen …”.
    let is_name = |k: &usize| match &chunks[*k].kind {
        ChunkKind::Comma => true,
        ChunkKind::Coordinator => is_place(*k + 1),
        ChunkKind::Noun(n) => n.number.is_none(),
        _ => false,
    };
    let end = (claim.noun + 2..chunks.len()).find(|k| !is_name(k)).unwrap_or(chunks.len());
    let inside = |m: &&u32| {
        let token = scene.mentions[**m as usize].tokens.start;
        scene
            .chunk_at(claim.sentence, token)
            .is_some_and(|c| (claim.noun + 2..end).contains(&c))
    };
    located.iter().filter(inside).copied().collect()
}

/// Puts the most specific place first and each place only once. Of two towns the one that lies in a division named as the other is the more specific
/// (“Narathiwat / Rueso”).
pub(super) fn sort(scene: &Scene<'_>, places: &mut Vec<u32>) {
    if places.len() < 2 {
        return;
    }
    let entities: Vec<&Entity> = places.iter().filter_map(|m| scene.entity(*m)).collect();
    let holds = |e: &Entity| entities.iter().any(|o| o.id != e.id && o.admin1() == Some(&e.name));
    places.sort_by_key(|m| scene.entity(*m).map_or((3, false), |e| (rank(e), holds(e))));
    places.dedup_by_key(|m| scene.entity(*m).map(|e| e.id.clone()).unwrap_or_default());
}

/// Places of a sentence that say where something is.
pub(super) fn places(scene: &Scene<'_>, index: u32) -> Places {
    let mut found = Places::default();
    let is_place = |m: usize| scene.mentions[m].is(MentionType::Place);
    if !scene.mentions_of(index).any(is_place) {
        return found;
    }
    if let Some(located) = header(scene, index) {
        found.located = located;
        found.header = true;
        return found;
    }
    let dateline = reports::dateline(scene, index);
    found.report = dateline.filter(|_| reports::opens_paragraph(scene, index)).map(|d| d.place);
    for m in scene.mentions_of(index) {
        let mention = &scene.mentions[m];
        let MentionValue::Entity {
            kind: MentionType::Place, ..
        } = mention.value
        else {
            continue;
        };
        if let Some(dateline) = dateline.filter(|d| mention.tokens.end <= d.end) {
            found.dateline = Some(dateline.place);
            continue;
        }
        match stands(scene, index, m, &found.located) {
            Stands::Located => {
                let start = mention.tokens.start;
                let wide = start > 0 && scene.gazetteer.vocabulary.lists(scene.word(start - 1), WordList::WIDE);
                found.wide |= wide && found.located.is_empty();
                found.wards = (found.wards || found.located.is_empty()) && is_ward(scene, index, start);
                found.located.push(m as u32);
            }
            Stands::Dateline => found.dateline = Some(m as u32),
            Stands::Speaker => found.speaker = Some(m as u32),
            Stands::Otherwise => {}
        }
    }
    found
}

/// Whether the place at a token is that of a hospital, a court or a jail: “a Karachi burns ward”, “a hospital in Karachi”.
fn is_ward(scene: &Scene<'_>, index: u32, token: u32) -> bool {
    let links = scene.links(index);
    let Some(at) = scene.chunk_at(index, token) else { return false };
    let ward = |k: usize| {
        links
            .noun(k)
            .is_some_and(|n| scene.gazetteer.vocabulary.lists(scene.word(n.head), WordList::WARDS))
    };
    ward(at) || links.governor(at).and_then(|p| p.checked_sub(1)).is_some_and(ward)
}

/// The most words beside places and dates that the head of an entry has.
const HEADER_WORDS: usize = 2;
/// How many marks divide the head of an entry into fields, where it says what happened too: “HAITI / Ouest / 8 May 2024 / dozens flee”.
const HEADER_MARKS: usize = 3;

/// Whether a sentence is the head of an entry.
pub(super) fn is_header(scene: &Scene<'_>, index: u32) -> bool {
    header(scene, index).is_some()
}

/// The places of a sentence that is the head of an entry: names of places and dates, and hardly a word beside them, or fields between marks.
fn header(scene: &Scene<'_>, index: u32) -> Option<Vec<u32>> {
    let sentence = &scene.sentences[index as usize];
    if sentence.tokens.len() > 24 || sentence.kind == SentenceKind::Dateline {
        return None;
    }
    let mut places = Vec::new();
    let mut dated = false;
    let mut outside = scene.tokens.slice(&sentence.tokens).iter().filter(|t| t.is_word()).count();
    for m in scene.mentions_of(index) {
        let mention = &scene.mentions[m];
        match mention.value {
            MentionValue::Entity {
                kind: MentionType::Place, ..
            } => places.push(m as u32),
            MentionValue::Date(_) => dated = true,
            MentionValue::Quantity(_) => {}
            MentionValue::Entity { .. } => continue,
        }
        outside = outside.saturating_sub(scene.tokens.slice(&mention.tokens).iter().filter(|t| t.is_word()).count());
    }
    let verb = scene.chunks[index as usize].iter().any(|c| c.verb().is_some());
    let bare = outside <= HEADER_WORDS && !verb && (dated || outside == 0);
    let marks = || {
        let tokens = scene.tokens.slice(&sentence.tokens).iter();
        tokens.filter(|t| matches!(t.of(scene.text), "/" | "|" | "·")).count()
    };
    (!places.is_empty() && (bare || dated && marks() >= HEADER_MARKS)).then_some(places)
}

/// Whether a place is the capital of its country: from where wires report what happened elsewhere.
pub(super) fn is_capital(scene: &Scene<'_>, mention: u32) -> bool {
    let Some(entity) = scene.entity(mention) else { return false };
    let country = scene.gazetteer.index_of(&entity.country).map(|e| scene.gazetteer.entity(e));
    matches!(country.map(|c| &c.detail), Some(EntityDetail::Place { capital, .. }) if *capital == entity.id)
}

/// Whether places are nothing but the country or division in which another lies.
pub(super) fn hold(scene: &Scene<'_>, places: &[u32], inner: u32) -> bool {
    let Some(inner) = scene.entity(inner) else { return false };
    let admin1 = inner.admin1().unwrap_or_default();
    !places.is_empty()
        && places.iter().filter_map(|m| scene.entity(*m)).all(|e| {
            e.country == inner.country
                && match e.feature() {
                    Some(Feature::Country) => true,
                    Some(Feature::Admin1) => !admin1.is_empty() && e.name.starts_with(admin1),
                    _ => false,
                }
        })
}

/// Whether the places are nothing but the country in which the others lie.
pub(super) fn only_country_of(scene: &Scene<'_>, places: &[u32], others: &[u32]) -> bool {
    let entity = |m: &u32| scene.entity(*m);
    let country = others.iter().filter_map(entity).map(|e| e.country.as_str()).next();
    let finer = others.iter().filter_map(entity).any(|e| e.feature() != Some(Feature::Country));
    finer
        && places
            .iter()
            .all(|m| entity(m).is_some_and(|e| e.feature() == Some(Feature::Country) && Some(e.country.as_str()) == country))
}

/// How a place stands in its sentence.
enum Stands {
    /// Something is there.
    Located,
    /// It is reported from there.
    Dateline,
    /// Who tells of it is there.
    Speaker,
    /// It acts, or somebody comes from there.
    Otherwise,
}

/// Reads backwards from a place, past articles, adjectives and nouns of the same phrase (“in the northern city of Mosul”), to the word that governs it.
fn stands(scene: &Scene<'_>, index: u32, mention: usize, found: &[u32]) -> Stands {
    let tokens = &scene.mentions[mention].tokens;
    let sentence = &scene.sentences[index as usize].tokens;
    let is = |word: WordId, list| scene.gazetteer.vocabulary.lists(word, list);
    let text = |t: u32| scene.tokens.list[t as usize].of(scene.text);
    let next = |n: u32| (tokens.end + n < sentence.end).then(|| tokens.end + n);
    // “Baghdad's ministry”: the place of what it owns only where that is a part of it (“Beirut's southern suburbs”).
    let owns = next(0).is_some_and(|t| scene.tokens.list[t as usize].kind == TokenKind::Clitic);
    if owns
        && !(1..4)
            .filter_map(next)
            .any(|t| is(scene.word(t), WordList::PLACE_PART) || is_place_at(scene, index, t))
    {
        return Stands::Otherwise;
    }
    if is_attacked(scene, index, tokens.start) {
        return Stands::Located;
    }
    // A sentence that opens with a place and a dash, comma or bracket is reported from there; with a colon it is told of there.
    if tokens.start == sentence.start {
        return match next(0).map(text) {
            Some(":") => Stands::Located,
            Some("," | "(") => Stands::Dateline,
            Some(_) if next(0).is_some_and(|t| scene.tokens.list[t as usize].kind == TokenKind::Dash) => Stands::Dateline,
            _ => Stands::Otherwise,
        };
    }
    let joined = |k: u32, gap: u32| {
        found
            .last()
            .is_some_and(|f| scene.mentions[*f as usize].tokens.end + gap >= k && scene.mentions[*f as usize].tokens.end <= k)
    };
    // “On Thursday night Israel struck”: a day that owns nothing ends the phrase of its preposition.
    let day_ends_at = |t: u32| {
        let own = |m: &usize| matches!(scene.mentions[*m].value, MentionValue::Date(_)) && scene.mentions[*m].tokens.end == t + 1;
        scene.mentions_of(index).any(|m| own(&m))
    };
    // “3 May, Kidal: …”
    if next(0).map(text) == Some(":")
        && tokens.start >= sentence.start + 2
        && text(tokens.start - 1) == ","
        && day_ends_at(tokens.start - 2)
    {
        return Stands::Located;
    }
    let mut k = tokens.start;
    for _ in 0..6 {
        if k == sentence.start {
            return Stands::Otherwise;
        }
        k -= 1;
        if day_ends_at(k) {
            return Stands::Otherwise;
        }
        let word = scene.word(k);
        let before = if k > sentence.start { scene.word(k - 1) } else { WordId::UNKNOWN };
        if is(word, WordList::LOCATIVE) {
            let noun = scene.gazetteer.vocabulary.info(before).noun_class;
            let speaks = noun.source.is_some() && noun.singular && !noun.plural && reports(scene, index, k - 1);
            return if speaks { Stands::Speaker } else { Stands::Located };
        }
        if word == scene.frames.words.of || word == scene.frames.words.from {
            // “the city of Mosul”, “10 km from Raqqa”, “seized from a camp”; not “the government of Iraq”, “people from Syria”.
            let info = scene.gazetteer.vocabulary.info(before);
            // Who hails from somewhere was not harmed there.
            let verb = word == scene.frames.words.from && info.verb.is_known() && !info.noun.is_known() && !is(before, WordList::ORIGIN);
            // “the shelling of Donetsk”: what befalls a town is there.
            let country = || scene.entity(mention as u32).and_then(Entity::feature) == Some(Feature::Country);
            let befalls = word == scene.frames.words.of && info.noun_class.event.is_some() && !country();
            return if is(before, WordList::PLACE_PART) || verb || befalls {
                Stands::Located
            } else {
                Stands::Otherwise
            };
        }
        // “near the border with Niger”, “in talks with Iran”: any other preposition ends the phrase, but not “fired from Lebanon into Israel”.
        if !is(word, WordList::PATH) && scene.gazetteer.vocabulary.is(word, Class::PREPOSITION) {
            return Stands::Otherwise;
        }
        let located = match text(k) {
            // “Kut, Iraq”, “the capital, Makhachkala”: as what stands before it.
            "," => joined(k, 3) || is(before, WordList::PLACE_PART) && k > sentence.start + 1,
            "(" | "and" | "or" => joined(k, 3),
            _ => {
                let token = &scene.tokens.list[k as usize];
                if !token.is_word() && !matches!(token.kind, TokenKind::Dash | TokenKind::Clitic) {
                    return Stands::Otherwise;
                }
                continue;
            }
        };
        return if located { Stands::Located } else { Stands::Otherwise };
    }
    Stands::Otherwise
}

/// “shelled northern Syria”, “Kharkiv was bombed”: whether the noun group at a token is what a verb of attack is done to.
fn is_attacked(scene: &Scene<'_>, index: u32, token: u32) -> bool {
    let links = scene.links(index);
    let Some(at) = scene.chunk_at(index, token) else { return false };
    let attacks = |v: &VerbGroup| {
        let frames = scene.frames.triggered(Trigger::Verb, v.verb).iter();
        frames.map(|f| scene.frames.get(*f)).any(Frame::tells_attack_on_object)
    };
    let before = (0..at).rev().find(|k| links.verb(*k).is_some());
    let behind = (at + 1..links.chunks.len()).find(|k| links.verb(*k).is_some());
    let fits = |v: usize, voice| links.verb(v).is_some_and(|g| g.voice == voice && attacks(g));
    before.is_some_and(|v| fits(v, Voice::Active) && links.object(v).contains(&at))
        || behind.is_some_and(|v| fits(v, Voice::Passive) && links.subject(v).contains(&at))
}

/// Whether the noun at a token is who reports in the sentence: the subject of a reporting verb, also as what is said of a name (“X, a surgeon at Y, said”).
fn reports(scene: &Scene<'_>, index: u32, noun: u32) -> bool {
    let links = scene.links(index);
    let Some(at) = scene.chunk_at(index, noun) else { return false };
    (0..links.chunks.len()).any(|k| {
        let reporting = links
            .verb(k)
            .is_some_and(|v| scene.gazetteer.vocabulary.info(v.verb).reporting.is_some());
        reporting && links.subject(k).iter().chain(&links.object(k)).any(|s| at.abs_diff(*s) <= 2)
    })
}

/// Whether the mention of a place begins at a token.
fn is_place_at(scene: &Scene<'_>, index: u32, token: u32) -> bool {
    scene.mentions_of(index).any(|m| {
        let mention = &scene.mentions[m];
        mention.tokens.start == token && mention.is(MentionType::Place)
    })
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

/// UCDP's where_prec of the most specific place: 1 exact, 2 near, 3 second-order division, 4 first-order division, 5 fuzzy, 6 country, 7 international waters.
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

/// The same of a place that no gazetteer has, by the one in which the text puts it: 2 near a known point.
#[must_use]
pub fn precision_within(holder: &Entity) -> Option<u8> {
    precision(holder).map(|p| if p == 1 { 2 } else { p })
}
