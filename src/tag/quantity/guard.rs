//! Guards: numbers that count nothing. Names (“Tower 22”), years, clock times, list numbers, telephone numbers, scores.

use super::data::Sense;
use super::number::{Form, Number};
use super::unit::UnitHit;
use super::view::View;
use crate::text::{Token, TokenKind};

impl View<'_> {
    /// Whether what is joined to the front of token `i` makes the number there part of something else: “AC-130”, “#5”, “10:30”.
    pub(super) fn part_of_word_before(&self, i: usize) -> bool {
        let k = self.known();
        let before = i.wrapping_sub(1);
        if !self.glued(i) {
            return false;
        }
        match self.kind(before) {
            Some(TokenKind::Dash) if self.glued(before) => {
                let word = before - 1;
                match self.kind(word) {
                    Some(TokenKind::Word) => {
                        if self.word(word) == k.sub || self.word(word) == k.minus || self.is(word, Sense::AGE) {
                            return false;
                        }
                        let short = self.token(word).is_some_and(|t| t.is_all_caps() || t.span.len() == 1);
                        self.hyphen(before) || short
                    }
                    Some(TokenKind::Number) => true,
                    _ => false,
                }
            }
            Some(TokenKind::Punct) => {
                let mark = self.token(before).map_or("", |t| t.of(self.text));
                match mark {
                    "#" | "№" | "§" | "@" | "/" | "." | ":" | "+" | "_" | "=" | "&" | "×" | "\\" => true,
                    "*" => self.multiplies(before),
                    "," => self.glued(before) && self.token(before - 1).is_some_and(Token::has_digit),
                    "'" | "’" | "‘" => self.word(i + 1) == k.s && self.glued(i + 1),
                    _ => false,
                }
            }
            Some(TokenKind::Word | TokenKind::Clitic | TokenKind::Number) => true,
            Some(TokenKind::Dash) | None => false,
        }
    }

    /// Whether asterisks that end at token `at` are joined to what is before them, as in “5*6”; “**1,284**” is only made bold.
    fn multiplies(&self, mut at: usize) -> bool {
        while self.glued(at) && self.token(at.wrapping_sub(1)).is_some_and(|t| t.of(self.text) == "*") {
            at -= 1;
        }
        self.glued(at)
    }

    /// Whether what is joined to the end of a number in digits makes it part of something else: “4G”, “10:30”, “24/7”.
    pub(super) fn part_of_word_after(&self, to: usize) -> bool {
        let k = self.known();
        if self.is(to, Sense::CLOCK) {
            return true;
        }
        if !self.glued(to) {
            return false;
        }
        match self.kind(to) {
            Some(TokenKind::Word | TokenKind::Number) => true,
            Some(TokenKind::Punct) => {
                let number = self.is_number(to + 1) && self.glued(to + 1);
                let mark = self.word(to);
                match self.token(to).map_or("", |t| t.of(self.text)) {
                    "@" | "_" | "=" | "×" | "\\" => true,
                    _ => number && (mark == k.comma || mark == k.slash || mark == k.colon || mark == k.stop),
                }
            }
            _ => false,
        }
    }

    /// Whether the number is (part of) a name, an index, or a rate's base: “Tower 22”, “page 3”, “per 100,000”.
    pub(super) fn is_name(&self, n: &Number, unit: Option<&UnitHit>) -> bool {
        let k = self.known();
        let before = n.from.wrapping_sub(1);
        let word = self.word(before);
        if word == k.per {
            return true;
        }
        let plain = n.scale == 1.0 && n.exact().is_some_and(|v| v.fract() == 0.0 && v < 100_000.0) && !self.has_separator(n);
        if !plain || unit.is_some() {
            return false;
        }
        if self.is_naming(before) {
            let always = word == k.no || word == k.number || self.token(before).is_some_and(|t| t.of(self.text).ends_with('.'));
            let capital = self.named(before);
            return always || capital || !self.plural_noun(n.to);
        }
        // “the Group of 77”, “the Gang of Four”
        if word == k.of && self.named(before.wrapping_sub(1)) && !self.plural_noun(n.to) {
            return n.form == Form::Digits || self.named(n.from);
        }
        if n.form == Form::Digits {
            self.digits_in_name(n)
        } else {
            self.words_in_name(n)
        }
    }

    /// Whether a number behind token `i` is one of a series of things of that name.
    fn is_naming(&self, i: usize) -> bool {
        let stop = self.word(i) == self.known().stop && self.glued(i) && self.is(i.wrapping_sub(1), Sense::NAMING);
        stop || self.is(i, Sense::NAMING) || (self.is(i, Sense::NAMING_CAPITAL) && self.token(i).is_some_and(|t| t.is_capitalised()))
    }

    fn has_separator(&self, n: &Number) -> bool {
        n.form == Form::Digits && (n.to - n.from > 1 || self.token(n.from).is_some_and(|t| t.of(self.text).contains([',', '.'])))
    }

    /// “Hangar 18 in”, “S P 500”: a capitalised word that only a name can put before bare digits.
    fn digits_in_name(&self, n: &Number) -> bool {
        let before = n.from.wrapping_sub(1);
        let Some(token) = self.token(before).filter(|t| t.is_word() && t.is_capitalised()) else {
            return false;
        };
        if token.span.len() == 1 && before > self.from && !self.title_case() && !self.is_article(before) {
            return true;
        }
        let common = Sense::NO_NOUN
            .or(Sense::HEDGE_LAST)
            .or(Sense::YEAR_AFTER)
            .or(Sense::YEAR_DETERMINER)
            .or(Sense::SCORE_VERB);
        if !self.named(before) || self.is(before, common) || self.joint(n.to) {
            return false;
        }
        // “Galaxy 20 Ultra”, but “in Gaza 12 Hamas fighters”, “Iran sent 12 Shaheds”
        let middle = self.named(n.to) && !self.ends_in_s(n.to) && !self.is(before.wrapping_sub(1), Sense::PLACE_PREPOSITION);
        middle || self.is_break(n.to) || self.is(n.to, Sense::AFTER_NAME)
    }

    /// “World War Two”, “the Big Three”: a capitalised number word beside a capitalised word.
    fn words_in_name(&self, n: &Number) -> bool {
        if n.from == self.from || !self.named(n.from) {
            return false;
        }
        // Behind a dateline (“KINSHASA - Two UN peacekeepers …”) the sentence begins.
        match self.kind(n.from.wrapping_sub(1)) {
            Some(TokenKind::Punct) => return false,
            Some(TokenKind::Dash) if !self.glued(n.from) => return false,
            _ => {}
        }
        self.named(n.from.wrapping_sub(1)) || self.named(self.past_hyphen(n.to))
    }

    /// Whether a bare number of four digits is a year.
    pub(super) fn is_year(&self, n: &Number, hedged: bool) -> bool {
        if n.form != Form::Digits || n.scale != 1.0 || n.to != n.from + 1 || self.has_separator(n) {
            return false;
        }
        let Some(value) = n.exact().filter(|v| (1000.0..2100.0).contains(v)) else {
            return false;
        };
        let before = n.from.wrapping_sub(1);
        if self.is(before, Sense::YEAR_AFTER) {
            return value >= 1900.0 || !self.plural_noun(n.to);
        }
        if hedged {
            // “a rise over 2019”
            let over = self.token(before).is_some_and(|t| t.of(self.text) == "over");
            return over && value >= 1990.0 && value % 50.0 != 0.0 && !self.plural_noun(n.to);
        }
        if value < 1900.0 {
            return false;
        }
        self.is(before, Sense::YEAR_DETERMINER) || self.named(before) || !self.plural_noun(n.to)
    }

    /// “1.”, “(2)”, “3)”: the number of an item of a list.
    pub(super) fn is_list_number(&self, n: &Number) -> bool {
        let k = self.known();
        if n.form != Form::Digits || n.to != n.from + 1 || n.exact().is_none_or(|v| v >= 100.0) {
            return false;
        }
        let (before, after) = (self.word(n.from.wrapping_sub(1)), self.word(n.to));
        let first = n.from == self.from;
        (after == k.close && (before == k.open || first)) || (first && after == k.stop && self.glued(n.to) && self.is_word(n.to + 1))
    }

    /// “The vote was 52 to 48”: whether what leads to the first of two numbers is a vote or a score.
    pub(super) fn is_told_as_score(&self, from: usize) -> bool {
        let at = from.wrapping_sub(1);
        (self.is(at, Sense::BE) || self.word(at) == self.known().of) && self.is(at.wrapping_sub(1), Sense::SCORE)
    }

    /// Whether two numbers with a hyphen between them are the score of a game or a vote.
    pub(super) fn is_score(&self, from: usize, to: usize, low: f64, high: f64) -> bool {
        if low >= high {
            return true;
        }
        let verb = self.is(from.wrapping_sub(1), Sense::SCORE_VERB);
        low < 10.0 && high < 100.0 && (self.is(to, Sense::SCORE) || verb)
    }
}
