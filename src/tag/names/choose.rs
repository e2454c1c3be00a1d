//! Which candidates become mentions: of those that overlap the one with the highest rank.

use super::{Candidate, Scene};
use crate::tag::{Mention, MentionValue};

/// Appends the chosen ones to `out` in order.
pub fn choose(scene: &Scene, candidates: Vec<Candidate>, out: &mut Vec<Mention>) {
    // Small keys are sorted instead of the candidates: rank, then the first and the longer. Of equals the one proposed first.
    let key = |(n, c): (usize, &Candidate)| (std::cmp::Reverse(c.rank), c.first, std::cmp::Reverse(c.last), n as u32);
    let mut order: Vec<_> = candidates.iter().enumerate().map(key).collect();
    order.sort_unstable();
    let mut used = vec![false; scene.tokens.list.len()];
    let from = out.len();
    for (.., n) in order {
        let c = &candidates[n as usize];
        let cells = &mut used[c.first as usize..c.last as usize];
        if cells.iter().any(|u| *u) {
            continue;
        }
        cells.fill(true);
        let tokens = c.first..c.last;
        out.push(Mention {
            span: scene.tokens.span(&tokens),
            tokens,
            sentence: c.sentence,
            method: c.method,
            value: MentionValue::Entity {
                kind: c.kind,
                entity: c.entity,
                stands_for: None,
                within: None,
            },
            rule: c.rule,
        });
    }
    out[from..].sort_by_key(|m| m.tokens.start);
}
