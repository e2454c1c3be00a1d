//! What differs between two runs, and why.

use super::*;

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
    let mut kidnappers: Vec<(Value, Value)> = Vec::new();
    for line in exported.lines() {
        let claim: Value = serde_json::from_str(line).unwrap();
        // Whatever the rule made of the verb, the parts and shares of what it made, and whoever is only said to be held, who was kidnapped as those around were.
        let kidnap = claim["sentence_text"].as_str().unwrap().to_lowercase().contains("kidnap");
        let held = claim["rule"].as_str().unwrap().starts_with("detained.verb.");
        if kidnap {
            kidnappers.push((claim["doc_id"].clone(), claim["actor_text"].clone()));
        }
        if claim["kind"] == "abducted" && (kidnap || held) {
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
            // Another rule may see what this one no longer takes; whoever is only said to be held is then a prisoner, and who kidnapped is no longer carried over to
            // what the next sentence tells.
            let told = difference.to_string().to_lowercase();
            let fields = difference["fields"].as_array().into_iter().flatten();
            let actor = fields
                .clone()
                .find(|f| f["field"] == "actor_text")
                .map(|f| (&difference["doc_id"], &f["a"]));
            let only_actor = fields.clone().all(|f| {
                ["actor_text", "actor_id", "actor_name", "evidence"]
                    .iter()
                    .any(|name| f["field"] == *name)
            });
            let carried = only_actor && actor.is_some_and(|(doc, text)| kidnappers.iter().any(|(d, a)| d == doc && a == text));
            assert!(
                told.contains("kidnap") || told.contains("\"rule\":\"detained.verb.") || carried,
                "{difference}"
            );
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
