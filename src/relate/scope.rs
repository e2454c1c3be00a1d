//! How a figure relates to time: one event's, a stock's, a running total, a stretch of time's, a rate's. From the words beside the figure, the verb that governs it and
//! the words before its date.

use super::Scene;
use crate::chunk::{Chunk, ChunkKind, Clause, Determiner, Links, NounGroup, VerbForm, Voice};
use crate::extract::{Claim, Rule};
use crate::gazetteer::{Class, WordList};
use crate::record::{Kind, MentionType, Scope, TimexType};
use crate::tag::{DateValue, MentionValue};

/// The longest stretch of time, in days, that one event takes.
const FEW_DAYS: i32 = 7;
/// The longest that a month takes.
const MONTH: i32 = 31;

/// The scope of a claim that no date gives one: “a day” makes a rate, what is told by a verb of action is told of one event, and stocks are snapshots.
pub(super) fn without_date(scene: &Scene<'_>, claim: &Claim) -> Scope {
    if is_rate(scene, claim) {
        return Scope::Rate;
    }
    let phrases = scene.phrases.read(scene.sentences[claim.sentence as usize].span.of(scene.text));
    if phrases.total {
        return Scope::Interval;
    }
    let cumulative = || !claim.implied && (phrases.cumulative || phrases.period || is_since_clause(scene, claim));
    if !cumulative() && (stands(scene, claim) || is_state(scene, claim)) {
        return Scope::Snapshot;
    }
    match claim.kind {
        Kind::Share => Scope::Snapshot,
        Kind::Munitions if is_owned(scene, claim) => Scope::Snapshot,
        Kind::Strength | Kind::Population | Kind::Seats | Kind::Money | Kind::Other if !is_deed(scene, claim) => Scope::Snapshot,
        _ if cumulative() || adds_up(scene, claim) => Scope::Cumulative,
        _ => Scope::Incident,
    }
}

/// Parts have the scope of their totals, shares that of what they are shares of, unless a date of their own says otherwise. `claims` are those of one sentence, `first` is
/// the index of the first of them.
pub(super) fn pass_to_parts(claims: &mut [Claim], first: usize, dated: &[bool]) {
    for n in 0..claims.len() {
        let total = claims[n].subset_of.and_then(|t| t.checked_sub(first)).filter(|t| *t < claims.len());
        let Some(total) = total.map(|t| &claims[t]).filter(|_| !dated[n]) else {
            continue;
        };
        if claims[n].kind == Kind::Share || !is_event(claims[n].kind) || claims[n].kind == total.kind {
            claims[n].scope = total.scope;
        }
    }
}

/// What the words before the claim's date make of it.
pub(super) fn by_date(
    scene: &Scene<'_>,
    links: &Links<'_>,
    claim: &Claim,
    chunk: usize,
    stretch: bool,
    date: Option<&DateValue>,
) -> Option<Scope> {
    if stretch {
        return Some(Scope::Interval);
    }
    let opener = chunk.checked_sub(1).map(|k| scene.word(links.chunks[k].tokens.start))?;
    if opener == scene.frames.words.since {
        return Some(Scope::Cumulative);
    }
    // “over the past day”, “in 24 hours”
    let lasts = date.is_some_and(|d| d.timex == TimexType::Duration) && scene.gazetteer.vocabulary.lists(opener, WordList::INTERVAL);
    if lasts && is_event(claim.kind) && !claim.implied {
        return Some(Scope::Interval);
    }
    // What is there has no interval; nor have the seats that a party won in a year.
    if !is_event(claim.kind) && (claim.kind == Kind::Seats || !is_deed(scene, claim)) {
        return None;
    }
    let days = date.and_then(|d| Some((d.end? - d.start?).get_days()))?;
    if days < FEW_DAYS || !scene.gazetteer.vocabulary.lists(opener, WordList::INTERVAL) || is_one_event(scene, links, claim) {
        return None;
    }
    // “In May gunmen killed 25 worshippers at Dablo”: a town's dead of a month are those of one day; “during May” they are those of the month.
    let in_month = scene.lower(links.chunks[chunk - 1].tokens.start) == "in" && days < MONTH;
    if in_month && (!is_event(claim.kind) || is_local(scene, claim) && !is_counted_up(scene, links, claim)) {
        return None;
    }
    Some(Scope::Interval)
}

/// Whether a claim is told of violence, whose place and day a text carries on; a stock or a sum is not.
pub(super) const fn is_event(kind: Kind) -> bool {
    kind.counts_victims() || matches!(kind, Kind::Attacks | Kind::Munitions | Kind::Targets)
}

/// Whether a claim is told by a verb of action: sent, paid, torched; not has, lives, needs. A sum or a vote without a verb is one too.
pub(super) fn is_deed(scene: &Scene<'_>, claim: &Claim) -> bool {
    let links = scene.links(claim.sentence);
    let flows = matches!(claim.kind, Kind::Money | Kind::Seats);
    if !flows && is_whole(scene, &links, claim) {
        return false;
    }
    let Some(verb) = governor(&links, claim).and_then(|v| links.verb(v)) else {
        return flows;
    };
    let stative = scene.gazetteer.vocabulary.lists(verb.verb, WordList::STATIVE);
    let is = |class| links.is(scene.word(verb.head), class);
    if stative || is(Class::BE) || is(Class::HAVE) {
        return false;
    }
    flows || verb.form == VerbForm::Finite || verb.form == VerbForm::Bare || verb.form == VerbForm::Infinitive
}

/// Whether the frame that made the claim tells how things are and not what happened: “are sheltering”, “is holding”.
fn stands(scene: &Scene<'_>, claim: &Claim) -> bool {
    matches!(claim.rule, Rule::Frame(index) if scene.frames.get(index).snapshot) && !claim.implied
}

/// “2.8 million people are displaced”: what befell them is told in the present.
fn is_state(scene: &Scene<'_>, claim: &Claim) -> bool {
    let lasting = matches!(claim.kind, Kind::Displaced | Kind::Missing | Kind::Detained | Kind::Abducted);
    let links = scene.links(claim.sentence);
    let present = |v: usize| matches!(scene.lower(links.chunks[v].tokens.start), "is" | "are");
    lasting && !claim.implied && governor(&links, claim).is_some_and(|v| links.verb(v).is_some() && present(v))
}

/// “have been arrested since the violence began”: behind the verb that governs the figure a clause says since when.
fn is_since_clause(scene: &Scene<'_>, claim: &Claim) -> bool {
    let links = scene.links(claim.sentence);
    // “10,000 had been killed since the invasion and 18,500 hurt”: said of both, as long as nothing but “and” stands between.
    let verb = governor(&links, claim).unwrap_or(claim.noun);
    let joined = claim.verb.filter(|_| claim.rule == Rule::Fixed("ellipsis.share")).unwrap_or(verb);
    let verb = verb.min(joined);
    let since = |c: &Chunk| {
        matches!(c.kind, ChunkKind::Subordinator { .. })
            && c.tokens.clone().last().is_some_and(|t| scene.word(t) == scene.frames.words.since)
    };
    let behind = links.chunks[verb.max(claim.noun)..].iter();
    behind.take_while(|c| !matches!(c.kind, ChunkKind::Stop)).any(since)
}

/// “the brigade has 900 guns”
fn is_owned(scene: &Scene<'_>, claim: &Claim) -> bool {
    let links = scene.links(claim.sentence);
    let verb = governor(&links, claim).filter(|v| links.object(*v).contains(&claim.noun));
    verb.and_then(|v| links.verb(v))
        .is_some_and(|v| scene.gazetteer.vocabulary.lists(v.verb, WordList::STATIVE) || links.is(scene.word(v.head), Class::HAVE))
}

/// “nine of the town's 40 routes”, “a village of 180 households”: the number of what there is, of which the sentence tells something.
fn is_whole(scene: &Scene<'_>, links: &Links<'_>, claim: &Claim) -> bool {
    let governor = links
        .governor(claim.noun)
        .filter(|p| links.chunks[*p].preposition() == Some(links.of));
    let (Some(of), Some(noun)) = (governor, links.noun(claim.noun)) else {
        return false;
    };
    let known = matches!(noun.determiner, Determiner::Definite | Determiner::Possessive) || noun.possessor.is_some();
    let people = matches!(claim.kind, Kind::Population | Kind::Strength);
    let describes = |n: &NounGroup| {
        let lists = |list| scene.gazetteer.vocabulary.lists(scene.word(n.head), list);
        n.class.event.is_none() && n.number.is_none() && !lists(WordList::COLLECTIVE) && !lists(WordList::TALLY)
    };
    known || people && of.checked_sub(1).and_then(|o| links.noun(o)).is_some_and(describes)
}

/// The verb that governs the figure: the one behind it of which it is the subject, else the one before.
fn governor(links: &Links<'_>, claim: &Claim) -> Option<usize> {
    // “is thought to have 7,000 fighters, rejects those numbers”
    let own = claim.verb.filter(|v| links.object(*v).contains(&claim.noun));
    if own.is_some() {
        return own;
    }
    let behind = (claim.noun + 1..links.chunks.len()).find(|k| links.verb(*k).is_some());
    behind.filter(|v| links.subject(*v).contains(&claim.noun)).or(claim.verb)
}

/// “12 a day”, “40 weekly”, “a monthly stipend of 70”.
fn is_rate(scene: &Scene<'_>, claim: &Claim) -> bool {
    let tokens = &scene.sentences[claim.sentence as usize].tokens;
    let after = scene.tokens.list.partition_point(|t| t.span.end <= claim.figure_span.end) as u32;
    let is = |t: u32, list| scene.gazetteer.vocabulary.lists(scene.word(t), list);
    // “at the weekly market” is no rate.
    let describes = |t: u32| {
        let noun = scene
            .chunk_at(claim.sentence, t)
            .and_then(|k| scene.chunks[claim.sentence as usize][k].noun());
        noun.is_some_and(|n| n.determiner == Determiner::Definite && n.head > t)
    };
    let end = tokens.end.min(after + 5);
    // “a week earlier”, “a month after the truce”, “a year ago” say when.
    let each = |t: u32| {
        t + 1 < end
            && is(t, WordList::EACH)
            && is(t + 1, WordList::SPAN)
            && !(t + 2 < tokens.end && is(t + 2, WordList::SHIFTS))
            && !is_date(scene, claim.sentence, t + 1)
    };
    if (after..end).any(|t| each(t) || is(t, WordList::RATE) && !describes(t)) {
        return true;
    }
    let figure = scene.tokens.list.partition_point(|t| t.span.end <= claim.figure_span.start) as u32;
    let of = figure > tokens.start + 2 && scene.word(figure - 1) == scene.frames.words.of;
    of && (tokens.start.max(figure.saturating_sub(4))..figure - 1).any(|t| is(t, WordList::RATE))
}

/// Whether a token stands in a date that tells when something was.
fn is_date(scene: &Scene<'_>, sentence: u32, token: u32) -> bool {
    scene.mentions_of(sentence).any(|m| {
        let mention = &scene.mentions[m];
        let told = matches!(&mention.value, MentionValue::Date(d) if d.timex != TimexType::Set && d.start.is_some());
        told && mention.tokens.contains(&token)
    })
}

/// “In August a strike on a bus killed 51”, “when a mosque was bombed”: one event of that time, in the claim's clause or in the one behind “when”.
fn is_one_event(scene: &Scene<'_>, links: &Links<'_>, claim: &Claim) -> bool {
    if claim.implied {
        return true;
    }
    let one = |clause: Clause| {
        links.chunks[clause].iter().filter_map(|c| c.noun()).any(|n| {
            let single = n
                .number
                .is_none_or(|q| matches!(&scene.mentions[q as usize].value, MentionValue::Quantity(q) if q.figure.value == Some(1.0)));
            !n.plural && single && (n.class.event.is_some() || links.head_is(n, MentionType::Weapon))
        })
    };
    let clause = links.clause(claim.verb.unwrap_or(claim.noun));
    let when = (clause.end < links.chunks.len())
        .then(|| links.chunks[clause.end].tokens.clone().last())
        .flatten();
    let told_by_when = when.is_some_and(|t| scene.word(t) == scene.frames.words.when);
    one(clause.clone())
        || told_by_when
            && {
                let behind = links.clause(clause.end + 1);
                let attacked = |c: &ChunkKind| matches!(c, ChunkKind::Verb(v) if v.voice == Voice::Passive && scene.gazetteer.vocabulary.lists(v.verb, WordList::HIT));
                links.chunks[behind.clone()].iter().any(|c| attacked(&c.kind)) || one(behind)
            }
}

/// Whether a claim is of a town or a site.
fn is_local(scene: &Scene<'_>, claim: &Claim) -> bool {
    let fine = |m: &u32| scene.entity(*m).and_then(super::precision).is_some_and(|p| p == 1);
    is_event(claim.kind) && claim.places.iter().any(fine)
}

/// “The monitor logged 40 clashes”, “40 deaths were recorded”: events counted up.
fn is_counted_up(scene: &Scene<'_>, links: &Links<'_>, claim: &Claim) -> bool {
    let vocabulary = &scene.gazetteer.vocabulary;
    let counts = |v: usize| {
        links.verb(v).is_some_and(|g| {
            vocabulary.info(g.verb).reporting.is_some()
                || vocabulary.lists(g.verb, WordList::GIVES_FIGURE)
                || vocabulary.lists(g.verb, WordList::MEASURE)
        })
    };
    let events = links.noun(claim.noun).is_some_and(|n| n.class.event.is_some());
    events || claim.verb.is_some_and(counts)
}

/// “The war has killed 40,000”, “4,300 have passed through the camp”: what has come together over time.
fn adds_up(scene: &Scene<'_>, claim: &Claim) -> bool {
    let links = scene.links(claim.sentence);
    if claim.implied {
        return false;
    }
    let Some(verb) = governor(&links, claim).filter(|v| links.verb(*v).is_some()) else {
        return false;
    };
    let opener = scene.word(links.chunks[verb].tokens.start);
    if !links.is(opener, Class::HAVE) {
        return false;
    }
    let subject = links.subject(verb);
    if claim.kind.counts_victims() && claim.kind != Kind::Displaced {
        let lasts = |n: &NounGroup| scene.gazetteer.vocabulary.lists(scene.word(n.head), WordList::LASTS);
        // “an uprising in which 9,000 farmers have been killed”
        let around = || {
            let relative = links.clause(verb).start.checked_sub(1)?;
            let pied = relative.checked_sub(1).filter(|k| links.chunks[*k].preposition().is_some())?;
            links.noun(pied.checked_sub(1)?)
        };
        return subject.first().and_then(|s| links.noun(*s)).is_some_and(lasts) || around().is_some_and(lasts);
    }
    // “had left” is told of the past of one event.
    let many = claim.kind != Kind::Money && links.noun(claim.noun).is_some_and(|n| n.plural);
    many && opener != scene.frames.words.had && (subject.contains(&claim.noun) || claim.kind == Kind::Displaced)
}
