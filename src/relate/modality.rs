//! Asserted, reported, negated, hypothetical: from the verb's auxiliaries, adverbs, the clause's conjunction and the verb that governs it.

use super::Scene;
use crate::chunk::{ChunkKind, VerbForm, Voice};
use crate::extract::{Claim, Rule};
use crate::gazetteer::{Class, WordList};
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
        let told_by_not = matches!(claim.rule, Rule::Frame(index) if scene.frames.get(index).negated);
        if verb.negated && claim.figure.comparator != Comparator::None && !told_by_not {
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
    // “12 feared dead”, “three believed killed”
    if verb.form != VerbForm::Infinitive && scene.gazetteer.vocabulary.lists(scene.word(verb.head), WordList::SUPPOSITION) {
        return Some((Modality::Reported, Some(verb.head)));
    }
    if verb.form != VerbForm::Infinitive {
        return None;
    }
    let Some((_, governor)) = before else {
        return Some((Modality::Hypothetical, Some(verb.head)));
    };
    let is = |list| scene.gazetteer.vocabulary.lists(scene.word(governor.head), list);
    if governor.voice == Voice::Passive && is(WordList::KNOWLEDGE) || is(WordList::ACCOMPLISHMENT) {
        return None;
    }
    // “claimed to have killed” reports too; the others only in the passive: “is believed to have killed”.
    let claims = scene.gazetteer.vocabulary.info(governor.verb).reporting == Some(Modality::Reported);
    if is(WordList::BELIEF) && (governor.voice == Voice::Passive || claims) {
        return Some((Modality::Reported, Some(governor.head)));
    }
    if is(WordList::FAILURE) {
        return Some((Modality::Negated, Some(governor.head)));
    }
    Some((Modality::Hypothetical, Some(governor.head)))
}
