//! What figure a noun group states or implies.

use super::Work;
use super::claim::Role;
use crate::chunk::{Determiner, NounGroup};
use crate::gazetteer::{Class, NounClass, WordList};
use crate::record::{Figure, Kind, MentionType};
use crate::tag::{MentionValue, QuantityRole, QuantityValue};
use crate::text::Span;
use smallvec::SmallVec;

/// A figure found on a noun group.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub figure: Figure,
    pub span: Span,
    pub implied: bool,
    /// What is counted.
    pub counted: Option<Span>,
    /// The chunk whose number it is.
    pub noun: usize,
    pub additional: bool,
}

impl Found {
    /// A figure that no number word states: so many, for whom or what the span stands, in the noun group at `noun`.
    pub(crate) const fn implied(size: f64, span: Span, noun: usize) -> Self {
        Self {
            figure: Figure::exact(size),
            span,
            implied: true,
            counted: Some(span),
            noun,
            additional: false,
        }
    }
}

impl Work<'_> {
    pub(crate) fn quantity(&self, noun: &NounGroup) -> Option<(&QuantityValue, Span)> {
        let mention = &self.context.mentions[noun.number? as usize];
        if let MentionValue::Quantity(q) = &mention.value {
            Some((q, mention.span))
        } else {
            None
        }
    }

    /// The span of a chunk.
    pub(crate) fn chunk_span(&self, at: usize) -> Span {
        self.context.tokens.span(&self.links.chunks[at].tokens)
    }

    /// The class of the head noun; of a bare number that of its “of” phrase (“three of the soldiers”).
    pub(crate) fn class_of(&self, at: usize) -> NounClass {
        let Some(noun) = self.links.noun(at) else {
            return NounClass::default();
        };
        if noun.counted_from >= self.links.chunks[at].tokens.end
            && let Some(inner) = self.links.of_phrase(at).first()
        {
            return self.links.noun(*inner).map_or_else(NounClass::default, |n| n.class);
        }
        self.shared_head(at)
            .and_then(|s| self.links.noun(s))
            .map_or(noun.class, |n| n.class)
    }

    /// “sixty drone, rocket, and missile attacks”: a number before a singular noun counts the plural at the end of the list.
    pub(crate) fn shared_head(&self, at: usize) -> Option<usize> {
        use crate::chunk::ChunkKind;
        let noun = self.links.noun(at)?;
        if noun.number.is_none() || noun.plural || noun.counted_from >= self.links.chunks[at].tokens.end {
            return None;
        }
        let mut k = at + 1;
        while matches!(self.links.chunks.get(k)?.kind, ChunkKind::Comma | ChunkKind::Coordinator) {
            while matches!(self.links.chunks.get(k)?.kind, ChunkKind::Comma | ChunkKind::Coordinator) {
                k += 1;
            }
            let next = self.links.noun(k)?;
            if next.number.is_some() || next.determiner != Determiner::Bare {
                return None;
            }
            if next.plural {
                return Some(k);
            }
            k += 1;
        }
        None
    }

    /// The noun group that says what a figure counts: itself, or its “of” phrase.
    pub(crate) fn counted_group(&self, at: usize) -> usize {
        let Some(noun) = self.links.noun(at) else { return at };
        if noun.counted_from >= self.links.chunks[at].tokens.end {
            self.links.of_phrase(at).first().copied().unwrap_or(at)
        } else {
            self.shared_head(at).unwrap_or(at)
        }
    }

    fn counted_span(&self, at: usize) -> Option<Span> {
        let noun = self.links.noun(at)?;
        let tokens = &self.links.chunks[at].tokens;
        if noun.counted_from < tokens.end {
            return Some(self.context.tokens.span(&(noun.counted_from..tokens.end)));
        }
        let inner = *self.links.of_phrase(at).first()?;
        let group = self.links.noun(inner)?;
        if group.pronoun {
            return None;
        }
        Some(self.chunk_span(inner))
    }

    /// The number that a noun group states, where it counts something.
    pub(crate) fn stated(&self, at: usize) -> Option<Found> {
        let noun = self.links.noun(at)?;
        if let Some((quantity, span)) = self.quantity(noun) {
            if !matches!(quantity.role, QuantityRole::Count | QuantityRole::Pronoun) {
                return None;
            }
            return Some(Found {
                figure: quantity.figure,
                span,
                implied: false,
                counted: self.counted_span(at),
                noun: at,
                additional: noun.additional,
            });
        }
        // “no one was hurt”
        if self.is_nobody(at) {
            return Some(Found {
                figure: Figure::none(),
                implied: false,
                ..Found::implied(0.0, self.chunk_span(at), at)
            });
        }
        // “a group of 12 men”, “a family of five”
        if self.context.vocabulary.lists(self.word(noun.head), WordList::COLLECTIVE) {
            let inner = *self.links.of_phrase(at).first()?;
            self.links.noun(inner)?.number?;
            return self.stated(inner);
        }
        None
    }

    /// “nobody”, “no one”
    pub(crate) fn is_nobody(&self, at: usize) -> bool {
        let tokens = &self.links.chunks[at].tokens;
        let alone = tokens.len() == 1 || tokens.len() == 2 && self.word(tokens.start) == self.context.frames.words.no;
        let counts = self.links.noun(at).is_none_or(|n| n.number.is_some());
        alone && !counts && self.context.vocabulary.lists(self.word(tokens.end - 1), WordList::NOBODY)
    }

    /// Whether a noun group without a number stands for one human being.
    pub(crate) fn is_one_person(&self, at: usize) -> bool {
        let Some(noun) = self.links.noun(at) else { return false };
        if noun.plural || noun.number.is_some() || noun.determiner == Determiner::Quantifier {
            return false;
        }
        let text = self.context.tokens.list[noun.head as usize].of(self.context.text);
        if noun.pronoun {
            return matches!(
                text.to_ascii_lowercase().as_str(),
                "he" | "him" | "she" | "her" | "himself" | "herself"
            );
        }
        if noun.class.event.is_some() {
            return false;
        }
        // “a third”, “the other”, “the younger”: one more of those told before.
        let determined = matches!(noun.determiner, Determiner::Definite | Determiner::Indefinite);
        let alone = noun.counted_from >= noun.head;
        if determined && alone && self.context.vocabulary.lists(self.word(noun.head), WordList::ONE_MORE) {
            return true;
        }
        if noun.class.person.is_some() {
            return noun.class.singular && (!noun.class.plural || noun.determiner == Determiner::Indefinite);
        }
        let named = noun
            .names
            .last()
            .map(|m| &self.context.mentions[*m as usize])
            .filter(|m| m.tokens.end == noun.head + 1);
        if let Some(mention) = named {
            return match &mention.value {
                MentionValue::Entity {
                    kind: MentionType::Person, ..
                } => true,
                // “an American”
                MentionValue::Entity {
                    kind: MentionType::Actor | MentionType::Place,
                    ..
                } => noun.determiner == Determiner::Indefinite && !text.ends_with('s'),
                _ => false,
            };
        }
        let token = &self.context.tokens.list[noun.head as usize];
        if noun.determiner == Determiner::Bare && noun.names.is_empty() {
            return self.is_full_name(at) || self.is_name_with_age(at);
        }
        // “his brother Omar”, “taxi driver Samir”: a name that no list knows, behind a word for one person.
        let described = noun.head > self.links.chunks[at].tokens.start && {
            let class = self.context.vocabulary.info(self.word(noun.head - 1)).noun_class;
            class.person.is_some() && class.singular && !class.plural
        };
        if described && token.is_capitalised() && !token.is_all_caps() && noun.class.person.is_none() {
            return true;
        }
        // “a 19-year-old acquaintance”
        let aged = || {
            let tokens = &self.links.chunks[at].tokens;
            let from = self.context.mentions.partition_point(|m| m.tokens.start < tokens.start);
            let mut inside = self.context.mentions[from..].iter().take_while(|m| m.tokens.end <= tokens.end);
            inside.any(|m| matches!(&m.value, MentionValue::Quantity(q) if q.role == QuantityRole::Age))
        };
        if determined && noun.class.counted.is_none() && aged() {
            return true;
        }
        // “the Archbishop was shot”
        if determined && token.is_capitalised() && self.links.is(self.word(noun.head), Class::TITLE) {
            return true;
        }
        noun.determiner == Determiner::Indefinite && token.is_capitalised() && !token.is_all_caps()
    }

    /// “Mwangi, 23, was lynched”: a word with a capital and an age behind it.
    fn is_name_with_age(&self, at: usize) -> bool {
        use crate::chunk::ChunkKind;
        let tokens = &self.links.chunks[at].tokens;
        let comma = matches!(self.links.chunks.get(at + 1).map(|c| &c.kind), Some(ChunkKind::Comma));
        tokens.len() == 1 && comma && self.context.tokens.list[tokens.start as usize].is_capitalised() && self.links.is_age(at + 2)
    }

    /// “a couple”, “her twin sons”: two people in one noun.
    pub(super) fn is_pair(&self, at: usize) -> bool {
        let lists = |token: u32, list| self.context.vocabulary.lists(self.word(token), list);
        self.links.noun(at).is_some_and(|n| {
            let twins = n.plural && n.class.person.is_some() && (n.counted_from..n.head).any(|t| lists(t, WordList::TWIN));
            n.number.is_none() && (!n.plural && lists(n.head, WordList::PAIR) || twins)
        })
    }

    fn size_of_single(&self, at: usize) -> f64 {
        if self.is_pair(at) { 2.0 } else { 1.0 }
    }

    /// “Khawrey Mehsud”: two to four words with capitals, none of which any list knows as a noun.
    fn is_full_name(&self, at: usize) -> bool {
        let range = &self.links.chunks[at].tokens;
        (2..=4).contains(&range.len())
            && self.context.tokens.slice(range).iter().all(|t| {
                let info = self.context.vocabulary.info(t.word);
                t.is_word() && t.is_capitalised() && !t.is_all_caps() && !info.noun.is_known() && !info.verb.is_known()
            })
    }

    /// Whether a counted noun group can be people: it is not known to be anything else.
    pub(crate) fn may_be_people(&self, at: usize) -> bool {
        let counted = self.counted_group(at);
        let Some(noun) = self.links.noun(counted) else { return false };
        if noun.class.person.is_some() || noun.pronoun || self.links.head_is(noun, MentionType::Actor) {
            return true;
        }
        if noun.class.event.is_some() {
            return false;
        }
        if let Some(kind) = noun.class.counted {
            return !matches!(kind, Kind::Munitions | Kind::Targets | Kind::Seats | Kind::Other);
        }
        !self.links.head_is(noun, MentionType::Weapon)
    }

    /// Whether a noun group is known to be people: a bare number is, where nothing else is counted.
    pub(crate) fn are_known_people(&self, at: usize) -> bool {
        let counted = self.counted_group(at);
        let Some(noun) = self.links.noun(counted) else { return false };
        let bare = self.links.is_bare_number(counted);
        // “some 900 head of cattle”: heads of people would be many.
        let many = self.quantity(noun).is_some_and(|(q, _)| q.figure.value.is_some_and(|v| v > 1.0));
        if many && noun.class.singular && !noun.class.plural {
            return false;
        }
        // “four VDP”: an acronym that no list knows is a force.
        let token = &self.context.tokens.list[noun.head as usize];
        let unknown = noun.class == crate::gazetteer::NounClass::default() && !self.links.head_is(noun, MentionType::Weapon);
        // “22 others”
        let others = noun.number.is_some() && self.links.is(self.word(noun.head), Class::ADDITIONAL) && !self.others_are_things(counted);
        bare || others || self.links.is_person(noun) || noun.number.is_some() && token.is_all_caps() && unknown && !self.is_all_caps()
    }

    /// “destroyed 34 vehicles and seized 11 others”: whether what was counted last before is no people.
    fn others_are_things(&self, at: usize) -> bool {
        let last = (0..at).rev().filter_map(|k| self.links.noun(k)).find(|n| n.number.is_some());
        last.is_some_and(|n| self.is_thing(n))
    }

    /// Whether a noun group is known to count things, and nobody.
    pub(super) fn is_thing(&self, noun: &NounGroup) -> bool {
        noun.class.person.is_none() && (noun.class.counted.is_some() || self.links.head_is(noun, MentionType::Weapon))
    }

    /// Whether the sentence is written in capitals, in which they say nothing.
    fn is_all_caps(&self) -> bool {
        let words = |k: &crate::chunk::Chunk| {
            self.context
                .tokens
                .slice(&k.tokens)
                .iter()
                .any(|t| t.is_word() && t.span.len() > 2 && !t.is_all_caps())
        };
        !self.links.chunks.iter().any(words)
    }

    /// The figures of a list of noun groups: each stated number; single people without a number together.
    pub(crate) fn figures(&self, list: &[usize], persons: bool, implied: bool) -> Vec<Found> {
        let list = &self.without_appositions(list)[..];
        let mut found = Vec::new();
        let mut singles: Vec<usize> = Vec::new();
        for at in list {
            let described = || Some(self.described_by(*at)).filter(|k| k != at);
            let stated = self.stated(*at).or_else(|| self.stated(described()?));
            if let Some(stated) = stated {
                if stated.figure.is_unbounded() && !persons {
                    continue;
                }
                if !persons || self.may_be_people(stated.noun) {
                    found.push(stated);
                }
            } else if implied && (self.is_one_person(*at) || self.is_pair(*at)) {
                singles.push(*at);
            } else if let Some(apposed) = self.apposition_number(*at) {
                found.push(apposed);
            }
        }
        if let (Some(first), Some(last)) = (singles.first(), singles.last()) {
            // Singles alone are one figure together; “a couple” counts, and stands by itself.
            let together = singles.len() == list.len() && (singles.len() == 1 || !singles.iter().any(|s| self.is_pair(*s)));
            let groups: Vec<(usize, usize, f64)> = if together {
                vec![(*first, *last, singles.iter().map(|s| self.size_of_single(*s)).sum())]
            } else {
                singles.iter().map(|s| (*s, *s, self.size_of_single(*s))).collect()
            };
            for (first, last, size) in groups {
                let span = self.chunk_span(self.described_by(first)).cover(&self.chunk_span(last));
                found.push(Found {
                    additional: self.links.noun(first).is_some_and(|n| n.additional),
                    ..Found::implied(size, span, first)
                });
            }
        }
        found
    }

    /// “a suspect, Bilal Khan, 29,”: the noun group before a name that says who it is; the name itself else.
    fn described_by(&self, at: usize) -> usize {
        use crate::chunk::ChunkKind;
        let comma = |k: usize| matches!(self.links.chunks.get(k).map(|c| &c.kind), Some(ChunkKind::Comma));
        let Some(before) = at.checked_sub(2).filter(|_| comma(at - 1)) else {
            return at;
        };
        let (Some(name), Some(noun)) = (self.links.noun(at), self.links.noun(before)) else {
            return at;
        };
        // “One detainee, Mansour Sharifi, 34, died”
        let one = self.quantity(noun).is_none_or(|(q, _)| q.figure.value == Some(1.0));
        let person = noun.class.person.is_some() && (!noun.plural || noun.number.is_some()) && one && !noun.pronoun;
        let named = self.links.head_is(name, MentionType::Person) || self.is_full_name(at);
        let free = self.links.governor(before).is_none() && comma(at + 1);
        if person && named && free && noun.names.is_empty() {
            before
        } else {
            at
        }
    }

    /// A list without what only says again who its members are: “a watchman, Bala Idris, and a policeman” are two, “three officials, a chief and two officers,” three.
    fn without_appositions(&self, list: &[usize]) -> SmallVec<[usize; 4]> {
        use crate::chunk::ChunkKind;
        let comma = |at: usize| matches!(self.links.chunks.get(at).map(|c| &c.kind), Some(ChunkKind::Comma));
        let mut kept: SmallVec<[usize; 4]> = SmallVec::new();
        for at in list {
            let apposed = kept.last().is_some_and(|last| {
                let (Some(a), Some(b)) = (self.links.noun(*last), self.links.noun(*at)) else {
                    return false;
                };
                let names = |n: &NounGroup| self.links.head_is(n, MentionType::Person);
                let common = |n: &NounGroup| n.class.person.is_some() && n.number.is_none() && !n.plural && !names(n);
                let described = common(a) && names(b) || names(a) && common(b) && b.determiner == Determiner::Indefinite && comma(at + 1);
                // “the mayor of Cotija, Yolanda Sanchez”: past what says more of the first.
                let phrase = |k: usize| matches!(self.links.chunks[k].kind, ChunkKind::Preposition(_)) && self.links.noun(k + 1).is_some();
                let mut end = last + 1;
                while end + 1 < *at && phrase(end) {
                    end += 2;
                }
                *at == end + 1 && comma(end) && described
            });
            // “Teacher and organiser Luis Lopez”: bare nouns before the name that they describe.
            let describes = kept.last().copied().filter(|last| {
                let (Some(a), Some(b)) = (self.links.noun(*last), self.links.noun(*at)) else {
                    return false;
                };
                let bare = |n: &NounGroup| n.determiner == Determiner::Bare && n.number.is_none() && !n.plural;
                let title = a.class.person.is_some() && a.class.singular && bare(a) && a.names.is_empty();
                *at == last + 2 && title && bare(b) && self.links.head_is(b, MentionType::Person)
            });
            if describes.is_some() {
                kept.pop();
            }
            if !apposed {
                kept.push(*at);
            }
        }
        if let [first, rest @ ..] = &kept[..]
            && rest.len() > 1
            && comma(first + 1)
            && let Some(total) = self.stated(*first).and_then(|f| f.figure.value)
        {
            let size = |at: &usize| match self.stated(*at) {
                Some(f) => f.figure.value,
                None => self.is_one_person(*at).then_some(1.0),
            };
            if rest
                .iter()
                .map(size)
                .sum::<Option<f64>>()
                .is_some_and(|sum| (sum - total).abs() < 0.5)
            {
                kept.truncate(1);
            }
        }
        kept
    }

    /// “the mayor's guards, two police agents, …”: the number of a plural noun stands in its apposition.
    fn apposition_number(&self, at: usize) -> Option<Found> {
        use crate::chunk::ChunkKind;
        let noun = self.links.noun(at)?;
        if !noun.plural || noun.number.is_some() || noun.class.person.is_none() {
            return None;
        }
        let comma = matches!(self.links.chunks.get(at + 1)?.kind, ChunkKind::Comma);
        let inner = self.links.noun(at + 2)?;
        (comma && inner.number.is_some() && inner.class.person.is_some())
            .then(|| self.stated(at + 2))
            .flatten()
    }

    /// A role filled by the noun group at `at`, with the name inside that stands for it.
    pub(crate) fn role(&self, list: &[usize]) -> Option<Role> {
        let (first, last) = (*list.first()?, *list.last()?);
        let noun = self.links.noun(first)?;
        let mut span = self.chunk_span(first).cover(&self.chunk_span(last));
        // “members of the group”: a person noun goes on over its “of” phrase.
        if let Some(inner) = self.links.of_phrase(last).first() {
            span = span.cover(&self.chunk_span(*inner));
        }
        // “seven ‘facilitators’”: the mark that closes goes with the one that opens.
        if let Some(mark) = self.context.text[span.to()..].chars().next().filter(|c| matches!(c, '"' | '”')) {
            let count = |mark: char| span.of(self.context.text).matches(mark).count();
            let is_open = if mark == '"' {
                count(mark) % 2 == 1
            } else {
                count('“') > count(mark)
            };
            span.end += if is_open { mark.len_utf8() as u32 } else { 0 };
        }
        let mut mention = self.links.name_of(noun);
        if mention.is_none() {
            mention = self
                .links
                .of_phrase(last)
                .first()
                .and_then(|i| self.links.noun(*i))
                .and_then(|n| self.links.name_of(n));
        }
        Some(Role { span, mention })
    }
}
