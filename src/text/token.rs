//! Tokens: words, numbers, punctuation marks, and the folded copy of the text in which names are looked for.
//!
//! A hyphen is a token of its own (“Iran-backed” is three, “AC-130” too), so is a possessive “'s”; “U.S.” and “a.m.” are one, and so is a known
//! abbreviation with its stop (“Gen.”). Digits with their separators are one (“2,500”, “1.2”), letters glued behind them another (“10” “bn”, “20” “th”).

use super::Span;
use super::cutter::Cutter;
use super::words::{WordId, Words};
use std::ops::Range;

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
    pub(super) shape: u8,
}

pub(super) const CAPITAL: u8 = 1;
pub(super) const ALL_CAPS: u8 = 2;
pub(super) const GLUED: u8 = 4;
pub(super) const DIGIT: u8 = 8;

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
    pub(super) sentence: Vec<u8>,
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
