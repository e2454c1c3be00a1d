//! Whether a date that leaves out its week or year lies behind or ahead: told by the words nearest to it, which are data. Knows nothing of how dates are resolved.

use super::lexicon::Lexicon;
use super::pattern::Source;
use super::resolve::Tense;
use crate::text::{Token, TokenKind};

/// How many tokens before a verb its “will” or “to” may stand (“will stay shut”).
const MODAL_REACH: usize = 3;

/// The classes of words that tell.
#[derive(Debug)]
pub(super) struct Cues {
    future: u8,
    past: u8,
    scheduled: u8,
    modal: u8,
    lasting: u8,
    behind_date: u8,
}

impl Cues {
    pub(super) fn compile(lexicon: &Lexicon) -> Result<Self, String> {
        let class = |name| lexicon.required(name);
        Ok(Self {
            future: class("future_cue")?,
            past: class("past_cue")?,
            scheduled: class("scheduled")?,
            modal: class("before_verb")?,
            lasting: class("lasting")?,
            behind_date: class("behind_date")?,
        })
    }

    /// Whether the words nearest to a date, which stands on tokens `at..end`, look forward or back: first those before it, then those after it.
    pub(super) fn tense(&self, lexicon: &Lexicon, source: &Source<'_>, at: usize, end: usize) -> Tense {
        let look = Look {
            cues: self,
            lexicon,
            source,
        };
        if look.owns_past(end) || look.describes_past(at, end) {
            return Tense::Past;
        }
        if look.is_appointed(at) {
            return Tense::Future;
        }
        // “plans to build a fence and in December sent back 27”: the verb behind is the date's.
        let joined = (source.start..at).rev().take(2).any(|i| matches!(look.text(i), "and" | "but"));
        if joined && let Some(Tense::Past) = (end..source.end).find_map(|i| look.cue(i)) {
            return Tense::Past;
        }
        let before = (source.start..at)
            .rev()
            .take_while(|i| look.text(*i) != ";")
            .find_map(|i| look.cue(i));
        before
            .or_else(|| (end..source.end).find_map(|i| look.cue(i)))
            .unwrap_or(Tense::Open)
    }
}

struct Look<'a> {
    cues: &'a Cues,
    lexicon: &'a Lexicon,
    source: &'a Source<'a>,
}

impl Look<'_> {
    fn token(&self, i: usize) -> &Token {
        &self.source.tokens.list[i]
    }

    /// The words of token `i`; none outside the sentence.
    fn text(&self, i: usize) -> &str {
        if (self.source.start..self.source.end).contains(&i) {
            self.token(i).of(self.source.text)
        } else {
            ""
        }
    }

    fn is(&self, i: usize, class: u8) -> bool {
        (self.source.start..self.source.end).contains(&i) && self.lexicon.is(self.token(i).word, class)
    }

    fn is_participle(&self, i: usize) -> bool {
        let text = self.text(i);
        text.len() > 4 && text.ends_with("ed") && self.token(i).is_word() && !self.token(i).is_capitalised()
    }

    /// “May” and “Will” inside a sentence.
    fn is_name(&self, i: usize) -> bool {
        i > self.source.start && self.token(i).is_capitalised() && !self.token(i).is_all_caps()
    }

    /// Where token `i` looks, if it is a word that tells.
    fn cue(&self, i: usize) -> Option<Tense> {
        let text = self.text(i);
        if self.is_name(i) {
            return None;
        }
        if self.is(i, self.cues.future) {
            return Some(Tense::Future);
        }
        // “is set to open”, “is set for”; but “set fire to”
        if text == "set" && matches!(self.text(i + 1), "to" | "for") {
            return Some(Tense::Future);
        }
        // “has until Friday”
        if matches!(text, "has" | "have") && self.text(i + 1) == "until" {
            return Some(Tense::Future);
        }
        // “are to resume”, “were to meet”
        if text == "to" && matches!(self.text(i.wrapping_sub(1)), "is" | "are" | "was" | "were") {
            return Some(Tense::Future);
        }
        if !self.is_participle(i) && !self.is(i, self.cues.past) {
            return None;
        }
        Some(if self.is_governed(i) { Tense::Future } else { Tense::Past })
    }

    /// “to be held”, “will be killed”, “will stay shut”: the verb that token `i` belongs to begins with a modal verb or “to”.
    fn is_governed(&self, i: usize) -> bool {
        if matches!(self.text(i), "was" | "were" | "had" | "did") {
            return false;
        }
        let from = i.saturating_sub(MODAL_REACH).max(self.source.start);
        (from..i)
            .rev()
            .take_while(|at| self.token(*at).is_word() && (!self.is(*at, self.cues.past) || self.text(*at) == "be"))
            .any(|at| self.is(at, self.cues.modal) && self.text(at) != "not" && !self.is_name(at))
    }

    /// “if talks fail after Tuesday's blast”: what has its day took place, unless it is such as is held on a day (“Monday's vote”).
    fn owns_past(&self, end: usize) -> bool {
        let clitic = end < self.source.end && self.token(end).kind == TokenKind::Clitic;
        clitic && (end + 1..end + 3).all(|i| !self.is(i, self.cues.scheduled))
    }

    /// “still reeling from the January earthquake”: so did what is told apart by its day.
    fn describes_past(&self, at: usize, end: usize) -> bool {
        let noun = self.text(end);
        let is_noun = noun.len() > 4 && noun.bytes().all(|b| b.is_ascii_lowercase()) && !self.is(end, self.cues.past);
        let the = self.text(at) == "the" || self.text(at.wrapping_sub(1)) == "the";
        the && is_noun
            && !self.is(end, self.cues.behind_date)
            && (end..end + 2).all(|i| !self.is(i, self.cues.scheduled) && !self.is(i, self.cues.future))
    }

    /// “when he is sentenced on Sept. 22”, “remain closed until Monday”: what is done in the present on a day is to come.
    fn is_appointed(&self, at: usize) -> bool {
        let before = self.text(at.wrapping_sub(1));
        let lasts = matches!(before, "until" | "till");
        let led = lasts || matches!(before, "on" | "by" | "in" | "at");
        let verb = at.wrapping_sub(1 + usize::from(led));
        let link = verb.wrapping_sub(1);
        let present = matches!(self.text(link), "is" | "are" | "'re") || (lasts && self.is(link, self.cues.lasting));
        present && (self.is_participle(verb) || lasts && (self.is(verb, self.cues.past) || self.is(verb, self.cues.lasting)))
    }
}
