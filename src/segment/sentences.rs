//! Where sentences end inside a block: a scan over the bytes for stops, and a decision at each. Knows nothing of kinds.
//!
//! A stop ends a sentence where what follows can begin one and what stands before is no abbreviation, initial or enumerator.
//! Quotes and brackets that close after the stop go with the sentence. `:` and `;` never end one.

use super::lists;
use super::rules::{SegmentRules, Starter};
use super::white::{char_at, char_before, is_blank, is_closer, is_opener, skip_blank, trim};
use super::words::{smiley, word, word_before};
use std::ops::Range;

/// Bytes at which a sentence may end: full stop, exclamation and question mark, and the lead bytes of “…” and its like.
const CANDIDATE: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[0xe2] = true; // … ‽ ‼ ⁇ ⁈ ⁉
    table[0xe3] = true; // 。
    table[0xef] = true; // ！ ？ ．
    table[0xd8] = true; // ؟
    table[0xe0] = true; // ।
    // No stops, but ends now and then: see `breaks`.
    table[0xf0] = true; // emoji
    table[b':' as usize] = true;
    table[b'>' as usize] = true;
    table[b'*' as usize] = true;
    table[b'_' as usize] = true;
    table[b'=' as usize] = true;
    table[b'~' as usize] = true;
    table[b'#' as usize] = true;
    table
};

/// Bytes around a stop that are looked at for addresses and open quotations, so that a text without sentences stays cheap.
const WINDOW: usize = 2000;

const fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‽' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？' | '؟' | '।'
    )
}

/// What a stop is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// One full stop.
    Dot,
    /// “...”, “…”, “. . .”
    Ellipsis,
    /// With a question or exclamation mark in it.
    Cry,
}

/// What stands after a stop and the white space behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Upper,
    Lower,
    Digit,
    /// A dash or a mark that cannot begin a sentence.
    Inside,
    /// Any other sign: “$”, “•”, an emoji.
    Sign,
}

/// Cuts `block` into sentences and hands their spans to `out`, in order; together they hold all that is not blank.
pub(super) fn split(text: &str, block: Range<usize>, rules: &SegmentRules, out: &mut Vec<Range<usize>>) {
    let block = trim(text, block);
    if block.is_empty() {
        return;
    }
    let mut from = block.start;
    for cut in lists::inline_items(text, block.clone()) {
        Splitter {
            text,
            end: cut,
            start: from,
            rules,
            out,
        }
        .run();
        from = cut;
    }
    Splitter {
        text,
        end: block.end,
        start: from,
        rules,
        out,
    }
    .run();
}

/// Reads one piece of a block.
pub(super) struct Splitter<'a> {
    pub(super) text: &'a str,
    /// End of the piece.
    pub(super) end: usize,
    /// Start of the sentence that is being read.
    pub(super) start: usize,
    pub(super) rules: &'a SegmentRules,
    out: &'a mut Vec<Range<usize>>,
}

impl<'a> Splitter<'a> {
    fn run(mut self) {
        let bytes = self.text.as_bytes();
        self.start = skip_blank(self.text, self.start, self.end);
        let mut at = self.start;
        let mut begun = usize::MAX;
        while at < self.end {
            if begun != self.start {
                self.cut_salutation();
                begun = self.start;
                at = at.max(self.start);
            }
            let Some(step) = bytes[at..self.end].iter().position(|b| CANDIDATE[*b as usize]) else {
                break;
            };
            at += step;
            let Some(c) = char_at(self.text, at) else { break };
            if !is_stop(c) {
                at = if c.is_ascii() || c >= '\u{10000}' {
                    self.sign(at)
                } else {
                    at + c.len_utf8()
                };
                continue;
            }
            at = self.stop(at);
        }
        self.push(self.end);
    }

    pub(super) fn push(&mut self, end: usize) {
        let span = trim(self.text, self.start..end);
        if !span.is_empty() {
            self.out.push(span);
        }
        self.start = end;
    }

    /// Looks at the stop at `at`, ends the sentence where it must, and says where to go on.
    fn stop(&mut self, at: usize) -> usize {
        let (mut run, mut mark) = self.run_of_stops(at);
        if mark == Mark::Dot
            && let Some((dots, after)) = self.spaced_dots(run)
        {
            // “among neighbours. . . . The game”: a full stop, and an omission that opens the next sentence.
            let attached = char_before(self.text, at).is_some_and(|c| !is_blank(c));
            if attached && dots == 3 && char_at(self.text, skip_blank(self.text, after, self.end)).is_some_and(char::is_uppercase) {
                self.push(run);
                self.start = skip_blank(self.text, run, self.end);
                return after;
            }
            mark = Mark::Ellipsis;
            run = after;
        }
        let mut closed = self.closers(run);
        // A closing mark that stands apart (“ended. ”) still closes.
        loop {
            let gap = skip_blank(self.text, closed, self.end);
            if gap == closed || gap >= self.end {
                break;
            }
            if let Some(note) = self.note_apart(gap) {
                closed = note;
                continue;
            }
            let c = char_at(self.text, gap).unwrap_or(' ');
            let after = gap + c.len_utf8();
            let alone = after >= self.end || char_at(self.text, after).is_some_and(|n| is_blank(n) || is_closer(n));
            if !alone || !(matches!(c, '”' | '»' | ')' | ']') || (c == '"' && self.quote_is_open(gap))) {
                break;
            }
            closed = after;
        }
        let mut next = skip_blank(self.text, closed, self.end);
        // A smiley goes with what it smiles at.
        while let Some(length) = smiley(&self.text[next..self.end]) {
            closed = next + length;
            next = skip_blank(self.text, closed, self.end);
        }
        if next >= self.end {
            return self.end;
        }
        let ends = if next > closed {
            self.ends(at, run, closed, next, mark)
        } else {
            self.ends_glued(at, run, closed, mark)
        };
        if ends {
            self.push(closed);
            self.start = next;
        }
        closed.max(run)
    }

    /// The end of the stops that stand together from `at` on, and what they are.
    fn run_of_stops(&self, at: usize) -> (usize, Mark) {
        let mut end = at;
        let mut dots = 0;
        let mut cry = false;
        while end < self.end {
            let Some(c) = char_at(self.text, end).filter(|c| is_stop(*c)) else {
                break;
            };
            match c {
                '.' | '。' | '।' => dots += 1,
                '…' => dots += 3,
                _ => cry = true,
            }
            end += c.len_utf8();
        }
        let mark = match (cry, dots) {
            (true, _) => Mark::Cry,
            (_, 1) => Mark::Dot,
            _ => Mark::Ellipsis,
        };
        (end, mark)
    }

    /// Dots with a space between each from `at` on, two at least: how many and where they end.
    fn spaced_dots(&self, mut at: usize) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut n = 0;
        loop {
            let dot = skip_blank(self.text, at, self.end);
            if dot == at || dot >= self.end || dot - at > 2 || bytes[dot] != b'.' {
                break;
            }
            at = dot + 1;
            n += 1;
        }
        (n >= 2).then_some((n, at))
    }

    /// The end of the quotes and brackets that close directly at `at`; notes in brackets (“[12]”) count as such.
    fn closers(&self, mut at: usize) -> usize {
        while at < self.end {
            let Some(c) = char_at(self.text, at) else { break };
            let after = at + c.len_utf8();
            let word_follows = after < self.end && char_at(self.text, after).is_some_and(char::is_alphanumeric);
            let takes = match c {
                '"' => !word_follows || self.quote_is_open(at),
                // It opens in English and closes after „.
                '“' => !word_follows && self.text[self.start..at].contains('„'),
                '\'' | '’' | '*' | '_' => !word_follows,
                '[' => {
                    let inner = self.text[after..self.end].bytes().take_while(u8::is_ascii_digit).count();
                    if (1..4).contains(&inner) && self.text.as_bytes().get(after + inner) == Some(&b']') && after + inner < self.end {
                        at = after + inner + 1;
                        continue;
                    }
                    false
                }
                '¹' | '²' | '³' => true,
                // “... in a consultation.11 The next”: the number of a note.
                '0'..='9' if self.is_note_number(at) => {
                    at += self.text[at..self.end].bytes().take_while(u8::is_ascii_digit).count();
                    continue;
                }
                _ => is_closer(c),
            };
            if !takes {
                break;
            }
            at = after;
        }
        at
    }

    /// The end of the number of a note in brackets at `at` (“ended. [1] The”), where a new sentence or nothing comes behind it. In a list of sources such numbers open the items.
    fn note_apart(&self, at: usize) -> Option<usize> {
        let rest = self.text[at..self.end].strip_prefix('[')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..4).contains(&digits) || !rest[digits..].starts_with(']') || self.text[self.start..].starts_with('[') {
            return None;
        }
        let end = at + digits + 2;
        let next = skip_blank(self.text, end, self.end);
        let opened = self.skip_openers(next);
        (next >= self.end || next > end && char_at(self.text, opened).is_some_and(char::is_uppercase)).then_some(end)
    }

    /// One to three figures between a word's stop and white space with a capital behind it.
    fn is_note_number(&self, at: usize) -> bool {
        let tail = &self.text[at..self.end];
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        let beyond = tail[digits..].trim_start_matches(is_blank);
        let Some(head) = self.text[..at].strip_suffix('.').filter(|h| h.len() >= self.start) else {
            return false;
        };
        let word = word_before(self.text, self.start, head.len());
        digits <= 3
            && word.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3
            && beyond.len() < tail.len() - digits
            && beyond.starts_with(char::is_uppercase)
            && self.rules.abbreviation(word).is_none()
    }

    /// Whether a straight quotation mark is open in the sentence before `at`.
    fn quote_is_open(&self, at: usize) -> bool {
        memchr::memchr_iter(b'"', &self.text.as_bytes()[self.start.max(at.saturating_sub(WINDOW))..at]).count() % 2 == 1
    }

    /// Whether the stop at `at..run`, closed at `closed`, ends the sentence, where white space and then `next` follow.
    fn ends(&self, at: usize, run: usize, closed: usize, next: usize, mark: Mark) -> bool {
        let text = self.text;
        if !text[self.start..at].chars().any(char::is_alphanumeric) {
            return false;
        }
        let word_at = self.skip_openers(next);
        let mut follows = self.next_is(next, word_at);
        if text[next..].starts_with("[...]") || text[next..].starts_with("[…]") {
            follows = Next::Sign;
        }
        if follows == Next::Inside {
            return false;
        }
        let has_closer = closed > run;
        // “[...]” leaves words out and ends nothing; “[...] Next” after a stop begins a new one.
        if mark == Mark::Ellipsis && text[..at].ends_with(['[', '(']) && text[run..].starts_with([']', ')']) {
            return false;
        }
        let next_word = word(text, word_at, self.end);
        if has_closer && follows == Next::Upper && word_at == next && self.goes_on_with_speech(word_at) {
            return false;
        }
        // A source in brackets goes with the quotation: “... is great.” (Rahim 2004).
        if has_closer && text[next..].starts_with('(') && self.is_source(next) {
            return false;
        }
        // A quotation behind a quotation: the next one speaks.
        if has_closer && word_at > next && self.closes_quotation(closed) && self.opens_quotation(next) {
            return true;
        }
        match mark {
            Mark::Ellipsis => match follows {
                // “I” is always a capital, and so says nothing.
                Next::Upper => !matches!(next_word, "I" | "I'm" | "I’m" | "I've" | "I’ve" | "I'd" | "I’d" | "I'll" | "I’ll"),
                Next::Sign => true,
                _ => false,
            },
            Mark::Cry => self.cry_ends(at, run, has_closer, follows, next_word, next),
            Mark::Dot => self.dot_ends(at, has_closer, follows, next, word_at),
        }
    }

    fn closes_quotation(&self, end: usize) -> bool {
        self.text[..end].ends_with(['"', '”'])
    }

    fn opens_quotation(&self, at: usize) -> bool {
        self.text[at..].starts_with(['"', '“'])
    }

    /// Short brackets at `at` with a stop directly behind them.
    fn is_source(&self, at: usize) -> bool {
        let rest = &self.text[at..self.end];
        let window = &rest[..rest.floor_char_boundary(60)];
        window.find(')').is_some_and(|close| {
            let tail = &rest[close + 1..];
            tail.starts_with('.')
                && !window[..close].ends_with(is_stop)
                && tail[1..].chars().next().is_none_or(|c| is_blank(c) || is_closer(c))
        })
    }

    fn cry_ends(&self, at: usize, run: usize, has_closer: bool, follows: Next, next_word: &str, next: usize) -> bool {
        let before = word_before(self.text, self.start, at);
        // “(!)” and “(?)” are remarks inside a sentence.
        if before.is_empty() && char_before(self.text, at) == Some('(') {
            return false;
        }
        if !has_closer && self.rules.marked_name(&self.text[at - before.len()..run]) {
            return follows == Next::Upper && self.rules.starter(next_word).is_some();
        }
        match follows {
            // “It's true! he thought.”
            Next::Lower if self.goes_on_with_lower_speech(next) => false,
            Next::Lower => {
                // A name with a mark of its own (“at Joomla! in”): a capital in the middle of the sentence, lower case after it.
                let name = self.text.as_bytes()[at] == b'!' && before.starts_with(char::is_uppercase) && at - before.len() > self.start;
                let shouted = before.len() > 1 && !before.contains(char::is_lowercase);
                !has_closer && (!name || shouted) && !self.text[next..].starts_with(is_opener)
            }
            _ => true,
        }
    }

    /// After a cry without quotation marks: a verb of saying in lower case, perhaps with a pronoun before it.
    fn goes_on_with_lower_speech(&self, at: usize) -> bool {
        let first = word(self.text, at, self.end);
        let beyond = skip_blank(self.text, at + first.len(), self.end);
        let second = word(self.text, beyond, self.end);
        // “said Karim”, “he thought”; not “called me back”.
        if self.rules.speech(first) {
            second.starts_with(char::is_uppercase)
        } else {
            self.rules.starter(first) == Some(Starter::Strong) && self.rules.speech(second)
        }
    }

    /// After a quotation: NAME and a verb of saying that ends the clause or goes on in lower case.
    fn goes_on_with_speech(&self, at: usize) -> bool {
        let mut here = at;
        for n in 0..8 {
            let this = word(self.text, here, self.end);
            if this.is_empty() {
                return false;
            }
            let after = here + this.len();
            if n > 0 && self.rules.speech(this) {
                let gap = skip_blank(self.text, after, self.end);
                let beyond = word(self.text, gap, self.end);
                return gap >= self.end
                    || self.rules.names_hearer(this)
                    || self.text[after..].starts_with([',', '.', ';', ':'])
                    || self.rules.after_speech(beyond)
                    // “asked slowly”
                    || beyond.len() > 4 && beyond.ends_with("ly") && beyond.starts_with(char::is_lowercase);
            }
            if n == 0 && this != "I" && self.rules.starter(this).is_some() && self.rules.abbreviation(this).is_none() {
                return false;
            }
            if !char_at(self.text, after).is_some_and(|c| c == '.' || c == '-' || is_blank(c)) {
                return false;
            }
            here = after;
            while here < self.end && char_at(self.text, here).is_some_and(|c| c == '.' || c == '-' || is_blank(c)) {
                here += char_at(self.text, here).map_or(1, char::len_utf8);
            }
        }
        false
    }

    /// Whether a stop without white space behind it ends the sentence all the same (“ended.The”).
    fn ends_glued(&self, at: usize, run: usize, closed: usize, mark: Mark) -> bool {
        if mark == Mark::Ellipsis {
            return false;
        }
        let opened = self.skip_openers(closed);
        let mut chars = self.text[opened..self.end].chars();
        let (Some(first), second) = (chars.next(), chars.next()) else {
            return false;
        };
        let begins = first.is_uppercase() && second.is_some_and(|c| c.is_lowercase() || (matches!(first, 'A' | 'I') && is_blank(c)));
        if !begins {
            return false;
        }
        let before = word_before(self.text, self.start, at);
        let lower_end = before.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
        if closed > run {
            return before.is_empty() || lower_end;
        }
        let number = before.len() > 2 && before.ends_with(|c: char| c.is_ascii_digit()) && !before.contains(char::is_alphabetic);
        (lower_end || number) && !before.contains('.') && self.class(before).is_none() && !self.is_address(at)
    }

    /// Whether the stop at `at` stands in a web or mail address or at its end.
    pub(super) fn is_address(&self, at: usize) -> bool {
        let mut from = at;
        while from > self.start.max(at.saturating_sub(WINDOW))
            && let Some(c) = char_before(self.text, from).filter(|c| !is_blank(*c))
        {
            from -= c.len_utf8();
        }
        let mut to = at;
        while to < self.end.min(at + WINDOW)
            && let Some(c) = char_at(self.text, to).filter(|c| !is_blank(*c))
        {
            to += c.len_utf8();
        }
        let bytes = &self.text.as_bytes()[from..to];
        if !bytes.iter().any(|b| matches!(b, b'@' | b'/' | b'w')) {
            return false;
        }
        let token = &self.text[from..to];
        token.contains('@') || token.contains("://") || token.contains("www.") || (token.contains('/') && token[..at - from].contains('.'))
    }

    fn skip_openers(&self, mut at: usize) -> usize {
        while at < self.end {
            let Some(c) = char_at(self.text, at).filter(|c| is_opener(*c)) else {
                break;
            };
            at += c.len_utf8();
        }
        at
    }

    fn next_is(&self, next: usize, word_at: usize) -> Next {
        let Some(c) = (word_at < self.end).then(|| char_at(self.text, word_at)).flatten() else {
            return Next::Sign;
        };
        if c.is_ascii_digit() {
            return Next::Digit;
        }
        if c.is_lowercase() {
            let this = word(self.text, word_at, self.end);
            // “al-Asad”, “iPhone”, “d’Estaing”: lower case that a capital follows at once.
            let tail = &self.text[word_at + this.len()..self.end];
            let joined = tail.strip_prefix(['-', '–']).is_some_and(|t| t.starts_with(char::is_uppercase)) && this.len() <= 3;
            return if joined || this.chars().skip(1).any(char::is_uppercase) {
                Next::Upper
            } else {
                Next::Lower
            };
        }
        if c.is_alphabetic() {
            return Next::Upper;
        }
        if is_stop(c) || matches!(c, ',' | ';' | ':' | ')' | ']' | '}' | '”' | '/' | '&' | '%' | '=' | '+' | '|') && word_at == next {
            return if c == '=' || c == '|' || c == '+' {
                Next::Sign
            } else {
                Next::Inside
            };
        }
        if matches!(c, '-' | '–' | '—') {
            let beyond =
                self.text[word_at..self.end].trim_start_matches(|d: char| matches!(d, '-' | '–' | '—') || is_blank(d) || is_opener(d));
            return if beyond.starts_with(|d: char| d.is_lowercase() || d.is_ascii_digit()) {
                Next::Inside
            } else {
                Next::Sign
            };
        }
        Next::Sign
    }

    pub(super) fn followed_by_stop(&self, at: usize, this: &str) -> bool {
        self.text[at + this.len()..self.end].starts_with('.')
    }

    /// The word before the one that ends at `at`.
    pub(super) fn word_before_that(&self, at: usize) -> &'a str {
        let this = word_before(self.text, self.start, at);
        let head = self.text[self.start..at - this.len()].trim_end_matches(is_blank);
        word_before(self.text, self.start, self.start + head.len())
    }
}
