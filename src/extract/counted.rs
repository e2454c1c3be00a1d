//! Numbers that no frame claims: one claim for each, of the kind that [`super::counted_kind`] reads.

use super::Work;
use super::claim::{Claim, Rule};
use crate::chunk::{ChunkKind, Determiner};
use crate::gazetteer::Class;
use crate::record::{Comparator, Kind};
use crate::tag::QuantityRole;

impl Work<'_> {
    /// One claim for each number left.
    pub(crate) fn counted(&mut self) {
        for at in 0..self.links.chunks.len() {
            if self.used[at] {
                continue;
            }
            let Some(noun) = self.links.noun(at) else { continue };
            let Some((quantity, span)) = self.quantity(noun) else { continue };
            let (role, unit, figure) = (quantity.role, quantity.unit.clone(), quantity.figure);
            // The clause “ambushed two lorries” is an attack of which the lorries are the targets.
            let taken = |c: &Claim| c.figure_span.overlaps(&span) && !(c.kind == Kind::Attacks && c.implied);
            if self.claims.iter().any(taken) {
                continue;
            }
            let (kind, rule) = match role {
                QuantityRole::Money => (Kind::Money, "counted.money"),
                QuantityRole::Share => (Kind::Share, "counted.share"),
                QuantityRole::Count => {
                    if figure.is_unbounded() {
                        continue;
                    }
                    let Some(kind) = self.kind_of(at).or_else(|| self.kind_by_change(at)) else {
                        continue;
                    };
                    // “one of the …”, “no doubt”, “both sides”: rhetoric, not a count of things.
                    let rhetorical = figure.comparator == Comparator::None
                        || figure.value == Some(1.0)
                        || self.context.mentions[noun.number.unwrap_or(0) as usize].rule == "both";
                    // “four members of one family”
                    let of_one = figure.value == Some(1.0) && self.links.governor(at).is_some();
                    let people = matches!(kind, Kind::Population | Kind::Strength);
                    // “16 others were lost from radar”: of what was told before.
                    let others = self.links.is(self.word(noun.head), Class::ADDITIONAL);
                    if kind == Kind::Other && (rhetorical || others) || people && (of_one || self.speaks(at)) {
                        continue;
                    }
                    (kind, "counted.noun")
                }
                _ => continue,
            };
            let found = super::figure::Found {
                figure,
                span,
                implied: false,
                counted: self.counted_phrase(at),
                noun: at,
                additional: noun.additional,
            };
            let head = noun.head;
            let verb = self
                .links
                .verb_before(at)
                .or_else(|| (at + 1..self.links.chunks.len()).find(|k| self.links.verb(*k).is_some()));
            let mut claim = self.claim(found, verb, Rule::Fixed(rule), head);
            claim.kind = kind;
            if role == QuantityRole::Money {
                claim.currency = unit;
            }
            claim.target = self.counted_target(&claim, at);
            self.holder(&mut claim, at);
            if kind == Kind::Population && self.are_ranks(&claim, at) {
                claim.kind = Kind::Strength;
                claim.target = None;
            }
            self.used[at] = true;
            let targets = matches!(kind, Kind::Targets | Kind::Munitions).then(|| claim.clone());
            self.claims.push(claim);
            if let Some(model) = targets {
                self.single_targets(&model, at);
            }
        }
    }

    /// “bombed three radar sites and a workshop”, “shot down 11 drones and a missile”: the single thing in a list of targets or of weapons is one more.
    fn single_targets(&mut self, model: &Claim, at: usize) {
        let joins = |k: usize| matches!(self.links.chunks.get(k).map(|c| &c.kind), Some(ChunkKind::Coordinator));
        let behind = Some(at + 2).filter(|_| joins(at + 1) && !self.links.is_subject(at + 2));
        let before = at.checked_sub(2).filter(|_| joins(at - 1));
        for one in [before, behind].into_iter().flatten() {
            let single = self.links.noun(one).is_some_and(|n| {
                n.determiner == Determiner::Indefinite
                    && n.number.is_none()
                    && !n.plural
                    && n.class.event.is_none()
                    && !self.links.is_person(n)
                    && self.is_weapon(n) == (model.kind == Kind::Munitions)
            });
            let span = self.chunk_span(one);
            if !single || self.used[one] || self.claims.iter().any(|c| c.figure_span.overlaps(&span)) {
                continue;
            }
            let found = super::figure::Found::implied(1.0, span, one);
            let mut claim = self.claim(
                found,
                model.verb,
                Rule::Fixed("counted.one-more"),
                self.links.chunks[one].tokens.end - 1,
            );
            claim.kind = model.kind;
            claim.actor = model.actor;
            claim.target = self.role(&[one]);
            self.used[one] = true;
            self.claims.push(claim);
        }
    }

    fn counted_phrase(&self, at: usize) -> Option<crate::text::Span> {
        let noun = self.links.noun(at)?;
        let end = self.links.chunks[at].tokens.end;
        if noun.counted_from < end {
            return Some(self.context.tokens.span(&(noun.counted_from..end)));
        }
        self.links.of_phrase(at).first().map(|i| self.chunk_span(*i))
    }
}
