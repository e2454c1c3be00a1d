//! According to whom: each claim takes the nearest source of its sentence that speaks for it, else who answers in an interview or whose quotation goes on. What a sentence
//! says of its sources is for [`super::sources`], whom pronouns stand for is for [`super::speakers`].

use super::Scene;
use super::lead::lead;
use super::sources::{Source, sources_of};
use super::speakers::{Speakers, interviewee};
use crate::chunk::{ChunkKind, Links};
use crate::extract::{Claim, Role};
use crate::record::{Modality, SourceType};
use crate::text::{SentenceKind, Span};

/// Sets `source`, `source_type` and what the reporting verb does to the modality and, where it accuses, to the actor.
pub(super) fn attribute(scene: &Scene<'_>, sections: &[u32], claims: &mut [Claim]) {
    let mut next = 0;
    let mut speakers = Speakers::default();
    let mut open_quote = false;
    let mut list = None;
    let interviewee = interviewee(scene);
    for index in 0..scene.sentences.len() as u32 {
        let sentence = &scene.sentences[index as usize];
        if index > 0 && sections[index as usize] != sections[index as usize - 1] {
            speakers = Speakers::default();
        }
        let mut sources = if sentence.kind.tells() {
            sources_of(scene, index)
        } else {
            Vec::new()
        };
        speakers.resolve(scene, index, &mut sources);
        let begins_quoted = open_quote || sentence.span.of(scene.text).starts_with(['“', '"']);
        // “A:” labels an answer, and is nobody's name.
        let labelled = sentence.speaker.filter(|span| span.len() > 2).map(|span| Role {
            span,
            mention: mention_in(scene, span),
        });
        let answers = interviewee
            .filter(|(first, _)| index > *first && sentence.kind == SentenceKind::Body)
            .map(|(_, role)| role);
        let interview = labelled.or(answers).map(|role| (role, Some(SourceType::Person)));
        if sentence.kind != SentenceKind::ListItem {
            list = lead(scene, index);
        }
        let goes_on = begins_quoted || sentence.kind == SentenceKind::Quote;
        while next < claims.len() && claims[next].sentence == index {
            let claim = &mut claims[next];
            next += 1;
            let at = scene.chunk_of(claim);
            if let Some(source) = nearest(&sources, at) {
                take(claim, source);
            } else if let Some((role, kind)) = interview {
                claim.source = Some(role);
                claim.source_type = kind;
            } else if let Some(lead) = list.filter(|_| sentence.kind == SentenceKind::ListItem) {
                (claim.source, claim.source_type) = (Some(lead.source.0), lead.source.1);
            } else if goes_on
                && !has_unknown_speaker(scene, &scene.links(index))
                && let Some((role, kind)) = speakers.still_speaking(index)
            {
                claim.source = Some(role);
                claim.source_type = kind;
            }
            let accusation = sources.iter().rfind(|s| s.scope.contains(&at) && s.accused.is_some());
            if let Some((source, (accused_at, accused))) = accusation.and_then(|s| Some((s, s.accused?)))
                && at > accused_at
            {
                blame(scene, claim, source, &accused);
            }
        }
        speakers.note(scene, index, &sources);
        open_quote = quote_stays_open(sentence.span.of(scene.text), open_quote);
    }
}

/// The source that speaks for the chunk at `at`: who counts just that figure, else the last before it, else the first behind.
fn nearest(sources: &[Source], at: usize) -> Option<&Source> {
    sources.iter().filter(|s| s.scope.contains(&at)).max_by_key(|s| match s.at {
        behind if s.scope.len() == 1 => (2, behind as isize),
        before if before <= at => (1, before as isize),
        behind => (0, -(behind as isize)),
    })
}

/// Gives a claim what its source says of it.
fn take(claim: &mut Claim, source: &Source) {
    claim.source = Some(source.role);
    claim.source_type = source.source_type;
    if source.modality != Modality::Asserted {
        claim.modality = source.modality;
        claim.hedge = Some(source.verb_span);
    }
}

/// “accused the army of an attack, which it said killed nine”: the accused did it, not who accuses.
fn blame(scene: &Scene<'_>, claim: &mut Claim, source: &Source, accused: &Role) {
    if !super::scope::is_event(claim.kind) {
        return;
    }
    let open = claim
        .actor
        .is_none_or(|a| super::roles::is_pronoun(scene, &a) || a.span.overlaps(&source.role.span));
    let hit = claim.target.is_some_and(|t| t.span.overlaps(&accused.span));
    if open && !hit {
        claim.actor = Some(*accused);
    }
    if claim.modality == Modality::Asserted {
        claim.modality = source.modality;
        claim.hedge = Some(source.verb_span);
    }
}

/// Whether a verb of saying stands beside a quotation mark: the sentence has a speaker of its own, known or not.
fn has_unknown_speaker(scene: &Scene<'_>, links: &Links<'_>) -> bool {
    let beside = |k: usize| links.chunks.get(k).is_some_and(|c| matches!(c.kind, ChunkKind::Quote));
    (0..links.chunks.len()).any(|k| {
        let says = links
            .verb(k)
            .is_some_and(|v| scene.gazetteer.vocabulary.info(v.verb).reporting.is_some());
        says && (k > 0 && beside(k - 1) || k > 1 && beside(k - 2))
    })
}

/// Whether a quotation is open at the end of the sentence.
fn quote_stays_open(text: &str, mut open: bool) -> bool {
    // “ and ” are three bytes that begin with 0xE2: only where that or a straight mark stands is there anything to read.
    for at in memchr::memchr2_iter(b'"', 0xE2, text.as_bytes()) {
        let rest = &text.as_bytes()[at..];
        if rest[0] == b'"' {
            open = !open;
        } else if rest.starts_with("“".as_bytes()) {
            open = true;
        } else if rest.starts_with("”".as_bytes()) {
            open = false;
        }
    }
    open
}

fn mention_in(scene: &Scene<'_>, span: Span) -> Option<u32> {
    let at = scene.mentions.partition_point(|m| m.span.end <= span.start);
    (at < scene.mentions.len() && span.contains(&scene.mentions[at].span)).then_some(at as u32)
}
