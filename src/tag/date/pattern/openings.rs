//! What a pattern can begin with: the pairs of tokens in the bits of `sign`, so that it is tried only where it can match.

use super::{Node, Rest};
use crate::tag::date::lexicon::Lexicon;
use crate::tag::date::sign::{ANY, APOSTROPHE, DASH, DIGITS, INNER, OTHER_MARK, STOP, of_mark};

/// Adds what a row of nodes can begin with; says whether it can be empty.
pub(super) fn first_of(nodes: &[Node], mask: &mut u64) -> bool {
    for node in nodes {
        let empty = match node {
            Node::Class(_, bit) => {
                *mask |= bit;
                false
            }
            Node::Lexeme(lexeme) => {
                *mask |= lexeme.first();
                false
            }
            Node::Digits(_) => {
                *mask |= DIGITS;
                false
            }
            Node::Word(_, bit) => {
                *mask |= bit;
                false
            }
            Node::Mark(mark) => {
                *mask |= of_mark(*mark);
                false
            }
            Node::Dash => {
                *mask |= DASH;
                false
            }
            Node::Possessive => {
                *mask |= OTHER_MARK;
                false
            }
            Node::Glued | Node::Turn => true,
            Node::Maybe(way) => {
                first_of(&way.nodes, mask);
                true
            }
            Node::Any(ways) => {
                let mut any = false;
                for way in ways {
                    any |= first_of(&way.nodes, mask);
                }
                any
            }
        };
        if !empty {
            return false;
        }
    }
    true
}

/// What every match of a row of nodes has: for each mask some token with one of its bits.
pub(super) fn required(nodes: &[Node]) -> Vec<u64> {
    let mut all = Vec::new();
    for node in nodes {
        match node {
            Node::Any(ways) => {
                // Of each way the mask that says most; together they are what one of the ways has.
                let narrowest = |nodes: &[Node]| required(nodes).into_iter().min_by_key(|mask| mask.count_ones());
                let masks: Option<Vec<u64>> = ways.iter().map(|way| narrowest(&way.nodes)).collect();
                match (masks, ways.as_slice()) {
                    (_, [way]) => all.extend(required(&way.nodes)),
                    (Some(masks), _) => all.push(masks.into_iter().fold(0, |all, mask| all | mask)),
                    (None, _) => {}
                }
            }
            Node::Maybe(_) | Node::Glued | Node::Turn => {}
            one => {
                let mut mask = 0;
                first_of(std::slice::from_ref(one), &mut mask);
                all.push(mask);
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Tells `tell` of each pair of tokens that a row of nodes can begin with.
pub(super) fn openings(rest: &Rest<'_>, lexicon: &Lexicon, tell: &mut impl FnMut(u64, u64)) {
    let Some((node, nodes)) = rest.nodes.split_first() else {
        if let Some(then) = rest.then {
            openings(then, lexicon, tell);
        }
        return;
    };
    let after = Rest { nodes, then: rest.then };
    let mut next = 0;
    head_of(&after, &mut next);
    match node {
        Node::Class(class, bit) => {
            if lexicon.has_phrases(*class) {
                next |= INNER | DASH | APOSTROPHE;
            }
            // The stop of an abbreviation.
            if lexicon.class("month") == Some(*class) || lexicon.class("weekday") == Some(*class) {
                next |= STOP;
            }
            tell(*bit, next);
        }
        Node::Lexeme(lexeme) => {
            for opening in lexeme.openings() {
                tell(opening.first, opening.second | if opening.over { next } else { 0 });
            }
        }
        Node::Word(_, bit) => tell(*bit, next),
        Node::Digits(_) => tell(DIGITS, next),
        Node::Mark(mark) => tell(of_mark(*mark), next),
        Node::Dash => tell(DASH, next),
        Node::Possessive => tell(OTHER_MARK, next),
        Node::Maybe(way) => {
            let nodes = &way.nodes;
            openings(&Rest { nodes, then: Some(&after) }, lexicon, tell);
            openings(&after, lexicon, tell);
        }
        Node::Any(ways) => {
            for way in ways {
                let nodes = &way.nodes;
                openings(&Rest { nodes, then: Some(&after) }, lexicon, tell);
            }
        }
        Node::Glued | Node::Turn => openings(&after, lexicon, tell),
    }
}

/// Adds what the rest of a pattern can begin with; everything, where it can be over.
fn head_of(rest: &Rest<'_>, mask: &mut u64) {
    if first_of(rest.nodes, mask) {
        match rest.then {
            Some(then) => head_of(then, mask),
            None => *mask |= ANY,
        }
    }
}
