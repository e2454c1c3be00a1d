//! Extraction: from the chunks of a sentence to claims, by frames from `gazetteers/frames/`. Knows one sentence at a time; who said it, where and when it was, and what
//! belongs to the same event is for [`crate::relate`].

mod agent;
mod background;
mod claim;
mod counted;
mod counted_kind;
mod ellipsis;
mod event_figures;
mod event_frames;
mod events;
mod figure;
mod fixed_words;
mod frames;
mod holder;
mod noun_frames;
mod parts;
mod slots;
mod target;
mod verb_frames;

pub use claim::{Claim, Role, Rule};
pub use ellipsis::GIVEN;
pub use frames::{Frame, Frames, Slot, Trigger, Wanted};

use crate::chunk::{Chunk, ChunkKind, Links};
use crate::gazetteer::{Gazetteer, Vocabulary};
use crate::record::Kind;
use crate::tag::Mention;
use crate::text::{Tokens, WordId};

/// What extraction needs to know beside the sentence.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// What is known of words.
    pub vocabulary: &'a Vocabulary,
    /// What is known of names.
    pub gazetteer: &'a Gazetteer,
    /// How claims are said.
    pub frames: &'a Frames,
    /// The last victims told of before the sentence: those whom a bare number in it counts.
    pub antecedent: Option<Told>,
}

/// Victims of whom a text told.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// What they suffered.
    pub kind: Kind,
    /// Who they are.
    pub target: Option<Role>,
    /// What “the victims” suffered: death where any were told to have died, the same else.
    pub victims: Kind,
}

impl Told {
    /// Those of a claim, without their number.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let target = claim.target.map(|t| Role {
            span: claim.counted.filter(|s| t.span.contains(s)).unwrap_or(t.span),
            ..t
        });
        Self {
            kind: claim.kind,
            target,
            victims: claim.kind,
        }
    }
}

/// A frame that was triggered and what became of it, for `explain`.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The frame's id.
    pub rule: String,
    /// The trigger's token.
    pub token: u32,
    /// What it missed; none where it fired.
    pub missed: Option<&'static str>,
}

/// One sentence under extraction.
pub(crate) struct Work<'a> {
    pub context: Context<'a>,
    pub links: Links<'a>,
    pub sentence: u32,
    pub claims: Vec<Claim>,
    /// Chunks whose number has been taken.
    pub used: Vec<bool>,
    /// Kept only for `explain`.
    pub attempts: Option<Vec<Attempt>>,
}

/// Finds the claims of one sentence, in order of their figures.
#[must_use]
pub fn extract_sentence(context: Context<'_>, sentence: u32, chunks: &[Chunk]) -> Vec<Claim> {
    run(context, sentence, chunks, false).0
}

/// The same, and which frames were triggered.
#[must_use]
pub fn explain_sentence(context: Context<'_>, sentence: u32, chunks: &[Chunk]) -> (Vec<Claim>, Vec<Attempt>) {
    run(context, sentence, chunks, true)
}

fn run<'a>(context: Context<'a>, sentence: u32, chunks: &'a [Chunk], explain: bool) -> (Vec<Claim>, Vec<Attempt>) {
    let links = Links {
        chunks,
        mentions: context.mentions,
        vocabulary: context.vocabulary,
        of: context.frames.words.of,
        between: context.frames.words.between,
    };
    let mut work = Work {
        context,
        links,
        sentence,
        claims: Vec::new(),
        used: vec![false; chunks.len()],
        attempts: explain.then(Vec::new),
    };
    // Most sentences state no number and name nobody among others: what needs these is left out there.
    let (mut counts, mut parts) = (false, false);
    for (at, chunk) in chunks.iter().enumerate() {
        match &chunk.kind {
            ChunkKind::Verb(v) => work.verb_frames(at, v),
            ChunkKind::Adjective(word) => work.adjective_frames(at, *word),
            ChunkKind::Noun(n) => {
                counts |= n.number.is_some();
                work.noun_frames(at, n);
            }
            ChunkKind::Preposition(word) => parts |= *word == context.frames.words.among,
            _ => {}
        }
    }
    if counts {
        work.attributes();
    }
    work.merge_casualties();
    work.one_kind_each();
    if counts || parts || !work.claims.is_empty() {
        work.parts();
    }
    if !work.claims.is_empty() {
        work.again();
    }
    work.events();
    if counts {
        work.counted();
        work.parts_of_counted();
        work.ellipses();
    }
    let mut claims = std::mem::take(&mut work.claims);
    order(&mut claims);
    (claims, work.attempts.unwrap_or_default())
}

/// Sorts by figure and keeps `subset_of` pointing at the same claims.
fn order(claims: &mut [Claim]) {
    let mut at: Vec<usize> = (0..claims.len()).collect();
    at.sort_by_key(|i| (claims[*i].figure_span, claims[*i].kind));
    let mut new_of = vec![0; claims.len()];
    for (new, old) in at.iter().enumerate() {
        new_of[*old] = new;
    }
    for claim in claims.iter_mut() {
        claim.subset_of = claim.subset_of.map(|s| new_of[s]);
    }
    claims.sort_by_key(|c| (c.figure_span, c.kind));
}

impl Work<'_> {
    pub(crate) fn word(&self, token: u32) -> WordId {
        self.context.tokens.list[token as usize].word
    }

    pub(crate) fn missed(&mut self, rule: &str, token: u32, missed: Option<&'static str>) {
        if let Some(attempts) = &mut self.attempts {
            attempts.push(Attempt {
                rule: rule.into(),
                token,
                missed,
            });
        }
    }
}
