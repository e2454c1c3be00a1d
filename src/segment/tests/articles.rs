//! Articles in the manner of many kinds of publishers, in `articles/`: a unit a line, its kind before a bar. The units stand once with blank lines between them, once without.

use super::{Layout, run};
use crate::text::SentenceKind;

fn kind(name: &str) -> SentenceKind {
    serde_json::from_value(name.into()).unwrap_or_else(|_| panic!("help: no kind “{name}”"))
}

#[test]
fn each_unit_has_its_kind() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/segment/tests/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 10, "help: the folder of articles was not found");
    let mut wrong = Vec::new();
    for path in paths {
        let file = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy();
        let units: Vec<(SentenceKind, &str)> = file
            .lines()
            .map(|l| l.split_once(" | ").expect("a bar"))
            .map(|(k, t)| (kind(k), t))
            .collect();
        for between in ["\n\n", "\n", "\r\n\r\n"] {
            let text = units.iter().map(|u| u.1).collect::<Vec<_>>().join(between);
            let sentences = run(&text, Layout::Plain);
            let mut at = 0;
            for (kind, unit) in &units {
                let start = at;
                at += unit.len() + between.len();
                let inside = sentences.iter().filter(|s| s.span.from() >= start && s.span.from() < at);
                for s in inside.filter(|s| s.kind != *kind) {
                    wrong.push(format!(
                        "{name} {between:?}: {:?} where {kind:?} should be: {}",
                        s.kind,
                        s.span.of(&text)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
