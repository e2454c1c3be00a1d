//! Annotations: offsets are in the units that each format states, and give back what is quoted.

use crate::*;
use std::collections::BTreeSet;

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
    let texts = texts();
    let mut seen = BTreeSet::new();
    for item in items {
        let source = item["target"]["source"]["id"].as_str().unwrap();
        // In a name on the web a blank and a semicolon are written otherwise.
        let source = source
            .strip_prefix("urn:recount:document:")
            .unwrap()
            .replace("%3B", ";")
            .replace("%20", " ");
        let (id, text) = texts.iter().find(|(id, _)| *id == source).unwrap();
        let [position, quote] = item["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("two selectors");
        };
        let exact = quote["exact"].as_str().unwrap();
        assert_eq!(code_points(text, &position["start"], &position["end"]), exact);
        let around = format!("{}{exact}{}", quote["prefix"].as_str().unwrap(), quote["suffix"].as_str().unwrap());
        assert!(text.contains(&around));
        seen.insert(id);
    }
    assert_eq!(seen.len(), texts.len());
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
fn standoff_is_gold_that_the_records_agree_with() {
    let out = folder("gold");
    let (dataset, gold) = (out.join("records.jsonl"), out.join("gold/"));
    let (dataset, gold) = (dataset.to_str().unwrap(), gold.to_str().unwrap());
    done(&["extract", "corpus", "-o", dataset]);
    done(&["export", dataset, "--format", "brat", "-o", gold]);
    let output = recount(&["eval", dataset, "--gold", gold]);
    let table = String::from_utf8_lossy(&output.stdout).into_owned();
    let scores: Vec<Vec<&str>> = table.lines().map(|l| l.split_whitespace().collect()).collect();
    for name in ["figures", "comparator", "modality", "scope", "actor", "places", "source"] {
        let line = scores
            .iter()
            .find(|l| l.first() == Some(&name))
            .unwrap_or_else(|| panic!("no {name} in\n{table}"));
        assert_eq!(line[1..3], ["1.000", "1.000"], "{name}:\n{table}");
    }
}

/// Where tokens begin and end, in code points; they make up the text.
fn token_bounds(annotations: &Value, text: &str) -> BTreeSet<Option<u64>> {
    let (mut bounds, mut again) = (BTreeSet::new(), String::new());
    let words = annotations["words"].as_array().unwrap().iter();
    for (word, space) in words.zip(annotations["spaces"].as_array().unwrap()) {
        bounds.insert(Some(again.chars().count() as u64));
        again.push_str(word.as_str().unwrap());
        bounds.insert(Some(again.chars().count() as u64));
        again.push_str(if *space == true { " " } else { "" });
    }
    assert_eq!(again, text);
    bounds
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
        let bounds = token_bounds(&document["annotations"], &text);
        for span in document["annotations"]["spans"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|s| s.as_array().unwrap())
        {
            assert!(
                bounds.contains(&span[0].as_u64()) && bounds.contains(&span[1].as_u64()),
                "{id}: {span} ends inside a token"
            );
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
    let odd: Value = serde_json::from_slice(&fs::read(out.join("i/odd__name.json")).unwrap()).unwrap();
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
