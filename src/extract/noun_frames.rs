//! Frames that a noun or an adjective triggers: “12 deaths”, “17 dead”, “five wounded soldiers”.

use super::Work;
use super::figure::Found;
use super::frames::{Slot, Trigger};
use crate::chunk::{ChunkKind, Determiner, NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::WordList;
use crate::record::{Kind, MentionType};
use crate::tag::{MentionValue, QuantityRole};
use crate::text::WordId;

impl Work<'_> {
    /// An adjective told of someone: “12 dead”, “were found dead”.
    pub(crate) fn adjective_frames(&mut self, at: usize, word: WordId) {
        for index in self.context.frames.triggered(Trigger::Adjective, word) {
            let head = self.links.chunks[at].tokens.start;
            let missed = self.adjective_frame(at, *index, head).err();
            let id = &self.frame(*index).id;
            self.missed(id, head, missed);
        }
    }

    fn adjective_frame(&mut self, at: usize, index: u16, head: u32) -> Result<(), &'static str> {
        let frame = self.frame(index);
        let labelled = self.behind_colon(at, frame.persons);
        if !labelled.is_empty() {
            self.push_found(labelled, None, index, head, None);
            return Ok(());
        }
        let mut before = at.checked_sub(1).ok_or("a noun before it")?;
        while matches!(self.links.chunks[before].kind, ChunkKind::Adverb | ChunkKind::Quote) {
            before = before.checked_sub(1).ok_or("a noun before it")?;
        }
        let (list, verb) = match &self.links.chunks[before].kind {
            ChunkKind::Noun(_) => {
                // “left 11 fighters on both sides dead”
                if let Some(outer) = self.left_so(before) {
                    before = outer;
                }
                // “at least two dead and one wounded”: the number is what it is told of.
                let verb = self.links.verb_before(before);
                (self.links.list_left(before), verb)
            }
            ChunkKind::Verb(_) => (self.links.subject(before), Some(before)),
            _ => return Err("a noun before it"),
        };
        let found = self.figures(&list, frame.persons, frame.implied);
        if found.is_empty() {
            return Err("a figure, or a single person, before it");
        }
        // “The attack left 17 dead”: what left them so did it.
        let agent = verb
            .filter(|v| *v < before)
            .filter(|v| {
                self.links
                    .verb(*v)
                    .is_some_and(|g| g.voice == Voice::Active && self.links.object(*v).contains(&before))
            })
            .filter(|v| {
                self.context
                    .vocabulary
                    .info(self.links.verb(*v).map_or(WordId::UNKNOWN, |g| g.verb))
                    .reporting
                    .is_none()
            })
            .map_or_else(Vec::new, |v| self.links.subject(v));
        let agent = self.agent_role(&agent);
        self.push_found(found, verb, index, head, agent);
        Ok(())
    }

    /// The object of a verb that leaves it so, where a phrase that says more of it ends with the noun group at `at`.
    fn left_so(&self, at: usize) -> Option<usize> {
        let outer = self.links.governor(at)?.checked_sub(1)?;
        let verb = outer.checked_sub(1).and_then(|k| self.links.verb(k))?;
        let counted = self.links.noun(outer)?.number.is_some();
        (counted && self.context.vocabulary.lists(verb.verb, WordList::LEAVES_SO)).then_some(outer)
    }

    /// Nouns that are triggers (“death”, “toll”), and participles or adjectives inside a counted noun group (“five wounded soldiers”).
    pub(crate) fn noun_frames(&mut self, at: usize, noun: &NounGroup) {
        for index in self.context.frames.triggered(Trigger::Noun, self.word(noun.head)) {
            if !self.is_whole_noun(noun.head, *index) {
                continue;
            }
            let missed = self.noun_frame(at, noun, *index).err();
            let id = &self.frame(*index).id;
            self.missed(id, noun.head, missed);
        }
    }

    /// Participles and adjectives inside a counted noun group (“five wounded soldiers”), where no frame has taken its number.
    pub(crate) fn attributes(&mut self) {
        for at in 0..self.links.chunks.len() {
            let Some(noun) = self.links.noun(at).filter(|n| n.number.is_some() && !self.used[at]) else {
                continue;
            };
            // “hundreds of badly injured civilians”: the noun that is counted may stand behind “of”.
            let counted = self.counted_group(at);
            let modifiers = if counted == at {
                noun.counted_from..noun.head
            } else {
                self.links
                    .noun(counted)
                    .map_or(0..0, |n| self.links.chunks[counted].tokens.start..n.head)
            };
            // “1,200 Lebanese dead”: the adjective stands for those of whom it is told.
            let adjective = |t: &u32| !self.context.frames.triggered(Trigger::Adjective, self.word(*t)).is_empty();
            let head = Some(noun.head).filter(|t| counted == at && modifiers.end > modifiers.start && adjective(t));
            // “left dead 12 people”
            let lead = self.links.chunks[at].tokens.start;
            let lead = Some(lead).filter(|t| counted == at && *t < noun.counted_from && adjective(t));
            let mut told = modifiers.clone().chain(head).chain(lead);
            let Some((index, token)) = told.find_map(|t| Some((self.attribute(self.word(t))?, t))) else {
                continue;
            };
            let found = self.figures(&[at], true, false);
            self.push_found(found, self.links.verb_before(at), index, token, None);
        }
    }

    /// The frame of victims that a word before a noun tells by itself: “wounded”, but not “left”, which needs an object.
    pub(crate) fn attribute(&self, word: WordId) -> Option<u16> {
        let info = self.context.vocabulary.info(word);
        let participle = info.forms.any(crate::gazetteer::VerbForms::PARTICIPLE);
        let frames = self.context.frames;
        let adjectives = frames.triggered(Trigger::Adjective, word).iter();
        let verbs = frames.triggered(Trigger::Verb, info.verb).iter().filter(|_| participle);
        adjectives
            .chain(verbs.filter(|f| self.frame(**f).figure.contains(&Slot::Patient)))
            .find(|f| {
                let frame = self.frame(**f);
                frame.kind.counts_victims()
                    && frame.needs.is_empty()
                    && frame.needs_before.is_empty()
                    && frame.objects.is_empty()
                    && frame.prepositions.is_empty()
            })
            .copied()
    }

    /// “the body count”, not “the vote count”: whether a noun of the frame stands here with all its words.
    fn is_whole_noun(&self, head: u32, index: u16) -> bool {
        let word = self.word(head);
        self.frame(index).nouns.iter().any(|(last, before)| {
            let from = (head as usize).checked_sub(before.len());
            *last == word && from.is_some_and(|from| (from as u32..head).map(|t| self.word(t)).eq(before.iter().copied()))
        })
    }

    fn noun_frame(&mut self, at: usize, noun: &NounGroup, index: u16) -> Result<(), &'static str> {
        let frame = self.frame(index);
        self.words_fit(at, self.links.clause(at).start, frame)?;
        let mut found = Vec::new();
        for slot in &frame.figure {
            match slot {
                Slot::Count => {
                    // “multiple homicide” counts nothing.
                    let counts = |f: &Found| noun.plural || f.figure.value.is_some();
                    if let Some(stated) = self.stated(at).filter(counts) {
                        found = vec![stated];
                    } else if frame.kind == Kind::Killed {
                        found = self.double(at, noun).into_iter().collect();
                    }
                }
                Slot::Of => {
                    let list = self.links.of_phrase(at);
                    found = self.figures(&list, frame.persons, frame.implied);
                    if found.is_empty() && frame.figure.contains(&Slot::Toll) {
                        found = list.iter().filter_map(|l| self.stated(*l)).collect();
                    }
                }
                Slot::Possessor => {
                    let possessor = self.possessor(at, noun);
                    found = possessor.into_iter().filter(|f| frame.implied || !f.implied).collect();
                }
                Slot::Toll => found = self.toll(at),
                Slot::StateToll => {
                    let of = self.links.of_phrase(at);
                    // “the number of health and rescue workers killed”
                    let first = of.first().copied();
                    let told = |k: &usize| self.links.noun(*k).is_some() && self.state_behind(*k).is_some();
                    let inner = first.and_then(|f| (f..f + 4).find(told)).or(first);
                    // “the number of people killed”, “the number killed in the raid”
                    let state = match inner {
                        Some(i) => self.state(i).or_else(|| self.state_behind(i)).or_else(|| self.tells_by_itself(i)),
                        None => self.state_behind(at),
                    };
                    if state == Some(frame.kind) {
                        found = self.toll(at);
                    }
                }
                Slot::Single => found = self.single(at, noun).into_iter().collect(),
                Slot::Bearer => found = self.bearer(at),
                // “2 rangers KIA”
                Slot::Holder => {
                    let before = at
                        .checked_sub(1)
                        .filter(|k| self.links.noun(*k).is_some_and(|n| n.number.is_some()));
                    found = before.map_or_else(Vec::new, |k| self.figures(&self.links.list_left(k), frame.persons, false));
                }
                _ => {}
            }
            if !found.is_empty() {
                break;
            }
        }
        if found.is_empty() {
            found = self.behind_colon(at, false);
        }
        if found.is_empty() {
            return Err("a figure beside it");
        }
        let by = self.links.prepositional(at, self.context.frames.words.by);
        let agent = self
            .agent_role(&by)
            .or_else(|| self.claimant(at))
            .or_else(|| self.agent_of_event_behind(at));
        self.push_found(found, self.links.verb_before(at), index, noun.head, agent);
        Ok(())
    }

    /// “a double murder”, “triple homicide”: as many deaths.
    fn double(&self, at: usize, noun: &NounGroup) -> Option<Found> {
        let modifiers = || noun.counted_from..noun.head;
        let says = |list| modifiers().any(|t| self.context.vocabulary.lists(self.word(t), list));
        let new = !matches!(noun.determiner, Determiner::Definite | Determiner::Possessive) && !noun.plural && noun.number.is_none();
        let deaths = match (says(WordList::TWIN), says(WordList::TRIPLE)) {
            (true, _) => 2.0,
            (_, true) => 3.0,
            _ => return None,
        };
        new.then(|| Found::implied(deaths, self.chunk_span(at), at))
    }

    /// “the general's death”: a possessor that is one person.
    pub(super) fn possessor(&self, at: usize, noun: &NounGroup) -> Option<Found> {
        let Some(range) = noun.possessor.clone() else {
            return self.possessive_pronoun(at, noun);
        };
        // “17 soldiers' bodies”
        let from = self.context.mentions.partition_point(|m| m.tokens.start < range.start);
        let counted = self.context.mentions[from..]
            .iter()
            .take_while(|m| m.tokens.end <= range.end)
            .find_map(|m| match &m.value {
                MentionValue::Quantity(q) if q.role == QuantityRole::Count => Some((q.figure, m.span)),
                _ => None,
            });
        if let Some((figure, span)) = counted {
            let whole = self.context.tokens.span(&range);
            return Some(Found {
                figure,
                implied: false,
                span,
                ..Found::implied(0.0, whole, at)
            });
        }
        let named = noun
            .names
            .iter()
            .map(|m| &self.context.mentions[*m as usize])
            .find(|m| m.tokens.end == range.end);
        let person = match named.map(|m| &m.value) {
            Some(MentionValue::Entity { kind, .. }) => *kind == MentionType::Person,
            _ => {
                let class = self.context.vocabulary.info(self.word(range.end - 1)).noun_class;
                class.person.is_some() && class.singular && !class.plural
            }
        };
        let span = self.context.tokens.span(&range);
        person.then(|| Found::implied(1.0, span, at))
    }

    /// “his death”: one person, told of already or not, but not in the same sentence.
    fn possessive_pronoun(&self, at: usize, noun: &NounGroup) -> Option<Found> {
        let first = self.links.chunks[at].tokens.start;
        let one = noun.determiner == Determiner::Possessive && self.context.vocabulary.lists(self.word(first), WordList::ONE_PERSONS);
        let told = self.claims.iter().any(|c| c.kind == Kind::Killed);
        let span = self.context.tokens.list[first as usize].span;
        (one && !told).then_some(Found::implied(1.0, span, at))
    }

    /// “a body”, “his body”: the noun itself, where it is one.
    fn single(&self, at: usize, noun: &NounGroup) -> Option<Found> {
        let first = self.links.chunks[at].tokens.start;
        let named = noun.possessor.is_some() || self.context.vocabulary.lists(self.word(first), WordList::ONE_PERSONS);
        let one = noun.determiner == Determiner::Indefinite || noun.determiner == Determiner::Possessive && named;
        let span = self.chunk_span(at);
        (one && !noun.plural && noun.number.is_none()).then_some(Found::implied(1.0, span, at))
    }

    /// “two people with gunshot wounds”: whoever stands before “with”.
    fn bearer(&self, at: usize) -> Vec<Found> {
        let with = self
            .links
            .governor(at)
            .filter(|p| self.links.chunks[*p].preposition() == Some(self.context.frames.words.with));
        let Some(before) = with.and_then(|w| w.checked_sub(1)) else {
            return Vec::new();
        };
        if self.used[before] {
            return Vec::new();
        }
        self.figures(&[before], true, true)
    }

    /// “the number of homicides”: the kind of the frames that a noun triggers without any other word.
    pub(super) fn tells_by_itself(&self, at: usize) -> Option<Kind> {
        let noun = self.links.noun(at).filter(|n| n.number.is_none())?;
        let frames = self.context.frames.triggered(Trigger::Noun, self.word(noun.head)).iter();
        let own = |f: &&u16| self.frame(**f).needs.is_empty() && self.frame(**f).figure.contains(&Slot::Count);
        frames.filter(own).map(|f| self.frame(*f).kind).find(|kind| kind.counts_victims())
    }

    /// What those suffered of whom a participle right behind the noun is told: “people killed”.
    fn state_behind(&self, at: usize) -> Option<Kind> {
        let told = |k: usize| {
            let participle = |v: &&VerbGroup| v.form == VerbForm::Bare && v.voice == Voice::Passive;
            let verb = self.links.verb(k).filter(participle)?;
            let frame = self.context.frames.triggered(Trigger::Verb, verb.verb).first()?;
            Some(self.frame(*frame).kind)
        };
        let kind = told(at + 1)?;
        // “killed or injured”
        let joined = matches!(self.links.chunks.get(at + 2).map(|c| &c.kind), Some(ChunkKind::Coordinator));
        let both = joined && kind == Kind::Killed && told(at + 3) == Some(Kind::Injured);
        Some(if both { Kind::Casualties } else { kind })
    }

    /// The number to which a toll rises or at which it stands: the first number behind a verb of measure, or behind “to” or “at”.
    fn toll(&self, at: usize) -> Vec<Found> {
        let mut found = Vec::new();
        let words = &self.context.frames.words;
        // “brought to 29 the number of people killed”
        let before = at.checked_sub(1).filter(|k| self.links.is_bare_number(*k) && !self.used[*k]);
        let to = |k: usize| {
            self.links
                .governor(k)
                .is_some_and(|p| self.links.chunks[p].preposition() == Some(words.to))
        };
        if let Some(k) = before.filter(|k| to(*k)) {
            return self.stated(k).into_iter().collect();
        }
        // “The toll, first given as eight, had reached 12”: past what is inserted.
        let is_comma = |k: usize| matches!(self.links.chunks.get(k).map(|c| &c.kind), Some(ChunkKind::Comma));
        let inserted = (at + 2..self.links.chunks.len()).find(|k| is_comma(*k) && self.links.verb(k + 1).is_some());
        let from = inserted.filter(|_| is_comma(at + 1)).unwrap_or(at) + 1;
        for k in from..self.links.chunks.len().min(at + 20) {
            match &self.links.chunks[k].kind {
                ChunkKind::Stop | ChunkKind::Subordinator { .. } | ChunkKind::Relative => break,
                ChunkKind::Noun(_) => {
                    let Some(stated) = self.stated(k) else { continue };
                    let class = self.class_of(k);
                    if class.event.is_some() || class.counted == Some(Kind::Munitions) {
                        continue;
                    }
                    let from = self
                        .links
                        .governor(k)
                        .is_some_and(|p| self.links.chunks[p].preposition() == Some(words.from));
                    found.push(stated);
                    if !from {
                        break;
                    }
                }
                _ => {}
            }
        }
        found
    }
}
