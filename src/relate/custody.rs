//! Whether those whom a sentence only says to be held are prisoners or were kidnapped: as the nearest sentence of the document that tells how they came to be held.

use super::Scene;
use crate::extract::{Claim, Rule};
use crate::record::{EventType, Kind};

/// How many sentences off, at the most, custody is looked for.
const REACH: u32 = 3;

/// Turns what frames marked `as_told` say of people held into abductions, where the nearest custody told around them is one.
pub(super) fn settle(scene: &Scene<'_>, claims: &mut [Claim]) {
    let as_told = |c: &Claim| matches!(c.rule, Rule::Frame(index) if scene.frames.get(index).as_told);
    for at in 0..claims.len() {
        if claims[at].kind != Kind::Detained || !as_told(&claims[at]) {
            continue;
        }
        let sentence = claims[at].sentence;
        let nearest = claims
            .iter()
            .filter(|c| matches!(c.kind, Kind::Abducted | Kind::Detained) && !as_told(c) && c.sentence.abs_diff(sentence) <= REACH)
            .min_by_key(|c| c.sentence.abs_diff(sentence));
        if nearest.is_some_and(|c| c.kind == Kind::Abducted) {
            claims[at].kind = Kind::Abducted;
            claims[at].event_type = Some(EventType::Abduction);
        }
    }
}
