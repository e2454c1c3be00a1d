//! “Harford, TX”: codes of first-level divisions, which name a place only behind a comma and a place. `words/names.toml` lists them.

use super::{Resolver, named};
use crate::record::{MentionType, Method};
use crate::tag::Mention;

impl Resolver<'_> {
    /// Adds a mention for each code that stands behind a place. `mentions` are sorted, and are so afterwards.
    pub(super) fn division_codes(&mut self, mentions: &mut Vec<Mention>) {
        let mut codes = Vec::new();
        for &at in &self.tokens.capitals {
            if at < 2 || self.token(at).span.len() > 5 || !self.is_free(at) || self.str(at - 1) != "," {
                continue;
            }
            let Some(division) = self.rules.division_of_code(self.folded(&(at..at + 1))) else {
                continue;
            };
            let range = self.range_at(at);
            let before = mentions.partition_point(|m| m.tokens.start < at);
            let behind_place = mentions[..before]
                .last()
                .is_some_and(|m| m.tokens.end == at - 1 && named(m).is_some_and(|(kind, _)| kind == MentionType::Place));
            // “DALLAS, IN SHOCK, …” is no Indiana: what English uses as a word ends the phrase.
            let next = (at + 1 < range.end).then(|| self.token(at + 1));
            let goes_on = next.is_some_and(|t| t.is_word() && self.is_common(at));
            if at > range.start + 1 && behind_place && !goes_on {
                codes.push((at, division));
            }
        }
        if codes.is_empty() {
            return;
        }
        for (at, division) in codes {
            self.add(
                mentions,
                at..at + 1,
                MentionType::Place,
                Some(division),
                Method::Alias,
                "place.code",
            );
        }
        mentions.sort_by_key(|m| m.tokens.start);
    }
}
