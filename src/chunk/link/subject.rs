//! Subjects: who a verb group is told of, over what is inserted, through participles, relative clauses and coordinated verbs.

use super::Links;
use crate::chunk::{ChunkKind, NounGroup, VerbForm, VerbGroup, Voice};

impl Links<'_> {
    /// The noun groups that are the grammatical subject of the verb group at `verb`; of a bare participle the noun it is told of; of a participle or a
    /// coordinated verb that shares a subject, that subject. Empty where there is none in the sentence.
    #[must_use]
    pub fn subject(&self, verb: usize) -> Vec<usize> {
        self.subject_within(verb, 4)
    }

    fn shared(&self, verb: usize, depth: u8) -> Vec<usize> {
        if depth == 0 {
            return Vec::new();
        }
        let mut before = self.verb_before(verb);
        // “killed six men watching a match and injured a dozen”: a participle told of an object in between shares nothing.
        if self.verb(verb).is_some_and(|v| v.form != VerbForm::Gerund) {
            while let Some(v) = before.filter(|v| self.verb(*v).is_some_and(|g| g.form == VerbForm::Gerund))
                && let Some(outer) = self
                    .verb_before(v)
                    .filter(|o| self.verb(*o).is_some_and(|g| g.form != VerbForm::Gerund))
            {
                before = Some(outer);
            }
        }
        // “killed six men, including one known as Gazain, and recovered arms”: neither does one told of a noun, with an object of one's own.
        let described = |v: usize| {
            let bare = self.verb(v).is_some_and(|g| g.form == VerbForm::Bare && g.voice == Voice::Passive);
            bare && v > 0 && self.noun(v - 1).is_some() && matches!(self.kind(v + 1), Some(ChunkKind::Preposition(_)))
        };
        let takes_object = || self.verb(verb).is_some_and(|v| v.form != VerbForm::Gerund) && !self.object(verb).is_empty();
        let one_clause = |from: usize, to: usize| {
            !self.chunks[from..to]
                .iter()
                .any(|c| matches!(c.kind, ChunkKind::Subordinator { .. } | ChunkKind::Relative))
        };
        if let Some(told) = before.filter(|v| described(*v))
            && takes_object()
            && let Some(outer) = self.verb_before(told).filter(|outer| one_clause(*outer, told))
            && self.verb(outer).is_some_and(|g| g.form == VerbForm::Finite)
        {
            before = Some(outer);
        }
        before.map_or_else(Vec::new, |v| self.subject_within(v, depth - 1))
    }

    fn subject_within(&self, verb: usize, depth: u8) -> Vec<usize> {
        let Some(group) = self.verb(verb) else { return Vec::new() };
        if matches!(group.form, VerbForm::Gerund | VerbForm::Infinitive) {
            let before = verb.checked_sub(1).and_then(|k| self.kind(k));
            let own = matches!(before, Some(ChunkKind::Noun(_))) && self.governor(verb - 1).is_none() && group.form == VerbForm::Gerund;
            if !own {
                return self.shared(verb, depth);
            }
        }
        let mut i = verb;
        while i > 0 {
            i -= 1;
            match &self.chunks[i].kind {
                ChunkKind::Noun(_) => {
                    if let Some(p) = self.governor(i) {
                        // “told of the noun just before”: a bare participle may hang on a noun inside a prepositional phrase (“the death of two men killed in …”).
                        if group.form == VerbForm::Bare && group.voice == Voice::Passive && i + 1 == verb && !self.outer_is_meant(p, i) {
                            return self.list_left(i);
                        }
                        i = p;
                        continue;
                    }
                    if let Some(relative) = self.relative_before_object(i, self.reports(group)) {
                        i = relative;
                        continue;
                    }
                    if let Some(gerund) = self.gerund_before_object(i) {
                        i = gerund;
                        continue;
                    }
                    // “Hassan, 34, was shot”: an age between commas is inserted.
                    if self.is_age(i) && i > 0 && matches!(self.kind(i - 1), Some(ChunkKind::Comma)) {
                        i -= 1;
                        continue;
                    }
                    // “Five were killed, two men and three women, and a child was wounded”: the verb is of the child alone.
                    let joined = i > 1
                        && matches!(self.kind(i - 1), Some(ChunkKind::Coordinator))
                        && matches!(self.kind(i - 2), Some(ChunkKind::Comma));
                    if group.singular && joined && self.noun(i).is_some_and(|n| !n.plural) {
                        return vec![i];
                    }
                    return self.list_left(i);
                }
                ChunkKind::Close => i = self.bracket_start(i),
                ChunkKind::Relative => return self.antecedent(i),
                ChunkKind::Comma => {
                    // “A pastor and two of his daughters, seized by rebels in May, have been freed”
                    if i + 1 == verb
                        && let Some(told_of) = self.told_behind_comma(i, verb)
                    {
                        return told_of;
                    }
                    // “killed 11 guards, captured one and burned two lorries”: between the commas stands no insert but what else was done.
                    let done_before = |start: usize| {
                        let active = |v: &VerbGroup| v.form != VerbForm::Gerund && v.voice == Voice::Active;
                        // “three men, believed to be rebels, were killed”
                        let supposed = self.verb(start + 2).is_some_and(|v| v.form == VerbForm::Infinitive);
                        self.verb(start + 1).is_some_and(active) && !supposed
                    };
                    let Some(start) = self.insert_start(i).filter(|start| i + 1 < verb || !done_before(*start)) else {
                        return self.shared(verb, depth);
                    };
                    i = start;
                }
                // “Farmer Bako, abducted in Kachia, Kaduna State, was killed”: the same behind a comma.
                ChunkKind::Verb(v)
                    if v.form == VerbForm::Bare
                        && v.voice == Voice::Passive
                        && i + 1 < verb
                        && i > 1
                        && matches!(self.kind(i - 1), Some(ChunkKind::Comma))
                        && matches!(self.chunks[i + 1].kind, ChunkKind::Preposition(_))
                        && group.form == VerbForm::Finite
                        && self.noun(i - 2).is_some() =>
                {
                    i -= 1;
                }
                // “the office run by the authorities said”: past a participle with its phrase, to the noun it is told of.
                ChunkKind::Verb(v)
                    if v.form == VerbForm::Bare
                        && v.voice == Voice::Passive
                        && i + 1 < verb
                        && i > 0
                        && matches!(self.chunks[i + 1].kind, ChunkKind::Preposition(_))
                        && self.noun(i - 1).is_some() => {}
                // “the men, who officials said were killed”
                ChunkKind::Verb(v)
                    if self.reports(v) && i >= 2 && self.noun(i - 1).is_some() && matches!(self.kind(i - 2), Some(ChunkKind::Relative)) =>
                {
                    return self.antecedent(i - 2);
                }
                // “men who came at dusk took two drivers”: past the relative clause to the noun it is told of.
                ChunkKind::Verb(_) if group.form == VerbForm::Finite && i + 1 < verb && self.opens_relative(i) => {
                    return self.antecedent(i - 1);
                }
                ChunkKind::Coordinator | ChunkKind::Verb(_) => return self.shared(verb, depth),
                ChunkKind::Subordinator { .. } | ChunkKind::Stop => return Vec::new(),
                _ => {}
            }
        }
        Vec::new()
    }

    /// Of whom a participle between two commas tells: the subject that opens the clause before it.
    fn told_behind_comma(&self, comma: usize, verb: usize) -> Option<Vec<usize>> {
        self.verb(verb).filter(|v| v.form == VerbForm::Bare && v.voice == Voice::Passive)?;
        let mut last = comma.checked_sub(1)?;
        while let Some(of) = self
            .governor(last)
            .filter(|p| matches!(self.kind(*p), Some(ChunkKind::Preposition(w)) if *w == self.of))
        {
            last = of.checked_sub(1)?;
        }
        let close = (verb + 1..self.chunks.len()).find(|k| {
            !matches!(
                self.kind(*k),
                Some(ChunkKind::Preposition(_) | ChunkKind::Noun(_) | ChunkKind::Date(_) | ChunkKind::Adverb)
            )
        })?;
        let goes_on = matches!(self.kind(close), Some(ChunkKind::Comma)) && self.verb(close + 1).is_some();
        let opens = self.clause(verb).start..last;
        let subject = self.noun(last).is_some() && self.governor(last).is_none() && !opens.into_iter().any(|k| self.verb(k).is_some());
        (goes_on && subject).then(|| self.list_left(last))
    }

    /// Whether the verb group at `at` opens a relative clause that no comma sets off (“who came”).
    fn opens_relative(&self, at: usize) -> bool {
        let relative = |k: usize| matches!(self.kind(k), Some(ChunkKind::Relative));
        at > 1 && relative(at - 1) && self.noun(at - 2).is_some()
    }

    /// Of “residents of the town fled” the first noun is meant, of “the death of two men killed” the second: the one that is people.
    fn outer_is_meant(&self, preposition: usize, inner: usize) -> bool {
        let people = |n: &NounGroup| self.is_person(n) || n.number.is_some();
        let outer = preposition.checked_sub(1).and_then(|o| self.noun(o));
        outer.is_some_and(|o| people(o) && (o.number.is_some() || !self.noun(inner).is_some_and(people)))
    }

    /// “an official who declined to be named said”: where the noun at `at` is the object of a verb of a relative clause, the relative's place.
    /// Behind “who said” a clause of its own begins, whose subject the noun is (“police, who said gunmen killed four”), but for another verb of saying.
    fn relative_before_object(&self, at: usize, reported: bool) -> Option<usize> {
        let mut k = at.checked_sub(1)?;
        while matches!(self.kind(k), Some(ChunkKind::Adverb)) {
            k = k.checked_sub(1)?;
        }
        if self.verb(k).is_none_or(|v| self.reports(v) && !reported) {
            return None;
        }
        // “missiles that were launched from the coast and posed a threat were struck”: back over the verb before the “and”, too.
        let mut first = false;
        loop {
            k = match self.kind(k)? {
                ChunkKind::Relative => return Some(k),
                ChunkKind::Verb(_) | ChunkKind::Adverb => k,
                ChunkKind::Coordinator if self.verb(k + 1).is_some() => {
                    first = true;
                    k
                }
                ChunkKind::Date(_) | ChunkKind::Preposition(_) if first => k,
                ChunkKind::Noun(_) if first => match self.governor(k) {
                    Some(preposition) => preposition,
                    None if k > 0 && self.verb(k - 1).is_some() => k,
                    None => return None,
                },
                _ => return None,
            };
            k = k.checked_sub(1)?;
        }
    }

    fn reports(&self, verb: &VerbGroup) -> bool {
        self.vocabulary.info(verb.verb).reporting.is_some()
    }

    /// “gunmen using pistols killed”, “a man accused of stealing a goat”: where the noun at `at` is the object of a participle told of the noun before it, or that
    /// hangs on a preposition, the place of the participle or preposition.
    fn gerund_before_object(&self, at: usize) -> Option<usize> {
        let joined = |k: usize| k > 1 && matches!(self.kind(k - 1), Some(ChunkKind::Coordinator)) && self.noun(k - 2).is_some();
        // “a truck carrying seed and blankets was ambushed”
        let first = if joined(at) { at - 2 } else { at };
        let gerund = first.checked_sub(1)?;
        if self.verb(gerund)?.form != VerbForm::Gerund {
            return None;
        }
        let before = gerund.checked_sub(1)?;
        match self.kind(before)? {
            ChunkKind::Noun(_) => Some(gerund),
            ChunkKind::Preposition(_) => Some(before),
            _ => None,
        }
    }

    /// What a relative pronoun at `at` stands for: the noun before it; of “members of the group who …” the first where it is the person.
    fn antecedent(&self, at: usize) -> Vec<usize> {
        let mut k = at;
        while k > 0 {
            k -= 1;
            match &self.chunks[k].kind {
                ChunkKind::Noun(n) => {
                    if let Some(p) = self.governor(k) {
                        let outer = p
                            .checked_sub(1)
                            .filter(|o| self.noun(*o).is_some_and(|outer| self.is_person(outer) && !self.is_person(n)));
                        if let Some(outer) = outer {
                            return vec![outer];
                        }
                    }
                    return vec![k];
                }
                ChunkKind::Comma | ChunkKind::Preposition(_) | ChunkKind::Quote | ChunkKind::Close | ChunkKind::Date(_) => {}
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }
}
