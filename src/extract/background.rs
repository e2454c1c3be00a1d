//! What a sentence only recalls: “in retaliation for the killing of …”, “a man wanted for the murder of …”. Such a death belongs to another event than the one told.

use super::Work;
use crate::chunk::ChunkKind;
use crate::gazetteer::WordList;

impl Work<'_> {
    /// Whether the trigger at a token stands behind a word that sends what follows into the past of the event told.
    pub(super) fn is_background(&self, trigger: u32) -> bool {
        let chunks = self.links.chunks;
        let at = chunks.partition_point(|c| c.tokens.end <= trigger);
        self.is_recalled(at) || self.is_charge(at)
    }

    /// “in revenge for the death of A and for the raid, which killed B”, “to avenge the killing of A”.
    fn is_recalled(&self, at: usize) -> bool {
        let chunks = self.links.chunks;
        for k in (0..at).rev() {
            match &chunks[k].kind {
                ChunkKind::Stop | ChunkKind::Subordinator { .. } => return false,
                ChunkKind::Comma if !matches!(chunks[k + 1].kind, ChunkKind::Relative) => return false,
                ChunkKind::Verb(v) if self.context.vocabulary.lists(v.verb, WordList::BACKGROUND) => return true,
                ChunkKind::Noun(n) if self.context.vocabulary.lists(self.word(n.head), WordList::BACKGROUND) => {
                    return chunks[k + 1].preposition().is_some();
                }
                _ => {}
            }
        }
        false
    }

    /// “accused of killing”, “arrested for the murder of”: the trigger hangs on a preposition behind a verb of accusation.
    fn is_charge(&self, at: usize) -> bool {
        let Some(preposition) = at.checked_sub(1).filter(|k| self.links.chunks[*k].preposition().is_some()) else {
            return false;
        };
        let Some(before) = preposition.checked_sub(1) else { return false };
        let word = match &self.links.chunks[before].kind {
            ChunkKind::Verb(v) => v.verb,
            ChunkKind::Noun(n) => self.word(n.head),
            _ => return false,
        };
        self.context.vocabulary.lists(word, WordList::CHARGE)
    }
}
