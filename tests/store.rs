//! The database: what was put in comes out, only what is new or changed is worked on, and what is no database of ours is left alone.

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

#[test]
fn what_extract_writes_is_what_export_gives_field_by_field() {
    let cwd = folder("same");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus = corpus.to_str().unwrap();
    let done = recount(&["ingest", corpus, "--db", "news.db"], &cwd);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let extracted = text(&recount(&["extract", corpus], &cwd).stdout);
    let exported = text(&recount(&["export", "--db", "news.db", "--format", "jsonl"], &cwd).stdout);
    let mut records = 0;
    for (number, (a, b)) in extracted.lines().zip(exported.lines()).enumerate() {
        let (a, b): (BTreeMap<String, Value>, BTreeMap<String, Value>) =
            (serde_json::from_str(a).unwrap(), serde_json::from_str(b).unwrap());
        for (field, value) in &a {
            assert_eq!(Some(value), b.get(field), "record {number}, field {field}");
        }
        assert_eq!(a.len(), b.len(), "record {number}");
        records += 1;
    }
    assert!(records > 1000 && extracted == exported, "the same bytes");
    for arguments in [
        ["diff", "news.db", "news.db"],
        ["diff", "a.jsonl", "news.db"],
        ["diff", "news.db", "a.jsonl"],
    ] {
        fs::write(cwd.join("a.jsonl"), &extracted).unwrap();
        let same = recount(&arguments, &cwd);
        assert_eq!(same.status.code(), Some(0), "{arguments:?}: {}{}", told(&same), text(&same.stderr));
    }
    let connection = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    let broken: i64 = connection
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(broken, 0);
    for view in [
        "sentences",
        "mentions",
        "claims",
        "evidence",
        "claim_places",
        "incidents",
        "incident_claims",
        "claims_by_kind_and_month",
        "tolls_by_place",
        "sources_by_kind",
    ] {
        let rows: i64 = connection
            .query_row(&format!("SELECT count(*) FROM {view}"), [], |r| r.get(0))
            .unwrap();
        assert!(rows > 0, "{view}");
    }
    let spans: i64 = connection.query_row("SELECT count(*) FROM evidence", [], |r| r.get(0)).unwrap();
    assert_eq!(spans as usize, extracted.matches("\"role\":").count());
}

#[test]
fn only_what_is_new_or_changed_is_worked_on() {
    let cwd = folder("again");
    let write = |name: &str, text: &str| fs::write(cwd.join("news").join(name), text).unwrap();
    write("a.txt", "A bomb killed two people in Mosul on 3 May 2016.");
    write("b.txt", "Gunmen abducted 14 farmers near Kidal on 4 May 2016.");
    let search = |word: &str| -> i64 {
        let connection = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
        connection
            .execute_batch("INSERT INTO sentence_search (sentence_search) VALUES ('integrity-check')")
            .unwrap();
        let ask = "SELECT count(*) FROM sentence_search WHERE sentence_search MATCH ?";
        connection.query_row(ask, [word], |r| r.get(0)).unwrap()
    };
    assert_eq!(
        told(&ingest(&cwd, &[])),
        "2 documents: 2 new, 0 changed, 0 unchanged; 2 claims written\n"
    );
    assert_eq!(
        told(&ingest(&cwd, &[])),
        "2 documents: 0 new, 0 changed, 2 unchanged; 0 claims written\n"
    );
    assert_eq!((search("farmers"), search("shepherds")), (1, 0));

    write("b.txt", "Gunmen abducted 15 shepherds near Kidal on 4 May 2016.");
    assert_eq!(
        told(&ingest(&cwd, &[])),
        "2 documents: 0 new, 1 changed, 1 unchanged; 1 claims written\n"
    );
    assert_eq!((search("farmers"), search("shepherds")), (0, 1));

    // Other gazetteers make other records, perhaps: all is worked on again.
    fs::create_dir_all(cwd.join("mine/words")).unwrap();
    let gazetteers = cwd.join("mine/places");
    fs::create_dir_all(&gazetteers).unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/gazetteer.in/mine");
    let again = ingest(&cwd, &["--gazetteers", own.to_str().unwrap()]);
    assert!(
        told(&again).contains("2 worked on again"),
        "{}{}",
        told(&again),
        text(&again.stderr)
    );
    ingest(&cwd, &[]);

    fs::remove_file(cwd.join("news/a.txt")).unwrap();
    let gone = ingest(&cwd, &[]);
    assert_eq!(gone.status.code(), Some(0));
    assert_eq!(
        text(&gone.stderr),
        "news/a.txt: gone, its document “a.txt” is kept (--prune removes it)\n"
    );
    assert!(told(&ingest(&cwd, &["--prune"])).contains("1 gone and removed"));
    let left = text(&recount(&["export", "--db", "news.db", "--only", "document"], &cwd).stdout);
    assert_eq!(left.lines().count(), 1);
    assert_eq!((search("bomb"), search("shepherds")), (0, 1));
    let connection = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    let mut broken = connection.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!broken.exists([]).unwrap());
}

#[test]
fn what_cannot_be_read_is_not_taken_for_gone() {
    let cwd = folder("unread");
    fs::write(cwd.join("news/a.txt"), "A bomb killed two people.").unwrap();
    ingest(&cwd, &[]);
    fs::write(cwd.join("news/a.txt"), b"\0\0\0\0").unwrap();
    let done = ingest(&cwd, &["--prune"]);
    assert_eq!(done.status.code(), Some(1));
    let left = text(&recount(&["export", "--db", "news.db", "--only", "document"], &cwd).stdout);
    assert_eq!(left.lines().count(), 1);
}

#[test]
fn a_file_of_the_same_name_in_another_folder_replaces_nothing() {
    let cwd = folder("taken");
    fs::create_dir_all(cwd.join("other")).unwrap();
    fs::write(cwd.join("news/a.txt"), "A bomb killed two people.").unwrap();
    fs::write(cwd.join("other/a.txt"), "A bomb killed ten people.").unwrap();
    ingest(&cwd, &[]);
    let done = recount(&["ingest", "other", "--db", "news.db"], &cwd);
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("[id_taken]"), "{}", text(&done.stderr));
    let left = text(&recount(&["export", "--db", "news.db", "--only", "claim"], &cwd).stdout);
    assert!(left.contains("killed two people") && !left.contains("killed ten people"));
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let cwd = folder("foreign");
    fs::write(cwd.join("news/a.txt"), "A bomb killed two people.").unwrap();
    fs::write(
        cwd.join("news.db"),
        "This is a text, and a long one so that it has more bytes than a header of a database needs. ".repeat(9),
    )
    .unwrap();
    let before = fs::read(cwd.join("news.db")).unwrap();
    let done = ingest(&cwd, &[]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(text(&done.stderr), "recount: news.db: not a database: give another name to --db\n");
    assert_eq!(fs::read(cwd.join("news.db")).unwrap(), before);

    fs::remove_file(cwd.join("news.db")).unwrap();
    let other = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    other.execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    let done = ingest(&cwd, &[]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(
        text(&done.stderr),
        "recount: news.db: a database of another program: give another name to --db\n"
    );
    drop(other);

    fs::remove_file(cwd.join("news.db")).unwrap();
    ingest(&cwd, &[]);
    let newer = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    for done in [ingest(&cwd, &[]), recount(&["stats", "news.db"], &cwd)] {
        assert_eq!(done.status.code(), Some(2));
        assert!(
            text(&done.stderr).contains("written by a newer recount (schema 99"),
            "{}",
            text(&done.stderr)
        );
    }
}

#[test]
fn two_writers_are_told_apart() {
    let cwd = folder("busy");
    fs::write(cwd.join("news/a.txt"), "A bomb killed two people.").unwrap();
    ingest(&cwd, &[]);
    fs::write(cwd.join("news/a.txt"), "A bomb killed ten people.").unwrap();
    let other = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Readers go on meanwhile.
    assert!(recount(&["stats", "news.db"], &cwd).status.success());
    let done = ingest(&cwd, &[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("another program is writing to it"),
        "{}",
        text(&done.stderr)
    );
    other.execute_batch("COMMIT").unwrap();
    assert!(told(&ingest(&cwd, &[])).contains("1 changed"));
}

#[test]
fn diff_says_what_changed_and_why() {
    let cwd = folder("diff");
    let write = |name: &str, text: &str| fs::write(cwd.join("news").join(name), text).unwrap();
    write("a.txt", "A bomb killed two people in Mosul on 3 May 2016.");
    write("b.txt", "Gunmen abducted 14 farmers near Kidal on 4 May 2016.");
    ingest(&cwd, &[]);
    fs::copy(cwd.join("news.db"), cwd.join("old.db")).unwrap();
    // A sentence before the claim moves it, and changes nothing of it.
    write("a.txt", "Markets were open again. A bomb killed two people in Mosul on 3 May 2016.");
    write("b.txt", "Gunmen abducted 15 farmers near Kidal on 4 May 2016.");
    ingest(&cwd, &[]);
    let done = recount(&["diff", "old.db", "news.db"], &cwd);
    assert_eq!(done.status.code(), Some(1));
    let shown = told(&done);
    assert!(shown.contains("(the text changed)"), "{shown}");
    assert!(shown.ends_with("1 added, 1 removed, 0 changed, 1 the same\n"), "{shown}");
    assert_eq!(
        recount(&["diff", "old.db", "news.db", "--kind", "killed"], &cwd).status.code(),
        Some(0)
    );
    let moved = told(&recount(&["diff", "old.db", "news.db", "--kind", "killed", "--positions"], &cwd));
    assert!(moved.contains("char_start") && moved.contains("1 changed"), "{moved}");
}

/// Ended at moments that the machine chooses: the database opens, and the next run makes the rows that a run in one go makes.
#[test]
fn killed_at_any_moment_nothing_is_broken() {
    let cwd = folder("killed");
    let feed: String = (0..1500)
        .map(|n| {
            format!(
                "{{\"id\": {n}, \"text\": \"{}\"}}\n",
                format!("A bomb killed {n} people in Mosul on 3 May 2016. ").repeat(9)
            )
        })
        .collect();
    fs::write(cwd.join("feed.jsonl"), feed).unwrap();
    let whole = text(&recount(&["extract", "feed.jsonl"], &cwd).stdout);
    for wait in [60, 150, 250, 330, 410, 500] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_recount"))
            .args(["ingest", "feed.jsonl", "--db", "news.db", "-q"])
            .current_dir(&cwd)
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = run.kill();
        run.wait().unwrap();
    }
    let done = recount(&["ingest", "feed.jsonl", "--db", "news.db"], &cwd);
    assert!(told(&done).starts_with("1500 documents"), "{}{}", told(&done), text(&done.stderr));
    let mut whole: Vec<&str> = whole.lines().collect();
    let exported = text(&recount(&["export", "--db", "news.db"], &cwd).stdout);
    let mut exported: Vec<&str> = exported.lines().collect();
    whole.sort_unstable();
    exported.sort_unstable();
    assert!(whole == exported);
}
