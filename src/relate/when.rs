//! When: a date in the claim's own clause, else its sentence, else carried over. The date of a statement is not the date of the event.

use super::Scene;
use crate::chunk::{ChunkKind, Links};
use crate::extract::Claim;
use crate::record::{Kind, Scope, TimexType};
use crate::tag::{DateValue, MentionValue};

/// How far back a date is carried, in sentences.
const REACH: u32 = 3;

/// Sets `date` and `scope` of each claim.
pub(super) fn date(scene: &Scene<'_>, claims: &mut [Claim]) {
    let mut carried: Option<(u32, u32, Option<u32>)> = None;
    let mut next = 0;
    for index in 0..scene.sentences.len() as u32 {
        let sentence = &scene.sentences[index as usize];
        let dates: Vec<(usize, u32)> = if sentence.kind.tells() {
            dates_of(scene, index)
        } else {
            Vec::new()
        };
        while next < claims.len() && claims[next].sentence == index {
            let claim = &mut claims[next];
            next += 1;
            let links = scene.links(index);
            let at = scene.chunk_of(claim);
            let clause = links.clause(at);
            let trigger_clause = claim.verb.map_or(clause.clone(), |v| links.clause(v));
            // In the clause of the figure or of its verb, the nearest; else the only one of the sentence.
            let near = dates
                .iter()
                .filter(|(c, _)| clause.contains(c) || trigger_clause.contains(c))
                .min_by_key(|(c, _)| c.abs_diff(claim.verb.unwrap_or(at)).min(c.abs_diff(at)));
            let chosen = near.or_else(|| dates.first().filter(|_| dates.len() == 1)).copied();
            if let Some((chunk, mention)) = chosen {
                let end = joined(scene, &links, chunk);
                claim.date = Some((mention, end));
                claim.scope = scope_of(scene, &links, chunk, end.is_some(), value(scene, mention));
            } else if let Some((from, mention, end)) = carried
                && index - from <= REACH
                && !matches!(claim.kind, Kind::Money | Kind::Share | Kind::Seats)
            {
                claim.date = Some((mention, end));
            }
            if claim.scope.is_none() {
                claim.scope = Some(default_scope(scene, claim));
            }
        }
        if let Some((chunk, mention)) = dates.first() {
            let links = scene.links(index);
            carried = Some((index, *mention, joined(scene, &links, *chunk)));
        }
    }
}

fn value<'a>(scene: &Scene<'a>, mention: u32) -> Option<&'a DateValue> {
    if let MentionValue::Date(d) = &scene.mentions[mention as usize].value {
        Some(d)
    } else {
        None
    }
}

/// The dates of a sentence that may date what it tells: chunk and mention. Not those of a statement (“said on Monday”), nor durations and sets.
fn dates_of(scene: &Scene<'_>, index: u32) -> Vec<(usize, u32)> {
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
        if !dates_statement(scene, &links, chunk) {
            found.push((chunk, m as u32));
        }
    }
    found
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
    let joiner = (chunk + 1..after).any(|k| {
        matches!(
            scene.lower(links.chunks[k].tokens.start),
            "and" | "to" | "until" | "through"
        )
    });
    if !joiner {
        return None;
    }
    let ChunkKind::Date(end) = links.chunks[after].kind else {
        return None;
    };
    value(scene, end).filter(|d| d.end.is_some()).map(|_| end)
}

fn scope_of(scene: &Scene<'_>, links: &Links<'_>, chunk: usize, interval: bool, date: Option<&DateValue>) -> Option<Scope> {
    if interval {
        return Some(Scope::Interval);
    }
    let opener = chunk.checked_sub(1).map(|k| scene.word(links.chunks[k].tokens.start));
    if opener == Some(scene.frames.words.since) {
        return Some(Scope::Cumulative);
    }
    let days = date.and_then(|d| Some((d.end? - d.start?).get_days()));
    let opens_span = chunk.checked_sub(1).map(|k| scene.lower(links.chunks[k].tokens.start));
    if days.is_some_and(|d| d > 2)
        && matches!(
            opens_span,
            Some("in" | "over" | "during" | "within" | "throughout" | "for")
        )
        && days.is_some_and(|d| d > 6)
    {
        return Some(Scope::Interval);
    }
    None
}

/// Stocks are snapshots, “a day” makes a rate, the rest is told of one event.
fn default_scope(scene: &Scene<'_>, claim: &Claim) -> Scope {
    let end = scene.sentences[claim.sentence as usize].tokens.end;
    let after = scene.tokens.list.partition_point(|t| t.span.end <= claim.figure_span.end) as u32;
    for t in after..end.min(after + 5) {
        let word = scene.lower(t);
        if word == "per" || matches!(word, "daily" | "weekly" | "monthly" | "annually" | "yearly") {
            return Scope::Rate;
        }
        if matches!(word, "a" | "each" | "every")
            && t + 1 < end
            && matches!(scene.lower(t + 1), "day" | "week" | "month" | "year" | "night" | "hour")
        {
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
