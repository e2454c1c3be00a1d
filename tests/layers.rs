//! Arrows between modules only go downwards: a module uses those below it, never those above, and no edge uses another.

use std::fs;
use std::path::{Path, PathBuf};

/// From high to low. Modules that share a line are edges beside each other: they are joined above.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &[
        "read", "run", "export", "verify", "eval", "explain", "lookup", "store", "diff", "snapshot",
    ],
    &["emit"],
    &["dataset"],
    &["pipeline"],
    &["lexicon"],
    &["relate"],
    &["extract"],
    &["chunk"],
    &["resolve"],
    &["tag"],
    &["segment"],
    &["gazetteer"],
    &["document"],
    &["record"],
    &["text"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|l| l.contains(&module))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The source without comments and without the tests at its end: tests may look at whatever shows that a module does its work.
fn code(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text)
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first names of the paths that begin with `crate::`, those of groups (`crate::{a, b}`) included.
fn used(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        let name = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match rest.strip_prefix('{') {
            None => names.push(name(rest)),
            Some(group) => {
                let mut depth = 0;
                let mut item = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => names.push(name(std::mem::take(&mut item).trim())),
                        _ => {}
                    }
                    if !(c == ',' && depth == 0) {
                        item.push(c);
                    }
                }
                names.push(name(item.trim()));
            }
        }
    }
    names
}

#[test]
fn arrows_go_only_downwards() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files.sort();
    let mut wrong = Vec::new();
    let is_test = |file: &PathBuf| {
        file.strip_prefix(&src)
            .unwrap_or(file)
            .components()
            .any(|c| matches!(c.as_os_str().to_str(), Some("tests" | "tests.rs")))
    };
    for file in files.into_iter().filter(|file| !is_test(file)) {
        let relative = file.strip_prefix(&src).unwrap();
        let first = relative.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_string();
        if module == "lib" {
            continue;
        }
        let Some(own) = layer(&module) else {
            wrong.push(format!("{}: the module {module} has no place in LAYERS", relative.display()));
            continue;
        };
        let code = code(&fs::read_to_string(&file).unwrap());
        let mut names = used(&code, "crate::");
        names.extend(used(&code, "recount::"));
        // `super` of a module at the top is the crate.
        let is_top = relative.components().count() == 1 || relative.ends_with(Path::new(&module).join("mod.rs"));
        if is_top {
            names.extend(used(&code, "super::"));
        }
        for name in names {
            if let Some(other) = layer(&name)
                && name != module
                && other <= own
            {
                wrong.push(format!("{}: {module} uses {name}, which does not lie below it", relative.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nhelp: move what both need into a lower module, or join the two in a higher one (DESIGN.md, “Layout”)",
        wrong.join("\n")
    );
}

#[test]
fn finds_the_modules_that_a_source_uses() {
    let text = "use crate::text::{Span, Token};\nuse crate::{tag::Mention, chunk::{A, B}, record};\nlet x = crate::emit::f(); // crate::cli\nmycrate::no();";
    assert_eq!(used(&code(text), "crate::"), ["text", "tag", "chunk", "record", "emit"]);
}
