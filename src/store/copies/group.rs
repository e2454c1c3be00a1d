//! Which documents are copies of each other: those whose sketches meet in a band are compared shingle by shingle, and whoever is linked is one group.

use super::sketch::{BANDS, BINS, agreeing, are_copies, bands};
use rusqlite::Connection;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Sketches that agree in fewer bins are of texts that are no copies: not worth a look at the texts.
const LEAST_AGREEING: usize = BINS * 3 / 10;

/// Texts whose shingles are kept at hand.
const AT_HAND: usize = 1024;

/// A document with a sketch.
struct Sketched {
    key: i64,
    /// Documents without a date come after those with one.
    order: (bool, Option<String>, String),
    sketch: Vec<u8>,
}

/// Each document of a group of two or more, with the first of its group: that which was published first; of several, that of the lowest id.
///
/// # Errors
/// When the database cannot be read.
pub fn groups(connection: &Connection) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut groups = Groups {
        connection,
        documents: sketched(connection)?,
        leader: Vec::new(),
        at_hand: FxHashMap::default(),
    };
    groups.leader = (0..groups.documents.len()).collect();
    for band in 0..BANDS {
        groups.link(band)?;
    }
    Ok(groups.marked())
}

/// Documents with sketches, in the order that decides which of a group is first.
fn sketched(connection: &Connection) -> rusqlite::Result<Vec<Sketched>> {
    let ask = "SELECT document_key, published, doc_id, minhash FROM sketch JOIN document USING (document_key) WHERE length(minhash) > 0";
    let mut statement = connection.prepare(ask)?;
    let rows = statement.query_map([], |r| {
        let published: Option<String> = r.get(1)?;
        Ok(Sketched {
            key: r.get(0)?,
            order: (published.is_none(), published, r.get(2)?),
            sketch: r.get(3)?,
        })
    })?;
    let mut documents: Vec<Sketched> = rows.collect::<rusqlite::Result<_>>()?;
    documents.sort_by(|a, b| a.order.cmp(&b.order));
    Ok(documents)
}

struct Groups<'c> {
    connection: &'c Connection,
    documents: Vec<Sketched>,
    /// For each document another one of its group that comes earlier, or itself: the earliest leads.
    leader: Vec<usize>,
    at_hand: FxHashMap<i64, Rc<[u64]>>,
}

impl Groups<'_> {
    /// Links documents that agree in a band and are copies.
    fn link(&mut self, band: usize) -> rusqlite::Result<()> {
        let value = |document: &Sketched| bands(&document.sketch).nth(band).map(<[u8]>::to_vec);
        let mut by_value: Vec<(Option<Vec<u8>>, usize)> = self.documents.iter().map(value).zip(0..).collect();
        by_value.sort_unstable();
        for meeting in by_value.chunk_by(|a, b| a.0 == b.0) {
            // Neighbours first: of many copies all are linked after one pass.
            for pair in meeting.windows(2) {
                self.compare(pair[0].1, pair[1].1)?;
            }
            let first = self.leader_of(meeting[0].1);
            if meeting.iter().all(|m| self.leader_of(m.1) == first) {
                continue;
            }
            for (n, a) in meeting.iter().enumerate() {
                for b in &meeting[n + 1..] {
                    self.compare(a.1, b.1)?;
                }
            }
        }
        Ok(())
    }

    fn leader_of(&mut self, document: usize) -> usize {
        let mut leader = document;
        while self.leader[leader] != leader {
            self.leader[leader] = self.leader[self.leader[leader]];
            leader = self.leader[leader];
        }
        leader
    }

    /// Links two documents where they are copies and are not linked yet.
    fn compare(&mut self, a: usize, b: usize) -> rusqlite::Result<()> {
        let (first, second) = (self.leader_of(a), self.leader_of(b));
        if first == second || agreeing(&self.documents[a].sketch, &self.documents[b].sketch) < LEAST_AGREEING {
            return Ok(());
        }
        if are_copies(&self.shingles(a)?, &self.shingles(b)?) {
            self.leader[first.max(second)] = first.min(second);
        }
        Ok(())
    }

    fn shingles(&mut self, document: usize) -> rusqlite::Result<Rc<[u64]>> {
        let key = self.documents[document].key;
        if let Some(shingles) = self.at_hand.get(&key) {
            return Ok(shingles.clone());
        }
        if self.at_hand.len() >= AT_HAND {
            self.at_hand.clear();
        }
        let shingles: Rc<[u64]> = super::shingles_of(self.connection, key)?.into();
        self.at_hand.insert(key, shingles.clone());
        Ok(shingles)
    }

    /// The documents that are not alone, each with the first of its group.
    fn marked(mut self) -> Vec<(i64, i64)> {
        let mut sizes: FxHashMap<usize, u32> = FxHashMap::default();
        let leaders: Vec<usize> = (0..self.documents.len()).map(|n| self.leader_of(n)).collect();
        leaders.iter().for_each(|leader| *sizes.entry(*leader).or_default() += 1);
        let keys = leaders.iter().enumerate().filter(|(_, leader)| sizes[leader] > 1);
        keys.map(|(n, leader)| (self.documents[n].key, self.documents[*leader].key))
            .collect()
    }
}
