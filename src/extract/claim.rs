//! A claim on its way through the stages.

use crate::record::{EventType, Figure, Kind, Modality, Scope, SourceType};
use crate::text::Span;

/// Which rule made a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A frame, by its index.
    Frame(u16),
    /// A rule of the mechanism, by its id.
    Fixed(&'static str),
}

/// Who or what fills a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The noun phrase.
    pub span: Span,
    /// The mention that names it, where one does.
    pub mention: Option<u32>,
}

/// One figure in one sentence, with what the stages have found of its roles.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Index of the sentence.
    pub sentence: u32,
    /// What it counts.
    pub kind: Kind,
    /// The number and its bounds.
    pub figure: Figure,
    /// No number word states it.
    pub implied: bool,
    /// Where the figure stands.
    pub figure_span: Span,
    /// What is counted.
    pub counted: Option<Span>,
    /// The word that makes it a claim.
    pub trigger: Option<Span>,
    /// Currency of a sum.
    pub currency: Option<String>,
    /// The chunk of the figure's noun group.
    pub noun: usize,
    /// The chunk of the verb that governs it.
    pub verb: Option<usize>,
    /// The rule that made it.
    pub rule: Rule,
    /// The violence behind it.
    pub event_type: Option<EventType>,
    /// Who did it.
    pub actor: Option<Role>,
    /// Whether the actor may be carried over from a neighbouring sentence.
    pub wants_actor: bool,
    /// To whom.
    pub target: Option<Role>,
    /// The weapon's mention.
    pub weapon: Option<u32>,
    /// Index, among the claims of the same sentence (later: of the document), of the total of which it is a part.
    pub subset_of: Option<usize>,
    /// Part of a total that another sentence states (“two of the dead”).
    pub part: bool,
    /// “others”, “another”: in addition to what was told before.
    pub additional: bool,
    /// Only recalled: of another event than the one told (“in retaliation for the killing of …”).
    pub background: bool,
    /// How the figure relates to time.
    pub scope: Option<Scope>,
    /// How the text stands to it.
    pub modality: Modality,
    /// The word that makes it less than asserted.
    pub hedge: Option<Span>,
    /// Places, the most specific first: mentions.
    pub places: Vec<u32>,
    /// The date's mention, and of an interval the mention of its end.
    pub date: Option<(u32, Option<u32>)>,
    /// Who says so.
    pub source: Option<Role>,
    /// What kind of source.
    pub source_type: Option<SourceType>,
}

impl Claim {
    /// Whether the noun that tells the claim says how many by itself: “a double murder”. It names nobody.
    pub(super) fn is_its_own_figure(&self) -> bool {
        self.implied && self.figure.value > Some(1.0) && self.trigger.is_some_and(|t| self.figure_span.contains(&t))
    }
}
