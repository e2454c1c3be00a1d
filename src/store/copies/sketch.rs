//! A text as a set of shingles, and a set as a sketch by which like ones are found.
//!
//! A shingle is a run of four words, lower case, without punctuation. The sketch is a MinHash by one permutation: each shingle's hash falls into one of [`BINS`] bins, a bin keeps its
//! least, and an empty one borrows from another in an order that is the same for all texts (optimal densification, Shrivastava 2017). Two sketches agree in a bin as often as their
//! sets resemble each other. Hashes are xxh3, whose values are fixed: sketches are kept in databases.

use crate::text::SentenceKind;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Words of a shingle.
const WORDS: usize = 4;

/// Shingles that a text must have to be compared at all.
pub const LEAST_SHINGLES: usize = 40;

/// Bins of a sketch: bands times their rows.
pub const BINS: usize = BANDS * ROWS;

/// Two texts are compared where their sketches agree in a whole band. Of texts that resemble each other by a half, 99.5 percent do; of those by a tenth, 4.
pub const BANDS: usize = 40;
/// Bins of a band.
pub const ROWS: usize = 3;

/// Bytes of a bin in the database.
const BYTES: usize = 4;

/// Whether sentences of this kind are the text that a report tells: outlets write their own headlines, bylines and furniture.
#[must_use]
pub const fn is_told(kind: SentenceKind) -> bool {
    matches!(
        kind,
        SentenceKind::Body | SentenceKind::Quote | SentenceKind::Question | SentenceKind::ListItem | SentenceKind::Standfirst
    )
}

/// How many different ones there are.
fn distinct(shingles: &[u64]) -> usize {
    let mut sorted = shingles.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len()
}

/// The hashes of the shingles of a text, sorted, each once.
#[must_use]
pub fn shingles<'t>(sentences: impl Iterator<Item = &'t str>) -> Vec<u64> {
    let mut hashes = runs(sentences);
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The hashes of the shingles of a text as they come.
#[must_use]
pub fn runs<'t>(sentences: impl Iterator<Item = &'t str>) -> Vec<u64> {
    let mut plain: Vec<u8> = Vec::new();
    let mut starts = Vec::new();
    let mut add = |word: &[u8]| {
        if !word.is_empty() {
            starts.push(plain.len());
            plain.extend_from_slice(word);
            plain.push(b' ');
        }
    };
    for sentence in sentences {
        if sentence.is_ascii() {
            let lower = sentence.to_ascii_lowercase();
            lower.as_bytes().split(|b| !b.is_ascii_alphanumeric()).for_each(&mut add);
        } else {
            for word in sentence.split(|c: char| !c.is_alphanumeric()) {
                if word.is_ascii() {
                    add(word.to_ascii_lowercase().as_bytes());
                } else {
                    add(word.chars().flat_map(char::to_lowercase).collect::<String>().as_bytes());
                }
            }
        }
    }
    starts.push(plain.len());
    let hash = |run: &[usize]| xxh3_64(&plain[run[0]..run[WORDS]]);
    starts.windows(WORDS + 1).map(hash).collect()
}

/// The sketch of a set of shingles, sorted or not; empty where they are too few to tell.
#[must_use]
pub fn sketch(shingles: &[u64]) -> Vec<u8> {
    let mut bins = [None; BINS];
    for hash in shingles {
        // The upper half chooses the bin, the lower half is the value in it.
        let bin = ((hash >> 32) as usize * BINS) >> 32;
        let value = *hash as u32;
        bins[bin] = Some(bins[bin].map_or(value, |least: u32| least.min(value)));
    }
    // Each bin that is filled holds another shingle: mostly there is no need to look which of them come twice.
    if bins.iter().flatten().count() < LEAST_SHINGLES && distinct(shingles) < LEAST_SHINGLES {
        return Vec::new();
    }
    let filled = bins;
    let borrow = |bin: usize| {
        let others = (0u64..).map(|turn| (xxh3_64_with_seed(&(bin as u64).to_le_bytes(), turn) % BINS as u64) as usize);
        others.filter_map(|other| filled[other]).next().unwrap_or_default()
    };
    (0..BINS)
        .flat_map(|bin| filled[bin].unwrap_or_else(|| borrow(bin)).to_le_bytes())
        .collect()
}

/// The bands of a sketch.
pub fn bands(sketch: &[u8]) -> impl Iterator<Item = &[u8]> {
    sketch.chunks_exact(ROWS * BYTES)
}

/// In how many bins two sketches agree.
#[must_use]
pub fn agreeing(a: &[u8], b: &[u8]) -> usize {
    a.chunks_exact(BYTES).zip(b.chunks_exact(BYTES)).filter(|(a, b)| a == b).count()
}

/// Whether at least half of all shingles that either set has are in both.
#[must_use]
pub fn are_copies(a: &[u64], b: &[u64]) -> bool {
    let (mut shared, mut b_left) = (0, b);
    for hash in a {
        let skipped = b_left.partition_point(|other| other < hash);
        b_left = &b_left[skipped..];
        shared += usize::from(b_left.first() == Some(hash));
    }
    shared * 2 >= a.len() + b.len() - shared
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of so many words, no two runs alike.
    fn words(n: usize) -> String {
        (0..n).map(|i| format!("word{i} ")).collect()
    }

    #[test]
    fn case_and_punctuation_are_no_difference() {
        let a = shingles(["“At least 34 people died,” he said.", "Élan vital."].into_iter());
        let b = shingles(["at least 34 PEOPLE died he said élan", "VITAL"].into_iter());
        assert_eq!(a, b);
        assert_eq!(a.len(), 6, "runs of four of nine words");
    }

    #[test]
    fn a_number_that_changed_is_a_difference() {
        let a = shingles(["at least 34 people died there"].into_iter());
        let b = shingles(["at least 35 people died there"].into_iter());
        assert_ne!(a, b);
    }

    #[test]
    fn sketches_agree_as_their_sets_do() {
        for (shared, own) in [(900, 100), (500, 250), (100, 450)] {
            let a = shingles([words(shared + own).as_str()].into_iter());
            let other = words(shared) + &words(own).replace("word", "other");
            let b = shingles([other.as_str()].into_iter());
            let both = a.iter().filter(|h| b.binary_search(h).is_ok()).count();
            let resemblance = both as f64 / (a.len() + b.len() - both) as f64;
            let estimate = agreeing(&sketch(&a), &sketch(&b)) as f64 / BINS as f64;
            assert!(
                (resemblance - estimate).abs() < 0.15,
                "{resemblance:.2} is estimated as {estimate:.2}"
            );
            assert_eq!(are_copies(&a, &b), resemblance >= 0.5);
        }
    }

    #[test]
    fn a_short_text_fills_all_bins_and_a_shorter_one_none() {
        assert_eq!(
            sketch(&shingles([words(LEAST_SHINGLES + WORDS - 1).as_str()].into_iter())).len(),
            BINS * BYTES
        );
        assert!(sketch(&shingles([words(LEAST_SHINGLES + WORDS - 2).as_str()].into_iter())).is_empty());
    }
}
