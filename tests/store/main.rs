//! The database: what was put in comes out, only what is new or changed is worked on, and what is no database of ours is left alone.

mod diff;
mod ingest;
mod safety;
mod schema;

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn recount(arguments: &[&str], cwd: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recount"))
        .args(arguments)
        .current_dir(cwd)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("store").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("news")).unwrap();
    path
}

fn ingest(cwd: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["ingest", "news", "--db", "news.db"];
    arguments.extend(more);
    recount(&arguments, cwd)
}

fn told(output: &Output) -> String {
    text(&output.stdout)
}

/// That the database is whole, and that no row points at one that is not there.
fn is_whole(cwd: &Path) {
    let connection = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    let broken: i64 = connection
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(broken, 0);
    let search = "INSERT INTO sentence_search (sentence_search) VALUES ('integrity-check')";
    connection.execute_batch(search).unwrap();
    drop(connection);
    let proof = recount(&["verify", "news.db"], cwd);
    assert!(told(&proof).ends_with(": all hold\n"), "{}{}", told(&proof), text(&proof.stderr));
}

/// A report of some length, whose words are its own.
fn report(place: &str) -> String {
    let sentence = |n| format!("On day {n} of the siege of {place} the shelling of quarter {n} went on for {n} hours. ");
    (1..=12).map(sentence).collect()
}

/// Documents by their ids, each with the document that its text is from.
fn texts_of(cwd: &Path) -> BTreeMap<String, String> {
    let connection = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    let mut statement = connection.prepare("SELECT doc_id, text_id FROM documents").unwrap();
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// A database of the corpus.
fn of_the_corpus(name: &str) -> (PathBuf, rusqlite::Connection) {
    let cwd = folder(name);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let done = recount(&["ingest", corpus.to_str().unwrap(), "--db", "news.db"], &cwd);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let connection = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    (cwd, connection)
}
