//! Ends without a stop: what mail, lists and pages leave behind once their lines are joined. Rules of an ornament, time stamps of mail, addresses in
//! angle brackets, smileys, salutations. Each needs a sign that running prose does not have.

use super::sentences::Splitter;
use super::white::{char_at, char_before, is_blank, skip_blank};
use super::words::{smiley, word};

/// Longest salutation, in bytes.
const SALUTATION: usize = 48;

impl Splitter<'_> {
    /// Whether the sentence that is being read ends at, or before, the sign at `at` that is no stop: where it ends, and where to go on.
    pub(super) fn sign(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = match bytes[at] {
            b'*' | b'_' | b'=' | b'~' | b'#' | b'-' => {
                let run = bytes[at..self.end].iter().take_while(|b| **b == bytes[at]).count();
                if run >= if bytes[at] == b'-' { 5 } else { 3 } && self.stands_alone(at, at + run) {
                    self.push(at);
                    self.push(at + run);
                    self.start = skip_blank(self.text, at + run, self.end);
                }
                return at + run;
            }
            b':' => self.stamp(at).or_else(|| self.smiles(at)),
            b'>' => self.address_in_brackets(at),
            0xf0 => self.smiles(at),
            _ => None,
        };
        let Some(end) = end else {
            return at + char_at(self.text, at).map_or(1, char::len_utf8);
        };
        let next = skip_blank(self.text, end, self.end);
        if next > end && next < self.end {
            self.push(end);
            self.start = next;
        }
        end
    }

    /// Whether white space or an edge stands on both sides.
    fn stands_alone(&self, from: usize, to: usize) -> bool {
        (from <= self.start || char_before(self.text, from).is_none_or(is_blank))
            && (to >= self.end || char_at(self.text, to).is_none_or(is_blank))
    }

    fn upper_at(&self, at: usize) -> bool {
        at < self.end && char_at(self.text, at).is_some_and(char::is_uppercase)
    }

    /// “Dana Rahim 03/14/2001 08:52 AM”: the head of a message. `at` is the colon.
    fn stamp(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let digits = |from: usize| {
            bytes[from.min(self.end)..self.end]
                .iter()
                .take(3)
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        if digits(at + 1) != 2 || at < self.start + 9 {
            return None;
        }
        let mut to = at + 3;
        let seconds = bytes.get(to) == Some(&b':') && digits(to + 1) == 2;
        if seconds {
            to += 3;
        }
        // The date before it, with its signs: “03/14/2001 08”.
        let head = self.text[self.start..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let date = head.trim_end_matches(is_blank);
        let figures = date.len() - date.trim_end_matches(|c: char| c.is_ascii_digit() || c == '/').len();
        if date.len() == head.len() || figures < 6 || date[date.len() - figures..].matches('/').count() != 2 {
            return None;
        }
        let mark = skip_blank(self.text, to, self.end);
        let half = self.text.get(mark..(mark + 2).min(self.end)).filter(|h| matches!(*h, "AM" | "PM"));
        let next = if half.is_some() {
            to = mark + 2;
            skip_blank(self.text, to, self.end)
        } else {
            mark
        };
        let this = word(self.text, next, self.end);
        // A zone goes with the time.
        let zone = this.len() >= 2 && this.len() <= 4 && !this.contains(char::is_lowercase);
        let begins = if half.is_some() {
            this.starts_with(char::is_alphabetic)
        } else {
            seconds && self.upper_at(next)
        };
        (begins && !zone).then_some(to)
    }

    /// A smiley with a capital behind it. Two words at least come before a picture: “I 😍 Paris” goes on.
    fn smiles(&self, at: usize) -> Option<usize> {
        let head = self.text[self.start..at].trim_end_matches(is_blank);
        let is_picture = !self.text.as_bytes()[at].is_ascii();
        if head.len() == at - self.start || is_picture && !head.contains(is_blank) {
            return None;
        }
        let end = at + smiley(&self.text[at..self.end])?;
        self.upper_at(skip_blank(self.text, end, self.end)).then_some(end)
    }

    /// “Dana Rahim <dana@example.org> The …”, “<< file >> The …”
    fn address_in_brackets(&self, at: usize) -> Option<usize> {
        let text = &self.text[self.start..at];
        let open = text.rfind('<')?;
        let inner = &text[open + 1..];
        let double = text.ends_with('>') && text[..open].ends_with('<');
        if !(double || (inner.contains('@') && !inner.contains(is_blank))) {
            return None;
        }
        let next = skip_blank(self.text, at + 1, self.end);
        let begins = self.upper_at(next) || self.text.as_bytes().get(next).is_some_and(u8::is_ascii_digit) && next < self.end;
        begins.then_some(at + 1)
    }

    /// The salutation that the sentence begins with (“Dear Ms Rahim,”, “Dana,” before “Please …”): cut off from what follows.
    pub(super) fn cut_salutation(&mut self) {
        // Looked at for every sentence: a capital, a comma near it, another capital.
        let bytes = &self.text.as_bytes()[self.start..(self.start + SALUTATION).min(self.end)];
        if !bytes.first().is_some_and(u8::is_ascii_uppercase) {
            return;
        }
        let Some(length) = memchr::memchr(b',', bytes) else { return };
        if !bytes.get(length + 1).is_some_and(|b| *b <= b' ' || *b >= 0x80)
            || bytes[..length].iter().any(|b| matches!(b, b'!' | b'?' | b';' | b'"' | b'(' | b':'))
        {
            return;
        }
        let end = self.start + length + 1;
        let next = skip_blank(self.text, end, self.end);
        if next == end || !self.upper_at(next) {
            return;
        }
        let head = &self.text[self.start..end];
        let mut words = head[..length].split_ascii_whitespace();
        let first = words.next().unwrap_or("");
        let greets = self.rules.greets(first);
        let count = words.clone().count();
        let named = if greets {
            (1..=4).contains(&count)
        } else {
            count <= 1 && !head[..length].contains('.') && words.clone().all(|w| w.starts_with(char::is_uppercase))
        };
        let next_word = word(self.text, next, self.end);
        let begins = if greets {
            true
        } else {
            self.rules.opens_message(next_word)
                && self.rules.starter(first).is_none()
                && !self.rules.begins_time(first)
                && !self.rules.phrases.date_words.contains(first.to_lowercase().as_str())
        };
        if named && begins && head.contains(char::is_lowercase) {
            self.push(end);
            self.start = next;
        }
    }
}
