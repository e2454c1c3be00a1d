//! Export: what is written can be read again without loss, offsets are in the units that each format states, and what goes wrong leaves nothing behind.

mod annotations;
mod errors;
mod profiles;
mod readers;
mod tables;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

fn recount(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recount"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn done(arguments: &[&str]) {
    let output = recount(arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{arguments:?}: {told}");
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A text with whatever can go wrong with offsets and cells: characters of two UTF-16 units, semicolons and quotation marks in names, spans over the ends of lines.
const ODD: &str = "🙂🙂 “Quoted; and more”: a bomb killed at least 12 people\nand wounded 30 in Mosul on 3 May 2016, police said.\n\n\
    Gunmen killed dozens of villagers, among them three children, near Mopti in May 2016, officials said.\n";

/// Lines that end as on Windows, and figures that go over their ends.
const WINDOWS: &str =
    "Police said a car bomb killed at least\r\n12 people and hit two\tcars in the\r\nSadr City district of Baghdad on 4 May 2016.\r\n";

/// The records of the corpus, of a page and a feed, whose texts they keep, and of the odd texts, extracted once.
fn records() -> &'static str {
    static RECORDS: OnceLock<String> = OnceLock::new();
    RECORDS.get_or_init(|| {
        let out = folder("records");
        let odd = out.join("odd; name.txt");
        let front = "---\ntitle: “A; B” \\ C\nauthors: A. Writer; B. “Pen; name” Writer\n---\n";
        fs::write(&odd, format!("{front}{ODD}")).unwrap();
        let windows = out.join("windows.txt");
        fs::write(&windows, WINDOWS).unwrap();
        let feed = out.join("feed.jsonl");
        fs::write(
            &feed,
            format!(
                "{}\n",
                serde_json::json!({"id": "row; 1", "text": ODD, "title": "A \"title\"; of, a row"})
            ),
        )
        .unwrap();
        let target = out.join("records.jsonl").to_string_lossy().into_owned();
        let paths = [odd, windows, feed].map(|p| p.to_string_lossy().into_owned());
        done(&[
            "extract",
            "corpus",
            "tests/cmd/pages.in/page.html",
            &paths[0],
            &paths[1],
            &paths[2],
            "-o",
            &target,
        ]);
        target
    })
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn texts() -> Vec<(String, String)> {
    let documents = lines(Path::new(records())).into_iter().filter(|r| r["type"] == "document");
    let text = |d: &Value| match d["text"].as_str() {
        Some(text) => text.to_string(),
        None => fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(d["path"].as_str().unwrap())).unwrap(),
    };
    documents.map(|d| (d["doc_id"].as_str().unwrap().to_string(), text(&d))).collect()
}

/// The characters of a span in code points.
fn code_points(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}
