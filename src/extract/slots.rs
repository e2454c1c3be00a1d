//! Frames at work: a trigger, its slots, and the claims that come of them.

use super::Work;
use super::claim::{Claim, Role, Rule};
use super::figure::Found;
use super::frames::{Frame, Slot, Trigger};
use crate::chunk::{ChunkKind, NounGroup, VerbForm, VerbGroup, Voice};
use crate::gazetteer::WordList;
use crate::record::{Figure, Kind, MentionType, Modality, VictimClass};
use crate::tag::MentionValue;
use crate::text::WordId;

impl<'a> Work<'a> {
    fn frame(&self, index: u16) -> &'a Frame {
        self.context.frames.get(index)
    }

    /// All frames that the verb of a group triggers.
    pub(crate) fn verb_frames(&mut self, at: usize, verb: &VerbGroup) {
        for index in self.context.frames.triggered(Trigger::Verb, verb.verb) {
            let missed = self.verb_frame(at, verb, *index).err();
            let id = &self.frame(*index).id;
            self.missed(id, verb.head, missed);
        }
    }

    fn verb_frame(&mut self, at: usize, verb: &VerbGroup, index: u16) -> Result<(), &'static str> {
        let frame = self.frame(index);
        if !frame.needs.is_empty() && !self.word_follows(at, &frame.needs) {
            return Err("one of its words (needs) in the clause");
        }
        if !frame.prepositions.is_empty() && !self.preposition_follows(at, &frame.prepositions) {
            return Err("one of its prepositions behind the verb");
        }
        let object = self.links.object(at);
        if !frame.objects.is_empty() {
            let fits = object
                .iter()
                .any(|o| self.links.noun(*o).is_some_and(|n| self.is_noun(n, &frame.objects)));
            if !fits {
                return Err("one of its objects behind the verb");
            }
        }
        let subject = self.links.subject(at);
        let passive = verb.voice == Voice::Passive;
        if frame.figure.contains(&Slot::Event) {
            return self.event_frame(at, verb, index, &subject, &object);
        }
        let mut found = Vec::new();
        for slot in &frame.figure {
            let list: Vec<usize> = match slot {
                Slot::Patient if passive => subject.clone(),
                Slot::Patient | Slot::Object => object.clone(),
                Slot::Subject => subject.clone(),
                Slot::ObjectOf => object.first().map_or_else(Vec::new, |o| self.links.of_phrase(*o)),
                Slot::ObjectCount => object.clone(),
                _ => continue,
            };
            let persons = frame.persons && *slot != Slot::ObjectCount;
            found = self.figures(&list, persons, frame.implied && *slot != Slot::ObjectCount);
            if !found.is_empty() {
                break;
            }
        }
        if found.is_empty() {
            return Err("a figure, or a single person, in its slot");
        }
        // Who did it: the subject of the active, the “by” phrase of the passive and what stands for it.
        let agent = if !frame.has_agent {
            None
        } else if passive {
            self.passive_agent(at)
        } else {
            let agent: Vec<usize> = subject.into_iter().filter(|a| !found.iter().any(|f| f.noun == *a)).collect();
            self.agent_role(&agent)
        };
        self.push_found(found, Some(at), index, verb.head, agent);
        Ok(())
    }

    fn is_noun(&self, noun: &NounGroup, heads: &[WordId]) -> bool {
        let word = self.word(noun.head);
        heads.contains(&word) || heads.contains(&self.context.vocabulary.info(word).noun) || {
            // Plurals of nouns that no list has.
            let text = self.context.tokens.list[noun.head as usize]
                .of(self.context.text)
                .to_ascii_lowercase();
            matches!(text.as_str(), "lives")
                || text
                    .strip_suffix('s')
                    .is_some_and(|one| heads.contains(&self.context.frames_word(one)))
                || text
                    .strip_suffix("ies")
                    .is_some_and(|one| heads.contains(&self.context.frames_word(&format!("{one}y"))))
        }
    }

    /// Whether one of the words stands between the verb and the next finite verb.
    fn word_follows(&self, at: usize, words: &[WordId]) -> bool {
        let from = self.links.chunks[at].tokens.start;
        let end = (at + 1..self.links.chunks.len())
            .find(|k| {
                matches!(&self.links.chunks[*k].kind, ChunkKind::Verb(v) if v.form == VerbForm::Finite)
                    || matches!(self.links.chunks[*k].kind, ChunkKind::Stop)
            })
            .map_or_else(
                || self.links.chunks.last().map_or(from, |c| c.tokens.end),
                |k| self.links.chunks[k].tokens.end,
            );
        (from..end).any(|t| words.contains(&self.word(t)))
    }

    fn preposition_follows(&self, at: usize, words: &[WordId]) -> bool {
        self.links.chunks[at + 1..]
            .iter()
            .take(4)
            .any(|c| c.preposition().is_some_and(|p| words.contains(&p)))
    }

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
        let mut before = at.checked_sub(1).ok_or("a noun before it")?;
        while matches!(self.links.chunks[before].kind, ChunkKind::Adverb | ChunkKind::Quote) {
            before = before.checked_sub(1).ok_or("a noun before it")?;
        }
        let (list, verb) = match &self.links.chunks[before].kind {
            ChunkKind::Noun(_) => {
                // “at least two dead and one wounded”: the number is what it is told of.
                let verb = self.links.verb_before(before);
                (vec![before], verb)
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

    /// Nouns that are triggers (“death”, “toll”), and participles or adjectives inside a counted noun group (“five wounded soldiers”).
    pub(crate) fn noun_frames(&mut self, at: usize, noun: &NounGroup) {
        for index in self.context.frames.triggered(Trigger::Noun, self.word(noun.head)) {
            let missed = self.noun_frame(at, noun, *index).err();
            let id = &self.frame(*index).id;
            self.missed(id, noun.head, missed);
        }
        if noun.number.is_some() {
            for token in noun.counted_from..noun.head {
                let word = self.word(token);
                let info = self.context.vocabulary.info(word);
                let frames = self.context.frames;
                let adjective = frames.triggered(Trigger::Adjective, word).first();
                let verb = frames
                    .triggered(Trigger::Verb, info.verb)
                    .first()
                    .filter(|_| info.forms.any(crate::gazetteer::VerbForms::PARTICIPLE));
                let Some(index) = adjective.or(verb).copied() else { continue };
                let frame = self.frame(index);
                if !frame.kind.counts_victims() || !frame.needs.is_empty() || self.used[at] {
                    continue;
                }
                let found = self.figures(&[at], true, false);
                if !found.is_empty() {
                    self.push_found(found, self.links.verb_before(at), index, token, None);
                }
            }
        }
    }

    fn noun_frame(&mut self, at: usize, noun: &NounGroup, index: u16) -> Result<(), &'static str> {
        let frame = self.frame(index);
        let mut found = Vec::new();
        for slot in &frame.figure {
            match slot {
                Slot::Count => {
                    if let Some(stated) = self.stated(at) {
                        found = vec![stated];
                    }
                }
                Slot::Of => {
                    let list = self.links.of_phrase(at);
                    found = self.figures(&list, frame.persons, frame.implied);
                    if found.is_empty() && frame.id.ends_with("toll") {
                        found = list.iter().filter_map(|l| self.stated(*l)).collect();
                    }
                }
                Slot::Possessor if frame.implied => {
                    found = self.possessor(at, noun).into_iter().collect();
                }
                Slot::Toll => found = self.toll(at),
                Slot::StateToll => {
                    let inner = self.links.of_phrase(at).first().copied();
                    if inner.and_then(|i| self.state(i)).is_some_and(|f| self.frame(f).kind == frame.kind) {
                        found = self.toll(at);
                    }
                }
                _ => {}
            }
            if !found.is_empty() {
                break;
            }
        }
        if found.is_empty() {
            return Err("a figure beside it");
        }
        let by = self.links.prepositional(at, self.context.frames.words.by);
        let agent = self.agent_role(&by).or_else(|| self.claimant(at));
        self.push_found(found, self.links.verb_before(at), index, noun.head, agent);
        Ok(())
    }

    /// “the general's death”: a possessor that is one person.
    fn possessor(&self, at: usize, noun: &NounGroup) -> Option<Found> {
        let range = noun.possessor.clone()?;
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
        person.then(|| Found {
            figure: Figure::exact(1.0),
            span,
            implied: true,
            counted: Some(span),
            noun: at,
            additional: false,
        })
    }

    /// The number to which a toll rises or at which it stands: the first number behind a verb of measure, or behind “to” or “at”.
    fn toll(&self, at: usize) -> Vec<Found> {
        let mut found = Vec::new();
        let words = &self.context.frames.words;
        for k in at + 1..self.links.chunks.len().min(at + 12) {
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

    /// A clause that tells one event: the figure is its object where that is single, else its subject, else the verb.
    fn event_frame(&mut self, at: usize, verb: &VerbGroup, index: u16, subject: &[usize], object: &[usize]) -> Result<(), &'static str> {
        let frame = self.frame(index);
        if verb.form == VerbForm::Infinitive && !self.is_accomplished(at) {
            return Err("a verb that says it took place");
        }
        let passive = verb.voice == Voice::Passive;
        let (patients, agents) = if passive {
            (subject.to_vec(), self.links.prepositional(at, self.context.frames.words.by))
        } else {
            (object.to_vec(), subject.to_vec())
        };
        if verb.form == VerbForm::Bare
            && passive
            && patients.len() == 1
            && self.links.noun(patients[0]).is_some_and(|n| n.class.event.is_some() || n.plural)
        {
            return Err("a single object or subject");
        }
        if frame.violent && !self.is_violent(at, &patients, &agents) {
            return Err("a weapon, an armed actor or an event beside it");
        }
        let single = |list: &[usize]| {
            list.first().copied().filter(|s| {
                list.len() == 1
                    && self
                        .links
                        .noun(*s)
                        .is_some_and(|n| !n.plural && n.number.is_none() && !n.pronoun && n.class.event.is_none())
            })
        };
        // A clause about several things is one event only where something single did it: “a drone hit several houses”, not “the army shelled villages”.
        let single_agent = |list: &[usize]| {
            single(list).filter(|s| {
                patients.is_empty()
                    || self
                        .links
                        .noun(*s)
                        .is_some_and(|n| n.determiner == crate::chunk::Determiner::Indefinite)
            })
        };
        let explodes = frame.objects.is_empty() && object.is_empty() && !passive;
        let span_at = if let Some(patient) = single(&patients) {
            if !frame.objects.is_empty() { at } else { patient }
        } else if let Some(agent) = single_agent(&agents)
            .filter(|_| explodes || !patients.is_empty() || passive || !frame.prepositions.is_empty() || !frame.objects.is_empty())
        {
            if !frame.objects.is_empty() { at } else { agent }
        } else if !frame.objects.is_empty() || (single(subject).is_some() && !frame.prepositions.is_empty()) {
            if frame.objects.is_empty() { subject[0] } else { at }
        } else {
            return Err("a single object or subject");
        };
        if patients.is_empty() && frame.objects.is_empty() && frame.prepositions.is_empty() && !explodes {
            return Err("an object");
        }
        let mut span = self.chunk_span(span_at);
        if !frame.prepositions.is_empty() {
            // “came under attack”
            let end = (at + 1..self.links.chunks.len())
                .find(|k| self.links.noun(*k).is_some())
                .unwrap_or(at);
            span = self.chunk_span(at).cover(&self.chunk_span(end));
        }
        if span_at == at
            && let Some(o) = object.first()
        {
            span = span.cover(&self.chunk_span(*o));
        }
        let found = Found {
            figure: Figure::exact(1.0),
            span,
            implied: true,
            counted: None,
            noun: span_at,
            additional: false,
        };
        let actor = self.agent_role(&agents);
        let target_list: Vec<usize> = if !frame.objects.is_empty() {
            // “opened fire on the crowd”
            let against = &self.context.frames.words.against;
            against
                .iter()
                .map(|p| self.links.prepositional(at, *p))
                .find(|l| l.first().is_some_and(|k| *k <= at + 4))
                .unwrap_or_default()
        } else if !frame.prepositions.is_empty() {
            subject.to_vec()
        } else {
            patients
        };
        let target = self.role(&target_list);
        let mut claim = self.claim(found, Some(at), Rule::Frame(index), verb.head);
        claim.actor = actor;
        claim.target = target;
        claim.wants_actor = true;
        self.claims.push(claim);
        Ok(())
    }

    /// “managed to storm”, “began to shell”: the infinitive is told as having happened.
    fn is_accomplished(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|k| self.links.verb(k)) else {
            return false;
        };
        self.context.vocabulary.lists(self.word(before.head), WordList::ACCOMPLISHMENT)
    }

    /// Whether a weapon, an armed actor or a violent event stands among these.
    fn is_violent(&self, at: usize, patients: &[usize], agents: &[usize]) -> bool {
        let near = patients.iter().chain(agents).copied().chain(self.links.clause(at));
        for k in near {
            let Some(noun) = self.links.noun(k) else { continue };
            if matches!(noun.class.person, Some(VictimClass::Combatant | VictimClass::SecurityForce)) || noun.class.event.is_some() {
                return true;
            }
            if noun.names.iter().any(|m| {
                matches!(
                    self.context.mentions[*m as usize].value,
                    MentionValue::Entity {
                        kind: MentionType::Weapon,
                        ..
                    }
                )
            }) {
                return true;
            }
        }
        false
    }

    pub(crate) fn claim(&self, found: Found, verb: Option<usize>, rule: Rule, trigger: u32) -> Claim {
        let (kind, event_type) = match rule {
            Rule::Frame(index) => (self.frame(index).kind, self.frame(index).event_type),
            Rule::Fixed(_) => (Kind::Other, None),
        };
        Claim {
            sentence: self.sentence,
            kind,
            figure: found.figure,
            implied: found.implied,
            figure_span: found.span,
            counted: found.counted,
            trigger: Some(self.context.tokens.list[trigger as usize].span),
            currency: None,
            noun: found.noun,
            verb,
            rule,
            event_type,
            actor: None,
            wants_actor: false,
            target: None,
            weapon: None,
            subset_of: None,
            part: false,
            additional: found.additional,
            scope: None,
            modality: Modality::Asserted,
            hedge: None,
            places: Vec::new(),
            date: None,
            source: None,
            source_type: None,
        }
    }

    fn push_found(&mut self, found: Vec<Found>, verb: Option<usize>, index: u16, trigger: u32, actor: Option<Role>) {
        let frame = self.frame(index);
        for f in found {
            let noun = f.noun;
            let span = f.span;
            if self.claims.iter().any(|c| c.kind == frame.kind && c.figure_span.overlaps(&span)) {
                continue;
            }
            // One noun phrase told of two verbs keeps both kinds (“kidnapped and killed”), but a stated number is one figure of one kind.
            let target = self.victims(noun);
            let mut claim = self.claim(f, verb, Rule::Frame(index), trigger);
            claim.actor = actor;
            claim.wants_actor = frame.has_agent || frame.kind.counts_victims();
            claim.target = if frame.kind.counts_victims() { target } else { None };
            self.used[noun] = true;
            self.claims.push(claim);
        }
    }
}
