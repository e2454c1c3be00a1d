//! The questions that guards ask of the tokens before, in and behind a match.

use super::Around;
use crate::tag::date::pattern::{Hit, Source};
use crate::tag::date::slots::{Amount, Slots, Unit};
use crate::text::{Token, TokenKind};

/// A match and what stands around it.
pub(super) struct Look<'l, 's, 'a> {
    pub(super) around: &'l Around,
    pub(super) source: &'s Source<'a>,
    pub(super) at: usize,
    pub(super) end: usize,
}

impl<'a> Look<'_, '_, 'a> {
    pub(super) fn previous(&self) -> Option<&'a Token> {
        (self.at > self.source.start).then(|| &self.source.tokens.list[self.at - 1])
    }

    pub(super) fn next(&self) -> Option<&'a Token> {
        (self.end < self.source.end).then(|| &self.source.tokens.list[self.end])
    }

    pub(super) fn text(&self, token: Option<&Token>) -> &'a str {
        token.map_or("", |t| t.of(self.source.text))
    }

    pub(super) fn is_first(&self) -> bool {
        self.at == self.source.start
    }

    pub(super) fn is(&self, token: Option<&Token>, class: u8) -> bool {
        token.is_some_and(|t| self.source.lexicon.is(t.word, class))
    }

    /// A word in lower case follows that no list of small words has: most likely a noun that the match describes.
    pub(super) fn noun_follows(&self) -> bool {
        self.next()
            .is_some_and(|t| t.is_word() && !t.is_capitalised() && !self.source.lexicon.is(t.word, self.around.function))
    }

    pub(super) fn digit_at(&self, at: usize) -> bool {
        at < self.source.end && self.source.tokens.list[at].has_digit()
    }

    pub(super) fn old_follows(&self) -> bool {
        let mut at = self.end;
        while at < self.source.end && self.source.tokens.list[at].kind == TokenKind::Dash {
            at += 1;
        }
        let word = |at: usize| {
            if at < self.source.end {
                self.source.tokens.list[at].of(self.source.text)
            } else {
                ""
            }
        };
        matches!(word(at), "old" | "olds" | "Old") || (word(at) == "of" && word(at + 1) == "age")
    }

    pub(super) fn bare_year(&self, before_christ: bool) -> bool {
        if before_christ {
            return true;
        }
        let (previous, next) = (self.previous(), self.next());
        let first = &self.source.tokens.list[self.at];
        let number = self.source.tokens.list[self.at..self.end]
            .iter()
            .find(|t| t.kind == TokenKind::Number);
        let Some(year) = number.and_then(|t| t.of(self.source.text).parse::<u16>().ok()) else {
            return false;
        };
        if year < 1000 {
            // “AD 70”, “70 AD”
            return self.end - self.at > 1;
        }
        let before = self.text(previous);
        let after = self.text(next);
        if matches!(before, "$" | "£" | "€" | "#" | "No" | "+" | "/" | "@")
            || first.is_glued() && matches!(before, "." | ":" | "-" | "," | "–") && self.at >= self.source.start + 2
        {
            // Behind a dash only where a year or a word in lower case leads to it.
            let Some(word) = self.at.checked_sub(2).and_then(|n| self.source.tokens.list.get(n)) else {
                return false;
            };
            let name = word.is_all_caps() || word.of(self.source.text).len() < 3 || word.has_digit();
            if !matches!(before, "-" | "–") || name {
                return false;
            }
        }
        let later = before == "than"
            && self.at >= self.source.start + 2
            && matches!(self.source.tokens.list[self.at - 2].of(self.source.text), "later" | "earlier");
        if self.is(previous, self.around.names_number) && !later {
            return false;
        }
        if next.is_some_and(|t| {
            t.is_glued() && (t.is_word() || matches!(after, "%" | "/" | "°") || after == ":" && self.digit_at(self.end + 1))
        }) || matches!(after, "%" | "percent")
        {
            return false;
        }
        if self.is(next, self.around.units)
            || matches!(
                after,
                "hours" | "hrs" | "GMT" | "miles" | "km" | "meters" | "metres" | "feet" | "tons" | "people" | "men" | "women"
            )
        {
            return false;
        }
        // “2015-32”, “2010-2015-86”: digits go on behind a hyphen, and they are no second year.
        let runs_on = next.is_some_and(|t| t.kind == TokenKind::Dash && t.is_glued())
            && self.digit_at(self.end + 1)
            && self.source.tokens.list[self.end + 1].is_glued();
        if runs_on && first.kind == TokenKind::Number {
            return false;
        }
        let round = year % 100 == 0;
        // “from 1000 to 2000 boxes”: two years are read as a pair, so these are numbers.
        if round && !(1900..=2050).contains(&year) && after == "to" && self.digit_at(self.end + 1) {
            return false;
        }
        let plural =
            next.is_some_and(|t| t.is_word() && !t.is_capitalised()) && after.ends_with('s') && !self.is(next, self.around.function);
        let modern = (1900..=2050).contains(&year);
        if self.is(previous, self.around.before_year) {
            return !(plural && (round || !modern));
        }
        if before == "(" || before == "[" {
            return !plural;
        }
        if plural && (round || !modern) {
            return false;
        }
        // “the 1916 rising”, “his 1998 book”, “in Paris, 1919”, “Iraq 2003”: a year where no plural makes it a number of things.
        modern && !(plural && self.word_counts(previous))
            || matches!(before, "the" | "The" | "'s" | "’s" | "a" | "an" | "A")
                && next.is_some()
                && !plural
                && (1500..=2100).contains(&year)
            || next.is_none_or(|t| matches!(t.of(self.source.text), "." | "," | ")" | ";" | ":"))
                && matches!(before, "," | "and" | "to" | "or" | "–" | "-")
                && !round
    }

    /// Words in lower case before a number that is a count: “killed 2000”, “with 1950”.
    pub(super) fn word_counts(&self, previous: Option<&Token>) -> bool {
        let text = self.text(previous);
        previous.is_some_and(|t| t.is_word() && !t.is_capitalised())
            && !matches!(
                text,
                "the" | "a" | "an" | "and" | "to" | "or" | "his" | "her" | "its" | "their" | "this" | "that" | "on" | "for" | "as"
            )
            && self.next().is_some_and(Token::is_word)
    }

    pub(super) fn bare_month(&self) -> bool {
        let token = &self.source.tokens.list[self.at];
        let after = self.next();
        if !token.is_capitalised() {
            return false;
        }
        if !self.source.lexicon.is(token.word, self.around.doubtful_month) {
            return true;
        }
        // “in April Nixon said so”
        if matches!(
            self.text(self.previous()),
            "in" | "In" | "since" | "Since" | "until" | "during" | "last" | "next" | "early" | "late"
        ) {
            return true;
        }
        // “the costly August battles”
        let inside = self.previous().is_some_and(|t| {
            t.is_word() && !t.is_capitalised() && t.of(self.source.text).len() > 1 || matches!(t.of(self.source.text), "a")
        });
        if inside && self.noun_follows() && !self.is(self.previous(), self.around.before_verb) {
            return true;
        }
        let before = self.previous();
        let name = after.is_some_and(|t| t.is_word() && t.is_capitalised())
            || before.is_some_and(|t| t.is_word() && t.is_capitalised() && !self.is(before, self.around.before_month));
        (self.is(before, self.around.before_month)
            || self.text(before) == "("
            || self.text(before) == "-"
            || self.is(before, self.around.month))
            && !name
    }

    pub(super) fn season(&self) -> bool {
        let tokens = &self.source.tokens.list[self.at..self.end];
        let last = &tokens[tokens.len() - 1];
        let word = last.of(self.source.text);
        let before = self.text(self.previous());
        if word.eq_ignore_ascii_case("fall") || word.eq_ignore_ascii_case("spring") {
            // Verb, noun or source: only after a preposition, and not before “of”.
            let after = self.text(self.next());
            let led = self.is(self.previous(), self.around.before_month) && !matches!(before, "to" | "of" | "and" | "or" | "may");
            return led
                && !matches!(after, "of" | "back" | "into" | "apart" | "from" | "to")
                && (tokens.len() > 1 || word.starts_with('s') || before == "in" || before == "last");
        }
        // “the summer offensive”: the article belongs to the noun behind.
        if tokens.len() > 1 && tokens[0].of(self.source.text).eq_ignore_ascii_case("the") && tokens.len() == 2 {
            return !self.noun_follows();
        }
        !last.is_capitalised() || self.is_first() || !self.next().is_some_and(Token::is_capitalised)
    }

    pub(super) fn pair(&self, hit: &Hit) -> bool {
        let [first, second] = hit.slots;
        let year_alone = |s: &Slots| s.year.is_some() && s.month.is_none() && s.season.is_none();
        let tokens = &self.source.tokens.list;
        if first.year.is_some() && first.month.is_none() && first.season.is_none() {
            // Two bare years: an era, brackets or a preposition must say that they are years.
            let year = first.year.unwrap_or(0);
            let small = year < 1000;
            if small && !second.before_christ {
                return false;
            }
            if second.before_christ {
                return year_alone(&second);
            }
            let joint = tokens[hit.turns[0]].of(self.source.text);
            let ordered = second.short_year.is_some() || second.year.is_some_and(|s| s >= year && s - year < 400);
            if !year_alone(&second) || !ordered && joint != "and" && joint != "or" {
                return false;
            }
            let short = second.short_year.is_none_or(|s| s > year % 100);
            let dash = short && tokens[hit.turns[0]].kind == TokenKind::Dash;
            let led = self.is(self.previous(), self.around.before_year) || matches!(self.text(self.previous()), "(" | ",");
            return (led
                || dash
                    && self
                        .previous()
                        .is_none_or(|t| (!t.is_glued() || t.of(self.source.text) == ":") && !matches!(t.of(self.source.text), "+" | "-")))
                && !self.old_follows()
                || dash && self.previous().is_none();
        }
        if first.month.is_some() && first.day.is_none() {
            let doubtful = self.source.lexicon.is(tokens[self.at].word, self.around.doubtful_month);
            return !doubtful || second.month.is_some();
        }
        if first.season.is_some() {
            return second.season.is_some();
        }
        second.month.is_some() || second.day.is_some()
    }

    /// Whether a word stands before the match that leads to a time of day (“at 10 in the morning”).
    pub(super) fn leads_to_time(&self) -> bool {
        self.is(self.previous(), self.around.before_time)
    }

    /// Whether nothing follows that a bare number at the match's end could count.
    pub(super) fn nothing_counted(&self) -> bool {
        self.next().is_none_or(|t| match t.kind {
            TokenKind::Punct => !matches!(t.of(self.source.text), "%" | "/" | ":" | "." if t.is_glued() && self.digit_at(self.end + 1)),
            TokenKind::Word => self.source.lexicon.is(t.word, self.around.function) && t.of(self.source.text) != "of",
            _ => false,
        })
    }

    /// Whether two numbers are hours: one of them is sure to be, or the part of the day is said; “and” joins them only behind “between”.
    pub(super) fn time_range(&self, hit: &Hit) -> bool {
        let [first, second] = &hit.slots;
        let tokens = &self.source.tokens.list;
        let before =
            if first.weekday.is_some() || first.deictic.is_some() || first.refer.is_some() || first.day.is_some() || first.part.is_some() {
                // The day comes first: what leads to the hours stands inside the match.
                let inside = tokens[self.at..hit.turns[0]]
                    .iter()
                    .rev()
                    .find(|t| matches!(t.of(self.source.text), "from" | "between" | "at"));
                self.text(inside)
            } else {
                self.text(self.previous())
            };
        let between = before.eq_ignore_ascii_case("between");
        if tokens[hit.turns[0]].of(self.source.text) == "and" && !between {
            return false;
        }
        let led = between || before.eq_ignore_ascii_case("from");
        let part = first.part.is_some() || second.part.is_some();
        !(first.bare_hour && second.bare_hour) || led && part
    }

    /// Whether “the week”, “the year” is the one of writing or of the story, and no word behind it says otherwise.
    pub(super) fn the_period(&self, unit: Option<Unit>) -> bool {
        let after = self.next();
        matches!(unit, Some(Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))
            && self.is(self.previous(), self.around.before_the_period)
            && !self.noun_follows()
            && after.is_none_or(|t| !t.is_capitalised() && t.kind != TokenKind::Number && t.kind != TokenKind::Dash)
            && !matches!(
                self.text(after),
                "of" | "that"
                    | "when"
                    | "after"
                    | "before"
                    | "since"
                    | "in"
                    | "to"
                    | "from"
                    | "which"
                    | "where"
                    | "until"
                    | "'s"
                    | "’s"
                    | "they"
                    | "he"
                    | "she"
                    | "it"
                    | "we"
            )
    }

    pub(super) fn distance(&self, amount: Option<Amount>) -> bool {
        let first = &self.source.tokens.list[self.at];
        let last = self.text(Some(&self.source.tokens.list[self.end - 1]));
        let singular = amount.is_none() && self.end - self.at == 2 && self.source.lexicon.is(first.word, self.around.unit);
        if singular || matches!(last, "on" | "prior") {
            return false;
        }
        // “three days before the vote”, “a week after they met”: the event is not known, but it is a distance all the same.
        let loose = matches!(last, "before" | "after") && self.next().is_some_and(Token::is_word);
        !loose
    }

    pub(super) fn duration(&self, unit: Option<Unit>) -> bool {
        if self.old_follows() {
            return false;
        }
        // “the third in as many months”
        if self.text(self.previous()).eq_ignore_ascii_case("as") {
            return false;
        }
        let tokens = &self.source.tokens.list[self.at..self.end];
        let article = tokens.len() == 2 && matches!(self.text(Some(&tokens[0])), "a" | "an" | "A" | "An");
        if article {
            if self.rate() {
                return false;
            }
            // “a second man”, “a day laborer”, “a minute amount”
            if matches!(unit, Some(Unit::Second | Unit::Minute | Unit::Quarter | Unit::Weekend))
                || self.noun_follows()
                || self.next().is_some_and(|t| t.kind == TokenKind::Dash && t.is_glued())
            {
                return false;
            }
        }
        let one = tokens.len() == 2 && matches!(self.text(Some(&tokens[0])), "one" | "One" | "some" | "Some" | "many" | "few");
        let vague =
            !self.text(Some(&tokens[0])).eq_ignore_ascii_case("one") || matches!(unit, Some(Unit::Day | Unit::Second | Unit::Weekend));
        if one && vague && self.source.lexicon.is(tokens[1].word, self.around.unit) {
            // “one day” is some day, “one second” after all a number.
            return matches!(
                self.text(self.previous()),
                "for" | "in" | "within" | "after" | "least" | "than" | "by" | "about" | "to"
            );
        }
        // “about a quarter” is a fraction
        if unit == Some(Unit::Quarter)
            && !tokens.iter().any(|t| t.has_digit())
            && tokens.iter().any(|t| matches!(self.text(Some(t)), "a" | "A"))
        {
            return false;
        }
        // “three quarters” is a fraction; “two consecutive quarters” is half a year.
        unit != Some(Unit::Quarter) || tokens.len() > 2 && self.text(self.next()) != "of"
    }

    pub(super) fn rate(&self) -> bool {
        let first = self.text(Some(&self.source.tokens.list[self.at]));
        if first.eq_ignore_ascii_case("per") {
            return true;
        }
        let Some(previous) = self.previous() else { return false };
        if self.noun_follows() {
            return false;
        }
        let text = previous.of(self.source.text);
        let plural = previous.is_word()
            && !previous.is_capitalised()
            && text.len() > 3
            && text.ends_with('s')
            && !matches!(
                text,
                "lasts"
                    | "takes"
                    | "this"
                    | "was"
                    | "less"
                    | "spends"
                    | "plus"
                    | "needs"
                    | "gives"
                    | "has"
                    | "perhaps"
                    | "across"
                    | "towards"
                    | "unless"
                    | "besides"
            );
        previous.kind == TokenKind::Number || self.source.lexicon.is(previous.word, self.around.before_rate) || plural
    }
}
