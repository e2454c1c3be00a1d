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
    is_whole(&cwd);
    let connection = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    for view in [
        "documents",
        "sentences",
        "mentions",
        "claims",
        "evidence",
        "place_lists",
        "claim_places",
        "incidents",
        "incident_claims",
        "claims_by_kind_and_month",
        "tolls_by_place",
        "sources_by_kind",
        "publishers",
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
        "2 documents: 2 new, 0 changed, 0 unchanged; 3 claims written\n"
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
    is_whole(&cwd);
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
    assert!(shown.ends_with("1 added, 1 removed, 0 changed, 2 the same\n"), "{shown}");
    assert_eq!(
        recount(&["diff", "old.db", "news.db", "--kind", "killed"], &cwd).status.code(),
        Some(0)
    );
    let moved = told(&recount(&["diff", "old.db", "news.db", "--kind", "killed", "--positions"], &cwd));
    assert!(moved.contains("char_start") && moved.contains("1 changed"), "{moved}");
}

/// A feed of so many documents.
fn feed(cwd: &Path, documents: usize) {
    let line = |n| {
        let text = format!("A bomb killed {n} people in Mosul on 3 May 2016. ").repeat(9);
        format!("{{\"id\": {n}, \"text\": \"{text}\"}}\n")
    };
    fs::write(cwd.join("feed.jsonl"), (0..documents).map(line).collect::<String>()).unwrap();
}

/// That the database has the records that a run in one go makes.
fn is_complete(cwd: &Path) {
    is_whole(cwd);
    let lines = |arguments: &[&str]| {
        let mut lines: Vec<String> = told(&recount(arguments, cwd)).lines().map(Into::into).collect();
        lines.sort_unstable();
        lines
    };
    assert!(lines(&["extract", "feed.jsonl"]) == lines(&["export", "--db", "news.db"]));
}

/// Ended at moments that nobody chose: the database is whole each time, and the next run makes the rows that a run in one go makes. `RECOUNT_KILLS=200` does it more often.
#[test]
fn killed_at_any_moment_nothing_is_broken() {
    let cwd = folder("killed");
    feed(&cwd, 1500);
    let kills: u64 = std::env::var("RECOUNT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    let start = std::time::Instant::now();
    recount(&["ingest", "feed.jsonl", "--db", "news.db", "-q"], &cwd);
    let whole = start.elapsed();
    let mut committed = 0;
    for n in 0..kills {
        if n % 8 == 0 {
            committed = 0;
            for ending in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(cwd.join(format!("news.db{ending}")));
            }
        }
        let mut run = Command::new(env!("CARGO_BIN_EXE_recount"))
            .args(["ingest", "feed.jsonl", "--db", "news.db", "-q"])
            .current_dir(&cwd)
            .spawn()
            .unwrap();
        // Moments spread over the run by the golden ratio: near every other, and never the same.
        let part = (n as f64 * 0.618_033_988_75).fract();
        std::thread::sleep(whole.mul_f64(part));
        let _ = run.kill();
        run.wait().unwrap();
        if !cwd.join("news.db").exists() || recount(&["stats", "news.db"], &cwd).status.code() == Some(2) {
            assert_eq!(committed, 0, "after {n} kills");
            continue;
        }
        is_whole(&cwd);
        let connection = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
        let documents: i64 = connection.query_row("SELECT count(*) FROM document", [], |r| r.get(0)).unwrap();
        assert!(documents >= committed, "{committed} documents were committed, {documents} are left");
        committed = documents;
    }
    let done = recount(&["ingest", "feed.jsonl", "--db", "news.db"], &cwd);
    assert!(told(&done).starts_with("1500 documents"), "{}{}", told(&done), text(&done.stderr));
    is_complete(&cwd);
}

/// A file may grow to so many blocks and no further: as on a disk that is full.
#[cfg(unix)]
#[test]
fn without_room_what_was_committed_stays() {
    let cwd = folder("full");
    feed(&cwd, 300);
    recount(&["ingest", "feed.jsonl", "--db", "news.db"], &cwd);
    feed(&cwd, 3000);
    let size = fs::metadata(cwd.join("news.db")).unwrap().len();
    let limited = format!(
        "trap '' XFSZ; ulimit -f {}; exec {} ingest feed.jsonl --db news.db",
        size / 512 + 200,
        env!("CARGO_BIN_EXE_recount")
    );
    let done = Command::new("sh").args(["-c", &limited]).current_dir(&cwd).output().unwrap();
    assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
    assert_eq!(
        text(&done.stderr),
        "recount: news.db: no room to write: free some on its disk and run again (what was committed is kept)\n"
    );
    is_whole(&cwd);
    let again = recount(&["ingest", "feed.jsonl", "--db", "news.db"], &cwd);
    assert!(told(&again).starts_with("3000 documents"), "{}", told(&again));
    is_complete(&cwd);
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

#[test]
fn copies_are_grouped_whatever_the_order_in_which_they_come() {
    let wire = report("Aleppo");
    // An outlet's own head and tail, another date, and a paragraph that was cut.
    let documents = [
        ("wire.txt", format!("---\npublished: 2016-05-04\n---\n\n{wire}")),
        (
            "copy.txt",
            format!("---\npublished: 2016-05-05\n---\n\nOur agencies report.\n\n{wire}\n\nMore of this on page two."),
        ),
        ("cut.txt", wire[..wire.len() * 2 / 3].to_string()),
        (
            "other.txt",
            report("Homs")
                .replace("the shelling of quarter", "nobody counted those in street")
                .replace("went on for", "but a clerk slept"),
        ),
        ("alert.txt", "A bomb killed two people in Mosul.".to_string()),
        ("alike.txt", "A bomb killed two people in Mosul.".to_string()),
    ];
    let own = |doc: &str, text: &str| (doc.to_string(), text.to_string());
    let expected = BTreeMap::from([
        own("alert.txt", "alert.txt"),
        own("alike.txt", "alike.txt"),
        own("copy.txt", "wire.txt"),
        own("cut.txt", "wire.txt"),
        own("other.txt", "other.txt"),
        own("wire.txt", "wire.txt"),
    ]);
    for order in 0..3 {
        let cwd = folder(&format!("copies{order}"));
        for n in 0..documents.len() {
            let (name, text) = &documents[(n * [1, 5, 7][order] + order) % documents.len()];
            fs::write(cwd.join("news").join(name), text).unwrap();
            // All at once in the first order, one by one in the others.
            if order > 0 {
                ingest(&cwd, &[]);
            }
        }
        ingest(&cwd, &[]);
        assert_eq!(texts_of(&cwd), expected, "order {order}");
        let stats = told(&recount(&["stats", "news.db"], &cwd));
        assert!(stats.contains("2 of them are copies, of 1 texts"), "{stats}");
        // The first is gone: the next one leads.
        fs::remove_file(cwd.join("news/wire.txt")).unwrap();
        ingest(&cwd, &["--prune"]);
        assert_eq!(texts_of(&cwd)["cut.txt"], "copy.txt");
        // A text that is no longer a copy.
        fs::write(cwd.join("news/copy.txt"), "Nothing is left of it.").unwrap();
        ingest(&cwd, &[]);
        assert_eq!(texts_of(&cwd)["cut.txt"], "cut.txt");
        is_whole(&cwd);
    }
}

#[test]
fn a_row_that_points_at_nothing_is_refused() {
    let cwd = folder("keys");
    fs::write(cwd.join("news/a.txt"), "A bomb killed two people.").unwrap();
    ingest(&cwd, &[]);
    let store = recount::store::Store::create(&cwd.join("news.db")).unwrap();
    for orphan in [
        "INSERT INTO sentence (sentence_key, paragraph, kind, start, char_start, text) VALUES (9 << 24, 0, 'body', 0, 0, '')",
        "INSERT INTO mention (mention_key, sentence_key, reading_key, start, end, char_start, char_end) VALUES (99, 9, 1, 0, 1, 0, 1)",
        "INSERT INTO incident_claim (incident_key, position, claim_key) VALUES (99, 0, 99)",
        "INSERT INTO copy (document_key, first_key) VALUES (1, 9)",
    ] {
        let refused = store.connection().execute(orphan, []).unwrap_err();
        assert!(refused.to_string().contains("FOREIGN KEY"), "{orphan}: {refused}");
    }
}

/// A database of the first schema that was given to anybody, before there were groups of copies.
#[test]
fn an_older_database_is_brought_up_to_date_by_the_next_ingest() {
    let cwd = folder("older");
    for name in ["a.txt", "b.txt"] {
        fs::write(cwd.join("news").join(name), report("Aleppo")).unwrap();
    }
    ingest(&cwd, &[]);
    let before = told(&recount(&["export", "--db", "news.db"], &cwd));
    let older = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    older
        .execute_batch("DROP VIEW documents; DROP VIEW publishers; DROP VIEW sources_by_kind; DROP TABLE copy; DROP TABLE sketch; DELETE FROM to_do; PRAGMA user_version = 3")
        .unwrap();
    drop(older);
    let refused = recount(&["stats", "news.db"], &cwd);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        text(&refused.stderr),
        "recount: news.db: written by an older recount (schema 3): run “recount ingest” on it to bring it up to date\n"
    );
    assert!(told(&ingest(&cwd, &[])).contains("2 unchanged"));
    assert_eq!(texts_of(&cwd)["b.txt"], "a.txt");
    assert_eq!(told(&recount(&["export", "--db", "news.db"], &cwd)), before);
    is_whole(&cwd);
}

#[test]
fn a_database_from_before_the_first_release_is_refused() {
    let cwd = folder("oldest");
    fs::write(cwd.join("news/a.txt"), "A bomb killed two people.").unwrap();
    ingest(&cwd, &[]);
    let oldest = rusqlite::Connection::open(cwd.join("news.db")).unwrap();
    oldest.execute_batch("PRAGMA user_version = 2").unwrap();
    drop(oldest);
    for done in [ingest(&cwd, &[]), recount(&["stats", "news.db"], &cwd)] {
        assert_eq!(done.status.code(), Some(2));
        assert_eq!(
            text(&done.stderr),
            "recount: news.db: written by a recount of before the first release (schema 2): ingest its articles into a new database\n"
        );
    }
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

#[test]
fn views_have_what_the_records_have() {
    let (cwd, connection) = of_the_corpus("views");
    let exported = told(&recount(&["export", "--db", "news.db"], &cwd));
    // A row as an object: its columns are the names of the fields that are looked at.
    let rows = |ask: &str, id: &str| -> Vec<Value> {
        let mut statement = connection.prepare(ask).unwrap();
        let names: Vec<String> = statement.column_names().map(Into::into).collect();
        let cell = |value: rusqlite::types::ValueRef<'_>| match value {
            rusqlite::types::ValueRef::Null => Value::Null,
            rusqlite::types::ValueRef::Integer(n) => n.into(),
            rusqlite::types::ValueRef::Real(n) if n.fract() == 0.0 => (n as i64).into(),
            rusqlite::types::ValueRef::Real(n) => n.into(),
            rusqlite::types::ValueRef::Text(t) | rusqlite::types::ValueRef::Blob(t) => text(t).into(),
        };
        let row = |r: &rusqlite::Row<'_>| {
            Ok(names
                .iter()
                .enumerate()
                .map(|(n, name)| (name.clone(), cell(r.get_ref(n).unwrap())))
                .collect())
        };
        statement.query_map([id], row).unwrap().map(Result::unwrap).collect()
    };
    let same = |row: &Value, field: &Value, ask: &str| {
        for (name, value) in row.as_object().unwrap() {
            let (got, wanted) = (value.as_f64(), field[name].as_f64());
            let flag = field[name].as_bool().map(|b| f64::from(u8::from(b)));
            assert!(
                *value == field[name] || (got.is_some() && (got == wanted || got == flag)),
                "{ask}: {name} of {row} is not that of {field}"
            );
        }
    };
    let mut looked = 0;
    for line in exported.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let id = |name: &str| record[name].as_str().unwrap().to_string();
        let (ask, id) = match record["type"].as_str().unwrap() {
            "sentence" => (
                "SELECT sentence_id, doc_id, \"index\", paragraph, kind, speaker, start, end, char_start, char_end, text FROM sentences WHERE doc_id || '#s' || \"index\" = ?",
                id("sentence_id"),
            ),
            "claim" => (
                "SELECT claim_id, doc_id, sentence_id, start, end, char_start, char_end, figure_text, kind, comparator, value, low, high, implied, unit, scope, subset_of, counted_text, event_type, weapon_text, weapon_id, actor_text, actor_id, actor_name, target_text, target_id, target_name, victim_class, where_prec, date_text, date_start, date_end, date_prec, date_edtf, date_anchor, attributed_to_text, attributed_to_id, attributed_to_name, attributed_to_type, modality, sentence_text, rule FROM claims WHERE claim_id = ?",
                id("claim_id"),
            ),
            "incident" => (
                "SELECT incident_id, doc_id, event_type, date_start, date_end, date_prec, where_prec, actor_text, actor_id, actor_name, target_text, weapon_text, killed_low, killed_best, killed_high FROM incidents WHERE incident_id = ?",
                id("incident_id"),
            ),
            _ => continue,
        };
        if record["type"] == "sentence" && record["index"].as_u64() > Some(9) {
            continue;
        }
        let found = rows(ask, &id);
        assert_eq!(found.len(), 1, "{ask} {id}");
        same(&found[0], &record, ask);
        looked += 1;
        if record["type"] == "claim" {
            let ask = "SELECT role, start, end, char_start, char_end, text FROM evidence WHERE claim_id = ? ORDER BY position";
            let spans = rows(ask, &id);
            assert_eq!(spans.len(), record["evidence"].as_array().unwrap().len(), "{id}");
            spans
                .iter()
                .zip(record["evidence"].as_array().unwrap())
                .for_each(|(row, span)| same(row, span, ask));
            let ask = "SELECT text, place_id, name, lat, lon, country, admin1 FROM claim_places WHERE claim_id = ? ORDER BY position";
            let places = rows(ask, &id);
            assert_eq!(places.len(), record["places"].as_array().unwrap().len(), "{id}");
            places
                .iter()
                .zip(record["places"].as_array().unwrap())
                .for_each(|(row, place)| same(row, place, ask));
        }
    }
    assert!(looked > 1000);
    let mentions: Vec<Value> = exported
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap())
        .filter(|r| r["type"] == "mention")
        .collect();
    let ask = "SELECT mention_id, doc_id, sentence_id, mention_type, start, end, char_start, char_end, text, entity_id, name, method, stands_for FROM mentions WHERE 1 OR doc_id = ? ORDER BY mention_key";
    let found = rows(ask, "");
    assert_eq!(found.len(), mentions.len());
    found.iter().zip(&mentions).for_each(|(row, mention)| same(row, mention, ask));
}

/// Whoever looks for something finds it without a walk through all rows.
#[test]
fn usual_looks_go_by_an_index() {
    let (_, connection) = of_the_corpus("plans");
    for ask in [
        "SELECT * FROM claims WHERE doc_id = 'a'",
        "SELECT * FROM claims WHERE claim_id = 'a'",
        "SELECT * FROM claims WHERE kind = 'killed' AND date_start >= '2022'",
        "SELECT * FROM claims WHERE actor_id = 'a'",
        "SELECT * FROM claims WHERE target_id = 'a'",
        "SELECT * FROM claims WHERE attributed_to_id = 'a'",
        "SELECT * FROM claims WHERE place_id = 'IQ.mosul'",
        "SELECT * FROM claims WHERE country = 'IQ'",
        "SELECT * FROM sentences WHERE doc_id = 'a'",
        "SELECT * FROM mentions WHERE doc_id = 'a'",
        "SELECT * FROM mentions WHERE entity_id = 'IQ.mosul'",
        "SELECT * FROM mentions WHERE text = 'Mosul'",
        "SELECT * FROM incidents WHERE doc_id = 'a'",
        "SELECT * FROM incidents WHERE incident_id = 'a'",
        "SELECT * FROM incident_claims WHERE claim_id = 'a'",
        "SELECT * FROM evidence WHERE claim_id = 'a'",
        "SELECT m.* FROM claims c JOIN mentions m USING (sentence_key) WHERE c.claim_id = 'a'",
        "SELECT c.* FROM sentence_search s JOIN claims c ON c.sentence_key = s.rowid WHERE s.text MATCH 'bomb'",
        "SELECT c.* FROM mentions m JOIN claims c USING (sentence_key) WHERE m.entity_id = 'IQ.mosul'",
        "SELECT c.* FROM documents d JOIN claims c USING (document_key) WHERE d.doc_id = 'a'",
    ] {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {ask}")).unwrap();
        let steps: Vec<String> = statement.query_map([], |r| r.get(3)).unwrap().map(Result::unwrap).collect();
        for step in &steps {
            let walks = ["d", "s", "m", "c", "i", "ic", "r", "sentence", "mention", "claim"];
            assert!(
                !walks.iter().any(|t| step == &format!("SCAN {t}")) && !step.contains("AUTOMATIC"),
                "{ask}: {steps:#?}"
            );
        }
    }
}

#[test]
fn the_questions_of_the_readme_are_answered() {
    let (_, connection) = of_the_corpus("readme");
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut asked = 0;
    for block in readme.split("```sql\n").skip(1) {
        for question in block
            .split("```")
            .next()
            .unwrap()
            .split_inclusive(';')
            .filter(|q| q.trim().len() > 1)
        {
            let mut statement = connection.prepare(question).unwrap_or_else(|e| panic!("{question}: {e}"));
            let rows = statement.query_map([], |_| Ok(())).unwrap().count();
            assert!(rows > 0, "{question}");
            asked += 1;
        }
    }
    assert!(asked >= 4, "{asked}");
}

#[test]
fn diff_of_one_rule_that_changed_names_the_claims_that_it_touched() {
    let cwd = folder("rule");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus = corpus.to_str().unwrap();
    // The rule of the same id takes the place of the built-in one, and knows one verb less.
    fs::create_dir_all(cwd.join("mine/frames")).unwrap();
    let rule = "[[frame]]\nid = \"abducted.verb\"\ndescription = \"X kidnaps Y.\"\nverbs = [\"abduct\"]\nfigure = [\"patient\"]\n\
                event_type = \"Abduction/forced disappearance\"\nmatch = [\"Gunmen abducted 14 pupils. => 14\"]\nreject = [\"Pupils left.\"]\n";
    fs::write(cwd.join("mine/frames/abducted.toml"), rule).unwrap();
    recount(&["ingest", corpus, "--db", "old.db"], &cwd);
    let done = recount(&["ingest", corpus, "--db", "new.db", "--gazetteers", "mine"], &cwd);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let done = recount(&["diff", "old.db", "new.db", "--format", "json"], &cwd);
    assert_eq!(done.status.code(), Some(1));
    let exported = told(&recount(&["export", "--db", "old.db", "--only", "claim"], &cwd));
    let mut touched: Vec<String> = Vec::new();
    for line in exported.lines() {
        let claim: Value = serde_json::from_str(line).unwrap();
        // Whatever the rule made of the verb, and the parts and shares of what it made.
        if claim["kind"] == "abducted" && claim["sentence_text"].as_str().unwrap().to_lowercase().contains("kidnap") {
            touched.push(claim["claim_id"].as_str().unwrap().into());
        }
    }
    let mut named: Vec<String> = Vec::new();
    for line in told(&done).lines() {
        let difference: Value = serde_json::from_str(line).unwrap();
        assert_eq!(difference["cause"], "the rules changed");
        if difference["change"] == "removed" {
            named.push(difference["claim_id"].as_str().unwrap().into());
        } else {
            // Another rule may see what this one no longer takes.
            assert!(difference.to_string().to_lowercase().contains("kidnap"), "{difference}");
        }
    }
    touched.sort_unstable();
    named.sort_unstable();
    assert!(
        !named.is_empty() && named.iter().all(|id| touched.contains(id)),
        "{named:?} of {touched:?}"
    );
}

#[test]
fn diff_reads_tables_as_it_reads_lines() {
    let (cwd, _) = of_the_corpus("tables");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus = corpus.to_str().unwrap();
    for arguments in [
        &["extract", corpus, "-q", "-o", "tables/", "--format", "csv"][..],
        &["extract", corpus, "-q", "-o", "lines/"],
        &["extract", corpus, "-q", "-o", "claims.csv", "--only", "claim"],
        &["export", "news.db", "-q", "--format", "data-package", "-o", "package/"],
    ] {
        assert!(recount(arguments, &cwd).status.success(), "{arguments:?}");
    }
    let all = ["tables", "lines", "claims.csv", "package", "news.db"];
    for (a, b) in all.iter().flat_map(|a| all.iter().map(move |b| (a, b))) {
        let done = recount(&["diff", a, b, "--positions"], &cwd);
        assert_eq!(done.status.code(), Some(0), "{a} {b}: {}{}", told(&done), text(&done.stderr));
    }
    // A claim that is gone, and one that changed, in the middle of a table.
    let table = fs::read_to_string(cwd.join("claims.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut writer = csv::Writer::from_path(cwd.join("changed.csv")).unwrap();
    writer.write_record(reader.headers().unwrap()).unwrap();
    let unit = reader.headers().unwrap().iter().position(|h| h == "unit").unwrap();
    for (n, row) in reader.records().enumerate() {
        let row = row.unwrap();
        let cells = row
            .iter()
            .enumerate()
            .map(|(c, cell)| if n == 20 && c == unit { "quintal" } else { cell });
        if n != 10 {
            writer.write_record(cells).unwrap();
        }
    }
    writer.flush().unwrap();
    for before in ["tables", "news.db", "claims.csv"] {
        let done = recount(&["diff", before, "changed.csv"], &cwd);
        assert_eq!(done.status.code(), Some(1));
        let shown = told(&done);
        assert!(
            shown.contains("quintal") && shown.contains("0 added, 1 removed, 1 changed"),
            "{shown}"
        );
    }
}

#[test]
fn a_page_of_differences_needs_no_other_file() {
    let cwd = folder("page");
    fs::write(cwd.join("news/a.txt"), "Gunmen abducted two people in <b>Mosul</b> on 3 May 2016.").unwrap();
    ingest(&cwd, &[]);
    fs::copy(cwd.join("news.db"), cwd.join("old.db")).unwrap();
    fs::write(cwd.join("news/a.txt"), "Gunmen abducted ten people in <b>Mosul</b> on 3 May 2016.").unwrap();
    ingest(&cwd, &[]);
    let done = recount(&["diff", "old.db", "news.db", "--format", "html"], &cwd);
    assert_eq!(done.status.code(), Some(1));
    let page = told(&done);
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("1 added, 1 removed, 0 changed, 0 the same"), "{page}");
    assert!(page.contains("&lt;b&gt;") && !page.contains("<b>Mosul"), "{page}");
    for outside in ["http:", "https:", "src=", "href="] {
        assert!(!page.contains(outside), "{outside}");
    }
}
