//! Grouping: from tagged pieces to chunks.

use super::settle;
use super::tagger::{Piece, Tag, tag};
use super::{Chunk, ChunkKind, Determiner, NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::{Class, NounClass, VerbForms, Vocabulary, WordList};
use crate::record::MentionType;
use crate::tag::{Mention, MentionValue};
use crate::text::{Tokens, WordId};
use smallvec::SmallVec;
use std::ops::Range;

/// Chunks one sentence. `mentions` are those of the sentence with their indices, sorted and not overlapping.
#[must_use]
pub fn chunk(text: &str, tokens: &Tokens, range: &Range<u32>, mentions: &[(u32, &Mention)], vocabulary: &Vocabulary) -> Vec<Chunk> {
    let mut pieces = Vec::with_capacity(range.len());
    tag(text, tokens, range, mentions, vocabulary, &mut pieces);
    let mut grouper = Grouper {
        text,
        tokens,
        mentions,
        vocabulary,
        pieces: &pieces,
        chunks: Vec::with_capacity(pieces.len()),
    };
    let mut at = 0;
    while at < pieces.len() {
        at = grouper.next(at);
    }
    let mut chunks = grouper.chunks;
    settle::clause_openers(&mut chunks, vocabulary, tokens);
    settle::bare_verbs(&mut chunks, vocabulary, tokens, text);
    chunks
}

struct Grouper<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    mentions: &'a [(u32, &'a Mention)],
    vocabulary: &'a Vocabulary,
    pieces: &'a [Piece],
    chunks: Vec<Chunk>,
}

impl Grouper<'_> {
    fn tag(&self, at: usize) -> Option<Tag> {
        self.pieces.get(at).map(|p| p.tag)
    }

    fn mention(&self, index: u32) -> &Mention {
        let at = self.mentions.partition_point(|(n, _)| *n < index);
        self.mentions[at].1
    }

    fn push(&mut self, tokens: Range<u32>, kind: ChunkKind) {
        self.chunks.push(Chunk { tokens, kind });
    }

    /// Groups from piece `at` on; returns the next piece.
    fn next(&mut self, at: usize) -> usize {
        let piece = &self.pieces[at];
        let tokens = piece.tokens.clone();
        let word = piece.word;
        let kind = match piece.tag {
            Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::To | Tag::Verb | Tag::Negation => {
                if let Some(next) = self.verb_group(at) {
                    return next;
                }
                ChunkKind::Other
            }
            Tag::Adverb => {
                // “reportedly killed”: an adverb before a verb belongs to it.
                if matches!(self.after_adverbs(at), Some(Tag::Verb))
                    && let Some(next) = self.verb_group(at)
                {
                    return next;
                }
                ChunkKind::Adverb
            }
            Tag::Preposition => ChunkKind::Preposition(word),
            Tag::Coordinator => ChunkKind::Coordinator,
            Tag::Subordinator => ChunkKind::Subordinator {
                conditional: self.vocabulary.is(word, Class::CONDITIONAL),
            },
            Tag::Relative => ChunkKind::Relative,
            Tag::Comma => ChunkKind::Comma,
            Tag::Stop => ChunkKind::Stop,
            Tag::Quote => ChunkKind::Quote,
            Tag::Open => ChunkKind::Open,
            Tag::Close => ChunkKind::Close,
            Tag::Other | Tag::Joiner | Tag::PossessiveEnding => ChunkKind::Other,
            Tag::Date => {
                // “Monday's attack” is a noun group; a date alone is a date.
                if self.tag(at + 1) != Some(Tag::PossessiveEnding) {
                    self.push(tokens, ChunkKind::Date(piece.mention.expect("a date is a mention")));
                    return at + 1;
                }
                return self.noun_group(at);
            }
            Tag::Adjective => {
                // Told of someone (“were dead”, “12 dead”), not before a noun.
                if !self.opens_noun(at + 1) && self.tag(at + 1) != Some(Tag::Adjective) && piece.mention.is_none() {
                    if matches!(self.chunks.last().map(|c| &c.kind), Some(ChunkKind::Preposition(_))) {
                        // “the number of dead”: those of whom it is told.
                        let group = NounGroup {
                            head: tokens.start,
                            counted_from: tokens.start,
                            plural: true,
                            ..NounGroup::default()
                        };
                        self.push(tokens, ChunkKind::Noun(Box::new(group)));
                        return at + 1;
                    }
                    self.push(tokens, ChunkKind::Adjective(word));
                    return at + 1;
                }
                return self.noun_group(at);
            }
            _ => return self.noun_group(at),
        };
        self.push(tokens, kind);
        at + 1
    }

    fn after_adverbs(&self, mut at: usize) -> Option<Tag> {
        while self.tag(at) == Some(Tag::Adverb) {
            at += 1;
        }
        self.tag(at)
    }

    fn opens_noun(&self, at: usize) -> bool {
        matches!(
            self.tag(at),
            Some(Tag::Noun | Tag::Name | Tag::Number | Tag::Adjective | Tag::Joiner)
        )
    }

    /// Auxiliaries, adverbs, negation and the verb that they lead to.
    fn verb_group(&mut self, start: usize) -> Option<usize> {
        let mut at = start;
        let (mut be, mut have, mut to, mut modal, mut negated, mut hypothetical, mut future) =
            (false, false, false, false, false, false, false);
        let mut hedge = None;
        let mut head: Option<usize> = None;
        let mut last_auxiliary = None;
        while let Some(piece) = self.pieces.get(at) {
            let word = piece.word;
            match piece.tag {
                Tag::Be => {
                    be = true;
                    last_auxiliary = Some(at);
                }
                Tag::Have => {
                    have = true;
                    be = false;
                    last_auxiliary = Some(at);
                }
                Tag::Do => last_auxiliary = Some(at),
                Tag::To => {
                    if at != start && !be && !have && !modal {
                        break;
                    }
                    to = true;
                    future |= be;
                    be = false;
                    last_auxiliary = Some(at);
                }
                Tag::Modal => {
                    modal = true;
                    if self.vocabulary.is(word, Class::MODAL_HYPOTHETICAL) {
                        hypothetical = true;
                    } else {
                        let text = self.tokens.list[piece.tokens.start as usize].of(self.text);
                        future |=
                            text.eq_ignore_ascii_case("will") || text.eq_ignore_ascii_case("shall") || text.eq_ignore_ascii_case("won't");
                    }
                    last_auxiliary = Some(at);
                }
                Tag::Negation => {}
                Tag::Adverb => {
                    if self.vocabulary.is(word, Class::HEDGE_REPORTED) {
                        hedge = Some(piece.tokens.start);
                    }
                }
                Tag::Verb => {
                    head = Some(at);
                    break;
                }
                _ => break,
            }
            negated |= self.vocabulary.is(word, Class::NEGATION);
            at += 1;
        }
        let end;
        let (head_at, verb, forms) = if let Some(h) = head {
            end = h + 1;
            let info = self.vocabulary.info(self.pieces[h].word);
            (h, info.verb, info.forms)
        } else {
            // Auxiliaries alone: “was”, “had”, “did not”.
            let h = last_auxiliary?;
            end = h + 1;
            (h, self.vocabulary.info(self.pieces[h].word).verb, VerbForms::default())
        };
        // “killed” after “be” is passive; “been” after “have” keeps it.
        let participle = forms.any(VerbForms::PARTICIPLE);
        let gerund_only = forms.any(VerbForms::GERUND) && !participle;
        let voice = if head.is_some() && be && participle && !gerund_only {
            Voice::Passive
        } else {
            Voice::Active
        };
        let auxiliary = be || have || modal || to || last_auxiliary.is_some();
        // “to kill” is an infinitive; “had to leave”, “is to leave” are finite, and what is to be has not been.
        let opens = self.pieces[start..end]
            .iter()
            .find(|p| !matches!(p.tag, Tag::Adverb | Tag::Negation))
            .map(|p| p.tag);
        // “accused of having guided the raiders”; but “described 89 men as having been arrested” tells of its object, like a clause.
        let word = |at: usize| self.tokens.list[self.pieces[at].tokens.start as usize].of(self.text);
        let having = || {
            let gerund = self.vocabulary.info(self.pieces[start].word).forms.any(VerbForms::GERUND);
            gerund
                && matches!(opens, Some(Tag::Be | Tag::Have))
                && head.is_some()
                && !(start > 0 && word(start - 1).eq_ignore_ascii_case("as"))
        };
        let form = if to && opens == Some(Tag::To) {
            VerbForm::Infinitive
        } else if having() {
            VerbForm::Gerund
        } else if auxiliary || head.is_none() {
            VerbForm::Finite
        } else if gerund_only {
            VerbForm::Gerund
        } else if participle {
            VerbForm::Bare
        } else {
            VerbForm::Finite
        };
        let singular = self.pieces[start..end].iter().find(|p| matches!(p.tag, Tag::Be | Tag::Have));
        let group = VerbGroup {
            singular: singular.is_some_and(|p| self.vocabulary.is(p.word, Class::SINGULAR)),
            head: self.pieces[head_at].tokens.start,
            verb,
            form,
            voice,
            negated,
            hypothetical,
            future,
            hedge,
        };
        let tokens = self.pieces[start].tokens.start..self.pieces[end - 1].tokens.end;
        self.push(tokens, ChunkKind::Verb(group));
        Some(end)
    }

    /// A noun with what stands before it.
    #[allow(clippy::too_many_lines)]
    fn noun_group(&mut self, start: usize) -> usize {
        let mut group = NounGroup::default();
        let mut at = start;
        let mut nouns: SmallVec<[usize; 8]> = SmallVec::new();
        let mut last_noun: Option<usize> = None;
        let mut counted_from = None;
        while let Some(piece) = self.pieces.get(at) {
            // “six more (people)”: more of them, counted on top.
            let more = group.number.is_some() && last_noun.is_none() && matches!(piece.tag, Tag::Quantifier | Tag::Adverb);
            // “four such attacks”, “no such attack”
            if more && self.vocabulary.is(piece.word, Class::SUCH) {
                at += 1;
                continue;
            }
            if more && self.vocabulary.is(piece.word, Class::ADDITIONAL) {
                group.additional = true;
                at += 1;
                continue;
            }
            match piece.tag {
                Tag::DeterminerIndefinite | Tag::DeterminerDefinite | Tag::PossessivePronoun | Tag::Quantifier => {
                    // “both the rebels”, “both his brothers”
                    let both = at == start + 1 && group.number.is_some_and(|m| self.mention(m).rule == "both");
                    if last_noun.is_some() || group.number.is_some() && !both && piece.tag != Tag::Quantifier {
                        break;
                    }
                    if at != start && !both && !matches!(self.tag(at - 1), Some(Tag::Quantifier)) {
                        break;
                    }
                    group.determiner = match piece.tag {
                        Tag::DeterminerIndefinite => Determiner::Indefinite,
                        Tag::DeterminerDefinite => Determiner::Definite,
                        Tag::PossessivePronoun => Determiner::Possessive,
                        _ => Determiner::Quantifier,
                    };
                    group.additional |= self.vocabulary.is(piece.word, Class::ADDITIONAL);
                    group.opens_clause |= self.vocabulary.is(piece.word, Class::RELATIVE);
                }
                Tag::Number => {
                    // “the other four”
                    let other = nouns.len() == 1 && group.determiner == Determiner::Definite && {
                        let word = self.pieces[nouns[0]].word;
                        self.vocabulary.is(word, Class::ADDITIONAL) && last_noun == Some(at - 1)
                    };
                    if other && group.number.is_none() {
                        nouns.clear();
                        last_noun = None;
                    }
                    if last_noun.is_some() || group.number.is_some() {
                        break;
                    }
                    if self.describes(at) {
                        counted_from = counted_from.or(Some(at));
                    } else {
                        group.number = piece.mention;
                        counted_from = None;
                    }
                }
                Tag::Ordinal | Tag::Adjective => {
                    if last_noun.is_some() && self.tag(at - 1) != Some(Tag::Joiner) {
                        break;
                    }
                    let ends = piece.tag == Tag::Adjective
                        && !self.opens_noun(at + 1)
                        && self.tag(at + 1) != Some(Tag::Adjective)
                        && piece.mention.is_none();
                    let national = at > start
                        && self.tag(at - 1) == Some(Tag::Adjective)
                        && self.vocabulary.is(self.pieces[at - 1].word, Class::NATIONAL);
                    let determined = at > start
                        && matches!(
                            self.tag(at - 1),
                            Some(Tag::DeterminerDefinite | Tag::PossessivePronoun | Tag::PossessiveEnding)
                        );
                    if ends && (determined || national) {
                        // “the dead”, “Georgian dead”: an adjective for those of whom it is told.
                        counted_from = counted_from.or(Some(at));
                        nouns.push(at);
                        last_noun = Some(at);
                        group.plural = true;
                        at += 1;
                        break;
                    }
                    if let Some(mention) = piece.mention.filter(|_| piece.tag == Tag::Adjective)
                        && matches!(self.mention(mention).value, MentionValue::Entity { .. })
                    {
                        group.names.push(mention);
                    }
                    if piece.tag == Tag::Adjective
                        && !self.opens_noun(at + 1)
                        && self.tag(at + 1) != Some(Tag::Adjective)
                        && piece.mention.is_none()
                        && at > start
                        && self.tag(at - 1) != Some(Tag::Joiner)
                    {
                        break;
                    }
                    counted_from = counted_from.or(Some(at));
                    if self.tag(at - usize::from(at > 0)) == Some(Tag::Joiner) && at > 0 {
                        last_noun = None;
                    }
                }
                Tag::Noun | Tag::Name => {
                    // “other” counts as part of the number: “three others”.
                    if self.vocabulary.is(piece.word, Class::ADDITIONAL) && piece.mention.is_none() {
                        group.additional = true;
                    }
                    if let (Some(mention), Some(Tag::Noun), Tag::Name) =
                        (piece.mention, self.tag(at.wrapping_sub(1)).filter(|_| at > start), piece.tag)
                    {
                        // A common plural noun is not the first part of a name: “villagers Baghdad”.
                        let before = self.vocabulary.info(self.pieces[at - 1].word).noun_class;
                        if before.plural
                            && !before.singular
                            && !matches!(
                                self.mention(mention).value,
                                MentionValue::Entity {
                                    kind: MentionType::Person,
                                    ..
                                }
                            )
                        {
                            break;
                        }
                    }
                    if let Some(mention) = piece.mention {
                        group.names.push(mention);
                    }
                    counted_from = counted_from.or(Some(at));
                    nouns.push(at);
                    last_noun = Some(at);
                }
                Tag::PossessiveEnding => {
                    let Some(_) = last_noun.or_else(|| (self.tag(at - 1) == Some(Tag::Date)).then_some(at - 1)) else {
                        break;
                    };
                    group.possessor = Some(self.pieces[start].tokens.start..self.pieces[at - 1].tokens.end);
                    group.determiner = Determiner::Possessive;
                    nouns.clear();
                    last_noun = None;
                    counted_from = None;
                    group.number = None;
                }
                Tag::Joiner => {
                    if at == start || last_noun.is_none() && !matches!(self.tag(at - 1), Some(Tag::Adjective | Tag::Number | Tag::Ordinal))
                    {
                        break;
                    }
                }
                Tag::Date if at == start => group.date = piece.mention,
                // “an Aug. 25 attack”, “a three-hour shootout”
                Tag::Date if last_noun.is_none() && self.opens_noun(at + 1) => group.date = group.date.or(piece.mention),
                Tag::Pronoun if at == start => {
                    group.pronoun = true;
                    group.head = piece.tokens.start;
                    group.plural = self.vocabulary.is(piece.word, Class::PRONOUN_PLURAL);
                    group.counted_from = piece.tokens.start;
                    self.push(piece.tokens.clone(), ChunkKind::Noun(Box::new(group)));
                    return at + 1;
                }
                // “three badly wounded men”: an adverb between number and adjective.
                Tag::Adverb
                    if at > start && last_noun.is_none() && matches!(self.tag(at + 1), Some(Tag::Adjective)) && self.opens_noun(at + 2) => {
                }
                _ => break,
            }
            at += 1;
        }
        // A trailing joiner or determiner that led to nothing.
        let mut end = at;
        while end > start + 1 && matches!(self.tag(end - 1), Some(Tag::Joiner | Tag::Adverb)) {
            end -= 1;
        }
        if end == start {
            let tokens = self.pieces[start].tokens.clone();
            self.push(tokens, ChunkKind::Other);
            return start + 1;
        }
        let tokens = self.pieces[start].tokens.start..self.pieces[end - 1].tokens.end;
        group.head = tokens.end - 1;
        group.state = tokens.len() == 1 && self.vocabulary.lists(self.pieces[start].word, WordList::STATE_OF_OBJECT);
        group.counted_from = counted_from.map_or(tokens.end, |c| self.pieces[c].tokens.start);
        if let Some(head) = last_noun.filter(|h| *h < end) {
            self.describe(&mut group, head, &nouns);
        } else if group.number.is_some() {
            group.plural = true;
        }
        // “a barracks”, “a headquarters”
        group.plural &= group.determiner != Determiner::Indefinite || group.number.is_some();
        self.push(tokens, ChunkKind::Noun(Box::new(group)));
        end
    }

    /// “a nine-storey block”: a number that a hyphen joins to a noun before the head counts nothing, but for people of a force (“a 12-man patrol”).
    fn describes(&self, at: usize) -> bool {
        let joined = self.tag(at + 1) == Some(Tag::Joiner) && self.tag(at + 2) == Some(Tag::Noun);
        joined && self.opens_noun(at + 3) && !self.vocabulary.lists(self.pieces[at + 2].word, WordList::FORCE_SIZE)
    }

    /// What the head noun is: a class from the word lists, a name, singular or plural.
    fn describe(&self, group: &mut NounGroup, head: usize, nouns: &[usize]) {
        let piece = &self.pieces[head];
        group.head = piece.tokens.end - 1;
        // With the adjectives before them: “armed man”, “unknown assailant”.
        let first = nouns[0];
        let mut from = first;
        while from > 0 && self.pieces[from - 1].tag == Tag::Adjective {
            from -= 1;
        }
        let words: SmallVec<[WordId; 12]> = (from..first)
            .chain(nouns.iter().copied())
            .flat_map(|n| self.pieces[n].tokens.clone())
            .map(|t| self.tokens.list[t as usize].word)
            .collect();
        let class = self.vocabulary.noun(&words);
        group.class = class;
        let mention = piece.mention.map(|m| self.mention(m));
        group.named = matches!(
            mention.map(|m| &m.value),
            Some(MentionValue::Entity {
                kind: MentionType::Person | MentionType::Actor | MentionType::Place,
                ..
            })
        );
        let text = self.tokens.list[group.head as usize].of(self.text);
        if piece.tag == Tag::Adjective {
            return;
        }
        group.plural = if class.plural != class.singular {
            class.plural
        } else if let Some(MentionValue::Entity { kind, .. }) = mention.map(|m| &m.value) {
            match kind {
                MentionType::Person => false,
                _ => text.ends_with('s') && !text.ends_with("ss") && !group.named,
            }
        } else {
            let mut ending = text.bytes().rev().map(|b| b.to_ascii_lowercase());
            ending.next() == Some(b's') && !matches!(ending.next(), Some(b's' | b'u' | b'i'))
        };
        if class == NounClass::default() && !group.named {
            // A capitalised head that no list knows is a name too: of a person, a group, a place.
            let token = &self.tokens.list[group.head as usize];
            group.named = token.is_capitalised() && !token.is_all_caps() && head > 0 && nouns.len() > 1;
        }
    }
}
