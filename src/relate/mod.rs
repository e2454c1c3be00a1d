//! Relating: what a claim takes from its sentence's surroundings and from its neighbours. Attribution, modality, place, time, the actor that the text left a sentence
//! ago, the violence behind a figure, and the incidents of the document. Sees claims and chunks; reads nothing, writes nothing.

mod attribution;
mod custody;
mod descriptions;
mod event;
mod incident;
mod lead;
mod modality;
mod phrases;
mod reports;
mod roles;
mod scope;
mod setting;
mod sources;
mod speakers;
mod when;
mod wherein;

pub use descriptions::{Described, Descriptions};
pub use incident::{Incident, Tally, first_role, incidents, victim_class};
pub use phrases::Phrases;
pub use wherein::{precision, precision_within};

use crate::chunk::{Chunk, Links};
use crate::extract::{Claim, Frames};
use crate::gazetteer::{Entity, Gazetteer};
use crate::tag::{Mention, MentionValue};
use crate::text::{PartialDate, Sentence, Span, Tokens, WordId};

/// A document under relation: everything that earlier stages have found.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its mentions, sorted.
    pub mentions: &'a [Mention],
    /// For each sentence, and once more at the end, how many mentions come before it.
    pub mentions_before: &'a [u32],
    /// For each sentence its chunks; empty where it was not chunked.
    pub chunks: &'a [Vec<Chunk>],
    /// Entities and words.
    pub gazetteer: &'a Gazetteer,
    /// Frames and the words that the mechanism names.
    pub frames: &'a Frames,
    /// Phrases that tell how figures relate.
    pub phrases: &'a Phrases,
    /// Definite descriptions of actors.
    pub descriptions: &'a Descriptions,
    /// Date of publication.
    pub published: Option<PartialDate>,
}

/// Fills in what each claim takes from its surroundings, and tells what definite descriptions among their roles go back to. `claims` are sorted by sentence.
#[must_use]
pub fn relate(scene: &Scene<'_>, claims: &mut [Claim]) -> Vec<Described> {
    let sections = reports::sections(scene);
    custody::settle(scene, claims);
    attribution::attribute(scene, &sections, claims);
    modality::judge(scene, claims);
    setting::set(scene, claims);
    event::classify(scene, claims);
    roles::carry_over(scene, &sections, claims);
    descriptions::describe(scene, &sections, claims)
}

impl<'a> Scene<'a> {
    /// Walks over the chunks of a sentence.
    #[must_use]
    pub fn links(&self, sentence: u32) -> Links<'a> {
        Links {
            chunks: &self.chunks[sentence as usize],
            mentions: self.mentions,
            vocabulary: &self.gazetteer.vocabulary,
            of: self.frames.words.of,
            between: self.frames.words.between,
        }
    }

    pub(crate) fn word(&self, token: u32) -> WordId {
        self.tokens.list[token as usize].word
    }

    /// The token's folded text.
    pub(crate) fn lower(&self, token: u32) -> &'a str {
        self.tokens.folded_of(token)
    }

    pub(crate) fn span(&self, sentence: u32, chunk: usize) -> Span {
        self.tokens.span(&self.chunks[sentence as usize][chunk].tokens)
    }

    /// The entity of a mention.
    #[must_use]
    pub fn entity(&self, mention: u32) -> Option<&'a Entity> {
        match &self.mentions[mention as usize].value {
            MentionValue::Entity { entity: Some(e), .. } => Some(self.gazetteer.entity(*e)),
            _ => None,
        }
    }

    /// The mentions of a sentence: their indices.
    pub(crate) fn mentions_of(&self, sentence: u32) -> std::ops::Range<usize> {
        let before = |n: u32| self.mentions_before[n as usize] as usize;
        before(sentence)..before(sentence + 1)
    }

    /// The chunk of a sentence that holds the token.
    pub(crate) fn chunk_at(&self, sentence: u32, token: u32) -> Option<usize> {
        let chunks = &self.chunks[sentence as usize];
        let at = chunks.partition_point(|c| c.tokens.end <= token);
        (at < chunks.len() && chunks[at].tokens.start <= token).then_some(at)
    }

    /// The first chunk of the figure of a claim.
    pub(crate) fn chunk_of(&self, claim: &Claim) -> usize {
        let token = self.tokens.list.partition_point(|t| t.span.end <= claim.figure_span.start) as u32;
        self.chunk_at(claim.sentence, token).unwrap_or(claim.noun)
    }
}
