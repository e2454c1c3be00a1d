//! Which document of a dataset is which document of the gold.

use crate::dataset::DocumentGroup;

/// The name by which gold knows a document: its file's; of a row of a feed with `#` and the row's id.
#[must_use]
pub fn file_name(group: &DocumentGroup) -> String {
    let document = group.document.as_ref();
    let file = file(group);
    match document.map(|d| d.format.as_str()) {
        Some("jsonl" | "csv") => format!("{file}#{}", group.doc_id),
        _ => file.to_string(),
    }
}

/// The name among those that the gold `knows`, where it is one of them.
pub fn known<'g>(group: &DocumentGroup, knows: impl Fn(&str) -> Option<&'g str>) -> Option<&'g str> {
    let file = file(group);
    knows(&format!("{file}#{}", group.doc_id))
        .or_else(|| knows(file))
        .or_else(|| knows(&group.doc_id))
        .or_else(|| knows(&format!("{}.txt", group.doc_id)))
}

fn file(group: &DocumentGroup) -> &str {
    let path = group.document.as_ref().and_then(|d| d.path.as_deref()).unwrap_or(&group.doc_id);
    path.rsplit('/').next().unwrap_or(path)
}
