//! Tables, packages and maps: what is written can be read again without loss.

use crate::*;

#[test]
fn tables_and_packages_come_back_field_by_field() {
    let out = folder("again");
    for (format, name) in [("csv", "tables/"), ("data-package", "package/"), ("jsonl", "lines/")] {
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
    done(&["export", "--db", &db, "--format", "data-package", "-o", &package]);
    let from_db = recount(&["export", "--db", &db]).stdout;
    let from_package = recount(&["export", &package]).stdout;
    assert!(!from_db.is_empty() && from_db == from_package);
}

#[test]
fn the_package_describes_its_tables() {
    let out = folder("package");
    let target = out.join("p/").to_string_lossy().into_owned();
    done(&["export", records(), "--format", "data-package", "-o", &target]);
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
