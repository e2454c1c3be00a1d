//! Rows of documents.

use super::row;
use crate::record::DocumentRecord;

row! {
    DocumentRecord in "document", keys ["document_key", "input_hash", "pipeline_key"],
    columns {
        doc_id, path, sha256, format, encoding, title, authors, publisher, url, published, published_evidence, language, text_bytes, sentences,
        diagnostics, text,
    }
    given {}
}
