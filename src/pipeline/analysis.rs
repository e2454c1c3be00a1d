//! What the stages find in one document, before records are made of it.

use crate::chunk::{Chunk, chunk};
use crate::document::Document;
use crate::extract::{Claim, Context, Role, Told, extract_sentence};
use crate::lexicon::Lexicon;
use crate::record::{Comparator, Kind, MentionType, TimexType};
use crate::relate::{Described, Incident, Scene, incidents, relate};
use crate::resolve::resolve;
use crate::segment::segment;
use crate::tag::date::AGE_RULE;
use crate::tag::{Mention, MentionValue, QuantityRole, tag_names};
use crate::text::{PartialDate, Sentence, Span, Tokens};

/// Sentences, tokens, mentions, chunks, claims and incidents of one document.
#[derive(Debug)]
pub struct Analysis {
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its tokens.
    pub tokens: Tokens,
    /// Its mentions, in order of their starts; none overlaps another. The later stages read these.
    pub mentions: Vec<Mention>,
    /// Mentions that lie over or inside others, which the later stages do not read: the numbers of lengths of time (“three” of “three months”), and ages as
    /// lengths of time (“24-year-old”).
    pub aside: Vec<Mention>,
    /// For each sentence its chunks; empty where claims are not looked for.
    pub chunks: Vec<Vec<Chunk>>,
    /// For each sentence, and once more at the end, how many mentions come before it.
    pub mentions_before: Vec<u32>,
    /// Its claims, in order; `subset_of` is an index into this list.
    pub claims: Vec<Claim>,
    /// What definite descriptions that fill their roles go back to, in order.
    pub described: Vec<Described>,
    /// Its incidents; claims by index.
    pub incidents: Vec<Incident>,
}

impl Analysis {
    /// Runs the stages over a document.
    #[must_use]
    pub fn of(document: &Document, lexicon: &Lexicon) -> Self {
        Self::of_sentences(document, lexicon, sentences(document, lexicon))
    }

    /// Runs the stages that follow on cutting over some of a document's sentences: all of them, or a section of a long text.
    pub(super) fn of_sentences(document: &Document, lexicon: &Lexicon, mut sentences: Vec<Sentence>) -> Self {
        let text = document.text.as_str();
        let published: Option<PartialDate> = document.published.as_deref().and_then(|d| d.parse().ok());
        let mut tokens = Tokens::with_capacity(sentences.iter().map(|s| s.span.len()).sum());
        let words = &lexicon.gazetteer.words;
        for sentence in &mut sentences {
            sentence.tokens = tokens.push_sentence(text, sentence.span, words, |id| lexicon.gazetteer.abbreviations.contains(&id));
        }
        let (mentions, aside) = tag(text, &tokens, &sentences, published, document, lexicon);
        // chunk, extract
        let context = Context {
            text,
            tokens: &tokens,
            mentions: &mentions,
            vocabulary: &lexicon.gazetteer.vocabulary,
            gazetteer: &lexicon.gazetteer,
            frames: &lexicon.frames,
            antecedent: None,
        };
        let mut chunks = Vec::with_capacity(sentences.len());
        let mut claims: Vec<Claim> = Vec::new();
        let mut next = 0;
        let mut mentions_before = Vec::with_capacity(sentences.len() + 1);
        for (n, sentence) in sentences.iter().enumerate() {
            let from = next;
            mentions_before.push(from as u32);
            while next < mentions.len() && mentions[next].sentence == n as u32 {
                next += 1;
            }
            let weapon = MentionType::Weapon;
            let counts = mentions[from..next]
                .iter()
                .any(|m| !matches!(m.value, MentionValue::Entity { kind, .. } if kind != weapon));
            let worth = counts || tokens.slice(&sentence.tokens).iter().any(|t| lexicon.can_tell(t.word));
            if !sentence.kind.tells() || !worth {
                chunks.push(Vec::new());
                continue;
            }
            let own: Vec<(u32, &Mention)> = (from..next).map(|m| (m as u32, &mentions[m])).collect();
            let found = chunk(text, &tokens, &sentence.tokens, &own, context.vocabulary);
            let offset = claims.len();
            let context = Context {
                antecedent: antecedent(&claims, n as u32),
                ..context
            };
            claims.extend(extract_sentence(context, n as u32, &found).into_iter().map(|mut c| {
                c.subset_of = c.subset_of.map(|s| s + offset);
                c
            }));
            chunks.push(found);
        }
        mentions_before.push(next as u32);
        // relate
        let (described, incidents) = {
            let scene = Scene {
                text,
                tokens: &tokens,
                sentences: &sentences,
                mentions: &mentions,
                mentions_before: &mentions_before,
                chunks: &chunks,
                gazetteer: &lexicon.gazetteer,
                frames: &lexicon.frames,
                phrases: &lexicon.phrases,
                descriptions: &lexicon.descriptions,
                published,
            };
            let described = relate(&scene, &mut claims);
            (described, incidents(&scene, &claims))
        };
        Self {
            sentences,
            tokens,
            mentions,
            mentions_before,
            aside,
            chunks,
            claims,
            described,
            incidents,
        }
    }

    /// The mentions that are handed on as records, in order of their starts: without ordinals, which count nothing, and with those aside.
    #[must_use]
    pub fn told_mentions(&self) -> Vec<&Mention> {
        let counts = |m: &&Mention| !matches!(&m.value, MentionValue::Quantity(q) if q.role == QuantityRole::Ordinal);
        let mut all: Vec<&Mention> = self.mentions.iter().chain(&self.aside).filter(counts).collect();
        if !self.aside.is_empty() {
            all.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        }
        all
    }

    /// What a role that is a definite description goes back to.
    #[must_use]
    pub fn goes_back_to(&self, role: &Role) -> Option<&Described> {
        let at = self.described.partition_point(|d| d.span.start < role.span.start);
        self.described.get(at).filter(|d| d.span == role.span)
    }

    /// The scene that later stages and `explain` look at.
    #[must_use]
    pub fn scene<'a>(&'a self, document: &'a Document, lexicon: &'a Lexicon) -> Scene<'a> {
        Scene {
            text: &document.text,
            tokens: &self.tokens,
            sentences: &self.sentences,
            mentions: &self.mentions,
            mentions_before: &self.mentions_before,
            chunks: &self.chunks,
            gazetteer: &lexicon.gazetteer,
            frames: &lexicon.frames,
            phrases: &lexicon.phrases,
            descriptions: &lexicon.descriptions,
            published: document.published.as_deref().and_then(|d| d.parse().ok()),
        }
    }
}

/// The last victims that are told of in the two sentences before.
pub(crate) fn antecedent(claims: &[Claim], sentence: u32) -> Option<Told> {
    let near = |c: &&Claim| c.sentence < sentence && sentence - c.sentence <= 2;
    let before = claims.partition_point(|c| c.sentence < sentence);
    let victims = |c: &&Claim| c.kind.counts_victims() && c.subset_of.is_none();
    let killed = claims[..before]
        .iter()
        .any(|c| c.kind == Kind::Killed && c.figure.comparator != Comparator::None);
    let last = claims[..before].iter().rev().take_while(near).find(victims);
    last.map(Told::of).map(|last| Told {
        victims: if killed { Kind::Killed } else { last.victims },
        ..last
    })
}

/// Segment: cuts a document into sentences.
pub(super) fn sentences(document: &Document, lexicon: &Lexicon) -> Vec<Sentence> {
    segment(
        &document.text,
        document.body.clone(),
        &document.layout,
        document.title.as_deref(),
        &lexicon.segment,
    )
}

/// Tag and resolve: dates first, then names outside them, then the numbers that are left. Apart from the rest what lies over or inside others.
fn tag(
    text: &str,
    tokens: &Tokens,
    sentences: &[Sentence],
    published: Option<PartialDate>,
    document: &Document,
    lexicon: &Lexicon,
) -> (Vec<Mention>, Vec<Mention>) {
    let words = &lexicon.gazetteer.words;
    let mut dates = Vec::new();
    lexicon.dates.tag(text, tokens, sentences, published, words, &mut dates);
    // An age is a length of time, but no date of anything: the stages that follow read it as the person's age.
    let mut aside: Vec<Mention> = dates.extract_if(.., |m| m.rule == AGE_RULE).collect();
    let mut names = Vec::new();
    tag_names(text, tokens, sentences, &dates, &lexicon.gazetteer, &lexicon.names, &mut names);
    resolve(
        text,
        tokens,
        sentences,
        &mut names,
        &lexicon.gazetteer,
        &lexicon.names,
        document.published.as_deref(),
    );
    let is_length = |m: &&Mention| matches!(&m.value, MentionValue::Date(d) if matches!(d.timex, TimexType::Duration | TimexType::Set));
    let in_length: Vec<Span> = dates.iter().filter(is_length).map(|m| m.span).collect();
    let mut taken: Vec<Span> = dates.iter().filter(|m| !is_length(m)).chain(&names).map(|m| m.span).collect();
    taken.sort_unstable();
    let mut mentions = Vec::new();
    lexicon.quantities.tag(text, tokens, sentences, &taken, words, &mut mentions);
    if !in_length.is_empty() {
        mentions.retain(|m| {
            let at = in_length.partition_point(|length| length.end <= m.span.start);
            let inside = in_length.get(at).is_some_and(|length| length.overlaps(&m.span));
            if inside && in_length[at].contains(&m.span) {
                aside.push(m.clone());
            }
            !inside
        });
    }
    mentions.append(&mut dates);
    mentions.append(&mut names);
    without_overlaps(&mut mentions);
    (mentions, aside)
}

/// Sorts mentions and drops those that begin inside another; of two that begin together the longer stays.
fn without_overlaps(mentions: &mut Vec<Mention>) {
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let (mut end, mut last_token) = (0, 0);
    mentions.retain(|m| {
        let keep = m.span.start >= end && m.tokens.start >= last_token && !m.tokens.is_empty();
        if keep {
            end = m.span.end;
            last_token = m.tokens.end;
        }
        keep
    });
}
