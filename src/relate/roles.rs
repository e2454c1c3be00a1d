//! Roles that the text leaves in a neighbouring claim: who did it, where a sentence says only “the attack killed 12” or “they also killed”.

use super::Scene;
use super::setting::points_back;
use crate::extract::{Claim, Role};
use crate::record::{Kind, Modality, SourceType};
use crate::text::SentenceKind;

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
                let own = c
                    .source
                    .filter(|s| !is_pronoun(scene, s) && s.span.start < actor.span.start && matches!(c.source_type, Some(t) if acts(t)));
                let role = own.or(reachable.map(|l| l.role)).filter(|r| !is_target(scene, r, c));
                c.actor = role.or(Some(actor).filter(|a| !is_thing(scene, a)));
            }
        }
        let attacker = claims[at..end]
            .iter()
            .filter(|c| c.kind == Kind::Attacks && !matches!(c.modality, Modality::Negated | Modality::Hypothetical))
            .find_map(|c| c.actor);
        for n in at..end {
            let c = &claims[n];
            if c.actor.is_some() || !c.wants_actor {
                continue;
            }
            let total = c.subset_of.and_then(|t| claims.get(t)).and_then(|t| t.actor);
            let back = points_back(&scene.links(sentence), c);
            let same = attacker.filter(|_| back || c.kind != Kind::Attacks && one_clause(scene, c, &claims[at..end]));
            let before = reachable.filter(|_| back).map(|l| l.role);
            claims[n].actor = total.or(same).or(before).filter(|r| !is_target(scene, r, c));
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

/// Whether an attack of the sentence stands in the clause of a claim: “… in an attack that killed 12”.
fn one_clause(scene: &Scene<'_>, claim: &Claim, others: &[Claim]) -> bool {
    let links = scene.links(claim.sentence);
    let clause = links.clause(claim.verb.unwrap_or(claim.noun));
    others
        .iter()
        .filter(|o| o.kind == Kind::Attacks && o.actor.is_some())
        .any(|o| clause.contains(&o.noun) || o.verb.is_some_and(|v| clause.contains(&v)))
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
