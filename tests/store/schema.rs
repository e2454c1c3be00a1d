//! The tables behind the records: what points at nothing is refused, older databases are brought up to date, and the usual questions go by an index.

use super::*;

#[test]
fn a_row_that_points_at_nothing_is_refused() {
    let cwd = folder("keys");
    fs::write(cwd.join("news/a.txt"), "A bomb killed two people.").unwrap();
    ingest(&cwd, &[]);
    let store = recount::store::Store::create(&cwd.join("news.db")).unwrap();
    for orphan in [
        "INSERT INTO sentence (sentence_key, paragraph, kind, start, char_start, text) VALUES (9 << 24, 0, 'body', 0, 0, '')",
        "INSERT INTO mention (mention_key, sentence_position, reading_key, start, char_start) VALUES (99, 9, 1, 0, 0)",
        "INSERT INTO incident (incident_key, incident_id) VALUES (9 << 24, 'a')",
        "INSERT INTO copy (document_key, first_key) VALUES (1, 9)",
    ] {
        let refused = store.connection().execute(orphan, []).unwrap_err();
        assert!(refused.to_string().contains("FOREIGN KEY"), "{orphan}: {refused}");
    }
}

/// Makes news.db of what it was when its schema had this version.
fn as_of_schema(version: i64, cwd: &Path) {
    let steps = [
        (3, include_str!("../../src/store/schema/3-records.sql")),
        (4, include_str!("../../src/store/schema/4-copies.sql")),
    ];
    let old = rusqlite::Connection::open(cwd.join("old.db")).unwrap();
    for (_, step) in steps.iter().filter(|(made, _)| *made <= version) {
        old.execute_batch(step).unwrap();
    }
    old.execute("ATTACH ? AS new", [cwd.join("news.db").to_str().unwrap()]).unwrap();
    // Of a table in both, the columns that both keep.
    let columns = |table: &str| -> String {
        let ask = "SELECT group_concat(name, ', ') FROM pragma_table_info(?1, 'main') WHERE name IN (SELECT name FROM pragma_table_info(?1, 'new'))";
        old.query_row(ask, [table], |r| r.get(0)).unwrap()
    };
    for table in ["pipeline", "document", "sentence", "reading", "place", "incident"] {
        let columns = columns(table);
        let copy = format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        old.execute_batch(&copy).unwrap();
    }
    let claim = columns("claim");
    old.execute_batch(&format!(
        "INSERT INTO sentence_search (rowid, text) SELECT sentence_key, text FROM main.sentence;
         INSERT INTO main.mention (mention_key, sentence_key, reading_key, start, end, char_start, char_end)
         SELECT mention_key, v.sentence_key, reading_key, v.start, v.end, v.char_start, v.char_end FROM new.mention JOIN new.mentions v USING (mention_key);
         INSERT INTO main.claim ({claim}, sentence_key, end, char_end)
         SELECT {claim}, at, ends, char_ends FROM new.claim JOIN (SELECT claim_key, sentence_key AS at, end AS ends, char_end AS char_ends FROM new.claims) USING (claim_key);
         INSERT INTO main.incident_claim (incident_key, position, claim_key, set_aside)
         SELECT incident_key, l.key, (document_key << 24) + json_extract(l.value, '$[0]'), json_extract(l.value, '$[1]') FROM new.incident, json_each(claim_list) l;
         CREATE INDEX main.mention_sentence ON mention (sentence_key);
         DELETE FROM main.to_do WHERE what = 'indexes';
         PRAGMA main.application_id = {}; PRAGMA main.user_version = {version}; DETACH new",
        0x5243_4e54
    ))
    .unwrap();
    drop(old);
    fs::rename(cwd.join("old.db"), cwd.join("news.db")).unwrap();
}

#[test]
fn an_older_database_is_brought_up_to_date_by_the_next_ingest() {
    for version in [3, 4] {
        let cwd = folder(&format!("older-{version}"));
        for name in ["a.txt", "b.txt"] {
            fs::write(cwd.join("news").join(name), report("Aleppo")).unwrap();
        }
        fs::write(
            cwd.join("news/c.txt"),
            "A bomb killed 12 people, including three children, in Mosul on 3 May 2016. The toll later rose to 13. “Nobody” was hurt in Kirkuk.",
        )
        .unwrap();
        ingest(&cwd, &[]);
        let before = told(&recount(&["export", "--db", "news.db"], &cwd));
        as_of_schema(version, &cwd);
        let refused = recount(&["stats", "news.db"], &cwd);
        assert_eq!(refused.status.code(), Some(2));
        assert_eq!(
            text(&refused.stderr),
            format!(
                "recount: news.db: written by an older recount (schema {version}): run “recount ingest” on it to bring it up to date\n"
            )
        );
        let done = ingest(&cwd, &[]);
        assert!(told(&done).contains("3 unchanged"), "{}{}", told(&done), text(&done.stderr));
        assert_eq!(texts_of(&cwd)["b.txt"], "a.txt");
        assert_eq!(told(&recount(&["export", "--db", "news.db"], &cwd)), before);
        is_whole(&cwd);
    }
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
        "SELECT * FROM incident_claims WHERE incident_id = 'a'",
        "SELECT * FROM sentences s JOIN mentions m USING (sentence_key) WHERE s.doc_id = 'a' AND s.\"index\" = 3",
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
                !walks.iter().any(|t| step == &format!("SCAN {t}")) && !step.contains("AUTOMATIC") && !step.contains("(rowid>?)"),
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
