//! Tables of texts and what they should come to, and properties that hold of every text.

mod articles;
mod cases;
mod kinds;
mod properties;
mod sentences;

use super::{SegmentRules, segment};
use crate::document::Layout;
use crate::text::Sentence;
use std::sync::LazyLock;

static RULES: LazyLock<SegmentRules> = LazyLock::new(|| {
    SegmentRules::compile(
        include_str!("../../../gazetteers/words/abbreviations.toml"),
        include_str!("../../../gazetteers/words/layout.toml"),
    )
    .expect("the data compiles")
});

fn run(text: &str, layout: Layout) -> Vec<Sentence> {
    segment(text, 0..text.len(), &layout, None, &RULES)
}

#[test]
fn abbreviations_carry_their_stop_and_are_no_common_words() {
    let all: Vec<&str> = RULES.abbreviations().collect();
    assert!(all.contains(&"gen.") && all.contains(&"Jan.") && all.contains(&"inc."));
    assert!(!all.contains(&"no.") && !all.contains(&"Sat."));
    assert!(all.iter().all(|w| w.ends_with('.')));
}

#[test]
fn faults_of_the_data_are_told() {
    let layout = include_str!("../../../gazetteers/words/layout.toml");
    let told = |abbreviations: &str| SegmentRules::compile(abbreviations, layout).expect_err("is faulty");
    assert!(told("[class.title]\nends = \"sometimes\"").starts_with("abbreviations: "));
    let rest = "[starters]\nstrong=[]\nweak=[]\n[speech]\nverbs=[]\nafter=[]\nto=[]\n[time_phrase]\nbegins=[]\n[names]\nmarked=[]\n[message]\ngreetings=[]\nopens=[]";
    assert!(told(&format!("[class.a]\nends='never'\nwords=['Mr.']\n{rest}")).contains("without their last stop"));
    assert!(told(&format!("[class.a]\nends='never'\nwords=['mr']\nplain=['ms']\n{rest}")).contains("in `plain` but not in `words`"));
}
