//! Roles that the text leaves in a neighbouring claim: who did it, where a sentence says only “the attack killed 12” or “they also killed”.

use super::Scene;
use super::setting::points_back;
use crate::chunk::{Links, NounGroup};
use crate::extract::{Claim, Role, Rule};
use crate::gazetteer::WordList;
use crate::record::{Kind, MentionType, Modality, SourceType, VictimClass};
use crate::text::SentenceKind;
use std::ops::Range;

/// How far back an actor is carried, in sentences.
const REACH: u32 = 2;

/// Who acted last, and where that was told.
#[derive(Clone, Copy)]
struct Last {
    sentence: u32,
    role: Role,
}

/// Fills in actors. A part has its total's. A pronoun, or a claim that points back at an attack (“the strike also killed …”), has the actor told last, in the same
/// sentence or shortly before in the same stretch of text. A claim that names no attack at all has none: who did it is not said.
pub(super) fn carry_over(scene: &Scene<'_>, sections: &[u32], claims: &mut [Claim]) {
    let mut last: Option<Last> = None;
    let mut at = 0;
    while at < claims.len() {
        let sentence = claims[at].sentence;
        let end = at + claims[at..].iter().take_while(|c| c.sentence == sentence).count();
        let same_section = |l: &Last| sections[l.sentence as usize] == sections[sentence as usize];
        let reachable = last.filter(|l| sentence - l.sentence <= REACH && same_section(l) && !new_item(scene, l.sentence, sentence));
        for c in &mut claims[at..end] {
            if let Some(actor) = c.actor
                && is_pronoun(scene, &actor)
            {
                // “The army said it had killed …” speaks of itself; else “they also killed …” is whoever acted last.
                // So does any body that says of itself that “it” has men, paid a sum or won seats.
                let holds = !c.kind.counts_victims() && c.kind != Kind::Attacks && is_thing(scene, &actor);
                let own = c.source.filter(|s| {
                    !is_pronoun(scene, s)
                        && s.span.start < actor.span.start
                        && (matches!(c.source_type, Some(t) if acts(t)) || holds && is_one_body(scene, c.sentence, s))
                });
                let role = own.or(reachable.map(|l| l.role)).filter(|r| !is_target(scene, r, c));
                c.actor = role.or(Some(actor).filter(|a| !is_thing(scene, a)));
            }
        }
        // The attacks first: who made them did what came of them.
        for n in at..end {
            if claims[n].kind == Kind::Attacks {
                fill(scene, claims, at..end, n, None, reachable);
            }
        }
        let attacker = claims[at..end]
            .iter()
            .filter(|c| c.kind == Kind::Attacks && !matches!(c.modality, Modality::Negated | Modality::Hypothetical))
            .find_map(|c| c.actor);
        for n in at..end {
            fill(scene, claims, at..end, n, attacker, reachable);
        }
        if let Some(role) = claims[at..end]
            .iter()
            .filter(|c| c.wants_actor)
            .filter_map(|c| c.actor)
            .find(|r| !is_pronoun(scene, r))
        {
            last = Some(Last { sentence, role });
        }
        at = end;
    }
}

/// Gives claim `n` of a sentence, whose claims are `own`, the actor that its neighbours tell, where it has none.
fn fill(scene: &Scene<'_>, claims: &mut [Claim], own: Range<usize>, n: usize, attacker: Option<Role>, reachable: Option<Last>) {
    let c = &claims[n];
    if c.actor.is_some() {
        return;
    }
    if let Some(other) = opponent(scene, c) {
        claims[n].actor = Some(other);
        return;
    }
    let total = c.subset_of.and_then(|t| claims.get(t)).and_then(|t| t.actor);
    if !c.wants_actor {
        claims[n].actor = total;
        return;
    }
    // “six more porters were shot on the bridge”: like those before them.
    let like = claims[own.start..n]
        .iter()
        .rev()
        .filter(|o| c.additional && o.kind == c.kind)
        .find_map(|o| o.actor);
    let back = c.additional && c.kind == Kind::Attacks || points_back(&scene.links(c.sentence), c) && !tells_of_war(scene, c);
    let same = attacker.filter(|_| back || one_clause(scene, c, &claims[own.clone()]));
    let done = matches!(c.rule, Rule::Frame(index) if scene.frames.get(index).has_agent);
    let beside = || beside(&claims[own.clone()], c).filter(|_| done);
    let before = reachable.filter(|_| back).map(|l| l.role);
    claims[n].actor = total
        .or(like)
        .or(same)
        .or(before)
        .or_else(beside)
        .filter(|r| !is_target(scene, r, c));
}

/// “Gunmen killed a guard in Mansour; two bystanders were hurt”: who harmed those told of before in the sentence, at the same place and time, where nothing says who
/// harmed these.
fn beside(own: &[Claim], claim: &Claim) -> Option<Role> {
    let harms = |c: &Claim| matches!(c.kind, Kind::Killed | Kind::Injured | Kind::Casualties | Kind::Abducted);
    let before = own.iter().filter(|o| harms(o) && o.noun < claim.noun).max_by_key(|o| o.noun)?;
    let together = before.places == claim.places && before.date == claim.date && before.modality == claim.modality;
    before
        .actor
        .filter(|_| harms(claim) && together && before.source.map(|s| s.span) == claim.source.map(|s| s.span))
}

/// “The conflict has claimed 6,100 lives”: nobody's single deed.
fn tells_of_war(scene: &Scene<'_>, claim: &Claim) -> bool {
    let links = scene.links(claim.sentence);
    let subject = claim.verb.map_or_else(Vec::new, |v| links.subject(v));
    let head = subject.first().and_then(|s| links.noun(*s)).map(|n| scene.word(n.head));
    head.is_some_and(|word| scene.gazetteer.vocabulary.lists(word, WordList::LASTS))
}

/// Whether a source of the same sentence is one body, and no people: “the mission”, not “experts”.
fn is_one_body(scene: &Scene<'_>, sentence: u32, source: &Role) -> bool {
    let last = scene.tokens.list.partition_point(|t| t.span.end < source.span.end) as u32;
    let class = scene.gazetteer.vocabulary.info(scene.word(last)).noun_class;
    let inside = scene.sentences[sentence as usize].span.contains(&source.span);
    let person = source.mention.is_some_and(|m| scene.mentions[m as usize].is(MentionType::Person));
    inside && !person && class.person.is_none() && !class.plural
}

/// Whether such a source tells of its own deeds when it says “it” or “they”.
const fn acts(source: SourceType) -> bool {
    matches!(
        source,
        SourceType::Military | SourceType::ArmedGroup | SourceType::Police | SourceType::Government
    )
}

/// Whether a pronoun may stand for an attack: left without an actor, it names none.
fn is_thing(scene: &Scene<'_>, role: &Role) -> bool {
    let text = role.span.of(scene.text);
    ["it", "this", "that", "which"].iter().any(|p| text.eq_ignore_ascii_case(p))
}

/// Whether a new item of a list begins between two sentences.
fn new_item(scene: &Scene<'_>, from: u32, to: u32) -> bool {
    let (a, b) = (&scene.sentences[from as usize], &scene.sentences[to as usize]);
    b.kind == SentenceKind::ListItem && a.paragraph != b.paragraph
}

/// Whether an attack of the sentence stands in the clause of a claim, or in the one behind its “when”: “… in an attack that killed 12”.
fn one_clause(scene: &Scene<'_>, claim: &Claim, others: &[Claim]) -> bool {
    let links = scene.links(claim.sentence);
    let clause = links.clause(claim.verb.unwrap_or(claim.noun));
    // “17 people died when jets bombed a monastery”
    let own = links.coordinate_clause(claim.verb.unwrap_or(claim.noun));
    let opener = links.chunks.get(own.end).filter(|_| own.end == clause.end);
    let opener = opener.and_then(|c| c.tokens.clone().last());
    let when = opener
        .filter(|t| scene.word(*t) == scene.frames.words.when)
        .map(|_| links.clause(clause.end + 1));
    // “carried out seven raids, three of which hit a workshop, killing nine”
    let of = |k: &usize| links.chunks[*k].preposition() == Some(links.of);
    let of_which = clause.start.checked_sub(2).filter(of).map(|k| links.clause(k));
    let within = |k: usize| clause.contains(&k) || when.iter().chain(&of_which).any(|w| w.contains(&k));
    let attacks = others.iter().filter(|o| o.kind == Kind::Attacks && o.actor.is_some());
    attacks.clone().any(|o| within(o.noun) || o.verb.is_some_and(within))
}

/// “a gunfight between guards and rebels left two guards dead”: of two sides the other.
fn opponent(scene: &Scene<'_>, claim: &Claim) -> Option<Role> {
    let target = claim.target.filter(|_| claim.kind.counts_victims())?;
    let links = scene.links(claim.sentence);
    let between = scene.frames.words.between;
    let fight = (0..claim.noun)
        .find(|k| links.noun(*k).is_some_and(|n| n.class.event.is_some()) && !links.prepositional(*k, between).is_empty())?;
    let sides = links.prepositional(fight, between);
    let [one, two] = sides.as_slice() else { return None };
    let on_side = |k: usize| links.noun(k).is_some_and(|side| is_of(scene, &links, &target, side));
    let other = match (on_side(*one), on_side(*two)) {
        (true, false) => *two,
        (false, true) => *one,
        _ => return None,
    };
    let noun = links.noun(other)?;
    Some(Role {
        span: scene.span(claim.sentence, other),
        mention: links.name_of(noun),
    })
}

/// Whether a target is of a side: of the same name, or of the same kind (“officers” are police, “gunmen” rebels).
fn is_of(scene: &Scene<'_>, links: &Links<'_>, target: &Role, side: &NounGroup) -> bool {
    let entity = |m: Option<u32>| m.and_then(|m| scene.entity(m)).map(|e| &e.id);
    let named = entity(links.name_of(side));
    if named.is_some() && named == entity(target.mention) {
        return true;
    }
    let last = scene.tokens.list.partition_point(|t| t.span.end < target.span.end);
    let first = scene.tokens.list.partition_point(|t| t.span.end <= target.span.start);
    let kind = |token: usize| scene.gazetteer.vocabulary.info(scene.tokens.list[token].word).noun_class.person;
    let target_kind = (first..=last).rev().find_map(kind);
    let side_kind = side.class.person.or(match side.class.source {
        Some(SourceType::Police | SourceType::Military) => Some(VictimClass::SecurityForce),
        Some(SourceType::ArmedGroup) => Some(VictimClass::Combatant),
        _ => None,
    });
    side_kind.is_some() && target_kind == side_kind
}

/// Whether a role names whom the claim's violence hit.
fn is_target(scene: &Scene<'_>, role: &Role, claim: &Claim) -> bool {
    let Some(target) = claim.target else { return false };
    let entity = |r: &Role| r.mention.and_then(|m| scene.entity(m)).map(|e| &e.id);
    role.span.overlaps(&target.span) || entity(role).is_some() && entity(role) == entity(&target)
}

pub(super) fn is_pronoun(scene: &Scene<'_>, role: &Role) -> bool {
    matches!(
        role.span.of(scene.text).to_ascii_lowercase().as_str(),
        "they" | "he" | "she" | "it" | "we" | "who" | "which" | "that" | "this" | "them"
    )
}
