//! Parts of totals: “12 people, including three children”, “among them”, “two of whom”.

use super::Work;
use super::claim::{Claim, Rule};
use super::frames::Trigger;
use crate::chunk::{Chunk, ChunkKind, VerbForm, Voice};
use crate::gazetteer::{Class, WordList};
use crate::record::{Comparator, Kind, MentionType};
use crate::text::WordId;

impl Work<'_> {
    /// Finds the parts of the figures found so far.
    pub(crate) fn parts(&mut self) {
        self.named_of_those_told();
        for at in 0..self.links.chunks.len() {
            let words = &self.context.frames.words;
            match self.links.chunks.get(at + 1).and_then(Chunk::preposition) {
                Some(next) if next == words.with || next == words.to => self.along_with(at, next),
                Some(next) if next == words.of => self.of_the_dead(at),
                _ => {}
            }
            self.among_the_dead(at);
            self.the_dead_include(at);
            self.among_those_of(at);
            self.behind_the_total(at);
            self.apposed_to_the_total(at);
            let first = self.links.chunks[at].tokens.start;
            let word = self.word(first);
            let words = &self.context.frames.words;
            let opener = match &self.links.chunks[at].kind {
                ChunkKind::Preposition(_) | ChunkKind::Adverb => self.links.is(word, Class::INCLUDING),
                // “put the dead at 19, counting five women”
                ChunkKind::Verb(v) => v.form == VerbForm::Gerund && v.verb == words.count && self.follows_comma(at),
                _ => false,
            };
            if opener && !self.is_member(at) {
                let mut list_at = at + 1;
                // “among them”
                while matches!(self.links.chunks.get(list_at).map(|c| &c.kind), Some(ChunkKind::Quote)) {
                    list_at += 1;
                }
                // “23 bodies, including those of two children”, “that of a boy”
                let of = |k: usize| self.links.chunks.get(k).and_then(Chunk::preposition) == Some(words.of);
                let that = self
                    .links
                    .noun(list_at)
                    .is_some_and(|n| n.pronoun && self.word(n.head) == words.that);
                if (self.is_them(list_at) || that) && of(list_at + 1) && self.links.noun(list_at + 2).is_some() {
                    list_at += 2;
                }
                if self.is_them(list_at) {
                    list_at += 1;
                    while matches!(
                        self.links.chunks.get(list_at).map(|c| &c.kind),
                        Some(ChunkKind::Comma | ChunkKind::Adverb | ChunkKind::Verb(_))
                    ) {
                        list_at += 1;
                    }
                }
                let before = self.named_before(at);
                // “The injured, including six children, were taken away”: of those whom the state tells.
                let those = self.follows_comma(at).then(|| at.checked_sub(2)).flatten();
                let state = those
                    .filter(|k| self.links.noun(*k).is_some_and(|n| n.number.is_none()))
                    .and_then(|k| self.state(k));
                if let Some(kind) = state.filter(|_| before.is_empty() && self.links.noun(list_at).is_some()) {
                    let list = self.list_of_parts(list_at);
                    self.add_state(&list, kind, at - 2);
                } else if !before.is_empty() {
                    self.add_parts(&before, at, "parts.including");
                } else if self.links.noun(list_at).is_some() && !self.speaks(list_at) {
                    let list = self.list_of_parts(list_at);
                    self.add_parts(&list, at, "parts.including");
                }
            } else if self.links.noun(at).is_some_and(|n| n.number.is_some())
                && let Some(opener) = self.of_those(at)
            {
                match self.context.antecedent.filter(|_| self.tells_of_them(at)) {
                    Some(told) => self.add_state(&[at], told.kind, at + 2),
                    None => self.add_parts(&[at], opener, "parts.of-them"),
                }
            }
        }
        // Behind those whom the rules above have found: “five aid workers (four men, one woman) are among the dead”.
        for at in 0..self.links.chunks.len() {
            self.in_brackets(at);
        }
    }

    /// “Four soldiers were killed. … identified as Ram Singh and Omar Ali”: whom a frame only names are part of the same told before them in the sentence.
    fn named_of_those_told(&mut self) {
        for at in 0..self.claims.len() {
            let claim = &self.claims[at];
            if claim.part {
                let total = |c: &usize| self.claims[*c].kind == claim.kind && self.claims[*c].noun < claim.noun;
                self.claims[at].subset_of = (0..self.claims.len()).rev().find(total);
            }
        }
    }

    fn follows_comma(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|k| matches!(self.links.chunks[k].kind, ChunkKind::Comma))
    }

    /// “Nine of them were from one family.”: whether the number at `at` opens a sentence that says what some of those told before were.
    fn tells_of_them(&self, at: usize) -> bool {
        let opens = |k: &Chunk| matches!(k.kind, ChunkKind::Quote | ChunkKind::Adverb | ChunkKind::Comma);
        self.links.chunks[..at].iter().all(opens) && self.is_them(at + 2) && self.is_be(at + 3)
    }

    /// “two of them children”, “of whom 3 were decapitated”: whether the number at `at` is a part of those told before; the chunk that says so begins there.
    fn of_those(&self, at: usize) -> Option<usize> {
        let of = |k: usize| self.links.chunks.get(k).and_then(Chunk::preposition) == Some(self.context.frames.words.of);
        if of(at + 1) && self.is_them(at + 2) {
            return Some(at);
        }
        // “a third of them under 15” tells their age.
        let whom = |k: usize| {
            matches!(self.links.chunks[k].kind, ChunkKind::Relative | ChunkKind::Noun(_)) && self.is_them(k) && !self.is_word_them(k)
        };
        at.checked_sub(2).filter(|k| of(*k) && whom(k + 1))
    }

    /// “them”, of all that [`Work::is_them`] knows
    fn is_word_them(&self, at: usize) -> bool {
        let token = self.links.chunks[at].tokens.start;
        self.context.tokens.folded_of(token) == "them"
    }

    /// “13,500 troops, 2,000 of whom will leave”: what a part counts is what its total counts, where no frame told more of it.
    pub(crate) fn parts_of_counted(&mut self) {
        for index in 0..self.claims.len() {
            let claim = &self.claims[index];
            let at = claim.noun;
            let listed = |k: usize| self.links.is(self.word(self.links.chunks[k].tokens.start), Class::INCLUDING) || self.is_them(k);
            let part = self.of_those(at).is_some() || at.checked_sub(1).is_some_and(listed);
            if !part || claim.rule != Rule::Fixed("counted.noun") || claim.kind != Kind::Other {
                continue;
            }
            // “134 drones were destroyed over nine regions, 46 of them …”: no part is larger than its total.
            let size = claim.figure.value;
            let holds = |c: &Claim| c.figure.value.is_none() || size.is_none() || c.figure.value >= size;
            let total = (0..self.claims.len())
                .filter(|c| self.claims[*c].noun < at && !self.claims[*c].implied)
                .max_by_key(|c| (holds(&self.claims[*c]), self.claims[*c].noun));
            if let Some(total) = total {
                let (kind, scope) = (self.claims[total].kind, self.claims[total].scope);
                let claim = &mut self.claims[index];
                claim.kind = kind;
                claim.scope = scope;
                claim.target = None;
                claim.subset_of = Some(total);
            }
        }
    }

    /// “20 people were killed along with two gunmen”, “in addition to the bomber, nine people died”: whoever shares the fate is counted on top.
    fn along_with(&mut self, at: usize, next: WordId) {
        let words = &self.context.frames.words;
        let chunks = self.links.chunks;
        let first = self.word(chunks[at].tokens.start);
        let along = next == words.with && chunks[at].tokens.len() == 1 && words.along.contains(&first);
        let addition = next == words.to && chunks[at].noun().is_some() && self.word(chunks[at].tokens.end - 1) == words.addition;
        if !along && !addition || self.links.noun(at + 2).is_none() {
            return;
        }
        // The nearest figure of victims in the sentence, before it or behind.
        let model = (0..self.claims.len())
            .filter(|c| self.claims[*c].kind.counts_victims() && self.claims[*c].subset_of.is_none())
            .min_by_key(|c| self.claims[*c].noun.abs_diff(at));
        let Some(model) = model else { return };
        let list = self.links.list_right(at + 2);
        for f in self.figures(&list, true, true) {
            let told = self.links.noun(f.noun).is_some_and(|n| n.pronoun);
            if told || self.claims.iter().any(|c| c.figure_span.overlaps(&f.span)) {
                continue;
            }
            let noun = f.noun;
            let target = self.victims(noun);
            let mut claim = self.claim(f, self.claims[model].verb, Rule::Fixed("parts.along-with"), chunks[at].tokens.start);
            claim.kind = self.claims[model].kind;
            claim.event_type = self.claims[model].event_type;
            claim.target = target;
            claim.wants_actor = true;
            claim.additional = true;
            self.used[noun] = true;
            self.claims.push(claim);
        }
    }

    /// What those suffered for whom a noun group stands: “the dead”, “those killed”, “the hostages”; of “the victims” what the sentences before told.
    pub(crate) fn state(&self, at: usize) -> Option<Kind> {
        let noun = self.links.noun(at)?;
        let frames = self.context.frames;
        if noun.number.is_none() && self.context.vocabulary.lists(self.word(noun.head), WordList::VICTIM) {
            return self.context.antecedent.map(|told| told.victims);
        }
        if noun.pronoun {
            // “those killed”, but not “them killed a guard”
            let told = self.links.verb(at + 1).filter(|v| v.form == VerbForm::Bare)?;
            let them = frames.words.them.contains(&self.word(noun.head));
            return self.attribute(self.word(told.head)).filter(|_| them).map(|f| frames.get(f).kind);
        }
        if noun.number.is_some() {
            return None;
        }
        let word = self.word(noun.head);
        let people = || {
            frames
                .triggered(Trigger::Noun, word)
                .first()
                .filter(|_| noun.class.person.is_some())
                .copied()
        };
        let kind = self.attribute(word).or_else(people).map(|f| frames.get(f).kind);
        kind.filter(|kind| kind.counts_victims())
    }

    /// “Seven people were killed, a child and two women among them”: those who are named before “among them”, up to the comma.
    fn named_before(&self, at: usize) -> Vec<usize> {
        let chunks = self.links.chunks;
        let over = chunks
            .get(at + 2)
            .is_none_or(|c| matches!(c.kind, ChunkKind::Stop | ChunkKind::Comma));
        let mut list = Vec::new();
        let mut k = at;
        while over && self.is_them(at + 1) && k > 1 && self.links.noun(k - 1).is_some_and(|n| !n.pronoun) {
            list.insert(0, k - 1);
            match chunks[k - 2].kind {
                ChunkKind::Coordinator => k -= 2,
                ChunkKind::Comma => return list,
                _ => break,
            }
        }
        Vec::new()
    }

    /// “Three children were among seven people killed”: what stands behind “among” is the whole, not its parts.
    fn is_member(&self, at: usize) -> bool {
        self.links.chunks[at].preposition() == Some(self.context.frames.words.among)
            && at > 0
            && self.is_be(at - 1)
            && !self.is_them(at + 1)
    }

    /// “among seven people killed”: what is told behind a number of people.
    fn state_of_counted(&self, at: usize) -> Option<Kind> {
        self.links.noun(at)?.number?;
        let told = self
            .links
            .verb(at + 1)
            .filter(|v| v.form == VerbForm::Bare && v.voice == Voice::Passive)?;
        let kind = self.attribute(self.word(told.head)).map(|f| self.context.frames.get(f).kind)?;
        kind.counts_victims().then_some(kind)
    }

    /// “Two of the dead were children”
    fn of_the_dead(&mut self, at: usize) {
        if !self.links.is_bare_number(at) || self.used[at] {
            return;
        }
        // “639 of the deaths”
        if let Some(kind) = self.state(at + 2).or_else(|| self.tells_by_itself(at + 2)) {
            self.add_state(&[at], kind, at + 2);
        }
    }

    /// “Of the wounded, five are officers and three are children.”
    fn among_those_of(&mut self, at: usize) {
        let of = self.links.chunks[at].preposition() == Some(self.context.frames.words.of);
        let comma = |k: usize| matches!(self.links.chunks.get(k).map(|c| &c.kind), Some(ChunkKind::Comma));
        // “Of those arrested in May,”
        let told = self.links.verb(at + 2).is_some_and(|v| v.form == VerbForm::Bare);
        let phrase = |k: &usize| {
            matches!(
                self.links.chunks[*k].kind,
                ChunkKind::Preposition(_) | ChunkKind::Noun(_) | ChunkKind::Date(_)
            )
        };
        let behind = at + 3 + (at + 3..self.links.chunks.len()).take_while(phrase).count();
        let close = if told { behind } else { at + 2 };
        if !of || !comma(close) || at > 0 && !matches!(self.links.chunks[at - 1].kind, ChunkKind::Stop | ChunkKind::Quote) {
            return;
        }
        // “Of these, 871 were held by the police and 340 by the army.”: of those told before.
        let told_before = || self.context.antecedent.filter(|_| self.is_them(at + 1)).map(|told| told.kind);
        let Some(kind) = self.state(at + 1).or_else(told_before) else {
            return;
        };
        let joins = |k: usize| matches!(self.links.chunks[k].kind, ChunkKind::Coordinator);
        for k in close + 1..self.links.chunks.len() {
            if matches!(self.links.chunks[k].kind, ChunkKind::Stop) {
                return;
            }
            let told =
                self.links.verb(k + 1).is_some() || joins(k - 1) && self.links.chunks.get(k + 1).is_some_and(|c| c.preposition().is_some());
            if self.links.is_bare_number(k) && !self.used[k] && told {
                self.add_state(&[k], kind, at + 1);
            }
        }
    }

    /// “One American was among the missing”, “several citizens were among those killed”
    fn among_the_dead(&mut self, at: usize) {
        if self.links.chunks[at].preposition() != Some(self.context.frames.words.among) {
            return;
        }
        let Some(kind) = self.state(at + 1).or_else(|| self.state_of_counted(at + 1)) else {
            return;
        };
        // “Among those killed was a nurse”
        let told = self.links.verb(at + 2).is_some_and(|v| v.form == VerbForm::Bare);
        let be = at + 2 + usize::from(told);
        if self.is_be(be) && self.links.noun(be + 1).is_some() {
            // “Among the dead were five children and a nurse”
            let list = self.links.list_right(be + 1);
            self.add_members(&list, kind, at + 1);
            return;
        }
        let Some(mut before) = (0..at).rev().find(|k| !matches!(self.links.chunks[*k].kind, ChunkKind::Adverb)) else {
            return;
        };
        // “There are three men with Arab names among the dead”
        while self.links.noun(before).is_some()
            && let Some(outer) = self.links.governor(before).and_then(|p| p.checked_sub(1))
        {
            before = outer;
        }
        if self.links.verb(before).is_some() {
            self.add_members(&self.links.subject(before), kind, at + 1);
        } else if before > 0 && self.is_be(before - 1) || before + 1 == at && self.is_verbless() {
            // “There were four foreigners among the dead”, “Three children among dead in Rafah”
            self.add_state(&[before], kind, at + 1);
        }
    }

    /// Whether the sentence has no finite verb, as headlines have none.
    fn is_verbless(&self) -> bool {
        let finite = |k: &Chunk| matches!(&k.kind, ChunkKind::Verb(v) if v.form == VerbForm::Finite);
        !self.links.chunks.iter().any(finite)
    }

    /// “The dead include a captain and two lieutenants”
    fn the_dead_include(&mut self, at: usize) {
        let Some(verb) = self.links.verb(at) else { return };
        if !self.context.vocabulary.lists(verb.verb, WordList::INCLUDES) || verb.voice == Voice::Passive {
            return;
        }
        let [subject] = self.links.subject(at)[..] else { return };
        if let Some(kind) = self.state(subject)
            && let Some(first) = self.links.object(at).first()
        {
            let list = self.list_of_parts(*first);
            self.add_state(&list, kind, subject);
        }
    }

    /// “Five people died: a nurse, two drivers and a couple.”: a list of people behind a colon, up to the end of the sentence, that is no more than the total before it.
    fn behind_the_total(&mut self, at: usize) {
        let chunks = self.links.chunks;
        let is_colon = matches!(chunks[at].kind, ChunkKind::Stop) && self.chunk_span(at).of(self.context.text) == ":";
        if !is_colon || self.links.noun(at + 1).is_none() {
            return;
        }
        let counts = |k: Kind| !matches!(k, Kind::Money | Kind::Share | Kind::Attacks | Kind::Munitions | Kind::Targets);
        let told = |c: &super::Claim| counts(c.kind) && !c.implied && c.noun < at;
        let Some(total) = self
            .claims
            .iter()
            .filter(|c| told(c))
            .max_by_key(|c| c.noun)
            .and_then(|c| c.figure.value)
        else {
            return;
        };
        // “three Britons”
        let nationals = |k: usize| {
            let of_people = |n: &crate::chunk::NounGroup| {
                let capital = self.context.tokens.list[n.head as usize].is_capitalised();
                n.number.is_some()
                    && capital
                    && n.class == crate::gazetteer::NounClass::default()
                    && !self.links.head_is(n, MentionType::Weapon)
            };
            self.links.noun(k).is_some_and(of_people)
        };
        let people = |k: &usize| {
            let known = self.are_known_people(*k) || self.is_one_person(*k) || self.is_pair(*k) || nationals(*k);
            known && !self.links.is_bare_number(*k) && !self.used[*k]
        };
        let Some(list) = self.list_to_the_end(at + 1, &people).filter(|l| l.len() > 1) else {
            return;
        };
        let sum: f64 = self.figures(&list, true, true).iter().filter_map(|f| f.figure.value).sum();
        if sum <= total {
            self.add_parts(&list, at, "parts.listed");
        }
    }

    /// “Five people, two men and three women, were killed”, “five were killed, two men and three women”, “three officers – two men and a woman – were shot”: a list
    /// right behind a total, or behind its verb, to which it adds up.
    fn apposed_to_the_total(&mut self, at: usize) {
        let Some(before) = at.checked_sub(1).filter(|_| matches!(self.links.chunks[at].kind, ChunkKind::Comma)) else {
            return;
        };
        let told = |c: &super::Claim| c.noun == before || c.verb == Some(before) && c.noun < before;
        let counts = |c: &super::Claim| told(c) && !c.implied && c.kind.counts_victims();
        let Some(size) = self.claims.iter().find(|c| counts(c)).and_then(|c| c.figure.value) else {
            return;
        };
        if self.links.noun(at + 1).is_none() {
            return;
        }
        let list = self.links.list_right(at + 1);
        let free = |k: &usize| !self.used[*k] && (self.is_one_person(*k) || self.links.noun(*k).is_some_and(|n| n.number.is_some()));
        let found = self.figures(&list, true, true);
        let sum: f64 = found.iter().filter_map(|f| f.figure.value).sum();
        // “two civilians, a shepherd and his son”: the same two, told anew.
        let counted = found.iter().any(|f| !f.implied);
        if list.len() > 1 && counted && list.iter().all(free) && (sum - size).abs() < 0.5 {
            self.add_parts(&list, at, "parts.listed");
        }
    }

    /// The noun groups from `first` on, where they are a list of `people` that goes on to the end of the sentence, past what says more of each of them (“and a
    /// couple who sell cheese”, “a citizen of Canada and France”).
    fn list_to_the_end(&self, first: usize, people: &dyn Fn(&usize) -> bool) -> Option<Vec<usize>> {
        let kind = |k: usize| self.links.chunks.get(k).map(|c| &c.kind);
        let mut list = Vec::new();
        let mut at = first;
        let mut modified = false;
        loop {
            if people(&at) {
                list.push(at);
            } else if !modified || self.links.noun(at).is_none() {
                return None;
            }
            at += 1;
            while matches!(kind(at), Some(ChunkKind::Preposition(_))) && self.links.noun(at + 1).is_some() {
                modified = true;
                at += 2;
            }
            if matches!(kind(at), Some(ChunkKind::Relative)) {
                let clause = |k: &usize| matches!(kind(*k), Some(ChunkKind::Noun(_) | ChunkKind::Verb(_) | ChunkKind::Adverb));
                at = (at + 1..self.links.chunks.len())
                    .find(|k| !clause(k))
                    .unwrap_or(self.links.chunks.len());
            }
            match kind(at) {
                None | Some(ChunkKind::Stop) => return Some(list),
                Some(ChunkKind::Comma) => at += 1 + usize::from(matches!(kind(at + 1), Some(ChunkKind::Coordinator))),
                Some(ChunkKind::Coordinator) => at += 1,
                _ => return None,
            }
        }
    }

    /// “12 civilians (seven women, five children) were killed”: the numbers of people in a bracket behind a figure.
    fn in_brackets(&mut self, at: usize) {
        let chunks = self.links.chunks;
        if !matches!(chunks[at].kind, ChunkKind::Open) || at == 0 {
            return;
        }
        let close = (at..chunks.len())
            .find(|k| matches!(chunks[*k].kind, ChunkKind::Close))
            .unwrap_or(at);
        let told = |c: &super::Claim| c.kind.counts_victims() && !c.implied && (c.noun + 1..=c.noun + 3).contains(&at);
        if !self.claims.iter().any(told) {
            return;
        }
        let list: Vec<usize> = (at + 1..close)
            .filter(|k| self.links.noun(*k).is_some_and(|n| n.number.is_some() && n.class.person.is_some()) && !self.used[*k])
            .collect();
        if !list.is_empty() {
            self.add_parts(&list, at, "parts.bracket");
        }
    }

    /// As [`add_state`](Self::add_state), and parts of the claim whose number stands with the state (“the 20 killed”).
    fn add_members(&mut self, list: &[usize], kind: Kind, state_at: usize) {
        let known = self.claims.len();
        self.add_state(list, kind, state_at);
        let total = self.claims[..known].iter().position(|c| c.noun == state_at && c.kind == kind);
        self.claims[known..].iter_mut().for_each(|c| c.subset_of = total);
    }

    fn add_state(&mut self, list: &[usize], kind: Kind, state_at: usize) {
        let trigger = self.links.chunks[state_at].tokens.end - 1;
        for f in self.figures(list, true, true) {
            if self.claims.iter().any(|c| c.figure_span.overlaps(&f.span)) {
                continue;
            }
            let target = self.victims(f.noun);
            self.push_told(f, "parts.of-the-dead", trigger, None, kind, target).part = true;
        }
    }

    /// “including a colonel and two women, a driver”: all noun groups up to the end of the list.
    fn list_of_parts(&self, first: usize) -> Vec<usize> {
        self.links.list_right(first)
    }

    /// Whether the noun group at `at` is the subject of a reporting verb: “…, the minister said”.
    pub(super) fn speaks(&self, at: usize) -> bool {
        (at + 1..self.links.chunks.len())
            .find(|k| self.links.verb(*k).is_some())
            .is_some_and(|v| {
                let reports = self.links.verb(v).map(|g| self.context.vocabulary.info(g.verb).reporting.is_some());
                reports == Some(true) && self.links.subject(v).contains(&at)
            })
    }

    pub(crate) fn is_them(&self, at: usize) -> bool {
        let Some(chunk) = self.links.chunks.get(at) else { return false };
        let word = self.word(chunk.tokens.start);
        matches!(chunk.kind, ChunkKind::Noun(_) | ChunkKind::Relative)
            && chunk.tokens.len() == 1
            && self.context.frames.words.them.contains(&word)
    }

    /// “The toll rose to 21 and reinforcements, among them 60 officers, were sent”: whether those named right before the opener at `at` are others than the claim's.
    fn are_others(&self, claim: usize, at: usize) -> bool {
        let comma = |k: &usize| matches!(self.links.chunks[*k].kind, ChunkKind::Comma);
        let Some(named) = at.checked_sub(1).filter(comma).and_then(|k| k.checked_sub(1)) else {
            return false;
        };
        let total = self.claims[claim].noun;
        let own = self
            .links
            .noun(named)
            .is_some_and(|n| n.plural && n.number.is_none() && !n.pronoun && n.class.event.is_none());
        let joined = |k: usize| matches!(self.links.chunks[k].kind, ChunkKind::Coordinator);
        own && named > total + 1 && self.links.governor(named).is_none() && joined(named - 1) && self.state(named).is_none()
    }

    fn add_parts(&mut self, list: &[usize], before: usize, rule: &'static str) {
        let border = self.links.chunks[before].tokens.start;
        // The total: the nearest stated figure before, of people for people.
        let total = (0..self.claims.len())
            .filter(|c| {
                let claim = &self.claims[*c];
                let chunk = &self.links.chunks[claim.noun];
                chunk.tokens.start < border
                    && !list.contains(&claim.noun)
                    && (claim.kind.counts_victims() || !claim.implied)
                    && claim.subset_of.is_none()
            })
            .max_by_key(|c| (self.claims[*c].figure_span.start, self.claims[*c].kind.counts_victims()));
        let Some(total) = total.filter(|t| self.claims[*t].figure.comparator != Comparator::None) else {
            return;
        };
        if rule == "parts.including" && self.are_others(total, before) {
            return;
        }
        let found = self.figures(list, true, true);
        for f in found {
            if let Some(known) = self.claims.iter().position(|c| c.noun == f.noun && c.figure_span.overlaps(&f.span)) {
                // Taken by another frame already (“three of whom later died”): a part still.
                if self.claims[known].kind == self.claims[total].kind {
                    self.claims[known].subset_of = Some(total);
                }
                continue;
            }
            let noun = f.noun;
            let trigger = self.links.chunks[before].tokens.start;
            let target = self.victims(noun);
            let mut claim = self.claim(f, self.claims[total].verb, Rule::Fixed(rule), trigger);
            claim.kind = if self.is_fatal(noun) {
                Kind::Killed
            } else {
                self.claims[total].kind
            };
            claim.event_type = self.claims[total].event_type;
            claim.actor = self.claims[total].actor;
            claim.wants_actor = self.claims[total].wants_actor;
            claim.target = target;
            claim.subset_of = Some(total);
            self.used[noun] = true;
            self.claims.push(claim);
        }
    }
}
