//! Precision and recall over `corpus/` against the claims coded by hand in `corpus/gold/`.

mod common;

use common::{documents, lexicon, project};
use recount::dataset::DocumentGroup;
use recount::eval::{Bucket, evaluate, load};
use recount::extract;

/// The least that each row must reach on the thirty articles. Raise a number when the program gets better; never lower one to let a change pass.
const LEAST: &[(Bucket, f64, f64)] = &[
    // row, precision, recall
    (Bucket::Figures, 0.86, 0.70),
    (Bucket::Events, 0.85, 0.59),
    (Bucket::Other, 0.72, 0.61),
];

/// The least share of right fields.
const LEAST_FIELDS: &[(&str, f64)] = &[
    ("actor", 0.46),
    ("comparator", 0.98),
    ("date_end", 0.65),
    ("date_start", 0.67),
    ("modality", 0.96),
    ("places", 0.66),
    ("scope", 0.81),
    ("source", 0.86),
    ("target", 0.77),
];

#[test]
fn claims_agree_with_those_coded_by_hand() {
    let gold = load(&project("corpus/gold")).unwrap();
    let groups = documents(&project("corpus")).into_iter().map(|document| {
        let extraction = extract(&document, lexicon());
        DocumentGroup {
            doc_id: document.doc_id,
            document: Some(extraction.document),
            claims: extraction.claims,
            ..DocumentGroup::default()
        }
    });
    let result = evaluate(&gold, groups);
    println!("{result}");
    // Every difference between the program and the coder, one a line: a change of rules shows as a diff of this list.
    let open = format!(
        "missed\n{}\n\nnot in the gold\n{}\n",
        result.misses.join("\n"),
        result.false_alarms.join("\n")
    );
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("differences-from-gold", open);
    });
    assert!(
        result.absent.is_empty(),
        "gold for documents that corpus/ does not have: {:?}",
        result.absent
    );
    for (bucket, precision, recall) in LEAST {
        let score = result.bucket(*bucket);
        let (p, r) = (score.precision(), score.recall());
        assert!(
            p >= *precision && r >= *recall,
            "{}: precision {p:.3}, recall {r:.3}, at least {precision} and {recall} wanted\n{result}",
            bucket.name()
        );
    }
    for (field, least) in LEAST_FIELDS {
        let accuracy = result.fields.get(field).map_or(0.0, recount::eval::FieldScore::accuracy);
        assert!(accuracy >= *least, "{field}: {accuracy:.3}, at least {least} wanted\n{result}");
    }
}
