//! Tokens: words, numbers, punctuation marks, and the folded copy of the text in which names are looked for.
//!
//! A hyphen is a token of its own (“Iran-backed” is three, “AC-130” too), so is a possessive “'s”; “U.S.” and “a.m.” are one, and so is a known
//! abbreviation with its stop (“Gen.”). Digits with their separators are one (“2,500”, “1.2”), letters glued behind them another (“10” “bn”, “20” “th”).

use super::Span;
use super::fold::{fold_into, is_apostrophe, is_invisible};
use super::words::{WordId, Words};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters (with digits after the first letter: “M16”).
    Word,
    /// Digits, with separators of thousands and decimals.
    Number,
    /// A possessive or contracted ending: “'s”, “'re”.
    Clitic,
    /// A hyphen or a dash.
    Dash,
    /// Any other mark.
    Punct,
}

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The folded word's number, where it is known.
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// See the `is_…` functions.
    shape: u8,
}

const CAPITAL: u8 = 1;
const ALL_CAPS: u8 = 2;
const GLUED: u8 = 4;
const DIGIT: u8 = 8;

impl Token {
    /// Whether its first letter is a capital.
    #[must_use]
    pub const fn is_capitalised(&self) -> bool {
        self.shape & CAPITAL != 0
    }

    /// Whether it has two letters or more and all are capitals.
    #[must_use]
    pub const fn is_all_caps(&self) -> bool {
        self.shape & ALL_CAPS != 0
    }

    /// Whether it follows the token before it without white space.
    #[must_use]
    pub const fn is_glued(&self) -> bool {
        self.shape & GLUED != 0
    }

    /// Whether it holds a digit.
    #[must_use]
    pub const fn has_digit(&self) -> bool {
        self.shape & DIGIT != 0
    }

    /// Whether it is a word.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word)
    }

    /// The token's text.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// All tokens of a document and their folded copy.
///
/// In `folded` the tokens' folded forms stand in order with one space between them; dashes are left out (so that “Deir ez-Zor” and “Deir ez Zor” are one name), and
/// each sentence ends with a line feed, over which no name can reach.
#[derive(Debug, Default)]
pub struct Tokens {
    /// The tokens, sentence after sentence.
    pub list: Vec<Token>,
    /// The folded copy.
    pub folded: String,
    /// For each token the place in `folded` where it begins; a dash has that of the token after it.
    pub folded_start: Vec<u32>,
    /// The words with a capital, by index, in order: where names can begin.
    pub capitals: Vec<u32>,
    /// For each token the index of its sentence.
    pub sentence_of: Vec<u32>,
    sentences: u32,
    /// The folded copy of the sentence in hand.
    sentence: Vec<u8>,
}

impl Tokens {
    /// Room for the tokens of a text of so many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            list: Vec::with_capacity(bytes / 5),
            folded: String::with_capacity(bytes + bytes / 16),
            folded_start: Vec::with_capacity(bytes / 5),
            capitals: Vec::with_capacity(bytes / 32),
            sentence_of: Vec::with_capacity(bytes / 5),
            sentences: 0,
            sentence: Vec::with_capacity(1024),
        }
    }

    /// Forgets all tokens and keeps their room.
    pub fn clear(&mut self) {
        self.list.clear();
        self.folded.clear();
        self.folded_start.clear();
        self.capitals.clear();
        self.sentence_of.clear();
        self.sentences = 0;
    }

    /// Cuts one sentence into tokens, appends them, and returns their range.
    pub fn push_sentence(&mut self, text: &str, span: Span, words: &Words, is_abbreviation: impl Fn(WordId) -> bool) -> Range<u32> {
        let first = self.list.len();
        let mut cut = Cutter {
            text,
            end: span.to(),
            words,
            before: self.folded.len(),
            tokens: self,
            last_end: usize::MAX,
            scratch: String::new(),
        };
        let mut at = span.from();
        while at < cut.end {
            at = cut.next(at, &is_abbreviation);
        }
        if self.sentence.last() == Some(&b' ') {
            self.sentence.pop();
        }
        self.sentence.push(b'\n');
        // Checked once for the sentence, not once for each word.
        self.folded.push_str(str::from_utf8(&self.sentence).expect("folded words are text"));
        self.sentence.clear();
        self.sentence_of.resize(self.list.len(), self.sentences);
        self.sentences += 1;
        first as u32..self.list.len() as u32
    }

    /// The index of the token whose folded form begins at `at` (dashes passed over), where there is one.
    #[must_use]
    pub fn at_folded(&self, at: usize) -> Option<u32> {
        let n = self.folded_start.partition_point(|s| (*s as usize) <= at);
        (n > 0 && self.folded_start[n - 1] as usize == at).then(|| n as u32 - 1)
    }

    /// The folded text of a token; nothing for a dash.
    #[must_use]
    pub fn folded_of(&self, at: u32) -> &str {
        let at = at as usize;
        if self.list[at].kind == TokenKind::Dash {
            return "";
        }
        let from = self.folded_start[at] as usize;
        let to = self.folded_start.get(at + 1).map_or(self.folded.len(), |s| *s as usize);
        self.folded[from..to].trim_end_matches([' ', '\n'])
    }

    /// The span that a range of tokens covers.
    #[must_use]
    pub fn span(&self, range: &Range<u32>) -> Span {
        let (a, b) = (&self.list[range.start as usize], &self.list[range.end as usize - 1]);
        Span {
            start: a.span.start,
            end: b.span.end,
        }
    }

    /// The tokens of a range.
    #[must_use]
    pub fn slice(&self, range: &Range<u32>) -> &[Token] {
        &self.list[range.start as usize..range.end as usize]
    }
}

struct Cutter<'t, 'w, 'o> {
    text: &'t str,
    end: usize,
    words: &'w Words,
    tokens: &'o mut Tokens,
    /// Length of the folded copy of the sentences before this one.
    before: usize,
    last_end: usize,
    /// A word that is folded letter by letter.
    scratch: String,
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
    fn next(&mut self, at: usize, is_abbreviation: &impl Fn(WordId) -> bool) -> usize {
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
        if self.char_at(end) == Some('.') && self.char_at(end + 1).is_none_or(|c| !c.is_alphanumeric()) {
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
        Some(end)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut words = Words::new();
        let gen_ = words.intern("Gen.");
        let mut tokens = Tokens::default();
        tokens.push_sentence(text, Span::new(0, text.len()), &words, |id| id == gen_);
        tokens.list.iter().map(|t| t.of(text).to_string()).collect()
    }

    #[test]
    fn cuts_as_the_module_says() {
        let check = |text: &str, want: &str| assert_eq!(cut(text).join("|"), want, "{text}");
        check("Iran-backed militias", "Iran|-|backed|militias");
        check("The AC-130's crew", "The|AC|-|130|'s|crew");
        check("U.S.-led, at 5 a.m. today", "U.S.|-|led|,|at|5|a.m.|today");
        check("Gen. Kata’ib didn't pay $10bn.", "Gen.|Kata’ib|didn't|pay|$|10|bn|.");
        check(
            "2,500 or 1.2 million, 11-12; the 20th",
            "2,500|or|1.2|million|,|11|-|12|;|the|20|th",
        );
        check("In 2,50 and 1,2345", "In|2|,|50|and|1|,|2345");
        check("Sana'a's market", "Sana'a|'s|market");
        check("the militants' bases", "the|militants|'|bases");
    }

    #[test]
    fn short_words_are_read_as_any_others() {
        for text in [
            "Words of all KINDS, M16 and b2b, x A U AA a1 INTERNATIONALIST INTERNATIONALISTS end of it all here",
            "short",
            "antidisestablishmentarianism é été naïve Äb caféword",
            "fifteenletterss fifteenletters1 sixteenletters16 zZ aA 0x",
        ] {
            let mut words = Words::new();
            for word in text.split(' ') {
                words.intern(word.trim_end_matches(','));
            }
            let all = |padded: &str, to: usize| {
                let mut tokens = Tokens::default();
                tokens.push_sentence(padded, Span::new(0, to), &words, |_| false);
                tokens
            };
            // With room behind the text words are read by sixteen bytes, without it some are not.
            let padded = format!("{text}                    ");
            let mut slow = Tokens::default();
            let mut from = 0;
            for word in text.split(' ') {
                let alone = all(word, word.len());
                slow.folded.push_str(alone.folded.trim_end());
                slow.folded.push(' ');
                for (token, start) in alone.list.iter().zip(&alone.folded_start) {
                    let span = Span::new(token.span.from() + from, token.span.to() + from);
                    slow.list.push(Token { span, ..*token });
                    slow.folded_start.push(*start);
                }
                from += word.len() + 1;
            }
            let fast = all(&padded, text.len());
            assert_eq!(fast.list, slow.list);
            assert_eq!(fast.folded.trim_end(), slow.folded.trim_end());
        }
    }

    #[test]
    fn folded_positions_lead_back_to_tokens() {
        let text = "Kata’ib in Deir ez-Zor";
        let mut tokens = Tokens::default();
        tokens.push_sentence(text, Span::new(0, text.len()), &Words::new(), |_| false);
        assert_eq!(tokens.folded, "kataib in deir ez zor\n");
        let at = tokens.folded.find("zor").unwrap();
        assert_eq!(tokens.list[tokens.at_folded(at).unwrap() as usize].of(text), "Zor");
    }
}
