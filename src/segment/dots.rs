//! What a full stop means after an abbreviation, an initial, a number or a plain word.

use super::rules::{Ends, Starter};
use super::sentences::{Next, Splitter};
use super::white::{is_blank, is_opener, skip_blank};
use super::words::{has_vowel, roman_value, word, word_before};

impl Splitter<'_> {
    pub(super) fn dot_ends(&self, at: usize, has_closer: bool, follows: Next, next: usize, word_at: usize) -> bool {
        let text = self.text;
        let before = word_before(text, self.start, at);
        let next_word = word(text, word_at, self.end);
        let opener = word_at > next;
        if before.is_empty() {
            // “N°. 1026”
            let number_sign = text[..at].ends_with('°');
            return match follows {
                Next::Upper | Next::Sign => true,
                Next::Digit => !number_sign,
                Next::Lower => text[..at].ends_with(')'),
                Next::Inside => false,
            };
        }
        let at_start = text[self.start..at - before.len()].chars().all(|c| !c.is_alphanumeric());
        let letters = before.chars().count();
        if before.bytes().all(|b| b.is_ascii_digit()) {
            // “12. The next item”, “says: 1. No man shall”: an enumerator.
            if letters <= 3 && (at_start || self.comes_after_colon(at - before.len())) {
                return false;
            }
            // “1. January” as some presses write dates.
            if letters <= 2 && self.rules.phrases.date_names.contains(next_word.to_lowercase().as_str()) {
                return false;
            }
            return follows != Next::Lower || !has_closer;
        }
        let first = before.chars().next().unwrap_or(' ');
        if letters == 1 && first.is_alphabetic() {
            return !at_start && self.initial_ends(first, at, follows, opener, next_word);
        }
        let address = self.is_address(at);
        if !address && let Some(ends) = self.class(before) {
            // “P.S. I am”: no sentence is but an abbreviation.
            if at_start && ends != Ends::Number {
                return false;
            }
            return self.abbreviation_ends(ends, at, has_closer, follows, opener, word_at);
        }
        // “II. The second item”, “Charles II. was”.
        if (at_start || follows == Next::Lower) && roman_value(before).is_some() {
            return false;
        }
        match follows {
            // “2 in. tall”: a measure.
            Next::Lower if letters <= 3 && self.word_before_that(at).ends_with(|c: char| c.is_ascii_digit()) && first.is_lowercase() => {
                false
            }
            Next::Lower => {
                // A sentence that begins in lower case, unless the word may be an abbreviation that nobody listed.
                let shouted = letters > 1 && !before.contains(char::is_lowercase);
                !has_closer && (letters >= 2 || address) && (has_vowel(before) || shouted || before.ends_with(|c: char| c.is_ascii_digit()))
            }
            _ => true,
        }
    }

    /// After a single letter: an initial (“J. Edgar”), or a letter that ends its sentence (“you and I. Did”, “vitamin C. The”).
    fn initial_ends(&self, letter: char, at: usize, follows: Next, opener: bool, next_word: &str) -> bool {
        if follows != Next::Upper {
            return false;
        }
        let starter = self.starter(at, next_word);
        if letter.is_lowercase() || opener {
            return starter.is_some();
        }
        // “74.0060° W.”
        if self.text[self.start..at]
            .trim_end_matches(letter)
            .trim_end()
            .ends_with(['°', '\'', '"', '′', '″'])
            && !opener
        {
            return true;
        }
        let before = self.word_before_that(at);
        let plain_before = before.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        match starter {
            Some(Starter::Strong) => plain_before || letter != 'I' || before.is_empty(),
            Some(Starter::Weak) => plain_before,
            None => false,
        }
    }

    fn abbreviation_ends(&self, ends: Ends, at: usize, has_closer: bool, follows: Next, opener: bool, word_at: usize) -> bool {
        let next_word = word(self.text, word_at, self.end);
        if ends == Ends::Never || matches!(follows, Next::Lower | Next::Sign | Next::Inside) {
            return false;
        }
        if follows == Next::Digit {
            return false;
        }
        // A whole sentence in brackets ends with its bracket.
        if has_closer && self.text[self.start..].starts_with(['(', '[']) {
            return true;
        }
        match ends {
            Ends::Never => false,
            Ends::Capital => !opener || self.starter(at, next_word).is_some(),
            Ends::Number => {
                let month =
                    self.followed_by_stop(word_at, next_word) && self.rules.abbreviation(next_word).is_some_and(|e| e == Ends::Number);
                !self.is_number_behind(word_at, next_word) && !month && (!opener || self.starter(at, next_word).is_some())
            }
            Ends::Starter => self.starter(at, next_word).is_some(),
            Ends::Time => {
                !self.is_phrase_of_time(at) && (self.starter(at, next_word).is_some() || self.leaves_time(at, word_at, next_word))
            }
        }
    }

    /// “vol. IV”, “vol. I and”; not “no. I asked”, where a verb in lower case shows who “I” is.
    fn is_number_behind(&self, word_at: usize, next_word: &str) -> bool {
        let beyond = skip_blank(self.text, word_at + next_word.len(), self.end);
        let joins = |w: &str| self.rules.starter(w).is_some();
        let second = word(self.text, beyond, self.end);
        let is_pronoun = next_word == "I" && second.starts_with(char::is_lowercase) && !joins(second);
        roman_value(next_word).is_some() && !is_pronoun
    }

    /// Whether a colon and white space stand before `at`.
    fn comes_after_colon(&self, at: usize) -> bool {
        let head = self.text[self.start..at].trim_end_matches(is_blank);
        head.len() < at - self.start && head.ends_with(':')
    }

    /// The class of an abbreviation, listed or by its form.
    pub(super) fn class(&self, before: &str) -> Option<Ends> {
        if let Some(ends) = self.rules.abbreviation(before) {
            return Some(ends);
        }
        if let Some((head, last)) = before.rsplit_once('.') {
            // “Lt.Gen.”, “U.N.”, “W.H.S.”
            if !head.is_empty()
                && last.len() > 1
                && let Some(ends) = self.rules.abbreviation(last)
            {
                return Some(ends);
            }
            return before
                .split('.')
                .all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic))
                .then_some(Ends::Starter);
        }
        // “Hrsg.”, “Sgt.”: a capital and no vowel.
        let letters = before.chars().count();
        let mut chars = before.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        (capital && (2..=4).contains(&letters) && chars.all(char::is_lowercase) && !has_vowel(before)).then_some(Ends::Never)
    }

    /// Whether `next_word` typically begins a sentence. In a text in capitals only the surest words say so.
    fn starter(&self, at: usize, next_word: &str) -> Option<Starter> {
        let how = self.rules.starter(next_word)?;
        if how == Starter::Strong || next_word.contains(char::is_lowercase) {
            return Some(how);
        }
        let from = self.text.floor_char_boundary(at.saturating_sub(40)).max(self.start);
        let to = self.text.floor_char_boundary((at + 40).min(self.end));
        let capitals = !self.text[from..to].contains(char::is_lowercase);
        (!capitals).then_some(how)
    }

    /// “At 5 a.m.”: all that the sentence has so far.
    fn is_phrase_of_time(&self, at: usize) -> bool {
        let so_far = self.text[self.start..at].trim_start_matches(is_opener);
        so_far.len() < 40 && so_far.split_whitespace().count() <= 5 && self.rules.begins_time(word(so_far, 0, so_far.len()))
    }

    /// After “a.m.”: a capital that is no zone, no day and no “Baghdad time”, where the sentence did not open with a phrase of time.
    fn leaves_time(&self, at: usize, word_at: usize, next_word: &str) -> bool {
        let lower = next_word.to_lowercase();
        let behind = word_at + next_word.len();
        let second = word(self.text, skip_blank(self.text, behind, self.end), self.end);
        let so_far = self.text[self.start..at].trim_start_matches(is_opener);
        let opens_with_time = self.rules.begins_time(word(so_far, 0, so_far.len()));
        let capitals = !next_word.contains(char::is_lowercase);
        !opens_with_time
            && !capitals
            && !self.rules.phrases.date_words.contains(lower.as_str())
            && !matches!(second, "time" | "Time" | "Standard" | "Daylight")
    }
}
