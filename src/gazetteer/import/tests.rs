//! Each format on a small invented sample: what is written, and what is passed over and why.

use super::{Filters, Format, Known, Report, Source, import};
use crate::gazetteer::{Gazetteer, Sources};
use std::io::Cursor;

/// The rows written, without comments and headers, and the report.
fn imported(format: Format, sample: &'static str, filters: &Filters) -> (Vec<String>, Report) {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let sources = Sources::built_in();
    let gazetteer = Gazetteer::load(&sources, &[]).unwrap();
    let is_word = |word: &str| word == "Mercy";
    let known = Known::new(&sources, &gazetteer, &is_word);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("recount-import-{}-{number}", std::process::id()));
    let source = Source::from_reader("sample", Box::new(Cursor::new(sample.as_bytes())));
    let report = import(source, format, filters, &known, &folder).unwrap();
    let mut rows = Vec::new();
    for file in &report.files {
        let text = std::fs::read_to_string(file).unwrap();
        rows.extend(text.lines().skip(2).map(str::to_string));
    }
    // What was written must be a gazetteer.
    if !report.files.is_empty() {
        let mut all = Sources::built_in();
        all.add_folder(&folder).unwrap();
        Gazetteer::load(&all, &[]).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
    }
    (rows, report)
}

fn reasons(report: &Report) -> Vec<(&'static str, u64)> {
    report.passed.iter().map(|(why, noted)| (*why, noted.count)).collect()
}

#[test]
fn geonames() {
    let sample = "9000001\tTel Harrat Town\tTel Harrat Town\tTel Harrat,تل,THT\t36.5\t41.25\tP\tPPL\tSY\t\t08\t\t\t\t120000\t\t\tAsia/Damascus\t2026-01-01\n\
        9000002\tMercy\tMercy\t\t36.5\t41.25\tP\tPPL\tSY\t\t08\t\t\t\t600\t\t\tAsia/Damascus\t2026-01-01\n\
        9000003\tOld Harrat\tOld Harrat\t\t36.5\t41.25\tP\tPPLQ\tSY\t\t08\t\t\t\t0\t\t\tAsia/Damascus\t2026-01-01\n\
        9000004\tHarrat Hill\tHarrat Hill\t\t36.5\t41.25\tT\tHLL\tSY\t\t08\t\t\t\t0\t\t\tAsia/Damascus\t2026-01-01\n\
        broken row\n";
    let (rows, report) = imported(Format::GeoNames, sample, &Filters::default());
    assert_eq!(
        rows,
        [
            "gn.9000001,Tel Harrat Town,Tel Harrat,city,SY,,36.5,41.25,9000001,120000,",
            "gn.9000002,Mercy,,city,SY,,36.5,41.25,9000002,600,context",
        ]
    );
    assert_eq!(report.passed.len(), 3);
    let filters = Filters {
        min_population: 1000,
        countries: vec!["SY".into()],
        ..Filters::default()
    };
    assert_eq!(imported(Format::GeoNames, sample, &filters).0.len(), 1);
    let filters = Filters {
        feature_classes: vec!["T".into()],
        ..Filters::default()
    };
    assert_eq!(
        imported(Format::GeoNames, sample, &filters).0,
        ["gn.9000004,Harrat Hill,,region,SY,,36.5,41.25,9000004,,"]
    );
}

#[test]
fn geonames_with_alternate_names_beside() {
    let folder = std::env::temp_dir().join(format!("recount-alternate-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let row = "9000001\tTel Harrat\tTel Harrat\tHarratabad\t36.5\t41.25\tP\tPPL\tSY\t\t08\t\t\t\t120000\t\t\tAsia/Damascus\t2026-01-01\n";
    let names = "1\t9000001\ten\tHarrat Hill Town\t1\t\t\t\t\t\n\
        2\t9000001\tde\tHarratstadt\t\t\t\t\t\t\n\
        3\t9000001\ten\tThe Big Stone\t\t\t1\t\t\t\n\
        4\t9000001\ten\tFort Harding\t\t\t\t1\t1920\t1946\n\
        5\t9000001\tlink\thttps://harrat.example\t\t\t\t\t\t\n\
        6\t9000002\ten\tElsewhere\t\t\t\t\t\t\nbroken\n";
    std::fs::write(folder.join("SY.txt"), row).unwrap();
    std::fs::write(folder.join("alternateNamesV2.txt"), names).unwrap();
    let (sources, is_word) = (Sources::built_in(), |_: &str| false);
    let gazetteer = Gazetteer::load(&sources, &[]).unwrap();
    let known = Known::new(&sources, &gazetteer, &is_word);
    let source = Source::open(&folder.join("SY.txt")).unwrap();
    let report = import(source, Format::GeoNames, &Filters::default(), &known, &folder.join("out")).unwrap();
    let text = std::fs::read_to_string(&report.files[0]).unwrap();
    let last = text.lines().last().unwrap();
    assert_eq!(
        last,
        "gn.9000001,Tel Harrat,Harrat Hill Town;Fort Harding,city,SY,,36.5,41.25,9000001,120000,"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn wikidata() {
    let sample = r#"{"head":{"vars":["item"]},"results":{"bindings":[
        {"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q900000001"},"itemLabel":{"type":"literal","value":"Harrat Shield Front"},
         "alias":{"type":"literal","value":"Shield Front"},"typeLabel":{"type":"literal","value":"militant organization"},"countryLabel":{"type":"literal","value":"Iraq"}},
        {"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q900000001"},"alias":{"type":"literal","value":"Harrat Shield"}},
        {"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q900000002"},"itemLabel":{"type":"literal","value":"Q900000002"}},
        {"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q900000003"},"itemLabel":{"type":"literal","value":"Tel Harrat"},
         "coord":{"type":"literal","value":"Point(41.25 36.5)"},"country":{"type":"literal","value":"SYR"}},
        {"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q900000001"},"alias":{"type":"literal","value":"Late"}}]}}"#;
    let (rows, report) = imported(Format::Wikidata, sample, &Filters::default());
    assert_eq!(
        rows,
        [
            "wd.Q900000003,Tel Harrat,,city,SY,,36.5,41.25,,,",
            "wd.Q900000001,Harrat Shield Front,Shield Front;Harrat Shield,,armed_group,IQ,,,,Q900000001,",
        ]
    );
    assert_eq!(report.passed.len(), 2);
    let table = "item,itemLabel,typeLabel\nhttp://www.wikidata.org/entity/Q900000004,Zed Harrat Abdo,human\n";
    assert_eq!(
        imported(Format::Wikidata, table, &Filters::default()).0,
        ["wd.Q900000004,Zed Harrat Abdo,,,,,Q900000004,"]
    );
}

#[test]
fn opensanctions() {
    let sample = r#"{"id":"NK-abc","caption":"Zed Harrat Abdo","schema":"Person","properties":{"name":["Zed Harrat Abdo"],"alias":["Abdo","Zeid Harrat Abdo"],"country":["sy"],"position":["Governor of Harrat"]}}
{"id":"NK-def","caption":"Harrat Shield Front","schema":"Organization","properties":{"topics":["crime.terror"],"abbreviation":["HSHF"],"country":["iq"]}}
{"id":"NK-ghi","caption":"MV Harrat","schema":"Vessel","properties":{}}
{"id":"NK-jkl","caption":"Zedo","schema":"Person","properties":{}}
"#;
    let filters = Filters {
        min_tokens: 2,
        ..Filters::default()
    };
    let (rows, report) = imported(Format::OpenSanctions, sample, &filters);
    assert_eq!(
        rows,
        [
            "os.NK-def,Harrat Shield Front,,HSHF,armed_group,IQ,,,,,",
            "os.NK-abc,Zed Harrat Abdo,Zeid Harrat Abdo,SY,,Governor of Harrat /,,",
        ]
    );
    assert_eq!(
        reasons(&report),
        [("fewer words than --min-tokens", 1), ("neither person nor organisation", 1)]
    );
    let table = "\"id\",\"schema\",\"name\",\"aliases\",\"countries\"\n\"NK-abc\",\"Person\",\"Zed Harrat Abdo\",\"Abdo\",\"sy;lb\"\n";
    assert_eq!(
        imported(Format::OpenSanctions, table, &filters).0,
        ["os.NK-abc,Zed Harrat Abdo,,,,,,"]
    );
}

#[test]
fn petrarch() {
    let sample = "# a comment\nHARRAT_SHIELD_FRONT_ [IRQREB]\n+FRONT_OF_THE_SHIELD ; another comment\n<!-- gone\n+GONE -->\nZED_AL-ABDO_\n+ABDO\n\t[SYRELI 680101-000101]\n\t[SYRGOV 20060520-20140908]\nIRAQ_ [IRQ]\n+BAGHDAD_\n";
    let (rows, report) = imported(Format::Petrarch, sample, &Filters::default());
    assert_eq!(
        rows,
        [
            "cameo.harrat-shield-front,Harrat Shield Front,Front of the Shield,,armed_group,IQ,,,,,",
            "cameo.zed-al-abdo,Zed al-Abdo,,SY,,Government office (SY) 2006-05-20/2014-09-08,,",
        ]
    );
    assert_eq!(reasons(&report), [("a country with its towns: built in as places", 1)]);
}

#[test]
fn ucdp() {
    let sample = "ActorId,NameData,NameOrig,NameOrigFull,NameOrigFullEng,Org,Location\n\
        90001,HSHF,HSHF,n/a,Harrat Shield Front,1,Iraq\n90002,HQZ,HQZ,n/a,,1,\"Iraq, Syria\"\n90003,Government of Iraq,,,,4,Iraq\n";
    let (rows, report) = imported(Format::Ucdp, sample, &Filters::default());
    assert_eq!(
        rows,
        [
            "ucdp.90001,Harrat Shield Front,,HSHF,armed_group,IQ,,,,,",
            "ucdp.90002,HQZ,,HQZ,armed_group,,,,,,case;context",
        ]
    );
    assert_eq!(reasons(&report), [("a government: built in", 1)]);
}

#[test]
fn tables_and_lines() {
    let table = "ref;Titel;type;Andere;country;lat;lon\nx 1;Harrat Base;base;HB Harrat|Camp Harrat;IRQ;33.1;44.2\n\
        x 2;Harrat Bureau;ministry;;Iraq;;\nx 3;Harrat Gun;weapon;;;;\nx 4;Harrat Nothing;thing;;;;\n";
    let column = |field: &str, name: &str| (field.to_string(), name.to_string());
    let filters = Filters {
        columns: vec![column("id", "ref"), column("name", "Titel"), column("aliases", "Andere")],
        ..Filters::default()
    };
    let (rows, report) = imported(Format::Csv, table, &filters);
    assert_eq!(
        rows,
        [
            "x-1,Harrat Base,HB Harrat;Camp Harrat,base,IQ,,33.1,44.2,,,",
            "x-2,Harrat Bureau,,,ministry,IQ,,,,,",
        ]
    );
    assert_eq!(
        reasons(&report),
        [("of a type that we do not know", 1), ("weapons are not imported", 1)]
    );
    let lines = "{\"label\":\"ORG\",\"pattern\":\"Harrat Shield\",\"id\":\"shield\"}\n{\"label\":\"ORG\",\"pattern\":[{\"LOWER\":\"x\"}]}\nnothing\n";
    let (rows, report) = imported(Format::Jsonl, lines, &Filters::default());
    assert_eq!(rows, ["shield,Harrat Shield,,,other,,,,,,"]);
    assert_eq!(report.passed.len(), 2);
}

#[test]
fn survives_anything() {
    for format in [
        Format::GeoNames,
        Format::Wikidata,
        Format::OpenSanctions,
        Format::Petrarch,
        Format::Ucdp,
        Format::Csv,
        Format::Jsonl,
    ] {
        for sample in [
            "",
            "\u{0}\u{0}",
            "[",
            "é\té\n[é é]\n+\n\t[A >1]\n",
            "{\"results\":{\"bindings\":[]}}",
        ] {
            let sources = Sources::built_in();
            let gazetteer = Gazetteer::load(&Sources::default(), &[]).unwrap();
            let is_word = |_: &str| false;
            let known = Known::new(&sources, &gazetteer, &is_word);
            let folder = std::env::temp_dir().join(format!("recount-odd-{}", std::process::id()));
            let source = Source::from_reader("odd", Box::new(Cursor::new(sample.as_bytes())));
            let _ = import(source, format, &Filters::default(), &known, &folder);
            let _ = std::fs::remove_dir_all(&folder);
        }
    }
}
