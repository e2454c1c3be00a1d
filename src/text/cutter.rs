//! Cutting one sentence into tokens, byte by byte. Knows the text and the words; what tokens are is said in [`super::token`].

use super::Span;
use super::fold::{fold_into, is_apostrophe, is_invisible};
use super::token::{ALL_CAPS, CAPITAL, DIGIT, GLUED, Token, TokenKind, Tokens};
use super::words::{WordId, Words};
use unicode_normalization::char::is_combining_mark;

/// One sentence under cutting.
pub(super) struct Cutter<'t, 'w, 'o> {
    pub text: &'t str,
    pub end: usize,
    pub words: &'w Words,
    pub tokens: &'o mut Tokens,
    /// Length of the folded copy of the sentences before this one.
    pub before: usize,
    pub last_end: usize,
    /// A word that is folded letter by letter.
    pub scratch: String,
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '‒' | '―' | '−')
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() || is_combining_mark(c) || is_invisible(c)
}

impl Cutter<'_, '_, '_> {
    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let b = self.text.as_bytes()[at];
        if b < 0x80 {
            Some(b as char)
        } else {
            self.text[at..self.end].chars().next()
        }
    }

    /// Reads one token (or white space) at `at`; returns where to go on.
    pub fn next(&mut self, at: usize, is_abbreviation: &impl Fn(WordId) -> bool) -> usize {
        let first = self.text.as_bytes()[at];
        if first == b' ' {
            return at + 1;
        }
        if first.is_ascii_alphabetic() {
            return self.short_word(at).unwrap_or_else(|| self.word(at, is_abbreviation));
        }
        let Some(c) = self.char_at(at) else { return self.end };
        if c.is_whitespace() || is_invisible(c) {
            return at + c.len_utf8();
        }
        if c.is_ascii_digit() {
            let end = self.number_end(at);
            self.push(at, end, TokenKind::Number);
            return end;
        }
        if is_letter(c) || c.is_numeric() {
            return self.word(at, is_abbreviation);
        }
        if first.is_ascii_punctuation() && !matches!(first, b'-' | b'\'' | b'`') {
            self.mark(at, first);
            return at + 1;
        }
        let end = at + c.len_utf8();
        if is_apostrophe(c) {
            return self.apostrophe(at, end);
        }
        if is_dash(c) {
            self.push(at, end, TokenKind::Dash);
            return end;
        }
        self.push(at, end, TokenKind::Punct);
        end
    }

    fn number_end(&self, start: usize) -> usize {
        let bytes = &self.text.as_bytes()[..self.end];
        let digits = |mut i: usize| {
            while i < bytes.len() && bytes[i].is_ascii_digit() {
                i += 1;
            }
            i
        };
        let mut end = digits(start);
        let grouped = end - start <= 3;
        while end < bytes.len() && grouped && bytes[end] == b',' {
            let next = digits(end + 1);
            if next - end - 1 != 3 {
                break;
            }
            end = next;
        }
        // A decimal point, or points between groups as some presses write them: the number grammar decides which.
        while end + 1 < bytes.len() && bytes[end] == b'.' && bytes[end + 1].is_ascii_digit() {
            end = digits(end + 1);
        }
        end
    }

    /// An apostrophe outside a word: a clitic that stands apart, an ayn before a name (“'Akkab”), or a quotation mark.
    fn apostrophe(&mut self, at: usize, end: usize) -> usize {
        let glued = self.last_end == at;
        let tail = self.letters(end);
        let rest = &self.text[end..tail];
        if glued && matches!(rest, "s" | "S" | "re" | "ve" | "ll" | "d" | "m") {
            self.push(at, tail, TokenKind::Clitic);
            return tail;
        }
        self.push(at, end, TokenKind::Punct);
        end
    }

    fn letters(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        while at < self.end && bytes[at].is_ascii_alphanumeric() {
            at += 1;
        }
        if at >= self.end || bytes[at].is_ascii() {
            return at;
        }
        while let Some(c) = self.char_at(at) {
            if !is_letter(c) && !c.is_numeric() {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    fn word(&mut self, start: usize, is_abbreviation: &impl Fn(WordId) -> bool) -> usize {
        let mut end = self.letters(start);
        let after = self.text.as_bytes().get(end).filter(|_| end < self.end).copied().unwrap_or(b' ');
        if after.is_ascii() && !matches!(after, b'.' | b'\'' | b'`') {
            self.push(start, end, TokenKind::Word);
            return end;
        }
        // “U.S.”, “a.m.”, “J.P.”: single letters, each with its stop.
        if let Some(initials) = self.initials(start, end) {
            self.push(start, initials, TokenKind::Word);
            return initials;
        }
        // Apostrophes inside: kept in names and in “n't”; a possessive or contracted ending is cut off.
        while let Some(c) = self.char_at(end) {
            if !is_apostrophe(c) {
                break;
            }
            let after = end + c.len_utf8();
            let tail = self.letters(after);
            if tail == after {
                break;
            }
            if matches!(
                &self.text[after..tail],
                "s" | "S" | "re" | "ve" | "ll" | "d" | "m" | "RE" | "VE" | "LL" | "D" | "M"
            ) {
                break;
            }
            end = tail;
        }
        // “the 21st.”: behind digits a stop is the sentence's.
        let ends_number = self.last_end == start && self.tokens.list.last().is_some_and(|t| t.kind == TokenKind::Number);
        if !ends_number && self.char_at(end) == Some('.') && self.char_at(end + 1).is_none_or(|c| !c.is_alphanumeric()) {
            let id = self.words.get(&self.text[start..=end]);
            if id.is_known() && is_abbreviation(id) {
                end += 1;
            }
        }
        self.push(start, end, TokenKind::Word);
        end
    }

    /// A mark of one ASCII byte, which folds to itself.
    fn mark(&mut self, at: usize, byte: u8) {
        let folded_from = self.before + self.tokens.sentence.len();
        self.tokens.sentence.extend_from_slice(&[byte, b' ']);
        self.tokens.folded_start.push(folded_from as u32);
        self.tokens.list.push(Token {
            span: Span::new(at, at + 1),
            word: self.words.get_packed(u128::from(byte), 1),
            kind: TokenKind::Punct,
            shape: if self.last_end == at { GLUED } else { 0 },
        });
        self.last_end = at + 1;
    }

    /// A word of at most fifteen ASCII letters and digits, as nearly all are: read, folded and looked up in registers. None where it is another kind of word, or where
    /// what follows may belong to it.
    fn short_word(&mut self, start: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[start..];
        let mut padded = [0; 16];
        let chunk = rest.first_chunk::<16>().unwrap_or_else(|| {
            padded[..rest.len()].copy_from_slice(rest);
            &padded
        });
        let word = ShortWord::read(chunk)?;
        let after = chunk[word.length];
        let end = start + word.length;
        let is_over = match after {
            b'\'' | b'`' => false,
            // A stop ends a word that is no initial and no abbreviation.
            b'.' => word.length > 1 && word.length < 15 && !self.words.get_packed(word.with(b'.'), word.length + 1).is_known(),
            _ => after.is_ascii(),
        };
        if end > self.end || !is_over {
            return None;
        }
        let sentence = &mut self.tokens.sentence;
        let from = sentence.len();
        // Sixteen bytes at once and then cut: the length is known when this is compiled.
        sentence.extend_from_slice(&word.folded.to_le_bytes());
        sentence[from + word.length] = b' ';
        sentence.truncate(from + word.length + 1);
        let glued = if self.last_end == start { GLUED } else { 0 };
        self.tokens.folded_start.push((self.before + from) as u32);
        self.tokens.list.push(Token {
            span: Span::new(start, end),
            word: self.words.get_packed(word.folded, word.length),
            kind: TokenKind::Word,
            shape: word.shape | glued,
        });
        if word.shape & CAPITAL != 0 {
            self.tokens.capitals.push(self.tokens.list.len() as u32 - 1);
        }
        self.last_end = end;
        // The space behind it is no token.
        Some(end + usize::from(after == b' '))
    }

    fn initials(&self, start: usize, end: usize) -> Option<usize> {
        let one = |at: usize| -> Option<usize> {
            let c = self.char_at(at)?;
            (c.is_alphabetic() && self.char_at(at + c.len_utf8()) == Some('.')).then(|| at + c.len_utf8() + 1)
        };
        let mut at = one(start).filter(|_| self.letters(start) == end)?;
        let mut n = 1;
        while let Some(next) = one(at) {
            at = next;
            n += 1;
        }
        if n < 2 {
            return None;
        }
        // “U.S.-led” ends here; “e.g.the” is no set of initials.
        self.char_at(at).is_none_or(|c| !c.is_alphanumeric()).then_some(at)
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let text = &self.text[start..end];
        let folded_from = self.before + self.tokens.sentence.len();
        let mut word = WordId::UNKNOWN;
        if kind != TokenKind::Dash {
            self.scratch.clear();
            if kind == TokenKind::Clitic {
                // “'s” must stay apart from the word “s”.
                self.scratch.push('\'');
            }
            fold_into(text, &mut self.scratch);
            if kind != TokenKind::Number {
                word = self.words.get_folded(&self.scratch);
            }
            if !self.scratch.is_empty() {
                self.tokens.sentence.extend_from_slice(self.scratch.as_bytes());
                self.tokens.sentence.push(b' ');
            }
        }
        let mut shape = 0;
        if self.last_end == start {
            shape |= GLUED;
        }
        if kind == TokenKind::Word {
            let mut letters = 0;
            let mut lower = false;
            if text.is_ascii() {
                let bytes = text.as_bytes();
                if bytes[0].is_ascii_uppercase() {
                    shape |= CAPITAL;
                }
                for b in bytes {
                    letters += u32::from(b.is_ascii_alphabetic());
                    lower |= b.is_ascii_lowercase();
                    if b.is_ascii_digit() {
                        shape |= DIGIT;
                    }
                }
            } else {
                for (n, c) in text.chars().enumerate() {
                    if n == 0 && c.is_uppercase() {
                        shape |= CAPITAL;
                    }
                    if c.is_alphabetic() {
                        letters += 1;
                        lower |= !c.is_uppercase();
                    }
                    if c.is_ascii_digit() {
                        shape |= DIGIT;
                    }
                }
            }
            if letters > 1 && !lower {
                shape |= ALL_CAPS;
            }
        } else if kind == TokenKind::Number {
            shape |= DIGIT;
        }
        if kind == TokenKind::Word && shape & CAPITAL != 0 {
            self.tokens.capitals.push(self.tokens.list.len() as u32);
        }
        self.tokens.folded_start.push(folded_from as u32);
        self.tokens.list.push(Token {
            span: Span::new(start, end),
            word,
            kind,
            shape,
        });
        self.last_end = end;
    }
}

/// A word of ASCII letters and digits, read sixteen bytes at a time: each byte of the numbers below stands for one of the text.
struct ShortWord {
    length: usize,
    /// The word in lower case, then zeros.
    folded: u128,
    shape: u8,
}

impl ShortWord {
    /// The word with which `chunk` begins; none where it is longer than fifteen bytes.
    #[inline]
    fn read(chunk: &[u8; 16]) -> Option<Self> {
        const ONES: u128 = u128::from_ne_bytes([1; 16]);
        const HIGH: u128 = ONES << 7;
        // The high bit of each byte that lies between two ASCII characters: no sum reaches the byte above.
        const fn between(low7: u128, first: u8, last: u8) -> u128 {
            (low7 + ONES * (0x80 - first) as u128) & !(low7 + ONES * (0x7f - last) as u128) & HIGH
        }
        let raw = u128::from_le_bytes(*chunk);
        let low7 = raw & !HIGH;
        let ascii = !raw & HIGH;
        let upper = between(low7, b'A', b'Z') & ascii;
        let letters = between(low7 | (ONES << 5), b'a', b'z') & ascii;
        let digits = between(low7, b'0', b'9') & ascii;
        let length = ((!(letters | digits) & HIGH).trailing_zeros() / 8) as usize;
        if length > 15 {
            return None;
        }
        let inside = (1 << (8 * length)) - 1;
        let letters = letters & inside;
        let mut shape = 0;
        if upper & 0x80 != 0 {
            shape |= CAPITAL;
        }
        // Two letters or more, and all of them capitals.
        if letters == upper & inside && letters & letters.wrapping_sub(1) != 0 {
            shape |= ALL_CAPS;
        }
        if digits & inside != 0 {
            shape |= DIGIT;
        }
        Some(Self {
            length,
            folded: (raw | upper >> 2) & inside,
            shape,
        })
    }

    /// The folded word with one more byte.
    const fn with(&self, byte: u8) -> u128 {
        self.folded | (byte as u128) << (8 * self.length)
    }
}
