//! A mention as the stages hand it on.

use crate::record::{DateAnchor, Figure, MentionType, Method, TimexType};
use crate::text::Span;
use jiff::civil::Date;
use std::ops::Range;

/// A span that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens. Where a mention ends inside a hyphen compound the span is still whole tokens.
    pub tokens: Range<u32>,
    /// Index of its sentence.
    pub sentence: u32,
    /// How it was found.
    pub method: Method,
    /// What it names.
    pub value: MentionValue,
    /// Id of the rule that made it, for `explain`.
    pub rule: &'static str,
}

impl Mention {
    /// Whether it names an actor, a person, a place or a weapon, whichever `wanted` is.
    #[must_use]
    pub fn is(&self, wanted: MentionType) -> bool {
        matches!(self.value, MentionValue::Entity { kind, .. } if kind == wanted)
    }
}

/// What a mention names.
#[derive(Clone, Debug, PartialEq)]
pub enum MentionValue {
    /// A named entity; its number in the lexicon where it is resolved.
    Entity {
        /// Actor, person, place or weapon.
        kind: MentionType,
        /// Index into the lexicon's entities.
        entity: Option<u32>,
        /// Index of the actor that a place stands for here.
        stands_for: Option<u32>,
        /// Index of the place that holds it, where the text says so and it is resolved to none itself.
        within: Option<u32>,
    },
    /// A time.
    Date(DateValue),
    /// A number expression.
    Quantity(QuantityValue),
}

/// A resolved temporal expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateValue {
    /// Its type.
    pub timex: TimexType,
    /// TIMEX3 value (`2023-10-18`, `2021-W05`, `P3D`, `PAST_REF`); none where it cannot be resolved.
    pub value: Option<String>,
    /// First day that it covers.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
    /// First day or month or year, as partial as the words leave it (`2019-12`), for claims.
    pub edtf_start: Option<String>,
    /// The same of its end.
    pub edtf_end: Option<String>,
    /// 1 (day), 2 (two to six days), 3 (week), 4 (month), 5 (more), as UCDP codes it.
    pub prec: Option<u8>,
    /// From what it was resolved.
    pub anchor: DateAnchor,
}

/// A number expression.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityValue {
    /// The number and its bounds.
    pub figure: Figure,
    /// `percent`, an ISO 4217 code, a unit of measure (`km`, `year`); none for bare counts.
    pub unit: Option<String>,
    /// Tokens of the number itself, without hedge and unit.
    pub number: Range<u32>,
    /// What the number is for, where its form says so.
    pub role: QuantityRole,
}

/// What a number expression is, by its form and its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityRole {
    /// A count of what follows: “at least 30 (people)”.
    Count,
    /// A sum of money.
    Money,
    /// A percentage or a fraction.
    Share,
    /// A measure with a unit: kilometres, kilograms, hours.
    Measure,
    /// An age (“a 14-year-old”, “aged 20”).
    Age,
    /// An ordinal (“the third”).
    Ordinal,
    /// “one” as a pronoun or in “one of the …”.
    Pronoun,
}
