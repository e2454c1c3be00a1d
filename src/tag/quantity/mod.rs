//! Number expressions: counts, sums of money, percentages and fractions, measures, ages, with the hedges that bound them.
//!
//! Each sentence is read from left to right for words that can begin a number; where one does ([`start`]), [`number`] and [`special`] read it, [`unit`], [`hedge`],
//! [`range`] and [`age`] look around it, [`guard`] says whether it counts anything, and [`read`] puts the mention together. What words mean is data (`gazetteers/words/numbers.toml`, `hedges.toml`,
//! `units.csv`). Sees tokens only: it knows no names, dates or claims; spans of names and dates come in as `taken`.

mod age;
mod data;
mod guard;
mod hedge;
mod number;
mod range;
mod read;
mod special;
mod start;
#[cfg(test)]
mod tests;
mod unit;
mod view;

use super::mention::Mention;
use crate::text::{Sentence, Span, TokenKind, Tokens, Words};
use data::{Data, Sense};
use read::Told;
use view::View;

/// The ids of the rules that make mentions. Their descriptions and examples stand in `numbers.toml`.
pub const RULES: [&str; 20] = [
    "number",
    "hedged",
    "range",
    "compound",
    "none",
    "vague",
    "vague_many",
    "couple",
    "group",
    "single",
    "both",
    "one",
    "one_of",
    "one_pronoun",
    "money",
    "percent",
    "fraction",
    "one_in",
    "age",
    "measure",
];

/// Id of the rule for ordinals.
pub const ORDINAL_RULE: &str = "ordinal";

/// Words that can begin a number or stand in its middle, where reading goes back for its beginning.
const TRIGGERS: Sense = Sense::CARDINAL
    .or(Sense::SCALE)
    .or(Sense::ORDINAL)
    .or(Sense::FRACTION)
    .or(Sense::VAGUE)
    .or(Sense::VAGUE_COUNT)
    .or(Sense::GROUP)
    .or(Sense::DECADE)
    .or(Sense::FOLD)
    .or(Sense::MANY)
    .or(Sense::TRIGGER);

/// The grammar of number expressions, compiled once from its data.
#[derive(Debug)]
pub struct QuantityGrammar {
    data: Data,
}

impl QuantityGrammar {
    /// Compiles the text of `numbers.toml`, `hedges.toml` and `units.csv`; their words are added to `words`.
    ///
    /// # Errors
    /// Says which entry does not fit its format.
    pub fn compile(numbers: &str, hedges: &str, units: &str, words: &mut Words) -> Result<Self, String> {
        Data::compile(numbers, hedges, units, words).map(|data| Self { data })
    }

    /// Appends the quantity mentions of all sentences in order, none overlapping another.
    ///
    /// `taken`: spans of dates and names, sorted and without overlaps, in which no number is a quantity (“7 October”, “Tower 22”).
    pub fn tag(&self, text: &str, tokens: &Tokens, sentences: &[Sentence], taken: &[Span], words: &Words, out: &mut Vec<Mention>) {
        for (index, sentence) in sentences.iter().enumerate() {
            let view = View::new(text, &self.data, &tokens.list, sentence, taken);
            let (mut at, mut floor) = (view.from, view.from);
            let mut before: Option<Told> = None;
            while at < view.to {
                let token = &tokens.list[at];
                let trigger = match token.kind {
                    TokenKind::Number => true,
                    TokenKind::Word => {
                        (token.word.is_known() && self.data.sense(token.word).any(TRIGGERS))
                            || (token.has_digit() && token.is_capitalised())
                    }
                    _ => false,
                };
                if !trigger {
                    at += 1;
                    continue;
                }
                let read = view.read(at, floor, words);
                let next = read.next.max(at + 1);
                if let Some(mut found) = read.found {
                    floor = found.to;
                    if let Some(told) = &before {
                        found.take_hedge_of(told, &view);
                    }
                    before = Some(found.told(next));
                    out.push(found.mention(&view, tokens, index as u32));
                }
                at = next;
                floor = floor.max(read.floor);
            }
        }
    }
}
