//! Rows of sentences.

use super::row;
use crate::record::SentenceRecord;

row! {
    SentenceRecord in "sentence", keys ["sentence_key", "document_key"],
    columns { index as "position", paragraph, kind, speaker, start, end, char_start, char_end, text }
    given { sentence_id: String, doc_id: String }
}
