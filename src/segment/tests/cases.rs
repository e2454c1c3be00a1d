//! The texts of `cases/*.txt`, a text a line, or a text between lines of “---”. A bar “‖” shows each place where a sentence begins, and the text is the same without the bars.

use super::{Layout, run};
use crate::segment::white::is_blank;

/// Reads a folder of texts; the folder is the list.
fn texts() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/segment/tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file = std::fs::read_to_string(&path).unwrap();
        if file.contains("\n---\n") {
            out.extend(file.split("\n---\n").skip(1).map(|t| (name.clone(), t.trim_end().to_owned())));
            continue;
        }
        let mut group = name.clone();
        for line in file.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                group = format!("{name}, {heading}");
            } else if !line.is_empty() && !line.starts_with("# ") {
                out.push((group.clone(), unescape(line)));
            }
        }
    }
    out
}

/// Characters that cannot be seen are written “\n”, “\r”, “\t”, “\u{a0}”.
fn unescape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (c, length) = match rest[at + 1..].chars().next() {
            Some('n') => ('\n', 2),
            Some('r') => ('\r', 2),
            Some('t') => ('\t', 2),
            Some('u') if rest[at + 2..].starts_with('{') => {
                let close = rest[at..].find('}').expect("a number in braces");
                let number = u32::from_str_radix(&rest[at + 3..at + close], 16).expect("a number of base 16");
                (char::from_u32(number).expect("a character"), close + 1)
            }
            _ => ('\\', 1),
        };
        out.push(c);
        rest = &rest[at + length..];
    }
    out + rest
}

#[test]
fn sentences_begin_where_the_bars_stand() {
    let mut wrong = Vec::new();
    let texts = texts();
    for (group, case) in &texts {
        let text = case.replace('‖', "");
        let want: Vec<&str> = case
            .split('‖')
            .map(|p| p.trim_matches(is_blank))
            .filter(|p| !p.is_empty())
            .collect();
        let sentences = run(&text, Layout::Plain);
        let got: Vec<&str> = sentences.iter().map(|s| s.span.of(&text)).collect();
        if got != want {
            let mine: Vec<_> = got.iter().filter(|s| !want.contains(s)).collect();
            let theirs: Vec<_> = want.iter().filter(|s| !got.contains(s)).collect();
            wrong.push(format!("{group}:\n   want {theirs:?}\n   got  {mine:?}"));
        }
    }
    assert!(texts.len() > 300, "help: the folder of texts was not found");
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), texts.len(), wrong.join("\n"));
}
