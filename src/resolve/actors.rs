//! Acronyms that the document introduces, and short forms of long names.

use super::{Resolver, named, set_entity};
use crate::gazetteer::{Class, EntityDetail};
use crate::record::{Feature, MentionType, Method};
use crate::tag::Mention;
use crate::tag::names::rules::Flags;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// What an acronym stands for.
#[derive(Clone, Copy)]
struct Known {
    kind: MentionType,
    entity: Option<u32>,
    /// The token from which on it is known.
    from: u32,
    /// Its letters are those of the long form: then it means that, whatever else has the same acronym.
    spelled: bool,
}

impl<'a> Resolver<'a> {
    /// “Popular Mobilization Forces (PMF)”: the acronym is the entity of the long form, here and wherever it stands later.
    pub(super) fn acronyms(&mut self, mentions: &mut Vec<Mention>) {
        self.lengthen(mentions);
        let mut known: FxHashMap<&'a str, Known> = FxHashMap::default();
        for mention in mentions.iter() {
            let Some((kind, entity)) = named(mention) else { continue };
            if !matches!(kind, MentionType::Actor | MentionType::Place) || mention.tokens.len() < 2 {
                continue;
            }
            let Some(at) = self.bracketed(mention.tokens.end) else {
                continue;
            };
            let spelled = self.is_initials(at, &mention.tokens);
            let entity = entity.or_else(|| self.known_as(at, &mention.tokens).filter(|_| spelled));
            if kind == MentionType::Actor || spelled {
                known.entry(self.folded(&(at..at + 1))).or_insert(Known {
                    kind,
                    entity,
                    from: at,
                    spelled,
                });
            }
        }
        self.spelled_out(mentions, &mut known);
        if known.is_empty() {
            return;
        }
        let mut by_token: FxHashMap<u32, usize> = FxHashMap::default();
        for (n, mention) in mentions.iter().enumerate() {
            // “PMF” itself, and “PMF fighters”, who are its.
            if mention.tokens.len() == 1 || mention.method == Method::Grammar {
                by_token.insert(mention.tokens.start, n);
            }
        }
        for &at in &self.tokens.capitals {
            if !self.token(at).is_all_caps() {
                continue;
            }
            let Some(&Known {
                kind,
                entity,
                from,
                spelled,
            }) = known.get(self.folded(&(at..at + 1)))
            else {
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
                if mention.method == Method::Grammar {
                    if spelled && self.is_named_by(mention, at) {
                        set_entity(mention, kind, entity);
                    }
                } else if entity.is_some() || spelled {
                    set_entity(mention, kind, entity);
                    mention.method = Method::Acronym;
                    mention.rule = "acronym.introduced";
                }
            }
        }
    }

    /// “Harford Competition and Consumer Commission (HCCC)”: a name found by its last words begins where the letters in brackets say that it does.
    fn lengthen(&mut self, mentions: &mut [Mention]) {
        for mention in mentions {
            if named(mention) != Some((MentionType::Actor, None)) || mention.method != Method::Pattern {
                continue;
            }
            let Some(at) = self.bracketed(mention.tokens.end) else {
                continue;
            };
            let own = mention.tokens.clone();
            if let Some(first) = self.spelled_from(at, mention.tokens.end, |n| own.contains(&n) || self.is_free(n))
                && first < mention.tokens.start
            {
                self.used[first as usize..mention.tokens.start as usize].fill(true);
                mention.tokens.start = first;
                mention.span = self.tokens.span(&mention.tokens);
            }
        }
    }

    /// The body of the gazetteers that has the acronym and in whose name the first word of the long form stands, and half of all: the text only calls it a little
    /// differently.
    fn known_as(&self, acronym: u32, long: &std::ops::Range<u32>) -> Option<u32> {
        let pattern = self.gazetteer.names.exact(self.folded(&(acronym..acronym + 1)))?;
        let words: Vec<&str> = long
            .clone()
            .filter(|n| self.token(*n).is_capitalised())
            .map(|n| self.folded(&(n..n + 1)))
            .collect();
        let mut senses = self.gazetteer.names.senses(pattern).iter().map(|s| s.entity);
        senses.find(|e| {
            let name = fold(&self.gazetteer.entity(*e).name);
            let shares = |word: &&str| name.split(' ').any(|own| own == *word);
            let shared = words.iter().filter(|word| shares(word)).count();
            self.gazetteer.entity(*e).actor_type().is_some() && words.first().is_some_and(shares) && shared * 2 >= words.len()
        })
    }

    /// Whether the group's name is nothing but the token and its head: “PMF fighters”.
    fn is_named_by(&self, mention: &Mention, at: u32) -> bool {
        let entity = named(mention).and_then(|(_, e)| e);
        let pattern = self.gazetteer.names.exact(self.folded(&(at..at + 1)));
        let mut senses = pattern.map_or(&[][..], |p| self.gazetteer.names.senses(p)).iter();
        entity.is_some_and(|e| senses.any(|s| s.entity == e))
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
            if let Some(first) = self.spelled_from(at, open, |n| self.is_free(n)) {
                let entity = self.known_as(at, &(first..open));
                self.add(
                    mentions,
                    first..open,
                    MentionType::Actor,
                    entity,
                    Method::Pattern,
                    "organisation.spelled-out",
                );
                known.insert(
                    self.folded(&(at..at + 1)),
                    Known {
                        kind: MentionType::Actor,
                        entity,
                        from: at,
                        spelled: true,
                    },
                );
            }
        }
    }

    /// Where a name begins that ends before the bracket at `open` and whose words begin with the letters of the acronym at `at`; of tokens that `may` belong to it.
    fn spelled_from(&self, at: u32, open: u32, may: impl Fn(u32) -> bool) -> Option<u32> {
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
            if !may(n) {
                break;
            }
            let initial = self.str(n).chars().flat_map(char::to_lowercase).next();
            if initial == Some(letters[left - 1]) {
                left -= 1;
            } else if !matches!(self.str(n), "of" | "for" | "the" | "and" | "in" | "&" | "de") {
                break;
            }
        }
        (left == 0 && letters.len() > 1 && self.token(n).is_capitalised()).then_some(n)
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
        for mention in mentions.iter_mut() {
            // “Norsk Harford … Harford fell 4 percent”: a small town of that name is the firm, once that is known, where no “in” stands before it.
            let Some((MentionType::Place, Some(place))) = named(mention) else {
                continue;
            };
            if mention.tokens.len() != 1 || !self.is_small(place) {
                continue;
            }
            let at = mention.tokens.start;
            if let Some(&(entity, from, _)) = known.get(self.folded(&mention.tokens))
                && from > 0
                && at >= from
                && !self.after_locative(at)
            {
                set_entity(mention, MentionType::Actor, entity);
                mention.method = Method::Alias;
                mention.rule = "name.short-form";
            }
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

    /// Whether a place is a settlement of fewer than a hundred thousand inhabitants.
    fn is_small(&self, place: u32) -> bool {
        matches!(&self.gazetteer.entity(place).detail, EntityDetail::Place { feature: Feature::City, population, .. } if *population < 100_000)
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
