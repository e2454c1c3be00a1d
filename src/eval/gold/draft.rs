//! A draft of gold from what was extracted: to be corrected by hand, claim by claim, with the article beside it.

use super::claim::{Coded, GoldClaim};
use crate::dataset::DocumentGroup;
use crate::record::{ClaimRecord, PlaceRecord};

/// Words of a sentence that a line of gold shows.
const WORDS: usize = 8;

/// The claims of a document as lines of gold, in the order of the text.
#[must_use]
pub fn draft(group: &DocumentGroup) -> Vec<GoldClaim> {
    let doc = super::super::documents::file_name(group);
    let mut claims: Vec<GoldClaim> = group.claims.iter().map(|claim| gold(&doc, claim, &group.claims)).collect();
    claims.sort_by_key(|c| (c.start, c.end));
    claims
}

fn gold(doc: &str, claim: &ClaimRecord, all: &[ClaimRecord]) -> GoldClaim {
    GoldClaim {
        doc: doc.into(),
        start: claim.char_start,
        end: claim.char_end,
        figure: claim.figure_text.clone(),
        kind: claim.kind,
        value: claim.value,
        low: claim.low,
        high: claim.high,
        comparator: Coded::As(claim.comparator),
        implied: claim.implied,
        counted: claim.counted_text.clone(),
        actor: claim.actor_text.clone().into(),
        target: claim.target_text.clone().into(),
        places: Coded::As(most_precise(&claim.places)),
        date_start: claim.date_start.clone().into(),
        date_end: claim.date_end.clone().into(),
        source: claim.attributed_to_text.clone().into(),
        modality: Coded::As(claim.modality),
        scope: Coded::As(claim.scope),
        subset_of: claim.subset_of.as_ref().and_then(|id| total(id, all)),
        sentence: claim.sentence_text.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" "),
        doubt: None,
        doubt_fields: None,
        actor_alt: None,
        target_alt: None,
        places_alt: None,
        source_alt: None,
        kind_alt: None,
    }
}

/// Places that hold none of the places before them.
fn most_precise(places: &[PlaceRecord]) -> Vec<String> {
    let holds = |p: &PlaceRecord, inner: &PlaceRecord| {
        p.country.is_some() && p.country == inner.country && (p.admin1.is_none() || (p.admin1 == p.name && p.admin1 == inner.admin1))
    };
    let is_stated = |n: &usize| !places[..*n].iter().any(|inner| holds(&places[*n], inner));
    (0..places.len()).filter(is_stated).map(|n| places[n].text.clone()).collect()
}

/// The figure of the total, with its place where its text stands twice.
fn total(claim_id: &str, all: &[ClaimRecord]) -> Option<String> {
    let total = all.iter().find(|c| c.claim_id == claim_id)?;
    let alike = all.iter().filter(|c| c.figure_text == total.figure_text).count();
    Some(if alike > 1 {
        format!("{}@{}", total.figure_text, total.char_start)
    } else {
        total.figure_text.clone()
    })
}
