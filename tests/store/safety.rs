//! What is no database of ours is left alone, and nothing that was committed is lost: two writers, a kill at any moment, no room.

use super::*;

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
            for ending in ["", "-wal", "-shm", "-journal"] {
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
