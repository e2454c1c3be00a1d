//! Sides of matches: in a text on sport a town stands for its club between verbs and words of a match, and wherever a result has named it so. Countries stay places.

use super::{Resolver, named, set_entity};
use crate::gazetteer::EntityDetail;
use crate::record::{Feature, MentionType, Method};
use crate::tag::Mention;
use crate::tag::names::RESULT;
use crate::tag::names::rules::Flags;
use rustc_hash::FxHashSet;

/// Words of sport that make a text one on sport.
const ENOUGH: usize = 3;

impl<'a> Resolver<'a> {
    /// Makes actors of the towns that play.
    pub(super) fn teams(&self, mentions: &mut [Mention]) {
        let mut sides: FxHashSet<&'a str> = FxHashSet::default();
        for mention in mentions.iter().filter(|m| m.rule == RESULT) {
            sides.insert(self.folded(&mention.tokens));
        }
        if sides.is_empty() && !self.is_on_sport() {
            return;
        }
        for mention in mentions.iter() {
            if self.is_town(mention) && self.plays(mention) {
                sides.insert(self.folded(&mention.tokens));
            }
        }
        for mention in mentions.iter_mut() {
            let (at, end) = (mention.tokens.start, mention.tokens.end);
            // “in Harford”, “Harford, Ohio”, and the dateline “HARFORD 1998-04-17” are the town.
            let contained = (end as usize) < self.tokens.list.len() && matches!(self.str(end), "," | "(");
            let opens = at == self.range_at(at).start && end == self.range_at(at).end;
            if !self.is_town(mention) || !sides.contains(self.folded(&mention.tokens)) {
                continue;
            }
            if !self.plays(mention) && (self.after_locative(at) || contained || opens || self.before_date(end)) {
                continue;
            }
            set_entity(mention, MentionType::Actor, None);
            mention.method = Method::Pattern;
            mention.rule = RESULT;
        }
    }

    fn is_on_sport(&self) -> bool {
        let words = self
            .tokens
            .list
            .iter()
            .filter(|t| t.is_word() && self.rules.is(t.word, Flags::SPORT));
        words.take(ENOUGH).count() == ENOUGH
    }

    /// Whether the mention is a town, or a division where such have clubs.
    fn is_town(&self, mention: &Mention) -> bool {
        let Some((MentionType::Place, Some(entity))) = named(mention) else {
            return false;
        };
        let entity = self.gazetteer.entity(entity);
        matches!(
            &entity.detail,
            EntityDetail::Place {
                feature: Feature::City | Feature::Admin2,
                ..
            }
        )
    }

    /// Whether a verb between sides follows, or what stands before a side comes before.
    fn plays(&self, mention: &Mention) -> bool {
        let (at, end) = (mention.tokens.start, mention.tokens.end);
        let range = self.range_at(at);
        let verb = end < range.end && !self.token(end).is_capitalised() && self.rules.is(self.token(end).word, Flags::TEAM_VERB);
        verb || (at > range.start && self.rules.is(self.token(at - 1).word, Flags::AGAINST))
            || (end < range.end && matches!(self.str(end), "v" | "vs" | "vs."))
    }

    /// Whether a number with dashes follows, as datelines have it.
    fn before_date(&self, at: u32) -> bool {
        let range = self.range_at(at.saturating_sub(1));
        at < range.end && self.token(at).kind == crate::text::TokenKind::Number && self.token(at).span.len() == 4
    }
}
