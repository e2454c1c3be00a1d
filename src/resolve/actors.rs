//! Acronyms that the document introduces, and short forms of long names.

use super::{Resolver, named, set_entity};
use crate::gazetteer::Class;
use crate::record::{MentionType, Method};
use crate::tag::Mention;
use crate::tag::names::rules::Flags;
use rustc_hash::FxHashMap;

/// What an acronym or a short form stands for: kind, entity, and the token from which on it is known.
type Known = (MentionType, Option<u32>, u32);

impl<'a> Resolver<'a> {
    /// “Popular Mobilization Forces (PMF)”: the acronym is the entity of the long form, here and wherever it stands later.
    pub(super) fn acronyms(&mut self, mentions: &mut Vec<Mention>) {
        let mut known: FxHashMap<&'a str, Known> = FxHashMap::default();
        for mention in mentions.iter() {
            let Some((kind, entity)) = named(mention) else { continue };
            if !matches!(kind, MentionType::Actor | MentionType::Place) || mention.tokens.len() < 2 {
                continue;
            }
            if let Some(at) = self.bracketed(mention.tokens.end)
                && (kind == MentionType::Actor || self.is_initials(at, &mention.tokens))
            {
                known.entry(self.folded(&(at..at + 1))).or_insert((kind, entity, at));
            }
        }
        self.spelled_out(mentions, &mut known);
        if known.is_empty() {
            return;
        }
        let mut by_token: FxHashMap<u32, usize> = FxHashMap::default();
        for (n, mention) in mentions.iter().enumerate() {
            if mention.tokens.len() == 1 {
                by_token.insert(mention.tokens.start, n);
            }
        }
        for &at in &self.tokens.capitals {
            if !self.token(at).is_all_caps() {
                continue;
            }
            let Some(&(kind, entity, from)) = known.get(self.folded(&(at..at + 1))) else {
                continue;
            };
            if at < from {
                continue;
            }
            if self.is_free(at) {
                self.add(mentions, at..at + 1, kind, entity, Method::Acronym, "acronym.introduced");
            } else if let Some(n) = by_token.get(&at) {
                // “HARFORD (AP)”: a name that the gazetteers know and whose letters are others stays itself.
                let mention = &mut mentions[*n];
                if entity.is_some() {
                    set_entity(mention, kind, entity);
                    mention.method = Method::Acronym;
                    mention.rule = "acronym.introduced";
                }
            }
        }
    }

    /// Whether the letters of an acronym are those with which words of the long form begin.
    fn is_initials(&self, acronym: u32, long: &std::ops::Range<u32>) -> bool {
        let initials: Vec<char> = long.clone().filter_map(|n| self.folded(&(n..n + 1)).chars().next()).collect();
        let mut at = 0;
        self.folded(&(acronym..acronym + 1)).chars().all(|letter| {
            let found = initials[at..].iter().position(|i| *i == letter);
            found.is_some_and(|n| {
                at += n + 1;
                true
            })
        })
    }

    /// The token of an acronym in brackets at `at`: “(PMF)”.
    fn bracketed(&self, at: u32) -> Option<u32> {
        let range = self.range_at(at);
        if at + 2 >= range.end || at < range.start || self.str(at) != "(" {
            return None;
        }
        let token = self.token(at + 1);
        let closes = matches!(self.str(at + 2), ")" | "," | ";" | "–" | "-");
        (token.is_word() && token.is_all_caps() && token.span.len() <= 8 && closes).then_some(at + 1)
    }

    /// “Northern Relief Network (NRN)” where the long form is no mention yet: its words begin with the letters of the acronym.
    fn spelled_out(&mut self, mentions: &mut Vec<Mention>, known: &mut FxHashMap<&'a str, Known>) {
        for &at in &self.tokens.capitals {
            let Some(open) = at.checked_sub(1).filter(|o| *o > 0 && self.token(at).is_all_caps()) else {
                continue;
            };
            if !self.is_free(open - 1) || self.bracketed(open) != Some(at) {
                continue;
            }
            if known.contains_key(self.folded(&(at..at + 1))) || self.rules.is(self.token(at).word, Flags::NOT_ACRONYM) {
                continue;
            }
            let start = self.range_at(open).start;
            let letters: Vec<char> = self
                .str(at)
                .chars()
                .filter(|c| c.is_alphabetic())
                .flat_map(char::to_lowercase)
                .collect();
            let mut left = letters.len();
            let mut n = open;
            // Words backwards: each capitalised one must be the next letter; “of”, “for”, “the” and “and” may be passed over.
            while left > 0 && n > start {
                n -= 1;
                if !self.token(n).is_word() {
                    if self.token(n).kind == crate::text::TokenKind::Dash {
                        continue;
                    }
                    break;
                }
                if !self.is_free(n) {
                    break;
                }
                let initial = self.str(n).chars().flat_map(char::to_lowercase).next();
                if initial == Some(letters[left - 1]) {
                    left -= 1;
                } else if !matches!(self.str(n), "of" | "for" | "the" | "and" | "in" | "&" | "de") {
                    break;
                }
            }
            if left == 0 && letters.len() > 1 && self.token(n).is_capitalised() {
                let entity = None;
                self.add(
                    mentions,
                    n..open,
                    MentionType::Actor,
                    entity,
                    Method::Pattern,
                    "organisation.spelled-out",
                );
                known.insert(self.folded(&(at..at + 1)), (MentionType::Actor, entity, at));
            }
        }
    }

    /// “the Council”, “Badr”: the head or the first word of a name of several words that came before.
    pub(super) fn short_forms(&mut self, mentions: &mut Vec<Mention>) {
        let mut known: FxHashMap<&'a str, (Option<u32>, u32, bool)> = FxHashMap::default();
        for mention in mentions.iter() {
            let Some((MentionType::Actor, entity)) = named(mention) else {
                continue;
            };
            if mention.tokens.len() == 1 && entity.is_none() && mention.method == Method::Pattern {
                // What one sentence shows to be a body is one in the others.
                known.entry(self.folded(&mention.tokens)).or_insert((None, 0, false));
            }
            if mention.tokens.len() < 2 || mention.method == Method::Grammar {
                continue;
            }
            let (first, last) = (mention.tokens.start, mention.tokens.end - 1);
            if !self.token(last).is_capitalised() {
                continue;
            }
            for at in mention.tokens.clone() {
                let is_first = at == first;
                let token = self.token(at);
                let flags = self.rules.flags(token.word);
                if !token.is_word() || !token.is_capitalised() || token.is_all_caps() || token.span.len() < 4 {
                    continue;
                }
                if !is_first && at != last && !flags.any(Flags::ORGANISATION_HEAD) {
                    continue;
                }
                // The first word speaks for the whole where it is no common word of such names, or goes on with “of”.
                let headed = is_first && matches!(self.str(at + 1), "of" | "for");
                let head = flags.any(Flags::ORGANISATION_HEAD) || headed || !is_first;
                let named = || self.gazetteer.names.exact(self.folded(&(at..at + 1))).is_some();
                if is_first && !headed && (self.is_common(at) || flags.any(Flags::GIVEN) || named()) {
                    continue;
                }
                known
                    .entry(self.folded(&(at..at + 1)))
                    .or_insert((entity, mention.tokens.end, head));
            }
        }
        if known.is_empty() {
            return;
        }
        for &at in &self.tokens.capitals {
            if !self.is_free(at) {
                continue;
            }
            let Some(&(entity, from, head)) = known.get(self.folded(&(at..at + 1))) else {
                continue;
            };
            let range = self.range_at(at);
            let opens = at == range.start;
            let article = !opens && self.gazetteer.vocabulary.is(self.token(at - 1).word, Class::ARTICLE_DEFINITE);
            let beside = self.beside_capital(at, &range);
            if at < from || beside || (head && !article) || (opens && self.is_common(at)) {
                continue;
            }
            self.add(mentions, at..at + 1, MentionType::Actor, entity, Method::Alias, "name.short-form");
        }
    }

    /// Whether a capitalised word that no mention covers stands beside: then this one is a part of something longer.
    pub(super) fn beside_capital(&self, at: u32, range: &std::ops::Range<u32>) -> bool {
        let capital = |n: u32| self.token(n).is_word() && self.token(n).is_capitalised();
        (at + 1 < range.end && capital(at + 1)) || (at > range.start + 1 && capital(at - 1))
    }

    /// Whether English uses the word in lower case.
    pub(super) fn is_common(&self, at: u32) -> bool {
        let word = self.token(at).word;
        let info = self.gazetteer.vocabulary.info(word);
        word.is_known()
            && (info.class != Class::NONE
                || info.verb.is_known()
                || info.noun.is_known()
                || self.rules.is(word, Flags::NOT_NAME.or(Flags::TITLE_WORD)))
    }
}
