//! What goes wrong is one line, and leaves nothing behind.

use crate::*;

#[test]
fn what_cannot_be_had_is_one_line_and_leaves_nothing() {
    let out = folder("errors");
    let path = |name: &str| out.join(name).to_string_lossy().into_owned();
    fs::write(out.join("file"), "what was there").unwrap();
    fs::write(out.join("broken.csv"), "a,b\n1,2\n").unwrap();
    for (code, arguments) in [
        (2, vec!["export"]),
        (2, vec!["export", records(), "--format", "csv"]),
        (2, vec!["export", records(), "--format", "brat"]),
        (2, vec!["export", records(), "--format", "geojson", "--only", "sentence"]),
        (
            2,
            vec!["export", records(), "--profile", "acled", "--format", "brat", "-o", &path("x/")],
        ),
        (2, vec!["export", records(), "--profile", "nobody"]),
        (2, vec!["export", records(), "--profile", "acled", "--only", "claim"]),
        (2, vec!["export", records(), "--format", "data-package", "-o", &path("file")]),
        (2, vec!["export", &path("broken.csv")]),
        (2, vec!["export", "Cargo.toml", "-o", &path("x.csv"), "--only", "claim"]),
        (2, vec!["export", &path("gone.jsonl"), "-o", &path("x.csv")]),
        // No text from here: each of the documents is told, and none is written.
        (1, vec!["export", "tests/cmd/verify.in/good.jsonl", "--format", "spacy"]),
    ] {
        let output = recount(&arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(arguments.len() == 1 || told.lines().count() == 1, "{arguments:?}: {told}");
    }
    assert_eq!(names(&out), ["broken.csv", "file"]);
    assert_eq!(fs::read_to_string(out.join("file")).unwrap(), "what was there");
}

#[test]
fn a_broken_line_costs_its_record_and_not_the_dataset() {
    let out = folder("broken");
    let path = |name: &str| out.join(name).to_string_lossy().into_owned();
    done(&["export", records(), "--format", "csv", "-o", &path("tables/")]);
    let text = fs::read_to_string(records()).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[2] = "{\"type\":\"sentence\"";
    fs::write(out.join("lines.jsonl"), lines.join("\n")).unwrap();
    let table = fs::read_to_string(out.join("tables/sentence.csv"))
        .unwrap()
        .replacen(",1,1,body,", ",1,1,bodies,", 1);
    fs::write(out.join("tables/sentence.csv"), table).unwrap();
    for (dataset, place) in [
        ("lines.jsonl", "lines.jsonl:3: no record: "),
        ("tables/", "tables/sentence.csv:3: no record: "),
    ] {
        let output = recount(&["export", &path(dataset), "-o", &path("again.jsonl")]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), told.lines().count()), (Some(1), 1), "{told}");
        assert!(told.contains(place), "{told}");
        let again = fs::read_to_string(out.join("again.jsonl")).unwrap();
        assert_eq!(again.lines().count(), lines.len() - 1, "{dataset}");
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_says_how_it_is_had() {
    let output = recount(&["export", records(), "--format", "parquet", "--only", "claim"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--features parquet"));
}
