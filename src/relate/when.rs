//! When: the dates of a sentence that date what it tells, and what they do to the scope. The date of a statement is not the date of the event. What is carried over is
//! for [`super::setting`].

use super::setting::{self, Dated};
use super::{Scene, reports, scope};
use crate::chunk::{ChunkKind, Clause, Links, VerbForm, Voice};
use crate::extract::Claim;
use crate::gazetteer::{Class, WordList};
use crate::record::{DateAnchor, Scope, TimexType};
use crate::tag::{DateValue, MentionValue};

/// A date of a sentence that may date what it tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Date {
    /// Its chunk.
    pub chunk: usize,
    /// Its mention.
    pub mention: u32,
    /// Whether it stands aside: in a relative clause, behind a comparing word.
    pub aside: bool,
    /// The comparing word before it: it dates only what stands behind that (“down from 130 in July”).
    pub compared: Option<usize>,
    /// Whether it says since when an event is the worst of its kind: “the deadliest attack since 2018”.
    pub superlative: bool,
    /// Whether it says since when figures add up: “since May”, “so far this year”.
    pub running: bool,
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
    let dateline = reports::dateline(scene, index).map_or(0, |d| d.end);
    for m in scene.mentions_of(index) {
        let Some(date) = value(scene, m as u32) else { continue };
        if date.start.is_none() && date.end.is_none() || matches!(date.timex, TimexType::Set) {
            continue;
        }
        let Some(chunk) = scene.chunk_at(index, scene.mentions[m].tokens.start) else {
            continue;
        };
        // The day in a dateline is that of the report.
        let sent = scene.mentions[m].tokens.end <= dateline;
        let one_day = date.start.is_some() && date.start == date.end;
        if sent || dates_statement(scene, &links, chunk, one_day) || is_clock(scene, m, date) || is_overnight_of(scene, index, m, date) {
            continue;
        }
        let aside = setting::is_aside(scene, &links, chunk);
        let days = date.end.zip(date.start).map(|(b, a)| (b - a).get_days());
        let past = scene
            .published
            .map(|p| p.last_day())
            .is_none_or(|p| date.start.is_none_or(|s| s <= p));
        let superlative = is_since_superlative(scene, &links, chunk);
        let of_part = is_of_part(scene, &links, chunk, 0);
        let before = scene.mentions[m].tokens.start.checked_sub(1).map(|t| scene.word(t));
        let running = before.is_some_and(|w| w == scene.frames.words.since || w == scene.frames.words.far);
        found.push(Date {
            running,
            chunk,
            mention: m as u32,
            aside,
            compared: setting::compared(scene, &links, chunk),
            superlative,
            goes_on: !aside && !superlative && !of_part && !running && past && days.is_some_and(|d| d <= FEW_DAYS),
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
    let compared = |d: &Date| d.compared.is_some_and(|k| at < k);
    let of_part = |d: &Date| is_of_part(scene, &links, d.chunk, at);
    let candidates = || {
        dates.iter().filter(|d| {
            !opens_later_part(&links, d.chunk, told_at) && !compared(d) && !of_part(d) && !before_the_deed(&links, d.chunk, at, told_at)
        })
    };
    // “victims of Friday's raid were buried on Sunday”: the day that stands with what is told.
    if let Some(date) = candidates().find(|d| belongs_to(&links, d.chunk, at)) {
        return Some(Chosen {
            dated: (date.mention, None),
            scope: None,
        });
    }
    // “300 arrests since March, 40 of them since the vote in May”: a list without verbs has its dates item by item.
    let other_item = |d: &Date| {
        let between = d.chunk.min(at)..d.chunk.max(at);
        claim.verb.is_none() && links.chunks[between].iter().any(|c| matches!(c.kind, ChunkKind::Comma))
    };
    let near = candidates()
        .filter(|d| !d.superlative && (clause.contains(&d.chunk) || trigger_clause.contains(&d.chunk)))
        .min_by_key(|d| {
            let aside = d.aside && !clause.contains(&d.chunk) || is_inserted(&links, d.chunk, told_at);
            let follows = !claim.implied && follows(&links, d.chunk, at);
            (
                aside,
                !follows,
                !own.contains(&d.chunk),
                other_item(d),
                !d.running,
                distance(d.chunk),
            )
        });
    let of_when = date_of_when(scene, &links, candidates(), &trigger_clause, told_at)
        .or_else(|| date_of_when(scene, &links, candidates(), &clause, at));
    if let Some(date) = of_when {
        return Some(Chosen {
            dated: (date.mention, None),
            scope: None,
        });
    }
    // “In a message on Friday it said that it had killed 51”: the day of the saying; not “accused the army of firing on Friday”.
    let says = |d: &&Date| {
        let clause = links.clause(d.chunk);
        let reports = |k: usize| {
            links
                .verb(k)
                .is_some_and(|v| scene.gazetteer.vocabulary.info(v.verb).reporting.is_some())
        };
        let before = (clause.start..d.chunk).rev().find(|k| links.verb(*k).is_some());
        before.map_or_else(|| clause.clone().any(reports), reports)
    };
    // “…; whether they were let go was not known by 12 May”: of what is told behind the semicolon.
    let parted = |d: &&Date| {
        at < d.chunk
            && links.chunks[at..d.chunk]
                .iter()
                .any(|c| matches!(c.kind, ChunkKind::Stop) && scene.lower(c.tokens.start) == ";")
    };
    let mut main = candidates().filter(|d| !d.aside && !d.superlative && !says(d) && !parted(d));
    let only = main.next().filter(|_| main.next().is_none());
    // “the militia, which last week led raids that wounded nine”: of the clause around the relative one.
    let host = || {
        let relative = trigger_clause
            .start
            .checked_sub(1)
            .filter(|k| matches!(links.chunks[*k].kind, ChunkKind::Relative))?;
        let around = links.clause(relative.checked_sub(1)?);
        candidates()
            .filter(|d| !d.superlative && around.contains(&d.chunk))
            .min_by_key(|d| distance(d.chunk))
    };
    let date = near
        .or(only)
        .or_else(host)
        .or_else(|| candidates().find(|d| is_told_of(&links, d.chunk, at)))?;
    // “Between 15 April and 30 June …”: the stretch from the first to the second, whichever stands nearer.
    let opens = |d: &&Date| joined(scene, &links, d.chunk) == Some(date.mention);
    let date = dates.iter().find(opens).unwrap_or(date);
    let end = joined(scene, &links, date.chunk);
    Some(Chosen {
        dated: (date.mention, end),
        scope: scope::by_date(scene, &links, claim, date.chunk, end.is_some(), value(scene, date.mention)),
    })
}

/// “Three hostages held since February were killed”: whether a date stands with what befell those at `at` before the deed at `told_at`. (“A bomb dropped on 12 July
/// hit a house” tells of one deed.)
fn before_the_deed(links: &Links<'_>, date: usize, at: usize, told_at: usize) -> bool {
    let people = links.noun(at).is_some_and(|n| links.is_person(n)) || links.is_bare_number(at);
    let participle = |k: usize| links.verb(k).is_some_and(|v| v.form == VerbForm::Bare && v.voice == Voice::Passive);
    people && at < date && date < told_at && (at + 1..date).any(participle)
}

/// “wounded 90 men, including six on Friday”: whether a date behind the chunk at `total` dates only a part of what is told there.
fn is_of_part(scene: &Scene<'_>, links: &Links<'_>, date: usize, total: usize) -> bool {
    let opens = |k: &usize| {
        let chunk = &links.chunks[*k];
        matches!(chunk.kind, ChunkKind::Preposition(_) | ChunkKind::Adverb) && links.is(scene.word(chunk.tokens.start), Class::INCLUDING)
    };
    // “including four children, between Sunday and Thursday” dates them all.
    let ends = |k: &usize| matches!(links.chunks[*k].kind, ChunkKind::Verb(_) | ChunkKind::Comma);
    let part = (total..date).rev().take_while(|k| !ends(k)).find(opens);
    part.is_some_and(|k| links.noun(k + 1).is_some_and(|n| n.number.is_some()))
}

/// “an attack that killed six on Saturday”: whether a date stands in the relative clause right behind the noun group at `at`.
fn is_told_of(links: &Links<'_>, date: usize, at: usize) -> bool {
    let opener = links.clause(date).start.checked_sub(1);
    opener.is_some_and(|k| matches!(links.chunks[k].kind, ChunkKind::Relative) && k == at + 1)
}

/// “the institute, whose index came out on Tuesday, recorded 40 attacks in 2024”: whether a date stands in what is inserted before the verb at `told_at`.
fn is_inserted(links: &Links<'_>, date: usize, told_at: usize) -> bool {
    let comma = |k: usize| matches!(links.chunks[k].kind, ChunkKind::Comma);
    let opened = (0..date).rev().find(|k| comma(*k)).filter(|k| *k > 0);
    let told = opened.is_some_and(|k| (k..date).any(|v| links.verb(v).is_some_and(|g| g.form == VerbForm::Finite)));
    told && date < told_at && (date..told_at).any(comma)
}

/// “45 in January and 63 in February”: whether a date stands right behind the bare number at `at`.
fn follows(links: &Links<'_>, date: usize, at: usize) -> bool {
    let preposition = links.chunks.get(at + 1).is_some_and(|c| c.preposition().is_some());
    links.is_bare_number(at) && (date == at + 1 || preposition && date == at + 2)
}

/// Whether a date stands in the noun group at `at`, or in one that hangs on it by “of”: “Friday's raid”, “nine of the victims of Monday's blast”.
fn belongs_to(links: &Links<'_>, date: usize, mut at: usize) -> bool {
    for _ in 0..3 {
        if date == at {
            return links.noun(at).is_some();
        }
        match links.of_phrase(at).first() {
            Some(inner) if date >= at => at = *inner,
            _ => return false,
        }
    }
    false
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
    // Behind its first verb the clause may be over (“…, when 68 were killed, left nine dead”), but not where “and” goes on with it.
    let first = (opener..verb).find(|k| links.verb(*k).is_some());
    if first.is_some_and(|f| links.chunks[f..verb].iter().any(|c| matches!(c.kind, ChunkKind::Comma))) {
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

/// “before noon”, “around 2 p.m.”, “by late afternoon”: a time of the day that is being told, not of the day of publication; but “tonight”, “this morning”.
fn is_clock(scene: &Scene<'_>, mention: usize, date: &DateValue) -> bool {
    let tokens = scene.tokens.slice(&scene.mentions[mention].tokens);
    let of_today = |word: &str| {
        matches!(
            word,
            "today" | "tonight" | "overnight" | "yesterday" | "tomorrow" | "this" | "last" | "next"
        )
    };
    date.timex == TimexType::Time
        && date.anchor == DateAnchor::Published
        && tokens
            .iter()
            .all(|t| !t.is_word() || !t.is_capitalised() && !of_today(t.of(scene.text)))
}

/// “overnight on Sunday”, “overnight into Monday”: the day behind says which night.
fn is_overnight_of(scene: &Scene<'_>, index: u32, mention: usize, date: &DateValue) -> bool {
    let end = scene.mentions[mention].tokens.end;
    let next = || {
        scene
            .mentions_of(index)
            .find(|m| *m > mention && scene.mentions[*m].tokens.start <= end + 1)
    };
    date.timex == TimexType::Time && next().is_some_and(|m| value(scene, m as u32).is_some_and(|d| d.start.is_some()))
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

/// “police said on Monday”, “told reporters Friday”: the date stands right behind a reporting verb; “put the toll at 19 on Tuesday”, “the toll rose to 19 on Tuesday”: behind
/// a verb of counting with its figure.
fn dates_statement(scene: &Scene<'_>, links: &Links<'_>, chunk: usize, one_day: bool) -> bool {
    let vocabulary = &scene.gazetteer.vocabulary;
    let tally = |k: Option<&usize>| {
        k.and_then(|k| links.noun(*k))
            .is_some_and(|n| vocabulary.lists(scene.word(n.head), WordList::TALLY))
    };
    let mut figure = false;
    for k in (chunk.saturating_sub(6)..chunk).rev() {
        match &links.chunks[k].kind {
            ChunkKind::Verb(v) => {
                let reports = vocabulary.info(v.verb).reporting.is_some();
                if !figure {
                    return reports && k + 3 >= chunk;
                }
                let gives = vocabulary.lists(v.verb, WordList::GIVES_FIGURE) && tally(links.object(k).first());
                return one_day && (gives || vocabulary.lists(v.verb, WordList::MEASURE) && tally(links.subject(k).first()));
            }
            ChunkKind::Preposition(_) | ChunkKind::Adverb | ChunkKind::Date(_) => {}
            ChunkKind::Noun(n) if n.number.is_some() => figure = true,
            ChunkKind::Noun(n) if (n.class.source.is_some() || n.named) && k + 2 >= chunk => {}
            ChunkKind::Noun(_) if figure => {}
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
