//! Asserted, reported, negated, hypothetical: from the verb's auxiliaries, adverbs, the clause's conjunction and the verb that governs it.

use super::Scene;
use crate::chunk::{ChunkKind, VerbForm, Voice};
use crate::extract::Claim;
use crate::gazetteer::Class;
use crate::record::{Comparator, Kind, Modality};

/// Sets `modality` and `hedge` where the sentence makes a claim less than asserted.
pub(super) fn judge(scene: &Scene<'_>, claims: &mut [Claim]) {
    for claim in claims {
        if let Some((modality, hedge)) = of_sentence(scene, claim) {
            // A negation or a condition outweighs a mere report.
            if claim.modality == Modality::Asserted || modality != Modality::Reported {
                claim.modality = modality;
                if let Some(token) = hedge {
                    claim.hedge = Some(scene.tokens.list[token as usize].span);
                }
            }
        }
    }
}

fn of_sentence(scene: &Scene<'_>, claim: &Claim) -> Option<(Modality, Option<u32>)> {
    let links = scene.links(claim.sentence);
    let at = scene.chunk_of(claim);
    let verb_at = claim
        .verb
        .filter(|v| claim.kind.counts_victims() || claim.kind == Kind::Attacks || claim.kind == Kind::Munitions || *v < links.chunks.len());
    if let Some(v) = verb_at
        && let Some(verb) = links.verb(v)
    {
        if verb.hypothetical || verb.future {
            return Some((Modality::Hypothetical, Some(verb.head)));
        }
        if verb.negated && claim.figure.comparator != Comparator::None {
            return Some((Modality::Negated, Some(verb.head)));
        }
        if let Some(hedge) = verb.hedge {
            return Some((Modality::Reported, Some(hedge)));
        }
        if let Some(found) = governed(scene, claim.sentence, v) {
            return Some(found);
        }
    }
    if links.is_conditional(at) || verb_at.is_some_and(|v| links.is_conditional(v)) {
        return Some((Modality::Hypothetical, None));
    }
    // “reportedly”, “allegedly” in the same clause.
    let clause = links.clause(at);
    for k in clause {
        if matches!(links.chunks[k].kind, ChunkKind::Adverb) && links.is(scene.word(links.chunks[k].tokens.start), Class::HEDGE_REPORTED) {
            return Some((Modality::Reported, Some(links.chunks[k].tokens.start)));
        }
    }
    None
}

/// What the verb before does to an infinitive or to what hangs on it: “planned to kill”, “is believed to have killed”, “feared dead”.
fn governed(scene: &Scene<'_>, sentence: u32, at: usize) -> Option<(Modality, Option<u32>)> {
    let links = scene.links(sentence);
    let verb = links.verb(at)?;
    let mut before = None;
    for k in (at.saturating_sub(4)..at).rev() {
        match &links.chunks[k].kind {
            ChunkKind::Verb(v) => {
                before = Some((k, *v));
                break;
            }
            ChunkKind::Noun(_) | ChunkKind::Adverb | ChunkKind::Preposition(_) => {}
            _ => break,
        }
    }
    let word = scene.lower(verb.head);
    if matches!(
        word,
        "feared" | "believed" | "presumed" | "thought" | "suspected" | "rumoured" | "rumored"
    ) {
        return Some((Modality::Reported, Some(verb.head)));
    }
    if verb.form != VerbForm::Infinitive {
        return None;
    }
    let Some((_, governor)) = before else {
        return Some((Modality::Hypothetical, Some(verb.head)));
    };
    let word = scene.lower(governor.head);
    let believed = [
        "believ",
        "thought",
        "fear",
        "presum",
        "suspect",
        "report",
        "said",
        "known",
        "alleg",
        "claim",
        "rumour",
        "rumor",
        "understood",
    ]
    .iter()
    .any(|s| word.starts_with(s));
    if believed && (governor.voice == Voice::Passive || word.starts_with("claim")) {
        return if word == "known" {
            None
        } else {
            Some((Modality::Reported, Some(governor.head)))
        };
    }
    if [
        "began", "begun", "continu", "manag", "start", "went", "help", "seem", "appear", "used",
    ]
    .iter()
    .any(|s| word.starts_with(s))
    {
        return None;
    }
    if ["fail", "refus"].iter().any(|s| word.starts_with(s)) {
        return Some((Modality::Negated, Some(governor.head)));
    }
    Some((Modality::Hypothetical, Some(governor.head)))
}
