//! A part of speech for each piece of a sentence, from word lists, mentions and neighbours. Coarse on purpose: just what grouping needs.

use super::verbal::{noun_follows, object_follows, verb_or_noun};
use crate::gazetteer::{Class, VerbForms, Vocabulary, WordList};
use crate::record::MentionType;
use crate::tag::{Mention, MentionValue, QuantityRole};
use crate::text::{Token, TokenKind, Tokens, WordId};
use std::cell::OnceCell;
use std::ops::Range;

/// Parts of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    DeterminerIndefinite,
    DeterminerDefinite,
    PossessivePronoun,
    Quantifier,
    Number,
    Ordinal,
    Adjective,
    Noun,
    Name,
    PossessiveEnding,
    /// A hyphen inside a compound.
    Joiner,
    Pronoun,
    Verb,
    Be,
    Have,
    Do,
    Modal,
    Negation,
    To,
    Adverb,
    Preposition,
    Coordinator,
    Subordinator,
    Relative,
    Date,
    Comma,
    Stop,
    Quote,
    Open,
    Close,
    Other,
}

/// A token, or the tokens of a mention, with its tag.
#[derive(Clone, Debug)]
pub struct Piece {
    pub tokens: Range<u32>,
    pub tag: Tag,
    /// Index of the mention that it is.
    pub mention: Option<u32>,
    /// The word of a piece of one token.
    pub word: WordId,
}

/// Tags the pieces of one sentence. `mentions` are those of the sentence with their indices, sorted, not overlapping.
pub fn tag(text: &str, tokens: &Tokens, range: &Range<u32>, mentions: &[(u32, &Mention)], vocabulary: &Vocabulary, out: &mut Vec<Piece>) {
    out.clear();
    let mut mentions = mentions.iter().peekable();
    let mut at = range.start;
    // Asked for seldom: only where a capital stands that no mention explains.
    let headline = OnceCell::new();
    let headline = || *headline.get_or_init(|| is_headline(tokens, range));
    let telegraphic = OnceCell::new();
    let telegraphic = || *telegraphic.get_or_init(|| is_telegraphic(tokens, range, vocabulary));
    let mut closing = None;
    while at < range.end {
        if closing == Some(at) {
            closing = None;
            at += 1;
            continue;
        }
        while mentions.peek().is_some_and(|(_, m)| m.tokens.start < at) {
            mentions.next();
        }
        if let Some((n, m)) = mentions.peek().filter(|(_, m)| m.tokens.start == at) {
            let tag = match &m.value {
                MentionValue::Date(_) => Tag::Date,
                MentionValue::Quantity(q) if q.role == QuantityRole::Ordinal && is_in_title(tokens, m, out, range, vocabulary) => Tag::Noun,
                MentionValue::Quantity(_) if is_floating_both(tokens, m, out, range, vocabulary) => Tag::Adverb,
                MentionValue::Quantity(q) => match q.role {
                    QuantityRole::Ordinal => Tag::Ordinal,
                    QuantityRole::Pronoun | QuantityRole::Count | QuantityRole::Money | QuantityRole::Share => Tag::Number,
                    QuantityRole::Measure | QuantityRole::Age => Tag::Adjective,
                },
                MentionValue::Entity {
                    kind: MentionType::Weapon, ..
                } => Tag::Noun,
                // “American targets”, “the Iraqi bases”: the adjective of a country before a noun.
                MentionValue::Entity { .. } if m.tokens.len() == 1 && is_national(tokens, m, range, vocabulary) => Tag::Adjective,
                MentionValue::Entity { .. } => Tag::Name,
            };
            let word = if m.tokens.len() == 1 {
                tokens.list[at as usize].word
            } else {
                WordId::UNKNOWN
            };
            out.push(Piece {
                tokens: m.tokens.clone(),
                tag,
                mention: Some(*n),
                word,
            });
            at = m.tokens.end;
            if tag == Tag::Number && closes_insert(text, tokens, &m.tokens, range, vocabulary) {
                closing = Some(at);
            }
            if tag == Tag::Number && is_quoted(text, tokens, &m.tokens, range) {
                // “at least nine” miners: marks around nothing but a number are no border, and go with it.
                let number = out.pop();
                let open = out.pop_if(|p| p.tag == Tag::Quote);
                out.extend(number.map(|n| Piece {
                    tokens: open.map_or(n.tokens.start, |o| o.tokens.start)..at + 1,
                    word: WordId::UNKNOWN,
                    ..n
                }));
                at += 1;
            }
            continue;
        }
        let token = &tokens.list[at as usize];
        // “recorded **1,284** cases”: the marks of Markdown are no words.
        if token.kind == TokenKind::Punct && matches!(token.of(text), "*" | "_") {
            at += 1;
            continue;
        }
        let next = tokens.list.get(at as usize + 1).filter(|_| at + 1 < range.end);
        let before_mention = mentions.peek().filter(|(_, m)| m.tokens.start == at + 1).map(|(_, m)| *m);
        if token.kind == TokenKind::Punct
            && counts_into(out, before_mention)
            && let Some(close) = close_of_noun(text, tokens, at, range, vocabulary)
            // Marks around nothing but a number go with it, as above.
            && before_mention.is_none_or(|m| m.tokens.end < close)
        {
            closing = Some(close);
            at += 1;
            continue;
        }
        let tag = tag_token(text, tokens, token, next, before_mention, out, vocabulary, &headline, &telegraphic);
        out.push(Piece {
            tokens: at..at + 1,
            tag,
            mention: None,
            word: token.word,
        });
        at += 1;
    }
}

/// Whether most words have a capital, as in headlines: then a capital makes no name.
fn is_headline(tokens: &Tokens, range: &Range<u32>) -> bool {
    let (mut long, mut capital) = (0, 0);
    for token in tokens.slice(range).iter().filter(|t| t.is_word() && t.span.len() > 3) {
        long += 1;
        capital += usize::from(token.is_capitalised());
    }
    long >= 3 && capital * 10 >= long * 8
}

/// Whether quotation marks stand right around the tokens `inside`, with more of the sentence `range` behind them.
fn is_quoted(text: &str, tokens: &Tokens, inside: &Range<u32>, range: &Range<u32>) -> bool {
    let mark = |at: u32, marks: &[&str]| {
        let token = &tokens.list[at as usize];
        token.kind == TokenKind::Punct && marks.contains(&token.of(text))
    };
    let (first, end) = (inside.start, inside.end);
    first > range.start && end + 1 < range.end && mark(end, &["”", "\"", "’", "»"]) && mark(first - 1, &["“", "\"", "‘", "«"])
}

/// “five, maybe six, wounded”: whether a comma behind the tokens `inside` only closes what one in their midst opened.
fn closes_insert(text: &str, tokens: &Tokens, inside: &Range<u32>, range: &Range<u32>, vocabulary: &Vocabulary) -> bool {
    let is_comma = |token: &Token| token.kind == TokenKind::Punct && token.of(text) == ",";
    if inside.end + 1 >= range.end || !is_comma(&tokens.list[inside.end as usize]) {
        return false;
    }
    let opens = |at: u32| is_comma(&tokens.list[at as usize]) && !tokens.list[at as usize + 1].is_glued();
    inside.clone().any(opens) && is_participle(&tokens.list[inside.end as usize + 1], vocabulary)
}

/// Words between marks that are a noun group and no sentence, at the most.
const QUOTED_WORDS: u32 = 5;

/// Whether a mention is a number that counts.
fn is_count(mention: Option<&Mention>) -> bool {
    mention.is_some_and(|m| matches!(&m.value, MentionValue::Quantity(q) if q.role == QuantityRole::Count))
}

/// Whether a quotation may be of what is counted: the number stands right before it (“23 ‘puppet troops’”), or opens it (“and ‘dozens of rebels’”).
fn counts_into(before: &[Piece], next: Option<&Mention>) -> bool {
    match before.last().map(|p| p.tag) {
        Some(Tag::Number) => true,
        Some(Tag::DeterminerDefinite | Tag::DeterminerIndefinite | Tag::PossessivePronoun) => false,
        _ => is_count(next),
    }
}

/// Where the quotation closes that opens at `at`, if it holds but a few words in lower case and none that makes a clause: its marks are no border then.
fn close_of_noun(text: &str, tokens: &Tokens, at: u32, range: &Range<u32>, vocabulary: &Vocabulary) -> Option<u32> {
    let mark = |at: u32| tokens.list[at as usize].of(text);
    let closing: &[&str] = match mark(at) {
        "“" | "„" => &["”", "“"],
        "\"" => &["\""],
        "‘" => &["’"],
        "«" => &["»"],
        _ => return None,
    };
    let clause = Class::BE
        .or(Class::HAVE)
        .or(Class::DO)
        .or(Class::MODAL)
        .or(Class::PRONOUN_SUBJECT)
        .or(Class::RELATIVE)
        .or(Class::SUBORDINATOR);
    let end = range.end.min(at + 2 + QUOTED_WORDS);
    for close in at + 1..end {
        let token = &tokens.list[close as usize];
        if token.kind == TokenKind::Punct {
            return (close > at + 1 && closing.contains(&mark(close))).then_some(close);
        }
        let info = vocabulary.info(token.word);
        let finite = info.forms.any(VerbForms::PAST) && !info.noun.is_known() && !info.forms.any(VerbForms::PARTICIPLE);
        if token.is_capitalised() && !token.is_all_caps() && close > at + 1 || info.class.any(clause) || finite {
            return None;
        }
    }
    None
}

/// Whether a sentence has neither article nor auxiliary, as headlines and notes are written: there a bare noun can be an object.
fn is_telegraphic(tokens: &Tokens, range: &Range<u32>, vocabulary: &Vocabulary) -> bool {
    let written_out = Class::ARTICLE_DEFINITE
        .or(Class::ARTICLE_INDEFINITE)
        .or(Class::BE)
        .or(Class::HAVE)
        .or(Class::MODAL);
    !tokens.slice(range).iter().any(|t| vocabulary.is(t.word, written_out))
}

/// Whether a mention is the adjective of a country with a noun behind it.
fn is_national(tokens: &Tokens, mention: &Mention, range: &Range<u32>, vocabulary: &Vocabulary) -> bool {
    if !vocabulary.is(tokens.list[mention.tokens.start as usize].word, Class::NATIONAL) || mention.tokens.end >= range.end {
        return false;
    }
    let next = &tokens.list[mention.tokens.end as usize];
    let info = vocabulary.info(next.word);
    next.is_word()
        && !info.class.any(
            Class::BE
                .or(Class::HAVE)
                .or(Class::MODAL)
                .or(Class::PREPOSITION)
                .or(Class::COORDINATOR)
                .or(Class::ADVERB),
        )
        && (info.noun.is_known() || !info.forms.any(VerbForms::PAST))
}

#[allow(clippy::too_many_lines, clippy::too_many_arguments)]
fn tag_token(
    text: &str,
    tokens: &Tokens,
    token: &Token,
    next: Option<&Token>,
    next_mention: Option<&Mention>,
    before: &[Piece],
    vocabulary: &Vocabulary,
    headline: &dyn Fn() -> bool,
    telegraphic: &dyn Fn() -> bool,
) -> Tag {
    let previous = before.last();
    let previous_tag = previous.map(|p| p.tag);
    match token.kind {
        TokenKind::Dash => {
            let joins = token.is_glued() && next.is_some_and(Token::is_glued) && previous_tag.is_some();
            return if joins && token.of(text).len() == 1 {
                Tag::Joiner
            } else {
                Tag::Comma
            };
        }
        TokenKind::Clitic => return Tag::PossessiveEnding,
        TokenKind::Number => return Tag::Other,
        TokenKind::Punct => {
            return match token.of(text) {
                "," => Tag::Comma,
                ";" | ":" | "." | "!" | "?" | "…" => Tag::Stop,
                "(" | "[" => Tag::Open,
                ")" | "]" => Tag::Close,
                "'" | "’"
                    if token.is_glued()
                        && previous.is_some_and(|p| {
                            let last = &tokens.list[p.tokens.end as usize - 1];
                            matches!(p.tag, Tag::Noun | Tag::Name) && last.of(text).ends_with(['s', 'S'])
                        })
                        && next.is_some_and(|n| !n.is_glued()) =>
                {
                    Tag::PossessiveEnding
                }
                "\"" | "“" | "”" | "„" | "'" | "‘" | "’" | "«" | "»" => Tag::Quote,
                "/" => Tag::Coordinator,
                _ => Tag::Other,
            };
        }
        TokenKind::Word => {}
    }
    let info = vocabulary.info(token.word);
    let class = info.class;
    // Past adverbs, to what governs the word.
    let governor = before
        .iter()
        .rev()
        .find(|p| !matches!(p.tag, Tag::Adverb | Tag::Negation))
        .map(|p| p.tag);
    let after_auxiliary = matches!(governor, Some(Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::To));
    if token.is_all_caps() && token.of(text).len() <= 3 && !class.any(Class::BE) && before.iter().any(|p| p.tokens.len() == 1) {
        // “US”, “IS”, “AA” among other words; in text that is all capitals the mentions have been taken already.
        let capitals_before = || {
            let last = before
                .iter()
                .rev()
                .find(|p| matches!(p.tag, Tag::Noun | Tag::Verb | Tag::Name | Tag::Adjective));
            last.is_some_and(|p| tokens.list[p.tokens.start as usize].is_all_caps() && p.tokens.len() == 1)
        };
        // “THE MURDER OF A JUDGE”: one letter shows nothing.
        let letter = next.is_some_and(|n| n.span.len() == 1 && n.is_capitalised());
        let capitals = if next_mention.is_some() || letter {
            capitals_before()
        } else {
            all_caps_around(next)
        };
        if class != Class::NONE && !capitals {
            return Tag::Noun;
        }
    }
    if class.any(Class::BE) {
        return Tag::Be;
    }
    if class.any(Class::HAVE) {
        return Tag::Have;
    }
    if class.any(Class::DO) {
        return Tag::Do;
    }
    if class.any(Class::MODAL) {
        // “May” and “will” as nouns are rare; a capital inside a sentence is a name.
        return if token.is_capitalised() && !before.is_empty() && !token.is_all_caps() {
            Tag::Noun
        } else {
            Tag::Modal
        };
    }
    if class.any(Class::TO) {
        let infinitive = next_mention.is_none()
            && next.is_some_and(|n| {
                vocabulary.info(n.word).forms.any(VerbForms::BASE) || vocabulary.is(n.word, Class::BE.or(Class::HAVE).or(Class::DO))
            });
        return if infinitive { Tag::To } else { Tag::Preposition };
    }
    if class.any(Class::NEGATION) && !class.any(Class::PREPOSITION) {
        return Tag::Negation;
    }
    if class.any(Class::ARTICLE_INDEFINITE) {
        return Tag::DeterminerIndefinite;
    }
    let word = token.of(text);
    if word.eq_ignore_ascii_case("that") {
        let after_verb = matches!(previous_tag, Some(Tag::Verb | Tag::Be));
        let noun_before = matches!(previous_tag, Some(Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number));
        return if after_verb || matches!(previous_tag, Some(Tag::Adverb | Tag::Date | Tag::Comma | Tag::Coordinator)) {
            Tag::Subordinator
        } else if noun_before {
            Tag::Relative
        } else if noun_follows(next, next_mention, vocabulary) && !next.is_some_and(|n| is_only_third(n, vocabulary)) {
            Tag::DeterminerDefinite
        } else {
            Tag::Pronoun
        };
    }
    if class.any(Class::RELATIVE) && !class.any(Class::POSSESSIVE) {
        return if matches!(
            previous_tag,
            Some(Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number | Tag::Comma | Tag::Preposition | Tag::Date | Tag::Coordinator)
        ) {
            Tag::Relative
        } else {
            Tag::Subordinator
        };
    }
    if class.any(Class::POSSESSIVE) {
        // “her” is an object where no noun follows, and no number (“a woman and her three children”).
        return if class.any(Class::PRONOUN_OBJECT) && !is_count(next_mention) && !noun_follows(next, next_mention, vocabulary) {
            Tag::Pronoun
        } else {
            Tag::PossessivePronoun
        };
    }
    if class.any(Class::ARTICLE_DEFINITE) {
        let alone = !noun_follows(next, next_mention, vocabulary) && !object_follows(next, next_mention, vocabulary);
        return if alone && !word.eq_ignore_ascii_case("the") {
            Tag::Pronoun
        } else {
            Tag::DeterminerDefinite
        };
    }
    if class.any(Class::PRONOUN_SUBJECT.or(Class::PRONOUN_OBJECT)) {
        return if class.any(Class::REFLEXIVE) && is_emphatic(previous_tag, next, vocabulary) {
            Tag::Adverb
        } else {
            Tag::Pronoun
        };
    }
    if class.any(Class::EXISTENTIAL) {
        return if next.is_some_and(|n| vocabulary.is(n.word, Class::BE.or(Class::HAVE).or(Class::MODAL))) {
            Tag::Pronoun
        } else {
            Tag::Adverb
        };
    }
    if class.any(Class::COORDINATOR) {
        return Tag::Coordinator;
    }
    if class.any(Class::INCLUDING) {
        if class.any(Class::PREPOSITION) {
            return Tag::Preposition;
        }
        return Tag::Adverb;
    }
    if previous_tag == Some(Tag::Joiner) && class.any(Class::PREPOSITION.or(Class::ADVERB)) {
        // “pick-up trucks”, “a follow-up attack”
        return Tag::Noun;
    }
    // “have since rounded up”
    if class.any(Class::SUBORDINATOR) && previous_tag == Some(Tag::Have) && next.is_some_and(|n| is_participle(n, vocabulary)) {
        return Tag::Adverb;
    }
    // “sent home 2,000 troops”, “shot dead three villagers”: of the verb, not of the noun group; but what is left dead is so.
    let leaves = || previous.is_some_and(|p| vocabulary.lists(vocabulary.info(p.word).verb, WordList::LEAVES_SO));
    if previous_tag == Some(Tag::Verb) && vocabulary.lists(token.word, WordList::RESULT) && !leaves() {
        let group = Class::ARTICLE_DEFINITE.or(Class::ARTICLE_INDEFINITE).or(Class::POSSESSIVE);
        if is_count(next_mention) || next.is_some_and(|n| vocabulary.is(n.word, group)) {
            return Tag::Adverb;
        }
    }
    // “an operation east of Gao”
    let of_next = next.is_some_and(|n| n.of(text) == "of");
    if of_next && matches!(previous_tag, Some(Tag::Noun | Tag::Name)) && vocabulary.lists(token.word, WordList::COMPASS) {
        return Tag::Adverb;
    }
    // “after”, “since”, “as” are settled by the grouping, where it is known whether a clause follows.
    if class.any(Class::PREPOSITION) {
        return Tag::Preposition;
    }
    if class.any(Class::SUBORDINATOR) {
        return Tag::Subordinator;
    }
    if class.any(Class::ADJECTIVE) || class.any(Class::NATIONAL) && noun_follows(next, next_mention, vocabulary) {
        return Tag::Adjective;
    }
    if class.any(Class::QUANTIFIER) {
        return Tag::Quantifier;
    }
    if class.any(Class::ADVERB.or(Class::HEDGE_REPORTED)) && !(class.any(Class::ADDITIONAL)) {
        return Tag::Adverb;
    }
    let forms = info.forms;
    let lower = !token.is_capitalised()
        || token.is_all_caps()
        || before.is_empty()
        || matches!(previous_tag, Some(Tag::Stop | Tag::Quote))
        || headline();
    if lower
        && forms != VerbForms::default()
        && let Some(tag) = verb_or_noun(
            token,
            forms,
            info.noun.is_known(),
            previous_tag,
            governor,
            after_auxiliary,
            next,
            next_mention,
            before,
            vocabulary,
            &|p| tokens.list[p.tokens.start as usize].of(text),
            telegraphic,
        )
    {
        return tag;
    }
    if lower && !info.noun.is_known() && word.len() > 4 && word.is_ascii() && word.to_ascii_lowercase().ends_with("ly") {
        // “a badly wounded man”, but “a supply convoy”, “a weekly market”.
        let describes = next.is_some_and(|n| {
            let info = vocabulary.info(n.word);
            info.forms.any(VerbForms::PARTICIPLE) || info.class.any(Class::ADJECTIVE)
        });
        let determined = matches!(
            previous_tag,
            Some(Tag::DeterminerIndefinite | Tag::DeterminerDefinite | Tag::PossessivePronoun | Tag::PossessiveEnding | Tag::Adjective)
        );
        return if determined && !describes && noun_follows(next, next_mention, vocabulary) {
            Tag::Noun
        } else {
            Tag::Adverb
        };
    }
    Tag::Noun
}

fn all_caps_around(next: Option<&Token>) -> bool {
    next.is_some_and(Token::is_all_caps)
}

/// “the mayor himself was wounded”, “he was himself detained”: a reflexive that only stresses, behind which nobody else is meant.
fn is_emphatic(previous: Option<Tag>, next: Option<&Token>, vocabulary: &Vocabulary) -> bool {
    match previous {
        Some(Tag::Noun | Tag::Name | Tag::Relative) => true,
        Some(Tag::Be | Tag::Have) => next.is_some_and(|n| is_participle(n, vocabulary)),
        _ => false,
    }
}

fn is_participle(token: &Token, vocabulary: &Vocabulary) -> bool {
    vocabulary.info(token.word).forms.any(VerbForms::PARTICIPLE) || vocabulary.is(token.word, Class::BE)
}

/// “Private First Class”: an ordinal with a capital between the words of a title.
fn is_in_title(tokens: &Tokens, mention: &Mention, before: &[Piece], range: &Range<u32>, vocabulary: &Vocabulary) -> bool {
    let capital = |at: u32| range.contains(&at) && tokens.list[at as usize].is_capitalised();
    let title = before
        .last()
        .is_some_and(|p| p.tag == Tag::Noun && vocabulary.is(p.word, Class::TITLE) && capital(p.tokens.start));
    title && capital(mention.tokens.start) && capital(mention.tokens.end)
}

/// “His wife and sister were both killed”: a “both” that only says that each of those named or counted before the verb is meant.
fn is_floating_both(tokens: &Tokens, mention: &Mention, before: &[Piece], range: &Range<u32>, vocabulary: &Vocabulary) -> bool {
    let both = mention.rule == "both" && mention.tokens.len() == 1;
    let [.., subject, auxiliary] = before else { return false };
    let named = matches!(subject.tag, Tag::Noun | Tag::Name) && matches!(auxiliary.tag, Tag::Be | Tag::Have);
    let named = named
        && before
            .iter()
            .rev()
            .take(10)
            .any(|p| matches!(p.tag, Tag::Coordinator | Tag::Number));
    let next = tokens
        .list
        .get(mention.tokens.end as usize)
        .filter(|_| mention.tokens.end < range.end);
    both && named && next.is_some_and(|n| is_participle(n, vocabulary))
}

/// “brings”: a verb's third person that is no noun's plural.
fn is_only_third(token: &Token, vocabulary: &Vocabulary) -> bool {
    let info = vocabulary.info(token.word);
    info.forms.any(VerbForms::THIRD) && !info.noun.is_known()
}
