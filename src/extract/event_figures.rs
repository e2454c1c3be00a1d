//! Where the figure of an event's clause stands: how often the clause says that it took place, a weapon that does it, what it is done to, who does it. Knows the
//! clause's noun groups; whether it is an attack at all is for [`super::event_frames`].

use super::Work;
use super::event_frames::Deed;
use super::figure::Found;
use super::frames::{Frame, Slot};
use crate::chunk::{ChunkKind, Determiner, NounGroup};
use crate::gazetteer::WordList;
use crate::tag::MentionValue;

/// So many missiles at one place are not one attack.
const MANY_THROWN: f64 = 20.0;

impl Work<'_> {
    /// The figures of an event's clause: how often it says that it took place, else what is thrown, else a weapon that does it, else what it is done to where that is
    /// single (each of several: “bombed a school and a clinic”); where nothing is single and the frame allows it, the verb with its object; else who does it.
    /// `bare` is set where the verb is a participle told of the noun before it.
    pub(super) fn event_figures(&self, at: usize, bare: bool, frame: &Frame, deed: &Deed) -> Vec<Found> {
        if let Some(times) = self.times(at) {
            return vec![times];
        }
        let patients = &deed.patients;
        let noun = |k: usize| self.links.noun(k);
        if bare && patients.len() == 1 && noun(patients[0]).is_some_and(|n| n.class.event.is_some() || n.plural) {
            return Vec::new();
        }
        if let Some(one) = self.single_of(&deed.thrown).or_else(|| self.acting_weapon(frame, deed)) {
            return vec![self.one_event(one)];
        }
        if !frame.is(Slot::Befalls) {
            let attacked = self.attacked(frame, deed);
            if !attacked.is_empty() {
                return attacked.into_iter().map(|k| self.one_event(k)).collect();
            }
        }
        let aimed = frame.is(Slot::EventAt);
        let aimless = aimed && patients.is_empty() && frame.objects.is_empty();
        if frame.clause && !aimless && !patients.iter().any(|k| noun(*k).is_some_and(|n| n.pronoun)) {
            let last = patients.last().copied().or_else(|| self.links.object(at).last().copied());
            return vec![self.verb_with(at, last.filter(|last| *last > at))];
        }
        if frame.is(Slot::Befalls) {
            // “U.S. forces came under attack” is one event too, “two bases” are two.
            let counted = patients.iter().any(|k| self.stated(*k).is_some());
            let end = (at + 1..self.links.chunks.len()).find(|k| noun(*k).is_some());
            let mut told = self.verb_with(at, end);
            // “a patrol came under fire”: with the patrol, where it stands right before.
            if let Some(one) = self
                .single_of(patients)
                .filter(|k| *k + 1 == at || *k + 2 == at && self.is_adverb(*k + 1))
            {
                told.span = self.chunk_span(one).cover(&told.span);
            }
            return if counted { Vec::new() } else { vec![told] };
        }
        // A clause about several things is one event only where something single did it: “a drone hit several houses”, not “the army shelled villages”.
        let alone = self.single_of(&deed.agents).filter(|k| {
            let indefinite = noun(*k).is_some_and(|n| n.determiner == Determiner::Indefinite);
            // “when the bomb exploded” points back.
            let back = noun(*k).is_some_and(|n| n.determiner == Determiner::Definite && n.head == n.counted_from);
            (indefinite || patients.is_empty() && frame.goes_off && !back) && !(aimed && patients.is_empty())
        });
        alone.map(|agent| self.one_event(agent)).into_iter().collect()
    }

    fn is_adverb(&self, at: usize) -> bool {
        matches!(self.links.chunks[at].kind, ChunkKind::Adverb)
    }

    /// One event, for which the noun group at `at` stands.
    fn one_event(&self, at: usize) -> Found {
        Found {
            counted: None,
            ..Found::implied(1.0, self.chunk_span(at), at)
        }
    }

    /// One event, for which the verb at `at` stands with what is behind it, up to the chunk `last`.
    fn verb_with(&self, at: usize, last: Option<usize>) -> Found {
        let verb = self.chunk_span(at);
        Found {
            span: last.map_or(verb, |last| verb.cover(&self.chunk_span(last))),
            ..self.one_event(at)
        }
    }

    /// A weapon that does it by itself: “a drone”, “the missile”; of “Israeli aircraft” nobody knows how many. Of what fires (“a gunship opened fire on a lorry”) the
    /// lorry is told anew, but a bomber is the weapon himself.
    fn acting_weapon(&self, frame: &Frame, deed: &Deed) -> Option<usize> {
        let agent = self.single_of(&deed.agents).filter(|_| frame.has_agent)?;
        let noun = self.links.noun(agent)?;
        let bomber = self.context.vocabulary.lists(self.word(noun.head), WordList::BOMBER);
        let weapon = bomber || self.is_weapon(noun) && !frame.is(Slot::EventAt);
        (weapon && noun.determiner != Determiner::Bare).then_some(agent)
    }

    /// What is attacked, where it is single; each of several that are.
    fn attacked(&self, frame: &Frame, deed: &Deed) -> Vec<usize> {
        let noun = |k: &usize| self.links.noun(*k);
        let many = |k: &usize| self.stated(*k).is_some_and(|f| f.figure.value.is_none_or(|v| v > MANY_THROWN));
        // What weapons are thrown at is told anew: “at the home of a judge”; “at the vessel” points back.
        let anew = |n: &NounGroup| n.determiner == Determiner::Indefinite || n.determiner != Determiner::Bare && n.head > n.counted_from;
        let hit = |k: &usize| {
            let new = noun(k).is_some_and(anew) || !self.links.of_phrase(*k).is_empty();
            self.is_single(*k) && (!frame.thrown || new && !deed.thrown.iter().any(many))
        };
        match &deed.patients[..] {
            // What somebody wears is not what he attacks: “detonated his vest”.
            [one] => {
                let own = frame.goes_off && noun(one).is_some_and(|n| n.determiner == Determiner::Possessive);
                if hit(one) && !own { vec![*one] } else { Vec::new() }
            }
            several
                if !frame.thrown
                    && several
                        .iter()
                        .all(|k| hit(k) && noun(k).is_some_and(|n| n.determiner != Determiner::Bare)) =>
            {
                several.to_vec()
            }
            _ => Vec::new(),
        }
    }

    /// The noun group of a list of one, where it stands for one thing.
    fn single_of(&self, list: &[usize]) -> Option<usize> {
        let [one] = list else { return None };
        self.is_single(*one).then_some(*one)
    }

    fn is_single(&self, at: usize) -> bool {
        self.links.noun(at).is_some_and(|n| {
            !n.plural && n.number.is_none() && !n.pronoun && n.class.event.is_none() && n.determiner != Determiner::Quantifier
        })
    }

    /// How often the verb at `at` says that it was done: “twice”, “at least 20 times”.
    pub(super) fn times(&self, at: usize) -> Option<Found> {
        let words = &self.context.frames.words;
        let joins = |k: usize| matches!(self.links.chunks.get(k).map(|c| &c.kind), Some(ChunkKind::Coordinator));
        for k in at + 1..self.links.chunks.len().min(at + 8) {
            let chunk = &self.links.chunks[k];
            match &chunk.kind {
                // “attack and loot the town three times”
                ChunkKind::Coordinator if self.links.verb(k + 1).is_some() => {}
                ChunkKind::Verb(_) if joins(k - 1) => {}
                ChunkKind::Adverb if chunk.tokens.clone().any(|t| self.word(t) == words.twice) => {
                    return Some(Found {
                        implied: false,
                        counted: None,
                        ..Found::implied(2.0, self.chunk_span(k), k)
                    });
                }
                ChunkKind::Noun(n) if words.times.contains(&self.word(n.head)) => return self.number_of_times(k),
                ChunkKind::Noun(_) | ChunkKind::Adverb | ChunkKind::Preposition(_) | ChunkKind::Date(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// The number of “at least 20 times”, which the taggers read as a measure.
    fn number_of_times(&self, at: usize) -> Option<Found> {
        let tokens = &self.links.chunks[at].tokens;
        let from = self.context.mentions.partition_point(|m| m.tokens.end <= tokens.start);
        let mention = self.context.mentions[from..].iter().take_while(|m| m.tokens.start < tokens.end);
        let stated = mention.filter_map(|m| match &m.value {
            MentionValue::Quantity(q) if !q.figure.is_unbounded() => Some((q.figure, m.span)),
            _ => None,
        });
        stated.last().map(|(figure, span)| Found {
            figure: figure.of_whole_things(),
            span,
            implied: false,
            counted: None,
            noun: at,
            additional: false,
        })
    }
}
