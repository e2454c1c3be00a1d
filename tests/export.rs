//! Export: what is written can be read again without loss, offsets are in the units that each format states, and what goes wrong leaves nothing behind.

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

/// The records of the corpus and of the odd text, extracted once.
fn records() -> &'static str {
    static RECORDS: OnceLock<String> = OnceLock::new();
    RECORDS.get_or_init(|| {
        let out = folder("records");
        let odd = out.join("odd; name.txt");
        let front = "---\ntitle: “A; B” \\ C\nauthors: A. Writer; B. “Pen; name” Writer\n---\n";
        fs::write(&odd, format!("{front}{ODD}")).unwrap();
        let target = out.join("records.jsonl").to_string_lossy().into_owned();
        done(&["extract", "corpus", odd.to_str().unwrap(), "-o", &target]);
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

#[test]
fn tables_and_packages_come_back_field_by_field() {
    let out = folder("again");
    for (format, name) in [("csv", "tables/"), ("datapackage", "package/"), ("jsonl", "lines/")] {
        let target = out.join(name).to_string_lossy().into_owned();
        done(&["export", records(), "--format", format, "-o", &target]);
        let again = out.join(format!("{format}.jsonl"));
        done(&["export", &target, "-o", again.to_str().unwrap()]);
        let (before, after) = (lines(Path::new(records())), lines(&again));
        assert_eq!(before.len(), after.len(), "{format}");
        for (a, b) in before.iter().zip(&after) {
            for (field, value) in a.as_object().unwrap() {
                assert_eq!(Some(value), b.get(field), "{format}, field {field} of {a}");
            }
        }
        let same = fs::read(records()).unwrap() == fs::read(&again).unwrap();
        assert!(same, "{format}: the same bytes");
        done(&["verify", &target, "--quiet"]);
        for sides in [[&target, records()], [records(), &target]] {
            let diff = recount(&["diff", sides[0], sides[1]]);
            assert_eq!(diff.status.code(), Some(0), "{sides:?}: {}", String::from_utf8_lossy(&diff.stdout));
        }
    }
    let claims = lines(Path::new(records())).iter().filter(|r| r["type"] == "claim").count();
    assert!(claims > 500);
    assert_eq!(
        names(&out.join("package")),
        [
            "claim.csv",
            "datapackage.json",
            "document.csv",
            "incident.csv",
            "mention.csv",
            "sentence.csv"
        ]
    );
}

#[test]
fn a_database_and_its_export_say_the_same() {
    let out = folder("database");
    let db = out.join("news.db").to_string_lossy().into_owned();
    done(&["ingest", "corpus", "--db", &db, "--quiet"]);
    let package = out.join("package/").to_string_lossy().into_owned();
    done(&["export", "--db", &db, "--format", "datapackage", "-o", &package]);
    let from_db = recount(&["export", "--db", &db]).stdout;
    let from_package = recount(&["export", &package]).stdout;
    assert!(!from_db.is_empty() && from_db == from_package);
}

#[test]
fn the_package_describes_its_tables() {
    let out = folder("package");
    let target = out.join("p/").to_string_lossy().into_owned();
    done(&["export", records(), "--format", "datapackage", "-o", &target]);
    let package: Value = serde_json::from_slice(&fs::read(out.join("p/datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 5);
    for resource in resources {
        let table = fs::read(out.join("p").join(resource["path"].as_str().unwrap())).unwrap();
        assert_eq!(resource["bytes"], table.len());
        let mut rows = csv::Reader::from_reader(table.as_slice());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let header: Vec<String> = rows.headers().unwrap().iter().map(Into::into).collect();
        assert!(
            fields
                .iter()
                .map(|f| f["name"].as_str().unwrap())
                .eq(header.iter().map(String::as_str))
        );
        for row in rows.records().map(Result::unwrap) {
            for (field, cell) in fields.iter().zip(&row) {
                let name = field["name"].as_str().unwrap();
                let constraints = &field["constraints"];
                assert!(!cell.is_empty() || constraints["required"] != true, "{name} is required");
                let fits = match field["type"].as_str().unwrap() {
                    "integer" => cell.parse::<u64>().is_ok(),
                    "number" => cell.parse::<f64>().is_ok(),
                    "boolean" => matches!(cell, "true" | "false"),
                    _ => constraints["enum"].as_array().is_none_or(|words| words.iter().any(|w| w == cell)),
                };
                assert!(cell.is_empty() || fits, "{name}: {cell}");
            }
        }
    }
    let claim = resources.iter().find(|r| r["name"] == "claim").unwrap();
    assert_eq!(claim["schema"]["primaryKey"], "claim_id");
    let keys = claim["schema"]["foreignKeys"].as_array().unwrap();
    assert!(keys.iter().any(|k| k["fields"] == "subset_of" && k["reference"]["resource"] == ""));
    assert!(
        keys.iter()
            .any(|k| k["fields"] == "doc_id" && k["reference"]["resource"] == "document")
    );
}

#[test]
fn features_are_claims_and_incidents_with_their_points() {
    let out = folder("geojson");
    let target = out.join("map.geojson");
    done(&["export", records(), "-o", target.to_str().unwrap()]);
    let map: Value = serde_json::from_slice(&fs::read(&target).unwrap()).unwrap();
    assert_eq!(map["type"], "FeatureCollection");
    let features = map["features"].as_array().unwrap();
    let wanted = lines(Path::new(records()))
        .into_iter()
        .filter(|r| r["type"] == "claim" || r["type"] == "incident");
    assert_eq!(features.len(), wanted.clone().count());
    for record in wanted {
        let id = record.get("incident_id").unwrap_or(&record["claim_id"]);
        let feature = features.iter().find(|f| f["id"] == *id).unwrap();
        let place = record["places"].as_array().unwrap().iter().find(|p| !p["lat"].is_null());
        match place {
            None => assert!(feature["geometry"].is_null()),
            Some(place) => {
                assert_eq!(feature["geometry"]["type"], "Point");
                assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([place["lon"], place["lat"]]));
                assert_eq!(feature["properties"]["point_of"], place["name"]);
            }
        }
    }
}

#[test]
fn annotations_point_at_code_points_and_quote_them() {
    let out = folder("annotations");
    let target = out.join("all.jsonld");
    done(&["export", records(), "-o", target.to_str().unwrap()]);
    let all: Value = serde_json::from_slice(&fs::read(&target).unwrap()).unwrap();
    assert_eq!(
        (&all["@context"], &all["type"]),
        (&"http://www.w3.org/ns/anno.jsonld".into(), &"AnnotationCollection".into())
    );
    let items = all["first"]["items"].as_array().unwrap();
    assert_eq!(all["total"], items.len());
    let odd = texts().pop().unwrap();
    assert!(odd.1.starts_with("🙂") || odd.1.contains("🙂"));
    let mut seen = 0;
    for item in items
        .iter()
        .filter(|i| i["target"]["source"]["id"].as_str().unwrap().contains("odd"))
    {
        let [position, quote] = item["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("two selectors");
        };
        let exact = quote["exact"].as_str().unwrap();
        assert_eq!(code_points(&odd.1, &position["start"], &position["end"]), exact);
        let around = format!("{}{exact}{}", quote["prefix"].as_str().unwrap(), quote["suffix"].as_str().unwrap());
        assert!(odd.1.contains(&around));
        seen += 1;
    }
    assert!(seen > 10);
}

#[test]
fn standoff_quotes_its_text_and_names_what_it_uses() {
    let out = folder("brat");
    let target = out.join("b/").to_string_lossy().into_owned();
    done(&["export", records(), "--format", "brat", "-o", &target]);
    let configuration = fs::read_to_string(out.join("b/annotation.conf")).unwrap();
    let files = names(&out.join("b"));
    assert_eq!(files.len(), 2 * texts().len() + 1, "{files:?}");
    for ann in files.iter().filter(|f| f.ends_with(".ann")) {
        let text = fs::read_to_string(out.join("b").join(ann.replace(".ann", ".txt"))).unwrap();
        let lines = fs::read_to_string(out.join("b").join(ann)).unwrap();
        let ids: Vec<&str> = lines.lines().map(|l| l.split('\t').next().unwrap()).collect();
        for line in lines.lines() {
            let parts: Vec<&str> = line.splitn(3, '\t').collect();
            if line.starts_with('T') {
                let (name, offsets) = parts[1].split_once(' ').unwrap();
                assert!(
                    configuration.lines().any(|l| l == name || l.starts_with(&format!("{name}\t"))),
                    "{name}"
                );
                let piece = |p: &str| {
                    let (start, end) = p.split_once(' ').unwrap();
                    code_points(&text, &start.parse::<u64>().unwrap().into(), &end.parse::<u64>().unwrap().into())
                };
                let quoted: Vec<String> = offsets.split(';').map(piece).collect();
                assert_eq!(quoted.join(" "), parts[2]);
                assert!(quoted.iter().all(|q| !q.contains('\n')));
            }
            if line.starts_with('E') {
                let arguments = parts[1].split(' ').map(|a| a.split_once(':').unwrap().1);
                arguments.for_each(|a| assert!(ids.contains(&a), "{line}"));
            }
        }
    }
    assert!(files.iter().any(|f| f == "odd__name.txt"), "{files:?}");
}

#[test]
fn offsets_for_spacy_are_code_points_and_entities_lie_apart() {
    let out = folder("spacy");
    let target = out.join("s.jsonl");
    done(&["export", records(), "--format", "spacy", "-o", target.to_str().unwrap()]);
    let documents = lines(&target);
    assert_eq!(documents.len(), texts().len());
    for (document, (id, text)) in documents.iter().zip(texts()) {
        assert_eq!(document["meta"]["doc_id"], id.as_str());
        assert_eq!(document["text"], text.as_str());
        let mut at = 0;
        for entity in document["annotations"]["entities"].as_array().unwrap() {
            assert!(entity[0].as_u64().unwrap() >= at, "{id}: entities overlap");
            at = entity[1].as_u64().unwrap();
        }
        let claims: Vec<Value> = lines(Path::new(records()))
            .into_iter()
            .filter(|r| r["type"] == "claim" && r["doc_id"] == id.as_str())
            .collect();
        let spans = document["annotations"]["spans"]["claims"].as_array().unwrap();
        assert_eq!(spans.len(), claims.len());
        for (span, claim) in spans.iter().zip(&claims) {
            assert_eq!(code_points(&text, &span[0], &span[1]), claim["figure_text"].as_str().unwrap());
        }
    }
}

#[test]
fn offsets_for_inception_are_utf16_units() {
    let out = folder("inception");
    let target = out.join("i/").to_string_lossy().into_owned();
    done(&["export", records(), "--format", "inception", "-o", &target]);
    let files = names(&out.join("i"));
    assert_eq!(files.len(), texts().len());
    let odd: Value = serde_json::from_slice(&fs::read(out.join("i").join(files.last().unwrap())).unwrap()).unwrap();
    let structures = odd["%FEATURE_STRUCTURES"].as_array().unwrap();
    let units: Vec<u16> = structures[0]["sofaString"].as_str().unwrap().encode_utf16().collect();
    let covered = |s: &Value| {
        let span = s["begin"].as_u64().unwrap() as usize..s["end"].as_u64().unwrap() as usize;
        String::from_utf16(&units[span]).unwrap()
    };
    let claims: Vec<&Value> = structures.iter().filter(|s| s["%TYPE"] == "webanno.custom.Claim").collect();
    let record = |id: &Value| {
        lines(Path::new(records()))
            .into_iter()
            .find(|r| r["type"] == "claim" && r["claim_id"] == *id)
            .unwrap()
    };
    assert!(!claims.is_empty());
    for claim in claims {
        assert_eq!(record(&claim["claim_id"])["figure_text"], covered(claim));
    }
}

#[test]
fn profiles_have_the_columns_of_their_datasets_and_flag_what_they_fill_in() {
    let out = folder("profiles");
    let table = |profile: &str| {
        let target = out.join(format!("{profile}.csv"));
        done(&["export", records(), "--profile", profile, "-o", target.to_str().unwrap()]);
        let mut reader = csv::Reader::from_path(target).unwrap();
        let header: Vec<String> = reader.headers().unwrap().iter().map(Into::into).collect();
        let rows: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(Into::into).collect()).collect();
        (header, rows)
    };
    let incidents: Vec<Value> = lines(Path::new(records()))
        .into_iter()
        .filter(|r| r["type"] == "incident")
        .collect();
    let (header, rows) = table("acled");
    assert_eq!(header.len(), 31 + 3);
    assert_eq!(rows.len(), incidents.len());
    let at = |header: &[String], name: &str| header.iter().position(|h| h == name).unwrap();
    let mut imputed = 0;
    for (row, incident) in rows.iter().zip(&incidents) {
        let cell = |name: &str| row[at(&header, name)].as_str();
        assert_eq!(cell("event_id_cnty"), incident["incident_id"]);
        assert_eq!(cell("sub_event_type"), incident["event_type"].as_str().unwrap_or(""));
        assert_eq!(cell("event_type").is_empty(), cell("sub_event_type").is_empty());
        let flag = cell("fatalities_imputed");
        match incident["killed_best"].as_u64() {
            Some(best) => assert_eq!((cell("fatalities"), flag), (best.to_string().as_str(), "")),
            None => assert!(!flag.is_empty() || cell("fatalities").is_empty()),
        }
        imputed += usize::from(!flag.is_empty());
    }
    assert!(imputed > 0);
    // “dozens of villagers” is 12 to ACLED, and the column beside it says so.
    let odd = rows.iter().find(|r| r[at(&header, "notes")].contains("Mopti")).unwrap();
    assert_eq!(odd[at(&header, "fatalities")], "12");
    assert_eq!(odd[at(&header, "fatalities_imputed")], "“dozens”: dozens is 12");
    assert_eq!(odd[at(&header, "event_date_imputed")], "first possible day of 2016-05");
    assert_eq!(odd[at(&header, "iso")], "466");

    let (header, rows) = table("ucdp");
    assert_eq!(header[..49].len() + 7, header.len());
    let odd = rows.iter().find(|r| r[at(&header, "where_description")].contains("Mopti")).unwrap();
    assert_eq!((odd[at(&header, "best")].as_str(), odd[at(&header, "low")].as_str()), ("24", "24"));
    assert_eq!(
        odd[at(&header, "best_imputed")],
        "“dozens”: the lowest number that the wording allows"
    );
    assert_eq!(
        (odd[at(&header, "date_start")].as_str(), odd[at(&header, "date_end")].as_str()),
        ("2016-05-01", "2016-05-31")
    );
    assert_eq!(odd[at(&header, "country_id")], "432");
}

#[test]
fn the_readme_of_the_gazetteers_names_every_value() {
    let readme = fs::read_to_string("gazetteers/README.md").unwrap();
    for value in recount::export::Profile::values() {
        assert!(readme.contains(&format!("`{value}`")), "{value}");
    }
}

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
        (2, vec!["export", records(), "--format", "datapackage", "-o", &path("file")]),
        (2, vec!["export", &path("broken.csv")]),
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

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_says_how_it_is_had() {
    let output = recount(&["export", records(), "--format", "parquet", "--only", "claim"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--features parquet"));
}

/// Each format in its own ecosystem's reader. Needs Python with the packages of `tests/readers/requirements.txt`: see the README.
#[test]
#[ignore = "needs Python packages: cargo test --test export -- --ignored"]
fn readers_of_other_tools_open_every_format() {
    let out = folder("readers");
    let python = std::env::var("RECOUNT_PYTHON").unwrap_or_else(|_| "python3".into());
    let done = Command::new(python)
        .arg("tests/readers/check.py")
        .arg(env!("CARGO_BIN_EXE_recount"))
        .arg(records())
        .arg(&out)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(done.success());
}
