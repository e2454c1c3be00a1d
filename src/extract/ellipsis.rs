//! Bare numbers: figures whose noun the text leaves out because the figure before has it. “37 drones, 14 over Bryansk and 23 over Kursk”, “93 civilians, against 37
//! in September”, “Eleven were children.”, “Of those, 12 are women.” What they count is what the figure before counts.

use super::claim::{Claim, Rule};
use super::figure::Found;
use super::{Told, Work};
use crate::chunk::{Chunk, ChunkKind, VerbForm};
use crate::gazetteer::{Class, WordList};
use crate::record::Kind;

/// The rule of a number with which a source answers another's: “the opposition says 40”.
pub const GIVEN: &str = "ellipsis.given";

impl Work<'_> {
    /// One claim for each bare number that a figure before it explains.
    pub(crate) fn ellipses(&mut self) {
        for at in 0..self.links.chunks.len() {
            let Some(found) = self.bare_number(at) else { continue };
            if let Some(told) = self.context.antecedent.filter(|_| self.tells_of_those_before(at)) {
                self.add_of_those_before(found, told.kind, at);
            } else if self.is_given(at)
                && let Some(told) = self.those_told_before(at)
            {
                self.add_given(found, told, at);
            } else if let Some(model) = self.model_before(at) {
                if self.is_compared(at) {
                    self.add_like(found, model, "ellipsis.compared");
                } else if self.is_fatal(at) && self.claims[model].kind.counts_victims() {
                    let dead = self.add_like(found, model, "ellipsis.fatally");
                    self.claims[dead].kind = Kind::Killed;
                } else if self.shares_out(at) && !(befalls(self.claims[model].kind) && self.tells_otherwise(at)) {
                    self.add_share(found, model, at);
                } else if self.is_more(at) && matters(self.claims[model].kind) {
                    self.add_like(found, model, "ellipsis.more");
                }
            }
        }
    }

    /// “1,100 of them died, as did 590 soldiers”, “as were three drivers”: the verb before is meant again.
    pub(crate) fn again(&mut self) {
        for at in 2..self.links.chunks.len() {
            let Some((kind, event_type)) = self.meant_again(at).map(|told| (told.kind, told.event_type)) else {
                continue;
            };
            let trigger = self.links.chunks[at - 1].tokens.start;
            for found in self.figures(&self.links.list_right(at), true, true) {
                let target = self.victims(found.noun);
                self.push_told(found, "ellipsis.again", trigger, Some(at - 1), kind, target)
                    .event_type = event_type;
            }
        }
    }

    /// The last victims told of before the “as did” that stands before the noun group at `at`.
    fn meant_again(&self, at: usize) -> Option<&Claim> {
        let stands_for = self.links.verb(at - 1)?;
        self.links.noun(at).filter(|_| !self.used[at])?;
        let vocabulary = self.context.vocabulary;
        if !vocabulary.is(self.word(stands_for.head), Class::BE.or(Class::DO))
            || self.word(self.links.chunks[at - 2].tokens.start) != self.context.frames.words.as_
        {
            return None;
        }
        let told = self.claims.iter().filter(|c| c.kind.counts_victims() && c.noun < at - 2);
        told.max_by_key(|c| c.noun)
    }

    /// “deployed 2,000 troops and will send 3,000 more”, “of the 14 rockets, air defences brought down nine”: whether a verb or “more” takes the number up.
    fn is_more(&self, at: usize) -> bool {
        let chunks = self.links.chunks;
        let passed = |k: &usize| matches!(chunks[*k].kind, ChunkKind::Adverb) || chunks[*k].preposition().is_some();
        let object = (0..at).rev().find(|k| !passed(k)).is_some_and(|k| self.links.verb(k).is_some());
        let subject = self.links.verb(at + 1).is_some();
        object || subject || self.links.noun(at).is_some_and(|n| n.additional)
    }

    /// A number that nobody has taken and that counts no noun of its own.
    fn bare_number(&self, at: usize) -> Option<Found> {
        let noun = self.links.noun(at)?;
        let others = self.links.is(self.word(noun.head), Class::ADDITIONAL);
        let alone = (others || noun.counted_from >= self.links.chunks[at].tokens.end) && self.links.of_phrase(at).is_empty();
        if self.used[at] || !alone {
            return None;
        }
        let found = self.stated(at)?;
        let vague = found.figure.is_unbounded();
        let taken = self.claims.iter().any(|c| c.figure_span.overlaps(&found.span));
        (!vague && !taken).then_some(found)
    }

    /// The last stated figure before it in the sentence.
    fn model_before(&self, at: usize) -> Option<usize> {
        let stated = |c: &usize| {
            let claim = &self.claims[*c];
            !claim.implied && claim.noun < at && !matches!(claim.kind, Kind::Money | Kind::Share)
        };
        (0..self.claims.len())
            .filter(stated)
            .max_by_key(|c| self.claims[*c].figure_span.start)
    }

    /// “against 37 in September”, “up from 12”, “compared with nine”
    fn is_compared(&self, at: usize) -> bool {
        let compares = |chunk: &Chunk| {
            let head = chunk.tokens.clone().last();
            head.is_some_and(|t| self.context.vocabulary.lists(self.word(t), WordList::COMPARISON))
        };
        let before = |n: usize| at.checked_sub(n).map(|k| &self.links.chunks[k]);
        before(1).is_some_and(compares) || before(1).is_some_and(|c| c.preposition().is_some()) && before(2).is_some_and(compares)
    }

    /// “The police gave 25”, “he had raised it to five”, “they speak of as many as 150”: the number with which a source answers, behind its verb.
    fn is_given(&self, at: usize) -> bool {
        let vocabulary = self.context.vocabulary;
        let Some(verb) = self.links.verb_before(at) else { return false };
        let Some(word) = self.links.verb(verb).map(|v| v.verb) else {
            return false;
        };
        // What a monitor counts, records, lists are events more often than victims.
        let reports = vocabulary.info(word).reporting.is_some() && !vocabulary.lists(word, WordList::COUNTS_EVENTS);
        let gives = reports || vocabulary.lists(word, WordList::GIVES_FIGURE);
        let leads = |c: &Chunk| match &c.kind {
            ChunkKind::Preposition(_) | ChunkKind::Adverb => true,
            ChunkKind::Noun(n) => n.pronoun || vocabulary.lists(self.word(n.head), WordList::TALLY),
            _ => false,
        };
        let next = self.links.chunks.get(at + 1).map(|c| &c.kind);
        let goes_on = matches!(next, Some(ChunkKind::Verb(_) | ChunkKind::Noun(_) | ChunkKind::Adjective(_)));
        gives && !goes_on && self.links.chunks[verb + 1..at].iter().all(leads)
    }

    /// The last victims of whom this sentence, or those before it, told.
    fn those_told_before(&self, at: usize) -> Option<Told> {
        let here = self
            .claims
            .iter()
            .rev()
            .find(|c| c.kind.counts_victims() && c.noun < at && !c.implied);
        here.map(Told::of).or(self.context.antecedent)
    }

    fn add_given(&mut self, found: Found, told: Told, at: usize) {
        let trigger = self.links.chunks[at].tokens.start;
        self.push_told(found, GIVEN, trigger, self.links.verb_before(at), told.kind, told.target);
    }

    /// “Eleven wounded, three fatally”, “two of them fatally”
    pub(super) fn is_fatal(&self, at: usize) -> bool {
        let behind = if self.is_them(at + 2) { at + 3 } else { at + 1 };
        let next = self.links.chunks.get(behind).map(|c| c.tokens.start);
        next.is_some_and(|t| self.context.vocabulary.lists(self.word(t), WordList::FATALLY))
    }

    /// A number in a list behind a figure, with what tells it apart behind it: a place, a day, a manner, a fate.
    fn shares_out(&self, at: usize) -> bool {
        let chunks = self.links.chunks;
        let opens = |k: usize| matches!(chunks[k].kind, ChunkKind::Comma | ChunkKind::Coordinator | ChunkKind::Stop);
        let Some(next) = chunks.get(at + 1) else { return false };
        let of = self.context.frames.words.of;
        at.checked_sub(1).is_some_and(opens)
            && match &next.kind {
                ChunkKind::Preposition(p) => *p != of,
                ChunkKind::Adverb | ChunkKind::Verb(_) => true,
                _ => false,
            }
    }

    /// “and another 4,000 are confined”: a verb of its own tells what became of them.
    fn tells_otherwise(&self, at: usize) -> bool {
        // “22 dead and 40 rescued”: what the participle says no frame has told.
        let own = self
            .links
            .verb(at + 1)
            .filter(|v| matches!(v.form, VerbForm::Finite | VerbForm::Bare));
        own.is_some_and(|v| !self.links.is(self.word(v.head), Class::BE.or(Class::HAVE)))
    }

    fn add_like(&mut self, found: Found, model: usize, rule: &'static str) -> usize {
        let noun = found.noun;
        let trigger = self.links.chunks[noun].tokens.start;
        let model = &self.claims[model];
        let (kind, event_type, actor, wants_actor) = (model.kind, model.event_type, model.actor, model.wants_actor);
        let (target, scope) = (model.target, model.scope);
        let mut claim = self.claim(found, None, Rule::Fixed(rule), trigger);
        claim.kind = kind;
        claim.event_type = event_type;
        claim.actor = actor;
        claim.wants_actor = wants_actor;
        claim.target = target;
        claim.scope = scope;
        self.used[noun] = true;
        self.claims.push(claim);
        self.claims.len() - 1
    }

    /// A share of the total before it, where the total stands alone before the list; another place's or day's figure else (“12 in Kabul, three in Herat”).
    fn add_share(&mut self, found: Found, model: usize, at: usize) {
        let total = match self.claims[model].rule {
            Rule::Fixed("ellipsis.share") => self.claims[model].subset_of,
            _ => {
                let between = &self.links.chunks[self.claims[model].noun + 1..at];
                // “18 people killed in this week's protests: ten on Monday, eight on Tuesday”: what stands before a colon is told of the total.
                let colon = between
                    .iter()
                    .rposition(|c| self.context.tokens.span(&c.tokens).of(self.context.text) == ":");
                // “three injured (one by live fire, two by beating)”: all in the brackets.
                let bracket = between
                    .iter()
                    .rposition(|c| matches!(c.kind, ChunkKind::Open | ChunkKind::Close))
                    .filter(|k| matches!(between[*k].kind, ChunkKind::Open));
                let between = if bracket.is_some() {
                    &between[..0]
                } else {
                    &between[colon.map_or(0, |c| c + 1)..]
                };
                let alone = !between
                    .iter()
                    .any(|c| matches!(c.kind, ChunkKind::Preposition(_) | ChunkKind::Coordinator | ChunkKind::Date(_)));
                alone.then_some(model)
            }
        };
        let fits = |total: &usize| match (found.figure.value, self.claims[*total].figure.value) {
            (Some(part), Some(whole)) => part < whole,
            _ => true,
        };
        let total = total.filter(fits);
        let share = self.add_like(found, model, "ellipsis.share");
        self.claims[share].subset_of = total;
    }

    /// “Eleven were children.”: a bare number that opens the sentence and is said to be something.
    fn tells_of_those_before(&self, at: usize) -> bool {
        // “Of those, more than 3,000 are children.”
        let of_those = |k: usize| {
            let chunks = self.links.chunks;
            chunks[k].preposition() == Some(self.context.frames.words.of) && self.is_them(k + 1) || k > 0 && self.is_them(k)
        };
        let opens =
            (0..at).all(|k| matches!(self.links.chunks[k].kind, ChunkKind::Quote | ChunkKind::Adverb | ChunkKind::Comma) || of_those(k));
        let people = |k: usize| self.links.noun(k).is_some_and(|n| n.class.person.is_some());
        opens && self.is_be(at + 1) && people(at + 2)
    }

    fn add_of_those_before(&mut self, found: Found, kind: Kind, at: usize) {
        let trigger = self.links.chunks[at + 1].tokens.start;
        let target = self.role(&[at + 2]);
        self.push_told(found, "ellipsis.of-those", trigger, Some(at + 1), kind, target).part = true;
    }
}

/// Kinds that tell what became of people: a verb of its own tells something else of others.
const fn befalls(kind: Kind) -> bool {
    kind.counts_victims() || matches!(kind, Kind::Other)
}

/// Kinds of which a bare number further on in the sentence counts more. What befell people is said anew by the verb.
const fn matters(kind: Kind) -> bool {
    matches!(kind, Kind::Munitions | Kind::Targets | Kind::Strength | Kind::Seats)
}
