//! Every claim of single sentences, as news and notes say things: one file of `tests/sentences/` a manner of writing.
//!
//! A row is a sentence and its claims, `kind figure`, in order, with `<` behind one that is part of another; `-` where there is none. Where the column is called
//! `claims_by_whom`, who did it or whose it is stands behind (`by the army`). All are published on 14 March 2024. What a claim takes from its surroundings is held by
//! `relations`, tolls of whole reports by `tolls`.

mod common;

use common::{lexicon, project};
use recount::{Document, extract};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Row {
    claims: Option<String>,
    claims_by_whom: Option<String>,
    text: String,
}

fn claims(text: &str, by_whom: bool) -> String {
    let document = Document::plain("sentence", text).published("2024-03-14");
    let records = extract(&document, lexicon());
    let told = records.claims.iter().map(|claim| {
        let part = if claim.subset_of.is_some() { " <" } else { "" };
        let actor = claim.actor_text.as_deref().filter(|_| by_whom);
        let by = actor.map(|actor| format!(" by {actor}")).unwrap_or_default();
        format!("{} {}{part}{by}", claim.kind, claim.figure_text)
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { "-".into() } else { told.join("; ") }
}

#[test]
fn sentences_have_just_these_claims() {
    let mut files: Vec<_> = std::fs::read_dir(project("tests/sentences"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files {
        for row in csv::Reader::from_path(&file).unwrap().deserialize() {
            let row: Row = row.unwrap();
            count += 1;
            let by_whom = row.claims_by_whom.is_some();
            let want = row.claims_by_whom.or(row.claims).expect("a column of claims");
            let got = claims(&row.text, by_whom);
            if got != want {
                wrong.push(format!("{}\n  want {want}\n  got  {got}", row.text));
            }
        }
    }
    assert!(count >= 200, "only {count} sentences");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
