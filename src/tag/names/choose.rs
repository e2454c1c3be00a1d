//! Which candidates become mentions: of those that overlap the one with the highest rank.

use super::{Candidate, Scene};
use crate::tag::{Mention, MentionValue};

/// Appends the chosen ones to `out` in order.
pub fn choose(scene: &Scene, mut candidates: Vec<Candidate>, out: &mut Vec<Mention>) {
    candidates.sort_by(|a, b| b.rank.cmp(&a.rank).then(a.first.cmp(&b.first)).then(b.last.cmp(&a.last)));
    let mut used = vec![false; scene.tokens.list.len()];
    let from = out.len();
    for c in candidates {
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
            },
            rule: c.rule,
        });
    }
    out[from..].sort_by_key(|m| m.tokens.start);
}
