//! Roles that the text leaves in a neighbouring claim: who did it, where a sentence says only “the attack killed 12” or “they also killed”.

use super::Scene;
use crate::extract::{Claim, Role};
use crate::record::Kind;

/// How far back an actor is carried, in sentences.
const REACH: u32 = 2;

/// Fills in actors: from the attack told in the same sentence, else from the last claim with an actor in the same stretch of text.
pub(super) fn carry_over(scene: &Scene<'_>, claims: &mut [Claim]) {
    let mut last: Option<(u32, Role)> = None;
    let mut at = 0;
    while at < claims.len() {
        let sentence = claims[at].sentence;
        let end = at + claims[at..].iter().take_while(|c| c.sentence == sentence).count();
        for c in &mut claims[at..end] {
            if let Some(actor) = c.actor
                && is_pronoun(scene, &actor)
            {
                // “They also killed …”: whoever acted last.
                c.actor = last
                    .filter(|(from, _)| sentence - from <= REACH)
                    .map(|(_, role)| role)
                    .or(Some(actor));
            }
        }
        let own = claims[at..end]
            .iter()
            .filter(|c| c.kind == Kind::Attacks || c.kind.counts_victims())
            .find_map(|c| c.actor);
        for c in &mut claims[at..end] {
            if c.actor.is_none() && c.wants_actor {
                c.actor = own
                    .filter(|role| Some(role.span) != c.target.map(|t| t.span))
                    .or_else(|| last.filter(|(from, _)| sentence - from <= REACH).map(|(_, role)| role));
            }
        }
        if let Some(role) = claims[at..end]
            .iter()
            .filter(|c| c.wants_actor)
            .filter_map(|c| c.actor)
            .find(|r| !is_pronoun(scene, r))
        {
            last = Some((sentence, role));
        }
        at = end;
    }
}

fn is_pronoun(scene: &Scene<'_>, role: &Role) -> bool {
    matches!(
        role.span.of(scene.text).to_ascii_lowercase().as_str(),
        "they" | "he" | "she" | "it" | "we" | "who" | "which" | "that" | "them"
    )
}
