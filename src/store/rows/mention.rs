//! Rows of mentions: where each stands, and the reading of its words. Where one ends follows from its start and its text, which the reading has.

use super::Table;

/// The table: all of it is keys and positions.
pub const TABLE: Table = Table {
    name: "mention",
    leading: &["mention_key", "sentence_position", "reading_key", "start", "char_start"],
    columns: &[],
};
