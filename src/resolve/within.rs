//! Places that no gazetteer has: in which place the text puts them (“Harford, Texas”, “the village of Harford in Anbar province”). Chooses no meaning of a name.

use super::{Resolver, named};
use crate::record::{Feature, MentionType};
use crate::tag::{Mention, MentionValue};
use rustc_hash::FxHashMap;

impl Resolver<'_> {
    /// Sets `within` on places that are resolved to none, at each place where the document names them.
    pub(super) fn within(&self, mentions: &mut [Mention]) {
        let mut said: FxHashMap<&str, u32> = FxHashMap::default();
        let unresolved = |m: &Mention| named(m) == Some((MentionType::Place, None));
        for n in 0..mentions.len() {
            if unresolved(&mentions[n])
                && let Some(holder) = self.holder(mentions, n)
            {
                said.entry(self.folded(&mentions[n].tokens)).or_insert(holder);
            }
        }
        if said.is_empty() {
            return;
        }
        for mention in mentions.iter_mut().filter(|m| unresolved(m)) {
            if let MentionValue::Entity { within, .. } = &mut mention.value {
                *within = said.get(self.folded(&mention.tokens)).copied();
            }
        }
    }

    /// The place that is said to hold the mention.
    fn holder(&self, mentions: &[Mention], n: usize) -> Option<u32> {
        if let Some(city) = self.quarter_of(mentions, n) {
            return Some(city);
        }
        if let Some(behind) = self.container(mentions, n) {
            let comma = self.str(mentions[n].tokens.end) == ",";
            let holds = self.gazetteer.entity(behind).feature() != Some(Feature::Water);
            let is_said = holds && (!comma || self.is_stated(mentions, n, behind));
            return is_said.then(|| self.owned(mentions, n, behind).unwrap_or(behind));
        }
        // “Harford's Liberty Park”
        let before = mentions[..n].last()?;
        let (at, end) = (mentions[n].tokens.start, before.tokens.end);
        let owned = end + 1 == at && matches!(self.str(end), "'s" | "’s" | "'" | "’");
        named(before).filter(|(kind, _)| owned && *kind == MentionType::Place)?.1
    }

    /// The place behind the mention that is called the holder's: “Harford in Iraq's Anbar province” lies in Anbar.
    fn owned(&self, mentions: &[Mention], n: usize, holder: u32) -> Option<u32> {
        let is_holder = |m: &Mention| named(m) == Some((MentionType::Place, Some(holder)));
        let at = n + 1 + mentions[n + 1..].iter().position(is_holder)?;
        let (end, next) = (mentions[at].tokens.end, mentions.get(at + 1)?);
        let follows = matches!(self.str(end), "'s" | "’s" | "'" | "’") && next.tokens.start == end + 1;
        let (kind, entity) = named(next)?;
        entity.filter(|e| follows && kind == MentionType::Place && self.lies_in(*e, holder))
    }
}
