//! The lint of the built-in gazetteers.

use recount::gazetteer::{Gazetteer, Sources, check};

#[test]
fn built_in_gazetteers_are_in_order() {
    let findings: Vec<String> = check::check(&[("gazetteers", Sources::built_in())])
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn built_in_gazetteers_compile() {
    let gazetteer = Gazetteer::load(&Sources::built_in(), &[]).unwrap();
    assert!(!gazetteer.entities.is_empty());
}
