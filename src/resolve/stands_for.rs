//! Where a country or a capital stands for its government: “Washington said”, “Tehran’s proxies”, “a U.S. strike”.

use super::{Resolver, named};
use crate::gazetteer::{Class, EntityDetail, VerbForms};
use crate::record::{Feature, MentionType};
use crate::tag::{Mention, MentionValue};
use crate::text::TokenKind;

impl Resolver<'_> {
    /// Sets `stands_for` on places that act.
    pub(super) fn stands_for(&mut self, mentions: &mut [Mention]) {
        for mention in mentions.iter_mut() {
            let Some((MentionType::Place, Some(entity))) = named(mention) else {
                continue;
            };
            let (at, end) = (mention.tokens.start, mention.tokens.end);
            // The cheap question first: what does not act as a country does not as a capital either.
            if !self.acts(end, false) {
                continue;
            }
            let Some(capital) = self.is_seat(entity) else { continue };
            if self.after_locative(at) || !self.acts(end, capital) {
                continue;
            }
            let country = self.gazetteer.entity(entity).country.to_ascii_lowercase();
            let government = self.gazetteer.index_of(&format!("actor.{country}.government"));
            if let MentionValue::Entity { stands_for, .. } = &mut mention.value {
                *stands_for = government;
            }
        }
    }

    /// Whether the place is a country (false) or a capital (true); none where it is neither.
    pub(super) fn is_seat(&self, entity: u32) -> Option<bool> {
        let entity = self.gazetteer.entity(entity);
        match &entity.detail {
            EntityDetail::Place {
                feature: Feature::Country, ..
            } => Some(false),
            EntityDetail::Place {
                feature: Feature::City, ..
            } => {
                let country = self.gazetteer.entity(self.gazetteer.index_of(&entity.country)?);
                matches!(&country.detail, EntityDetail::Place { capital, .. } if *capital == entity.id).then_some(true)
            }
            _ => None,
        }
    }

    /// Whether what follows makes the place a subject, a possessor, or (a country) the attribute of a noun.
    fn acts(&self, end: u32, capital: bool) -> bool {
        let range = self.range_at(end.saturating_sub(1));
        if end >= range.end {
            return false;
        }
        let token = self.token(end);
        if token.kind == TokenKind::Clitic || (token.kind == TokenKind::Dash && token.is_glued()) {
            return true;
        }
        if !token.is_word() || token.is_capitalised() {
            return false;
        }
        let vocabulary = &self.gazetteer.vocabulary;
        let info = vocabulary.info(token.word);
        if info.class.any(
            Class::BE
                .or(Class::HAVE)
                .or(Class::DO)
                .or(Class::MODAL)
                .or(Class::MODAL_HYPOTHETICAL),
        ) {
            return true;
        }
        if info.verb.is_known() && info.forms.any(VerbForms::THIRD) || info.forms.any(VerbForms::PAST) {
            return true;
        }
        if info.class.any(Class::ADVERB) && end + 1 < range.end {
            let next = vocabulary.info(self.token(end + 1).word);
            return next.forms.any(VerbForms::PAST) || next.forms.any(VerbForms::THIRD);
        }
        // “U.S. strike”: a country before a noun.
        !capital && info.class == Class::NONE
    }
}
