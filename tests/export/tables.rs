//! Tables, packages and maps: what is written can be read again without loss.

use crate::*;
use proptest::prelude::*;
use recount::emit::csv::line;
use recount::record::table::{columns, record, text};
use recount::record::{ClaimRecord, PlaceRecord, Record, RecordType};

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

/// A claim of the records, with more than one place.
fn a_claim() -> &'static ClaimRecord {
    static CLAIM: OnceLock<ClaimRecord> = OnceLock::new();
    CLAIM.get_or_init(|| {
        let mut records = lines(Path::new(records())).into_iter();
        let found = records.find(|r| r["type"] == "claim" && r["places"][1].is_object());
        serde_json::from_value(found.unwrap()).unwrap()
    })
}

proptest! {
    #[test]
    fn whatever_stands_in_a_claim_comes_back_from_its_row(
        texts in prop::collection::vec("[^\u{0}]{1,8}|[;\\\\ \"\r\n]{1,4}", 3),
        names in prop::collection::vec(prop::option::of("[; \\\\a,]{1,5}"), 0..4),
        value in prop::option::of(0.0..1e12_f64),
    ) {
        let mut claim = a_claim().clone();
        claim.figure_text.clone_from(&texts[0]);
        claim.sentence_text.clone_from(&texts[1]);
        claim.actor_text = Some(texts[2].clone());
        claim.value = value;
        let place = |name: &Option<String>| PlaceRecord { name: name.clone(), ..a_claim().places[0].clone() };
        claim.places = names.iter().map(place).collect();

        let columns = columns(RecordType::Claim);
        let object = serde_json::to_value(&claim).unwrap();
        let mut bytes = Vec::new();
        let values: Vec<_> = columns.iter().map(|c| c.value(&object)).collect();
        line(values.iter().map(|v| text(v)), &mut bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let row = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(record(RecordType::Claim, |n| &row[n]).unwrap(), Record::Claim(Box::new(claim)));
    }
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

#[cfg(feature = "parquet")]
#[test]
fn columns_of_parquet_have_the_values_of_the_records() {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Float64Type;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    let target = folder("parquet").join("claims.parquet");
    done(&["export", records(), "--only", "claim", "-o", target.to_str().unwrap()]);
    let claims: Vec<Value> = lines(Path::new(records())).into_iter().filter(|r| r["type"] == "claim").collect();
    let reader = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(target).unwrap()).unwrap();
    let mut left = claims.iter();
    for batch in reader.build().unwrap().map(Result::unwrap) {
        let column = |name: &str| batch.column_by_name(name).unwrap();
        let ids = column("claim_id").as_string::<i32>().iter();
        let values = column("value").as_primitive::<Float64Type>().iter();
        let evidence = column("evidence_text").as_list::<i32>().iter();
        for ((id, value), texts) in ids.zip(values).zip(evidence) {
            let claim = left.next().unwrap();
            assert_eq!((id, value), (claim["claim_id"].as_str(), claim["value"].as_f64()));
            let wanted = claim["evidence"].as_array().unwrap().iter().map(|e| e["text"].as_str());
            assert!(texts.unwrap().as_string::<i32>().iter().eq(wanted), "{id:?}");
        }
    }
    assert!(left.next().is_none());
}
