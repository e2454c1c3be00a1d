//! The keys of rows. A part of a document (a sentence, mention, claim or incident) has the document's key times [`PARTS`], plus its position: rows of one document lie beside each
//! other, and a position needs no column.

/// The greatest number of parts of a kind that a document may have.
pub const PARTS: i64 = 1 << 24;

/// The document that a part belongs to.
#[must_use]
pub const fn document_of(part_key: i64) -> i64 {
    part_key.div_euclid(PARTS)
}

/// The position of a part in its document.
#[must_use]
pub const fn position(part_key: i64) -> usize {
    (part_key & (PARTS - 1)) as usize
}

/// First and last key that parts of a document may have.
#[must_use]
pub const fn parts_of(document_key: i64) -> [i64; 2] {
    [document_key * PARTS, document_key * PARTS + PARTS - 1]
}

/// The key of a part; none where a document cannot have so many.
#[must_use]
pub fn part(document_key: i64, position: usize) -> Option<i64> {
    let position = i64::try_from(position).ok().filter(|n| *n < PARTS)?;
    Some(document_key * PARTS + position)
}

/// The position of the sentence with this id (`doc_id`, `#s`, its position).
#[must_use]
pub fn sentence_position(doc_id: &str, sentence_id: &str) -> Option<usize> {
    sentence_id.strip_prefix(doc_id)?.strip_prefix("#s")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_holds_document_and_position() {
        let key = part(7, sentence_position("a.txt", "a.txt#s12").unwrap()).unwrap();
        assert_eq!((document_of(key), position(key)), (7, 12));
        assert!(parts_of(7)[0] <= key && key <= parts_of(7)[1] && parts_of(7)[1] < parts_of(8)[0]);
        assert_eq!(part(7, 1 << 24), None);
        assert_eq!(sentence_position("a.txt", "a.txt"), None);
        assert_eq!(sentence_position("b.txt", "a.txt#s12"), None);
    }
}
