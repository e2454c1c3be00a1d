//! The examples beside each frame: what it must take from a sentence, and sentences from which it must take nothing.

use recount::{Document, Lexicon, extract};

#[test]
fn every_frame_keeps_its_examples() {
    let lexicon = Lexicon::built_in().expect("the built-in gazetteers load");
    let figures = |text: &str, id: &str| -> Vec<String> {
        let extraction = extract(&Document::plain("example", text).published("2024-02-06"), &lexicon);
        extraction
            .claims
            .iter()
            .filter(|c| c.rule == id)
            .map(|c| c.figure_text.clone())
            .collect()
    };
    let mut wrong = Vec::new();
    let mut examples = 0;
    for frame in lexicon.frames.iter() {
        for (text, want) in &frame.matches {
            examples += 1;
            let got = figures(text, &frame.id);
            if got != *want {
                wrong.push(format!("{}: “{text}”\n    want {want:?}\n    got  {got:?}", frame.id));
            }
        }
        for text in &frame.rejects {
            examples += 1;
            let got = figures(text, &frame.id);
            if !got.is_empty() {
                wrong.push(format!("{}: “{text}”\n    want nothing\n    got  {got:?}", frame.id));
            }
        }
    }
    assert!(examples > 80, "only {examples} examples");
    assert!(
        wrong.is_empty(),
        "help: run `recount explain` on the sentence, then mend the frame or its example in gazetteers/frames/\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_frame_has_examples_enough() {
    let lexicon = Lexicon::built_in().expect("the built-in gazetteers load");
    let poor: Vec<&str> = lexicon
        .frames
        .iter()
        .filter(|f| f.matches.len() < 3 || f.rejects.len() < 2)
        .map(|f| f.id.as_str())
        .collect();
    assert!(
        poor.is_empty(),
        "help: give these frames three sentences that match and two that do not: {poor:?}"
    );
}
