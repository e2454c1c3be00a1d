//! Parts of totals: “12 people, including three children”, “among them”, “two of whom”.

use super::Work;
use super::claim::Rule;
use crate::chunk::ChunkKind;
use crate::gazetteer::Class;
use crate::text::WordId;

impl Work<'_> {
    /// Finds the parts of the figures found so far.
    pub(crate) fn parts(&mut self) {
        for at in 0..self.links.chunks.len() {
            let first = self.links.chunks[at].tokens.start;
            let word = self.word(first);
            let opener = match self.links.chunks[at].kind {
                ChunkKind::Preposition(_) | ChunkKind::Adverb => self.links.is(word, Class::INCLUDING),
                _ => false,
            };
            if opener {
                let mut list_at = at + 1;
                // “among them”
                if self.is_them(list_at) {
                    list_at += 1;
                    while matches!(
                        self.links.chunks.get(list_at).map(|c| &c.kind),
                        Some(ChunkKind::Comma | ChunkKind::Adverb | ChunkKind::Verb(_))
                    ) {
                        list_at += 1;
                    }
                }
                if self.links.noun(list_at).is_some() {
                    let list = self.list_of_parts(list_at);
                    self.add_parts(&list, at, "parts.including");
                }
            } else if self.links.noun(at).is_some_and(|n| n.number.is_some()) && !self.used[at] {
                // “two of them children”, “three of whom were women”
                let of_them = matches!(self.links.chunks.get(at + 1).map(|c| &c.kind), Some(ChunkKind::Preposition(p)) if *p == self.context.frames.words.of)
                    && self.is_them(at + 2);
                if of_them {
                    self.add_parts(&[at], at, "parts.of-them");
                }
            }
        }
    }

    /// “including a colonel and two women, a driver”: all noun groups up to the end of the list.
    fn list_of_parts(&self, first: usize) -> Vec<usize> {
        self.links.list_right(first)
    }

    fn is_them(&self, at: usize) -> bool {
        let Some(chunk) = self.links.chunks.get(at) else { return false };
        let word = self.word(chunk.tokens.start);
        matches!(chunk.kind, ChunkKind::Noun(_) | ChunkKind::Relative)
            && chunk.tokens.len() == 1
            && self.context.frames.words.them.contains(&word)
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
        let Some(total) = total else { return };
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
            let target = self.role(&[self.counted_group(noun)]);
            let mut claim = self.claim(f, self.claims[total].verb, Rule::Fixed(rule), trigger);
            claim.kind = self.claims[total].kind;
            claim.event_type = self.claims[total].event_type;
            claim.actor = self.claims[total].actor;
            claim.wants_actor = self.claims[total].wants_actor;
            claim.target = target;
            claim.subset_of = Some(total);
            self.used[noun] = true;
            self.claims.push(claim);
        }
        let _ = WordId::UNKNOWN;
    }
}
