//! What the program does with files and pipes, which `tests/cmd/` cannot show.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn recount() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let run = |threads: &str| recount().args(["extract", "corpus", "--threads", threads]).output().unwrap();
    let one = run("1");
    assert!(one.status.success(), "{}", String::from_utf8_lossy(&one.stderr));
    assert!(!one.stdout.is_empty());
    for threads in ["2", "7"] {
        assert!(run(threads).stdout == one.stdout, "{threads} threads write other bytes");
    }
}

#[test]
fn a_folder_gets_a_file_for_each_type_and_verifies() {
    let out = folder("split");
    let target = format!("{}/", out.join("records").display());
    assert!(recount().args(["extract", "corpus", "-o", &target]).status().unwrap().success());
    assert_eq!(
        names(&out.join("records")),
        ["claim.jsonl", "document.jsonl", "incident.jsonl", "mention.jsonl", "sentence.jsonl"]
    );
    let verified = recount().args(["verify", &target]).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    assert!(
        recount()
            .args(["extract", "corpus", "-o", &target, "--format", "csv", "--only", "claim,incident"])
            .status()
            .unwrap()
            .success()
    );
    let table = fs::read_to_string(out.join("records/claim.csv")).unwrap();
    assert!(table.starts_with("claim_id,doc_id,sentence_id,"));
}

#[test]
fn the_whole_corpus_verifies_through_a_pipe() {
    let mut extract = recount().args(["extract", "corpus"]).stdout(Stdio::piped()).spawn().unwrap();
    let verify = recount()
        .args(["verify", "-"])
        .stdin(extract.stdout.take().unwrap())
        .output()
        .unwrap();
    assert!(extract.wait().unwrap().success());
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stderr));
}

#[test]
fn the_name_of_the_file_says_its_format_and_nothing_unfinished_stays() {
    let out = folder("formats");
    for (file, begins) in [
        ("a.csv", "claim_id,"),
        ("a.jsonl", "{\"type\":\"document\""),
        ("a.txt", "Toll climbs"),
    ] {
        let target = out.join(file);
        fs::write(&target, "what was there before").unwrap();
        let done = recount()
            .args(["extract", "corpus/01-wire-rising-toll.txt", "-o"])
            .arg(&target)
            .status()
            .unwrap();
        assert!(done.success());
        assert!(fs::read_to_string(&target).unwrap().starts_with(begins), "{file}");
    }
    assert_eq!(names(&out), ["a.csv", "a.jsonl", "a.txt"]);
}

#[test]
fn output_inside_the_folder_that_is_read_is_not_read() {
    let out = folder("inside");
    fs::write(out.join("a.txt"), "A bomb killed two people.").unwrap();
    let target = out.join("records.jsonl");
    for _ in 0..2 {
        let done = recount().arg("extract").arg(&out).arg("-o").arg(&target).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert_eq!(fs::read_to_string(&target).unwrap().matches("\"type\":\"document\"").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_told_and_passed_over() {
    let out = folder("loop");
    fs::write(out.join("a.txt"), "A bomb killed two people.").unwrap();
    std::os::unix::fs::symlink(".", out.join("again")).unwrap();
    std::os::unix::fs::symlink("nowhere", out.join("gone.txt")).unwrap();
    let output = recount().args(["extract", "--only", "document"]).arg(&out).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(errors.lines().count(), 2, "{errors}");
    assert!(
        errors.contains("[symlink_loop]") && errors.contains("no such file [unreadable]"),
        "{errors}"
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"doc_id\":\"a.txt\""));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = recount()
        .args(["extract", "-", "--input-format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || {
        for n in 0..50_000 {
            if writeln!(stdin, "{{\"id\": {n}, \"text\": \"A bomb killed two people in Mosul.\"}}").is_err() {
                return;
            }
        }
    });
    let mut first = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(0), ""));
    feeder.join().unwrap();
}

#[test]
fn standard_input_is_text_or_rows_or_a_page() {
    for (input, id) in [
        ("A bomb killed two people.", "\"doc_id\":\"-\""),
        ("{\"text\": \"A bomb.\"}\n", "\"doc_id\":\"-#1\""),
        (
            "\n<!doctype html><title>T</title><p>A bomb killed two people in the town.",
            "\"format\":\"html\"",
        ),
    ] {
        let mut child = recount()
            .args(["extract", "-", "--only", "document"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(String::from_utf8_lossy(&output.stdout).contains(id), "{input}");
    }
}

#[test]
fn a_row_without_end_is_passed_over() {
    let out = folder("long");
    let path = out.join("feed.jsonl");
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(b"{\"id\": \"long\", \"text\": \"").unwrap();
    let filler = vec![b'x'; 1_000_000];
    (0..101).for_each(|_| file.write_all(&filler).unwrap());
    file.write_all(b"\"}\n{\"id\": \"short\", \"text\": \"A bomb.\"}\n").unwrap();
    let output = recount().args(["extract", "--only", "document"]).arg(&path).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains(":1: a row of more than 100 MB: passed over [too_long]"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"doc_id\":\"short\""));
}
