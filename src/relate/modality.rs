//! Asserted, reported, negated, hypothetical: from the verb's auxiliaries, adverbs, the clause's conjunction and the verb that governs it.

use super::Scene;
use crate::chunk::{ChunkKind, Links, VerbForm, Voice};
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
    if links.is_conditional(at) || verb_at.is_some_and(|v| links.is_conditional(v)) || is_defined(scene, &links, at) {
        return Some((Modality::Hypothetical, None));
    }
    if let Some(found) = wished_for(scene, &links, claim, at) {
        return Some(found);
    }
    // “reportedly”, “allegedly” in the same clause.
    let hedges = |k: &usize| {
        matches!(links.chunks[*k].kind, ChunkKind::Adverb)
            && links.is(scene.word(links.chunks[*k].tokens.start), Class::HEDGE_REPORTED)
            && !belongs_to_another(&links, *k, at)
    };
    let hedge = links.clause(at).find(hedges).map(|k| links.chunks[k].tokens.start);
    hedge.map(|token| (Modality::Reported, Some(token)))
}

/// “five of hunger, three allegedly under torture”: whether an adverb at `adverb` is said of another member of a list than the figure at `at`.
fn belongs_to_another(links: &Links<'_>, adverb: usize, at: usize) -> bool {
    let counts = |k: usize| links.noun(k).is_some_and(|n| n.number.is_some());
    let own = adverb.checked_sub(1).filter(|k| counts(*k));
    own.is_some_and(|k| k != at) || at < adverb && (at + 1..adverb).any(counts)
}

/// “any killing of three or more is a massacre”: a definition tells of no event.
fn is_defined(scene: &Scene<'_>, links: &Links<'_>, at: usize) -> bool {
    let any = |k: usize| scene.word(links.chunks[k].tokens.start) == scene.frames.words.any;
    any(at)
        || links
            .governor(at)
            .is_some_and(|p| links.chunks[p].preposition() == Some(links.of) && p > 0 && any(p - 1))
}

/// “asked for 40 jeeps”, “seeks $90 million”, “expects to lose a fifth”, “refused to pay 3,000 pesos”: what is demanded, planned or refused. Of deeds against people and
/// of attacks the verb itself says as much.
fn wished_for(scene: &Scene<'_>, links: &Links<'_>, claim: &Claim, at: usize) -> Option<(Modality, Option<u32>)> {
    if super::scope::is_event(claim.kind) && claim.kind != Kind::Munitions {
        return None;
    }
    let vocabulary = &scene.gazetteer.vocabulary;
    let verb = (0..at)
        .rev()
        .take(8)
        .take_while(|k| !is_border(links, *k))
        .find(|k| links.verb(*k).is_some())?;
    let group = links.verb(verb)?;
    let governs = |v: usize| {
        let object = links.object(v).contains(&at);
        let behind = links.prepositional(v, scene.frames.words.for_).contains(&at);
        object && vocabulary.lists(group.verb, WordList::WISH)
            || behind && vocabulary.lists(group.verb, WordList::WISH.or(WordList::WISH_FOR))
    };
    // “appealed for”: without an object a past form may look like a passive.
    if (group.voice == Voice::Active || group.form == VerbForm::Bare) && governs(verb) {
        return Some((Modality::Hypothetical, Some(group.head)));
    }
    // The subject of a passive: “40 jeeps were requested”, “$3 million has been earmarked”.
    let behind = (at + 1..links.chunks.len()).find(|k| links.verb(*k).is_some());
    if let Some(v) = behind.and_then(|v| {
        links
            .verb(v)
            .filter(|g| g.voice == Voice::Passive && links.subject(v).contains(&at))
    }) && vocabulary.lists(v.verb, WordList::WISH)
    {
        return Some((Modality::Hypothetical, Some(v.head)));
    }
    // The infinitive behind such a verb.
    if group.form != VerbForm::Infinitive || !(links.object(verb).contains(&at) || links.governor(at).is_some()) {
        return None;
    }
    let outer = (0..verb)
        .rev()
        .take(4)
        .take_while(|k| !is_border(links, *k))
        .find(|k| links.verb(*k).is_some())?;
    let outer = links.verb(outer)?;
    if vocabulary.lists(outer.verb, WordList::FAILURE) {
        return Some((Modality::Negated, Some(outer.head)));
    }
    vocabulary
        .lists(outer.verb, WordList::WISH.or(WordList::WISH_FOR))
        .then_some((Modality::Hypothetical, Some(outer.head)))
}

/// Whether a chunk ends a clause.
fn is_border(links: &Links<'_>, at: usize) -> bool {
    matches!(
        links.chunks[at].kind,
        ChunkKind::Stop | ChunkKind::Subordinator { .. } | ChunkKind::Relative
    )
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
