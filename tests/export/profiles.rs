//! Profiles: the columns of other datasets, and a flag wherever a convention filled one.

use crate::*;

/// A table by the names of its columns.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(records: &str, profile: &str) -> Self {
        let output = recount(&["export", records, "--profile", profile, "--format", "csv"]);
        assert!(output.status.success() && output.stderr.is_empty());
        let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
        let header = reader.headers().unwrap().iter().map(Into::into).collect();
        let rows = reader.records().map(|r| r.unwrap().iter().map(Into::into).collect()).collect();
        Self { header, rows }
    }

    fn cell<'t>(&self, row: &'t [String], column: &str) -> &'t str {
        &row[self.header.iter().position(|h| h == column).unwrap()]
    }
}

#[test]
fn profiles_have_the_columns_of_their_datasets() {
    let incidents: Vec<Value> = lines(Path::new(records()))
        .into_iter()
        .filter(|r| r["type"] == "incident")
        .collect();
    let (acled, ucdp) = (Table::of(records(), "acled"), Table::of(records(), "ucdp"));
    // Those of the datasets, and what was imputed.
    assert_eq!((acled.header.len(), ucdp.header.len()), (31 + 1, 49 + 1));
    assert_eq!((acled.rows.len(), ucdp.rows.len()), (incidents.len(), incidents.len()));
    for ((row, other), incident) in acled.rows.iter().zip(&ucdp.rows).zip(&incidents) {
        let cell = |name: &str| acled.cell(row, name);
        assert_eq!(cell("event_id_cnty"), incident["incident_id"]);
        assert_eq!(cell("sub_event_type"), incident["event_type"].as_str().unwrap_or(""));
        for column in ["event_type", "disorder_type"] {
            assert_eq!(cell(column).is_empty(), cell("sub_event_type").is_empty(), "{column} of {row:?}");
        }
        assert_eq!(
            ucdp.cell(other, "where_prec"),
            incident["where_prec"].as_u64().map_or(String::new(), |p| p.to_string())
        );
        // What the text states stays as it is, and is no imputation.
        let best = incident["killed_best"].as_u64().map(|b| b.to_string());
        for (number, imputed) in [
            (cell("fatalities"), cell("imputed").contains("fatalities: ")),
            (ucdp.cell(other, "best"), ucdp.cell(other, "imputed").contains("best: ")),
        ] {
            match &best {
                Some(best) => assert_eq!((number, imputed), (best.as_str(), false), "{row:?}"),
                None => assert_eq!(imputed, !number.is_empty(), "{row:?}"),
            }
        }
    }
}

/// What is told of the dead: the sentence; ACLED's fatalities, and UCDP's best; whether that is imputed.
const TOLLS: &[(&str, &str, &str, bool)] = &[
    ("A bomb killed 12 people in Mosul on 3 May 2016, police said.", "12", "12", false),
    (
        "A bomb killed about 30 people in Mosul on 3 May 2016, police said.",
        "30",
        "30",
        false,
    ),
    (
        "A bomb killed at least 20 people in Mosul on 3 May 2016, police said.",
        "20",
        "20",
        true,
    ),
    (
        "A bomb killed more than 60 people in Mosul on 3 May 2016, police said.",
        "60",
        "61",
        true,
    ),
    (
        "A bomb killed between 11 and 14 people in Mosul on 3 May 2016, police said.",
        "11",
        "11",
        true,
    ),
    (
        "A bomb killed dozens of people in Mosul on 3 May 2016, police said.",
        "12",
        "24",
        true,
    ),
    (
        "A bomb killed hundreds of people in Mosul on 3 May 2016, police said.",
        "100",
        "200",
        true,
    ),
    ("A bomb killed several people in Mosul on 3 May 2016, police said.", "3", "3", true),
    (
        "A bomb killed several hundred people in Mosul on 3 May 2016, police said.",
        "300",
        "300",
        true,
    ),
    // How many there were nobody says.
    ("A bomb killed up to 500 people in Mosul on 3 May 2016, police said.", "", "", false),
    ("A bomb killed many people in Mosul on 3 May 2016, police said.", "", "", false),
];

#[test]
fn words_become_numbers_by_the_conventions_of_the_dataset_and_with_a_flag() {
    let out = folder("tolls");
    let feed: String = TOLLS
        .iter()
        .enumerate()
        .map(|(n, (text, ..))| format!("{}\n", serde_json::json!({"id": n.to_string(), "text": text})))
        .collect();
    fs::write(out.join("feed.jsonl"), feed).unwrap();
    let records = out.join("records.jsonl").to_string_lossy().into_owned();
    done(&["extract", out.join("feed.jsonl").to_str().unwrap(), "-o", &records]);
    let (acled, ucdp) = (Table::of(&records, "acled"), Table::of(&records, "ucdp"));
    for (text, fatalities, best, is_imputed) in TOLLS {
        let rows = acled
            .rows
            .iter()
            .zip(&ucdp.rows)
            .filter(|(row, _)| acled.cell(row, "notes") == *text);
        let [(row, other)] = rows.collect::<Vec<_>>()[..] else {
            panic!("one incident of “{text}”");
        };
        assert_eq!(
            (acled.cell(row, "fatalities"), ucdp.cell(other, "best")),
            (*fatalities, *best),
            "{text}"
        );
        assert_eq!(acled.cell(row, "imputed").contains("fatalities: "), *is_imputed, "{text}");
        assert_eq!(ucdp.cell(other, "imputed").contains("best: "), *is_imputed, "{text}");
        assert_eq!(
            (acled.cell(row, "event_date"), acled.cell(row, "iso")),
            ("2016-05-03", "368"),
            "{text}"
        );
        assert_eq!(
            (ucdp.cell(other, "date_end"), ucdp.cell(other, "country_id")),
            ("2016-05-03", "645"),
            "{text}"
        );
    }
}

#[test]
fn a_profile_of_ones_own_is_one_like_the_others() {
    let out = folder("own");
    fs::create_dir(out.join("profiles")).unwrap();
    let profile = "[[column]]\nname = \"day\"\nfrom = \"day\"\n[[column]]\nname = \"state\"\nfrom = \"country.iso3\"\n[deaths]\nbound = \"low\"\nrange = \"high\"\n";
    fs::write(out.join("profiles/mine.toml"), profile).unwrap();
    let export = ["export", records(), "--gazetteers", out.to_str().unwrap(), "--profile", "mine"];
    let row: Value = serde_json::from_slice(recount(&export).stdout.split(|b| *b == b'\n').next().unwrap()).unwrap();
    assert_eq!(row["state"], "IRQ");
    assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), ["day", "state", "imputed"]);
    for (wrong, told) in [
        ("from = \"day\"", "from = \"dya\""),
        ("name = \"state\"", "name = \"day\""),
        ("iso3", "iso9"),
    ]
    .map(|(a, b)| (profile.replace(a, b), b))
    {
        fs::write(out.join("profiles/mine.toml"), wrong).unwrap();
        let output = recount(&export);
        let line = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), line.lines().count()), (Some(2), 1), "{told}: {line}");
        assert!(line.contains("profiles/mine.toml: column "), "{line}");
    }
}

#[test]
fn the_readme_of_the_gazetteers_names_every_value() {
    let readme = fs::read_to_string("gazetteers/README.md").unwrap();
    for value in recount::export::Profile::values() {
        assert!(readme.contains(&format!("`{value}`")), "{value}");
    }
}
