//! What only the chunks together settle: whether a word opens a clause or a phrase, and whether a bare verb is told of the noun before it.

use super::link::{behind_insert, behind_state};
use super::{Chunk, ChunkKind, Determiner, VerbForm, VerbGroup, Voice};
use crate::gazetteer::{Class, Vocabulary, WordList};
use crate::text::Tokens;

/// “after”, “before”, “since”, “until”, “as” open a clause where a noun group and a finite verb follow, and are prepositions else.
pub(super) fn clause_openers(chunks: &mut [Chunk], vocabulary: &Vocabulary, tokens: &Tokens) {
    for at in 0..chunks.len() {
        let ChunkKind::Preposition(word) = chunks[at].kind else { continue };
        if !vocabulary.is(word, Class::SUBORDINATOR) {
            continue;
        }
        // “three men listed as missing have been found”
        let says_what = |c: &Chunk| c.verb().is_some_and(|v| vocabulary.lists(v.verb, WordList::SAYS_WHAT));
        if at > 0 && says_what(&chunks[at - 1]) && tokens.folded_of(chunks[at].tokens.start) == "as" {
            continue;
        }
        let mut nouns = 0;
        let mut clause = false;
        let mut after_preposition = false;
        let mut brackets = 0;
        for chunk in &chunks[at + 1..] {
            // “as 13 (sources range from 9 to 19)”: what stands in brackets makes no clause.
            brackets += i32::from(matches!(chunk.kind, ChunkKind::Open)) - i32::from(matches!(chunk.kind, ChunkKind::Close));
            if brackets > 0 {
                continue;
            }
            match &chunk.kind {
                ChunkKind::Noun(_) => {
                    if !after_preposition {
                        nouns += 1;
                    }
                    after_preposition = false;
                }
                // “coded as 3 as sources vary”: the clause is the other's.
                ChunkKind::Preposition(next) if nouns > 0 && vocabulary.is(*next, Class::SUBORDINATOR) => break,
                ChunkKind::Preposition(_) => after_preposition = true,
                ChunkKind::Adverb | ChunkKind::Date(_) | ChunkKind::Coordinator | ChunkKind::Quote | ChunkKind::Open | ChunkKind::Close => {
                }
                ChunkKind::Verb(v) => {
                    clause = nouns > 0 && (v.form == VerbForm::Finite || v.form == VerbForm::Bare);
                    break;
                }
                _ => break,
            }
        }
        if clause {
            chunks[at].kind = ChunkKind::Subordinator {
                conditional: vocabulary.is(word, Class::CONDITIONAL),
            };
        }
    }
}

/// A bare “killed” is active where an object follows it and somebody stands before it; else it is a participle told of the noun before it.
pub(super) fn bare_verbs(chunks: &mut [Chunk], vocabulary: &Vocabulary, tokens: &Tokens, text: &str) {
    for at in 0..chunks.len() {
        let Some(VerbGroup {
            form: VerbForm::Bare,
            verb,
            ..
        }) = chunks[at].verb()
        else {
            continue;
        };
        // “…, officials said”: who reports is active, whatever follows, but for “as reported by”.
        let by = chunks
            .get(at + 1)
            .is_some_and(|c| c.preposition().is_some() && tokens.list[c.tokens.start as usize].of(text).eq_ignore_ascii_case("by"));
        let info = vocabulary.info(*verb);
        // “gunmen tried to storm the camp”
        let infinitive = chunks
            .get(at + 1)
            .is_some_and(|c| matches!(&c.kind, ChunkKind::Verb(v) if v.form == VerbForm::Infinitive));
        let tries = infinitive && vocabulary.lists(*verb, WordList::WANTS);
        if info.reporting.is_some() && !by || info.intransitive || tries {
            if let ChunkKind::Verb(v) = &mut chunks[at].kind {
                v.form = VerbForm::Finite;
            }
            continue;
        }
        // “carried off 23”
        let with_particle = vocabulary.lists(*verb, WordList::PARTICLE_VERB);
        let particle = |c: &Chunk| with_particle && c.preposition().is_some_and(|p| vocabulary.lists(p, WordList::PARTICLE));
        let object = chunks[at + 1..]
            .iter()
            .find(|c| !matches!(c.kind, ChunkKind::Adverb | ChunkKind::Quote | ChunkKind::Adjective(_)) && !particle(c))
            // “and 14 taken prisoner”: no object.
            .is_some_and(|c| c.noun().is_some_and(|n| !n.state));
        let object =
            object || shares_object(chunks, at) || behind_state(chunks, at + 1).or_else(|| behind_insert(chunks, at + 1)).is_some();
        // “which last week sent in patrols”
        let opener = chunks[..at]
            .iter()
            .rev()
            .find(|c| !matches!(c.kind, ChunkKind::Date(_) | ChunkKind::Adverb));
        let relative = opener.is_some_and(|c| matches!(c.kind, ChunkKind::Relative));
        // “a bomb detonated at noon”, but “a bomb detonated by rebels”
        let happens = info.ergative && !by;
        // “a boy called Tito”
        let indefinite = at > 0 && chunks[at - 1].noun().is_some_and(|n| n.determiner == Determiner::Indefinite);
        let named = indefinite && vocabulary.lists(*verb, WordList::NAMING);
        let passive = named || !object && !relative && !happens;
        if let ChunkKind::Verb(v) = &mut chunks[at].kind {
            v.voice = if passive { Voice::Passive } else { Voice::Active };
            if !passive {
                v.form = VerbForm::Finite;
            }
        }
    }
}

/// “soldiers killed and wounded 12 rebels”: a bare verb with a noun before it, and behind it “and” and another with an object.
fn shares_object(chunks: &[Chunk], at: usize) -> bool {
    let is = |k: usize, what: fn(&ChunkKind) -> bool| chunks.get(k).is_some_and(|c| what(&c.kind));
    let noun = |k: &ChunkKind| matches!(k, ChunkKind::Noun(_));
    let plain = |k: &ChunkKind| matches!(k, ChunkKind::Verb(v) if v.form == VerbForm::Bare || v.form == VerbForm::Finite && v.voice == Voice::Active);
    let unnumbered = at > 0 && chunks[at - 1].noun().is_some_and(|n| n.number.is_none());
    unnumbered && is(at + 1, |k| matches!(k, ChunkKind::Coordinator)) && is(at + 2, plain) && is(at + 3, noun)
}
