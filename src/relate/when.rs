//! When: the dates of a sentence that date what it tells, and what they do to the scope. The date of a statement is not the date of the event. What is carried over is
//! for [`super::setting`].

use super::Scene;
use super::setting::{self, Dated};
use crate::chunk::{ChunkKind, Clause, Determiner, Links};
use crate::extract::Claim;
use crate::gazetteer::WordList;
use crate::record::{DateAnchor, Kind, MentionType, Scope, TimexType};
use crate::tag::{DateValue, MentionValue};
use crate::text::TokenKind;

/// A date of a sentence that may date what it tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Date {
    /// Its chunk.
    pub chunk: usize,
    /// Its mention.
    pub mention: u32,
    /// Whether it stands aside: in a relative clause, behind a comparing word.
    pub aside: bool,
    /// Whether it says since when an event is the worst of its kind: “the deadliest attack since 2018”.
    pub superlative: bool,
    /// Whether the sentences after it are told of that day or these few days too.
    pub goes_on: bool,
}

/// The date of a claim and what it does to the claim's scope.
pub(super) struct Chosen {
    /// Beginning and end.
    pub dated: Dated,
    /// Where the words before the date say it.
    pub scope: Option<Scope>,
}

/// The longest stretch of time, in days, that one event takes and that goes on to the next sentences.
const FEW_DAYS: i32 = 7;

/// The dates of a sentence. Not those of a statement (“said on Monday”), nor durations and sets.
pub(super) fn dates(scene: &Scene<'_>, index: u32) -> Vec<Date> {
    let links = scene.links(index);
    let mut found = Vec::new();
    for m in scene.mentions_of(index) {
        let Some(date) = value(scene, m as u32) else { continue };
        if date.start.is_none() && date.end.is_none() || matches!(date.timex, TimexType::Set) {
            continue;
        }
        let Some(chunk) = scene.chunk_at(index, scene.mentions[m].tokens.start) else {
            continue;
        };
        if dates_statement(scene, &links, chunk) || is_clock(scene, m, date) || is_in_dateline(scene, index, m) {
            continue;
        }
        let aside = setting::is_aside(scene, &links, chunk);
        let days = date.end.zip(date.start).map(|(b, a)| (b - a).get_days());
        let past = scene
            .published
            .map(|p| p.last_day())
            .is_none_or(|p| date.start.is_none_or(|s| s <= p));
        let superlative = is_since_superlative(scene, &links, chunk);
        found.push(Date {
            chunk,
            mention: m as u32,
            aside,
            superlative,
            goes_on: !aside && !superlative && past && days.is_some_and(|d| d <= FEW_DAYS),
        });
    }
    found
}

/// The date that a claim's own sentence gives it: the nearest in the clause of its figure or of its verb, else the only one that does not stand aside.
pub(super) fn choose(scene: &Scene<'_>, claim: &Claim, dates: &[Date]) -> Option<Chosen> {
    if dates.is_empty() {
        return None;
    }
    let links = scene.links(claim.sentence);
    let at = scene.chunk_of(claim);
    let clause = links.clause(at);
    let trigger_clause = claim.verb.map_or(clause.clone(), |v| links.clause(v));
    let distance = |c: usize| c.abs_diff(claim.verb.unwrap_or(at)).min(c.abs_diff(at));
    let told_at = claim.verb.unwrap_or(at);
    let own = if dates.len() > 1 {
        links.coordinate_clause(told_at)
    } else {
        clause.clone()
    };
    let dates = || dates.iter().filter(|d| !opens_later_part(&links, d.chunk, told_at));
    let near = dates()
        .filter(|d| !d.superlative && (clause.contains(&d.chunk) || trigger_clause.contains(&d.chunk)))
        .min_by_key(|d| (d.aside && !clause.contains(&d.chunk), !own.contains(&d.chunk), distance(d.chunk)));
    if let Some(date) = date_of_when(scene, &links, dates(), &trigger_clause, told_at) {
        return Some(Chosen {
            dated: (date.mention, None),
            scope: None,
        });
    }
    // “In a message on Friday it said that it had killed 51”: the day of the saying.
    let says = |d: &&Date| {
        let clause = links.clause(d.chunk);
        links.chunks[clause]
            .iter()
            .filter_map(|c| c.verb())
            .any(|v| scene.gazetteer.vocabulary.info(v.verb).reporting.is_some())
    };
    let mut main = dates().filter(|d| !d.aside && !d.superlative && !says(d));
    let only = main.next().filter(|_| main.next().is_none());
    let date = near.or(only)?;
    let end = joined(scene, &links, date.chunk);
    Some(Chosen {
        dated: (date.mention, end),
        scope: scope_of(scene, &links, claim, date.chunk, end.is_some(), value(scene, date.mention)),
    })
}

/// “the deadliest attack since 2018, when 68 were killed”: the date that a clause with “when” is told of.
fn date_of_when<'d>(
    scene: &Scene<'_>,
    links: &Links<'_>,
    mut dates: impl Iterator<Item = &'d Date>,
    clause: &Clause,
    verb: usize,
) -> Option<&'d Date> {
    let opener = clause.start.checked_sub(1)?;
    // Behind its first verb the clause may be over (“…, when 68 were killed, left nine dead”).
    if (opener..verb).any(|k| links.verb(k).is_some()) {
        return None;
    }
    let when = links.chunks[opener].tokens.clone().last()?;
    if scene.word(when) != scene.frames.words.when {
        return None;
    }
    let before = (0..opener).rev().find(|k| !matches!(links.chunks[*k].kind, ChunkKind::Comma))?;
    dates.find(|d| d.chunk == before)
}

/// “12 were killed, and a week later 60 more died”: whether a date opens a later part of the sentence than the one at `told_at`, which it does not date.
fn opens_later_part(links: &Links<'_>, date: usize, told_at: usize) -> bool {
    let opens = |k: usize| matches!(links.chunks[k].kind, ChunkKind::Preposition(_) | ChunkKind::Adverb);
    let before = (0..date).rev().find(|k| !opens(*k));
    let Some(coordinator) = before.filter(|k| matches!(links.chunks[*k].kind, ChunkKind::Coordinator)) else {
        return false;
    };
    told_at < coordinator && links.coordinate_clause(date).start == coordinator + 1
}

/// Whether the date stands behind “since” and a superlative before that: “the deadliest attack in the city since May”, “the first since 2019”.
fn is_since_superlative(scene: &Scene<'_>, links: &Links<'_>, chunk: usize) -> bool {
    let since = chunk.checked_sub(1).map(|k| &links.chunks[k]);
    if since.is_none_or(|c| c.tokens.clone().last().is_none_or(|t| scene.word(t) != scene.frames.words.since)) {
        return false;
    }
    let phrase = links.chunks[..chunk - 1].iter().rev().take_while(|c| c.verb().is_none());
    phrase.filter(|c| c.noun().is_some()).any(|c| {
        c.tokens.clone().any(|t| {
            let text = scene.lower(t);
            text.len() > 5 && text.ends_with("est") || scene.gazetteer.vocabulary.lists(scene.word(t), WordList::SUPERLATIVE)
        })
    })
}

/// How far into a sentence its dateline reaches, in tokens: “PORT-AU-PRINCE, Haiti, Nov. 23, 2022 (Agency) -- ”.
const DATELINE: u32 = 16;

/// Whether a date stands in the dateline of a sentence, “MUQDADIYAH, Iraq, Nov 23 - ”: the day of the report, not of what it tells.
fn is_in_dateline(scene: &Scene<'_>, index: u32, mention: usize) -> bool {
    let sentence = &scene.sentences[index as usize].tokens;
    let end = scene.mentions[mention].tokens.end;
    let reach = sentence.end.min(sentence.start + DATELINE);
    let opens_with_place = scene.mentions_of(index).next().is_some_and(|m| {
        let first = &scene.mentions[m];
        let place = first.is(MentionType::Place);
        place && m < mention && first.tokens.start == sentence.start
    });
    // Behind it nothing but a bracket and a dash that stands alone.
    let dash = (end..reach).find(|t| scene.tokens.list[*t as usize].kind == TokenKind::Dash);
    let apart = |t: u32| !scene.tokens.list[t as usize].is_glued();
    let bracket = |t: u32| {
        let text = scene.tokens.list[t as usize].of(scene.text);
        matches!(text, "(" | "," | ")" | ".") || scene.tokens.list[t as usize].is_capitalised()
    };
    opens_with_place && dash.is_some_and(|d| apart(d) && (end..d).all(bracket))
}

/// “before noon”, “around 2 p.m.”: a time of the day that is being told, not of the day of publication.
fn is_clock(scene: &Scene<'_>, mention: usize, date: &DateValue) -> bool {
    let mut tokens = scene.tokens.slice(&scene.mentions[mention].tokens).iter();
    date.timex == TimexType::Time
        && date.anchor == DateAnchor::Published
        && tokens.all(|t| !t.is_word() || !t.is_capitalised())
        && scene
            .tokens
            .slice(&scene.mentions[mention].tokens)
            .iter()
            .any(|t| t.has_digit() || matches!(t.of(scene.text), "noon" | "midnight" | "dawn" | "dusk" | "midday" | "daybreak"))
}

/// First and last day of a date's mention.
pub(super) fn days(scene: &Scene<'_>, mention: u32) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let date = value(scene, mention)?;
    date.start.zip(date.end)
}

fn value<'a>(scene: &Scene<'a>, mention: u32) -> Option<&'a DateValue> {
    if let MentionValue::Date(d) = &scene.mentions[mention as usize].value {
        Some(d)
    } else {
        None
    }
}

/// “police said on Monday”, “told reporters Friday”: the date stands right behind a reporting verb.
fn dates_statement(scene: &Scene<'_>, links: &Links<'_>, chunk: usize) -> bool {
    for k in (chunk.saturating_sub(3)..chunk).rev() {
        match &links.chunks[k].kind {
            ChunkKind::Verb(v) => {
                return scene.gazetteer.vocabulary.info(v.verb).reporting.is_some();
            }
            ChunkKind::Preposition(_) | ChunkKind::Adverb | ChunkKind::Date(_) => {}
            ChunkKind::Noun(n) if n.number.is_none() && (n.class.source.is_some() || n.named) && k + 2 >= chunk => {}
            _ => return false,
        }
    }
    false
}

/// The second date of “between A and B”, “from A to B”.
fn joined(scene: &Scene<'_>, links: &Links<'_>, chunk: usize) -> Option<u32> {
    let opener = chunk.checked_sub(1).map(|k| scene.lower(links.chunks[k].tokens.start))?;
    if !matches!(opener, "between" | "from") {
        return None;
    }
    let after = (chunk + 1..links.chunks.len().min(chunk + 4)).find(|k| matches!(links.chunks[*k].kind, ChunkKind::Date(_)))?;
    let joiner = (chunk + 1..after).any(|k| matches!(scene.lower(links.chunks[k].tokens.start), "and" | "to" | "until" | "through"));
    if !joiner {
        return None;
    }
    let ChunkKind::Date(end) = links.chunks[after].kind else {
        return None;
    };
    value(scene, end).filter(|d| d.end.is_some()).map(|_| end)
}

/// What the words before a date make of the figures that it dates.
fn scope_of(scene: &Scene<'_>, links: &Links<'_>, claim: &Claim, chunk: usize, interval: bool, date: Option<&DateValue>) -> Option<Scope> {
    if interval {
        return Some(Scope::Interval);
    }
    let opener = chunk.checked_sub(1).map(|k| scene.word(links.chunks[k].tokens.start))?;
    if opener == scene.frames.words.since {
        return Some(Scope::Cumulative);
    }
    let days = date.and_then(|d| Some((d.end? - d.start?).get_days()))?;
    // “In August a strike on a bus killed 51”: one event of that month.
    let clause = links.clause(claim.verb.unwrap_or(claim.noun));
    let one_event = claim.implied
        || links.chunks[clause].iter().any(|c| {
            c.noun()
                .is_some_and(|n| !n.plural && n.number.is_none() && (n.class.event.is_some() || links.head_is(n, MentionType::Weapon)))
        });
    (days > FEW_DAYS - 1 && !one_event && scene.gazetteer.vocabulary.lists(opener, WordList::INTERVAL)).then_some(Scope::Interval)
}

/// Stocks are snapshots, “a day” makes a rate, the rest is told of one event.
pub(super) fn default_scope(scene: &Scene<'_>, claim: &Claim) -> Scope {
    let end = scene.sentences[claim.sentence as usize].tokens.end;
    let after = scene.tokens.list.partition_point(|t| t.span.end <= claim.figure_span.end) as u32;
    for t in after..end.min(after + 5) {
        let is = |t: u32, list| scene.gazetteer.vocabulary.lists(scene.word(t), list);
        let each = is(t, WordList::EACH) && t + 1 < end && is(t + 1, WordList::SPAN);
        // “at the weekly market” is no rate.
        let describes = scene
            .chunk_at(claim.sentence, t)
            .and_then(|k| scene.chunks[claim.sentence as usize][k].noun())
            .is_some_and(|n| n.determiner == Determiner::Definite && n.head > t);
        if each || is(t, WordList::RATE) && !describes {
            return Scope::Rate;
        }
    }
    match claim.kind {
        Kind::Strength | Kind::Population | Kind::Seats | Kind::Money | Kind::Share | Kind::Other => Scope::Snapshot,
        _ => {
            let cumulative = scene
                .phrases
                .read(scene.sentences[claim.sentence as usize].span.of(scene.text))
                .cumulative;
            if cumulative && !claim.implied {
                Scope::Cumulative
            } else {
                Scope::Incident
            }
        }
    }
}
