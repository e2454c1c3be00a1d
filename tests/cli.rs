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

/// Every command, given what is not what it wants: it says so in one line, exits with what DESIGN.md says, and leaves nothing behind.
#[test]
fn bad_input_is_one_line_and_leaves_nothing_behind() {
    let out = folder("bad");
    let good = |arguments: &[&str]| assert!(recount().current_dir(&out).args(arguments).arg("-q").status().unwrap().success());
    fs::create_dir_all(out.join("news")).unwrap();
    fs::create_dir_all(out.join("empty")).unwrap();
    fs::write(out.join("news/a.txt"), "A bomb killed two people in Mosul on 3 May 2016.").unwrap();
    fs::write(out.join("binary"), [0, 1, 2, 3].repeat(99)).unwrap();
    fs::write(out.join("broken.jsonl"), "no record\n").unwrap();
    good(&["extract", "news", "-o", "good.jsonl"]);
    good(&["ingest", "news", "--db", "good.db"]);
    let half = fs::read_to_string(out.join("good.jsonl")).unwrap();
    let in_a_claim = half.find("{\"type\":\"claim\"").unwrap() + 99;
    fs::write(out.join("half.jsonl"), &half[..in_a_claim]).unwrap();
    fs::write(out.join("torn.db"), &fs::read(out.join("good.db")).unwrap()[..3000]).unwrap();
    fs::copy(out.join("good.db"), out.join("newer.db")).unwrap();
    let newer = rusqlite::Connection::open(out.join("newer.db")).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(newer);
    let other = rusqlite::Connection::open(out.join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    drop(other);
    let before = names(&out);

    // Exit, arguments (FILE is the bad input), and the bad inputs.
    let files = ["missing", "empty", "binary", "broken.jsonl", "torn.db", "newer.db", "other.db"];
    let datasets = [
        "missing",
        "empty",
        "binary",
        "broken.jsonl",
        "torn.db",
        "newer.db",
        "other.db",
        "news",
    ];
    let databases = ["missing", "empty", "binary", "good.jsonl", "torn.db", "newer.db", "other.db"];
    let cases: [(i32, &str, &[&str]); 19] = [
        (1, "extract FILE", &files),
        (1, "gold new FILE", &files),
        (1, "snapshot check -q FILE", &files[1..]),
        (2, "snapshot check FILE", &["missing"]),
        (2, "stats FILE", &databases),
        (2, "show a.txt --db FILE", &databases),
        (2, "explain c-0123456789abcdef --db FILE", &databases),
        (2, "export --db FILE", &databases),
        (2, "export FILE -o new.jsonl", &datasets),
        (2, "export FILE --format data-package -o new/", &datasets),
        (2, "verify FILE", &datasets),
        (1, "verify half.jsonl -q", &["half.jsonl"]),
        (2, "diff FILE good.db", &datasets),
        (2, "diff good.jsonl FILE", &datasets),
        (2, "diff FILE good.db", &["half.jsonl"]),
        (2, "eval FILE --gold good.jsonl", &datasets),
        (2, "eval good.jsonl --gold FILE", &datasets),
        (2, "extract news --gazetteers FILE", &files),
        (2, "gazetteer check --gazetteers FILE", &files),
    ];
    for (exit, arguments, inputs) in cases {
        for input in inputs {
            let arguments: Vec<&str> = arguments.split(' ').map(|a| if a == "FILE" { input } else { a }).collect();
            let done = recount().current_dir(&out).args(&arguments).output().unwrap();
            let errors = String::from_utf8_lossy(&done.stderr);
            assert_eq!(done.status.code(), Some(exit), "{arguments:?}: {errors}");
            assert_eq!(errors.lines().count(), 1, "{arguments:?}: {errors}");
            assert!(
                errors.contains("good.jsonl") || errors.contains(input),
                "{arguments:?} does not say which file: {errors}"
            );
            assert!(exit == 1 || done.stdout.is_empty(), "{arguments:?} writes something all the same");
        }
    }
    // Readers of a database note themselves beside it.
    let mut after = names(&out);
    after.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    assert_eq!(after, before);
}

/// Where nothing can be written: one line, exit 2, nothing half-written, and what stood there stays.
#[cfg(unix)]
#[test]
fn output_that_cannot_be_written_is_one_line() {
    let out = folder("unwritable");
    fs::create_dir_all(out.join("news")).unwrap();
    fs::create_dir_all(out.join("folder")).unwrap();
    fs::write(out.join("news/a.txt"), "A bomb killed two people in Mosul on 3 May 2016.").unwrap();
    fs::write(out.join("file"), "mine").unwrap();
    let run = |arguments: &str| recount().current_dir(&out).args(arguments.split(' ')).output().unwrap();
    assert!(run("extract news -q -o good.jsonl").status.success() && run("ingest news -q --db good.db").status.success());
    let before = names(&out);
    for arguments in [
        "extract news -o nowhere/a.jsonl",
        "extract news -o file/a.jsonl",
        "extract news -o file/",
        "extract news -o /dev/full",
        "ingest news --db nowhere/a.db",
        "ingest news --db file/a.db",
        "ingest news --db folder",
        "ingest news --db /dev/full",
        "export good.db -o nowhere/a.jsonl",
        "export good.db -o file/a.jsonl",
        "export good.db -o /dev/full",
        "export good.db --format data-package -o file",
        "export good.db --format brat -o file/b",
        "gold new news/a.txt -o nowhere/a.jsonl",
        "gold new news/a.txt -o file",
    ] {
        let done = run(arguments);
        let errors = String::from_utf8_lossy(&done.stderr);
        assert_eq!((done.status.code(), errors.lines().count()), (Some(2), 1), "{arguments}: {errors}");
        assert!(done.stdout.is_empty(), "{arguments}");
        let after: Vec<String> = names(&out)
            .into_iter()
            .filter(|n| !n.ends_with("-wal") && !n.ends_with("-shm"))
            .collect();
        assert_eq!(after, before, "{arguments}");
    }
    assert_eq!(fs::read_to_string(out.join("file")).unwrap(), "mine");
    for arguments in [
        "extract news",
        "export good.db",
        "stats good.db",
        "show a.txt --db good.db",
        "diff good.db good.jsonl",
        "verify good.db",
        "explain Two",
        "schema",
        "gold new news/a.txt",
        "snapshot check news",
        "gazetteer lookup Mosul",
        "gazetteer check",
    ] {
        // A full disk, then a reader that went away.
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let done = recount()
            .current_dir(&out)
            .args(arguments.split(' '))
            .stdout(full)
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&done.stderr);
        assert_eq!(
            (done.status.code(), errors.lines().count()),
            (Some(2), 1),
            "{arguments} > /dev/full: {errors}"
        );
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let done = recount()
            .current_dir(&out)
            .args(arguments.split(' '))
            .stdout(writer)
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&done.stderr);
        assert_eq!(
            (done.status.code(), errors.as_ref()),
            (Some(0), ""),
            "{arguments} into a closed pipe"
        );
    }
}
