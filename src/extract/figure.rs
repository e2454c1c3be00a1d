//! What figure a noun group states or implies.

use super::Work;
use super::claim::Role;
use crate::chunk::{Determiner, NounGroup};
use crate::gazetteer::NounClass;
use crate::record::{Comparator, Figure, Kind, MentionType};
use crate::tag::{MentionValue, QuantityRole, QuantityValue};
use crate::text::Span;

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
        // “a group of 12 men”, “a family of five”
        let head = self.word(noun.head);
        if self.context.frames.words.collective.contains(&head) {
            let inner = *self.links.of_phrase(at).first()?;
            self.links.noun(inner)?.number?;
            return self.stated(inner);
        }
        None
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
        noun.determiner == Determiner::Indefinite && token.is_capitalised() && !token.is_all_caps()
    }

    /// Whether a counted noun group can be people: it is not known to be anything else.
    pub(crate) fn may_be_people(&self, at: usize) -> bool {
        let counted = self.counted_group(at);
        let Some(noun) = self.links.noun(counted) else { return false };
        if noun.class.person.is_some() || noun.pronoun {
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

    /// The figures of a list of noun groups: each stated number; single people without a number together.
    pub(crate) fn figures(&self, list: &[usize], persons: bool, implied: bool) -> Vec<Found> {
        let mut found = Vec::new();
        let mut singles: Vec<usize> = Vec::new();
        for at in list {
            if let Some(stated) = self.stated(*at) {
                if stated.figure.comparator == Comparator::Vague && stated.figure.low.is_none() && !persons {
                    continue;
                }
                if !persons || self.may_be_people(*at) {
                    found.push(stated);
                }
            } else if implied && self.is_one_person(*at) {
                singles.push(*at);
            } else if let Some(apposed) = self.apposition_number(*at) {
                found.push(apposed);
            }
        }
        if let (Some(first), Some(last)) = (singles.first(), singles.last()) {
            let contiguous = singles.len() == list.len();
            if contiguous {
                let span = self.chunk_span(*first).cover(&self.chunk_span(*last));
                found.push(Found {
                    figure: Figure::exact(singles.len() as f64),
                    span,
                    implied: true,
                    counted: Some(span),
                    noun: *first,
                    additional: self.links.noun(*first).is_some_and(|n| n.additional),
                });
            } else {
                for at in singles {
                    let span = self.chunk_span(at);
                    found.push(Found {
                        figure: Figure::exact(1.0),
                        span,
                        implied: true,
                        counted: Some(span),
                        noun: at,
                        additional: self.links.noun(at).is_some_and(|n| n.additional),
                    });
                }
            }
        }
        found
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
        let mut mention = noun.names.last().copied();
        if mention.is_none() {
            mention = self
                .links
                .of_phrase(last)
                .first()
                .and_then(|i| self.links.noun(*i))
                .and_then(|n| n.names.last().copied());
        }
        Some(Role { span, mention })
    }
}
