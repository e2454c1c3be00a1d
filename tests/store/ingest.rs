//! What is put in comes out, only what is new or changed is worked on, and copies are known as such.

use super::*;

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
