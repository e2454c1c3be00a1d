//! Lists: noun groups that “and”, commas and brackets join, to the left and to the right of one of them.

use super::Links;
use crate::chunk::{ChunkKind, Determiner, VerbForm, Voice};
use crate::gazetteer::WordList;

/// Chunks of a clause inserted into a list, at the most.
const INSERT: usize = 9;

impl Links<'_> {
    /// The list “A, B and C” that ends with the noun group at `last`.
    #[must_use]
    pub fn list_left(&self, last: usize) -> Vec<usize> {
        let mut list = vec![last];
        let governor = self.governor(last);
        let mut at = last;
        let mut closed = false;
        let in_state = match self.kind(last + 1) {
            Some(ChunkKind::Adjective(_)) => true,
            Some(ChunkKind::Verb(v)) => v.form == VerbForm::Bare && v.voice == Voice::Passive,
            _ => false,
        };
        while at > 1 {
            // “…, whose wife and sister were killed”: the list does not go on before its clause.
            if self.noun(at).is_some_and(|n| n.opens_clause) {
                break;
            }
            let mut k = at - 1;
            match self.kind(k) {
                Some(ChunkKind::Coordinator) => {
                    closed = true;
                    if k > 0 && matches!(self.kind(k - 1), Some(ChunkKind::Comma)) {
                        k -= 1;
                    }
                }
                Some(ChunkKind::Comma) if closed => {}
                // “1 teacher, 2 robbers shot”: notes leave out the “and” between numbers.
                Some(ChunkKind::Comma) if k > 0 && self.opens_note(k - 1) && self.counts_people(at) => {}
                _ => break,
            }
            // “Eleven rebels, four of them women, and two soldiers”
            if let Some(comma) = self.inserted_part(k).or_else(|| self.inserted_name(k)) {
                k = comma;
            }
            // The noun before, past its prepositional phrases and what stands in brackets.
            let Some(mut m) = k.checked_sub(1) else { break };
            if matches!(self.kind(m), Some(ChunkKind::Close)) {
                let Some(before) = self.bracket_start(m).checked_sub(1) else {
                    break;
                };
                m = before;
            }
            while self.noun(m).is_some() {
                let Some(p) = self.governor(m).filter(|p| Some(*p) != governor) else {
                    break;
                };
                let Some(before) = p.checked_sub(1) else { return finish(list) };
                m = before;
            }
            let (Some(a), Some(b)) = (self.noun(m), self.noun(at)) else { break };
            if !self.alike(a, b) {
                break;
            }
            // “among them three children, and 12 were hurt”: who is listed behind a pronoun goes with nobody behind it.
            if m > 0 && self.noun(m - 1).is_some_and(|n| n.pronoun) {
                break;
            }
            // “shelled the town and three civilians were killed”: the noun before is that verb's object.
            let object_of = (0..m)
                .rev()
                .find(|x| !matches!(self.kind(*x), Some(ChunkKind::Adverb | ChunkKind::Quote)));
            if let Some(ChunkKind::Verb(v)) = object_of.and_then(|x| self.kind(x)) {
                let reports = self.vocabulary.info(v.verb).reporting.is_some();
                // “left six soldiers and a civilian dead”: all that the verb left so.
                let left_so = in_state && self.vocabulary.lists(v.verb, WordList::LEAVES_SO);
                if !reports && v.voice == Voice::Active && !left_so {
                    break;
                }
            }
            list.push(m);
            at = m;
        }
        return finish(list);

        fn finish(mut list: Vec<usize>) -> Vec<usize> {
            list.reverse();
            list
        }
    }

    /// The comma that opens “, four of them women,” where the comma at `close` closes it.
    fn inserted_part(&self, close: usize) -> Option<usize> {
        let comma = |k: usize| matches!(self.kind(k), Some(ChunkKind::Comma));
        let open = (close.saturating_sub(6)..close)
            .rev()
            .find(|k| comma(*k))
            .filter(|_| comma(close))?;
        let number = self.noun(open + 1)?.number.is_some();
        let of = matches!(self.kind(open + 2), Some(ChunkKind::Preposition(p)) if *p == self.of);
        let them = self.noun(open + 3).is_some_and(|n| n.pronoun);
        (number && of && them && open > 0 && self.noun(open - 1).is_some()).then_some(open)
    }

    /// The comma that opens the name of “his wife, Iryna, and her sister”, where the comma at `close` closes it.
    fn inserted_name(&self, close: usize) -> Option<usize> {
        let comma = |k: usize| matches!(self.kind(k), Some(ChunkKind::Comma));
        let open = close.checked_sub(2).filter(|k| comma(*k) && comma(close))?;
        let name = self.noun(open + 1)?;
        let named = self.noun(open.checked_sub(1)?)?;
        let described = named.class.person.is_some()
            && named.class.singular
            && matches!(named.determiner, Determiner::Definite | Determiner::Possessive);
        let bare = name.determiner == Determiner::Bare && name.number.is_none() && !name.plural && name.class.person.is_none();
        (described && bare).then_some(open)
    }

    /// A number of people that stands alone between marks.
    fn counts_people(&self, at: usize) -> bool {
        self.noun(at).is_some_and(|n| n.number.is_some() && n.class.person.is_some())
    }

    /// The same at the beginning of a sentence or behind a full stop.
    fn opens_note(&self, at: usize) -> bool {
        self.counts_people(at) && (at == 0 || matches!(self.kind(at - 1), Some(ChunkKind::Stop)))
    }

    /// The list “A, B and C” that begins with the noun group at `first`, past prepositional phrases between them; it ends where a noun is the subject of a verb.
    #[must_use]
    pub fn list_right(&self, first: usize) -> Vec<usize> {
        let mut list = vec![first];
        let mut at = first;
        loop {
            let mut q = at + 1;
            loop {
                match self.kind(q) {
                    Some(ChunkKind::Preposition(_)) if self.noun(q + 1).is_some() => q += 2,
                    Some(ChunkKind::Date(_) | ChunkKind::Quote) => q += 1,
                    // “Rosa Diaz, 44, and her son”
                    Some(ChunkKind::Comma) if self.is_age(q + 1) => q += 2,
                    Some(ChunkKind::Open) => {
                        let Some(close) = (q..self.chunks.len()).find(|k| matches!(self.kind(*k), Some(ChunkKind::Close))) else {
                            break;
                        };
                        q = close + 1;
                    }
                    _ => break,
                }
            }
            let next = match self.kind(q) {
                Some(ChunkKind::Coordinator) => q + 1,
                Some(ChunkKind::Comma) if matches!(self.kind(q + 1), Some(ChunkKind::Coordinator)) => q + 2,
                Some(ChunkKind::Comma) if self.closes_list(q + 1) => q + 1,
                Some(ChunkKind::Comma) => match self.inserted_clause(q) {
                    Some(close) => close + 2,
                    None => return list,
                },
                _ => return list,
            };
            let next = if matches!(self.kind(next), Some(ChunkKind::Adverb)) {
                next + 1
            } else {
                next
            };
            let (Some(a), Some(b)) = (self.noun(at), self.noun(next)) else {
                return list;
            };
            let two = self.is_between(at);
            // “according to the governor, three policemen and two civilians were killed”
            let begins = b.number.is_some() && a.number.is_none() && self.list_is_subject(next);
            // “a father and his son accused of spying”: told of the son, who is hit no less.
            let described = b.number.is_none()
                && matches!(self.kind(next + 1), Some(ChunkKind::Verb(v)) if v.form == VerbForm::Bare && v.voice == Voice::Passive)
                && matches!(self.kind(next + 2), Some(ChunkKind::Preposition(_)));
            if !two && (!self.alike(a, b) || begins || self.is_subject(next) && !described) {
                return list;
            }
            list.push(next);
            if two {
                return list;
            }
            at = next;
        }
    }

    /// Whether a list “A and B” that begins at `at` is the subject of a verb.
    fn list_is_subject(&self, mut at: usize) -> bool {
        let joined = |at: usize| matches!(self.kind(at + 1), Some(ChunkKind::Coordinator)) && self.noun(at + 2).is_some();
        // “killed a mother and her two infants, residents said”: what stands behind a comma is another subject.
        let list = joined(at);
        while joined(at) {
            at += 2;
        }
        list && self.is_subject(at)
    }

    /// The comma that closes what the one at `open` opens in “a commander, known as Abu Omar, and two guards”: a participle or a relative clause, behind which the
    /// list goes on with those who are counted or new.
    fn inserted_clause(&self, open: usize) -> Option<usize> {
        let told = match self.kind(open + 1)? {
            ChunkKind::Relative => true,
            ChunkKind::Verb(v) => v.form == VerbForm::Bare && v.voice == Voice::Passive,
            _ => false,
        };
        let close = (open + 2..open + INSERT).find(|k| matches!(self.kind(*k), Some(ChunkKind::Comma | ChunkKind::Stop)))?;
        let joined = matches!(self.kind(close), Some(ChunkKind::Comma)) && matches!(self.kind(close + 1), Some(ChunkKind::Coordinator));
        let next = self.noun(close + 2).filter(|_| told && joined)?;
        (next.number.is_some() || next.determiner == Determiner::Indefinite).then_some(close)
    }

    /// Whether nouns between commas lead to an “and”: a list, not an apposition.
    fn closes_list(&self, mut at: usize) -> bool {
        while self.noun(at).is_some() {
            at += 1;
            while matches!(self.kind(at), Some(ChunkKind::Preposition(_))) && self.noun(at + 1).is_some() {
                at += 2;
            }
            match self.kind(at) {
                Some(ChunkKind::Coordinator) => return self.noun(at + 1).is_some(),
                Some(ChunkKind::Comma) => {
                    if matches!(self.kind(at + 1), Some(ChunkKind::Coordinator)) {
                        return self.noun(at + 2).is_some();
                    }
                    at += 1;
                }
                _ => return false,
            }
        }
        false
    }
}
